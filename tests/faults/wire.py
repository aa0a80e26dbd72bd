"""The simulator behind a socket that misbehaves when told to, in the loop of the test."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from feishu_tui.simulator.api import Request, Response, Simulator

Trouble = Callable[["Exchange"], Awaitable[None]]
"""What is done to an exchange instead of answering it."""


@dataclass
class Exchange:
    """A request that came, the answer it should get, and the way there."""

    request: Request
    answer: Callable[[], Response]
    writer: asyncio.StreamWriter

    async def send(self, *parts: bytes) -> None:
        """Write bytes as they are."""
        for part in parts:
            self.writer.write(part)
            await self.writer.drain()

    def head(self, length: int | str | None, status: str = "200 OK", *headers: str) -> bytes:
        """Status line and headers; without a length, whatever comes until the end is the body."""
        counted = [] if length is None else [f"Content-Length: {length}"]
        lines = [f"HTTP/1.1 {status}", "X-Tt-Logid: LOG-WIRE", *counted, *headers, "Connection: close", "", ""]
        return "\r\n".join(lines).encode()

    async def well(self) -> None:
        """Answer as the simulator does."""
        answer = self.answer()
        if answer.latency:
            await asyncio.sleep(answer.latency)
        named = [f"{name}: {value}" for name, value in answer.headers]
        await self.send(self.head(len(answer.body), f"{answer.status} X", *named), answer.body)


@dataclass
class Wire:
    """``trouble`` strikes the requests in whose ``METHOD /path?query`` the pattern is found; ``times`` are when."""

    simulator: Simulator
    trouble: Trouble | None = None
    pattern: str = ""
    after: int = 0
    """How many of those requests are answered well before."""
    times: list[float] = field(default_factory=list)
    """When each request came, in seconds of the loop."""
    url: str = ""
    _met: int = 0

    def strike(self, trouble: Trouble | None, pattern: str = "", after: int = 0) -> None:
        """Begin trouble, or end it with ``None``; counts anew."""
        self.trouble, self.pattern, self.after, self._met = trouble, pattern, after, 0
        self.times.clear()

    async def greet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection: one request, one answer."""
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            request = await _read(reader)
            self.times.append(asyncio.get_running_loop().time())
            exchange = Exchange(request, lambda: self.simulator.handle(request), writer)
            await (exchange.well() if not self._struck(request) or self.trouble is None else self.trouble(exchange))
        writer.close()

    def _struck(self, request: Request) -> bool:
        if re.search(self.pattern, f"{request.method} {request.path}?{request.query}") is None:
            return False
        self._met += 1
        return self._met > self.after


@asynccontextmanager
async def wired(simulator: Simulator) -> AsyncIterator[Wire]:
    """A wire to the simulator, at its ``url``; hangs up at the end."""
    wire = Wire(simulator)
    talks: set[asyncio.Task[None]] = set()

    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        talks.add(task)
        try:
            await wire.greet(reader, writer)
        except asyncio.CancelledError:
            writer.transport.abort()
        finally:
            talks.discard(task)

    server = await asyncio.start_server(greet, "127.0.0.1", 0, backlog=256)
    wire.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield wire
    finally:
        server.close()
        for talk in list(talks):
            talk.cancel()
        await asyncio.sleep(0)


async def _read(reader: asyncio.StreamReader) -> Request:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *rest = head.rstrip("\r\n").split("\r\n")
    method, target, _ = first.split(" ")
    headers = dict(line.split(": ", 1) for line in rest)
    length = int({name.lower(): value for name, value in headers.items()}.get("content-length", "0"))
    body = await reader.readexactly(length) if length else b""
    path, _, query = target.partition("?")
    return Request(method, path, query, headers, body)
