"""The part of the agenda one sees at first, from no more days than that takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from feishu_tui.agenda import Day
from feishu_tui.lazy_typing import NamedTuple
from feishu_tui.ui.agenda_lines import AgendaLook, agenda_rows
from feishu_tui.ui.agenda_places import first_of
from feishu_tui.ui.agenda_row import Row
from feishu_tui.ui.day_steps import shifted
from feishu_tui.ui.line import Line

FEW = 2
"""So many days are read first, then twice as many each time, where reading takes its time."""
FARTHEST = 28
"""So many days on the agenda is read as a whole anyway."""


class Opening(NamedTuple):
    """What is to be seen."""

    lines: Sequence[Line]
    cursor: int
    """Index of the line under the cursor."""


def agenda_opening(
    load: Callable[[date, date], Sequence[Day]], day: date, look: AgendaLook, page: int, few: int = FEW
) -> Opening | None:
    """What an agenda of ``page`` lines shows when it opens at ``day``; ``None`` where that takes many days to tell.

    ``few``: how many days are read first.
    """
    days: list[Day] = []
    while len(days) < FARTHEST:
        last = max(few, 2 * len(days)) - 1
        days += load(shifted(day, len(days)), shifted(day, last))
        rows = agenda_rows(days, day, look)
        cursor = first_of(rows, day, look)
        top = max(cursor - page + 1, 0)
        if len(_settled(rows)) >= top + page:
            return Opening([row.line for row in rows[top : top + page]], cursor - top)
    return None


def _settled(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows that stay as they are when more days are read: a stretch without events at the end may grow."""
    end = len(rows)
    while end and rows[end - 1].kind in ("gap", "blank"):
        end -= 1
    return rows[:end]
