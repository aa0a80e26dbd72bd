"""httpx's errors as ours: why nothing came back, in one sentence."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator

import httpx

from feishu_tui.errors import NetworkError, NetworkTimeout
from feishu_tui.feishu.retry import TRIES_WITHOUT_ANSWER, Passing

_OFFLINE = "What was read before is still there; check the network, or the proxy."


def translate(exc: Exception, host: str) -> NetworkError | Passing:
    """The error to raise for an ``httpx.HTTPError`` or a ``TimeoutError`` of a request to ``host``."""
    if isinstance(exc, (httpx.TimeoutException, TimeoutError)):
        timeout = NetworkTimeout(f"{host} did not answer in time.", hint=_OFFLINE)
        return Passing(timeout, tries=TRIES_WITHOUT_ANSWER)
    causes = list(_causes(exc))
    if certificate := next((cause for cause in causes if isinstance(cause, ssl.SSLError)), None):
        return _tls_failed(certificate, host)
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        error = NetworkError(f"There is no host named {host}, or the name service is out of reach.", hint=_OFFLINE)
    elif isinstance(exc, httpx.ProxyError):
        error = NetworkError(f"The proxy does not pass the request on to {host}.", hint="Check HTTPS_PROXY.")
    elif isinstance(exc, httpx.ConnectError):
        error = NetworkError(f"{host} cannot be reached.", hint=_OFFLINE)
    else:
        return Passing(NetworkError(f"The connection to {host} broke off.", hint=_OFFLINE))
    return Passing(error, tries=TRIES_WITHOUT_ANSWER)


def _tls_failed(cause: ssl.SSLError, host: str) -> NetworkError | Passing:
    if isinstance(cause, ssl.SSLCertVerificationError):
        return NetworkError(
            f"The certificate of {host} cannot be trusted: {cause.verify_message}.",
            hint="Behind a company proxy, name its authority in SSL_CERT_FILE; check the clock of this machine.",
        )
    error = NetworkError(f"No secure connection to {host} could be set up.", hint=_OFFLINE)
    return Passing(error, tries=TRIES_WITHOUT_ANSWER)


def _causes(exc: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    current: BaseException | None = exc
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or current.__context__
