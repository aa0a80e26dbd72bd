"""Ten changes on the server and a sync, on a hundred thousand events against a thousand."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tests.benchmarks.desk import Desk
from tests.benchmarks.figures import Figure, in_turn, ratio
from tests.benchmarks.ground import LARGE, SMALL, Ground

CHANGES = 10


def figures(ground: Ground) -> Iterator[Figure]:
    """Row 11."""
    large, small = ground.desk(LARGE), ground.desk(SMALL)
    for desk in (large, small):
        desk.run("sync")
    many, few = in_turn(ground.runs, lambda: _synced(large), lambda: _synced(small))
    yield ratio("11", "sync of ten changes: 100 000 : 1 000", 1.5, many, few)


def _synced(desk: Desk) -> float:
    """Milliseconds the whole command takes."""
    desk.change(CHANGES)
    cost = desk.run("sync", "--json")
    stored = sum(calendar["stored"] for calendar in json.loads(cost.output)["calendars"])
    assert stored == CHANGES, stored
    return cost.wall
