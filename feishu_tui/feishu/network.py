"""httpx's errors as ours: why nothing came back, in one sentence."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator

from feishu_tui.errors import NetworkError, NetworkTimeout
from feishu_tui.feishu.retry import TRIES_WITHOUT_ANSWER, Passing
from feishu_tui.feishu.spare_httpx import httpx
from feishu_tui.sentence import Sentence

_OFFLINE = "What was read before is still there; check the network, or the proxy."


def translate(exc: Exception, host: str, *, patient: bool = True) -> NetworkError | Passing:
    """The error to raise for an ``httpx.HTTPError`` or a ``TimeoutError`` of a request to ``host``.

    Silence is not tried again unless ``patient``; a reply that took too long as a whole (``TimeoutError``) never is.
    """
    if isinstance(exc, (httpx.TimeoutException, TimeoutError)):
        timeout = NetworkTimeout(Sentence("{host} did not answer in time.", host=host), hint=_OFFLINE)
        again = patient and isinstance(exc, httpx.TimeoutException)
        return Passing(timeout, tries=TRIES_WITHOUT_ANSWER) if again else timeout
    causes = list(_causes(exc))
    if certificate := next((cause for cause in causes if isinstance(cause, ssl.SSLError)), None):
        return _tls_failed(certificate, host)
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        error = NetworkError(
            Sentence("There is no host named {host}, or the name service is out of reach.", host=host), hint=_OFFLINE
        )
    elif isinstance(exc, httpx.ProxyError):
        error = NetworkError(
            Sentence("The proxy does not pass the request on to {host}.", host=host), hint="Check HTTPS_PROXY."
        )
    elif isinstance(exc, httpx.ConnectError):
        error = NetworkError(Sentence("{host} cannot be reached.", host=host), hint=_OFFLINE)
    else:
        return Passing(NetworkError(Sentence("The connection to {host} broke off.", host=host), hint=_OFFLINE))
    return Passing(error, tries=TRIES_WITHOUT_ANSWER)


def _tls_failed(cause: ssl.SSLError, host: str) -> NetworkError | Passing:
    if isinstance(cause, ssl.SSLCertVerificationError):
        return NetworkError(
            Sentence("The certificate of {host} cannot be trusted: {said}.", host=host, said=cause.verify_message),
            hint="Behind a company proxy, name its authority in SSL_CERT_FILE; check the clock of this machine.",
        )
    error = NetworkError(Sentence("No secure connection to {host} could be set up.", host=host), hint=_OFFLINE)
    return Passing(error, tries=TRIES_WITHOUT_ANSWER)


def _causes(exc: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    current: BaseException | None = exc
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or current.__context__
