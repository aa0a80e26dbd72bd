"""A small month: which days it holds, where each stands, and its lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from feishu_tui.dates import WEEKENDS, DaysOff, month_title, weekday_names
from feishu_tui.language import Language
from feishu_tui.lazy_dataclasses import dataclass, replace
from feishu_tui.text import pad
from feishu_tui.ui.day_steps import shifted
from feishu_tui.ui.line import Line, Piece, ends_apart, fitted

HEADER_LINES = 2
"""The title and the weekdays stand above the weeks."""
ALL_WEEKS = 6
"""As many as a month can touch, so that a month never changes its height."""
EARLIER, LATER = "{", "}"
"""The keys that turn the month, written at the right of the title, where they can also be clicked."""

_MARK = "∙"
_NUMBER = 2
_NARROWEST, _WIDEST = 3, 5


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """Whole weeks of days, seven a line; ``cell`` terminal cells a day, its number in the first two.

    At the ends of time some of its places are no day.
    """

    start: int
    """The first place as a day's ordinal; below 1 in the first weeks there are."""
    weeks: int
    cell: int
    width: int

    @property
    def first(self) -> date:
        """The first day of the grid."""
        return shifted(date.min, self.start - 1)

    @property
    def last(self) -> date:
        """The last day of the grid, included."""
        return shifted(date.min, self.start - 1 + 7 * self.weeks - 1)

    def day(self, week: int, offset: int) -> date | None:
        """The day at a place, ``None`` before the first and after the last there is."""
        ordinal = self.start + 7 * week + offset
        return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None

    def day_at(self, line: int, column: int) -> date | None:
        """The day drawn at a line and cell, ``None`` beside the days."""
        week, offset = line - HEADER_LINES, column // self.cell
        return self.day(week, offset) if 0 <= week < self.weeks and 0 <= offset < 7 else None


def month_grid(selected: date, week_start: int, width: int, height: int) -> MonthGrid:
    """The weeks of the month of ``selected`` that fit into a box, counted in cells and lines.

    Where not all fit, those around the selected day do. ``week_start`` is 0 for Monday to 6 for Sunday.
    """
    weeks = min(max(height - HEADER_LINES, 1), ALL_WEEKS)
    top = _week_of(selected.replace(day=1), week_start)
    own = (_week_of(selected, week_start) - top) // 7
    skipped = min(max(own - (weeks - 1) // 2, 0), ALL_WEEKS - weeks)
    cell = min(max(width // 7, _NARROWEST), _WIDEST)
    return MonthGrid(top + 7 * skipped, weeks, cell, width)


def month_lines(
    grid: MonthGrid,
    selected: date,
    today: date,
    busy: Mapping[date, Sequence[int]],
    say: Language,
    days_off: DaysOff = WEEKENDS,
) -> list[Line]:
    """The title, the weekdays and the weeks.

    ``busy`` holds the colours (0xRRGGBB) of what is on a day; as many are marked as there is room for. Holidays look
    like weekends, and weekends that are worked do not.
    """
    used = min(7 * grid.cell, grid.width)
    keys = (Piece(EARLIER, "key"), Piece(" "), Piece(LATER, "key"))
    lines = [ends_apart((Piece(month_title(selected, say), "heading"),), keys, used)]
    lines.append(_weekday_line(grid, say))
    for week in range(grid.weeks):
        pieces: list[Piece] = []
        for offset in range(7):
            day = grid.day(week, offset)
            room = min(grid.cell, grid.width - offset * grid.cell) - _NUMBER
            if day is None:
                pieces.append(Piece(" " * (room + _NUMBER)))
            else:
                pieces += _day_pieces(day, _day_role(day, selected, today, days_off), busy.get(day, ()), room)
        lines.append(_without_end_blanks(pieces))
    return lines


def month_step_at(grid: MonthGrid, line: int, column: int) -> int:
    """Months to turn by for a click at a place: -1 or 1 on the keys at the right of the title, else 0."""
    right = min(7 * grid.cell, grid.width)
    if line != 0 or not right - 3 <= column < right:
        return 0
    return -1 if column < right - 1 else 1


def _week_of(day: date, week_start: int) -> int:
    """The ordinal of the first day of the week ``day`` is in."""
    return day.toordinal() - (day.weekday() - week_start) % 7


def _weekday_line(grid: MonthGrid, say: Language) -> Line:
    week_start = (grid.start - 1) % 7  # the day of ordinal 1 was a Monday
    names = weekday_names(say, week_start)
    cells = [pad(pad(name, _NUMBER, "right"), grid.cell) for name in names]
    roles = ["weekend" if (week_start + offset) % 7 >= 5 else "weekday" for offset in range(7)]
    return fitted(_without_end_blanks([Piece(*named) for named in zip(cells, roles, strict=True)]), grid.width)


def _day_pieces(day: date, role: str, colors: Sequence[int], room: int) -> list[Piece]:
    """The number, then the marks that ``room`` cells hold; where there are several, one is left free between days."""
    marks = [Piece(_MARK, color=color) for color in colors[: max(room - 1, min(room, 1))]]
    gap = pad("", room - len(marks))
    return [Piece(f"{day.day:>{_NUMBER}}", role), *marks, *([Piece(gap)] if gap else [])]


def _day_role(day: date, selected: date, today: date, days_off: DaysOff) -> str:
    if day == today:
        role = "today"
    elif day.month != selected.month:
        role = "faint"
    else:
        role = "weekend" if days_off.is_off(day) else ""
    return f"{role} selected".strip() if day == selected else role


def _without_end_blanks(pieces: Sequence[Piece]) -> Line:
    """The pieces with the blanks at the end left out, so that nothing is cut where there is nothing to see."""
    kept = list(pieces)
    while kept and not kept[-1].text.strip():
        kept.pop()
    return (*kept[:-1], replace(kept[-1], text=kept[-1].text.rstrip())) if kept else ()
