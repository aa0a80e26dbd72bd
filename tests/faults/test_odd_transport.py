"""HTTP at its edges: answers that are whole all the same are taken, others are given up with nothing lost."""

from __future__ import annotations

import pytest

from feishu_tui.errors import BadResponse, FeishuTuiError, NetworkError
from tests.faults.time_lapse import run
from tests.faults.trial import CALENDARS, trial
from tests.faults.wire import Exchange, Trouble

OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
COUNTED = b"Content-Length: %(n)d\r\n\r\n"


def framed(head: bytes, tail: bytes = b"") -> Trouble:
    """The simulator's body between a head, in which ``n`` is its length, and a tail."""

    async def answer(exchange: Exchange) -> None:
        body = exchange.answer().body
        await exchange.send(head % {b"n": len(body)}, body, tail)

    return answer


WHOLE: dict[str, Trouble] = {
    "HTTP/1.0 until it hangs up": framed(b"HTTP/1.0 200 OK\r\n\r\n"),
    "another status before it": framed(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 20 + OK + COUNTED),
    "the same length twice": framed(OK + b"Content-Length: %(n)d\r\n" + COUNTED),
    "chunks with an extension and a trailer": framed(CHUNKED + b"%(n)x;a=b\r\n", b"\r\n0\r\nX-Late: 1\r\n\r\n"),
    "cookies and a date of long ago": framed(
        OK + b"Set-Cookie: a=\x80; domain=.\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\n" + COUNTED
    ),
}

BROKEN: dict[str, tuple[Trouble, type[FeishuTuiError]]] = {
    "HTTP/1.0 cut": (lambda it: it.send(b"HTTP/1.0 200 OK\r\n\r\n", it.answer().body[:-9]), BadResponse),
    "no head at all": (lambda it: it.send(it.answer().body), NetworkError),
    "two lengths": (framed(OK + b"Content-Length: 7\r\n" + COUNTED), NetworkError),
    "a chunk of no length": (framed(CHUNKED + b"-5\r\n", b"\r\n0\r\n\r\n"), NetworkError),
    "a chunk that is longer": (framed(CHUNKED + b"9\r\n", b"\r\n0\r\n\r\n"), NetworkError),
    "chunks that are compressed": (
        framed(OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n%(n)x\r\n", b"\r\n0\r\n\r\n"),
        NetworkError,
    ),
    "headers without an end": (framed(OK + b"X: " + b"x" * 300_000), NetworkError),
    "another protocol from now on": (
        lambda it: it.send(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"),
        NetworkError,
    ),
    "a status of four digits": (framed(b"HTTP/1.1 1000 OK\r\n" + COUNTED), NetworkError),
}


@pytest.mark.parametrize("name", WHOLE)
def test_an_odd_answer_that_is_whole_is_taken(name: str) -> None:
    async def suffer() -> None:
        async with trial() as it:
            it.wire.strike(WHOLE[name])
            outcome = await it.pull()
            assert outcome.report is not None
            assert not outcome.report.failed
            assert len([title for title in it.titles() if title.startswith("new")]) == len(CALENDARS)

    run(suffer())


def test_one_that_is_not_costs_nothing_of_what_is_known() -> None:
    async def suffer() -> None:
        async with trial() as it:
            titles, synced = it.titles(), it.synced()
            for name, (trouble, expected) in BROKEN.items():
                it.wire.strike(trouble)
                outcome = await it.pull()
                error = outcome.error or (outcome.report and outcome.report.error)
                assert isinstance(error, expected), name
                assert error.hint
                assert (it.titles(), it.synced()) == (titles, synced), name
                it.assert_never_floods()
            it.wire.strike(None)
            assert (await it.pull()).error is None

    run(suffer())
