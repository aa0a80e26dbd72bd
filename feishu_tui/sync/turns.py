"""Waiting while another program brings the same cache up to date, rather than asking the server for the same."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from feishu_tui.store.turn import Turn

LOOK_SECONDS = 0.1
"""How often it is looked whether the other one is done."""

STUCK_SECONDS = 20.0
"""After so long without a page the other one is taken for stopped: nobody waits for it any more."""


@asynccontextmanager
async def in_turn(turn: Turn) -> AsyncIterator[bool]:
    """Wait for one's turn and give it back at the end; whether another one's was waited for."""
    waited = await _wait(turn)
    try:
        yield waited
    finally:
        turn.give_back()


async def _wait(turn: Turn) -> bool:
    loop = asyncio.get_running_loop()
    sign, seen_at, waited = turn.sign(), loop.time(), False
    while not turn.take():
        waited = True
        await asyncio.sleep(LOOK_SECONDS)
        if turn.sign() != sign:
            sign, seen_at = turn.sign(), loop.time()
        elif loop.time() - seen_at > STUCK_SECONDS:
            return False
    return waited
