"""Days before the anchor, and series that only the server can expand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from feishu_tui.simulator.faults import Fault
from feishu_tui.store import Stored
from feishu_tui.sync.past import MOST_SERIES
from tests.feishu.office import CAL, DAY, HOUR, Office
from tests.sync.desk import TEAM, Desk, at, days

BERLIN = ZoneInfo("Europe/Berlin")
OLD = days("2024-03-01", "2024-04-15")


def windows(queries: list[str]) -> int:
    return sum("start_time=" in query for query in queries)


async def test_a_window_of_more_than_a_page_arrives_complete() -> None:
    desk = Desk()
    for number in range(1500):
        start = at("2024-03-10 00:00") + number * 300
        desk.office.add(f"e{number}", start, start + 300)
    await desk.puller.pull()
    span = days("2024-03-01", "2024-03-31")
    assert desk.titles("2024-03-01", "2024-03-31") == []
    await desk.puller.cover(span)
    assert len(desk.titles("2024-03-01", "2024-03-31")) == 1500
    assert await desk.agrees(span) == 1500


async def test_fifteen_hundred_events_within_one_hour_arrive_complete() -> None:
    desk = Desk()
    for number in range(1500):
        start = at("2024-03-10 09:00") + number * 2
        desk.office.add(f"e{number}", start, start + 1)
    await desk.puller.pull()
    await desk.puller.cover(days("2024-03-10"))
    assert len(desk.titles("2024-03-10")) == 1500


async def test_more_at_one_moment_than_a_page_holds_ends_with_an_answer() -> None:
    desk = Desk()
    for number in range(1100):
        desk.office.add(f"e{number}", at("2024-03-10 09:00"), at("2024-03-10 10:00"))
    await desk.puller.pull()
    report = await desk.puller.cover(days("2024-03-10"))
    assert len(desk.titles("2024-03-10")) == 1000
    assert report.calendars[0].requests < 60
    assert [event for _, event, _ in report.skipped] == [""]


def furnish(office: Office, month: str, elsewhere: str) -> None:
    """All kinds of events in a month, and exceptions moved between it and a day some months away."""

    def moment(day: str, zone: ZoneInfo | None = None) -> int:
        return at(f"{month}-{day}", zone) if zone else at(f"{month}-{day}")

    state = office.state
    daily = office.add_daily("daily", start=at("2023-01-02 09:30"), summary="stand-up")
    uid = daily.removesuffix("_0")
    state.move(CAL, f"{uid}_{moment('05 09:30')}", moment("07 15:00"), moment("07 16:00"))
    state.move(CAL, f"{uid}_{moment('08 09:30')}", at(f"{elsewhere} 12:30"), at(f"{elsewhere} 13:30"))
    state.move(CAL, f"{uid}_{at(f'{elsewhere} 09:30')}", moment("09 20:00"), moment("09 21:00"))
    state.retitle(CAL, f"{uid}_{moment('10 09:30')}", "retitled")
    state.cancel_instance(CAL, daily, moment("11 09:30"))
    office.add("owl", moment("12 23:30"), moment("13 00:30"))
    office.add("nights", at("2023-05-01 23:00"), at("2023-05-02 01:00"), recurrence="FREQ=WEEKLY;BYDAY=MO")
    office.add("until", at("2023-05-01 11:00"), at("2023-05-01 12:00"), recurrence="FREQ=DAILY;UNTIL=20240314T155959Z")
    office.add("count", at("2024-03-01 14:00"), at("2024-03-01 15:00"), recurrence="FREQ=DAILY;INTERVAL=3;COUNT=5")
    office.add(
        "berlin",
        at("2024-01-08 09:00", BERLIN),
        at("2024-01-08 10:00", BERLIN),
        zone="Europe/Berlin",
        recurrence="FREQ=DAILY",
    )
    office.add_days("one day", f"{month}-15", f"{month}-16")
    office.add_days("three days", f"{month}-30", _three_after(month))
    office.add_days("weekly day", "2023-01-04", "2023-01-05", recurrence="FREQ=WEEKLY")
    office.add("gone", moment("16 10:00"), moment("16 11:00"), status="cancelled")


def _three_after(month: str) -> str:
    year, number = map(int, month.split("-"))
    return f"{year}-{number + 1:02}-02"


@pytest.mark.parametrize(
    "switches", [{}, {"cancelled_instances": False}, {"window_borders": "closed"}, {"times": "both"}]
)
async def test_days_before_the_anchor_show_what_the_server_shows(switches: dict[str, Any]) -> None:
    desk = Desk(**switches)
    furnish(desk.office, "2024-03", "2024-09-08")
    await desk.puller.pull()
    await desk.puller.cover(OLD)
    assert await desk.agrees(OLD) > 100
    assert await desk.agrees(days("2024-03-08")) >= 1
    for zone in ("Pacific/Kiritimati", "Pacific/Niue", "Europe/Berlin"):
        await desk.agrees(days("2024-03-05", "2024-04-01", ZoneInfo(zone)))


@pytest.mark.parametrize("month", ["2026-10", "2026-03"])
async def test_days_after_the_anchor_show_what_the_server_shows(month: str) -> None:
    desk = Desk()
    furnish(desk.office, month, "2026-06-08")
    desk.queries()
    await desk.puller.pull()
    year, number = map(int, month.split("-"))
    span = days(f"{month}-01", f"{year}-{number + 1:02}-15")
    report = await desk.puller.cover(span)
    assert report.calendars[0].requests == 0
    assert windows(desk.queries()) == 0
    assert await desk.agrees(span) > 100


async def test_exceptions_moved_across_the_anchor_show_where_they_are() -> None:
    desk = Desk(history_days=30)
    office = desk.office
    daily = office.add_daily("daily", start=at("2024-01-01 09:30"))
    anchor = at("2026-11-21 00:00") - 92 * DAY
    before, after = at("2026-08-10 09:30"), at("2026-08-25 09:30")
    assert before < anchor < after
    office.state.move(CAL, f"daily_{before}", at("2026-08-26 20:00"), at("2026-08-26 21:00"))
    office.state.move(CAL, f"daily_{after}", at("2026-08-05 20:00"), at("2026-08-05 21:00"))
    await desk.puller.pull()
    span = days("2026-08-01", "2026-09-15")
    await desk.puller.cover(span)
    assert await desk.agrees(span) == 46
    assert daily == "daily_0"


async def test_a_window_is_asked_for_once_in_ten_minutes() -> None:
    desk = Desk()
    desk.office.add("old", at("2024-03-10 09:00"), at("2024-03-10 10:00"))
    desk.office.add("older", at("2024-03-10 12:00"), at("2024-03-10 13:00"))
    await desk.puller.pull()
    assert desk.store.missing_windows(CAL, at("2024-03-10 00:00"), at("2024-03-11 00:00")) != []
    await desk.puller.cover(days("2024-03-10"))
    assert desk.titles("2024-03-10") == ["old", "older"]
    assert windows(desk.queries()) == 1
    await desk.puller.cover(days("2024-03-11"))
    assert windows(desk.queries()) == 0
    assert desk.store.missing_windows(CAL, at("2024-03-10 00:00"), at("2024-03-11 00:00")) == []

    desk.office.state.retitle(CAL, "old_0", "renamed")
    desk.office.state.delete_event(CAL, "older_0")
    desk.pass_time(minutes=11)
    await desk.puller.cover(days("2024-03-10"))
    assert desk.titles("2024-03-10") == ["renamed"]
    assert windows(desk.queries()) == 1

    desk.pass_time(days=-1)  # the clock was wrong
    await desk.puller.cover(days("2024-03-10"))
    assert windows(desk.queries()) == 1


async def test_what_windows_brought_outlives_a_full_pull() -> None:
    desk = Desk()
    office = desk.office
    office.add("old", at("2024-03-10 09:00"), at("2024-03-10 10:00"))
    office.add_daily("gone", start=at("2024-03-01 12:00"))
    office.state.move(CAL, f"gone_{at('2024-03-10 12:00')}", at("2024-03-10 15:00"), at("2024-03-10 16:00"))
    await desk.puller.pull()
    await desk.puller.cover(days("2024-03-10"))
    assert desk.titles("2024-03-10") == ["old", "gone"]
    office.state.delete_event(CAL, "gone_0")
    await desk.puller.pull(full=True)
    assert desk.titles("2024-03-10") == ["old"]


async def test_an_event_moved_out_of_the_past_is_shown_once() -> None:
    desk = Desk()
    desk.office.add("old", at("2024-03-10 09:00"), at("2024-03-10 10:00"))
    await desk.puller.pull()
    await desk.puller.cover(days("2024-03-10"))
    desk.office.state.move(CAL, "old_0", at("2026-11-21 09:00"), at("2026-11-21 10:00"))
    await desk.puller.pull()
    assert desk.titles("2024-03-10") == []
    assert desk.titles("2026-11-21") == ["old"]
    desk.pass_time(minutes=11)
    await desk.puller.cover(days("2024-03-10"))
    assert desk.titles("2024-03-10") == []


async def test_a_room_calendar_has_no_view_and_is_read_all_the_same() -> None:
    room = "room@resource.calendar.feishu.cn"
    desk = Desk({"calendar_id": room, "type": "resource", "role": "reader"})
    desk.office.add("booked", at("2024-03-10 09:00"), at("2024-03-10 10:00"), room)
    await desk.puller.pull()
    report = await desk.puller.cover(days("2024-03-10"))
    assert [each.error for each in report.calendars] == [None, None]
    assert desk.titles("2024-03-10") == ["booked"]


@pytest.mark.parametrize("day", ["2024-03-10", "2026-11-22"])
async def test_a_series_nobody_can_read_here_is_taken_from_the_server(day: str) -> None:
    desk = Desk()
    desk.office.add_daily("odd", start=at("2024-01-01 09:30"))
    desk.office.state.retitle(CAL, f"odd_{at(f'{day} 09:30')}", "changed")
    await desk.puller.pull()
    # The cache holds a rule that cannot be read, while the server knows what it means.
    told = desk.store.event(CAL, "odd_0")
    assert told is not None
    desk.store.apply(CAL, [Stored(replace(told.event, recurrence="FREQ=SOMETIMES"))], None, 0.0)
    span = days(day, f"{day[:8]}{int(day[8:]) + 3}")
    await desk.puller.cover(span)
    listing = desk.store.occurrences(span)
    assert [each.event.summary for each in listing.occurrences] == ["changed", "odd", "odd", "odd"]
    assert [each.from_server for each in listing.occurrences] == [False, True, True, True]
    assert await desk.agrees(span) == 4
    desk.queries()
    await desk.puller.cover(span)
    assert not desk.office.simulator.log


async def test_a_view_that_fails_leaves_the_window() -> None:
    desk = Desk()
    desk.office.add("old", at("2024-03-10 09:00"), at("2024-03-10 10:00"))
    await desk.puller.pull()
    desk.office.faults.add(Fault("instance_view", times=None, code=190003, status=500))
    report = await desk.puller.cover(days("2024-03-10"))
    assert report.failed == []
    assert desk.titles("2024-03-10") == ["old"]


async def test_a_server_that_will_not_say_leaves_the_window_missing() -> None:
    desk = Desk()
    await desk.puller.pull()
    desk.office.faults.add(Fault("start_time=", times=None, code=190003, status=500))
    report = await desk.puller.cover(days("2024-03-10"))
    assert [each.calendar_id for each in report.failed] == [CAL]
    assert desk.store.missing_windows(CAL, at("2024-03-10 00:00"), at("2024-03-10 00:00") + HOUR) != []


async def test_of_very_many_series_nobody_can_read_here_some_are_asked_for_at_a_time() -> None:
    many = 3 * MOST_SERIES - 5
    desk = Desk({"calendar_id": TEAM, "type": "shared", "role": "reader"})
    for number in range(many):
        calendar_id = (CAL, TEAM)[number % 2]
        start = at("2026-11-01 09:00") - number * DAY
        desk.office.add(f"odd{number}", start, start + HOUR, calendar_id, recurrence="FREQ=DAILY")
    await desk.puller.pull()
    for number in range(many):
        calendar_id = (CAL, TEAM)[number % 2]
        told = desk.store.event(calendar_id, f"odd{number}_0")
        assert told is not None
        unreadable = replace(told.event, recurrence="FREQ=SOMETIMES")
        desk.store.apply(calendar_id, [Stored(unreadable)], None, 0.0)
    span = days("2026-11-22")

    async def covered() -> set[str]:
        desk.office.simulator.log.clear()
        report = await desk.puller.cover(span)
        asked = [path.split("/")[-2] for _, path, _ in desk.office.simulator.log]
        assert len(asked) == len(set(asked)) <= MOST_SERIES
        assert sum(each.requests for each in report.calendars) == len(asked)
        return set(asked)

    first = await covered()
    assert first == {f"odd{number}_0" for number in range(MOST_SERIES)}  # those that began nearest to now
    desk.pass_time(minutes=11)
    second, third = await covered(), await covered()
    assert len(first | second | third) == many  # those known, if old, come after those never asked for
    assert len(desk.store.occurrences(span).occurrences) == many
    desk.pass_time(minutes=11)
    assert first - third <= await covered()  # the longest ago
