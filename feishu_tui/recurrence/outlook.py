"""What is still to come of a series: its last start, the next few, how many are left.

These answer cheaply or with ``None``; only a rule that cannot be read raises. ``shared`` is what the series of the same
question may take together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import pairwise

from feishu_tui.errors import TooManyOccurrences
from feishu_tui.model import Event, Moment
from feishu_tui.recurrence.budget import Budget, Shared
from feishu_tui.recurrence.expansion import replaced_starts, starts
from feishu_tui.recurrence.series import Series, series_of
from feishu_tui.recurrence.wall import DAY, LATEST, day_of

_HORIZONS = (3600, 2 * DAY, 40 * DAY, 2 * 366 * DAY, 30 * 366 * DAY)
"""How far ahead to look before looking further."""


def last_start(master: Event, shared: Shared | None = None) -> Moment | None:
    """The last start the rule gives, exceptions aside; ``None`` when it is endless, empty or too long to work out.

    Raises ``UnreadableRule``.
    """
    series = series_of(master)
    try:
        with (shared or Shared()).budget() as budget:
            instant = series.last(budget)
    except TooManyOccurrences:
        return None
    return None if instant is None else series.moment(instant)


def next_starts(
    master: Event, exceptions: Sequence[Event], after: datetime, count: int, shared: Shared | None = None
) -> list[Moment]:
    """The next ``count`` starts after a moment, exceptions at their own time and cancelled ones left out.

    All-day starts are compared at midnight in the zone of ``after``. Fewer where the series ends, or where the search
    takes too long. Raises ``UnreadableRule``.
    """
    series = series_of(master)
    zone = after.tzinfo or UTC
    own = {exception.event_id: exception for exception in exceptions}.values()
    coming: list[Moment] = [exception.start for exception in own if exception.status != "cancelled"]
    replaced = replaced_starts(exceptions, master)
    regular: set[int] = set()
    try:
        with (shared or Shared()).budget() as budget:
            for instant in _ahead(series, _first_after(after, series.all_day), budget):
                if instant not in replaced:
                    regular.add(instant)
                if len(regular) >= count:
                    break
    except TooManyOccurrences:
        pass  # What was found so far is right, and there may be more.
    coming += [series.moment(instant) for instant in regular]

    def timestamp(start: Moment) -> float:
        at = start if isinstance(start, datetime) else datetime(start.year, start.month, start.day, tzinfo=zone)
        return at.timestamp()

    return sorted((start for start in coming if timestamp(start) > after.timestamp()), key=timestamp)[:count]


def remaining(master: Event, after: datetime, shared: Shared | None = None) -> int | None:
    """How many starts the rule gives after a moment, exceptions aside; ``None`` when endless or too many to count.

    Raises ``UnreadableRule``.
    """
    series = series_of(master)
    if series.endless:
        return None
    try:
        with (shared or Shared()).budget() as budget:
            return len(starts(series, _first_after(after, series.all_day), LATEST, budget))
    except TooManyOccurrences:
        return None


def _first_after(after: datetime, all_day: bool) -> int:
    return (day_of(after) + 1) * DAY if all_day else int(after.timestamp() // 1) + 1


def _ahead(series: Series, begin: int, budget: Budget) -> Iterator[int]:
    """Starts from ``begin`` on, looking further only when near ones do not suffice."""
    edges = [begin, *(begin + horizon for horizon in _HORIZONS), LATEST]
    for low, beyond in pairwise(edges):
        yield from series.between(low, beyond - 1, budget)
