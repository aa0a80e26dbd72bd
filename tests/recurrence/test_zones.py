"""Wall clocks that jump: times are counted on the wall, and the zone is attached afterwards."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from feishu_tui.recurrence import expand, zone_of
from tests.recurrence.rules import master, span


def instants(rule: str, start: str, zone: str, first: str, last: str, hours: float = 1) -> list[str]:
    """Starts in UTC."""
    series = master(rule, datetime.fromisoformat(start), zone, timedelta(hours=hours))
    found = expand(series, [], span(first, last, zone))
    return [f"{each.starts_at(UTC).astimezone(UTC):%m-%d %H:%M}" for each in found]


def test_nine_in_the_morning_stays_nine_in_the_morning() -> None:
    assert instants("FREQ=DAILY", "2026-10-01T09:00", "Europe/Berlin", "2026-10-24", "2026-10-25") == [
        "10-24 07:00",
        "10-25 08:00",
    ]


def test_a_time_that_does_not_exist_takes_the_offset_before_the_gap() -> None:
    assert instants("FREQ=DAILY", "2026-03-01T02:30", "America/New_York", "2026-03-07", "2026-03-09") == [
        "03-07 07:30",
        "03-08 07:30",
        "03-09 06:30",
    ]
    gap = expand(
        master("FREQ=DAILY", datetime(2026, 3, 1, 2, 30), "America/New_York"),
        [],
        span("2026-03-08", "2026-03-08", "America/New_York"),
    )
    # Shown as the clock shows that instant.
    assert [f"{each.start:%H:%M %Z}–{each.end:%H:%M}" for each in gap] == ["03:30 EDT–04:30"]


def test_a_time_that_comes_twice_is_the_first() -> None:
    assert instants("FREQ=DAILY", "2026-10-30T01:30", "America/New_York", "2026-10-31", "2026-11-02") == [
        "10-31 05:30",
        "11-01 05:30",
        "11-02 06:30",
    ]


def test_the_master_itself_is_the_instant_it_was_given_as() -> None:
    second = datetime(2026, 11, 1, 6, 30, tzinfo=UTC).astimezone(zone_of("America/New_York"))
    assert second.fold == 1
    series = master("FREQ=DAILY", datetime(2026, 1, 1), "America/New_York").at(second, second + timedelta(hours=1))
    found = expand(series, [], span("2026-11-01", "2026-11-02", "America/New_York"))
    assert [f"{each.starts_at(UTC).astimezone(UTC):%d %H:%M}" for each in found] == ["01 06:30", "02 06:30"]


def test_two_wall_times_on_one_instant_are_one_occurrence_and_stay_in_order() -> None:
    assert instants("FREQ=HOURLY", "2026-03-08T00:30", "America/New_York", "2026-03-08", "2026-03-08")[:4] == [
        "03-08 05:30",
        "03-08 06:30",
        "03-08 07:30",
        "03-08 08:30",
    ]
    by_forty = instants("FREQ=MINUTELY;INTERVAL=40", "2026-03-08T01:10", "America/New_York", "2026-03-08", "2026-03-08")
    # On the wall 01:10 01:50 02:30 03:10: the third is half past three, twenty minutes after the fourth.
    assert by_forty[:4] == ["03-08 06:10", "03-08 06:50", "03-08 07:10", "03-08 07:30"]


def test_an_occurrence_lasts_as_long_as_its_master_over_a_change_of_clocks() -> None:
    night = master("FREQ=DAILY", datetime(2026, 10, 20, 23), "Europe/Berlin", timedelta(hours=8))
    found = expand(night, [], span("2026-10-25", "2026-10-25", "Europe/Berlin"))
    assert [f"{each.start:%d %H:%M}–{each.end:%d %H:%M}" for each in found] == [
        "24 23:00–25 06:00",
        "25 23:00–26 07:00",
    ]


@pytest.mark.parametrize(
    ("zone", "start", "first", "last", "expected"),
    [
        # Half an hour of summer time: 02:15 on 4 October 2026 does not exist, 01:45 on 5 April comes twice.
        ("Australia/Lord_Howe", "2026-01-01T02:15", "10-03", "10-05", "10-02 15:45, 10-03 15:45, 10-04 15:15"),
        ("Australia/Lord_Howe", "2026-01-01T01:45", "04-04", "04-06", "04-03 14:45, 04-04 14:45, 04-05 15:15"),
        # Summer time all year but for Ramadan, which began in February 2026.
        ("Africa/Casablanca", "2026-01-01T09:00", "02-14", "02-16", "02-14 08:00, 02-15 09:00, 02-16 09:00"),
        # Iran gave up summer time in 2022; clocks went forward at midnight before.
        ("Asia/Tehran", "2021-01-01T00:30", "03-21", "03-23", "03-20 21:00, 03-21 21:00, 03-22 20:00"),
        ("Asia/Tehran", "2026-01-01T00:30", "03-21", "03-23", "03-20 21:00, 03-21 21:00, 03-22 21:00"),
        # Midnight did not exist on the first day of summer time.
        ("America/Sao_Paulo", "2018-10-01T00:00", "11-03", "11-05", "11-03 03:00, 11-04 03:00, 11-05 02:00"),
    ],
)
def test_zones_with_odd_habits(zone: str, start: str, first: str, last: str, expected: str) -> None:
    year = start[:4]
    assert instants("FREQ=DAILY", start, zone, f"{year}-{first}", f"{year}-{last}") == expected.split(", ")


def test_the_day_samoa_skipped() -> None:
    """30 December 2011 did not happen: by the offset before the gap its nine o'clock is that of the 31st."""
    assert instants("FREQ=DAILY", "2011-12-01T09:00", "Pacific/Apia", "2011-12-28", "2012-01-01") == [
        "12-28 19:00",
        "12-29 19:00",
        "12-30 19:00",
        "12-31 19:00",
    ]
    # Counting goes on the wall: the skipped day was one of the five.
    assert instants("FREQ=DAILY;COUNT=5", "2011-12-28T09:00", "Pacific/Apia", "2011-12-01", "2012-01-30") == [
        "12-28 19:00",
        "12-29 19:00",
        "12-30 19:00",
        "12-31 19:00",
    ]


def test_what_is_a_zone() -> None:
    assert zone_of("Europe/Berlin").key == "Europe/Berlin"
    assert zone_of("america/new_york").key == "America/New_York"
    for name in ("", "Mars/Olympus_Mons", "../../etc/passwd", "Asia", "上海", "\0", "+08:00"):
        assert zone_of(name).key == "Asia/Shanghai"
