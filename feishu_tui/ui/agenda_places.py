"""Where in the rows of the agenda the cursor goes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from feishu_tui.agenda import is_on, is_over
from feishu_tui.ui.agenda_lines import AgendaLook, Row


def first_of(rows: Sequence[Row], day: date, look: AgendaLook) -> int:
    """Where to rest on a day: today on what runs or comes next, on other days on the first event."""
    if day == look.today:
        index = upcoming(rows, look)
        if index is not None and rows[index].day == day:
            return index
    return nearest(rows, day)


def nearest(rows: Sequence[Row], day: date) -> int:
    """The first place to rest on ``day`` or after it, else the last one before it."""
    places = [index for index, row in enumerate(rows) if row.spot]
    return next((index for index in places if rows[index].day >= day), places[-1] if places else 0)


def upcoming(rows: Sequence[Row], look: AgendaLook) -> int | None:
    """The first timed event from today on that runs or is still to come; one's own before those of others."""
    others: int | None = None
    for index, row in enumerate(rows):
        if row.day < look.today or not row.entry or row.entry.occurrence.all_day:
            continue
        if is_over(row.entry.occurrence, look.now, look.zone):
            continue
        if row.entry.mine and is_on(row.entry.occurrence):
            return index
        others = index if others is None else others
    return others
