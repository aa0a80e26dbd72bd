"""Keys that move: a cursor move, a day on, a month on; until the screen is quiet again, and what it costs to send."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from tests.benchmarks.figures import Figure, p95
from tests.benchmarks.ground import MIDDLE, Ground, browser
from tests.benchmarks.office import MARK
from tests.benchmarks.pty_program import SLOWEST, PtyProgram, Reply

MOVES = "jjjjkkjjjjjkjj"
DAYS = "lllhhlllllhl"
MONTHS = "}}}{}}{{}}{{{"
WALKS = 3
"""Each step is timed on so many walks, and its median taken: a machine of several tenants halts now and then."""


def figures(ground: Ground) -> Iterator[Figure]:
    """Rows 6 and 7."""
    for size, most in (((80, 24), 400), ((120, 40), 600)):
        with browser(ground.desk(MIDDLE), size) as program:
            program.time_to(MARK)
            program.rest()
            shape = f"{size[0]}x{size[1]}"
            for what, keys in (("cursor move", MOVES), ("day on", DAYS)):
                replies = _walked(program, keys)
                yield _time("6", f"{what} at {shape}", 25, replies)
                yield _bytes("6", f"{what} at {shape}", most, replies)
            if size == (120, 40):
                replies = _walked(program, MONTHS)
                yield _time("7", f"month on at {shape}", 60, replies)
                yield _bytes("7", f"month on at {shape}", 6000, replies)


def _walked(program: PtyProgram, keys: str) -> list[Reply]:
    """The replies to each step; a walk before is not timed, as on it details are fetched and drawn when they arrive."""
    for key in keys:
        program.press(key, 0.25)
    walks = [_walk(program, keys) for _ in range(WALKS)]
    return [
        Reply(median(each.ms for each in step), int(median(each.size for each in step)))
        for step in zip(*walks, strict=True)
    ]


def _walk(program: PtyProgram, keys: str) -> list[Reply]:
    program.press("t", 0.5)
    replies = [program.press(key) for key in keys]
    program.press("t", 0.5)
    # Each of the keys moves: one without an answer is one that took longer than anybody waits.
    return [reply if reply.size else Reply(SLOWEST * 1000, 0) for reply in replies]


def _time(row: str, what: str, goal: float, replies: list[Reply]) -> Figure:
    times = [reply.ms for reply in replies]
    return Figure(row, f"{what}, p95", p95(times), goal, "ms", f"median {median(times):.1f} ms")


def _bytes(row: str, what: str, goal: float, replies: list[Reply]) -> Figure:
    sizes = [float(reply.size) for reply in replies if reply.size]
    details = f"p95 {p95(sizes):.0f}, most {max(sizes):.0f} bytes"
    return Figure(row, f"{what}, bytes", median(sizes), goal, "bytes", details)
