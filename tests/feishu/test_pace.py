"""The rate stays below what is documented, and spans are cut into what the server accepts."""

from __future__ import annotations

import asyncio
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feishu_tui.feishu.pace import BELOW_DOCUMENTED, Pace
from feishu_tui.feishu.pieces import EARLIEST, LATEST, bisected, pieces


@pytest.mark.parametrize(("most", "seconds"), [(50, 1), (1000, 60)])
def test_no_stretch_of_time_sees_more_requests_than_allowed(most, seconds):
    assert min(capacity + capacity / period * seconds for capacity, period in BELOW_DOCUMENTED) < most


async def test_a_request_beyond_the_limit_waits():
    pace = Pace([(2, 3600)])
    await pace.turn()
    await pace.turn()
    third = asyncio.create_task(pace.turn())
    for _ in range(20):
        await asyncio.sleep(0)
    assert not third.done()
    third.cancel()


async def test_a_pause_that_is_cancelled_holds_nobody():
    pace = Pace((), sleep=asyncio.sleep)
    pause = asyncio.create_task(pace.pause(3600))
    await asyncio.sleep(0)
    waiting = asyncio.create_task(pace.turn())
    await asyncio.sleep(0)
    assert not waiting.done()
    pause.cancel()
    await waiting
    assert pause.cancelled() or not pause.done()


@given(start=st.integers(-(10**12), 10**12), length=st.integers(0, 10**8), longest=st.integers(10**5, 10**8))
def test_pieces_cover_the_span_and_none_is_too_long(start, length, longest):
    end = start + length
    cut = list(pieces(start, end, longest))
    assert all(0 < last - first <= longest for first, last in cut)
    assert all(EARLIEST <= first < last <= LATEST for first, last in cut)
    assert all(later < before for (_, before), (later, _) in itertools.pairwise(cut))
    if EARLIEST < start < end < LATEST:
        assert (cut[0][0], cut[-1][1]) == (start - 1, end)


async def test_other_errors_are_not_taken_for_a_span_that_is_too_long():
    calls = 0

    async def fetch(start: int, end: int) -> list[int]:
        nonlocal calls
        calls += 1
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await bisected(fetch, 0, 10**6)
    assert calls == 1
