"""An event loop on which waiting takes no time: whenever nothing is left to do, its clock goes on to the next timer."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

GRACE = 0.005
"""Seconds of the box in which bytes under way over loopback may arrive, before the loop's clock goes on."""


class _Selector(selectors.DefaultSelector):
    """Never waits for a timer unless a thread works for the loop: counts the time that was not waited as ``skipped``.

    However busy the box is, a thread that takes long thus makes no timer go off early.
    """

    skipped = 0.0
    threads = 0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if self.threads or timeout is None or timeout <= GRACE:
            return super().select(timeout)
        ready = super().select(GRACE)
        if not ready:
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

    def run_in_executor(self, executor: Any, func: Callable[..., T], *args: Any) -> asyncio.Future[T]:  # type: ignore[override]
        """As ever; no time is left out until the thread is done."""
        self._lapse.threads += 1
        future = super().run_in_executor(executor, func, *args)
        future.add_done_callback(self._rejoined)
        return future

    def _rejoined(self, _: asyncio.Future[Any]) -> None:
        self._lapse.threads -= 1


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run ``work`` to its end on such a loop: real sockets, real timeouts, no real waits."""
    with asyncio.Runner(loop_factory=TimeLapse) as runner:
        return runner.run(work)
