"""The cache as the rest of the program sees it: calendars, events, details and how far all is synced.

Every method is one transaction, may be called from any thread, and raises ``CacheError`` when the cache fails for good.
Moments in time are Unix seconds unless said; spans and windows include their start and exclude their end.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, tzinfo
from itertools import chain

from feishu_tui.lazy_module import lazy_module
from feishu_tui.lazy_typing import TYPE_CHECKING, Any
from feishu_tui.model import Calendar, Chat, ChatMember, Event, EventDetail, Occurrence, Span
from feishu_tui.store import calendars, instances, reading, windows
from feishu_tui.store.database import Database
from feishu_tui.store.records import CalendarState, Counts, Listing, Storable, StoredEvent
from feishu_tui.store.searches import Searches

if TYPE_CHECKING:
    from os import PathLike

    from feishu_tui.store import busy, busy_times, changes, chats, checks, details, writing
    from feishu_tui.store.busy_times import Owner
    from feishu_tui.store.shadow import Shadow
    from feishu_tui.store.turn import Turn
else:
    # A day is read without them.
    busy, busy_times, changes, chats, checks, details, writing = (
        lazy_module(f"feishu_tui.store.{name}")
        for name in ("busy", "busy_times", "changes", "chats", "checks", "details", "writing")
    )

STALE_SECONDS = 600.0
"""After so long a window before the anchor, or one of busy times, is worth asking for again."""
HOPELESS_SECONDS = 3600.0
"""So long nobody asks again whose busy times could not be had."""


class Store(Searches):
    """One profile's cache, on disk or, where there is no place for it, in memory."""

    def __init__(self, database: Database, clock: Callable[[], datetime], hidden: Iterable[str] = ()) -> None:
        self._database = database
        self._clock = clock
        self._hidden = frozenset(name.casefold() for name in hidden)

    @classmethod
    def open(cls, path: str | PathLike[str] | None, clock: Callable[[], datetime], hidden: Iterable[str] = ()) -> Store:
        """The cache at ``path``, made where there is none; in memory for ``None``. Never fails: see ``notice``.

        ``hidden`` names calendars, by id or name, that are not shown when they are first seen.
        """
        return cls(Database(None if path is None else os.fspath(path)), clock, hidden)

    @property
    def notice(self) -> str:
        """A sentence for the person when the cache was set aside or is not kept on disk, else empty."""
        return self._database.notice

    @property
    def in_memory(self) -> bool:
        """Whether nothing of this session reaches the disk."""
        return self._database.in_memory

    def close(self) -> None:
        """Close the cache; nothing may be asked of it afterwards."""
        self._database.close()

    # Calendars

    def calendars(self) -> list[CalendarState]:
        """Every calendar, the identity's own primary one first, then as the server lists them."""
        return self._database.read(calendars.states)

    def put_calendars(self, found: Sequence[Calendar], *, whole: bool = True) -> bool:
        """Make these the calendars there are; those gone take their events along, another account's all go.

        None goes unless the list is ``whole``, which one without the identity's own calendar never is; whether it was.
        """
        from feishu_tui.store.sweeping import sweep

        self._recall()  # every pull begins here, and mostly brings what is known
        whole = self._database.write(lambda connection: calendars.put_list(connection, found, self._hidden, whole))
        sweep(self._database)
        return whole

    def set_shown(self, calendar_id: str, shown: bool) -> None:
        """Remember whether a calendar is switched on in the picker."""
        self._database.write(lambda connection: calendars.set_shown(connection, calendar_id, shown))

    def put_error(self, calendar_id: str, code: int | None, message: str) -> None:
        """Remember why the server refused a calendar's events; the next complete pull forgets it."""
        self._database.write(lambda connection: calendars.put_error(connection, calendar_id, code, message))

    # Pulling

    def turn(self) -> Turn:
        """Whose turn it is to pull, among all programs on this cache."""
        from feishu_tui.store.turn import Turn

        return Turn(self._database.path)

    def begin_full(self, calendar_id: str, anchor: int) -> Shadow:
        """Begin a full pull of everything from ``anchor`` on; one begun before and not finished is given up."""
        from feishu_tui.store.shadow import Shadow

        self._database.write_much()
        return Shadow(self._database, calendar_id, anchor, self._now())

    def apply(
        self, calendar_id: str, page: Iterable[Storable], sync_token: str | None, at: float, *, base: str | None = None
    ) -> Counts:
        """Apply a page of changes, and with the last page the new sync token.

        ``base`` is the token the changes were asked for with. Raises ``Superseded``, changing nothing, when it is no
        longer the calendar's: another process was quicker, and applying older rows now would lose its update.
        """
        rows = writing.rows_of(page)

        def work(connection: sqlite3.Connection) -> Counts:
            if base is not None:
                calendars.require_token(connection, calendar_id, base)
            counts = writing.upsert(connection, calendar_id, rows, at)
            if sync_token is not None:
                calendars.set_token(connection, calendar_id, sync_token, at)
            return counts

        return self._database.write(work)

    def missing_windows(
        self, calendar_id: str, start: int, end: int, *, fresh_since: float = 0.0
    ) -> list[tuple[int, int]]:
        """The parts of [start, end) that were never fetched, or not since ``fresh_since``.

        Empty for a calendar that was never pulled: pull it first.
        """
        fetched = self._between(fresh_since)
        return self._database.read(lambda connection: windows.missing(connection, calendar_id, start, end, fetched))

    def put_window(
        self,
        calendar_id: str,
        start: int,
        end: int,
        events: Iterable[Storable],
        at: float,
        *,
        view: Sequence[Occurrence] | None = None,
    ) -> None:
        """Keep everything of [start, end) before the anchor; ``view`` is the server's own expansion of it, if known."""
        rows = writing.rows_of(events)
        self._database.write(lambda connection: windows.put(connection, calendar_id, (start, end), rows, view, at))

    # Reading

    def occurrences(
        self, span: Span, calendar_ids: Sequence[str] | None = None, *, shown_only: bool = False
    ) -> Listing:
        """What overlaps the span, sorted by start, and the series that could not be expanded."""

        def work(connection: sqlite3.Connection) -> Listing:
            feeds = calendars.feeds(connection, calendar_ids, shown_only=shown_only)
            return reading.occurrences(connection, feeds, span)

        return self._database.read(work)

    def busy_days(
        self, first: date, last: date, zone: tzinfo, busy_calendars: Sequence[str] = ()
    ) -> dict[date, set[str]]:
        """For each day from ``first`` to ``last`` on which something shown happens, the calendars it is on.

        ``busy_calendars`` are those of which only the busy times are known.
        """
        span = Span.of_days(first, last, zone)

        def work(connection: sqlite3.Connection) -> dict[date, set[str]]:
            feeds = calendars.feeds(connection, shown_only=True)
            singles = reading.single_times(connection, feeds, span)
            found = [busy.stretch(calendar_id, *times, zone) for (calendar_id, _), times in singles.items()]
            series = busy.stretches(reading.of_series(connection, feeds, span), zone)
            return busy.days_of(chain(found, series), first, last)

        found = self._database.read(work)
        others = busy.days_of(busy.stretches(self.busy_times(busy_calendars, span), zone), first, last)
        return {day: found.get(day, set()) | others.get(day, set()) for day in found | others}

    def look_ahead(self) -> None:
        """Find out which series have something on the days around now, as far as that is not known, for later reads.

        Meant for the end of a pull: what was kept in memory to write much is let go.
        """
        from feishu_tui.store import ahead

        today = self._clock().date()
        while self._database.write(lambda connection: ahead.look_ahead(connection, calendars.feeds(connection), today)):
            pass
        self._database.rest()

    def event(self, calendar_id: str | None, event_id: str) -> StoredEvent | None:
        """The event of that id, of any calendar for ``None``; the master for the id of an ordinary occurrence."""
        chosen = None if calendar_id is None else [calendar_id]
        return self._database.read(
            lambda connection: details.find_event(connection, calendars.feeds(connection, chosen), event_id)
        )

    def exceptions(self, calendar_id: str, uid: str) -> list[Event]:
        """All exceptions of a series, cancelled ones too, by original time."""
        return self._database.read(
            lambda connection: reading.exceptions_of(connection, calendars.feeds(connection, [calendar_id]), uid)
        )

    def series(self, calendar_ids: Sequence[str] | None = None) -> list[Event]:
        """Every recurring event, as its master, by first start."""
        return self._database.read(
            lambda connection: reading.series(connection, calendars.feeds(connection, calendar_ids))
        )

    # Details, and what the server says of series

    def detail(self, calendar_id: str, event_id: str) -> tuple[EventDetail, float] | None:
        """The details of an event and when they were fetched; ``None`` where it was never looked at."""
        return self._database.read(lambda connection: details.detail(connection, calendar_id, event_id))

    def details_due(
        self, now: datetime, span: Span, most: int, calendar_ids: Sequence[str] | None = None
    ) -> list[tuple[str, str]]:
        """Events, by calendar and id, of which details are lacking or older than the event itself, ``most`` at most.

        Those of the span first, then, within the measure of a day, all others; the nearest to ``now`` first, a series,
        and what several calendars list, once. Left out is what was refused since (``put_refusal``).
        """
        from feishu_tui.store import due

        return self._database.read(lambda connection: due.listed(connection, now, span, most, calendar_ids))

    def put_refusal(self, calendar_id: str, event_id: str, at: float) -> None:
        """Remember that details were refused: the event's, and where none of its calendar's are known, all of these."""
        from feishu_tui.store import due

        self._database.write(lambda connection: due.refuse(connection, calendar_id, event_id, at))

    def put_detail(self, detail: EventDetail, at: float) -> None:
        """Keep the details of an event."""
        self.put_details([(detail, at)])

    def put_details(self, found: Sequence[tuple[EventDetail, float]]) -> None:
        """Keep the details of events, each with when it was fetched."""

        def work(connection: sqlite3.Connection) -> None:
            for detail, at in found:
                details.put_detail(connection, detail, at)

        self._database.write(work)

    def chats(self, calendar_id: str, event_id: str) -> dict[str, Chat]:
        """What is known of the members of the chats invited to an event, by attendee id."""
        return self._database.read(lambda connection: chats.of_event(connection, calendar_id, event_id))

    def put_chat(self, key: tuple[str, str, str], members: Sequence[ChatMember], following: str, after: str) -> None:
        """Keep a page of a chat's members, asked for with the token ``after``, empty for the first page.

        ``key``: calendar, event and attendee.
        """
        self._database.write(lambda connection: chats.put(connection, key, members, following, self._now(), after))

    def put_instances(
        self, calendar_id: str, event_id: str, start: int, end: int, occurrences: Sequence[Occurrence], at: float
    ) -> None:
        """Keep the server's expansion of a series over [start, end), for where ours fails or differs."""
        self._database.write(
            lambda connection: instances.put(connection, calendar_id, event_id, (start, end), occurrences, at)
        )

    def missing_instances(
        self, calendar_id: str, event_id: str, start: int, end: int, *, fresh_since: float = 0.0
    ) -> list[tuple[int, int]]:
        """The parts of [start, end) for which the server's expansion was never put, or not since ``fresh_since``."""
        fetched = self._between(fresh_since)

        def work(connection: sqlite3.Connection) -> list[tuple[int, int]]:
            known = instances.known(connection, calendar_id, event_id, start, end, fetched)
            return windows.gaps(start, end, known)

        return self._database.read(work)

    def check(self, calendar_id: str, event_id: str) -> tuple[Any, float] | None:
        """How a series compared with the server, and when; ``None`` where it was not, or has changed since."""
        return self._database.read(lambda connection: checks.get(connection, calendar_id, event_id))

    def put_check(
        self,
        calendar_id: str,
        event_id: str,
        result: object,
        at: float,
        *,
        differs: tuple[int, int] | None = None,
    ) -> None:
        """Keep how a series compared with the server; ``result`` is anything JSON can hold.

        ``differs`` is the window in which the two do not agree: what was put as the server's expansion of it is shown
        there instead, until the series changes or is checked anew.
        """
        self._database.write(lambda connection: checks.put(connection, calendar_id, event_id, result, at, differs))

    # Busy times of calendars that share no more

    def missing_busy_times(
        self, calendar_id: str, start: int, end: int, now: float, fresh_since: float = 0.0
    ) -> list[tuple[int, int]]:
        """The parts of [start, end) never fetched, or not since ``fresh_since``; none while there is no hope of any."""
        fetched = self._between(fresh_since)

        def work(connection: sqlite3.Connection) -> list[tuple[int, int]]:
            owner = busy_times.owner(connection, calendar_id)
            if owner is not None and not owner.user_id and owner.asked_at > now - HOPELESS_SECONDS:
                return []
            return busy_times.missing(connection, calendar_id, start, end, fetched)

        return self._database.read(work)

    def put_busy_times(
        self, calendar_id: str, window: tuple[int, int], times: Iterable[tuple[int, int]], at: float
    ) -> None:
        """Keep when a calendar's owner is taken in a window, in place of what was kept of it."""
        taken = list(times)
        self._database.write(lambda connection: busy_times.put(connection, calendar_id, window, taken, at))

    def busy_times(self, calendar_ids: Sequence[str], span: Span) -> list[Occurrence]:
        """When the owners of calendars are taken, as occurrences without a title."""
        return self._database.read(lambda connection: busy_times.occurrences(connection, calendar_ids, span))

    def busy_times_at(self, calendar_id: str, moment: int) -> float | None:
        """When the busy times around a moment were fetched, ``None`` for never."""
        return self._database.read(lambda connection: busy_times.fetched_at(connection, calendar_id, moment))

    def busy_owner(self, calendar_id: str) -> Owner | None:
        """Whose calendar it is, as far as that was asked."""
        return self._database.read(lambda connection: busy_times.owner(connection, calendar_id))

    def put_busy_owner(self, calendar_id: str, owner: Owner) -> None:
        """Remember whose calendar it is, or why that is not known."""
        self._database.write(lambda connection: busy_times.put_owner(connection, calendar_id, owner))

    def organizer_of(self, calendar_id: str) -> str:
        """The open_id of who organizes events from a calendar; empty where none is known. Reads every event."""
        return self._database.read(lambda connection: busy_times.organizer_of(connection, calendar_id))

    def learn_own_id(self) -> None:
        """Find out the identity's own open_id, as that of who organizes events from its primary calendar."""
        found = self._database.read(details.own_id)
        if found:
            self.set_meta(details.OWN_ID, found)

    def people_met(self) -> list[str]:
        """The open_ids of people met in events, those met most before the others. Reads every event."""
        return self._database.read(busy_times.people)

    # What pulls changed

    def changes(self, *, unseen_only: bool = False) -> list[changes.Change]:
        """What pulls changed of late, the latest first; see ``changes``."""
        return self._database.read(lambda connection: changes.listed(connection, unseen_only=unseen_only))

    def mark_seen(self, event_ids: Iterable[str]) -> None:
        """Remember that somebody has looked at what changed of these events."""
        wanted = list(event_ids)
        self._database.write(lambda connection: changes.mark_seen(connection, wanted))

    # Odds that belong to the profile

    def meta(self, key: str) -> str | None:
        """A remembered text, ``None`` where there is none."""

        def work(connection: sqlite3.Connection) -> str | None:
            row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
            return None if row is None else str(row[0])

        return self._database.read(work)

    def set_meta(self, key: str, value: str) -> None:
        """Remember a text under a key."""
        self._database.write(
            lambda connection: connection.execute("REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))
        )

    def _now(self) -> float:
        return self._clock().timestamp()

    def _between(self, fresh_since: float) -> tuple[float, float]:
        """When what is fresh was fetched. What was so later than now was so under another clock, and is not."""
        return (fresh_since, self._now()) if fresh_since else instances.EVER
