"""A full sync of a hundred thousand events over loopback, beside a bare loop that fetches and reads the same pages."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import count
from time import time

from tests.benchmarks.desk import Desk
from tests.benchmarks.figures import Figure, in_turn, ratio
from tests.benchmarks.ground import LARGE, MIDDLE, Ground
from tests.benchmarks.processes import Cost, run

HISTORY = 365 * 86400
PAIRS = 3
"""So many of either are timed: they take seconds, in which a machine of several tenants becomes slower or faster."""
_NUMBERS = count()


def figures(ground: Ground) -> Iterator[Figure]:
    """Row 10."""
    large, middle = ground.desk(LARGE), ground.desk(MIDDLE)
    fetch = [sys.executable, "-m", "tests.benchmarks.bare_fetch", large.url, str(int(time()) - HISTORY)]
    ours, bare = [], []
    for _ in range(PAIRS):
        bare.append(run(fetch, ground.environ))
        ours.append(_sync(large))
    yield ratio("10", "full sync of 100 000 : bare loop", 2.5, [one.wall for one in ours], [one.wall for one in bare])
    [few] = in_turn(1, lambda: _sync(middle))
    yield ratio("10", "memory of a full sync: 100 000 : 10 000", 1.25, [ours[-1].peak], [few[0].peak], "MB")


def _sync(desk: Desk) -> Cost:
    """Into a cache of its own each time."""
    return desk.run("sync", environ=desk.environ_in(f"again{next(_NUMBERS)}"))
