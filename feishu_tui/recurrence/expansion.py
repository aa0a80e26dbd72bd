"""Occurrences of a series in a span, its exceptions in their place."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime

from feishu_tui.errors import TooManyOccurrences
from feishu_tui.model import Event, Occurrence, Span, original_time_of
from feishu_tui.recurrence.budget import Budget, Shared
from feishu_tui.recurrence.series import Series, series_of
from feishu_tui.recurrence.wall import DAY, clamp, day_of
from feishu_tui.recurrence.zones import DEFAULT_ZONE, zone_of

LIMIT = 10_000
"""More occurrences than this in one span are not shown one by one."""


def expand(master: Event, exceptions: Sequence[Event], span: Span, shared: Shared | None = None) -> list[Occurrence]:
    """Every occurrence of a series that overlaps the span, sorted by start.

    An exception takes the place of the start it was scheduled for and shows where it now is, even when that start lies
    outside the span; a cancelled one removes it; one that matches no start is shown all the same, since the series may
    have been edited. A regular occurrence lasts as many real seconds as the master, an all-day one as many days.
    ``shared`` is what the series of the same question may take together. Raises ``UnreadableRule``, and
    ``TooManyOccurrences`` beyond ``LIMIT``, when the search takes too long, or when others left too little.
    """
    series = series_of(master)
    own = {exception.event_id: exception for exception in exceptions}.values()
    replaced = replaced_starts(exceptions, master)
    length = _length(master)
    low, high = _reach(master, length, span)
    with (shared or Shared()).budget(span) as budget:
        found = starts(series, low, high, budget)
    regular = [_regular(master, series, instant, length) for instant in found if instant not in replaced]
    excepted = [
        Occurrence(exception, exception.start, exception.end, exception.original_time, recurring=True)
        for exception in own
        if exception.status != "cancelled" and span.overlaps(exception.start, exception.end)
    ]
    return _by_start(regular + excepted, span) if excepted else regular


def originals(master: Event, span: Span) -> list[int]:
    """The original times of the rule's occurrences that start strictly inside the span, ascending; no exceptions.

    Raises ``UnreadableRule`` and ``TooManyOccurrences``.
    """
    series = series_of(master)
    low, high = math.floor(span.start.timestamp()), math.ceil(span.end.timestamp())
    if master.all_day:
        low, high = day_of(span.first_day) * DAY, day_of(span.last_day) * DAY
    return [at for at in starts(series, low, high, Budget()) if starts_inside(at, master.all_day, span)]


def starts_inside(original_time: int, all_day: bool, span: Span) -> bool:
    """Whether an occurrence scheduled for this time starts strictly inside the span.

    An all-day one does when its whole date begins in the span, counted in the span's zone: the first day of a span of
    whole days belongs to it.
    """
    if not all_day:
        return span.start.timestamp() < original_time < span.end.timestamp()
    day = datetime.fromtimestamp(original_time, UTC)
    return span.start <= datetime(day.year, day.month, day.day, tzinfo=span.start.tzinfo) < span.end


def starts(series: Series, low: int, high: int, budget: Budget) -> list[int]:
    """The starts of a series in ``low`` to ``high`` (Unix seconds, inclusive), ascending, each once.

    Raises ``TooManyOccurrences`` beyond ``LIMIT`` or when the budget is spent.
    """
    found: set[int] = set()
    for instant in series.between(low, high, budget):
        found.add(instant)
        if len(found) > LIMIT:
            raise TooManyOccurrences(
                "The rule gives more than 10000 occurrences here.",
                hint="Look at a shorter stretch of time.",
            )
    return sorted(found)


def replaced_starts(exceptions: Sequence[Event], master: Event) -> set[int]:
    """The starts of the series that exceptions, cancelled ones too, stand in place of."""
    return {_replaced(exception, master) for exception in exceptions}


def _replaced(exception: Event, master: Event) -> int:
    """The start an exception replaces; for an all-day series the midnight UTC of the date it means.

    What its original time means is undocumented there: midnight UTC, or midnight in the event's or the API's zone.
    """
    original = exception.original_time
    if not master.all_day:
        return original
    for zone in (UTC, zone_of(exception.timezone or master.timezone), zone_of(DEFAULT_ZONE)):
        at = datetime.fromtimestamp(clamp(original), zone)
        if (at.hour, at.minute, at.second) == (0, 0, 0):
            return original_time_of(at.date())
    return original - original % DAY


def _length(master: Event) -> int:
    """How long an occurrence lasts: real seconds, or days of 86 400."""
    return original_time_of(master.end) - original_time_of(master.start)


def _reach(master: Event, length: int, span: Span) -> tuple[int, int]:
    """First and last start (inclusive) whose occurrence overlaps the span."""
    if master.all_day:
        return day_of(span.first_day) * DAY - length + DAY, day_of(span.last_day) * DAY
    low, high = span.start.timestamp(), math.ceil(span.end.timestamp()) - 1
    return (math.floor(low) - length + 1 if length else math.ceil(low)), high


def _regular(master: Event, series: Series, instant: int, length: int) -> Occurrence:
    return Occurrence(master, series.moment(instant), series.moment(instant + length), instant, recurring=True)


def _by_start(occurrences: list[Occurrence], span: Span) -> list[Occurrence]:
    zone = span.start.tzinfo or UTC
    return sorted(occurrences, key=lambda each: (each.starts_at(zone).timestamp(), each.original_time))
