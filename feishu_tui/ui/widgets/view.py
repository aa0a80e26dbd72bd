"""What every way to look at the days has in common: one selection, and how it is moved."""

from __future__ import annotations

from abc import abstractmethod
from datetime import date
from typing import ClassVar

from textual.message import Message

from feishu_tui.agenda import Entry
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.ui.widgets.line_view import LineView


class View(LineView):
    """Shows days with an event, or a day without any, selected; the screen speaks to whichever view is in use."""

    KEYS: ClassVar[str] = ""
    """Its pane in the key map."""

    has_moved = False
    """Whether nobody has looked yet at what is selected now."""

    class Moved(Message):
        """Something else is selected, or it changed; see ``has_moved``."""

        def can_replace(self, message: Message) -> bool:
            """One that nobody saw yet says it as well."""
            return isinstance(message, View.Moved)

    @dataclass
    class Opened(Message):
        """Someone wants to see all about the selected event."""

        view: View
        entry: Entry

    class DayWanted(Message):
        """Someone wants to see the selected day with all that is on."""

    class Grown(Message):
        """The view holds other days than before."""

    def tell_moved(self) -> None:
        """Say that something else is selected."""
        self.has_moved = True
        self.post_message(self.Moved())

    @property
    @abstractmethod
    def entry(self) -> Entry | None:
        """The selected event."""

    @property
    @abstractmethod
    def day(self) -> date:
        """The selected day."""

    @property
    @abstractmethod
    def held(self) -> tuple[date, date] | None:
        """The first and the last day held, both included; ``None`` before there is anything to show."""

    @abstractmethod
    def go_to(self, day: date, instance_id: str = "", calendar_id: str = "") -> None:
        """Bring ``day`` into view and select an event of it: the one named, else the first (today the next)."""

    @abstractmethod
    def reload(self) -> None:
        """Read the days anew; the selection stays on its event, also where that moved to another day."""

    @abstractmethod
    def forget(self) -> None:
        """Let go of the days held, as they may have changed; ``go_to`` reads them anew."""

    @abstractmethod
    def tick(self) -> None:
        """Draw again what depends on the time."""

    @abstractmethod
    def action_today(self) -> None:
        """To today."""

    @abstractmethod
    def action_now(self) -> None:
        """To the event that runs now, or the next one to come."""

    @abstractmethod
    def action_weeks(self, number: int) -> None:
        """To the same weekday some weeks on or back."""

    @abstractmethod
    def action_months(self, number: int) -> None:
        """To the same day some months on or back."""

    @abstractmethod
    def action_first(self) -> None:
        """To the first event there is to go to."""

    def action_open(self) -> None:
        """Show all about the selected event."""
        if self.entry:
            self.post_message(self.Opened(self, self.entry))
