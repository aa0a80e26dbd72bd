"""Keeps the requests below the documented limits: 50 a second and 1 000 a minute for each API.

https://open.feishu.cn/document/ukTMukTMukTM/uUzN04SN3QjL1cDN
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from aiolimiter import AsyncLimiter

Sleep = Callable[[float], Awaitable[object]]

BELOW_DOCUMENTED = ((8, 0.2), (400, 42.0))
"""(requests, seconds) of each leaky bucket. A bucket lets its whole capacity pass at once and its rate on top: at most
8 + 40 in any second and 400 + 571 in any minute, so that a few hundred series are checked without a wait."""


class Pace:
    """Lets requests pass one by one; all wait together after the server asked for a pause."""

    def __init__(
        self, limits: Sequence[tuple[float, float]] = BELOW_DOCUMENTED, *, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._limiters = [AsyncLimiter(requests, seconds) for requests, seconds in limits]
        self._sleep = sleep
        self._pauses: list[asyncio.Future[None]] = []

    async def turn(self) -> None:
        """Returns when the next request may go out."""
        while self._pauses:
            await asyncio.wait({self._pauses[-1]})
        for limiter in self._limiters:
            await limiter.acquire()

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
