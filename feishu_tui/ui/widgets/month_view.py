"""A month over the whole pane."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual.binding import BindingType

from feishu_tui.ui.day_steps import month_end
from feishu_tui.ui.grid_blocks import is_chosen
from feishu_tui.ui.keymap import bindings
from feishu_tui.ui.month_page import PageFrame, Week, spot_at, weeks, weeks_of
from feishu_tui.ui.month_page_lines import month_page_lines
from feishu_tui.ui.widgets.days_view import DaysView
from feishu_tui.ui.widgets.line_view import LineView


class MonthView(DaysView):
    """Shows the weeks of the selected day's month with what is on in them."""

    KEYS = "months"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("months")]

    _page: Sequence[Week] = ()
    _frame: PageFrame | None = None

    def stretch(self, day: date) -> tuple[date, date]:
        """The weeks of the month."""
        return weeks_of(day, self.week_start)

    def draw(self) -> None:
        """Draw the month."""
        days = self.days
        frame = PageFrame(*self.content_size, -(-len(days) // 7))
        self._page, self._frame = weeks(days, frame, self.chosen), frame
        self.show(month_page_lines(self._page, frame, self.day, self.chosen, self.look()), top=0)

    def action_next_entry(self) -> None:
        """To the next event of the day; after the last to the first."""
        entries = self._days[self.day].entries if self._days else ()
        if entries:
            at = next((index for index, each in enumerate(entries) if each == self.entry), -1)
            self.select(self.day, entries[(at + 1) % len(entries)])

    def action_first(self) -> None:
        """To the first day of the month."""
        self.to_day(self.day.replace(day=1))

    def action_last(self) -> None:
        """To the last day of the month."""
        self.to_day(month_end(self.day))

    def action_open(self) -> None:
        """Show all about the selected event; where there is none, the day over its hours."""
        if self.entry is None:
            self.post_message(self.DayWanted())
        else:
            super().action_open()

    def scroll_lines(self, by: int) -> None:
        """A week on or back by the wheel."""
        self.action_weeks(1 if by > 0 else -1)

    def on_line_view_pressed(self, event: LineView.Pressed) -> None:
        """A click selects; a click on the selected event opens it, one on the selected day the day."""
        spot = spot_at(self._page, self._frame, event.column, event.line) if self._frame else None
        if spot is None:
            return
        if spot == self.chosen:
            self.action_open()
        elif not spot.instance_id and spot.day == self.day:
            self.post_message(self.DayWanted())
        elif not spot.instance_id:
            self.to_day(spot.day)
        else:
            entry = next(each for each in self._days[spot.day].entries if is_chosen(each, spot))
            self._hold(spot.day)
            self.select(spot.day, entry)
