"""Keeps the requests below the documented limits: 50 a second and 1 000 a minute for each API.

https://open.feishu.cn/document/ukTMukTMukTM/uUzN04SN3QjL1cDN
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

Sleep = Callable[[float], Awaitable[object]]

BELOW_DOCUMENTED = ((8, 0.2), (400, 42.0))
"""(requests, seconds) of each leaky bucket. A bucket lets its whole capacity pass at once and its rate on top: at most
8 + 40 in any second and 400 + 571 in any minute, so that a few hundred series are checked without a wait."""


class Pace:
    """Lets requests pass one by one; all wait together after the server asked for a pause."""

    def __init__(
        self, limits: Sequence[tuple[float, float]] = BELOW_DOCUMENTED, *, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._buckets = [_Bucket(requests, seconds) for requests, seconds in limits]
        self._sleep = sleep
        self._pauses: list[asyncio.Future[None]] = []

    async def turn(self) -> None:
        """Returns when the next request may go out."""
        while self._pauses:
            await asyncio.wait({self._pauses[-1]})
        for bucket in self._buckets:
            await bucket.take()

    async def rest(self, seconds: float) -> None:
        """Holds only the caller back for ``seconds``."""
        await self._sleep(seconds)

    async def pause(self, seconds: float) -> None:
        """Holds everyone back for ``seconds``; returns when they are over."""
        over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._pauses.append(over)
        try:
            await self._sleep(seconds)
        finally:
            self._pauses.remove(over)
            over.set_result(None)


class _Bucket:
    """A leaky bucket: it fills by one for each request, and leaks its capacity in so many seconds."""

    def __init__(self, capacity: float, seconds: float) -> None:
        self._capacity, self._rate = capacity, capacity / seconds
        self._level = self._looked_at = 0.0
        self._line = asyncio.Lock()

    async def take(self) -> None:
        """Returns when there was room for one more; those who wait come in their order."""
        async with self._line:
            while (excess := self._leaked() + 1 - self._capacity) > 0:
                await asyncio.sleep(excess / self._rate)
            self._level += 1

    def _leaked(self) -> float:
        """How full it is by now."""
        now = asyncio.get_running_loop().time()
        self._level = max(self._level - (now - self._looked_at) * self._rate, 0.0)
        self._looked_at = now
        return self._level
