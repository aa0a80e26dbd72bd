"""Occurrences that differ from their series: by original time, wherever they are now."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from feishu_tui.model import Event, Moment, Occurrence, original_time_of
from feishu_tui.recurrence import expand, next_starts
from tests.recurrence.rules import master, span

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAILY = master("FREQ=DAILY", datetime(2026, 11, 1, 9))
WEEK = span("2026-11-16", "2026-11-20")


def nine(day: int) -> datetime:
    """The series' start on a day of November."""
    return datetime(2026, 11, day, 9, tzinfo=SHANGHAI)


def exception(original: Moment, start: Moment, length: timedelta = timedelta(hours=1), **fields: object) -> Event:
    """One of the series at other times or with other fields."""
    event = replace(
        DAILY,
        event_id=f"uid_{original_time_of(original)}",
        start=start,
        end=start + length,
        recurrence="",
        is_exception=True,
        series_uid="uid",
    )
    return replace(event, **fields)  # type: ignore[arg-type]


def shown(occurrences: list[Occurrence]) -> list[str]:
    return [f"{each.start:%d %H:%M}{each.event.summary and ' ' + each.event.summary}" for each in occurrences]


def test_a_moved_one_shows_where_it_is_now() -> None:
    moved = exception(nine(17), nine(17) + timedelta(hours=5))
    found = expand(DAILY, [moved], WEEK)
    assert shown(found) == ["16 09:00", "17 14:00", "18 09:00", "19 09:00", "20 09:00"]
    assert found[1].event is moved
    assert found[1].instance_id == moved.event_id
    assert all(each.recurring for each in found)


def test_retitled_and_shortened_ones_take_their_place() -> None:
    retitled = exception(nine(16), nine(16), summary="elsewhere")
    short = exception(nine(17), nine(17), timedelta(minutes=10))
    found = expand(DAILY, [retitled, short], WEEK)
    assert shown(found)[:3] == ["16 09:00 elsewhere", "17 09:00", "18 09:00"]
    assert found[1].end == nine(17) + timedelta(minutes=10)


def test_a_cancelled_one_is_gone() -> None:
    cancelled = exception(nine(17), nine(17), status="cancelled")
    assert shown(expand(DAILY, [cancelled], WEEK)) == ["16 09:00", "18 09:00", "19 09:00", "20 09:00"]


def test_one_moved_and_cancelled_leaves_its_original_place_and_takes_no_other() -> None:
    cancelled = exception(nine(17), nine(18) + timedelta(hours=3), status="cancelled")
    assert shown(expand(DAILY, [cancelled], WEEK)) == ["16 09:00", "18 09:00", "19 09:00", "20 09:00"]


def test_moved_out_of_the_span_and_into_it() -> None:
    out = exception(nine(17), nine(25))
    into = exception(nine(27), nine(18) + timedelta(hours=2))
    assert shown(expand(DAILY, [out, into], WEEK)) == ["16 09:00", "18 09:00", "18 11:00", "19 09:00", "20 09:00"]


def test_several_on_one_day_and_one_upon_another() -> None:
    first = exception(nine(17), nine(18), summary="a")
    second = exception(nine(19), nine(18), summary="b")
    assert shown(expand(DAILY, [second, first], WEEK)) == [
        "16 09:00",
        "18 09:00 a",
        "18 09:00",
        "18 09:00 b",
        "20 09:00",
    ]


def test_one_equal_to_its_master_is_shown_once() -> None:
    same = exception(nine(17), nine(17))
    found = expand(DAILY, [same], WEEK)
    assert len(found) == 5
    assert found[1].event is same


def test_the_same_exception_twice_counts_once_the_later_reading_wins() -> None:
    old, new = exception(nine(17), nine(17), summary="old"), exception(nine(17), nine(17), summary="new")
    assert shown(expand(DAILY, [old, new], WEEK))[1] == "17 09:00 new"


def test_one_that_matches_no_start_is_shown_and_a_cancelled_one_hides_nothing() -> None:
    stray = exception(nine(17) + timedelta(minutes=30), nine(17) + timedelta(hours=3))
    gone = exception(nine(18) + timedelta(minutes=30), nine(18), status="cancelled")
    found = shown(expand(DAILY, [stray, gone], WEEK))
    assert found == ["16 09:00", "17 09:00", "17 12:00", "18 09:00", "19 09:00", "20 09:00"]


def test_an_exception_beyond_the_end_of_its_series() -> None:
    short = master("FREQ=DAILY;COUNT=3", datetime(2026, 11, 1, 9))
    late = exception(nine(2), nine(17))
    assert shown(expand(short, [late], WEEK)) == ["17 09:00"]
    assert shown(expand(short, [late], span("2026-11-01", "2026-11-05"))) == ["01 09:00", "03 09:00"]


def test_a_series_with_nothing_but_exceptions_left() -> None:
    cancelled = [exception(nine(day), nine(day), status="cancelled") for day in range(16, 21)]
    assert expand(DAILY, cancelled, WEEK) == []


HOLIDAY = master("FREQ=WEEKLY", date(2026, 11, 2))
NOVEMBER = span("2026-11-01", "2026-11-30")


def test_an_all_day_one_is_known_by_midnight_in_any_likely_zone() -> None:
    for at in (
        datetime(2026, 11, 9, tzinfo=UTC),
        datetime(2026, 11, 9, tzinfo=SHANGHAI),
        datetime(2026, 11, 9, tzinfo=ZoneInfo("America/New_York")),
    ):
        moved = exception(at, date(2026, 11, 11), timedelta(days=1), timezone=str(at.tzinfo))
        found = expand(HOLIDAY, [moved], NOVEMBER)
        assert [f"{each.start}" for each in found] == [
            "2026-11-02",
            "2026-11-11",
            "2026-11-16",
            "2026-11-23",
            "2026-11-30",
        ]
        assert found[1].instance_id == moved.event_id


def test_an_all_day_one_may_become_timed_and_a_timed_one_all_day() -> None:
    timed = exception(date(2026, 11, 9), datetime(2026, 11, 9, 9, tzinfo=SHANGHAI))
    assert [f"{each.start}" for each in expand(HOLIDAY, [timed], NOVEMBER)][:2] == [
        "2026-11-02",
        "2026-11-09 09:00:00+08:00",
    ]
    whole = exception(nine(17), date(2026, 11, 17), timedelta(days=1))
    assert shown(expand(DAILY, [whole], WEEK))[:3] == ["16 09:00", "17 00:00", "18 09:00"]


def test_an_original_time_of_no_known_year_harms_nothing() -> None:
    odd = replace(exception(nine(9), nine(9)), event_id="uid_999999999999999")
    assert len(expand(HOLIDAY, [odd], NOVEMBER)) == 6


def test_what_comes_next_counts_exceptions_where_they_are() -> None:
    moved = exception(nine(18), nine(18) + timedelta(hours=4))
    cancelled = exception(nine(19), nine(19), status="cancelled")
    early = exception(nine(30), nine(17) + timedelta(hours=1))
    assert [f"{start:%d %H:%M}" for start in next_starts(DAILY, [moved, cancelled, early], nine(17), 4)] == [
        "17 10:00",
        "18 13:00",
        "20 09:00",
        "21 09:00",
    ]
