"""An end to the head of an answer: any number of provisional answers (1xx) may come before the final one.

RFC 9110 §15.2. Clients read them as fast as a server can send them. Connections and what is read from them are known
by the trace extension (httpx documentation, "Extensions").
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from contextvars import ContextVar
from typing import Any

from feishu_tui.feishu.spare_httpx import httpx

MOST = 128 * 1024
"""Bytes of everything before the body; the longest single head that is read has 100 KB."""
STEP = 8 * 1024
"""Bytes that are read at a time until the head is there, so that others have a turn."""

Trace = Callable[[str, Mapping[str, Any]], Awaitable[None]]


async def watch(request: httpx.Request) -> None:
    """Bounds the head of the answer to ``request``, as an httpx request hook; who traces it already goes on to.

    What is too long ends as ``httpx.RemoteProtocolError``.
    """
    also: Trace | None = request.extensions.get("trace")
    if isinstance(also, _Watch):  # sent again, with a token
        return
    request.extensions["trace"] = _Watch(also)


def note(event: str, info: Mapping[str, Any], bound: Callable[[Any], None] | None = None) -> None:
    """Bounds the head of the answer to a request of a blocking client, in whose ``trace`` this belongs."""
    if event.endswith((".connect_tcp.complete", ".start_tls.complete")):
        (bound or _bound)(info["return_value"])
    elif ".receive_response_headers." in event:
        _head.set(_Head() if event.endswith(".started") else None)


class _Watch:
    def __init__(self, also: Trace | None) -> None:
        self._also = also

    async def __call__(self, event: str, info: Mapping[str, Any]) -> None:
        note(event, info, _bound_async)
        if self._also is not None:
            await self._also(event, info)


class _Head:
    """How much of a head was read."""

    def __init__(self) -> None:
        self._taken = 0

    def room(self, wanted: int) -> int:
        """How much to read next. Raises ``httpx.RemoteProtocolError`` where it should have ended long ago."""
        if self._taken >= MOST:
            raise httpx.RemoteProtocolError("The head of the answer does not end.")
        return min(wanted, STEP)

    def took(self, data: bytes) -> bytes:
        """Counts ``data``."""
        self._taken += len(data)
        return data


_head: ContextVar[_Head | None] = ContextVar("head", default=None)
"""What is being read by this task or thread; ``None`` while it is no head."""


def _bound(stream: Any) -> None:
    read = stream.read

    def bounded(max_bytes: int, timeout: float | None = None) -> bytes:
        head = _head.get()
        data: bytes = read(head.room(max_bytes) if head else max_bytes, timeout)
        return head.took(data) if head else data

    stream.read = bounded


def _bound_async(stream: Any) -> None:
    read = stream.read

    async def bounded(max_bytes: int, timeout: float | None = None) -> bytes:
        head = _head.get()
        data: bytes = await read(head.room(max_bytes) if head else max_bytes, timeout)
        return head.took(data) if head else data

    stream.read = bounded
