"""Where days, hours and bars stand in a time grid of some size."""

from __future__ import annotations

from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.ui.grid_blocks import DAY_MINUTES

LEAST_DAY = 9
"""Cells below which a day is not worth a column of its own."""
HEADING = 1
_WIDE_AXIS, _NARROW_AXIS = 6, 3
_ROOM_FOR_WIDE_AXIS = 48
_LEAST_LANE = 4
_FINE_ROWS, _FINE, _COARSE = 44, 15, 30
"""From how many rows on one is a quarter of an hour, instead of half an hour."""


def columns_in(width: int, most: int, *, two_zones: bool) -> int:
    """How many days stand side by side: a week where it fits, else 5, 4, 3, 2 or 1."""
    room = width - axis_cells(width, two_zones)
    return next((count for count in (7, 5, 4, 3, 2) if count <= most and room // count - 1 >= LEAST_DAY), 1)


def axis_cells(width: int, two_zones: bool) -> int:
    """Cells of the hours at the left, ``09:00`` or ``09`` and a blank; of those of two zones where there is room."""
    if width < _ROOM_FOR_WIDE_AXIS:
        return _NARROW_AXIS
    return 2 * _WIDE_AXIS if two_zones else _WIDE_AXIS


def minutes_a_row(rows: int) -> int:
    """How many minutes one of so many rows stands for."""
    return _FINE if rows >= _FINE_ROWS else _COARSE


@dataclass(frozen=True, slots=True)
class GridFrame:
    """A heading, rows of bars, then rows of time, beside the hours; each day has a rule at its left."""

    width: int
    height: int
    columns: int
    bars: int
    """Rows of bars."""
    top: int = 0
    """The first row of time shown, counted from midnight."""
    second: bool = False
    """Whether the hours of a second zone are wanted, too."""

    @property
    def axis(self) -> int:
        """Cells of the hours, of both zones where both are shown."""
        return axis_cells(self.width, self.second)

    @property
    def two_zones(self) -> bool:
        """Whether the hours of a second zone are shown."""
        return self.axis == 2 * _WIDE_AXIS

    @property
    def hour(self) -> int:
        """Cells of one hour."""
        return self.axis // 2 if self.two_zones else self.axis

    @property
    def minutes(self) -> int:
        """What a row stands for; the number of bars does not change it."""
        return minutes_a_row(self.height - HEADING)

    @property
    def rows(self) -> int:
        """Rows of a whole day."""
        return DAY_MINUTES // self.minutes

    @property
    def body(self) -> int:
        """Rows of time shown."""
        return max(self.height - HEADING - self.bars, 1)

    @property
    def lanes(self) -> int:
        """How many events stand side by side on a day."""
        return max(self.cells(self.columns - 1) // _LEAST_LANE, 1)

    def left(self, column: int) -> int:
        """The cell a day begins at, right of its rule."""
        room = self.width - self.axis
        return self.axis + room * column // self.columns + 1

    def cells(self, column: int) -> int:
        """How wide a day is."""
        room = self.width - self.axis
        return room * (column + 1) // self.columns - room * column // self.columns - 1

    def column_at(self, x: int) -> int | None:
        """The day a cell belongs to, ``None`` on the hours."""
        found = [column for column in range(self.columns) if self.left(column) - 1 <= x]
        return found[-1] if found else None

    def row_at(self, y: int) -> int | None:
        """The row of time at a line, ``None`` on the heading and the bars."""
        row = self.top + y - HEADING - self.bars
        return row if y >= HEADING + self.bars and row < self.rows else None

    def with_row(self, first: int, last: int) -> int:
        """The first row to show so that those from ``first`` to ``last`` (excluded) are seen, turning far if at all."""
        top = self.top
        if first < top:
            top = min(last - 2 * self.body // 3, first)
        elif min(last, first + self.body) > top + self.body:
            top = first - self.body // 3
        return self.clamped(top)

    def clamped(self, top: int) -> int:
        """A first row that leaves nothing out above a gap."""
        return max(min(top, self.rows - self.body), 0)


def lane_cells(cells: int, lanes: int, lane: int, span: int) -> tuple[int, int]:
    """The first cell of a day that lanes take and the one after the last."""
    return cells * lane // lanes, cells * (lane + span) // lanes
