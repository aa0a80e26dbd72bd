"""An end to every search: a rule may be written to look for ever, and a calendar may hold any number of such rules."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from feishu_tui.errors import TooManyOccurrences
from feishu_tui.model import Span

STEPS = 20_000
"""What one question may cost; a step is a period or a day looked at, at most a few microseconds."""
OWN_STEPS, OWN_OCCURRENCES = 1000, 100
"""What a series may take whatever the others of the same question took, ..."""
OWN_A_DAY = 10
"""... and so much more of either for each day looked at, ..."""
DAYS_AHEAD = 100
"""... as for these where the question is what is still to come."""
SHARED_STEPS, SHARED_OCCURRENCES = 100_000, 20_000
"""What all series of a question may take together beyond what is their own; no less than one alone may take."""


class Budget:
    """Steps and occurrences left for one series in one question; ``spent`` and ``given`` count those used."""

    __slots__ = ("given", "limit", "most", "spent")

    def __init__(self, limit: int = STEPS, most: int = STEPS) -> None:
        self.limit = limit
        self.most = most
        self.spent = 0
        self.given = 0

    def spend(self, steps: int) -> None:
        """Count steps before they are taken. Raises ``TooManyOccurrences`` beyond the limit."""
        if self.spent + steps > self.limit:
            if self.limit < STEPS:
                raise _too_many_together()
            raise TooManyOccurrences(
                "The rule takes too long to work out here.", hint="The server's own occurrences are shown instead."
            )
        self.spent += steps

    def give(self, occurrences: int) -> None:
        """Count occurrences before they are made, each of them a step. Raises ``TooManyOccurrences``."""
        if self.given + occurrences > self.most < STEPS:
            raise _too_many_together()
        self.spend(occurrences)
        self.given += occurrences


class Shared:
    """What the series of one question have in common, so that many costly rules cost no more than a few.

    Every series has something of its own first, enough for an ordinary one; only what it takes beyond is taken from the
    others.
    """

    def __init__(self) -> None:
        self._steps = SHARED_STEPS
        self._occurrences = SHARED_OCCURRENCES

    @contextmanager
    def budget(self, span: Span | None = None) -> Iterator[Budget]:
        """What a series may spend on the span, without one on all that is still to come.

        What it spent beyond its own is gone for the others.
        """
        more = OWN_A_DAY * (DAYS_AHEAD if span is None else (span.end - span.start).days + 1)
        steps, occurrences = OWN_STEPS + more, OWN_OCCURRENCES + more
        budget = Budget(min(STEPS, steps + self._steps), min(STEPS, occurrences + self._occurrences))
        try:
            yield budget
        finally:
            self._steps -= max(0, budget.spent - steps)
            self._occurrences -= max(0, budget.given - occurrences)


def _too_many_together() -> TooManyOccurrences:
    return TooManyOccurrences(
        "The series here give too many occurrences together.", hint="Look at a shorter stretch of time."
    )
