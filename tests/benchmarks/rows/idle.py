"""A minute in which nobody does anything."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic, sleep

from tests.benchmarks.figures import Figure
from tests.benchmarks.ground import MIDDLE, Ground, browser
from tests.benchmarks.office import MARK
from tests.benchmarks.processes import cpu_seconds

SECONDS = 60.0
CLOCK_LINE = 250
"""Bytes the once-a-minute clock line may take: the line of now, the status line, what is in how many minutes."""


def figures(ground: Ground) -> Iterator[Figure]:
    """Row 8."""
    with browser(ground.desk(MIDDLE)) as program:
        program.time_to(MARK)
        program.rest()
        begun, before = monotonic(), cpu_seconds(program.pid)
        sizes = []
        while (left := SECONDS - (monotonic() - begun)) > 0:
            if not program.has_output(left):
                break
            sizes.append(program.settle())
        sleep(max(SECONDS - (monotonic() - begun), 0))
        spent = cpu_seconds(program.pid) - before
    outside = sum(sizes[1:])
    clock = sizes[0] if sizes else 0
    yield Figure(
        "8", "idle for a minute, outside the clock", outside, 0, "bytes", f"{len(sizes)} times, at first {clock}"
    )
    yield Figure("8", "idle for a minute, the clock", clock, CLOCK_LINE, "bytes", "once a minute")
    yield Figure("8", "idle for a minute, processor", spent / SECONDS * 100, 0.2, "%", f"{spent * 1000:.0f} ms")
