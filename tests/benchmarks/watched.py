"""The program with a watch on its event loop: ``python -m tests.benchmarks.watched FILE``.

Each line of FILE is how long a callback that took over a millisecond kept the loop from anything else, in ms.
"""

from __future__ import annotations

import asyncio
import sys
from asyncio import Handle
from collections.abc import Callable
from contextvars import Context
from time import perf_counter
from typing import Any, TypeVarTuple

Ts = TypeVarTuple("Ts")

LEAST_MS = 1.0


class Watched(asyncio.SelectorEventLoop):
    """Notes how long each callback takes."""

    def call_soon(self, callback: Callable[[*Ts], object], *args: *Ts, context: Context | None = None) -> Handle:
        """As the loop's own, timed."""
        return super().call_soon(lambda: _timed(callback, *args), context=context)


def _timed(callback: Callable[..., object], *args: Any) -> None:
    begun = perf_counter()
    try:
        callback(*args)
    finally:
        taken = (perf_counter() - begun) * 1000
        if taken > LEAST_MS:
            _REPORT.write(f"{taken:.2f}\n")


def main() -> None:
    """Run the program on such a loop."""
    asyncio.SelectorEventLoop = Watched
    from feishu_tui.cli import run

    sys.exit(run([]))


if __name__ == "__main__":
    _REPORT = open(sys.argv[1], "w", buffering=1)  # noqa: SIM115
    main()
