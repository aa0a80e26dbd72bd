"""What the detail pane is about: an occurrence, what is known of it, and for whom it is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Literal

from feishu_tui.language import Language
from feishu_tui.model import Calendar, Event, EventDetail, Occurrence
from feishu_tui.ui.line import Line

Fetch = Literal["none", "loading", "failed"]
"""Whether details are being fetched, or could not be."""


@dataclass(frozen=True, slots=True)
class Subject:
    """An occurrence and everything the detail pane says about it."""

    occurrence: Occurrence
    calendar: Calendar | None
    zone: tzinfo
    """The display zone."""
    now: datetime
    """Aware."""
    say: Language
    detail: EventDetail | None = None
    """What the single-event call told, perhaps some time ago; ``None`` where it was never asked."""
    fetch: Fetch = "none"
    fetched_at: datetime | None = None
    """When ``detail`` came; aware."""
    offline: bool = False
    master: Event | None = None
    """For an exception the series it belongs to, where that is known."""
    note: Line = ()
    """What follows the recurrence, such as whether the server agrees."""

    @property
    def event(self) -> Event:
        """The event with the most known about it: as the single-event call told it, else as it was listed."""
        listed = self.occurrence.event
        if self.detail is not None and self.detail.event.event_id == listed.event_id:
            return self.detail.event
        return listed

    @property
    def today(self) -> date:
        """Today in the display zone."""
        return self.now.astimezone(self.zone).date()

    def hides(self, block: str) -> bool:
        """Whether the server asks not to show a block, by its ``ui_name`` (the event's ``schemas``)."""
        return block in self.event.hidden or block in self.occurrence.event.hidden
