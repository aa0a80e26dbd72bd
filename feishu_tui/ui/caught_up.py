"""Waiting until parts of the screen have done what they were told."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from textual.app import App
from textual.dom import DOMNode

LONGEST_TO_CATCH_UP = 0.5
"""Seconds."""


async def caught_up(*nodes: DOMNode) -> None:
    """Wait until nodes, one after the other, have done what they were told so far: each does so on its own time."""
    with suppress(TimeoutError):
        async with asyncio.timeout(LONGEST_TO_CATCH_UP):
            for node in nodes:
                done = asyncio.Event()
                if not isinstance(node, App) and node.call_later(done.set):
                    await done.wait()
