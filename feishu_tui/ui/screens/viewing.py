"""A screen with several ways to look at the days."""

from __future__ import annotations

from textual import on
from textual.screen import Screen

from feishu_tui.ui.pane_layout import ViewName
from feishu_tui.ui.widgets.panes import Panes
from feishu_tui.ui.widgets.view import View


class ViewingScreen(Screen[None]):
    """Goes over from one view to another, and to other days in whichever is in use."""

    panes: Panes

    def action_view(self, name: ViewName) -> None:
        """Look at the days in another way."""
        self.panes.use_view(name)

    @on(View.DayWanted)
    def _show_day(self) -> None:
        self.panes.use_view("day")

    def action_today(self) -> None:
        """Go to today."""
        self.panes.view.action_today()

    def action_now(self) -> None:
        """Go to what runs now or comes next."""
        self.panes.view.action_now()

    def action_weeks(self, number: int) -> None:
        """Go some weeks on or back."""
        self.panes.view.action_weeks(number)

    def action_months(self, number: int) -> None:
        """Go some months on or back."""
        self.panes.view.action_months(number)
