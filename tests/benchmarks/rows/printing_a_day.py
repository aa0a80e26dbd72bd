"""``feishu-tui agenda`` of today from a warm cache, beside ``calcurse -d 1`` and bare Python."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from tests.benchmarks.figures import Figure, in_turn, ratio, skipped
from tests.benchmarks.ground import LARGE, MIDDLE, SMALL, Ground
from tests.benchmarks.processes import Cost, run


def figures(ground: Ground) -> Iterator[Figure]:
    """Row 1 on ten thousand events, row 2 on a hundred thousand against a thousand."""
    desk, calcurse = ground.desk(MIDDLE), ground.calcurse_row(MIDDLE)

    def ours() -> Cost:
        return desk.run("agenda")

    def nothing() -> Cost:
        return run([sys.executable, "-c", "pass"], ground.environ)

    agenda, bare = in_turn(ground.runs, ours, nothing)
    yield ratio("1", "agenda of a day : python -c pass", 6, _wall(agenda), _wall(bare))
    if calcurse is None:
        yield skipped("1", "agenda of a day : calcurse -d 1", 0.5, "calcurse is not installed")
    else:
        agenda, theirs = in_turn(ground.runs, ours, lambda: run(calcurse.print_days(1), calcurse.environ))
        yield ratio("1", "agenda of a day : calcurse -d 1", 0.5, _wall(agenda), _wall(theirs))
    small, large = ground.desk(SMALL), ground.desk(LARGE)
    many, few = in_turn(ground.runs, lambda: large.run("agenda"), lambda: small.run("agenda"))
    yield ratio("2", "agenda of a day: 100 000 : 1 000 events", 1.2, _wall(many), _wall(few))


def _wall(costs: list[Cost]) -> list[float]:
    return [cost.wall for cost in costs]
