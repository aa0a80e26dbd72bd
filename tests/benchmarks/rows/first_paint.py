"""Today's agenda on the screen, beside calcurse and ikhal, from the start of the process."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.benchmarks.figures import Figure, in_turn, ratio, skipped
from tests.benchmarks.ground import LARGE, MIDDLE, SMALL, Ground, browser
from tests.benchmarks.office import MARK
from tests.benchmarks.pty_program import PtyProgram

IKHAL = "first paint on 10 000 : ikhal, days marked"


def figures(ground: Ground) -> Iterator[Figure]:
    """Row 3 on a thousand and ten thousand events, its part of row 5."""
    for count, goal in ((MIDDLE, 0.5), (SMALL, 1.2)):
        what, calcurse = f"first paint on {count:,} : calcurse".replace(",", " "), ground.calcurse_row(count)
        if calcurse is None:
            yield skipped("3", what, goal, "calcurse is not installed")
            continue
        theirs = calcurse.browse, calcurse.environ
        turns = 2 * ground.runs  # neither takes long, and what delays one by chance tells
        ours_ms, theirs_ms = in_turn(turns, _ours(ground, count), lambda: _shown(PtyProgram(*theirs)))  # noqa: B023
        yield ratio("3", what, goal, ours_ms, theirs_ms)
    khal = ground.khal
    if khal is None:
        yield skipped("3", IKHAL, 0.05, "khal is not installed")
    else:
        ours_ms, theirs_ms = in_turn(3, _ours(ground, MIDDLE), lambda: _shown(PtyProgram(khal.browse, khal.environ)))
        yield ratio("3", IKHAL, 0.05, ours_ms, theirs_ms)
    many, few = in_turn(ground.runs, _ours(ground, LARGE), _ours(ground, SMALL))
    yield ratio("5", "first paint: 100 000 : 1 000 events", 1.2, many, few)


def _ours(ground: Ground, count: int) -> Callable[[], float]:
    desk = ground.desk(count)
    return lambda: _shown(browser(desk))


def _shown(program: PtyProgram) -> float:
    with program:
        return program.time_to(MARK)
