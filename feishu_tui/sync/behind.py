"""Storing the pages of a full pull while the next ones are read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from feishu_tui.store import Storable
from feishu_tui.store.rows import EventRow

if TYPE_CHECKING:
    from feishu_tui.store.shadow import Shadow

ROWS_A_TURN = 50
"""So many events are made ready to be stored before others have a turn."""

SEEN_AT_ONCE = 2000
"""So many events of a first pull are stored page by page, for somebody may be waiting to see them."""

TOGETHER = 1000
"""Further ones are stored so many at a time: much of what they touch in the cache is the same."""


class Behind:
    """Stores in a thread what was read, one lot at a time. ``told`` is called for each page when it is stored.

    ``met`` is called with what is ready to be stored.
    """

    def __init__(
        self,
        shadow: Shadow,
        told: Callable[[int], object],
        met: Callable[[Sequence[EventRow]], object] = lambda _: None,
    ) -> None:
        self._shadow = shadow
        self._told = told
        self._met = met
        self._ready: list[EventRow] = []
        self._sizes: list[int] = []
        """How many rows came with each page of what is ready."""
        self._storing: asyncio.Future[int] | None = None
        self._on_the_way: list[int] = []
        """The same of the pages that are being stored."""
        self.stored = 0
        """How many events are stored by now."""

    async def add(self, events: list[Storable], received: int) -> None:
        """Have a page stored soon; uses it up. Raises what storing an earlier one raised."""
        # Made ready here rather than in a thread: two that compute are slower than one.
        while events:
            rows = self._shadow.rows(events[:ROWS_A_TURN])
            del events[:ROWS_A_TURN]
            self._met(rows)
            self._ready += rows
            await asyncio.sleep(0)
        self._sizes.append(received)
        if len(self._ready) >= TOGETHER or self.stored + sum(self._on_the_way) < SEEN_AT_ONCE:
            await self._begin()

    async def rest(self) -> None:
        """Return when all is stored."""
        await self._begin()
        await self._settle()

    def give_up(self) -> None:
        """Let go what is just being stored, whatever becomes of it."""
        if self._storing is not None and not self._storing.cancel() and not self._storing.cancelled():
            self._storing.exception()

    async def _begin(self) -> None:
        await self._settle()
        if self._ready:
            self._storing = asyncio.ensure_future(asyncio.to_thread(self._shadow.put_rows, self._ready))
        self._on_the_way, self._ready, self._sizes = self._sizes, [], []

    async def _settle(self) -> None:
        if self._storing is not None:
            self.stored += await self._storing
            self._storing = None
        for received in self._on_the_way:
            self._told(received)
            await asyncio.sleep(0)  # who was told may have had enough
        self._on_the_way = []
