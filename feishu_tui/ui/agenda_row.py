"""A row of the agenda: what it stands for, and the line that is made of it once it is to be seen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from feishu_tui.agenda import Entry
from feishu_tui.lazy_typing import TYPE_CHECKING
from feishu_tui.ui.line import Line

if TYPE_CHECKING:
    from feishu_tui.ui.agenda_lines import Spot


class Row:
    """A line of the agenda and what it stands for."""

    __slots__ = ("_line", "day", "entry", "kind", "spot")

    def __init__(
        self,
        line: Line | Callable[[], Line],
        day: date,
        kind: str,
        spot: Spot | None = None,
        entry: Entry | None = None,
    ) -> None:
        """``line`` may be what makes it, as most of the rows that are held are never on screen.

        ``kind`` is ``heading``, ``entry``, ``now``, ``free``, ``gap`` (days without events) or ``blank``; ``spot`` is
        ``None`` where the cursor does not rest.
        """
        self._line = line
        self.day, self.kind, self.spot, self.entry = day, kind, spot, entry

    @property
    def line(self) -> Line:
        """What it looks like."""
        if not isinstance(self._line, tuple):
            self._line = self._line()
        return self._line

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Row):
            return NotImplemented
        mine, theirs = ((row.day, row.kind, row.spot, row.entry, row.line) for row in (self, other))
        return mine == theirs

    __hash__ = None  # type: ignore[assignment]
