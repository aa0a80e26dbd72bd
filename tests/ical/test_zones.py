"""VTIMEZONE against the zone database, read by another program."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Timezone

from feishu_tui.ical.lines import folded
from feishu_tui.ical.zones import zone_lines

ZONES = [
    "Asia/Shanghai",  # daylight saving from 1986 to 1991 only
    "Europe/Berlin",
    "America/New_York",  # other rules since 2007
    "Pacific/Apia",  # left out a day in 2011, daylight saving until 2021
    "Australia/Lord_Howe",  # half an hour
    "Asia/Kathmandu",
    "America/Santiago",
    "America/Sao_Paulo",
    "Europe/Moscow",
    "Europe/Dublin",  # negative daylight saving in winter
]


def offsets_differ(zone: str, first: int, last: int) -> list[datetime]:
    """The instants, a day and an hour apart, at which the two do not agree."""
    component = Timezone.from_ical(folded(zone_lines(zone, first, last)))
    assert isinstance(component, Timezone)
    read = component.to_tz(lookup_tzid=False)
    real, at, found = ZoneInfo(zone), datetime(first, 1, 1, tzinfo=UTC), []
    while at.year <= last:
        # What a file holds are times on the wall.
        wall = at.astimezone(real).replace(tzinfo=None)
        expected = wall.replace(tzinfo=real)
        exists = expected.astimezone(UTC).astimezone(real).replace(tzinfo=None) == wall
        if exists and wall.replace(tzinfo=read).utcoffset() != expected.utcoffset():
            found.append(at)
        at += timedelta(hours=25)
    return found


@pytest.mark.parametrize("zone", ZONES)
def test_others_know_the_offset_of_every_hour(zone: str) -> None:
    assert offsets_differ(zone, 1984, 1993) == []
    assert offsets_differ(zone, 2004, 2013) == []
    assert offsets_differ(zone, 2024, 2029) == []


def test_a_rule_goes_on_for_ever() -> None:
    lines = zone_lines("Europe/Berlin", 2026, 2026)
    assert "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU" in lines
    assert "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU" in lines


def test_a_rule_that_was_given_up_ends() -> None:
    lines = zone_lines("America/New_York", 2000, 2026)
    assert "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20060403T070000Z" in lines
    assert "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU" in lines


def test_a_zone_without_changes_is_one_observance() -> None:
    lines = zone_lines("Asia/Shanghai", 2026, 2026)
    assert lines.count("BEGIN:STANDARD") == 1
    assert "BEGIN:DAYLIGHT" not in lines
    assert "TZOFFSETTO:+0800" in lines
