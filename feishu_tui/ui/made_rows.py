"""The rows of days as they were made before: most days look the same as when they were last on screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from feishu_tui.agenda import Day
from feishu_tui.lazy_dataclasses import replace
from feishu_tui.ui.agenda_lines import AgendaLook, day_rows
from feishu_tui.ui.agenda_row import Row

MOST_ROWS = 2000
"""So many rows are kept at most."""


class MadeRows:
    """Makes the rows of a day only where it, or the look of days, is another than before.

    What else changes what a row says, such as news, has to be told by ``forget``.
    """

    def __init__(self) -> None:
        self._look: AgendaLook | None = None
        self._made: dict[tuple[date, bool], tuple[Day, Sequence[Row]]] = {}
        self._count = 0

    def forget(self) -> None:
        """Make all rows anew."""
        self._made, self._count = {}, 0

    def rows(self, day: Day, folded: bool, look: AgendaLook) -> Sequence[Row]:
        """What ``day_rows`` gives, perhaps as it was given before in the same minute."""
        self._wear(look)
        known = self._made.get((day.date, folded))
        if known is not None and known[0] is day:
            return known[1]
        found = day_rows(day, folded, look)
        if self._count + len(found) > MOST_ROWS:
            self.forget()
        self._made[day.date, folded] = day, found
        self._count += len(found)
        return found

    def _wear(self, look: AgendaLook) -> None:
        if look is self._look:
            return
        minute = replace(look, now=look.now.replace(second=0, microsecond=0))
        before = self._look
        if before is None or minute != replace(before, now=before.now.replace(second=0, microsecond=0)):
            self.forget()
        self._look = look
