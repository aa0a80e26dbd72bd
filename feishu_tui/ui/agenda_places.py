"""Where in the rows of the agenda the cursor goes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from feishu_tui.agenda import Entry, is_on, is_over
from feishu_tui.lazy_typing import TypeVar
from feishu_tui.ui.agenda_lines import AgendaLook
from feishu_tui.ui.agenda_row import Row
from feishu_tui.ui.grid_blocks import is_bar

Place = TypeVar("Place")
CONTEXT = 3
"""Lines of what one comes from that stay in sight when the view turns."""


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
    """The first event from today on that is ``awaited``."""
    return awaited(((index, row.entry) for index, row in enumerate(rows) if row.entry and row.day >= look.today), look)


def awaited(entries: Iterable[tuple[Place, Entry]], look: AgendaLook) -> Place | None:
    """Where the first event is that runs or is still to come; one's own before those of others.

    What takes whole days is only what else goes on meanwhile.
    """
    others: Place | None = None
    for place, entry in entries:
        if is_bar(entry.occurrence) or is_over(entry.occurrence, look.now, look.zone):
            continue
        if entry.mine and is_on(entry.occurrence):
            return place
        others = place if others is None else others
    return others


def top_around(rows: Sequence[Row], index: int, page: int) -> int:
    """The row to put at the upper edge of ``page`` rows on going to the day of the row ``index`` from out of sight.

    That is the heading of the day before where the day after begins in sight, too, so that the next step either way
    repaints little; else the heading of the day itself.
    """
    day = rows[index].day
    heading = next(place for place, row in enumerate(rows) if row.day == day)
    before = rows[heading - 1].day if heading else day
    start = next(place for place, row in enumerate(rows) if row.day == before)
    after = next((place for place in range(index, len(rows)) if rows[place].entry and rows[place].day > day), len(rows))
    return start if after < start + page else heading


def top_near(rows: Sequence[Row], index: int, top: int, page: int) -> int:
    """The row at the upper edge of ``page`` rows once the cursor is on the row ``index``; ``top`` while that is seen.

    From out of sight nearly a page turns, so that only one move in many repaints everything.
    """
    context = min(CONTEXT, page // 4)
    if index >= top + page:
        return index - context
    if index < top or (index == top and rows[index - 1].kind == "heading"):
        return index - page + 1 + context
    return top
