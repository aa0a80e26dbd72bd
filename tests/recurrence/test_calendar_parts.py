"""Rules people have, and the corners of the calendar: month ends, leap days, week numbers, what DTSTART supplies."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from feishu_tui.recurrence import expand
from tests.recurrence.rules import master, span


def days(rule: str, start: str, first: str, last: str) -> list[str]:
    """Dates of the occurrences of an all-day series."""
    found = expand(master(rule, date.fromisoformat(start)), [], span(first, last))
    return [str(occurrence.start) for occurrence in found]


def clock(rule: str, start: str, first: str, last: str) -> list[str]:
    """Day and time of the occurrences of a timed series."""
    found = expand(master(rule, datetime.fromisoformat(start)), [], span(first, last))
    return [f"{occurrence.start:%m-%d %H:%M}" for occurrence in found]


def test_rules_of_an_office() -> None:
    weekdays = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
    assert days(weekdays, "2026-11-02", "2026-11-20", "2026-11-24") == ["2026-11-20", "2026-11-23", "2026-11-24"]
    assert days("FREQ=DAILY;INTERVAL=14", "2023-02-07", "2026-11-01", "2026-11-30") == ["2026-11-10", "2026-11-24"]
    biweekly = "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"
    assert days(biweekly, "2020-01-02", "2026-11-01", "2026-11-30") == [
        "2026-11-09",
        "2026-11-12",
        "2026-11-23",
        "2026-11-26",
    ]
    assert days("FREQ=MONTHLY;BYDAY=-1FR", "2020-01-31", "2026-10-01", "2026-12-31") == [
        "2026-10-30",
        "2026-11-27",
        "2026-12-25",
    ]
    last_workday = "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"
    assert days(last_workday, "2020-01-31", "2026-10-01", "2026-12-31") == ["2026-10-30", "2026-11-30", "2026-12-31"]
    assert days("FREQ=YEARLY", "1999-11-21", "2026-11-21", "2026-11-21") == ["2026-11-21"]
    quarter = "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1"
    assert days(quarter, "2025-03-31", "2026-01-01", "2026-12-31") == [
        "2026-03-31",
        "2026-06-30",
        "2026-09-30",
        "2026-12-31",
    ]


def test_a_day_the_month_does_not_have_is_left_out() -> None:
    assert days("FREQ=MONTHLY", "2026-01-31", "2026-01-01", "2026-06-30") == [
        "2026-01-31",
        "2026-03-31",
        "2026-05-31",
    ]
    assert days("FREQ=YEARLY", "2024-02-29", "2024-01-01", "2034-01-01") == ["2024-02-29", "2028-02-29", "2032-02-29"]
    assert days("FREQ=YEARLY;INTERVAL=3", "2024-02-29", "2024-01-01", "2050-01-01") == [
        "2024-02-29",
        "2036-02-29",
        "2048-02-29",
    ]
    assert days("FREQ=MONTHLY;BYMONTHDAY=-31", "2026-01-01", "2026-01-01", "2026-04-30") == ["2026-01-01", "2026-03-01"]
    assert days("FREQ=YEARLY;BYYEARDAY=366", "2024-12-31", "2024-01-01", "2030-01-01") == ["2024-12-31", "2028-12-31"]
    assert days("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31", "2026-02-01", "2026-01-01", "2036-01-01") == []


@pytest.mark.parametrize("number", [1, 2, 52, 53, -1, -2, -52, -53])
def test_week_numbers_are_those_of_iso_8601(number: int) -> None:
    """The edges of a year are where engines err: 1 January 2011 is in week 52, not 53, of the year before."""
    every_day = "MO,TU,WE,TH,FR,SA,SU"
    found = days(f"FREQ=YEARLY;BYWEEKNO={number};BYDAY={every_day}", "1990-01-01", "1990-01-01", "2040-12-31")
    wanted = []
    for ordinal in range(date(1990, 1, 1).toordinal(), date(2041, 1, 1).toordinal()):
        day = date.fromordinal(ordinal)
        year, week, _ = day.isocalendar()
        weeks = date(year, 12, 28).isocalendar().week
        if number in (week, week - weeks - 1):
            wanted.append(str(day))
    assert found == wanted


def test_a_week_number_alone_takes_the_weekday_of_dtstart() -> None:
    assert days("FREQ=YEARLY;BYWEEKNO=20", "1997-05-12", "1997-01-01", "1999-12-31") == [
        "1997-05-12",
        "1998-05-11",
        "1999-05-17",
    ]


def test_weeks_may_begin_on_sunday() -> None:
    rule = "FREQ=YEARLY;BYWEEKNO=1;BYDAY=SU;WKST={}"
    assert days(rule.format("SU"), "2020-01-01", "2023-01-01", "2024-12-31") == [
        "2023-01-01",
        "2023-12-31",
        "2024-12-29",
    ]
    assert days(rule.format("MO"), "2020-01-01", "2023-01-01", "2024-12-31") == ["2023-01-08", "2024-01-07"]


def test_positions_count_from_the_start_of_the_first_week() -> None:
    """The first Monday of the week lies before DTSTART, a Wednesday, which therefore is second."""
    rule = "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2"
    assert days(rule, "2026-11-18", "2026-11-01", "2026-11-30") == ["2026-11-18", "2026-11-25"]


def test_positions_count_times_too() -> None:
    rule = "FREQ=DAILY;BYHOUR=9,12,15;BYSETPOS=-1"
    assert clock(rule, "2026-11-20T09:30", "2026-11-20", "2026-11-21") == ["11-20 15:30", "11-21 15:30"]
    rule = "FREQ=MONTHLY;BYDAY=MO;BYHOUR=9,15;BYSETPOS=2"
    assert clock(rule, "2026-11-02T09:00", "2026-11-01", "2026-12-31") == ["11-02 15:00", "12-07 15:00"]
    rule = "FREQ=HOURLY;INTERVAL=6;BYMINUTE=0,20,40;BYSETPOS=-1"
    assert clock(rule, "2026-11-20T09:40", "2026-11-20", "2026-11-20") == ["11-20 09:40", "11-20 15:40", "11-20 21:40"]


def test_positions_beyond_the_set_choose_nothing() -> None:
    assert days("FREQ=MONTHLY;BYMONTHDAY=20,31;BYSETPOS=-2", "2026-01-20", "2026-01-01", "2026-04-30") == [
        "2026-01-20",
        "2026-03-20",
    ]


def test_weekdays_with_and_without_ordinals_are_either() -> None:
    assert days("FREQ=MONTHLY;BYDAY=1FR,-1MO,WE", "2026-11-01", "2026-11-01", "2026-11-30") == [
        "2026-11-04",
        "2026-11-06",
        "2026-11-11",
        "2026-11-18",
        "2026-11-25",
        "2026-11-30",
    ]


def test_an_ordinal_where_it_may_not_be_counts_for_nothing() -> None:
    assert days("FREQ=WEEKLY;BYDAY=1MO", "2026-11-02", "2026-11-01", "2026-11-16") == [
        "2026-11-02",
        "2026-11-09",
        "2026-11-16",
    ]


def test_a_start_that_does_not_match_is_no_occurrence_and_not_counted() -> None:
    assert days("FREQ=WEEKLY;BYDAY=MO;COUNT=2", "2026-11-21", "2026-11-01", "2026-12-31") == [
        "2026-11-23",
        "2026-11-30",
    ]


def test_weeks_are_counted_from_wkst() -> None:
    rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST={}"
    assert days(rule.format("MO"), "2026-11-01", "2026-11-01", "2026-11-30") == [
        "2026-11-01",
        "2026-11-09",
        "2026-11-15",
        "2026-11-23",
        "2026-11-29",
    ]
    assert days(rule.format("SU"), "2026-11-01", "2026-11-01", "2026-11-30") == [
        "2026-11-01",
        "2026-11-02",
        "2026-11-15",
        "2026-11-16",
        "2026-11-29",
        "2026-11-30",
    ]


def test_times_mean_nothing_to_an_all_day_series() -> None:
    """RFC 5545 §3.3.10: they must be ignored where DTSTART is a date."""
    rule = "FREQ=DAILY;BYHOUR=9,10;BYMINUTE=30;BYSECOND=1;COUNT=2"
    assert days(rule, "2026-11-20", "2026-11-01", "2026-11-30") == ["2026-11-20", "2026-11-21"]


def test_hours_across_days_keep_their_phase() -> None:
    assert clock("FREQ=HOURLY;INTERVAL=7", "2026-11-20T22:15", "2026-11-21", "2026-11-21") == [
        "11-21 05:15",
        "11-21 12:15",
        "11-21 19:15",
    ]
    every_25_hours = "FREQ=MINUTELY;INTERVAL=1500;BYDAY=MO,TU"
    assert clock(every_25_hours, "2026-11-20T22:15", "2026-11-20", "2026-11-30") == [
        "11-23 00:15",
        "11-24 01:15",
        "11-30 07:15",
    ]
    rule = "FREQ=SECONDLY;INTERVAL=1800;BYHOUR=9;BYDAY=SA"
    assert clock(rule, "2026-11-20T00:00", "2026-11-20", "2026-11-28") == [
        "11-21 09:00",
        "11-21 09:30",
        "11-28 09:00",
        "11-28 09:30",
    ]


def test_second_sixty_is_fifty_nine() -> None:
    found = expand(
        master("FREQ=MINUTELY;BYSECOND=60;COUNT=1", datetime(2026, 11, 20, 9)), [], span("2026-11-20", "2026-11-20")
    )
    assert [f"{occurrence.start:%H:%M:%S}" for occurrence in found] == ["09:00:59"]


def test_what_began_before_the_span_and_lasts_into_it_is_there() -> None:
    trip = master("FREQ=MONTHLY", date(2026, 10, 30), length=timedelta(days=3))
    assert [str(each.start) for each in expand(trip, [], span("2026-11-01", "2026-11-01"))] == ["2026-10-30"]
    assert expand(trip, [], span("2026-11-02", "2026-11-02")) == []
    night = master("FREQ=DAILY", datetime(2026, 11, 1, 22), length=timedelta(hours=2))
    assert [f"{each.start:%d}" for each in expand(night, [], span("2026-11-10", "2026-11-10"))] == ["10"]
    moment = master("FREQ=DAILY", datetime(2026, 11, 1), length=timedelta(0))
    assert [f"{each.start:%d}" for each in expand(moment, [], span("2026-11-10", "2026-11-10"))] == ["10"]
