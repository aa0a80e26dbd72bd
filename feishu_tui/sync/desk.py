"""What the screen and the commands ask of sync; whoever asks for what is under way already waits for that."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Coroutine, Hashable
from datetime import datetime
from typing import Any, Generic, TypeVar

from feishu_tui.model import EventDetail, Span
from feishu_tui.store import Store
from feishu_tui.sync.pull import HISTORY_DAYS, Puller
from feishu_tui.sync.report import Progress, ProgressHandler, Report
from feishu_tui.sync.server import Server

T = TypeVar("T")


class SyncDesk:
    """Brings the cache up to date, each kind of work once at a time.

    Every call raises one of ``feishu_tui.errors`` when nothing could be done. Cancelling a call stops the work unless
    somebody else waits for it, too; what is stored stays.
    """

    def __init__(
        self, server: Server, store: Store, clock: Callable[[], datetime], history_days: int = HISTORY_DAYS
    ) -> None:
        self._puller = Puller(server, store, clock, history_days)
        self._flights: dict[Hashable, _Flight[Any]] = {}
        self._listeners: list[ProgressHandler] = []

    async def refresh(
        self,
        full: bool = False,
        progress: ProgressHandler | None = None,
        *,
        calendar_ids: Collection[str] | None = None,
    ) -> Report:
        """Ask for what changed, or for everything; of all calendars or of those named."""
        key = ("refresh", full, None if calendar_ids is None else frozenset(calendar_ids))
        if progress is not None:
            self._listeners.append(progress)
        try:
            return await self._join(key, lambda: self._puller.pull(calendar_ids, full=full, progress=self._tell))
        finally:
            if progress is not None:
                self._listeners.remove(progress)

    async def cover(self, span: Span, calendar_ids: Collection[str] | None = None) -> Report:
        """Fetch what the pull leaves out of a span: days of long ago, and series that cannot be expanded here."""
        key = ("cover", span, None if calendar_ids is None else frozenset(calendar_ids))
        return await self._join(key, lambda: self._puller.cover(span, calendar_ids))

    async def detail(self, calendar_id: str, event_id: str) -> EventDetail:
        """Fetch an event with its attendees and settings into the cache."""
        return await self._join(("detail", calendar_id, event_id), lambda: self._puller.detail(calendar_id, event_id))

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
