"""What can stand between us and the server, told apart as far as the errors of httpx and below allow."""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Iterator
from enum import StrEnum
from typing import Literal

from feishu_tui.feishu.spare_httpx import httpx
from feishu_tui.text import clean

Stage = Literal["settings", "name", "connection", "encryption", "answer"]
"""The steps of a request, in order: reading the environment, then the way itself."""


class Obstacle(StrEnum):
    """Why a request did not come through."""

    SETTINGS = "settings"
    """The proxy or the certificates the environment names cannot be used."""
    NO_SUCH_HOST = "no_such_host"
    NAME_SERVICE_SILENT = "name_service_silent"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    CONNECTION_SILENT = "connection_silent"
    """Packets go nowhere: a firewall, or a host that is down."""
    PROXY_REFUSED = "proxy_refused"
    CERTIFICATE_EXPIRED = "certificate_expired"
    CERTIFICATE_EARLY = "certificate_early"
    CERTIFICATE_NAME = "certificate_name"
    CERTIFICATE_UNTRUSTED = "certificate_untrusted"
    ENCRYPTION_FAILED = "encryption_failed"
    ENCRYPTION_SILENT = "encryption_silent"
    NO_ANSWER = "no_answer"
    """The connection stands, and nothing comes."""
    BROKEN_OFF = "broken_off"
    REDIRECTED = "redirected"
    NOT_THE_API = "not_the_api"
    SERVER_FAILED = "server_failed"


_SILENT: dict[Stage, Obstacle] = {
    "name": Obstacle.NAME_SERVICE_SILENT,
    "connection": Obstacle.CONNECTION_SILENT,
    "encryption": Obstacle.ENCRYPTION_SILENT,
}
_CERTIFICATES = {
    9: Obstacle.CERTIFICATE_EARLY,
    10: Obstacle.CERTIFICATE_EXPIRED,
    62: Obstacle.CERTIFICATE_NAME,
    64: Obstacle.CERTIFICATE_NAME,
}
"""X509_V_ERR codes of OpenSSL (X509_STORE_CTX_get_error(3))."""
_UNREACHABLE = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL}


def obstacle_of(exc: BaseException, stage: Stage) -> tuple[Obstacle, str]:
    """What an error at a stage of a request means, and what it says of itself, if that helps."""
    if isinstance(exc, httpx.TimeoutException | TimeoutError):
        return _SILENT.get(stage, Obstacle.NO_ANSWER), ""
    causes = list(_causes(exc))
    certificate = next((cause for cause in causes if isinstance(cause, ssl.SSLCertVerificationError)), None)
    if certificate is not None:
        kind = _CERTIFICATES.get(certificate.verify_code, Obstacle.CERTIFICATE_UNTRUSTED)
        return kind, clean(certificate.verify_message)[:100]
    if isinstance(exc, httpx.ProxyError):
        return Obstacle.PROXY_REFUSED, clean(str(exc))[:100]
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return Obstacle.ENCRYPTION_FAILED, ""
    name = next((cause for cause in causes if isinstance(cause, socket.gaierror)), None)
    if name is not None:
        silent = name.errno == socket.EAI_AGAIN
        return (Obstacle.NAME_SERVICE_SILENT if silent else Obstacle.NO_SUCH_HOST), ""
    if any(isinstance(cause, TimeoutError) for cause in causes):  # by the system, ETIMEDOUT
        return _SILENT.get(stage, Obstacle.NO_ANSWER), ""
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return Obstacle.REFUSED, ""
    if stage == "connection" or any(isinstance(cause, OSError) and cause.errno in _UNREACHABLE for cause in causes):
        return Obstacle.UNREACHABLE, ""
    return (Obstacle.ENCRYPTION_FAILED if stage == "encryption" else Obstacle.BROKEN_OFF), ""


def _causes(exc: BaseException) -> Iterator[BaseException]:
    """The error and all that led to it, the members of groups included: one for each address that was tried."""
    waiting, seen = [exc], set[int]()
    while waiting:
        current = waiting.pop(0)
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        if isinstance(current, BaseExceptionGroup):
            waiting += current.exceptions
        waiting += [cause for cause in (current.__cause__, current.__context__) if cause is not None]
