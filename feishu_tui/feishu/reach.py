"""One request without a token, watched on its way to the server: name, connection, encryption, answer."""

from __future__ import annotations

import asyncio
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from feishu_tui.errors import FeishuTuiError
from feishu_tui.feishu.body import json_of
from feishu_tui.feishu.codes import PASSING_CODES
from feishu_tui.feishu.envelope import code_of
from feishu_tui.feishu.http import open_http
from feishu_tui.feishu.obstacles import Obstacle, Stage, obstacle_of
from feishu_tui.feishu.retry import Passing
from feishu_tui.feishu.spare_httpx import httpx
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.text import clean

API = "/open-apis/calendar/v4/calendars"
"""Without a token every calendar endpoint answers 99991661, which shows that the API is there."""
PATIENCE = 6.0
"""Seconds for the whole way."""
_NAME_PATIENCE = 3.0
_TIMEOUT = httpx.Timeout(connect=3.0, read=4.0, write=4.0, pool=4.0)

Seconds = Callable[[], float]


@dataclass(slots=True, kw_only=True)
class Journey:
    """How far a request to ``host`` came, and what was seen on the way; what was not seen is empty or ``None``."""

    host: str
    port: int
    peer: str = ""
    """``host:port`` of what was connected to: the server, or a proxy."""
    proxied: bool = False
    addresses: tuple[str, ...] = ()
    """What the name of the peer stands for; empty for a peer that is an address itself."""
    stage: Stage = "settings"
    """Where it ended."""
    obstacle: Obstacle | None = None
    """Why it ended; ``None`` where the server answered as it should."""
    said: str = ""
    """What the obstacle said of itself, if anything: a sentence, or the type of a body that is no JSON."""
    tls: str = ""
    """The version of TLS, such as ``TLSv1.3``."""
    certificate_ends: float | None = None
    """Unix seconds."""
    status: int | None = None
    log_id: str = ""
    took: float = 0.0
    """Seconds from the start to the end."""
    ahead: float | None = None
    """By how many seconds our clock is ahead of the server's ``Date``, which has a resolution of one."""


async def reach(
    base_url: str,
    path: str = API,
    *,
    api: bool = True,
    patience: float = PATIENCE,
    clock: Seconds = time.time,
    transport: httpx.AsyncBaseTransport | None = None,
) -> Journey:
    """Asks for ``path`` once, as the program would, but as nobody; never raises for what happens on the way.

    ``api`` says that the answer has to be an envelope of the API; else any answer will do. ``clock`` gives Unix
    seconds. The trace extension that watches is documented under "Extensions" on https://www.python-httpx.org.
    """
    parts = urlsplit(base_url)
    journey = Journey(host=parts.hostname or "", port=parts.port or (80 if parts.scheme == "http" else 443))
    watch = _Watch(journey)
    began = time.monotonic()
    try:
        async with asyncio.timeout(patience), open_http((base_url,), transport) as http:
            request = http.build_request("GET", f"{base_url}{path}", timeout=_TIMEOUT, extensions={"trace": watch.note})
            sent = clock()
            response = await http.send(request)
            _read_clock(journey, response, (sent + clock()) / 2)
            _read_encryption(journey, response)
        _read_answer(journey, response, api=api)
    except (FeishuTuiError, Passing) as exc:
        _read_refusal(journey, exc)
    except (httpx.HTTPError, OSError, TimeoutError) as exc:
        journey.obstacle, journey.said = obstacle_of(exc, journey.stage)
        await watch.close()
    journey.took = time.monotonic() - began
    return journey


class _Watch:
    """Notes in a journey where a request is; called by httpcore."""

    def __init__(self, journey: Journey) -> None:
        self._journey = journey
        self._stream: Any = None

    async def close(self) -> None:
        """Closes the connection, which httpcore leaves open where a TLS handshake is broken off."""
        if self._stream is not None:
            await self._stream.aclose()

    async def note(self, event: str, info: Mapping[str, Any]) -> None:
        """Looks the peer's name up first, so that a silent name service is told from a silent peer."""
        step = event.partition(".")[2]
        if step == "connect_tcp.started":
            await self._look_up(str(info["host"]), int(info["port"]))
            self._journey.stage = "connection"
        elif step == "connect_tcp.complete":
            self._stream = info["return_value"]
        elif step == "start_tls.started":
            self._journey.stage = "encryption"
        elif step == "send_request_headers.started":
            self._journey.stage = "answer"

    async def _look_up(self, host: str, port: int) -> None:
        journey = self._journey
        journey.stage = "name"
        journey.peer = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        journey.proxied = (host, port) != (journey.host, journey.port)
        if _is_address(host):
            return
        async with asyncio.timeout(_NAME_PATIENCE):
            found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        journey.addresses = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _read_clock(journey: Journey, response: httpx.Response, now: float) -> None:
    try:
        date = parsedate_to_datetime(response.headers.get_list("date")[-1])
    except (IndexError, ValueError, TypeError):
        return
    # Cut to whole seconds, it is half a second late on average.
    journey.ahead = now - (date.timestamp() + 0.5)


def _read_encryption(journey: Journey, response: httpx.Response) -> None:
    stream = response.extensions.get("network_stream")
    encryption = stream.get_extra_info("ssl_object") if stream is not None else None
    if encryption is None:
        return
    journey.tls = encryption.version() or ""
    ends = (encryption.getpeercert() or {}).get("notAfter")
    if ends:
        journey.certificate_ends = float(ssl.cert_time_to_seconds(ends))


def _read_answer(journey: Journey, response: httpx.Response, *, api: bool) -> None:
    journey.stage = "answer"
    journey.status = response.status_code
    journey.log_id = clean(response.headers.get("x-tt-logid", ""))[:100]
    try:
        document = json_of(response.content)
    except ValueError:
        document = None
    code = code_of(document)
    if response.status_code >= 500 or code in PASSING_CODES - {99991400, 190004, 190005}:
        journey.obstacle = Obstacle.SERVER_FAILED
    elif not api:
        return
    elif 300 <= response.status_code < 400:
        journey.obstacle = Obstacle.REDIRECTED
    elif code is None:
        journey.obstacle = Obstacle.NOT_THE_API
        journey.said = clean(response.headers.get("content-type", ""))[:60]


def _read_refusal(journey: Journey, exc: FeishuTuiError | Passing) -> None:
    """What the settings, or a body that cannot be taken in, say of themselves."""
    error = exc.error if isinstance(exc, Passing) else exc
    journey.obstacle = Obstacle.SETTINGS if journey.stage == "settings" else Obstacle.NOT_THE_API
    journey.said = error.in_one_line()
