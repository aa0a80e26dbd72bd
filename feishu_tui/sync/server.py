"""What sync needs of the server, as the feishu layer offers it; sync itself knows no HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Protocol

from feishu_tui.model import CalendarList, ChatMember, EventDetail, Occurrence
from feishu_tui.store import Storable


class SkippedRow(Protocol):
    """A row that could not be read."""

    @property
    def event_id(self) -> str:
        """Its event id, as far as it has one."""

    @property
    def reason(self) -> str:
        """Why not, one sentence."""

    @property
    def is_nameless(self) -> bool:
        """Whether it cannot be told which event it is."""


class EventPage(Protocol):
    """One page of a list of events."""

    @property
    def events(self) -> Sequence[Storable]:
        """What could be read."""

    @property
    def skipped(self) -> Sequence[SkippedRow]:
        """What could not."""

    @property
    def received(self) -> int:
        """How many rows came."""

    @property
    def sync_token(self) -> str | None:
        """Where the next incremental sync goes on, on the last page."""

    @property
    def last(self) -> bool:
        """Whether no page follows."""

    @property
    def truncated(self) -> bool:
        """For a window: whether the server may have cut it."""

    @property
    def is_listed(self) -> bool:
        """Whether the rows were given, rather than ``null`` or nothing at all."""

    @property
    def log_id(self) -> str:
        """The server's log id, empty where it gave none."""


class EventSource(Protocol):
    """The event endpoints; see ``feishu_tui.feishu.events.Events``."""

    def full(self, calendar_id: str, anchor: int) -> AsyncIterator[EventPage]:
        """Everything from ``anchor`` on."""

    def changes(self, calendar_id: str, sync_token: str) -> AsyncIterator[EventPage]:
        """What changed since a sync token was given."""

    async def window(self, calendar_id: str, start: int, end: int) -> EventPage:
        """What lies between two times, in one reply."""

    async def view(self, calendar_id: str, start: int, end: int) -> list[Occurrence]:
        """The server's own expansion between two times."""

    async def instances(
        self, calendar_id: str, event_id: str, start: int, end: int, *, all_day: bool = False
    ) -> list[Occurrence]:
        """The server's expansion of one series."""

    async def search(
        self,
        calendar_id: str,
        query: str,
        start: int,
        end: int,
        *,
        user_ids: Sequence[str] = (),
        room_ids: Sequence[str] = (),
        chat_ids: Sequence[str] = (),
    ) -> Sequence[Storable]:
        """What the server finds between two times, by title and by who takes part."""

    async def get(self, calendar_id: str, event_id: str, *, once: bool = False) -> EventDetail:
        """One event with attendees and settings; with ``once`` not asked again where that fails."""

    async def chat_members(
        self, calendar_id: str, event_id: str, attendee_id: str, page_token: str = ""
    ) -> tuple[Sequence[ChatMember], str]:
        """A page of an invited chat's members, and the token of the next page."""


class BusyTime(Protocol):
    """A stretch of time somebody is taken."""

    @property
    def start(self) -> datetime:
        """Aware."""

    @property
    def end(self) -> datetime:
        """Aware; exclusive."""


class CalendarSource(Protocol):
    """The calendar endpoints; see ``feishu_tui.feishu.calendars.Calendars``."""

    async def owners(self, user_ids: Sequence[str]) -> dict[str, str]:
        """Of one to ten users, whose each primary calendar is."""

    async def free_busy(self, start: datetime, end: datetime, *, user_id: str = "") -> Sequence[BusyTime]:
        """When a user is taken."""

    async def list(self) -> CalendarList:
        """The calendars of the identity."""


class Server(Protocol):
    """A connection as one identity; see ``feishu_tui.feishu.connect.Feishu``."""

    @property
    def calendars(self) -> CalendarSource:
        """The calendar endpoints."""

    @property
    def events(self) -> EventSource:
        """The event endpoints."""
