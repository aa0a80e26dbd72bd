"""The days the agenda holds: some weeks around what is looked at, growing at either end and dropped far away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from feishu_tui.agenda import Day
from feishu_tui.ui.day_steps import shifted

CHUNK = 28
"""Days read at once."""
MOST = 16 * 7
"""Days held when events are frequent."""
FARTHEST = 400
"""Days without events read ahead before giving up until the days are read anew."""
_LEAST_ENTRIES = 200
"""Days are dropped only while at least as many entries stay."""


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
            self._days = list(self._load(shifted(day, -7), shifted(day, CHUNK)))
            self._barren.clear()

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

    def grow_later(self) -> bool:
        """Read on after the last day until there is an event; whether one was found."""
        return self._grow(1)

    def grow_earlier(self) -> bool:
        """Read on before the first day until there is an event; whether one was found."""
        return self._grow(-1)

    def _grow(self, way: int) -> bool:
        seen = 0
        step = CHUNK
        while self._days and way not in self._barren:
            edge = self.last if way > 0 else self.first
            near, far = shifted(edge, way), shifted(edge, way * step)
            if near == edge:
                return False
            found = list(self._load(min(near, far), max(near, far)))
            self._days = self._days + found if way > 0 else found + self._days
            if any(day.entries for day in found):
                self._drop(-way)
                self._barren.discard(-way)
                return True
            seen += len(found)
            step *= 2
            if seen >= FARTHEST:
                self._barren.add(way)
        return False

    def _drop(self, side: int) -> None:
        """Let go of the days farthest away at one side, so that a long journey costs no more than a short one."""
        if len(self._days) <= MOST or sum(len(day.entries) for day in self._days) < 2 * _LEAST_ENTRIES:
            return
        kept = 0
        count = 0
        for day in self._days if side > 0 else reversed(self._days):
            kept += len(day.entries)
            count += 1
            if count >= MOST // 2 and kept >= _LEAST_ENTRIES:
                break
        self._days = self._days[:count] if side > 0 else self._days[-count:]


def _far_enough(around: date, outward: Sequence[Day]) -> date:
    """How far to go: a chunk of days, and on while there are few entries, but not beyond the last one."""
    far = around
    count = 0
    for distance, day in enumerate(outward, 1):
        if distance > CHUNK and count >= _LEAST_ENTRIES:
            break
        count += len(day.entries)
        if day.entries or distance <= CHUNK:
            far = day.date
    return far
