"""The program with a watch on its event loop: ``python -m tests.benchmarks.watched FILE``.

Each line of FILE is how long a callback that took over a millisecond kept the loop from anything else, in ms.
"""

from __future__ import annotations

import sys
from asyncio import Handle
from time import perf_counter
from typing import TextIO

LEAST_MS = 1.0


def watch(report: TextIO) -> None:
    """Note how long each callback takes from now on: those of timers, sockets and other threads, too."""
    run = Handle._run

    def timed(handle: Handle) -> None:
        begun = perf_counter()
        try:
            run(handle)
        finally:
            taken = (perf_counter() - begun) * 1000
            if taken > LEAST_MS:
                report.write(f"{taken:.2f}\n")

    Handle._run = timed  # type: ignore[assignment, method-assign]


def main() -> None:
    """Run the program watched."""
    with open(sys.argv[1], "w", buffering=1) as report:
        watch(report)
        from feishu_tui.cli import run

        sys.exit(run([]))


if __name__ == "__main__":
    main()
