"""Days and marks that were read before, for as long as nothing of them can have changed: one looks back and forth."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from feishu_tui.agenda import Day
from feishu_tui.ui.reader import Reader
from feishu_tui.ui.whole_days import whole_days

MOST_DAYS = 400
"""So many days are kept at most."""
MOST_ENTRIES = 1500
"""So many events on them; each takes some kilobytes."""
MOST_MONTHS = 24
"""So many months' marks."""


class KnownDays:
    """Gives what ``reader`` does, and reads only what it was not asked for since something changed."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._days: dict[date, Day] = {}
        self._entries = 0
        self._marks: dict[tuple[date, date], dict[date, list[int]]] = {}
        self._states: object = None
        self._asked: tuple[object, ...] = ()

    def days(self, first: date, last: date) -> list[Day]:
        """The days from ``first`` to ``last``, both included."""
        self._forget_what_changed()
        wanted = [date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1)]
        lacking = [day for day in wanted if day not in self._days]
        found = {day: self._days[day] for day in wanted if day in self._days}
        if lacking:
            read = whole_days(self._reader.days, lacking[0], lacking[-1])
            found.update((day.date, day) for day in read)
            self._keep(read)
        return [found[day] for day in wanted]

    def marks(self, first: date, last: date) -> dict[date, list[int]]:
        """The colours (0xRRGGBB) of the shown calendars with something on a day."""
        self._forget_what_changed()
        if (first, last) not in self._marks:
            if len(self._marks) >= MOST_MONTHS:
                del self._marks[next(iter(self._marks))]
            self._marks[first, last] = self._reader.marks(first, last)
        return self._marks[first, last]

    def marks_at_hand(self, first: date, last: date) -> dict[date, list[int]] | None:
        """The same where they were read before, else ``None``."""
        self._forget_what_changed()
        return self._marks.get((first, last))

    def _keep(self, days: Sequence[Day]) -> None:
        entries = sum(len(day.entries) for day in days)
        if len(self._days) + len(days) > MOST_DAYS or self._entries + entries > MOST_ENTRIES:
            self._days, self._entries = {}, 0
        self._days.update((day.date, day) for day in days)
        self._entries += entries

    def _forget_what_changed(self) -> None:
        reader = self._reader
        minute: datetime | None = None
        if reader.past == "hide":  # then time alone takes events away
            minute = reader.now.replace(second=0, microsecond=0)
        asked = reader.zone.key, reader.filters, reader.past, reader.free_time, minute, *reader.news.told
        if reader.states is not self._states or asked != self._asked:
            self._days, self._entries, self._marks = {}, 0, {}
        self._states, self._asked = reader.states, asked
