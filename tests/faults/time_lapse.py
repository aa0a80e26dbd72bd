"""An event loop on which waiting takes no time: whenever nothing is left to do, its clock goes on to the next timer."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

GRACE = 0.02
"""Seconds of the box in which a thread that works for the loop may report, before the loop's clock goes on."""


class _Selector(selectors.DefaultSelector):
    """Never waits for a timer: counts the time that was not waited as ``skipped``."""

    skipped = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(timeout if timeout is None else min(timeout, GRACE))
        if not ready and timeout is not None and timeout > GRACE:
            self.skipped += timeout - GRACE
        return ready


class TimeLapse(asyncio.SelectorEventLoop):
    """A loop whose ``time()`` holds the waits that were left out."""

    def __init__(self) -> None:
        self._lapse = _Selector()
        super().__init__(self._lapse)

    def time(self) -> float:
        """Seconds, as monotonic as any."""
        return super().time() + self._lapse.skipped


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run ``work`` to its end on such a loop: real sockets, real timeouts, no real waits."""
    with asyncio.Runner(loop_factory=TimeLapse) as runner:
        return runner.run(work)
