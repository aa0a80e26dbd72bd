"""What a search found, to go from one to the next in the agenda."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, tzinfo
from typing import TYPE_CHECKING

from feishu_tui.agenda import Day, Entry
from feishu_tui.model import Occurrence
from feishu_tui.ui.day_steps import shifted

if TYPE_CHECKING:
    from feishu_tui.store.hits import Hit

_STRETCH_DAYS, _STRETCHES = 31, 13
"""How far the days are read for the next one, so many at a time: a good year."""


class Matches:
    """The hits of a search; a series stands for all its occurrences."""

    def __init__(self, hits: Sequence[Hit], zone: tzinfo) -> None:
        self._series = {hit.event.uid for hit in hits if hit.is_series}
        self._single = {hit.occurrence.instance_id for hit in hits if not hit.is_series}
        self._known = [(_day_of(hit.occurrence, zone), hit.occurrence) for hit in hits]

    def holds(self, one: Occurrence) -> bool:
        """Whether an occurrence is one of them."""
        return one.instance_id in self._single or (one.event.series_uid or one.event.uid) in self._series

    def beyond(
        self, load: Callable[[date, date], Sequence[Day]], day: date, entry: Entry | None, way: int
    ) -> tuple[date, Occurrence] | None:
        """The next match after ``entry`` on ``day``, or before it where ``way`` is -1; ``None`` where there is none.

        Farther away than a year only what the search itself told is known.
        """
        near = day
        for _ in range(_STRETCHES):
            far = shifted(near, way * _STRETCH_DAYS)
            for each in sorted(load(min(near, far), max(near, far)), key=lambda one: one.date, reverse=way < 0):
                for one in _onward(each, entry if each.date == day else None, way):
                    if one.starts_here and self.holds(one.occurrence):
                        return each.date, one.occurrence
            near = shifted(far, way)
        left = [(on, one) for on, one in self._known if (on - near).days * way >= 0]
        return min(left, key=lambda each: abs((each[0] - near).days), default=None)


def _onward(day: Day, entry: Entry | None, way: int) -> Sequence[Entry]:
    """The entries of a day in the order one comes upon them, from ``entry`` on where it is one of them."""
    entries = list(day.entries)[::way]
    passed = [index for index, each in enumerate(entries) if entry and each.occurrence == entry.occurrence]
    return entries[passed[0] + 1 :] if passed else entries


def _day_of(one: Occurrence, zone: tzinfo) -> date:
    return one.starts_at(zone).astimezone(zone).date()
