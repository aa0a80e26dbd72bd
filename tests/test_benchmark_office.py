"""What the benchmarks run on: as full a week at every size as it says."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from statistics import mean

import pytest
from dateutil.rrule import rrulestr

from tests.benchmarks.office import MARK, events

TODAY = date(2026, 11, 22)
WEEKS = 3


@pytest.mark.parametrize(("count", "least", "most"), [(1000, 4, 7), (10_000, 7, 9), (30_000, 7, 9)])
def test_the_days_around_now_are_about_as_full_at_every_size(count: int, least: int, most: int) -> None:
    """Otherwise a day of a large office would be dear for what it shows, not for what lies around it."""
    first, end = (datetime.combine(TODAY + timedelta(weeks=weeks), time()) for weeks in (-WEEKS, WEEKS))
    made = events(count, TODAY)
    replaced = {(one.uid, one.original) for one in made if one.original}
    days: Counter[date] = Counter()
    for one in made:
        starts = [one.start]
        if one.rule and not one.original:
            rule = rrulestr("RRULE:" + one.rule.removesuffix("Z"), dtstart=one.start)
            starts = [start for start in rule.between(first, end, inc=True) if (one.uid, start) not in replaced]
        days.update(start.date() for start in starts if first <= start < end and not one.cancelled)
    assert least <= mean(days[first.date() + timedelta(days=number)] for number in range(14 * WEEKS)) <= most


def test_an_office_has_as_many_events_as_asked_for_and_todays_mark() -> None:
    """Its count is the whole file's, series and exceptions included."""
    made = events(2000, TODAY)
    assert len(made) == 2000
    assert [one.start.date() for one in made if one.summary == MARK] == [TODAY]
