"""How far off what is found may be to have room among the first."""

from __future__ import annotations

from bisect import insort
from math import inf

_RANKS = 4
"""Those of ``Hit.rank`` that are told apart: in the title and elsewhere."""


class Room:
    """Room for ``size`` hits, the better fit first, then the nearer; without bounds for ``None``."""

    def __init__(self, size: int | None) -> None:
        self.size = size
        self._nearest: tuple[list[float], ...] = tuple([] for _ in range(_RANKS))
        """Of what fits so well or better the distances of the nearest there is room for."""

    def take(self, ranked: int, distance: float) -> None:
        """Something of that rank will be shown, so many seconds from now at most."""
        if self.size is not None:
            for nearest in self._nearest[ranked:]:
                insort(nearest, distance)
                del nearest[self.size :]

    def is_full(self, ranked: int) -> bool:
        """Whether there is no room for what is far away and of that rank."""
        return self.reach(ranked) < inf

    def reach(self, ranked: int) -> float:
        """Beyond how many seconds there is no room for anything of that rank."""
        nearest = self._nearest[min(ranked, _RANKS - 1)]
        return nearest[-1] if self.size is not None and len(nearest) >= self.size > 0 else inf
