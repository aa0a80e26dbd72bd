"""What the screen and the commands ask of sync; whoever asks for what is under way already waits for that."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Coroutine, Hashable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from feishu_tui.errors import NotFound
from feishu_tui.model import Event, EventDetail, Span
from feishu_tui.store import Store
from feishu_tui.sync.ahead import MOST, Ahead
from feishu_tui.sync.checked import CHECK_AGAIN_SECONDS, Checked
from feishu_tui.sync.pull import HISTORY_DAYS, Puller
from feishu_tui.sync.report import Progress, ProgressHandler, Report
from feishu_tui.sync.server import Server

if TYPE_CHECKING:
    from feishu_tui.query import Query
    from feishu_tui.sync.check import Checker, CheckHandler
    from feishu_tui.sync.finding import Answer, Finder

T = TypeVar("T")

JUST_SYNCED_SECONDS = 60.0
"""A calendar synced less than this ago is compared as it is: nothing on the server is likely to be news here."""


class SyncDesk:
    """Brings the cache up to date, each kind of work once at a time.

    Every call raises one of ``feishu_tui.errors`` when nothing could be done. Cancelling a call stops the work unless
    somebody else waits for it, too; what is stored stays.
    """

    def __init__(
        self,
        server: Server,
        store: Store,
        clock: Callable[[], datetime],
        history_days: int = HISTORY_DAYS,
        *,
        most_details: int = MOST,
    ) -> None:
        """``most_details``: of so many events the details are fetched at a time before they are looked at."""
        self._ahead = Ahead(server.events, store, clock, most_details)
        self._puller = Puller(server, store, clock, history_days, self._ahead.meet)
        self._server = server
        self._store = store
        self._clock = clock
        self._flights: dict[Hashable, _Flight[Any]] = {}
        self._listeners: list[ProgressHandler] = []

    # What searches and comparisons take is imported when there is one.

    @cached_property
    def _finder(self) -> Finder:
        from feishu_tui.sync.finding import Finder

        return Finder(self._server.events, self._store, self._clock)

    @cached_property
    def _checker(self) -> Checker:
        from feishu_tui.sync.check import Checker

        return Checker(self._server.events, self._store, self._clock)

    async def refresh(
        self,
        full: bool = False,
        progress: ProgressHandler | None = None,
        *,
        calendar_ids: Collection[str] | None = None,
        fresh_since: float | None = None,
    ) -> Report:
        """Ask for what changed, or for everything; of all calendars or of those named.

        Calendars synced at ``fresh_since`` or later, by another program perhaps, are left as they are.
        """
        key = ("refresh", full, None if calendar_ids is None else frozenset(calendar_ids), fresh_since)
        if progress is not None:
            self._listeners.append(progress)
        try:
            return await self._join(
                key,
                lambda: self._puller.pull(calendar_ids, full=full, progress=self._tell, fresh_since=fresh_since),
            )
        finally:
            if progress is not None:
                self._listeners.remove(progress)

    async def cover(self, span: Span, calendar_ids: Collection[str] | None = None, *, busy: bool = False) -> Report:
        """Fetch what the pull leaves out of a span: days of long ago, and series that cannot be expanded here.

        With ``busy`` also the busy times of calendars that share no more.
        """
        key = ("cover", span, None if calendar_ids is None else frozenset(calendar_ids), busy)
        return await self._join(key, lambda: self._puller.cover(span, calendar_ids, busy=busy))

    async def detail(self, calendar_id: str, event_id: str) -> EventDetail:
        """Fetch an event with its attendees and settings into the cache."""
        return await self._join(("detail", calendar_id, event_id), lambda: self._puller.detail(calendar_id, event_id))

    async def look_ahead(self, calendar_ids: Sequence[str] | None = None) -> int:
        """Fetch details of what is near before it is looked at; how many came. See ``Ahead.read``."""
        key = ("ahead", None if calendar_ids is None else frozenset(calendar_ids))
        return await self._join(key, lambda: self._ahead.read(calendar_ids))

    @asynccontextmanager
    async def looking_ahead(self, calendar_ids: Sequence[str] | None = None) -> AsyncIterator[None]:
        """``look_ahead`` at the end of what is done meanwhile; where calendars are read in full it begins before."""
        async with self._ahead.along():
            yield
        await self.look_ahead(calendar_ids)

    async def chat(self, calendar_id: str, event_id: str, attendee_id: str, after: str = "") -> None:
        """Fetch a page of an invited chat's members into the cache; see ``Puller.chat``."""
        key = (calendar_id, event_id, attendee_id, after)
        await self._join(("chat", *key), lambda: self._puller.chat(*key))

    async def search(self, query: Query, now: datetime, calendar_ids: Collection[str] | None = None) -> Answer:
        """Ask the server what the cache may not know, and keep it; see ``Finder.search``."""
        return await self._finder.search(query, now, calendar_ids)

    async def compare(
        self, masters: Sequence[Event], window: Span, progress: CheckHandler | None = None
    ) -> list[Checked]:
        """Hold series, as the cache has them now, against the server's instances; errors as in ``Checker.check``."""
        return await self._checker.check(masters, window, progress)

    async def check(self, calendar_id: str, event_id: str, window: Span, *, force: bool = False) -> Checked:
        """Whether the server agrees with a series here, brought up to date first; at most once in ten minutes.

        ``event_id`` is the master's. The kept result is given while it is fresh, over whatever window, unless
        ``force``. Raises ``NotFound`` for a series that is not there (any more), else errors as in ``compare``.
        """
        if not force:
            kept = self.checked(calendar_id, event_id)
            if kept is not None and 0 <= self._now() - kept.at < CHECK_AGAIN_SECONDS:
                return kept
        return await self._join(("check", calendar_id, event_id), lambda: self._check(calendar_id, event_id, window))

    def checked(self, calendar_id: str, event_id: str) -> Checked | None:
        """What came of the last comparison of a series; ``None`` where there was none, or it has changed since."""
        kept = self._store.check(calendar_id, event_id)
        return None if kept is None else Checked.of_document(calendar_id, event_id, *kept)

    async def _check(self, calendar_id: str, event_id: str, window: Span) -> Checked:
        await self._freshen(calendar_id)
        stored = await asyncio.to_thread(self._store.event, calendar_id, event_id)
        if stored is None or not stored.event.is_series:
            raise NotFound("The series is not on this calendar any more.", hint="Sync to have it removed here too.")
        [result] = await self.compare([stored.event], window)
        return result

    async def _freshen(self, calendar_id: str) -> None:
        """Bring a calendar up to date, so that what changed on the server meanwhile is no difference."""
        states = await asyncio.to_thread(self._store.calendars)
        synced = next((each.synced_at for each in states if each.calendar.calendar_id == calendar_id), None)
        if synced is not None and 0 <= self._now() - synced <= JUST_SYNCED_SECONDS:
            return
        report = await self.refresh(calendar_ids=[calendar_id])
        for failed in report.failed:
            if failed.error is not None:
                raise failed.error

    def _now(self) -> float:
        return self._clock().timestamp()

    def _tell(self, progress: Progress) -> None:
        for listener in list(self._listeners):
            listener(progress)

    async def _join(self, key: Hashable, begin: Callable[[], Coroutine[Any, Any, T]]) -> T:
        flight: _Flight[T] | None = self._flights.get(key)
        if flight is None or flight.task.cancelling():
            flight = self._flights[key] = _Flight(asyncio.create_task(begin()))
            flight.task.add_done_callback(lambda done: self._land(key, done))
        return await flight.wait()

    def _land(self, key: Hashable, done: asyncio.Task[Any]) -> None:
        if key in self._flights and self._flights[key].task is done:
            del self._flights[key]


class _Flight(Generic[T]):
    """Work under way and how many wait for it."""

    def __init__(self, task: asyncio.Task[T]) -> None:
        self.task = task
        self._waiting = 0

    async def wait(self) -> T:
        """The result; the work is cancelled when the last one waiting is."""
        self._waiting += 1
        try:
            return await asyncio.shield(self.task)
        except asyncio.CancelledError:
            if self._waiting == 1 and not self.task.done():
                self.task.cancel()
                # The caller may close the store next: let the work end first.
                await asyncio.wait([self.task])
            raise
        finally:
            self._waiting -= 1
