"""What goes into the store and comes out of it, apart from the model itself."""

from __future__ import annotations

from feishu_tui.errors import CacheError
from feishu_tui.lazy_typing import NamedTuple, Protocol
from feishu_tui.model import Calendar, Event, Occurrence
from feishu_tui.plain_event import PlainEvent
from feishu_tui.store.rows import plain_of


class Superseded(CacheError):
    """Another process has brought this calendar up to date meanwhile; what was fetched here is to be let go."""

    kind = "superseded"


class SearchCancelled(Exception):
    """Nobody waits for this search any more."""


class Storable(Protocol):
    """An event with the server's own JSON text, as it is put into the store."""

    @property
    def event(self) -> Event:
        """The event in the program's words."""

    @property
    def plain(self) -> PlainEvent:
        """The same in plain values."""

    @property
    def raw(self) -> str:
        """The server's event object as it came."""


class Stored(NamedTuple):
    """An event to be stored, with the server's JSON text."""

    event: Event
    raw: str = "{}"

    @property
    def plain(self) -> PlainEvent:
        """The event in plain values."""
        return plain_of(self.event)


class StoredEvent(NamedTuple):
    """An event as it was found, the server's JSON text, and when it came, in Unix seconds."""

    event: Event
    raw: str
    fetched_at: float

    @property
    def plain(self) -> PlainEvent:
        """The event in plain values."""
        return plain_of(self.event)


class CalendarState(NamedTuple):
    """A calendar and how far it is synced."""

    calendar: Calendar
    shown: bool
    synced_at: float | None
    """Unix seconds of the last complete pull; ``None`` before the first."""
    sync_token: str
    anchor: int
    """Unix seconds from which on the pull holds everything; 0 before the first pull."""
    error_code: int | None
    """Why the server last refused this calendar's events; ``None`` when it did not."""
    error: str
    events: int


class Counts(NamedTuple):
    """How many rows a write stored and how many it deleted."""

    stored: int = 0
    deleted: int = 0


class Listing(NamedTuple):
    """What happens in a span, sorted by start, and the series that could not be expanded, each with the reason."""

    occurrences: list[Occurrence]
    unreadable: list[tuple[Event, str]]
