"""An end to every search: a rule may be written to look for ever."""

from __future__ import annotations

from feishu_tui.errors import TooManyOccurrences

STEPS = 20_000
"""What one question may cost; a step is a period or a day looked at, at most a few microseconds."""


class Budget:
    """Steps left for one question; ``spent`` counts those used."""

    __slots__ = ("limit", "spent")

    def __init__(self, limit: int = STEPS) -> None:
        self.limit = limit
        self.spent = 0

    def spend(self, steps: int) -> None:
        """Count steps. Raises ``TooManyOccurrences`` beyond the limit."""
        self.spent += steps
        if self.spent > self.limit:
            raise TooManyOccurrences(
                "The rule takes too long to work out here.", hint="The server's own occurrences are shown instead."
            )
