"""Memory of the program while it is looked at, beside a bare Textual program with three panes."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from tests.benchmarks.figures import Figure, in_turn, ratio
from tests.benchmarks.ground import LARGE, Ground, browser
from tests.benchmarks.office import MARK
from tests.benchmarks.processes import memory
from tests.benchmarks.pty_program import PtyProgram


def figures(ground: Ground) -> Iterator[Figure]:
    """Row 14."""
    ours, bare = in_turn(2, lambda: _ours(ground), lambda: _bare(ground))
    yield ratio("14", "memory on 100 000 events : bare Textual", 1.5, ours, bare, "MB")


def _ours(ground: Ground) -> float:
    """After the sync at the start, and some moves."""
    with browser(ground.desk(LARGE)) as program:
        program.time_to(MARK)
        program.settle(2.0)
        for key in "jj]}{t":
            program.press(key, 0.3)
        return memory(program.pid)


def _bare(ground: Ground) -> float:
    with PtyProgram([sys.executable, "-m", "tests.benchmarks.bare_app"], ground.environ) as program:
        program.time_to("ready")
        program.settle(1.0)
        program.press("\x1b[B")
        return memory(program.pid)
