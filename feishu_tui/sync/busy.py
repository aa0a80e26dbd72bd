"""Calendars of which only the busy times are shared: when their owners are taken, window by window.

The calendar list names no owner, and busy times are asked for by a person's id. Whoever organizes events from a
calendar of their own is its owner; else the people met in events are asked for their calendars.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from feishu_tui.errors import FeishuTuiError, NotPermitted, QuotaExhausted, RateLimited, ServerError
from feishu_tui.model import Calendar, Span
from feishu_tui.store import CalendarState, Store
from feishu_tui.store.busy_times import Owner
from feishu_tui.store.store import STALE_SECONDS
from feishu_tui.sync.past import BLOCK, DAY, blocks
from feishu_tui.sync.report import Tally
from feishu_tui.sync.round import Round
from feishu_tui.sync.server import CalendarSource
from feishu_tui.sync.unlisted import NOT_A_PERSONS, UNKNOWN_OWNER

OWNERS_AT_ONCE = 10
"""So many people's calendars one request may ask for."""

UNKNOWN_PERSON = (195100, *range(99992351, 99992354), 99992360, 99992361, 99992363, 99992364)
"""Codes that say that an id is nobody's, or not of this tenant (api documentation, error codes)."""


class Busy:
    """Fetches busy times into a store. ``clock`` gives aware UTC now."""

    def __init__(self, calendars: CalendarSource, store: Store, clock: Callable[[], datetime]) -> None:
        self._calendars = calendars
        self._store = store
        self._clock = clock
        self._asked: set[str] = set()
        """The people who were asked for their calendars."""
        self._owned: dict[str, str] = {}
        """Whose calendars those are, by calendar id."""
        self._asking = asyncio.Lock()

    async def cover(self, state: CalendarState, span: Span, tally: Tally, work: Round) -> None:
        """Fetch what is missing or stale of one calendar's span; why nothing can be had is kept in the store."""
        calendar = state.calendar
        start, end = max(1, int(span.start.timestamp()) - DAY), int(span.end.timestamp()) + DAY
        wanted = await asyncio.to_thread(
            self._store.missing_busy_times, calendar.calendar_id, start, end, self._now(), self._now() - STALE_SECONDS
        )
        if not wanted:
            return
        try:
            owner = await self._owner(calendar, tally)
            if not owner:
                return
            for first, after in _runs(blocks(wanted)):
                await self._window(calendar, owner, (first, after), tally)
                work.page(calendar, 0)
        except (QuotaExhausted, RateLimited):
            raise
        except (NotPermitted, ServerError) as exc:
            await self._put_owner(calendar, "", exc.sentence)
            raise

    async def _window(self, calendar: Calendar, owner: str, window: tuple[int, int], tally: Tally) -> None:
        low, high = (datetime.fromtimestamp(moment, UTC) for moment in (window[0] - DAY, window[1] + DAY))
        found = await self._calendars.free_busy(low, high, user_id=owner)
        times = [(int(each.start.timestamp()), int(each.end.timestamp())) for each in found]
        tally.requests += 1
        tally.received += len(times)
        await asyncio.to_thread(self._store.put_busy_times, calendar.calendar_id, window, times, self._now())

    async def _owner(self, calendar: Calendar, tally: Tally) -> str:
        """The open_id of the calendar's owner; empty where it cannot be found out, which is remembered."""
        known = await asyncio.to_thread(self._store.busy_owner, calendar.calendar_id)
        if known is not None and known.user_id:
            return known.user_id
        if calendar.type != "primary":
            await self._put_owner(calendar, "", NOT_A_PERSONS)
            return ""
        owner = await asyncio.to_thread(self._store.organizer_of, calendar.calendar_id)
        if not owner:
            owner = await self._owner_among(await asyncio.to_thread(self._store.people_met), calendar, tally)
        await self._put_owner(calendar, owner, "" if owner else UNKNOWN_OWNER)
        return owner

    async def _owner_among(self, people: Sequence[str], calendar: Calendar, tally: Tally) -> str:
        """Who of some people owns a calendar; everyone is asked once, for the sake of all calendars."""
        async with self._asking:
            left = [each for each in people if each not in self._asked]
            while left and calendar.calendar_id not in self._owned:
                some, left = left[:OWNERS_AT_ONCE], left[OWNERS_AT_ONCE:]
                self._owned |= await self._owners(some, tally)
                self._asked.update(some)
            return self._owned.get(calendar.calendar_id, "")

    async def _owners(self, people: Sequence[str], tally: Tally) -> dict[str, str]:
        """Who of some people owns which calendar; one who is unknown to the server spoils no more than his own."""
        tally.requests += 1
        try:
            return await self._calendars.owners(people)
        except FeishuTuiError as exc:
            if exc.code not in UNKNOWN_PERSON:
                raise
            if len(people) == 1:
                return {}
        halves = (people[: len(people) // 2], people[len(people) // 2 :])
        return {**await self._owners(halves[0], tally), **await self._owners(halves[1], tally)}

    async def _put_owner(self, calendar: Calendar, user_id: str, reason: str) -> None:
        found = Owner(user_id, reason, self._now())
        await asyncio.to_thread(self._store.put_busy_owner, calendar.calendar_id, found)
        await asyncio.to_thread(self._store.put_error, calendar.calendar_id, None, reason)

    def _now(self) -> float:
        return self._clock().timestamp()


def _runs(starts: Sequence[int]) -> list[tuple[int, int]]:
    """Blocks that follow on one another as one window."""
    runs: list[tuple[int, int]] = []
    for start in starts:
        if runs and runs[-1][1] == start:
            runs[-1] = (runs[-1][0], start + BLOCK)
        else:
            runs.append((start, start + BLOCK))
    return runs
