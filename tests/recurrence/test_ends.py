"""Where a series ends: UNTIL in each spelling, COUNT, both; what EXDATE takes away and RDATE adds."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from feishu_tui.recurrence import expand
from tests.recurrence.rules import master, span

NINE = datetime(2026, 11, 1, 9)


def last_day(rule: str, start: datetime | date, zone: str = "Asia/Shanghai") -> str:
    """Month and day of the last occurrence in November and December 2026; empty when there is none."""
    found = expand(master(rule, start, zone), [], span("2026-11-01", "2026-12-31", zone))
    return f"{found[-1].start:%m-%d}" if found else ""


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20261110T155959Z", "11-10"),  # 23:59:59 in Shanghai
        ("20261110T010000Z", "11-10"),  # nine in the morning there, included
        ("20261110T005959Z", "11-09"),
        ("20261110T090000", "11-10"),  # without Z it is in the event's zone
        ("20261110T085959", "11-09"),
        ("20261110", "11-10"),  # a date means the whole day
        ("20261031", ""),
    ],
)
def test_until_of_a_timed_series(until: str, last: str) -> None:
    assert last_day(f"FREQ=DAILY;UNTIL={until}", NINE) == last


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20261110", "11-10"),
        ("20261110T155959Z", "11-10"),
        ("20261110T000000Z", "11-10"),
        ("20261109T235959Z", "11-09"),  # its date in UTC counts
        ("20261110T000000", "11-10"),
        ("20261110T235959", "11-10"),
    ],
)
def test_until_of_an_all_day_series(until: str, last: str) -> None:
    assert last_day(f"FREQ=DAILY;UNTIL={until}", date(2026, 11, 1)) == last


def test_until_as_an_instant_where_clocks_went_back_that_night() -> None:
    # 01:30 in New York on 1 November 2026 is first 05:30 UTC; half an hour later the hour repeats.
    assert last_day("FREQ=DAILY;UNTIL=20261101T053000Z", datetime(2026, 10, 25, 1, 30), "America/New_York") == "11-01"
    assert last_day("FREQ=DAILY;UNTIL=20261101T052959Z", datetime(2026, 10, 25, 1, 30), "America/New_York") == ""


def test_the_earlier_of_count_and_until_ends_it() -> None:
    assert last_day("FREQ=DAILY;COUNT=5;UNTIL=20261110", NINE) == "11-05"
    assert last_day("FREQ=DAILY;COUNT=50;UNTIL=20261110", NINE) == "11-10"


@pytest.mark.parametrize(
    "rule",
    ["FREQ=DAILY;COUNT=40", "FREQ=WEEKLY;BYDAY=SU,MO,TU,WE,TH,FR,SA;COUNT=40", "FREQ=HOURLY;INTERVAL=24;COUNT=40"],
)
def test_a_count_is_the_same_from_wherever_it_is_asked(rule: str) -> None:
    series = master(rule, NINE)
    for first, last, number in [
        ("2027-01-01", "2027-12-31", 0),
        ("2026-12-10", "2026-12-20", 1),
        ("2026-11-01", "2026-11-30", 30),
        ("2026-10-01", "2026-10-31", 0),
        ("2026-11-01", "2027-12-31", 40),
    ]:
        assert len(expand(series, [], span(first, last))) == number


def test_excluded_starts_are_gone_but_counted() -> None:
    days = "RRULE:FREQ=DAILY;COUNT=4\n"
    for line in (
        "EXDATE:20261102T090000",
        "EXDATE:20261102T010000Z",
        "EXDATE;TZID=Asia/Shanghai:20261102T090000",
        "EXDATE;TZID=Europe/Berlin:20261102T020000",
        "EXDATE;VALUE=DATE:20261102",
    ):
        found = expand(master(days + line, NINE), [], span("2026-11-01", "2026-11-30"))
        assert [f"{each.start:%d}" for each in found] == ["01", "03", "04"], line


def test_excluded_dates_of_an_all_day_series() -> None:
    for line in ("EXDATE;VALUE=DATE:20261102", "EXDATE:20261102T000000", "EXDATE;TZID=Asia/Shanghai:20261102T000000"):
        series = master("FREQ=DAILY;COUNT=3\n" + line, date(2026, 11, 1))
        assert [str(each.start) for each in expand(series, [], span("2026-11-01", "2026-11-30"))] == [
            "2026-11-01",
            "2026-11-03",
        ]


def test_added_starts_come_beyond_the_end_of_the_rule_and_only_once() -> None:
    series = master("FREQ=DAILY;COUNT=2\nRDATE:20261101T090000,20261120T153000\nRDATE;VALUE=DATE:20261125", NINE)
    found = expand(series, [], span("2026-11-01", "2026-11-30"))
    assert [f"{each.start:%d %H:%M}" for each in found] == ["01 09:00", "02 09:00", "20 15:30", "25 09:00"]
