"""Series held against the server's instances: a difference is named exactly, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from feishu_tui.errors import NetworkError, NotSignedIn, QuotaExhausted
from feishu_tui.simulator.faults import Fault, Skew, bad_gateway, rate_limited
from feishu_tui.sync.check import CheckProgress
from feishu_tui.sync.desk import SyncDesk
from tests.feishu.office import CAL, DAY, HOUR, NOW
from tests.sync.checking import MONDAY, apart, check, row_of, spoil_instances, window
from tests.sync.desk import TEAM, Desk, at, days

RULES = (
    "FREQ=DAILY",
    "FREQ=WEEKLY;BYDAY=MO,WE,FR",
    "FREQ=WEEKLY;INTERVAL=2",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYMONTHDAY=31",
)


async def test_with_two_of_three_hundred_altered_the_others_match() -> None:
    desk = Desk({"calendar_id": TEAM, "type": "shared", "role": "reader"})
    for number in range(300):
        start = MONDAY + number * 900
        rule = RULES[number % len(RULES)]
        desk.office.add(f"e{number}", start, start + HOUR, (CAL, TEAM)[number % 2], recurrence=rule)
    dropped, added = MONDAY + 70 * 900 + 3 * DAY, MONDAY + 211 * 900 + 100
    desk.office.faults.skew(Skew("e70", drop=frozenset({dropped})))
    desk.office.faults.skew(Skew("e211", add=frozenset({added})))
    seen: list[CheckProgress] = []
    sync = SyncDesk(desk.office.feishu, desk.store, desk.clock)
    await sync.refresh()
    results = await sync.compare(desk.store.series(), window(NOW, NOW + 60 * DAY), seen.append)
    assert len(results) == 300
    assert apart({each.event_id: each for each in results}) == {"e70_0": ([dropped], []), "e211_0": ([], [added])}
    assert [each.done for each in seen] == [*range(1, 301)]
    assert {each.total for each in seen} == {300}


async def test_each_way_to_differ_names_its_original_alone() -> None:
    desk = Desk()
    for uid in ("same", "drop", "shift", "add", "cancel", "move", "shorten"):
        desk.office.add_daily(uid, start=MONDAY)
    day = MONDAY + 5 * DAY
    desk.office.faults.skew(Skew("drop", drop=frozenset({day})))
    desk.office.faults.skew(Skew("shift", shift={day: 1800}))
    desk.office.faults.skew(Skew("add", add=frozenset({day + 7200})))

    def cancel(rows: list[dict[str, Any]]) -> None:
        for row in row_of(rows, day):
            row["status"] = "cancelled"

    def move(rows: list[dict[str, Any]]) -> None:
        for row in row_of(rows, day):
            row["start_time"]["timestamp"], row["end_time"]["timestamp"] = str(day + 60), str(day + 60 + HOUR)

    def shorten(rows: list[dict[str, Any]]) -> None:
        for row in row_of(rows, day):
            row["end_time"]["timestamp"] = str(day + 60)

    for uid, spoil in (("cancel", cancel), ("move", move), ("shorten", shorten)):
        spoil_instances(desk, uid, spoil)
    results = await check(desk)
    assert apart(results) == {
        "drop": ([day], []),
        "shift": ([day], [day + 1800]),
        "add": ([], [day + 7200]),
        "cancel": ([day], []),
        "move": ([day], [day]),
        "shorten": ([day], [day]),
    }
    assert {uid: each.referee for uid, each in results.items()} == {
        "same": None,
        "drop": "local",
        "shift": "local",
        "add": "local",
        "cancel": "local",
        "move": "local",
        "shorten": "unknown",
    }
    assert results["drop"].local == 274
    assert results["drop"].server == 273


@pytest.mark.parametrize("borders", ["open", "closed"])
@pytest.mark.parametrize("low", [-1, 0, 1, HOUR - 1, HOUR, HOUR + 1])
@pytest.mark.parametrize("high", [-1, 0, 1])
async def test_an_edge_near_an_occurrence_makes_no_difference(borders: str, low: int, high: int) -> None:
    desk = Desk(window_borders=borders)
    desk.office.add_daily("daily", start=MONDAY)
    desk.office.add("blip", MONDAY, MONDAY, recurrence="FREQ=DAILY")
    desk.office.add("night", MONDAY, MONDAY + 30 * HOUR, recurrence="FREQ=DAILY")
    desk.office.add_days("days", "2026-11-23", "2026-11-26", recurrence="FREQ=DAILY")
    results = await check(desk, window(MONDAY + DAY + low, MONDAY + 5 * DAY + high))
    assert apart(results) == {}
    inside = 3 + (low < 0) + (high > 0)
    assert [results[uid].local for uid in ("daily", "blip", "night")] == [inside] * 3
    assert results["days"].local == 4


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue", "UTC"])
async def test_an_all_day_one_at_the_edge_of_whole_days_counts_on_both_sides_or_none(zone: str) -> None:
    desk = Desk(all_day_instances="timestamp")
    desk.office.add_days("days", "2026-11-20", "2026-11-21", recurrence="FREQ=DAILY")
    results = await check(desk, days("2026-12-01", "2026-12-31", ZoneInfo(zone)))
    assert (results["days"].status, results["days"].local) == ("match", 31)


async def test_small_pages_empty_ones_and_a_rate_limit_in_the_middle_change_nothing() -> None:
    desk = Desk()
    desk.office.add_daily("daily", start=MONDAY)
    desk.office.add_daily("other", start=MONDAY)
    desk.office.faults.skew(Skew("daily", drop=frozenset({MONDAY + 100 * DAY})))
    plainly = await check(desk)
    for fault in (
        Fault("/instances", times=None, page_rows=10),
        Fault("/instances", nth=3, times=4, page_rows=0),
        Fault("/instances", nth=15, times=2, page_rows=0, null_items=True),
        rate_limited("/instances", nth=9),
        bad_gateway("/instances", nth=12),
    ):
        desk.office.faults.add(fault)
    desk.office.simulator.log.clear()
    assert await check(desk) == plainly
    assert sum(path.endswith("/instances") for _, path, _ in desk.office.simulator.log) > 60
    assert apart(plainly) == {"daily": ([MONDAY + 100 * DAY], [])}


@pytest.mark.parametrize(("status", "code"), [(400, 193000), (404, 193001), (500, 190003), (403, 193002)])
async def test_a_series_whose_instances_fail_says_why_and_the_others_are_checked(status: int, code: int) -> None:
    desk = Desk()
    for uid in ("one", "two", "zed"):
        desk.office.add_daily(uid, start=MONDAY)
    desk.office.faults.add(Fault("/two_0/instances", times=None, status=status, code=code))
    results = await check(desk)
    assert [each.status for each in results.values()] == ["match", "error", "match"]
    assert results["two"].code == code
    assert (results["two"].local, results["two"].only_local) == (None, [])
    kept = desk.store.check(CAL, "two_0")
    assert kept is not None
    assert kept[0]["status"] == "error"


async def test_a_server_error_without_json_is_the_series_own_too() -> None:
    desk = Desk()
    for uid in ("one", "two"):
        desk.office.add_daily(uid, start=MONDAY)
    desk.office.faults.add(bad_gateway("/two_0/instances", times=None))
    results = await check(desk)
    assert [each.status for each in results.values()] == ["match", "error"]
    assert "502" in (results["two"].error or "")


@pytest.mark.parametrize(("code", "kind"), [(99991403, QuotaExhausted), (99991668, NotSignedIn)])
async def test_an_error_that_all_would_share_ends_the_check(code: int, kind: type[Exception]) -> None:
    desk = Desk()
    for number in range(40):
        desk.office.add_daily(f"e{number}", start=MONDAY)
    desk.office.faults.add(Fault("/instances", times=None, status=400, code=code))
    with pytest.raises(kind):
        await check(desk)
    assert sum(path.endswith("/instances") for _, path, _ in desk.office.simulator.log) <= 8


async def test_what_was_compared_before_the_end_is_told() -> None:
    desk = Desk()
    for number in range(40):
        desk.office.add_daily(f"e{number:02}", start=MONDAY)
    desk.office.faults.add(Fault("/instances", nth=21, times=None, status=400, code=99991403))
    results = await check(desk)
    assert sum(each.status == "match" for each in results.values()) == 20
    assert sum(each.status == "error" for each in results.values()) == 20
    assert desk.store.check(CAL, "e39_0") is None


async def test_without_a_network_there_is_nothing_to_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk()
    for number in range(10):
        desk.office.add_daily(f"e{number}", start=MONDAY)
    await desk.puller.pull()

    async def unreachable(*_: object, **__: object) -> None:
        raise NetworkError("No answer.")

    monkeypatch.setattr(desk.office.events, "instances", unreachable)
    sync = SyncDesk(desk.office.feishu, desk.store, desk.clock)
    with pytest.raises(NetworkError):
        await sync.compare(desk.store.series(), window())


SPELLINGS: tuple[Callable[[str], str], ...] = (
    str,
    lambda rule: f"RRULE:{rule}",
    lambda rule: f"RRULE: {rule}",
    str.lower,
    lambda rule: f"{rule};",
    lambda rule: f"{rule};X-UNKNOWN=1",
    lambda rule: " ; ".join(rule.split(";")),
)
ENDS = ("", ";COUNT=20", ";UNTIL=20270115", ";UNTIL=20270115T013000Z", ";UNTIL=20270115T093000")
MORE_RULES = (
    *RULES,
    "FREQ=DAILY;INTERVAL=3;BYMONTH=1,3,11",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;WKST=SU",
    "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,TU",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=MONTHLY;INTERVAL=3;BYDAY=2TU",
    "FREQ=YEARLY",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "FREQ=YEARLY;BYWEEKNO=20,50;BYDAY=MO",
    "FREQ=YEARLY;BYYEARDAY=1,100,-1",
    "FREQ=DAILY;BYHOUR=9,17",
    "FREQ=HOURLY;INTERVAL=7",
)


@pytest.mark.parametrize(
    "zone", ["Asia/Shanghai", "Europe/Berlin", "Australia/Lord_Howe", "Africa/Casablanca", "No/Such_Zone", "all day"]
)
async def test_whatever_the_rule_its_spelling_and_its_zone_both_sides_agree(zone: str) -> None:
    desk = Desk()
    number = 0
    for rule in MORE_RULES:
        for end in ENDS:
            text = SPELLINGS[number % len(SPELLINGS)](rule + end)
            start = at("2026-10-05 09:30") - number % 7 * DAY
            if zone == "all day":
                first = datetime.fromtimestamp(start, UTC).date()
                after = first + timedelta(days=1 + number % 3)
                desk.office.add_days(f"e{number}", first.isoformat(), after.isoformat(), recurrence=text)
            else:
                desk.office.add(f"e{number}", start, start + HOUR, zone=zone, recurrence=text)
            number += 1
    results = await check(desk)
    assert len(results) == len(MORE_RULES) * len(ENDS)
    assert apart(results) == {}
    assert sum(each.local or 0 for each in results.values()) > 3000


@pytest.mark.parametrize(
    "switches",
    [
        {},
        {"all_day_instances": "timestamp"},
        {"cancelled_instances": False},
        {"times": "both"},
        {"recurring_event_id": "bare"},
        {"window_borders": "closed"},
    ],
)
async def test_exceptions_of_every_kind_agree(switches: dict[str, Any]) -> None:
    desk = Desk(**switches)
    state = desk.office.state
    desk.office.add_daily("daily", start=MONDAY - 200 * DAY)
    desk.office.add_days("days", "2026-06-01", "2026-06-02", recurrence="FREQ=DAILY")
    first, last = NOW - 90 * DAY, NOW + 275 * DAY
    for number, (original, moved) in enumerate(
        [(MONDAY, MONDAY + 3 * HOUR), (first - 5 * DAY, MONDAY + 60), (MONDAY + DAY, last + 40 * DAY)]
    ):
        on_time = MONDAY + (original - MONDAY) // DAY * DAY
        state.move(CAL, f"daily_{on_time}", moved, moved + (number + 1) * HOUR)
    state.retitle(CAL, f"daily_{MONDAY + 2 * DAY}", "another title")
    state.cancel_instance(CAL, "daily_0", MONDAY + 3 * DAY)
    midnight = at("2026-11-25 00:00", ZoneInfo("UTC"))
    state.move(CAL, f"days_{midnight}", "2026-12-24", "2026-12-27")
    state.cancel_instance(CAL, "days_0", midnight + DAY)
    results = await check(desk)
    assert apart(results) == {}
    assert (results["daily"].local, results["days"].local) == (364, 364)


async def test_an_id_without_a_number_goes_by_its_start() -> None:
    desk = Desk()
    desk.office.add_daily("daily", start=MONDAY)

    def unnumbered(rows: list[dict[str, Any]]) -> None:
        rows[:] = [{**row, "event_id": "daily_0"} for row in rows if row not in row_of(rows, MONDAY + DAY)]

    spoil_instances(desk, "daily", unnumbered)
    results = await check(desk)
    assert apart(results) == {"daily": ([MONDAY + DAY], [])}
    span = days("2026-11-23", "2026-11-26")
    assert [each.original_time for each in desk.store.occurrences(span).occurrences] == [
        MONDAY,
        MONDAY + 2 * DAY,
        MONDAY + 3 * DAY,
    ]


async def test_windows_before_the_anchor_are_compared_with_what_the_calendar_lists() -> None:
    desk = Desk()
    state = desk.office.state
    desk.office.add_daily("daily", start=at("2023-01-02 09:30"))
    desk.office.add_daily("other", start=at("2023-01-02 12:00"))
    day = at("2024-03-05 09:30")
    state.cancel_instance(CAL, "daily_0", day)
    state.move(CAL, f"daily_{day + DAY}", day + DAY + HOUR, day + DAY + 2 * HOUR)
    dropped = at("2024-03-10 12:00")
    desk.office.faults.skew(Skew("other", drop=frozenset({dropped})))
    await desk.puller.pull()
    await desk.puller.cover(days("2024-03-01", "2024-03-31"))
    results = await check(desk, days("2024-03-01", "2024-03-31"))
    assert apart(results) == {"other": ([dropped], [])}
    assert results["daily"].local == 30
