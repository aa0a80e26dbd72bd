"""The second opinion: what dateutil says of a series, and when it is not asked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from feishu_tui.errors import TooManyOccurrences, UnreadableRule
from feishu_tui.model import Event, Span
from feishu_tui.recurrence import originals
from feishu_tui.recurrence.referee import dateutil_originals

BERLIN = ZoneInfo("Europe/Berlin")
YEAR = Span(datetime(2026, 1, 1, tzinfo=BERLIN), datetime(2027, 1, 1, tzinfo=BERLIN))


def series(rule: str, start: str = "2025-10-06 02:30", zone: str = "Europe/Berlin") -> Event:
    begin = datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(zone))
    return Event("c", "u_0", begin, begin + timedelta(hours=1), timezone=zone, recurrence=rule)


def days(rule: str, start: str = "2025-10-06") -> Event:
    first = date.fromisoformat(start)
    return Event("c", "u_0", first, first + timedelta(days=1), recurrence=rule)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY",
        "FREQ=DAILY;UNTIL=20260329T003000Z",
        "FREQ=DAILY;UNTIL=20260329T023000",
        "FREQ=DAILY;UNTIL=20260329",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;WKST=SU;COUNT=40",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "FREQ=HOURLY;INTERVAL=11",
        "FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=0,30;BYSECOND=60",
        "FREQ=DAILY\nEXDATE:20260329\nRDATE:20260329T120000Z,20260330T150000",
        "FREQ=DAILY\nEXDATE:20260327T013000Z,20260328T023000",
    ],
)
def test_dateutil_and_the_engine_here_agree(rule: str) -> None:
    for master in (series(rule), days(rule)):
        found = dateutil_originals(master, YEAR)
        assert found == originals(master, YEAR)
        assert found or "HOURLY" in rule


def test_the_year_9999_is_not_waited_for() -> None:
    for rule in ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;UNTIL=20270101"):
        with pytest.raises(TooManyOccurrences):
            dateutil_originals(series(rule), YEAR)


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=MINUTELY;BYMONTH=1", "FREQ=MINUTELY"])
def test_rules_that_take_too_long_from_their_beginning_are_left_alone(rule: str) -> None:
    with pytest.raises(TooManyOccurrences):
        dateutil_originals(series(rule), YEAR)


def test_more_a_period_than_can_be_counted_is_too_much() -> None:
    every = ",".join(map(str, range(60)))
    with pytest.raises(TooManyOccurrences):
        dateutil_originals(series(f"FREQ=DAILY;BYMINUTE={every};BYSECOND={every}"), YEAR)


def test_what_dateutil_cannot_read_is_unreadable() -> None:
    with pytest.raises(UnreadableRule):
        dateutil_originals(series("FREQ=HOURLY;INTERVAL=2;BYHOUR=3,5\nRDATE:20270301T120000"), YEAR)
    with pytest.raises(UnreadableRule):
        dateutil_originals(series("FREQ=NEVER"), YEAR)


def test_the_start_of_a_series_is_the_instant_it_was_given_as() -> None:
    later = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1)
    master = Event("c", "u_0", later, later + timedelta(hours=1), timezone="Europe/Berlin", recurrence="FREQ=DAILY")
    span = Span(later.astimezone(UTC) - timedelta(hours=3), later.astimezone(UTC) + timedelta(days=1, hours=3))
    assert dateutil_originals(master, span) == [int(later.timestamp()), int(later.timestamp()) + 86400]
