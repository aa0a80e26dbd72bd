"""What the pull leaves out: days before the anchor, window by window, and the instances of unreadable series."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime

from feishu_tui.errors import BadResponse, NotPermitted, QuotaExhausted, RateLimited, ServerError
from feishu_tui.model import Event, Occurrence, Span, original_time_of
from feishu_tui.sentence import Sentence
from feishu_tui.store import CalendarState, Storable, Store
from feishu_tui.store.store import STALE_SECONDS
from feishu_tui.sync.report import Tally
from feishu_tui.sync.round import Round
from feishu_tui.sync.server import EventPage, EventSource

DAY = 86400

BLOCK = 35 * DAY
"""Windows begin at whole multiples of this, so that scrolling day by day asks once; with a day on either side one
stays below the 40 days instance_view allows."""

SHORTEST_WINDOW = 60
"""Seconds; a shorter window is not halved again."""

MOST_REQUESTS = 256
"""How many windows one block may take: more than a quarter of a million events in five weeks are not read."""

MOST_SERIES = 20
"""Of so many series that cannot be expanded here the instances are fetched for one span at a time."""

VIEWED_TYPES = ("primary", "shared")
"""The calendar types instance_view answers for."""


class Past:
    """Fetches windows of calendars into a store."""

    def __init__(self, events: EventSource, store: Store, clock: Callable[[], datetime]) -> None:
        self._events = events
        self._store = store
        self._clock = clock
        self._asked: dict[tuple[str, str], float] = {}
        """When series were last asked for, by calendar and event id."""

    async def cover(self, state: CalendarState, span: Span, tally: Tally, work: Round) -> None:
        """Fetch the windows that are missing or stale of one calendar's span."""
        calendar_id = state.calendar.calendar_id
        start, end = _widened(span)
        missing = await asyncio.to_thread(
            self._store.missing_windows, calendar_id, start, end, fresh_since=self._fresh_since()
        )
        for block in blocks(missing):
            await self._block(state, block, tally, work)

    def due(self, calendar_ids: Sequence[str], span: Span) -> dict[str, list[Event]]:
        """The series to ask the server for, by calendar: those that cannot be expanded here, at most ``MOST_SERIES``.

        First come those it never told of, then those not asked for the longest time, then those that began nearest to
        now; the rest have their turn another time.
        """
        start, end = _widened(span)
        ranked = []
        for master, _reason in self._store.occurrences(span, calendar_ids).unreadable:
            key = master.calendar_id, master.event_id
            if self._store.missing_instances(*key, start, end, fresh_since=self._fresh_since()):
                is_known = not self._store.missing_instances(*key, start, end)
                distance = abs(original_time_of(master.start) - self._now())
                ranked.append((is_known, self._asked.get(key, 0.0), distance, key, master))
        found: dict[str, list[Event]] = {}
        for *_, master in sorted(ranked, key=lambda each: each[:4])[:MOST_SERIES]:
            found.setdefault(master.calendar_id, []).append(master)
        return found

    async def expand(
        self, state: CalendarState, series: Sequence[Event], span: Span, tally: Tally, work: Round
    ) -> None:
        """Fetch the instances of series of one calendar."""
        start, end = _widened(span)
        for master in series:
            key = master.calendar_id, master.event_id
            self._asked[key] = self._now()
            try:
                found = await self._events.instances(*key, start, end, all_day=master.all_day)
            except QuotaExhausted:
                raise
            except ServerError as exc:
                tally.skipped.append((*key, exc.sentence))
                continue
            tally.requests += 1
            work.page(state.calendar, len(found))
            await asyncio.to_thread(self._store.put_instances, *key, start, end, found, self._now())

    async def _block(self, state: CalendarState, block: int, tally: Tally, work: Round) -> None:
        calendar_id = state.calendar.calendar_id
        start, end = max(1, block - DAY), block + BLOCK + DAY
        rows = await self._window(state, start, end, tally, work)
        view = await self._view(state, start, end, tally, work)
        await asyncio.to_thread(self._store.put_window, calendar_id, block, block + BLOCK, rows, self._now(), view=view)
        tally.stored += len(rows)

    async def _window(self, state: CalendarState, start: int, end: int, tally: Tally, work: Round) -> list[Storable]:
        """All events of a window: as long as a reply may have been cut, its halves are asked for instead."""
        calendar_id = state.calendar.calendar_id
        found: dict[str, Storable] = {}
        waiting = [(start, end)]
        asked, cut = 0, False
        while waiting:
            low, high = waiting.pop()
            asked += 1
            if asked > MOST_REQUESTS:
                raise BadResponse(
                    Sentence(
                        "The server has more events in these days than {most} requests can fetch.", most=MOST_REQUESTS
                    )
                )
            page = await self._events.window(calendar_id, low, high)
            tally.requests += 1
            tally.received += page.received
            work.page(state.calendar, page.received)
            if page.truncated and _can_be_halved(page, low, high):
                middle = (low + high) // 2
                waiting += [(middle, high), (low, middle)]
                continue
            cut = cut or page.truncated
            found.update({each.event.event_id: each for each in page.events})
            tally.skipped += [(calendar_id, each.event_id, each.reason) for each in page.skipped]
        if cut:
            tally.skipped.append((calendar_id, "", "The server tells of no more events than these at one moment."))
        return list(found.values())

    async def _view(
        self, state: CalendarState, start: int, end: int, tally: Tally, work: Round
    ) -> list[Occurrence] | None:
        """The server's own expansion of a window; ``None`` where it has none for this calendar."""
        if state.calendar.type not in VIEWED_TYPES:
            return None
        try:
            found = await self._events.view(state.calendar.calendar_id, start, end)
        except (QuotaExhausted, RateLimited):
            raise
        except (NotPermitted, ServerError):
            return None
        tally.requests += 1
        work.page(state.calendar, len(found))
        return found

    def _now(self) -> float:
        return self._clock().timestamp()

    def _fresh_since(self) -> float:
        return self._now() - STALE_SECONDS


def _widened(span: Span) -> tuple[int, int]:
    return max(1, int(span.start.timestamp()) - DAY), int(span.end.timestamp()) + DAY


def _can_be_halved(page: EventPage, low: int, high: int) -> bool:
    """Whether halves of a window may bring more: not when all that came lies over the whole of it, and thus of them."""
    return high - low > SHORTEST_WINDOW and not all(_lies_over(each.event, low, high) for each in page.events)


def _lies_over(event: Event, low: int, high: int) -> bool:
    return not event.is_series and original_time_of(event.start) <= low and original_time_of(event.end) >= high


def blocks(gaps: list[tuple[int, int]]) -> list[int]:
    """The starts of the blocks that take in all of some gaps, each once, ascending."""
    return sorted({block for start, end in gaps for block in range(start // BLOCK * BLOCK, end, BLOCK)})
