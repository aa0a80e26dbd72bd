"""Typing a search: when the results stand, and how long the screen is deaf meanwhile."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.figures import Figure, p95
from tests.benchmarks.ground import LARGE, Ground
from tests.benchmarks.office import COMMON_WORD, MARK
from tests.benchmarks.pty_program import PtyProgram

WORDS = (COMMON_WORD, "wangfang", "评审", "nordwind", "qqqq")


def figures(ground: Ground) -> Iterator[Figure]:
    """Row 9."""
    report = ground.folder / "loop"
    command = [sys.executable, "-m", "tests.benchmarks.watched", str(report)]
    times = []
    with PtyProgram(command, ground.desk(LARGE).environ) as program:
        program.time_to(MARK)
        program.settle(2.0)
        program.press("/")
        begun = _lines(report)
        for word in WORDS:
            for key in word:
                reply = program.press(key)
                if reply.size:
                    times.append(reply.ms)
            program.press("\x15")
        blocked = [float(line) for line in report.read_text().splitlines()[begun:]]
    details = f"median {sorted(times)[len(times) // 2]:.1f} ms, {len(times)} keys"
    yield Figure("9", "search: a key to the result list, p95", p95(times), 50, "ms", details)
    yield Figure(
        "9", "search: the loop is kept, at most", max(blocked, default=0), 16, "ms", f"{len(blocked)} times over 1 ms"
    )


def _lines(path: Path) -> int:
    return len(path.read_text().splitlines())
