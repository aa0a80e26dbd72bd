"""Details asked for while calendars are still read: by themselves they take seconds in which nothing else goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime
from heapq import heappop, heappush
from types import TracebackType

from feishu_tui.errors import FeishuTuiError, NotFound
from feishu_tui.model import EventDetail, Span
from feishu_tui.store.rows import MASTER, EventRow
from feishu_tui.sync.server import EventSource


class Meanwhile:
    """Fetches details of what is met of a span, that nearest to now first; a context manager, after which none comes.

    Which events are the nearest of all is known at the end only: what is asked for here is near, and no more than that.
    """

    def __init__(self, events: EventSource, clock: Callable[[], datetime], span: Span, most: int) -> None:
        """``most``: so many are asked for at most."""
        self._events = events
        self._clock = clock
        self._low, self._now, self._high = (int(at.timestamp()) for at in (span.start, clock(), span.end))
        self._most = most
        self._met: list[tuple[int, str, str]] = []
        """What was met and not asked for yet: how far away, calendar and event id."""
        self._asked: set[str] = set()
        self._news = asyncio.Event()
        self._is_over = False
        self.come: dict[tuple[str, str], tuple[EventDetail, float]] = {}
        """What came, by calendar and event id, and when, in Unix seconds."""

    async def __aenter__(self) -> Meanwhile:
        self._asking = asyncio.create_task(self._ask())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over = True
        self._news.set()
        try:
            if kind is None:
                await self._asking
        finally:
            self._asking.cancel()
            await asyncio.wait([self._asking])

    def meet(self, calendar_id: str, rows: Iterable[EventRow]) -> None:
        """Some events of a calendar were read."""
        low, now, high = self._low, self._now, self._high
        for row in rows:
            if row.start < high and row.end > low and row.kind != MASTER and not row.cancelled:
                heappush(self._met, (max(row.start - now, now - row.end, 0), calendar_id, row.event_id))
        if self._met:
            self._news.set()

    async def _ask(self) -> None:
        """Ask one by one; ends at the first that fails, without a word: nobody asked for it."""
        while len(self._asked) < self._most:
            await self._news.wait()
            if self._is_over:
                return
            if not self._met:
                self._news.clear()
                continue
            _, calendar_id, event_id = heappop(self._met)
            if event_id in self._asked:
                continue
            self._asked.add(event_id)
            try:
                detail = await self._events.get(calendar_id, event_id, once=True)
            except NotFound:
                continue
            except FeishuTuiError:
                return
            self.come[calendar_id, event_id] = detail, self._clock().timestamp()
