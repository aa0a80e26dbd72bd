"""What was measured: a figure beside its goal, and the arithmetic of medians."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing that has a goal. ``value`` has to be at most ``goal``; ``None`` where it could not be measured."""

    row: str
    what: str
    value: float | None
    goal: float
    unit: str
    """``×`` for a ratio, ``ms``, ``bytes`` or ``%``."""
    details: str
    """The two sides of a ratio, or why there is none."""
    broken: bool = False
    """Whether measuring broke off, which is no reason to leave it out."""

    @property
    def state(self) -> str:
        """``ok``, ``missed``, ``skipped`` or ``broken``."""
        if self.broken:
            return "broken"
        if self.value is None:
            return "skipped"
        return "ok" if self.value <= self.goal else "missed"

    def document(self) -> dict[str, Any]:
        """The figure for JSON."""
        return {**asdict(self), "state": self.state}


def ratio(row: str, what: str, goal: float, ours: Sequence[float], theirs: Sequence[float], unit: str = "ms") -> Figure:
    """The median of the ratios of pairs measured one after the other; ``unit`` is that of what was measured."""
    value = median(one / other for one, other in zip(ours, theirs, strict=True))
    return Figure(row, what, value, goal, "×", f"{told(ours, unit)} : {told(theirs, unit)}")


def skipped(row: str, what: str, goal: float, why: str) -> Figure:
    """A figure that cannot be had here."""
    return Figure(row, what, None, goal, "×", why)


def broken(what: str, error: Exception) -> Figure:
    """What is left of the rows named ``what``, of which measuring broke off."""
    why = (str(error).splitlines() or [""])[0]
    return Figure("", what, None, 0, "", f"{type(error).__name__}: {why}", broken=True)


def told(values: Sequence[float], unit: str) -> str:
    """The median of some figures with their unit."""
    return f"{median(values):.{0 if median(values) >= 100 else 1}f} {unit}"


def p95(values: Sequence[float]) -> float:
    """The value that nineteen of twenty do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


def in_turn(times: int, *measures: Callable[[], T]) -> list[list[T]]:
    """Each measure's results, the measures taking turns, after a turn that does not count."""
    for measure in measures:
        measure()
    rounds = [[measure() for measure in measures] for _ in range(times)]
    return [list(column) for column in zip(*rounds, strict=True)]
