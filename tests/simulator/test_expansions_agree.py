"""Two expansions written apart, the program's and the simulator's, name the same occurrences of rules nobody wrote."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from feishu_tui.errors import TooManyOccurrences
from feishu_tui.model import Event, Span
from feishu_tui.recurrence import expand
from feishu_tui.simulator.series import occurrences
from feishu_tui.simulator.state import State

WEEKDAYS = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])
ZONES = st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"])


def signed(least: int, most: int) -> st.SearchStrategy[int]:
    return st.integers(least, most) | st.integers(-most, -least)


def listed(items: st.SearchStrategy[object], most: int = 4) -> st.SearchStrategy[str]:
    return st.lists(items.map(str), min_size=1, max_size=most).map(",".join)


def until() -> st.SearchStrategy[str]:
    formats = st.sampled_from(["%Y%m%d", "%Y%m%dT%H%M%S", "%Y%m%dT%H%M%SZ"])
    return st.builds(datetime.strftime, st.datetimes(datetime(2026, 1, 1), datetime(2027, 6, 1)), formats)


PARTS = {
    "INTERVAL": st.integers(1, 30),
    "BYMONTH": listed(st.integers(1, 12)),
    "BYMONTHDAY": listed(signed(1, 31)),
    "BYDAY": listed(st.builds(str.__add__, st.just("") | signed(1, 5).map(str), WEEKDAYS)),
    "BYYEARDAY": listed(signed(1, 366)),
    "BYWEEKNO": listed(signed(1, 53)),
    "BYHOUR": listed(st.integers(0, 23), 3),
    "BYMINUTE": listed(st.integers(0, 59), 3),
    "BYSECOND": listed(st.integers(0, 60), 3),
    "BYSETPOS": listed(signed(1, 6), 3),
    "WKST": WEEKDAYS,
    "UNTIL": until(),
    "COUNT": st.integers(1, 60),
}


@st.composite
def rules(draw: st.DrawFn, *frequencies: str) -> str:
    """A rule of some parts, many of them out of place."""
    parts = {"FREQ": draw(st.sampled_from(frequencies))}
    for name in draw(st.sets(st.sampled_from(sorted(PARTS)), max_size=5)):
        parts[name] = str(draw(PARTS[name]))
    return ";".join(f"{name}={value}" for name, value in parts.items())


LONG = rules("YEARLY", "MONTHLY", "WEEKLY", "DAILY")
SHORT = rules("HOURLY", "MINUTELY")
STARTS = st.datetimes(datetime(2005, 1, 1), datetime(2026, 12, 1)).map(lambda at: at.replace(second=0, microsecond=0))
LOWS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)).map(
    lambda at: at.replace(minute=0, second=0, microsecond=0)
)


def server(raw: Mapping[str, object], span: Span) -> list[int]:
    """The original times of the simulator's occurrences."""
    shelf = (
        State.load({"calendars": [{"calendar_id": "c@x", "events": [{**raw, "event_id": "u_0"}]}]})
        .calendars["c@x"]
        .shelf
    )
    low, high = int(span.start.timestamp()), int(span.end.timestamp())
    return [row.original for row in occurrences(shelf, shelf.records["u_0"], low, high, None)]


def client(event: Event, span: Span) -> list[int]:
    """The original times of the program's occurrences."""
    try:
        return [occurrence.original_time for occurrence in expand(event, [], span)]
    except TooManyOccurrences:
        assume(False)
        raise


def agree_timed(rule: str, start: datetime, zone: str, hours: int, span: Span) -> None:
    begin = start.replace(tzinfo=ZoneInfo(zone))
    low, high = int(begin.timestamp()), int(begin.timestamp()) + hours * 3600
    first, last = (datetime.fromtimestamp(moment, ZoneInfo(zone)) for moment in (low, high))
    raw = {
        "start_time": {"timestamp": str(low), "timezone": zone},
        "end_time": {"timestamp": str(high), "timezone": zone},
        "recurrence": rule,
    }
    event = Event("c@x", "u_0", first, last, timezone=zone, recurrence=rule)
    assert server(raw, span) == client(event, span)


@given(LONG, STARTS, ZONES, st.integers(1, 30), LOWS)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_timed_series(rule, start, zone, hours, low):
    agree_timed(rule, start, zone, hours, Span(low, low + timedelta(days=200)))


@given(SHORT, st.timedeltas(timedelta(0), timedelta(days=3)), ZONES, LOWS)
@example(
    "FREQ=SECONDLY;INTERVAL=7;BYMINUTE=0,30;BYSECOND=0,60", timedelta(days=1), "UTC", datetime(2026, 5, 1, tzinfo=UTC)
)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_series_by_the_hour_and_less(rule, age, zone, low):
    start = (low - age).replace(tzinfo=None, microsecond=0)
    agree_timed(rule, start, zone, 1, Span(low, low + timedelta(hours=6)))


@given(LONG, STARTS.map(datetime.date), st.integers(1, 4), LOWS.map(datetime.date))
@example("FREQ=YEARLY;BYMONTHDAY=29;BYMONTH=2", date(2004, 2, 29), 3, date(2028, 2, 1))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_all_day_series(rule, first, days, low):
    last = first + timedelta(days=days)
    raw = {"start_time": {"date": str(first)}, "end_time": {"date": str(last)}, "recurrence": rule}
    span = Span.of_days(low, low + timedelta(days=200), UTC)
    assert server(raw, span) == client(Event("c@x", "u_0", first, last, recurrence=rule), span)


@pytest.mark.parametrize("day", [date(2026, 3, 28), date(2026, 10, 24)])
def test_the_night_the_clocks_change(day):
    """Two times of the rule fall onto one instant where an hour is left out."""
    start = datetime.combine(day, datetime.min.time())
    low = start.replace(tzinfo=ZoneInfo("Europe/Berlin")).astimezone(UTC)
    agree_timed("FREQ=MINUTELY;INTERVAL=30", start, "Europe/Berlin", 1, Span(low, low + timedelta(days=3)))


def test_a_start_in_the_second_of_two_equal_hours():
    start = datetime(2026, 10, 25, 2, 30, fold=1)
    low = datetime(2026, 10, 24, tzinfo=UTC)
    agree_timed("FREQ=DAILY;COUNT=3", start, "Europe/Berlin", 1, Span(low, low + timedelta(days=9)))
