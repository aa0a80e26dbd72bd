"""Days with all that collides on them, also with what lies beyond the first or the last of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from feishu_tui.agenda import Day, Entry
from feishu_tui.ui.day_steps import shifted

_FARTHEST = 7
"""So many days beyond those asked for goes what reaches over their ends."""


def whole_days(read: Callable[[date, date], list[Day]], first: date, last: date) -> list[Day]:
    """The days from ``first`` to ``last``, both included; read farther where something goes on beyond them.

    That may collide with what is there, and what is read alone marks only collisions within.
    """
    days = read(first, last)
    begins = min((_begins(entry, first) for entry in days[0].entries), default=first)
    ends = max((_ends(entry, last) for entry in days[-1].entries), default=last)
    if begins == first and ends == last:
        return days
    begins, ends = max(begins, shifted(first, -_FARTHEST)), min(ends, shifted(last, _FARTHEST))
    return read(begins, ends)[(first - begins).days :][: len(days)]


def _begins(entry: Entry, day: date) -> date:
    """The first day of what takes a time of ``day``."""
    return day if entry.occurrence.all_day else shifted(day, 1 - entry.day_index)


def _ends(entry: Entry, day: date) -> date:
    """The last day of what takes a time of ``day``."""
    return day if entry.occurrence.all_day else shifted(day, entry.day_count - entry.day_index)
