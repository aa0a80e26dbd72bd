"""Typing a search: when the results stand, and how long the screen is deaf meanwhile."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from tests.benchmarks.figures import Figure, p95
from tests.benchmarks.ground import LARGE, Ground
from tests.benchmarks.office import COMMON_WORD, MARK
from tests.benchmarks.pty_program import SLOWEST, PtyProgram

LATE = 0.4
"""Seconds after which nothing more of the list comes."""
RUNS = 3
WORDS = (COMMON_WORD, "wangfang", "评审", "nordwind", "qqqq")


def figures(ground: Ground) -> Iterator[Figure]:
    """Row 9; of each key, and of the longest the loop was kept, the median of several runs."""
    runs = [_typed(ground) for _ in range(RUNS)]
    times = [median(each) for each in zip(*(run.times for run in runs), strict=True)]
    whole = median(max(run.whole) for run in runs)
    held = [max(run.blocked, default=0.0) for run in runs]
    slowest = ", ".join(f"{p95(run.times):.1f}" for run in runs)
    details = f"median {median(times):.1f} ms, {len(times)} keys, runs {slowest}; whole after {whole:.0f} ms"
    yield Figure("9", "search: a key to the result list, p95", p95(times), 50, "ms", details)
    longest = ", ".join(f"{each:.1f}" for each in held)
    yield Figure("9", "search: the loop is kept, at most", median(held), 16, "ms", f"runs {longest}")


class _Run(NamedTuple):
    """Milliseconds: to the list after each key, to all of it after each word, and while the screen was deaf."""

    times: list[float]
    whole: list[float]
    blocked: list[float]


def _typed(ground: Ground) -> _Run:
    report = ground.folder / "loop"
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "tests.benchmarks.watched", str(report)]
    times, whole = [], []
    with PtyProgram(command, ground.desk(LARGE).environ) as program:
        program.time_to(MARK)
        program.settle(2.0)
        program.press("/")
        begun = _lines(report)
        for word in WORDS:
            for key in word:
                typed = perf_counter()
                reply = program.press(key)
                # The bar shows what is typed: a key without an answer is one that took longer than anybody waits.
                times.append(reply.ms if reply.size else SLOWEST * 1000)
            waited = (perf_counter() - typed) * 1000
            # When one stops typing, what there is beyond the first screen follows.
            whole.append(waited + program.press("", LATE).ms if program.has_output(LATE) else times[-1])
            program.press("\x15")
        blocked = [float(line) for line in report.read_text().splitlines()[begun:]]
    return _Run(times, whole, blocked)


def _lines(path: Path) -> int:
    return len(path.read_text().splitlines())
