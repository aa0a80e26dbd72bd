"""What the detail pane is about: an occurrence, what is known of it, and for whom it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from feishu_tui.language import Language
from feishu_tui.lazy_dataclasses import dataclass, field, replace
from feishu_tui.model import Calendar, Chat, Event, EventDetail, Meeting, Occurrence, Place
from feishu_tui.ui.line import Line
from feishu_tui.ui.series_outlook import Outlook

Fetch = Literal["none", "loading", "failed"]
"""Whether details are being fetched, or could not be."""

_TOLD_LATER = (
    *("description", "organizer", "place", "meeting", "reminders", "attachments"),
    *("app_link", "created", "attendee_ability"),
)
"""What short rows, such as those of a search, leave out."""
_EMPTY: tuple[object, ...] = ("", (), None, Place(), Meeting())


@dataclass(frozen=True, slots=True)
class Subject:
    """An occurrence and everything the detail pane says about it."""

    occurrence: Occurrence
    calendar: Calendar | None
    zone: ZoneInfo
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
    """The series it belongs to, where that is known."""
    outlook: Outlook | None = None
    """What is still to come of the series, where that is known."""
    overlaps: Sequence[Occurrence] = ()
    """What of one's own time it collides with, by start."""
    note: Line = ()
    """What follows the recurrence, such as whether the server agrees."""
    news: Line = ()
    """What changed of it and was not looked at before."""
    chats: Mapping[str, Chat] = field(default_factory=dict)
    """The members read of the chats that are unfolded, by attendee id."""
    members_shown: int = 0
    """How many members of each chat are shown; 0 while they are folded."""
    chat_keys: tuple[str, str] = ("", "")
    """By which keys chats are unfolded, and more members shown."""

    @property
    def event(self) -> Event:
        """The event as it was listed, which is kept up to date; what the listing left out, as the details told it."""
        listed = self.occurrence.event
        if self.detail is None or self.detail.event.event_id != listed.event_id:
            return listed
        told = {name: getattr(self.detail.event, name) for name in _TOLD_LATER if getattr(listed, name) in _EMPTY}
        return replace(listed, **told)

    @property
    def is_busy_time(self) -> bool:
        """Whether nothing may be known of it but that somebody is taken."""
        return self.calendar is not None and self.calendar.shares_busy_times

    @property
    def today(self) -> date:
        """Today in the display zone."""
        return self.now.astimezone(self.zone).date()

    def hides(self, block: str) -> bool:
        """Whether the server asks not to show a block, by its ``ui_name`` (the event's ``schemas``)."""
        told = self.detail.event.hidden if self.detail else frozenset()
        return block in self.occurrence.event.hidden or block in told
