"""What a network and a server do on bad days, each by name, and what is expected of the program then."""

from __future__ import annotations

import asyncio
import gzip
import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from feishu_tui.errors import (
    BadResponse,
    FeishuTuiError,
    NetworkError,
    NetworkTimeout,
    NotPermitted,
    NotSignedIn,
    QuotaExhausted,
    RateLimited,
    ServerError,
)
from tests.faults.wire import Exchange, Trouble

HTML = b"<html><head><title>Sign in to the network</title></head><body><h1>Welcome</h1></body></html>"
FAR = 10**6
"""Seconds that nobody waits."""


@dataclass(frozen=True)
class Fault:
    """A trouble on the wire and how it must end: with which error, after how many requests and seconds at most.

    ``requests`` and ``seconds`` are those of one request that is given up, with its repeats.
    """

    trouble: Trouble
    error: type[FeishuTuiError]
    requests: int
    seconds: float
    answers: bool = True
    """Whether the server gets to say its log id."""
    halts: bool = False
    """Whether asking for the other calendars would be useless or wrong."""


def saying(body: bytes, status: str = "200 OK", *headers: str, length: int | str | None = -1) -> Trouble:
    """Answers with a body, of its own length or the one given."""

    async def say(exchange: Exchange) -> None:
        await exchange.send(exchange.head(len(body) if length == -1 else length, status, *headers), body)

    return say


def refusing(code: int, status: str, *headers: str) -> Trouble:
    """Answers with an error envelope."""
    body = {"code": code, "msg": "some constant", "error": {"log_id": "LOG-WIRE"}}
    return saying(json.dumps(body).encode(), status, "Content-Type: application/json", *headers)


def spoiling(spoil: Callable[[bytes], bytes]) -> Trouble:
    """Answers as the simulator does, but for the bytes of the body."""

    async def answer(exchange: Exchange) -> None:
        body = spoil(exchange.answer().body)
        await exchange.send(exchange.head(len(body)), body)

    return answer


async def resetting(exchange: Exchange) -> None:
    """Drops the connection."""
    exchange.writer.transport.abort()


async def closing(exchange: Exchange) -> None:
    """Hangs up without a word."""


async def swallowing(exchange: Exchange) -> None:
    """Takes the request and never answers."""
    await asyncio.sleep(FAR)


async def dripping(exchange: Exchange) -> None:
    """A byte now and then, always before anybody would give up waiting for the next."""
    await exchange.send(exchange.head(FAR))
    for _ in range(FAR):
        await exchange.send(b" ")
        await asyncio.sleep(10)


async def dripping_headers(exchange: Exchange) -> None:
    """A header now and then, for ever."""
    await exchange.send(b"HTTP/1.1 200 OK\r\n")
    for number in range(FAR):
        await exchange.send(f"X-{number}: x\r\n".encode())
        await asyncio.sleep(10)


