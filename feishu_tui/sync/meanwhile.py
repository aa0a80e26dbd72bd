"""Details asked for while calendars are still read: by themselves they take seconds in which nothing else goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from heapq import heappop, heappush
from types import TracebackType

from feishu_tui.errors import FeishuTuiError, NotFound, RecurrenceError
from feishu_tui.model import EventDetail, Span, original_time_of
from feishu_tui.recurrence import Shared, expand
from feishu_tui.store.rows import MASTER, DamagedRow, EventRow, decode_event
from feishu_tui.sync.server import EventSource

IN_VAIN = 1
"""So many times as many are asked for in vain at most: a month's requests of a tenant are bounded."""
SERIES = 400
"""So many series are looked at, each of which takes a while: the further ones can wait."""


class Meanwhile:
    """Fetches details of what is met of a span, that nearest to now first; a context manager, after which none comes.

    Which events are the nearest of all is known at the end only: asked for is what belongs to the nearest so far.
    """

    def __init__(self, events: EventSource, clock: Callable[[], datetime], span: Span, most: int) -> None:
        """``most``: so many are the nearest; what others take the place of was asked for in vain."""
        self._events = events
        self._clock = clock
        now = clock()
        self._spans = Span(now - timedelta(days=1), now + timedelta(days=1)), span
        """Some series have something every minute: what is nearest is looked for in little first."""
        self._low, self._now, self._high = (int(at.timestamp()) for at in (span.start, now, span.end))
        self._series, self._shared = 0, Shared()
        self._most = most
        self._nearest: list[int] = []
        """How far away those are, negative: a heap with the farthest first."""
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
        low, high = self._low, self._high
        for row in rows:
            if row.start < high and (row.end if row.last is None else row.last) > low and not row.cancelled:
                distance = self._distance(row.start, row.end) if row.kind != MASTER else self._nearest_of(row)
                if distance is not None:
                    self._count(distance, calendar_id, row.event_id)
        if self._met:
            self._news.set()

    def _count(self, distance: int, calendar_id: str, event_id: str) -> None:
        heappush(self._met, (distance, calendar_id, event_id))
        heappush(self._nearest, -distance)
        if len(self._nearest) > self._most:
            heappop(self._nearest)

    def _distance(self, start: int, end: int) -> int:
        return max(start - self._now, self._now - end, 0)

    def _nearest_of(self, row: EventRow) -> int | None:
        """How far away the nearest occurrence of a series is; ``None`` for none, and where that is not found out."""
        self._series += 1
        if self._series > SERIES:
            return None
        try:
            master = decode_event("", row.event_id, row.start, row.end, row.all_day, row.body.decode())
            found = next(filter(None, (expand(master, (), span, self._shared) for span in self._spans)), [])
        except (DamagedRow, RecurrenceError, UnicodeDecodeError):
            return None
        ends = ((original_time_of(one.start), original_time_of(one.end)) for one in found)
        return min((self._distance(*each) for each in ends), default=None)

    async def _ask(self) -> None:
        """Ask one by one; ends at the first that fails, without a word: nobody asked for it."""
        while len(self._asked) < self._most * (1 + IN_VAIN):
            await self._news.wait()
            if self._is_over:
                return
            if not self._met:
                self._news.clear()
                continue
            distance, calendar_id, event_id = heappop(self._met)
            if distance > -self._nearest[0]:
                self._met.clear()
                continue
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
