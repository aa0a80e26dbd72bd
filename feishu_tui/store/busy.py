"""Which calendars have something on which day, for the marks of the month."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo

from feishu_tui.model import Occurrence


def days_of(occurrences: Iterable[Occurrence], first: date, last: date, zone: tzinfo) -> dict[date, list[str]]:
    """For each day from ``first`` to ``last``, both included, the calendars with an occurrence on it, by first start.

    An occurrence that ends at midnight does not touch the next day; days with nothing are left out.
    """
    found: dict[date, dict[str, None]] = {}
    for occurrence in occurrences:
        day, end = _touched(occurrence, zone)
        day = max(day, first)
        while day <= min(end, last):
            found.setdefault(day, {})[occurrence.calendar_id] = None
            day += timedelta(days=1)
    return {day: list(calendars) for day, calendars in sorted(found.items())}


def _touched(occurrence: Occurrence, zone: tzinfo) -> tuple[date, date]:
    """The first and last day an occurrence lies on, in ``zone``."""
    start, end = occurrence.start, occurrence.end
    if isinstance(start, datetime) and isinstance(end, datetime):
        begins, ends = start.astimezone(zone), end.astimezone(zone)
        at_midnight = ends > begins and ends.time() == datetime.min.time()
        return begins.date(), ends.date() - timedelta(days=int(at_midnight))
    return start, end - timedelta(days=1)
