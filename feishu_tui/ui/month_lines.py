"""A small month: which days it holds, where each stands, and its lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from feishu_tui.dates import month_title, weekday_names
from feishu_tui.language import Language
from feishu_tui.text import pad
from feishu_tui.ui.line import Line, Piece, ends_apart, fitted

HEADER_LINES = 2
"""The title and the weekdays stand above the weeks."""
ALL_WEEKS = 6
"""As many as a month can touch, so that a month never changes its height."""
EARLIER, LATER = "{", "}"
"""The keys that turn the month, written at the right of the title, where they can also be clicked."""

_MARK = "▪"
_NUMBER = 2
_NARROWEST, _WIDEST = 3, 5


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """Whole weeks of days, seven a line; ``cell`` terminal cells a day, its number in the first two."""

    first: date
    weeks: int
    cell: int
    width: int

    @property
    def last(self) -> date:
        """The last day of the grid, included."""
        return self.first + timedelta(days=7 * self.weeks - 1)

    def day_at(self, line: int, column: int) -> date | None:
        """The day drawn at a place, ``None`` beside the days."""
        week, weekday = line - HEADER_LINES, column // self.cell
        if not (0 <= week < self.weeks and column >= 0 and weekday < 7):
            return None
        return self.first + timedelta(days=7 * week + weekday)


def month_grid(selected: date, week_start: int, width: int, height: int) -> MonthGrid:
    """The weeks of the month of ``selected`` that fit into a box, counted in cells and lines.

    Where not all fit, those around the selected day do. ``week_start`` is 0 for Monday to 6 for Sunday.
    """
    weeks = min(max(height - HEADER_LINES, 1), ALL_WEEKS)
    top = _week_of(selected.replace(day=1), week_start)
    own = (_week_of(selected, week_start) - top).days // 7
    skipped = min(max(own - (weeks - 1) // 2, 0), ALL_WEEKS - weeks)
    cell = min(max(width // 7, _NARROWEST), _WIDEST)
    latest = _week_of(date.max - timedelta(days=7 * weeks - 1), week_start)
    return MonthGrid(min(top + timedelta(days=7 * skipped), latest), weeks, cell, width)


def month_lines(
    grid: MonthGrid, selected: date, today: date, busy: Mapping[date, Sequence[int]], say: Language
) -> list[Line]:
    """The title, the weekdays and the weeks.

    ``busy`` holds the colours (0xRRGGBB) of what is on a day; as many are marked as there is room for.
    """
    used = min(7 * grid.cell, grid.width)
    keys = (Piece(EARLIER, "key"), Piece(" "), Piece(LATER, "key"))
    lines = [ends_apart((Piece(month_title(selected, say), "heading"),), keys, used)]
    lines.append(_weekday_line(grid, say))
    for week in range(grid.weeks):
        days = [grid.first + timedelta(days=7 * week + offset) for offset in range(7)]
        pieces: list[Piece] = []
        for offset, day in enumerate(days):
            room = min(grid.cell, grid.width - offset * grid.cell) - _NUMBER
            pieces += _day_pieces(day, _day_role(day, selected, today), busy.get(day, ()), room)
        lines.append(_without_end_blanks(pieces))
    return lines


def month_step_at(grid: MonthGrid, line: int, column: int) -> int:
    """Months to turn by for a click at a place: -1 or 1 on the keys at the right of the title, else 0."""
    right = min(7 * grid.cell, grid.width)
    if line != 0 or not right - 3 <= column < right:
        return 0
    return -1 if column < right - 1 else 1


def _week_of(day: date, week_start: int) -> date:
    """The first day of the week ``day`` is in; in the first week there is, its first whole one."""
    first = day.toordinal() - (day.weekday() - week_start) % 7
    return date.fromordinal(first if first > 0 else first + 7)


def _weekday_line(grid: MonthGrid, say: Language) -> Line:
    names = weekday_names(say, grid.first.weekday())
    cells = [pad(pad(name, _NUMBER, "right"), grid.cell) for name in names]
    pieces = [
        Piece(cell, "weekend" if (grid.first + timedelta(days=offset)).weekday() >= 5 else "weekday")
        for offset, cell in enumerate(cells)
    ]
    return fitted(_without_end_blanks(pieces), grid.width)


def _day_pieces(day: date, role: str, colors: Sequence[int], room: int) -> list[Piece]:
    """The number, then the marks that ``room`` cells hold; where there are several, one is left free between days."""
    marks = [Piece(_MARK, color=color) for color in colors[: max(room - 1, min(room, 1))]]
    gap = pad("", room - len(marks))
    return [Piece(f"{day.day:>{_NUMBER}}", role), *marks, *([Piece(gap)] if gap else [])]


def _day_role(day: date, selected: date, today: date) -> str:
    if day == today:
        role = "today"
    elif day.month != selected.month:
        role = "faint"
    else:
        role = "weekend" if day.weekday() >= 5 else ""
    return f"{role} selected".strip() if day == selected else role


def _without_end_blanks(pieces: list[Piece]) -> Line:
    """The pieces with the blanks at the end left out, so that nothing is cut where there is nothing to see."""
    *others, end = pieces
    if end.text.strip():
        return (*others, Piece(end.text.rstrip(), end.role, end.color))
    return tuple(others)
