"""Who comes: the list of events does not tell, so that each has to be asked for, some at a time, what is near first."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from feishu_tui.errors import FeishuTuiError, NotFound, NotPermitted
from feishu_tui.model import EventDetail, Span
from feishu_tui.store import Store
from feishu_tui.store.rows import EventRow
from feishu_tui.sync.meanwhile import Meanwhile
from feishu_tui.sync.server import EventSource

BACK, AHEAD = timedelta(days=7), timedelta(days=21)
"""What is near. What is not comes afterwards, so many a day (``store.due``)."""
MOST = 100
"""So many events are asked for at a time: what a tenant may ask in a month is bounded (general errors, 99991403)."""


class Ahead:
    """Fetches details before they are looked at. ``clock`` gives aware now."""

    def __init__(self, events: EventSource, store: Store, clock: Callable[[], datetime], most: int = MOST) -> None:
        self._events = events
        self._store = store
        self._clock = clock
        self._most = most
        self._meanwhile: Meanwhile | None = None
        self._come: dict[tuple[str, str], tuple[EventDetail, float]] = {}
        """What came while calendars were read, and when."""

    @asynccontextmanager
    async def along(self) -> AsyncIterator[None]:
        """While this lasts, details of what is near among what is met are fetched already, for the next ``read``."""
        async with Meanwhile(self._events, self._clock, self._near(), self._most) as self._meanwhile:
            try:
                yield
            finally:
                self._come, self._meanwhile = self._meanwhile.come, None

    def meet(self, calendar_id: str, rows: Iterable[EventRow]) -> None:
        """Some events of a calendar were read."""
        if self._meanwhile is not None:
            self._meanwhile.meet(calendar_id, rows)

    async def read(self, calendar_ids: Sequence[str] | None = None) -> int:
        """Fetch what is lacking of the details, the nearest first, one by one; how many came.

        Ends at the first that fails, without a word: nobody asked for it. What is refused or gone is remembered.
        Raises CacheError only.
        """
        come, self._come = self._come, {}
        if not self._most:
            return 0
        await asyncio.to_thread(self._store.learn_own_id)
        most = self._most + len(come)
        due = await asyncio.to_thread(self._store.details_due, self._clock(), self._near(), most, calendar_ids)
        kept = [come[key] for key in due if key in come]
        await asyncio.to_thread(self._store.put_details, kept)
        for count, key in enumerate((each for each in due[: self._most] if each not in come), len(kept)):
            try:
                detail = await self._events.get(*key, once=True)
            except FeishuTuiError as error:
                if isinstance(error, NotFound | NotPermitted):
                    await asyncio.to_thread(self._store.put_refusal, *key, self._clock().timestamp())
                if not isinstance(error, NotFound):
                    return count
            else:
                await asyncio.to_thread(self._store.put_detail, detail, self._clock().timestamp())
        return len(kept) + sum(each not in come for each in due[: self._most])

    def _near(self) -> Span:
        now = self._clock()
        return Span(now - BACK, now + AHEAD)
