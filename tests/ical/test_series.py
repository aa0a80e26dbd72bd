"""Series and their exceptions, as another program expands them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from feishu_tui.ical.rules import settled
from feishu_tui.model import Event
from feishu_tui.recurrence import expand, originals
from tests.ical.read_back import component, days, document, exported, others_see, we_see

ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "UTC")
FIRST = date(2026, 9, 1)
SPAN = days(FIRST, 200)


def series(rule: str, start: datetime | date, zone: str = "Asia/Shanghai", **fields: Any) -> Event:
    """A series of an hour, or of a day."""
    length = timedelta(hours=1) if isinstance(start, datetime) else timedelta(days=1)
    name = zone if isinstance(start, datetime) else ""
    return Event("c", "abc_0", start, start + length, summary="series", recurrence=rule, timezone=name, **fields)


def at(day: str, hour: int = 9, zone: str = "Asia/Shanghai") -> datetime:
    """An hour of a day there."""
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=ZoneInfo(zone))


def exception(master: Event, original: int, start: datetime | date, **fields: Any) -> Event:
    """An exception of the series, at another time."""
    moved = replace(master, event_id=f"abc_{original}", recurrence="", is_exception=True, series_uid="abc")
    return replace(
        moved,
        start=start,
        end=start + timedelta(hours=1) if isinstance(start, datetime) else start + timedelta(days=1),
        summary="moved",
        **fields,
    )


def agree(master: Event, *exceptions: Event) -> None:
    """Others expand it as we do."""
    ours = we_see(expand(master, exceptions, SPAN))
    assert others_see(document([exported(settled(master), *exceptions)]), SPAN) == ours
    assert ours


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;COUNT=40",
        "FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261101T000000Z",
        "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261020",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU;WKST=SU",
        "FREQ=MONTHLY;BYDAY=-1FR",
        "FREQ=MONTHLY;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=WEEKLY\nEXDATE:20260908T090000,20261013\nRDATE:20260910T120000",
    ],
)
def test_rules(rule: str, zone: str) -> None:
    agree(series(rule, at("2026-09-01", zone=zone), zone))


@pytest.mark.parametrize(
    "rule", ["FREQ=WEEKLY;UNTIL=20261110", "FREQ=DAILY;INTERVAL=9;COUNT=9", "FREQ=WEEKLY\nEXDATE:20260908"]
)
def test_whole_days(rule: str) -> None:
    agree(series(rule, date(2026, 9, 1)))


def test_a_start_that_does_not_match_its_rule_is_none() -> None:
    master = series("FREQ=WEEKLY;BYDAY=TH;COUNT=3", at("2026-09-01"))
    agree(master)
    assert component(document([exported(settled(master))]))["DTSTART"].dt == at("2026-09-03")


def test_moved_and_cancelled_occurrences() -> None:
    master = series("FREQ=WEEKLY", at("2026-09-01", zone="Europe/Berlin"), "Europe/Berlin")
    second, third, fourth = originals(master, SPAN)[1:4]
    moved = exception(master, second, at("2026-09-09", 15, "Europe/Berlin"))
    elsewhere = exception(master, third, at("2026-09-16", 15, "America/New_York"))
    gone = exception(master, fourth, at("2026-09-22", 9, "Europe/Berlin"), status="cancelled")
    agree(master, moved, elsewhere, gone)
    text = document([exported(master, moved, elsewhere, gone)])
    assert "RECURRENCE-ID;TZID=Europe/Berlin:20260908T090000\r\n" in text
    assert "EXDATE;TZID=Europe/Berlin:20260922T090000\r\n" in text
    assert text.count("UID:abc\r\n") == 3


def test_moved_whole_days() -> None:
    master = series("FREQ=WEEKLY", date(2026, 9, 1))
    moved = exception(master, originals(master, SPAN)[1], date(2026, 9, 10))
    agree(master, moved)
    assert "RECURRENCE-ID;VALUE=DATE:20260908\r\n" in document([exported(master, moved)])


def test_an_occurrence_may_move_onto_another() -> None:
    master = series("FREQ=DAILY;COUNT=5", at("2026-09-01"))
    agree(master, exception(master, originals(master, SPAN)[1], at("2026-09-03")))


@st.composite
def rules(draw: st.DrawFn) -> str:
    parts = [f"FREQ={draw(st.sampled_from(['DAILY', 'WEEKLY', 'MONTHLY']))}"]
    parts.append(f"INTERVAL={draw(st.integers(1, 4))}")
    weekdays = draw(st.lists(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), unique=True, max_size=3))
    if weekdays:
        parts.append(f"BYDAY={','.join(weekdays)}")
    end = draw(st.sampled_from(["", "COUNT", "UNTIL", "DATE"]))
    if end == "COUNT":
        parts.append(f"COUNT={draw(st.integers(1, 30))}")
    elif end:
        day = FIRST + timedelta(days=draw(st.integers(1, 150)))
        parts.append(f"UNTIL={day:%Y%m%d}{'T120000Z' if end == 'UNTIL' else ''}")
    return ";".join(parts)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    rules(),
    st.sampled_from(ZONES),
    st.integers(0, 60),
    st.integers(4, 23),
    st.booleans(),
    st.lists(st.tuples(st.integers(0, 20), st.integers(-3, 3), st.booleans()), max_size=4, unique_by=lambda it: it[0]),
)
def test_any_series_is_the_same_elsewhere(
    rule: str, zone: str, offset: int, hour: int, all_day: bool, changes: list[tuple[int, int, bool]]
) -> None:
    day = FIRST + timedelta(days=offset)
    master = series(rule, day if all_day else at(day.isoformat(), hour, zone), zone)
    starts = originals(master, SPAN)
    assume(starts)
    exceptions = []
    for index, by, cancelled in changes:
        if index < len(starts):
            moment = datetime.fromtimestamp(starts[index], UTC if all_day else ZoneInfo(zone))
            start = (moment.date() if all_day else moment) + timedelta(days=by)
            status = {"status": "cancelled"} if cancelled else {}
            exceptions.append(exception(master, starts[index], start, **status))
    ours = we_see(expand(master, exceptions, SPAN))
    assert others_see(document([exported(settled(master), *exceptions)]), SPAN) == ours
