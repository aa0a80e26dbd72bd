"""Whose turn it is to pull: waited for, but not for one that shows no sign of life."""

from __future__ import annotations

import asyncio
from pathlib import Path

from feishu_tui.store import Store
from feishu_tui.store.turn import Turn
from feishu_tui.sync.turns import STUCK_SECONDS, in_turn
from tests.faults.time_lapse import run
from tests.feishu.office import HOUR, NOW
from tests.sync.desk import Desk


def test_one_waits_for_another(tmp_path: Path) -> None:
    async def wait() -> tuple[bool, bool]:
        first, second = Turn(tmp_path / "cache"), Turn(tmp_path / "cache")

        async def take(turn: Turn, seconds: float) -> bool:
            async with in_turn(turn) as waited:
                await asyncio.sleep(seconds)
            return waited

        one, other = await asyncio.gather(take(first, 3), take(second, 0))
        return one, other

    assert run(wait()) == (False, True)


def test_nobody_waits_for_one_that_is_stuck(tmp_path: Path) -> None:
    async def wait() -> float:
        stuck = Turn(tmp_path / "cache")
        assert stuck.take()
        begun = asyncio.get_running_loop().time()
        async with in_turn(Turn(tmp_path / "cache")) as waited:
            assert not waited
        stuck.give_back()
        return asyncio.get_running_loop().time() - begun

    assert STUCK_SECONDS <= run(wait()) < STUCK_SECONDS + 1


def test_who_waits_asks_for_nothing_again(tmp_path: Path) -> None:
    path = tmp_path / "cache"

    async def pull_twice(desk: Desk) -> list[tuple[str, int]]:
        other = Desk(store=Store.open(path, desk.clock))
        other.office = desk.office
        reports = await asyncio.gather(desk.puller.pull(), other.puller.pull())
        other.store.close()
        return [(each.calendars[0].mode, each.calendars[0].requests) for each in reports]

    desk = Desk(store=Store.open(path, lambda: desk.now))
    desk.office.add("one", NOW, NOW + HOUR)
    assert run(pull_twice(desk)) == [("full", 1), ("incremental", 0)]
    assert desk.titles("2026-11-21") == ["one"]
    desk.store.close()


def test_a_place_without_locks_makes_every_turn_ones_own(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    turns = [Turn(tmp_path / "file" / "cache"), Turn(tmp_path / "file" / "cache"), Turn(None)]
    assert all(turn.take() for turn in turns)
    for turn in turns:
        turn.go_on()
        assert turn.sign() == 0
        turn.give_back()
