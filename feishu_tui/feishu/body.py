"""Takes in the body of a reply: bounded in size, decompressed, and read as JSON."""

from __future__ import annotations

import json
import math
import zlib
from typing import NoReturn

import httpx

from feishu_tui.errors import BadResponse
from feishu_tui.feishu.retry import Passing

LIMIT = 64 * 1024 * 1024
"""Bytes of a decompressed body; the largest page there can be (1 000 events of 40 KB) stays below."""
ENCODINGS = "gzip"
"""What we say we accept. One layer only: layers multiply, and a few kilobytes could then fill the memory."""


async def take_in(response: httpx.Response) -> None:
    """Reads the whole body of ``response``, as an httpx response hook; afterwards ``response.content`` is there.

    Raises ``BadResponse`` for a body that is too large, in an encoding we did not ask for, or cut.
    """
    if response.is_stream_consumed or not isinstance(response.stream, httpx.AsyncByteStream):
        return
    encoding = response.headers.get("content-encoding", "").strip().lower()
    inflate = _inflater(encoding)
    body = bytearray()
    stream = response.stream
    try:
        async for chunk in stream:
            body += inflate.decompress(chunk, LIMIT + 1 - len(body)) if inflate else chunk
            if len(body) > LIMIT:
                raise BadResponse("The server's answer is larger than 64 MB; it was not read.")
    except zlib.error as exc:
        raise Passing(BadResponse("The server's answer is not compressed the way it says.")) from exc
    finally:
        await stream.aclose()
    if inflate and body and not inflate.eof:
        raise Passing(BadResponse("The server's answer was cut off."))
    response.headers.pop("content-encoding", None)
    response.stream = httpx.ByteStream(bytes(body))
    await response.aread()


def json_of(content: bytes) -> object:
    """``content`` as JSON.

    Raises ``ValueError`` where it is not: no UTF-8, not JSON, ``NaN``, nested too deeply. A number too large for a
    float is read as ``None``, as one field must not cost the page.
    """
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_no_constant, parse_float=_finite)
    except RecursionError as exc:
        raise ValueError("nested too deeply") from exc


def _inflater(encoding: str) -> zlib._Decompress | None:
    if encoding in ("", "identity"):
        return None
    if encoding in ("gzip", "x-gzip", "deflate"):
        return zlib.decompressobj(zlib.MAX_WBITS | 32)
    raise BadResponse("The server's answer is compressed in a way that was not asked for.")


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _finite(text: str) -> float | None:
    number = float(text)
    return number if math.isfinite(number) else None
