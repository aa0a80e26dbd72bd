"""What is still to come: the last start, the next few, how many are left; and which originals lie in a window."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from feishu_tui.errors import UnreadableRule
from feishu_tui.model import Span, original_time_of
from feishu_tui.recurrence import expand, last_start, next_starts, originals, remaining
from tests.recurrence.rules import master, span

NINE = datetime(2026, 11, 1, 9)
NOON = datetime(2026, 11, 10, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    ("rule", "last", "left"),
    [
        ("FREQ=DAILY", None, None),
        ("FREQ=DAILY;COUNT=12", "2026-11-12 09:00", 2),
        ("FREQ=DAILY;COUNT=2", "2026-11-02 09:00", 0),
        ("FREQ=DAILY;UNTIL=20261120T005959Z", "2026-11-19 09:00", 9),
        ("FREQ=DAILY;UNTIL=20261120", "2026-11-20 09:00", 10),
        ("FREQ=DAILY;UNTIL=20261020", None, 0),
        ("FREQ=YEARLY;UNTIL=20990101", "2098-11-01 09:00", 72),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYHOUR=9;COUNT=3", "2036-02-29 09:00", 3),
        ("FREQ=MONTHLY;BYDAY=-1FR;COUNT=100", "2035-02-23 09:00", 100),
        ("FREQ=MINUTELY;COUNT=1000000", "2028-09-25 19:39", None),
        ("FREQ=DAILY;COUNT=1000000000", None, None),
        ("FREQ=DAILY;COUNT=3\nEXDATE:20261103T090000", "2026-11-02 09:00", 0),
        ("FREQ=DAILY;COUNT=3\nRDATE:20261120T090000", "2026-11-20 09:00", 1),
        ("FREQ=SECONDLY;INTERVAL=86399;BYSECOND=1;BYHOUR=3;BYMONTH=2;BYMONTHDAY=30;COUNT=9", None, None),
    ],
)
def test_the_last_and_how_many_are_left(rule: str, last: str | None, left: int | None) -> None:
    series = master(rule, NINE)
    found = last_start(series)
    assert (found and f"{found:%Y-%m-%d %H:%M}") == last
    assert remaining(series, NOON) == left


def test_of_an_all_day_series() -> None:
    series = master("FREQ=WEEKLY;COUNT=4", date(2026, 11, 3))
    assert last_start(series) == date(2026, 11, 24)
    assert next_starts(series, [], NOON, 5) == [date(2026, 11, 17), date(2026, 11, 24)]
    assert remaining(series, NOON) == 2


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=DAILY", ["2026-11-11 09:00", "2026-11-12 09:00", "2026-11-13 09:00"]),
        ("FREQ=DAILY;COUNT=11", ["2026-11-11 09:00"]),
        ("FREQ=YEARLY;INTERVAL=10", ["2036-11-01 09:00", "2046-11-01 09:00", "2056-11-01 09:00"]),
        ("FREQ=SECONDLY", ["2026-11-10 12:00", "2026-11-10 12:00", "2026-11-10 12:00"]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31", []),
        ("FREQ=DAILY;UNTIL=20261020", []),
    ],
)
def test_the_next_three(rule: str, expected: list[str]) -> None:
    assert [f"{start:%Y-%m-%d %H:%M}" for start in next_starts(master(rule, NINE), [], NOON, 3)] == expected


def test_one_that_starts_at_the_moment_asked_about_is_not_next() -> None:
    series = master("FREQ=DAILY", NINE)
    at = datetime(2026, 11, 10, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert next_starts(series, [], at, 1) == [at + timedelta(days=1)]
    assert next_starts(series, [], at - timedelta(seconds=1), 1) == [at]
    assert next_starts(series, [], at - timedelta(milliseconds=1), 1) == [at]


def test_originals_lie_strictly_inside_the_window() -> None:
    series = master("FREQ=DAILY", NINE)
    edges = [datetime(2026, 11, day, 1, tzinfo=UTC) for day in (10, 12)]
    inside = original_time_of(datetime(2026, 11, 11, 1, tzinfo=UTC))
    assert originals(series, Span(edges[0], edges[1])) == [inside]
    second = timedelta(seconds=1)
    assert len(originals(series, Span(edges[0] - second, edges[1] + second))) == 3
    assert originals(series, Span(edges[0] + second, edges[1] - second)) == [inside]


def test_originals_do_not_count_what_began_before() -> None:
    long = master("FREQ=WEEKLY", NINE, length=timedelta(days=3))
    window = span("2026-11-09", "2026-11-14")
    assert len(expand(long, [], window)) == 1
    assert originals(long, window) == []


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "UTC", "America/New_York", "Pacific/Kiritimati"])
def test_originals_of_an_all_day_series_are_midnights_of_the_days_in_the_window(zone: str) -> None:
    series = master("FREQ=DAILY", date(2026, 10, 1))
    found = originals(series, span("2026-11-01", "2026-11-03", zone))
    assert found == [original_time_of(date(2026, 11, day)) for day in (1, 2, 3)]


def test_a_rule_that_cannot_be_read_is_said_so() -> None:
    series = master("FREQ=FORTNIGHTLY", NINE)
    for ask in (
        lambda: expand(series, [], span("2026-11-01", "2026-11-30")),
        lambda: last_start(series),
        lambda: remaining(series, NOON),
        lambda: next_starts(series, [], NOON, 1),
    ):
        with pytest.raises(UnreadableRule):
            ask()
