"""What the screen asks of the side that talks to the server; nothing here knows how it is done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from feishu_tui.model import EventDetail, Span
    from feishu_tui.query import Query
    from feishu_tui.sync.checked import Checked
    from feishu_tui.sync.finding import Answer
    from feishu_tui.sync.report import Progress, Report


class Desk(Protocol):
    """Brings the cache up to date; each call raises one of ``feishu_tui.errors`` when it cannot."""

    async def refresh(self, full: bool = False, progress: Callable[[Progress], None] | None = None) -> Report:
        """Ask for what changed, or for everything; what failed for single calendars is in the report."""

    async def cover(self, span: Span, *, busy: bool = False) -> object:
        """Fetch what the cache lacks of these days: days of long ago, and series that cannot be expanded here.

        With ``busy`` also the busy times of calendars that share no more.
        """

    async def detail(self, calendar_id: str, event_id: str) -> EventDetail:
        """Fetch an event with its attendees and settings into the cache."""

    async def look_ahead(self) -> int:
        """Fetch details of what is near before it is looked at; how many came."""

    async def chat(self, calendar_id: str, event_id: str, attendee_id: str, after: str = "") -> None:
        """Fetch a page of an invited chat's members into the cache: the first, or the one after a token."""

    async def check(self, calendar_id: str, event_id: str, window: Span, *, force: bool = False) -> Checked:
        """Whether the server agrees with a series; at most once in ten minutes unless ``force``."""

    async def search(self, query: Query, now: datetime) -> Answer:
        """Ask the server what the cache may not know, and keep it; what failed for single calendars is in it."""
