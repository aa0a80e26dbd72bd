"""COUNT: which occurrence is the last, counted once from DTSTART and remembered."""

from __future__ import annotations

from feishu_tui.recurrence.budget import Budget
from feishu_tui.recurrence.pattern import Pattern


class Counter:
    """Finds the last of ``count`` wall times of a pattern; what was counted once is not counted again."""

    def __init__(self, pattern: Pattern, count: int) -> None:
        self._pattern = pattern
        self._count = count
        self._seen: tuple[int, int, int | None] = (pattern.first, 0, None)
        """Where to go on counting, how many come before, the last one once it is known."""

    def last(self, through: int, budget: Budget) -> int | None:
        """The last wall time the count allows, ``None`` when it lies beyond ``through``.

        Raises ``TooManyOccurrences`` once the budget is spent; nothing is remembered then.
        """
        begin, counted, last = self._seen
        if last is None and through >= begin:
            for block in self._pattern.blocks(begin, through, budget):
                if counted + len(block) >= self._count:
                    last = block[self._count - counted - 1]
                    break
                counted += len(block)
            self._seen = (through + 1, counted, last)
        return last if last is not None and last <= through else None
