"""The days the agenda holds: some weeks around what is looked at, growing at either end and dropped far away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from feishu_tui.agenda import Day
from feishu_tui.ui.day_steps import shifted

BEFORE, AFTER = 2, 10
"""Days read around the one that is gone to: what a screen shows, and some more."""
FIRST = 2
"""So many are read before anything is shown; how many more fill a screen is told by what is on them."""
AHEAD, BEHIND = 14, 7
"""Days worth holding after and before a day while nobody waits for them."""
AT_ONCE = 7
"""Days read at once when more are wanted; where nothing is on them, twice as many next."""
GOOD_STRETCH = 28
"""Days on either side that stay when all are read anew."""
FARTHEST = 400
"""Days without events read ahead before giving up until the days are read anew."""
ENOUGH = 200
"""Entries beside those just read that stay when days far away are let go; it is done when there are twice as many."""


class AgendaWindow:
    """Consecutive days, read through ``load(first, last)`` (both included), never with a hole."""

    def __init__(self, load: Callable[[date, date], Sequence[Day]]) -> None:
        self._load = load
        self._days: list[Day] = []
        self._barren: set[int] = set()

    @property
    def days(self) -> Sequence[Day]:
        """The days held, in order."""
        return self._days

    @property
    def first(self) -> date:
        """The first day held; there has to be one."""
        return self._days[0].date

    @property
    def last(self) -> date:
        """The last day held, included."""
        return self._days[-1].date

    def holds(self, day: date) -> bool:
        """Whether ``day`` is among the days held."""
        return bool(self._days) and self.first <= day <= self.last

    def day(self, day: date) -> Day | None:
        """That day, ``None`` when it is not held."""
        return self._days[(day - self.first).days] if self.holds(day) else None

    def move_to(self, day: date) -> None:
        """Hold the days around ``day``: as they are when it lies well inside, else read anew."""
        if not self.holds(day):
            self._days = list(self._load(shifted(day, -BEFORE), shifted(day, AFTER)))
            self._barren.clear()

    def open_at(self, day: date) -> None:
        """Hold ``day`` and the next, as whoever waits for a screen should not wait for more than is on it."""
        self._days = list(self._load(day, shifted(day, FIRST - 1)))

    def forget(self) -> None:
        """Hold nothing."""
        self._days = []

    def reload(self, around: date) -> None:
        """Read the days again, on either side of ``around`` only so many as make a good stretch.

        What was read ahead without meeting an event is let go: else a view that is never left would grow for ever.
        """
        if self._days:
            self._days = list(self._load(*self._stretch(around)))
            first, last = self._stretch(around)
            self._days = self._days[(first - self.first).days : (last - self.first).days + 1]
            self._barren.clear()

    def _stretch(self, around: date) -> tuple[date, date]:
        """The first and the last day worth holding, by what is held."""
        before = [day for day in reversed(self._days) if day.date < around]
        after = [day for day in self._days if day.date > around]
        return _far_enough(around, before), _far_enough(around, after)

    def grow_later(self, days: int = AT_ONCE, *, drop: bool = True) -> bool:
        """Read on after the last day, ``days`` and on until there is an event; whether one was found.

        Days far away at the other end are let go unless ``drop`` is false.
        """
        return self._grow(1, days, drop)

    def grow_earlier(self, *, drop: bool = True) -> bool:
        """Read on before the first day until there is an event; whether one was found."""
        return self._grow(-1, AT_ONCE, drop)

    def reach(self, day: date) -> tuple[date, date]:
        """The first and the last day held when all that is worth it around ``day`` is; no more where it is not held."""
        if not self.holds(day):
            return self.first, self.last
        return min(self.first, shifted(day, -BEHIND)), max(self.last, shifted(day, AHEAD))

    def read_on(self, day: date) -> bool:
        """Hold some more of the days worth holding around ``day``, those after it first; whether there were some."""
        if not self.holds(day):
            return False
        first, last = self.reach(day)
        lacking = ((last - self.last).days, 1), ((self.first - first).days, -1)
        days, way = next((each for each in lacking if each[0]), (0, 0))
        if not days:
            return False
        edge = self.last if way > 0 else self.first
        near, far = shifted(edge, way), shifted(edge, way * min(days, AT_ONCE))
        found = list(self._load(min(near, far), max(near, far)))
        self._days = self._days + found if way > 0 else found + self._days
        return True

    def _grow(self, way: int, step: int, drop: bool) -> bool:
        seen = 0
        while self._days and way not in self._barren:
            edge = self.last if way > 0 else self.first
            near, far = shifted(edge, way), shifted(edge, way * step)
            if near == edge:
                return False
            found = list(self._load(min(near, far), max(near, far)))
            self._days = self._days + found if way > 0 else found + self._days
            seen += len(found)
            if any(day.entries for day in found):
                if drop:
                    self._drop(-way, seen)
                self._barren.discard(-way)
                return True
            if seen >= FARTHEST:
                self._barren.add(way)
            step = min(2 * step, FARTHEST - seen)
        return False

    def _drop(self, side: int, fresh: int) -> None:
        """Let go of days far away at one side, so that a long journey costs no more than a short one.

        The ``fresh`` days at the other side stay, and enough beside them.
        """
        counts = [len(day.entries) for day in (self._days if side > 0 else reversed(self._days))]
        if sum(counts[fresh:]) < 2 * ENOUGH:
            return
        kept, beside = fresh, 0
        while beside < ENOUGH:
            beside += counts[kept]
            kept += 1
        self._days = self._days[:kept] if side > 0 else self._days[-kept:]


def _far_enough(around: date, outward: Sequence[Day]) -> date:
    """How far to go: a good stretch, and on while there are few entries, but not beyond the last one."""
    far = around
    count = 0
    for distance, day in enumerate(outward, 1):
        if distance > GOOD_STRETCH and count >= ENOUGH:
            break
        count += len(day.entries)
        if day.entries or distance <= GOOD_STRETCH:
            far = day.date
    return far
