"""Days side by side over the hours: the day view and the week view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from textual.binding import BindingType

from feishu_tui.agenda import Day
from feishu_tui.lazy_dataclasses import replace
from feishu_tui.ui.agenda_lines import AgendaLook
from feishu_tui.ui.day_steps import shifted
from feishu_tui.ui.grid_bars import bars
from feishu_tui.ui.grid_blocks import is_chosen
from feishu_tui.ui.grid_frame import GridFrame, columns_in
from feishu_tui.ui.grid_lines import Grid, blocks_of, grid_lines, spot_at
from feishu_tui.ui.keymap import bindings
from feishu_tui.ui.widgets.days_view import DaysView
from feishu_tui.ui.widgets.line_view import LineView

_FIRST_HOUR = 8
"""The hour at the upper edge to begin with, where not all of the day is to be seen."""


class TimeGrid(DaysView):
    """Shows at most ``most`` days, as many as fit; whole weeks begin with the weekday they are set to begin with."""

    KEYS = "grid"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("grid")]

    def __init__(
        self,
        load: Callable[[date, date], Sequence[Day]],
        look: Callable[[int, bool], AgendaLook],
        day: date,
        week_start: int,
        most: int,
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(load, look, day, week_start, id=id)
        self._most = most
        self._top_minute = _FIRST_HOUR * 60
        self._grid: Grid | None = None

    @property
    def grid(self) -> Grid | None:
        """What is drawn; ``None`` before anything is."""
        return self._grid

    def stretch(self, day: date) -> tuple[date, date]:
        """The week, or as many days as fit; where they are fewer than seven, they turn like pages."""
        count = columns_in(self.content_size.width, self._most, two_zones=self.look().second is not None)
        if count == 7:
            first = shifted(day, -((day.weekday() - self.week_start) % 7))
            return first, shifted(first, 6)
        first, last = self.held or (day, day)
        if first <= day <= shifted(first, count - 1):
            return first, shifted(first, count - 1)
        if 0 < (day - last).days < count:
            first = day
        elif 0 < (first - day).days < count:
            first = shifted(day, 1 - count)
        elif (day - first).days % 7 < count and count > 1:
            first = shifted(first, (day - first).days // 7 * 7)
        else:
            first = day
        return first, shifted(first, count - 1)

    def draw(self) -> None:
        """Draw the days with the selected event among the hours shown."""
        look, days = self.look(), self.days
        width, height = self.content_size
        found = bars(days, max(height // 4, 1), self.chosen)
        frame = GridFrame(width, height, len(days), found.rows, second=look.second is not None)
        grid = Grid(days, [blocks_of(day, frame, self.chosen, look) for day in days], found, frame, self.chosen)
        self._show(replace(grid, frame=replace(frame, top=self._top_for(grid))))

    def action_page_down(self) -> None:
        """As many days on as are shown."""
        self.to_day(shifted(self.day, len(self.days)))

    def action_page_up(self) -> None:
        """As many days back as are shown."""
        self.to_day(shifted(self.day, -len(self.days)))

    def action_half_page_down(self) -> None:
        """Show later hours."""
        self.scroll_lines(max(self.page // 2, 1))

    def action_half_page_up(self) -> None:
        """Show earlier hours."""
        self.scroll_lines(-max(self.page // 2, 1))

    def scroll_lines(self, by: int) -> None:
        """Show later or earlier hours; what is selected stays, and may be out of sight."""
        if self._grid is not None:
            frame = self._grid.frame
            self._show(replace(self._grid, frame=replace(frame, top=frame.clamped(frame.top + by))))

    def on_line_view_pressed(self, event: LineView.Pressed) -> None:
        """A click selects; a click on what is selected opens it."""
        spot = spot_at(self._grid, event.column, event.line) if self._grid else None
        if spot is None:
            return
        if spot == self.chosen:
            self.action_open()
        else:
            entries = self._days[spot.day].entries
            self.select(spot.day, next((each for each in entries if is_chosen(each, spot)), None))

    def _show(self, grid: Grid) -> None:
        self._grid = grid
        self._top_minute = grid.frame.top * grid.frame.minutes
        self.show(grid_lines(grid, self.look()), top=0)

    def _top_for(self, grid: Grid) -> int:
        """The first row to show: as before, but that the selected event is seen."""
        frame = replace(grid.frame, top=grid.frame.clamped(self._top_minute // grid.frame.minutes))
        for day, column in zip(grid.days, grid.blocks, strict=True):
            for block in column:
                if day.date == self.day and len(block.entries) == 1 and is_chosen(block.entries[0], self.chosen):
                    return frame.with_row(block.top, block.bottom)
        return frame.top
