"""What a check leaves behind: what the agenda shows, what is kept, and when a series is checked again."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from feishu_tui.errors import NotFound, TooManyOccurrences
from feishu_tui.model import Event
from feishu_tui.simulator.faults import Skew
from feishu_tui.store import Stored
from feishu_tui.sync.check import expanded
from feishu_tui.sync.desk import SyncDesk
from tests.feishu.office import CAL, DAY, HOUR, NOW
from tests.sync.checking import MONDAY, check, window
from tests.sync.desk import SHANGHAI, Desk, days


async def test_where_they_differ_the_agenda_shows_the_server() -> None:
    desk = Desk()
    desk.office.add_daily("daily", start=MONDAY, summary="stand-up")
    desk.office.state.retitle(CAL, f"daily_{MONDAY + DAY}", "review")
    desk.office.faults.skew(Skew("daily", drop=frozenset({MONDAY}), add=frozenset({MONDAY + 3 * HOUR})))
    await check(desk, window(MONDAY - DAY, MONDAY + 2 * DAY - HOUR))
    span = days("2026-11-23", "2026-11-25")

    def shown() -> list[tuple[str, int, bool]]:
        return [
            (each.event.summary, int(each.starts_at(UTC).timestamp()) - MONDAY, each.from_server)
            for each in desk.store.occurrences(span).occurrences
        ]

    ours = [("stand-up", 0, False), ("review", DAY, False), ("stand-up", 2 * DAY, False)]
    servers = [("stand-up", 3 * HOUR, True), ("review", DAY, True), ("stand-up", 2 * DAY, False)]
    assert shown() == servers
    assert desk.store.occurrences(span).unreadable == []

    await desk.puller.pull(full=True)
    assert shown() == ours
    await check(desk)
    assert shown()[:2] == servers[:2]
    desk.office.faults.clear()
    await check(desk)
    assert shown() == ours


async def test_a_series_that_changes_is_shown_as_it_is_here_until_it_is_checked_again() -> None:
    desk = Desk()
    desk.office.add_daily("daily", start=MONDAY)
    desk.office.faults.skew(Skew("daily", drop=frozenset({MONDAY})))
    await check(desk)
    assert desk.titles("2026-11-23") == []
    desk.office.state.retitle(CAL, "daily_0", "renamed")
    await desk.puller.pull()
    assert desk.store.check(CAL, "daily_0") is None
    assert desk.titles("2026-11-23") == ["renamed"]


async def test_one_moved_here_from_before_the_pull_began_is_found_by_a_check() -> None:
    desk = Desk()
    original, moved = MONDAY - 500 * DAY, MONDAY + DAY + 9 * HOUR
    desk.office.add_daily("daily", start=MONDAY - 600 * DAY)
    desk.office.state.move(CAL, f"daily_{original}", moved, moved + HOUR)
    await desk.puller.pull()
    assert desk.titles("2026-11-24") == ["daily"]
    results = await check(desk)
    assert results["daily"].only_server == [original]
    assert desk.titles("2026-11-24") == ["daily", "daily"]


async def test_a_rule_nobody_can_read_here_is_taken_from_the_server() -> None:
    desk = Desk()
    desk.office.add_daily("odd", start=MONDAY)
    desk.office.add_daily("plain", start=MONDAY + HOUR)
    await desk.puller.pull()
    told = desk.store.event(CAL, "odd_0")
    assert told is not None
    desk.store.apply(CAL, [Stored(replace(told.event, recurrence="FREQ=SOMETIMES"))], None, 0.0)
    results = await check(desk)
    assert [each.status for each in results.values()] == ["error", "match"]
    assert "SOMETIMES" in (results["odd"].error or "")
    listing = desk.store.occurrences(days("2026-12-01"))
    assert [(each.event.summary, each.from_server) for each in listing.occurrences] == [("odd", True), ("plain", False)]


async def test_a_rule_that_gives_too_many_is_not_asked_for() -> None:
    desk = Desk()
    desk.office.add("ticks", MONDAY, MONDAY, recurrence="FREQ=SECONDLY")
    desk.office.add("never", MONDAY, MONDAY, recurrence="FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30")
    desk.office.add_daily("plain", start=MONDAY)
    results = await check(desk)
    assert {uid: each.status for uid, each in results.items()} == {"ticks": "error", "never": "match", "plain": "match"}
    assert not [path for _, path, _ in desk.office.simulator.log if "ticks" in path]


async def test_what_changed_on_the_server_meanwhile_is_pulled_first() -> None:
    desk = Desk()
    desk.office.add_daily("daily", start=MONDAY)
    sync = SyncDesk(desk.office.feishu, desk.store, desk.clock)
    await sync.refresh()
    desk.office.state.cancel_instance(CAL, "daily_0", MONDAY + DAY)
    desk.pass_time(minutes=2)
    result = await sync.check(CAL, "daily_0", window())
    assert (result.status, result.local) == ("match", 273)


async def test_one_series_is_checked_once_in_ten_minutes_unless_wanted_sooner() -> None:
    desk = Desk()
    desk.office.add_daily("daily", start=MONDAY)
    sync = SyncDesk(desk.office.feishu, desk.store, desk.clock)
    await sync.refresh()
    assert sync.checked(CAL, "daily_0") is None
    desk.office.simulator.log.clear()
    one, other = await asyncio.gather(*(sync.check(CAL, "daily_0", window()) for _ in range(2)))
    assert one is other
    assert len(desk.office.simulator.log) == 1
    desk.office.faults.skew(Skew("daily", drop=frozenset({MONDAY})))
    desk.pass_time(minutes=9)
    assert (await sync.check(CAL, "daily_0", window())).status == "match"
    assert len(desk.office.simulator.log) == 1
    assert (await sync.check(CAL, "daily_0", window(), force=True)).status == "mismatch"
    assert sync.checked(CAL, "daily_0") == await sync.check(CAL, "daily_0", window())
    desk.office.faults.clear()
    desk.pass_time(minutes=11)
    assert (await sync.check(CAL, "daily_0", window())).status == "match"


async def test_a_series_that_is_gone_is_not_found() -> None:
    desk = Desk()
    desk.office.add_daily("daily", start=MONDAY)
    desk.office.add("single", NOW, NOW + HOUR)
    sync = SyncDesk(desk.office.feishu, desk.store, desk.clock)
    await sync.refresh()
    desk.office.state.delete_event(CAL, "daily_0")
    desk.pass_time(minutes=2)
    for event_id in ("daily_0", "single_0"):
        with pytest.raises(NotFound):
            await sync.check(CAL, event_id, window())


def test_what_is_too_much_for_a_year_is_expanded_by_its_quarters() -> None:
    start = datetime.fromtimestamp(NOW, SHANGHAI)
    master = Event("c", "u_0", start, start + timedelta(hours=7), recurrence="FREQ=MINUTELY;INTERVAL=24")
    found = expanded(master, [], window(NOW + DAY, NOW + 301 * DAY))
    first = NOW + DAY - 7 * HOUR + 24 * 60 // 2
    assert [one.original_time for one in found] == list(range(first, NOW + 301 * DAY, 24 * 60))
    with pytest.raises(TooManyOccurrences):
        expanded(replace(master, recurrence="FREQ=MINUTELY"), [], window())
