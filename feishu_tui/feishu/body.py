"""Takes in the body of a reply: bounded in size, decompressed, and read as JSON."""

from __future__ import annotations

import asyncio
import json
import math
import zlib
from collections.abc import AsyncIterator
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, NoReturn, TypeVar

from feishu_tui.errors import BadResponse
from feishu_tui.feishu.codes import CHECK_ADDRESS
from feishu_tui.feishu.retry import Passing
from feishu_tui.feishu.wire import written
from feishu_tui.text import clean

if TYPE_CHECKING:
    from feishu_tui.feishu.spare_httpx import httpx

T = TypeVar("T")

LIMIT = 64 * 1024 * 1024
"""Bytes of a decompressed body; the largest page there can be (1 000 events of 40 KB) stays below."""
ENCODINGS = "gzip"
"""What we say we accept. One layer only: layers multiply, and a few kilobytes could then fill the memory."""
STEP = 1024 * 1024
"""Bytes that are unpacked before others have a turn: far less than a frame of the screen takes."""
TURN = 64
"""Pieces that are taken before others have a turn; most have many kilobytes."""
FREE, SMALL = 16 * 1024, 64
"""So many pieces may be of any size; if there are more, they have so many bytes on average."""


async def take_in(response: httpx.Response) -> None:
    """Reads the whole body of ``response``, as an httpx response hook; afterwards ``response.content`` is there.

    Raises ``BadResponse`` for a body that is too large, in crumbs, in an encoding we did not ask for, or cut.
    """
    from feishu_tui.feishu.spare_httpx import httpx

    if response.is_stream_consumed or not isinstance(response.stream, httpx.AsyncByteStream):
        return
    log_id = log_id_in(response.headers)
    encoding = response.headers.get("content-encoding", "").strip().lower()
    body = bytearray()
    stream = response.stream
    try:
        inflate = _inflater(encoding)
        pieces = received = 0
        async for chunk in stream:
            pieces += 1
            received += len(chunk)
            require_few_pieces(pieces, received, log_id)
            if not pieces % TURN:
                await asyncio.sleep(0)
            async for piece in _unpacked(chunk, inflate):
                body += piece
                if len(body) > LIMIT:
                    raise BadResponse(
                        "The server's answer is larger than 64 MB; it was not read.", hint=CHECK_ADDRESS, log_id=log_id
                    )
    except _UnknownEncoding as exc:
        raise BadResponse(
            "The server's answer is compressed in a way that was not asked for.", hint=CHECK_ADDRESS, log_id=log_id
        ) from exc
    except zlib.error as exc:
        raise Passing(
            BadResponse("The server's answer is not compressed the way it says.", hint=CHECK_ADDRESS, log_id=log_id)
        ) from exc
    finally:
        await stream.aclose()
    if inflate and body and not inflate.eof:
        raise Passing(BadResponse("The server's answer was cut off.", hint=CHECK_ADDRESS, log_id=log_id))
    response.headers.pop("content-encoding", None)
    response.stream = httpx.ByteStream(bytes(body))
    await response.aread()


def require_few_pieces(pieces: int, received: int, log_id: str = "") -> None:
    """Raises ``BadResponse`` for a body that comes in crumbs, each of which costs as much as a whole piece."""
    if pieces > FREE and received < pieces * SMALL:
        raise BadResponse("The server's answer comes in too many pieces.", hint=CHECK_ADDRESS, log_id=log_id)


def json_of(content: bytes) -> object:
    """``content`` as JSON.

    Raises ``ValueError`` where it is not: not JSON, ``NaN``, nested too deeply. A number too large for a float is read
    as ``None``, and bytes that are no UTF-8 as U+FFFD, as one field must not cost the page; what is sent back to the
    server, ids and tokens, must not hold that. The lists in its ``data`` are ``Rows``.
    """
    return written.whole(json_steps(content))


def json_steps(content: bytes, reader: written.Reader | None = None) -> written.Steps[object]:
    """The same step by step, the rows of those lists as ``reader`` makes them, as long as the answer is a plain one."""
    text = content.decode("utf-8-sig", "replace")
    try:
        with suppress(ValueError):
            return (yield from written.read(text, _decoder(), reader))
        return _decoder().decode(text)
    except RecursionError as exc:
        raise ValueError("nested too deeply") from exc


async def in_turns(steps: written.Steps[T]) -> T:
    """What comes of all steps, others having a turn between them."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: T = end.value
            return found
        await asyncio.sleep(0)


def log_id_in(headers: httpx.Headers) -> str:
    """The server's log id as the headers of its answer tell it, safe to show; empty where they do not."""
    named = (clean(headers.get(name, ""))[:100] for name in ("x-tt-logid", "x-request-id"))
    return next((log_id for log_id in named if log_id), "")


class _UnknownEncoding(Exception):
    """A body in an encoding that is not read."""


async def _unpacked(chunk: bytes, inflate: zlib._Decompress | None) -> AsyncIterator[bytes]:
    """``chunk`` as it is, or inflated in pieces of at most ``STEP`` bytes between which others have a turn."""
    if inflate is None:
        yield chunk
        return
    while chunk:
        yield inflate.decompress(chunk, STEP)
        chunk = inflate.unconsumed_tail
        if chunk:
            await asyncio.sleep(0)


def _inflater(encoding: str) -> zlib._Decompress | None:
    if encoding in ("", "identity"):
        return None
    if encoding in ("gzip", "x-gzip", "deflate"):
        return zlib.decompressobj(zlib.MAX_WBITS | 32)
    raise _UnknownEncoding(encoding)


@lru_cache(maxsize=1)
def _decoder() -> json.JSONDecoder:
    return json.JSONDecoder(parse_constant=_no_constant, parse_float=_finite)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _finite(text: str) -> float | None:
    number = float(text)
    return number if math.isfinite(number) else None
