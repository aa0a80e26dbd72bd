"""Signals while something is waited for end the program as they do elsewhere."""

from __future__ import annotations

import asyncio
import signal
import sys
from types import FrameType

import anyio
import pytest

from feishu_tui.commands.event_loop import run_until_done

ENDING = [signal.SIGTERM, signal.SIGHUP]


def end(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)


@pytest.fixture(params=ENDING)
def number(request):
    before = signal.signal(request.param, end)
    yield request.param
    assert signal.getsignal(request.param) is end
    signal.signal(request.param, before)


async def in_a_group(number: int, steps: list[str]) -> None:
    """A task of a group, as those that connect are, is at work when the signal comes."""

    async def connect() -> None:
        signal.raise_signal(number)
        steps.append("went on")
        await asyncio.sleep(60)
        steps.append("waited to the end")

    try:
        async with anyio.create_task_group() as group:
            group.start_soon(connect)
    finally:
        steps.append("tidied up")


def test_a_signal_amid_a_group_of_tasks_is_an_end_and_no_group_of_exceptions(number):
    steps: list[str] = []
    with pytest.raises(SystemExit) as ended:
        run_until_done(in_a_group(number, steps))
    assert ended.value.code == 128 + number
    assert steps == ["went on", "tidied up"]


def test_a_second_signal_does_not_wait(number):
    async def stubborn() -> None:
        signal.raise_signal(number)
        try:
            await asyncio.sleep(60)
        finally:
            signal.raise_signal(number)
            raise AssertionError("went on")

    with pytest.raises(SystemExit) as ended:
        run_until_done(stubborn())
    assert ended.value.code == 128 + number


def test_work_that_ends_all_the_same_is_followed_by_the_end(number):
    async def deaf() -> str:
        signal.raise_signal(number)
        return "done"

    with pytest.raises(SystemExit) as ended:
        run_until_done(deaf())
    assert ended.value.code == 128 + number


def test_a_signal_nobody_asked_to_be_told_of_is_left_alone():
    before = {number: signal.signal(number, signal.SIG_IGN) for number in ENDING}
    try:

        async def answered() -> list[object]:
            return [signal.getsignal(number) for number in ENDING]

        assert run_until_done(answered()) == [signal.SIG_IGN, signal.SIG_IGN]
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
