"""A key typed before the program is there: when it is answered, beside a bare Textual program with three panes."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache

from tests.benchmarks.figures import Figure, in_turn, ratio
from tests.benchmarks.ground import LARGE, MIDDLE, SMALL, Ground, browser
from tests.benchmarks.pty_program import PtyProgram

KEY = "j"
PICKER = "Calendars"
"""A heading that is not in the first frame, which stands until the whole screen is drawn."""
WHEN = re.compile(r"\w{3} \d+ \w{3} \d\d:\d\d–\d\d:\d\d")
"""How the detail says when an event is; nothing else says it so."""


def figures(ground: Ground) -> Iterator[Figure]:
    """Row 4, and its part of row 5."""
    ours, bare = in_turn(ground.runs, lambda: _ours(ground, MIDDLE), lambda: _bare(ground))
    yield ratio("4", "first key answered : bare Textual", 1.35, ours, bare)
    many, few = in_turn(ground.runs, lambda: _ours(ground, LARGE), lambda: _ours(ground, SMALL))
    yield ratio("5", "first key: 100 000 : 1 000 events", 1.2, many, few)


def _ours(ground: Ground, count: int) -> float:
    answer = _answer(ground, count)
    with browser(ground.desk(count), (120, 40), KEY) as program:
        return program.time_to(answer)


@cache
def _answer(ground: Ground, count: int) -> str:
    """What the detail says of the event that the key moves to."""
    with browser(ground.desk(count)) as program:
        program.time_to(PICKER)
        program.settle(1.0)
        before = program.found(WHEN)
        program.press(KEY, 0.5)
        after = program.found(WHEN)
        assert before
        assert after not in ("", before)
        return after


def _bare(ground: Ground) -> float:
    command = [sys.executable, "-m", "tests.benchmarks.bare_app"]
    with PtyProgram(command, ground.environ, (120, 40), "\x1b[B") as program:
        return program.time_to("Chosen: number 1")
