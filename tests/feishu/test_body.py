"""Bodies of replies: bounded, unpacked, asked for again when they are broken."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import AsyncIterator

import httpx
import pytest

from feishu_tui.errors import BadResponse
from feishu_tui.feishu.client import path_of
from tests.feishu.replies import Replies, client_of

LIST = path_of("calendars")


def _gzip_bomb() -> bytes:
    packer = zlib.compressobj(wbits=31)
    return b"".join([*(packer.compress(bytes(1 << 20)) for _ in range(100)), packer.flush()])


@pytest.mark.parametrize(
    ("body", "headers", "said"),
    [
        pytest.param(bytes(65 << 20), {}, "larger than", id="large"),
        pytest.param(_gzip_bomb(), {"Content-Encoding": "gzip"}, "larger than", id="bomb"),
        pytest.param(b"x", {"Content-Encoding": "gzip, gzip"}, "not asked for", id="layers"),
        pytest.param(b"x", {"Content-Encoding": "br"}, "not asked for", id="other"),
    ],
)
async def test_bodies_are_bounded(body, headers, said):
    async def stream() -> AsyncIterator[bytes]:
        for start in range(0, len(body), 65536):
            yield body[start : start + 65536]

    replies = Replies(lambda request: httpx.Response(200, headers=headers, content=stream()))
    async with client_of(replies) as client:
        with pytest.raises(BadResponse, match=said):
            await client.get(LIST)
    assert len(replies.asked) == 1


def _packed(*chunks: bytes) -> httpx.Response:
    async def stream() -> AsyncIterator[bytes]:
        for chunk in chunks:
            yield chunk

    return httpx.Response(200, headers={"Content-Encoding": "gzip"}, content=stream())


@pytest.mark.parametrize("body", [gzip.compress(b'{"code":0}', mtime=0)[:-9], b"not gzip at all"])
async def test_a_body_that_cannot_be_unpacked_is_asked_for_again(body):
    good = gzip.compress(b'{"code":0,"data":{"a":1}}')
    async with client_of(Replies(_packed(body), _packed(good[:7], good[7:]))) as client:
        assert await client.get(LIST) == {"a": 1}
