"""The left pane: a month to choose a day from, and the calendars."""

from __future__ import annotations

from datetime import date

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from feishu_tui.dates import WEEKENDS, DaysOff
from feishu_tui.language import Language
from feishu_tui.ui.month_lines import ALL_WEEKS, HEADER_LINES
from feishu_tui.ui.widgets.calendar_list import CalendarList
from feishu_tui.ui.widgets.ground import Ground
from feishu_tui.ui.widgets.mini_month import MiniMonth

_WHOLE_MONTH = HEADER_LINES + ALL_WEEKS
_LEAST_LIST = 6
"""Lines the calendars keep; weeks are left out for them where it is tight."""


class Picker(Ground, Vertical):
    """A ``MiniMonth`` over a ``CalendarList``; where there is little height the month shows fewer weeks."""

    DEFAULT_CSS = """
    Picker {
        & > CalendarList { height: 1fr; margin-top: 1; }
    }
    """

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
        self.month = MiniMonth(say, day, week_start, days_off, id="mini-month")
        self.calendars = CalendarList(say, id="calendar-list")

    def compose(self) -> ComposeResult:
        """The month above, the calendars below."""
        yield self.month
        yield self.calendars

    def on_resize(self, event: events.Resize) -> None:
        room = event.size.height - _LEAST_LIST - 1
        self.month.styles.height = min(max(room, HEADER_LINES + 1), _WHOLE_MONTH)
