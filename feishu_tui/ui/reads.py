"""What was read of the cache lately: what is on is wanted to be shown, for what is next, and for overlaps."""

from __future__ import annotations

from datetime import date

from feishu_tui.model import Occurrence

Read = tuple[list[Occurrence], frozenset[str] | None]
"""What shown calendars hold, and the instance ids of one's own time, ``None`` for all."""
MOST, MOST_FOUND = 12, 1500
"""So many stretches are kept, as long as there are no more occurrences in all of them."""


class Reads:
    """Stretches of days in a zone and what was read of them, until it has to be forgotten."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, date, date], Read] = {}

    def forget(self) -> None:
        """The cache has changed, or what is shown of it."""
        self._kept.clear()

    def keep(self, zone: str, first: date, last: date, read: Read) -> Read:
        """Keep what was read of the days from ``first`` to ``last``, both included; gives it back."""
        self._kept[zone, first, last] = read
        while len(self._kept) > MOST or (len(self._kept) > 1 and self._found() > MOST_FOUND):
            del self._kept[next(iter(self._kept))]
        return read

    def _found(self) -> int:
        return sum(len(found) for found, _ in self._kept.values())

    def of(self, zone: str, first: date, last: date) -> Read | None:
        """What was read of exactly these days."""
        return self._kept.get((zone, first, last))

    def around(self, zone: str, first: date, last: date) -> Read | None:
        """What was read of some days among which these are."""
        for (name, begins, ends), read in self._kept.items():
            if name == zone and begins <= first and last <= ends:
                return read
        return None
