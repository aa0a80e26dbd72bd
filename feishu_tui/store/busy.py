"""Which calendars have something on which day, for the marks of the month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo

from feishu_tui.model import Occurrence

Stretch = tuple[str, date, date]
"""A calendar, and the first and the last day on which it has something."""


def days_of(stretches: Iterable[Stretch], first: date, last: date) -> dict[date, set[str]]:
    """The calendars that have something, for each day from ``first`` to ``last``, both included, with any at all."""
    found: dict[date, set[str]] = {}
    for calendar_id, begin, end in stretches:
        day = max(begin, first)
        while day <= min(end, last):
            found.setdefault(day, set()).add(calendar_id)
            day += timedelta(days=1)
    return found


def stretches(occurrences: Iterable[Occurrence], zone: tzinfo) -> Iterator[Stretch]:
    """The days of occurrences; what ends at midnight does not touch the next day."""
    for one in occurrences:
        start, end = one.start, one.end
        if isinstance(start, datetime) and isinstance(end, datetime):
            yield one.calendar_id, *_touched(start.astimezone(zone), end.astimezone(zone))
        else:
            yield one.calendar_id, start, end - timedelta(days=1)


def stretch(calendar_id: str, start: int, end: int, all_day: bool, zone: tzinfo) -> Stretch:
    """The same of an event as it is stored: Unix seconds, of an all-day one the midnights UTC of its dates."""
    if all_day:
        return calendar_id, _date_at(start), _date_at(end) - timedelta(days=1)
    return calendar_id, *_touched(datetime.fromtimestamp(start, zone), datetime.fromtimestamp(end, zone))


def _touched(begins: datetime, ends: datetime) -> tuple[date, date]:
    at_midnight = ends.timestamp() > begins.timestamp() and ends.time() == datetime.min.time()
    return begins.date(), ends.date() - timedelta(days=int(at_midnight))


def _date_at(seconds: int) -> date:
    return datetime.fromtimestamp(seconds, UTC).date()
