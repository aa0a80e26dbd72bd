"""Where the cursor of the agenda goes, and what the view turns to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from feishu_tui.agenda import Entry, days
from feishu_tui.ui.agenda_places import top_around
from feishu_tui.ui.agenda_row import Row
from tests.ui.events import SHANGHAI, TODAY, event, once


def week(sizes: Sequence[int]) -> list[Row]:
    """The rows of days with so many events: a heading, the events and a blank line."""
    rows: list[Row] = []
    for number, size in enumerate(sizes):
        day = TODAY + timedelta(days=number)
        rows += [Row((), day, kind, entry=entry) for kind, entry in kinds(size)]
    return rows


def kinds(size: int) -> list[tuple[str, Entry | None]]:
    (held,) = days([once(event())], TODAY, TODAY, SHANGHAI)
    return [("heading", None), *[("entry", held.entries[0])] * size, ("blank", None)]


def first(rows: Sequence[Row], day: date) -> int:
    return next(place for place, row in enumerate(rows) if row.day == day and row.entry)


@pytest.mark.parametrize(
    ("sizes", "page", "top"),
    [
        ([8, 8, 8], 22, 0),
        ([8, 8, 8], 21, 10),
        ([8, 30, 8], 38, 10),
        ([8, 30, 8], 60, 0),
        ([0, 3, 3], 38, 0),
    ],
)
def test_the_day_before_stays_where_the_day_after_begins_in_sight(sizes: list[int], page: int, top: int) -> None:
    rows = week(sizes)
    assert top_around(rows, first(rows, TODAY + timedelta(days=1)), page) == top


def test_the_first_and_the_last_day_held_are_their_own_neighbours() -> None:
    rows = week([5, 5])
    assert top_around(rows, first(rows, TODAY), 10) == 0
    assert top_around(rows, first(rows, TODAY + timedelta(days=1)), 10) == 7
