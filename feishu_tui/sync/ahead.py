"""Who comes: the list of events does not tell, so that each has to be asked for, some at a time, what is near first."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from feishu_tui.errors import FeishuTuiError, NotFound, NotPermitted
from feishu_tui.model import Span
from feishu_tui.store import Store
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

    async def read(self, calendar_ids: Sequence[str] | None = None) -> int:
        """Fetch what is lacking of the details, the nearest first, one by one; how many came.

        Ends at the first that fails, without a word: nobody asked for it. What is refused or gone is remembered.
        Raises CacheError only.
        """
        if not self._most:
            return 0
        now = self._clock()
        span = Span(now - BACK, now + AHEAD)
        await asyncio.to_thread(self._store.learn_own_id)
        due = await asyncio.to_thread(self._store.details_due, now, span, self._most, calendar_ids)
        for count, key in enumerate(due):
            try:
                detail = await self._events.get(*key, once=True)
            except FeishuTuiError as error:
                if isinstance(error, NotFound | NotPermitted):
                    await asyncio.to_thread(self._store.put_refusal, *key, self._clock().timestamp())
                if not isinstance(error, NotFound):
                    return count
            else:
                await asyncio.to_thread(self._store.put_detail, detail, self._clock().timestamp())
        return len(due)
