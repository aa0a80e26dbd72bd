"""What takes whole days, as bars over the days it lies on, each bar in one row."""

from __future__ import annotations

from collections.abc import Sequence

from feishu_tui.agenda import Day, Entry, lanes_of
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.ui.agenda_lines import Spot
from feishu_tui.ui.grid_blocks import is_bar, is_chosen


@dataclass(frozen=True, slots=True)
class Bar:
    """An event over several columns."""

    entry: Entry
    """As it is on the first of them."""
    first: int
    last: int
    """Columns, both included."""
    row: int
    ends_here: bool
    """Whether it does not go on beyond the last of them."""


@dataclass(frozen=True, slots=True)
class Bars:
    """The bars that are drawn, and how many more there are on each day."""

    drawn: tuple[Bar, ...]
    more: tuple[int, ...]
    """A number a column; it stands in the last row."""
    rows: int

    def on(self, column: int) -> set[int]:
        """The rows that are taken on a day."""
        return {bar.row for bar in self.drawn if bar.first <= column <= bar.last}


def bars(days: Sequence[Day], most: int, chosen: Spot) -> Bars:
    """The bars over consecutive days in at most ``most`` rows, the longest of those that begin together on top.

    What has no row is counted, but for the ``chosen`` one, which takes the last row for itself.
    """
    found: dict[tuple[str, str], tuple[int, int, Entry, bool]] = {}
    for column, day in enumerate(days):
        for entry in day.entries:
            if is_bar(entry.occurrence):
                key = (entry.occurrence.calendar_id, entry.occurrence.instance_id)
                first, _, opening, _ = found.get(key, (column, 0, entry, False))
                found[key] = first, column, opening, entry.ends_here
    spans = sorted(found.values(), key=lambda span: (span[0], -span[1]))
    lanes = lanes_of([(first, last + 1) for first, last, _, _ in spans])
    every = [
        Bar(entry, first, last, row, ends) for (first, last, entry, ends), (row, _) in zip(spans, lanes, strict=True)
    ]
    rows = max((bar.row + 1 for bar in every), default=0)
    if rows <= most:
        return Bars(tuple(every), (0,) * len(days), rows)
    return _crowded(every, len(days), most, chosen)


def _crowded(every: Sequence[Bar], columns: int, most: int, chosen: Spot) -> Bars:
    """The bars where not all have a row: a day that has too many keeps its last row for their number."""
    crowds = [sum(bar.first <= column <= bar.last and bar.row >= most for bar in every) for column in range(columns)]
    drawn: list[Bar] = []
    more = [0] * columns
    taken: Bar | None = None
    for bar in every:
        over = bar.row >= most or (bar.row == most - 1 and any(crowds[bar.first : bar.last + 1]))
        if not over:
            drawn.append(bar)
        elif is_chosen(bar.entry, chosen):
            taken = Bar(bar.entry, bar.first, bar.last, most - 1, bar.ends_here)
            drawn.append(taken)
        else:
            for column in range(bar.first, bar.last + 1):
                more[column] += 1
    if taken is not None:
        drawn = [bar for bar in drawn if bar is taken or not _meet(bar, taken)]
        more[taken.first : taken.last + 1] = [0] * (taken.last + 1 - taken.first)
    return Bars(tuple(drawn), tuple(more), most)


def _meet(one: Bar, other: Bar) -> bool:
    return one.row == other.row and one.first <= other.last and other.first <= one.last
