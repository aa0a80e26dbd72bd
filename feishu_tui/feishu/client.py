"""One request to the Feishu API: pace, repeat, bounds, and errors that are ours."""

from __future__ import annotations

import asyncio
import itertools
import logging
import random
import time
from collections.abc import Callable, Sequence
from types import TracebackType
from urllib.parse import quote, urlsplit

from feishu_tui.errors import UsageError
from feishu_tui.feishu.body import in_turns
from feishu_tui.feishu.envelope import Document, data_steps
from feishu_tui.feishu.http import FIRST_TIMEOUT, TIMEOUT, WHOLE_REPLY, checked_base_url, open_http
from feishu_tui.feishu.network import translate
from feishu_tui.feishu.pace import Pace
from feishu_tui.feishu.retry import Backoff, Passing
from feishu_tui.feishu.spare_httpx import httpx
from feishu_tui.feishu.wire.written import Reader

API = "/open-apis/calendar/v4"
AT_ONCE = 4
"""Requests under way at the same time."""

Parameters = Sequence[tuple[str, str]]
"""Query parameters, names and values."""

_log = logging.getLogger(__name__)


class FeishuClient:
    """Sends requests to one server and nowhere else: redirects are errors, and the token never follows them.

    Every request is a read, POST or not, and may be repeated. ``transport`` replaces the network in tests and in the
    demo; ``backoff`` and ``chance`` decide how long to wait between repeats, ``pace`` sleeps.
    """

    def __init__(
        self,
        base_url: str,
        auth: httpx.Auth,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        pace: Pace | None = None,
        backoff: Backoff | None = None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._base_url = checked_base_url(base_url)
        self._host = urlsplit(self._base_url).hostname or ""
        self._pace = pace or Pace()
        self._backoff = backoff or Backoff()
        self._chance = chance
        self._slots = asyncio.Semaphore(AT_ONCE)
        self.requests = 0
        """How many requests went out, repeats included."""
        self._has_answered = False
        self._http = open_http((self._base_url,), transport, auth)

    async def __aenter__(self) -> FeishuClient:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Closes the connections; the client cannot be used afterwards."""
        await self._http.aclose()

    async def get(
        self, path: str, params: Parameters = (), *, once: bool = False, reader: Reader | None = None
    ) -> Document:
        """The ``data`` of a GET; ``path`` comes from ``path_of``. Raises our errors only, with ``once`` the first.

        The rows of its lists are what ``reader`` makes of them, as long as the answer is a plain one.
        """
        return await self._repeat("GET", path, params, None, 1 if once else None, reader)

    async def post(self, path: str, params: Parameters = (), json: Document | None = None) -> Document:
        """The ``data`` of a POST with ``json`` as its body, ``{}`` if none. Raises our errors only."""
        return await self._repeat("POST", path, params, json or {})

    async def _repeat(
        self,
        method: str,
        path: str,
        params: Parameters,
        json: Document | None,
        most: int | None = None,
        reader: Reader | None = None,
    ) -> Document:
        for attempt in itertools.count(1):
            try:
                return await in_turns(data_steps(await self._once(method, path, params, json), reader))
            except Passing as passing:
                if attempt >= min(passing.tries, most or self._backoff.tries):
                    raise passing.error from passing.__cause__
                seconds = self._backoff.seconds(attempt, passing, self._chance())
                _log.info("%s Trying again in %.1f s.", passing.error, seconds)
                await self._pace.pause(seconds) if passing.wait else await self._pace.rest(seconds)
        raise AssertionError("itertools.count ended")

    async def _once(self, method: str, path: str, params: Parameters, json: Document | None) -> httpx.Response:
        try:
            request = self._http.build_request(
                method, f"{self._base_url}{path}", params=tuple(params) or None, json=json, timeout=self._timeout
            )
        except httpx.InvalidURL as exc:
            raise UsageError("An id is longer than an address can be.") from exc
        async with self._slots:
            await self._pace.turn()
            self.requests += 1
            started = time.perf_counter()
            try:
                async with asyncio.timeout(WHOLE_REPLY):
                    response = await self._http.send(request)
            except (httpx.HTTPError, TimeoutError) as exc:
                raise translate(exc, self._host, patient=self._has_answered) from exc
            self._has_answered = True
            log_id = response.headers.get("x-tt-logid", "")
            took = time.perf_counter() - started
            _log.debug("%s %s HTTP %d %.2f s %s", method, path, response.status_code, took, log_id)
        return response

    @property
    def _timeout(self) -> httpx.Timeout:
        return TIMEOUT if self._has_answered else FIRST_TIMEOUT


def path_of(*segments: str) -> str:
    """The path of a calendar API, each segment percent-encoded.

    Raises ``UsageError`` for an empty segment, which would be another address.
    """
    if not all(segments):
        raise UsageError("An empty id names nothing.")
    return "/".join((API, *(_encoded(segment) for segment in segments)))


def _encoded(segment: str) -> str:
    # Dots are left alone by quote(), and "." and ".." would be folded away on the way.
    encoded = quote(segment, safe="", errors="replace")
    return encoded.replace(".", "%2E") if encoded in (".", "..") else encoded