async def cutting(exchange: Exchange) -> None:
    """Sends half of the body and hangs up."""
    body = exchange.answer().body
    await exchange.send(exchange.head(len(body)), body[: len(body) // 2])


async def cutting_chunks(exchange: Exchange) -> None:
    """Sends half of the body in chunks and hangs up before the last."""
    body = exchange.answer().body
    half = body[: len(body) // 2]
    head = exchange.head(None, "200 OK", "Transfer-Encoding: chunked")
    await exchange.send(head, f"{len(half):x}\r\n".encode(), half, b"\r\n")


async def promising_less(exchange: Exchange) -> None:
    """Says that the body is shorter than it is."""
    body = exchange.answer().body
    await exchange.send(exchange.head(len(body) - 7), body)


async def freezing(exchange: Exchange) -> None:
    """Sends half of the body and falls silent."""
    body = exchange.answer().body
    await exchange.send(exchange.head(len(body)), body[: len(body) // 2])
    await asyncio.sleep(FAR)


async def flooding(exchange: Exchange) -> None:
    """A hundred megabytes of blanks before the JSON."""
    await exchange.send(exchange.head(100 << 20))
    for _ in range(100):
        await exchange.send(b" " * (1 << 20))


async def hinting(exchange: Exchange) -> None:
    """Provisional answers without end."""
    for _ in range(FAR):
        await exchange.send(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)


async def crumbling(exchange: Exchange) -> None:
    """A body without end whose every byte is a piece of its own."""
    await exchange.send(exchange.head(None, "200 OK", "Transfer-Encoding: chunked"))
    for _ in range(FAR):
        await exchange.send(b"1\r\n \r\n" * 1000)


@cache
def bomb() -> bytes:
    """A hundred megabytes in a hundred kilobytes."""
    packer = zlib.compressobj(wbits=31)
    return b"".join([*(packer.compress(bytes(1 << 20)) for _ in range(100)), packer.flush()])


async def bombing(exchange: Exchange) -> None:
    """Answers with a bomb."""
    body = bomb()
    await exchange.send(exchange.head(len(body), "200 OK", "Content-Encoding: gzip"), body)


async def bombing_twice(exchange: Exchange) -> None:
    """Compressed twice, of which one layer alone was asked for."""
    body = gzip.compress(gzip.compress(bytes(1 << 20)))
    await exchange.send(exchange.head(len(body), "200 OK", "Content-Encoding: gzip, gzip"), body)


async def circling(exchange: Exchange) -> None:
    """Redirects to the very same address."""
    target = f"{exchange.request.path}?{exchange.request.query}"
    await exchange.send(exchange.head(0, "302 Found", f"Location: {target}"))


BROKEN = 5, 30.0
"""Requests and seconds of an answer that breaks off, or of a server that asks to be left alone a moment."""
ONCE = 1, 1.0
"""Of an answer that a repeat would not change."""
LONG = 1, 20.0
"""The same, where reading it takes the box a while."""

FAULTS: dict[str, Fault] = {
    "reset": Fault(resetting, NetworkError, *BROKEN, answers=False),
    "closed without a word": Fault(closing, NetworkError, *BROKEN, answers=False),
    "something else than HTTP": Fault(lambda it: it.send(b"SSH-2.0-x\r\n"), NetworkError, *BROKEN, answers=False),
    "black hole": Fault(swallowing, NetworkTimeout, 3, 60.0, answers=False),
    "slow drip of a body": Fault(dripping, NetworkTimeout, 1, 61.0, answers=False),
    "slow drip of headers": Fault(dripping_headers, NetworkTimeout, 1, 61.0, answers=False),
    "provisional answers without end": Fault(hinting, NetworkError, *BROKEN, answers=False),
    "a body in crumbs": Fault(crumbling, BadResponse, *LONG),
    "cut in the middle": Fault(cutting, NetworkError, *BROKEN, answers=False),
    "cut between chunks": Fault(cutting_chunks, NetworkError, *BROKEN, answers=False),
    "silent in the middle": Fault(freezing, NetworkTimeout, 3, 60.0, answers=False),
    "length too short": Fault(promising_less, BadResponse, *ONCE),
    "length that is none": Fault(saying(b"{}", length="nonsense"), NetworkError, *BROKEN, answers=False),
    "HTML from a proxy": Fault(saying(HTML, "200 OK", "Content-Type: text/html"), BadResponse, *ONCE),
    "HTML with 502": Fault(saying(HTML, "502 Bad Gateway", "Content-Type: text/html"), BadResponse, *BROKEN),
    "HTML with 407": Fault(saying(HTML, "407 Proxy Authentication Required"), BadResponse, *ONCE),
    "200 with an error code": Fault(refusing(191002, "200 OK"), NotPermitted, *ONCE),
    "200 with an unknown code": Fault(refusing(1234567, "200 OK"), ServerError, *ONCE),
    "204": Fault(saying(b"", "204 No Content", length=None), BadResponse, *ONCE),
    "304": Fault(saying(b"", "304 Not Modified", length=None), BadResponse, *ONCE),
    "empty 200": Fault(saying(b""), BadResponse, *ONCE),
    "redirects in a circle": Fault(circling, BadResponse, *ONCE),
    "redirects elsewhere": Fault(
        saying(b"", "307 Temporary Redirect", "Location: http://evil.example/"), BadResponse, *ONCE
    ),
    "429 with a reset": Fault(
        refusing(99991400, "429 Too Many Requests", "x-ogw-ratelimit-reset: 9"), RateLimited, 5, 60.0
    ),
    "429 with a reset of a year": Fault(
        refusing(99991400, "429 Too Many Requests", "x-ogw-ratelimit-reset: 31536000"), RateLimited, 5, 300.0
    ),
    "429 without a reset": Fault(refusing(99991400, "429 Too Many Requests"), RateLimited, *BROKEN),
    "429 with a reset that is none": Fault(
        refusing(99991400, "429 Too Many Requests", "x-ogw-ratelimit-reset: -1", "Retry-After: soon"),
        RateLimited,
        *BROKEN,
    ),
    "429 with HTML": Fault(saying(HTML, "429 Too Many Requests"), RateLimited, *BROKEN),
    "400 with the frequency limit": Fault(refusing(99991400, "400 Bad Request"), RateLimited, *BROKEN),
    "500 with a code": Fault(refusing(190003, "500 Internal Server Error"), ServerError, *BROKEN),
    "503 without a body": Fault(saying(b"", "503 Service Unavailable"), BadResponse, *BROKEN),
    "quota used up": Fault(refusing(99991403, "400 Bad Request"), QuotaExhausted, *ONCE, halts=True),
    "token ended": Fault(refusing(99991668, "400 Bad Request"), NotSignedIn, *ONCE, halts=True),
    "gzip bomb": Fault(bombing, BadResponse, *LONG),
    "gzip twice": Fault(bombing_twice, BadResponse, *ONCE),
    "100 MB": Fault(flooding, BadResponse, *LONG),
    "not UTF-8 at all": Fault(saying('{"code":0}'.encode("utf-16")), BadResponse, *ONCE),
    "nested deeply": Fault(saying(b'{"code":0,"data":' + b"[" * 10**5), BadResponse, *ONCE),
    "NaN": Fault(saying(b'{"code":0,"data":{"items":[NaN]}}'), BadResponse, *ONCE),
    "a list": Fault(saying(b"[]"), BadResponse, *ONCE),
    "data that is a list": Fault(saying(b'{"code":0,"data":[]}'), BadResponse, *ONCE),
    "no code": Fault(saying(b'{"msg":"success"}'), BadResponse, *ONCE),
    "a code twice": Fault(saying(b'{"code":0,"data":{},"code":1234567}'), ServerError, *ONCE),
}
