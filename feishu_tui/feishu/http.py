"""Connections: to which addresses, how long they may take, and that they follow no redirect."""

from __future__ import annotations

import ssl
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from ipaddress import ip_address
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from feishu_tui import __version__
from feishu_tui.errors import ConfigError
from feishu_tui.feishu.body import ENCODINGS, take_in
from feishu_tui.feishu.head import watch
from feishu_tui.feishu.spare_httpx import NoCookies, httpx
from feishu_tui.sentence import Sentence

if TYPE_CHECKING:
    from http.cookiejar import CookieJar

TIMEOUT = httpx.Timeout(connect=5.0, read=15.0, write=15.0, pool=30.0)
FIRST_TIMEOUT = httpx.Timeout(connect=5.0, read=10.0, write=10.0, pool=30.0)
"""For a server that has not answered once yet: somebody waits, and does not know for what."""
WHOLE_REPLY = 60.0
"""Seconds from sending to the last byte, for a server that drips."""
HEADERS = {"User-Agent": f"feishu-tui/{__version__}", "Accept-Encoding": ENCODINGS}


def open_http(
    base_urls: Iterable[str], transport: httpx.AsyncBaseTransport | None = None, auth: httpx.Auth | None = None
) -> httpx.AsyncClient:
    """A client for some servers; proxies and authorities as the environment has them, except for this very machine.

    Raises ``ConfigError`` where the environment makes no sense.
    """
    base_urls = tuple(base_urls)
    _tell_what_is_lacking()
    try:
        return httpx.AsyncClient(
            verify=authorities_for(base_urls),
            auth=auth,
            transport=transport,
            timeout=TIMEOUT,
            follow_redirects=False,
            trust_env=trusts_environment(base_urls),
            headers=HEADERS,
            cookies=cast("CookieJar", NoCookies()),
            event_hooks={"request": [watch], "response": [take_in]},
        )
    except (OSError, ValueError, ImportError, httpx.InvalidURL) as exc:
        raise bad_environment(exc) from exc


def authorities_for(base_urls: Iterable[str]) -> bool:
    """Whose certificates count, as ``verify`` of an httpx client: the usual authorities', which take long to read.

    ``None`` where all is plain http, as OpenSSL takes a megabyte to be ready. httpx hands it on to httpcore, to which
    it means that the usual authorities are read before the first encrypted connection, so never.
    """
    return True if any(urlsplit(url).scheme != "http" for url in base_urls) else cast("bool", None)


def trusts_environment(base_urls: Iterable[str]) -> bool:
    """Whether proxies apply: to all but this very machine."""
    return not all(is_loopback(urlsplit(url).hostname or "") for url in base_urls)


def checked_base_url(base_url: str) -> str:
    """``base_url`` without a slash at its end. Raises ``ConfigError`` unless it is https, or http on loopback."""
    try:
        parts = urlsplit(base_url.strip())
        host, _port = parts.hostname or "", parts.port
    except ValueError as exc:
        raise ConfigError(Sentence("The base URL {address!r} cannot be read.", address=base_url)) from exc
    if parts.scheme not in ("http", "https") or not host or parts.query or parts.fragment or parts.username:
        raise ConfigError(
            Sentence("The base URL {address!r} is not an address like https://open.feishu.cn.", address=base_url),
            hint="Correct FEISHU_TUI_BASE_URL or base_url in the configuration.",
        )
    if parts.scheme == "http" and not is_loopback(host):
        raise ConfigError(
            Sentence("The base URL {address!r} is not encrypted; the token is only sent over https.", address=base_url),
            hint="Use https; plain http is accepted for this machine only.",
        )
    return base_url.strip().rstrip("/")


def is_loopback(host: str) -> bool:
    """Whether ``host`` is this very machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _tell_what_is_lacking() -> None:
    """Where sniffio is not installed httpcore does without, but looks for it anew in every folder for each request."""
    if find_spec("sniffio") is None:
        sys.modules.setdefault("sniffio", None)  # type: ignore[arg-type]


def bad_environment(exc: Exception) -> ConfigError:
    """What an error while a client is set up says of the environment."""
    if isinstance(exc, OSError | ssl.SSLError):
        return ConfigError(
            Sentence("The certificates cannot be read: {reason}.", reason=exc.strerror or exc),
            hint="Check SSL_CERT_FILE and SSL_CERT_DIR.",
        )
    # Not the reason itself: a proxy's address may hold a password.
    return ConfigError("The proxy settings cannot be used.", hint="Check HTTPS_PROXY, HTTP_PROXY and ALL_PROXY.")
