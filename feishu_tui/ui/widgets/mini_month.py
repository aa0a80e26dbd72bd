"""A month in a corner: today, the chosen day, and which days hold something."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from feishu_tui.dates import WEEKENDS, DaysOff
from feishu_tui.language import Language
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.ui.day_steps import month_after, shifted
from feishu_tui.ui.keymap import bindings
from feishu_tui.ui.month_lines import ALL_WEEKS, HEADER_LINES, MonthGrid, month_grid, month_lines, month_step_at
from feishu_tui.ui.role_styles import MONTH, MONTH_FOCUSED
from feishu_tui.ui.widgets.line_view import LineView


class MiniMonth(LineView):
    """Shows the weeks of the chosen day's month, as many as fit; moves the chosen day by keys and clicks."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("month")]
    ROLES = MONTH
    ROLES_FOCUSED = MONTH_FOCUSED
    DEFAULT_CSS = f"MiniMonth {{ height: {HEADER_LINES + ALL_WEEKS}; }}"

    @dataclass
    class DaySelected(Message):
        """Someone chose a day here."""

        view: MiniMonth
        day: date

        @property
        def control(self) -> MiniMonth:
            """The view, for ``@on`` selectors."""
            return self.view

    @dataclass
    class MonthShown(Message):
        """Other days than before are to be seen, ``first`` to ``last``, both included: which of them hold something?"""

        view: MiniMonth
        first: date
        last: date

        @property
        def control(self) -> MiniMonth:
            """The view, for ``@on`` selectors."""
            return self.view

    def __init__(
        self,
        say: Language,
        day: date,
        week_start: int = 0,
        days_off: DaysOff = WEEKENDS,
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._say = say
        self._days_off = days_off
        self._selected = self._today = day
        self._week_start = week_start
        self._busy: Mapping[date, Sequence[int]] = {}
        self.recall: Callable[[date, date], Mapping[date, Sequence[int]] | None] = lambda first, last: None
        """Gives the marks of days where they are at hand, to be drawn with the days."""
        self._grid: MonthGrid | None = None

    @property
    def selected(self) -> date:
        """The chosen day."""
        return self._selected

    def show_days(self, selected: date, today: date) -> None:
        """Choose a day and say which is today; nobody is told that a day was chosen."""
        if (selected, today) != (self._selected, self._today):
            self._selected, self._today = selected, today
            self._draw()

    def mark(self, busy: Mapping[date, Sequence[int]]) -> None:
        """Mark days by the colours (0xRRGGBB) of what they hold; all other days hold nothing."""
        if busy != self._busy:
            self._busy = busy
            self._draw()

    def action_days(self, count: int) -> None:
        """Choose the day so many days on."""
        self._choose(shifted(self._selected, count))

    def on_resize(self, event: events.Resize) -> None:
        self._draw()

    def on_line_view_pressed(self, event: LineView.Pressed) -> None:
        event.stop()
        if self._grid is None:
            return
        months = month_step_at(self._grid, event.line, event.column)
        day = month_after(self._selected, months) if months else self._grid.day_at(event.line, event.column)
        if day is not None:
            self._choose(day)

    def _choose(self, day: date) -> None:
        if day != self._selected:
            self._selected = day
            self._draw()
            self.post_message(self.DaySelected(self, day))

    def _draw(self) -> None:
        width, height = self.content_size
        if not width or not height:
            return
        grid = month_grid(self._selected, self._week_start, width, height)
        if self._grid is None or (grid.first, grid.last) != (self._grid.first, self._grid.last):
            known = self.recall(grid.first, grid.last)
            self._busy = self._busy if known is None else known
            self.post_message(self.MonthShown(self, grid.first, grid.last))
        self.show(month_lines(grid, self._selected, self._today, self._busy, self._say, self._days_off), top=0)
        self._grid = grid
