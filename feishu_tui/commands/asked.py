"""What a command line asks for, seen against the cache as it is now."""

from __future__ import annotations

from feishu_tui.commands.session import Session, are_known, chosen, nothing_read
from feishu_tui.lazy_typing import TYPE_CHECKING
from feishu_tui.model import Span
from feishu_tui.store import CalendarState, Listing

if TYPE_CHECKING:
    from argparse import Namespace

FRESH_SECONDS = 600
"""A cache synced less than this ago is used as it is."""


class Asked:
    """A span of some calendars, as ``--calendar``, ``--refresh`` and ``--offline`` say."""

    def __init__(self, session: Session, arguments: Namespace, span: Span) -> None:
        self.store = session.store
        self.span = span
        self.names: list[str] = arguments.calendar
        self.refresh: bool = arguments.refresh
        self._now = session.config.clock().timestamp()
        self._known: list[CalendarState] | None = None
        self._listing: Listing | None = None

    @property
    def states(self) -> list[CalendarState]:
        """The calendars asked for. Raises UsageError for a name that says nothing, CacheError where none is known."""
        if not self.known:
            raise nothing_read()
        return chosen(self.known, self.names)

    @property
    def known(self) -> list[CalendarState]:
        """Every calendar the cache knows; read once until ``forget``."""
        if self._known is None:
            self._known = self.store.calendars()
        return self._known

    @property
    def calendar_ids(self) -> list[str]:
        """Their ids, in the order they are listed in."""
        return [state.calendar.calendar_id for state in self.states]

    @property
    def listing(self) -> Listing:
        """What the cache says of the span; read once until ``forget``."""
        if self._listing is None:
            self._listing = self.store.occurrences(self.span, self.calendar_ids)
        return self._listing

    def forget(self) -> None:
        """The cache has changed."""
        self._known = self._listing = None

    def are_known(self) -> bool:
        """Whether the cache knows every calendar asked for."""
        return are_known(self.known, self.names)

    def is_in_cache(self) -> bool:
        """Whether anything of them was ever read."""
        return self.are_known() and any(state.synced_at is not None for state in self.states)

    def is_fresh(self) -> bool:
        """Whether the cache may be used as it is."""
        return not self.refresh and self.are_known() and not any(map(self.is_old, self.states)) and not self.has_holes()

    def is_old(self, state: CalendarState) -> bool:
        """Whether a calendar was not synced in the last ten minutes. One the server refuses is asked again by name."""
        if not state.calendar.lists_events or (state.error_code is not None and not self.names):
            return False
        return state.synced_at is None or not 0 <= self._now - state.synced_at <= FRESH_SECONDS

    @property
    def fresh_since(self) -> float | None:
        """A cache synced since then is used as it is, in Unix seconds; ``None`` where the server has to be asked."""
        return None if self.refresh else self._now - FRESH_SECONDS

    def has_holes(self) -> bool:
        """Whether a pull leaves out something of the span: days before the anchor, or a series unreadable here."""
        fresh_since = self._now - FRESH_SECONDS
        return any(
            self.store.missing_windows(state.calendar.calendar_id, *self._bounds, fresh_since=fresh_since)
            for state in self.states
            if state.calendar.lists_events
        ) or any(
            self.store.missing_instances(master.calendar_id, master.event_id, *self._bounds, fresh_since=fresh_since)
            for master, _ in self.listing.unreadable
        )

    def is_told_by_server(self, calendar_id: str, event_id: str) -> bool:
        """Whether the server's own expansion of a series is known for the whole span."""
        return not self.store.missing_instances(calendar_id, event_id, *self._bounds)

    @property
    def _bounds(self) -> tuple[int, int]:
        return int(self.span.start.timestamp()), int(self.span.end.timestamp())
