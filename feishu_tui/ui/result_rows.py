"""The rows of a result list: the events found, below a series its occurrences where it is unfolded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, overload

from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.model import Occurrence
from feishu_tui.ui.line import Line

if TYPE_CHECKING:
    from feishu_tui.store.hits import Hit

Key = tuple[str, str]
"""``Hit.key``."""


@dataclass(frozen=True, slots=True)
class Unfolded:
    """What is shown below a series."""

    occurrences: Sequence[Occurrence]
    more: bool
    """Whether there are more than these."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: an event found, an occurrence of an unfolded series, or the offer to show more of them."""

    hit: Hit
    kind: Literal["hit", "occurrence", "more"]
    occurrence: Occurrence
    """What the detail shows and Enter goes to."""
    place: int
    """The index of ``hit`` among the hits."""
    is_unfolded: bool = False


def rows_of(hits: Iterable[Hit], unfolded: Mapping[Key, Unfolded]) -> list[Row]:
    """The rows from the first to the last."""
    rows = []
    for place, hit in enumerate(hits):
        below = unfolded.get(hit.key)
        rows.append(Row(hit, "hit", hit.occurrence, place, below is not None))
        if below is not None:
            rows += [Row(hit, "occurrence", one, place, True) for one in below.occurrences]
            if below.more:
                rows.append(Row(hit, "more", below.occurrences[-1], place, True))
    return rows


class LazyLines(Sequence[Line]):
    """The lines of a list, each made when it comes into view: nobody waits for the five hundredth."""

    def __init__(self, head: Sequence[Line], rows: Sequence[Row], line_of: Callable[[Row], Line]) -> None:
        self._head = head
        self._rows = rows
        self._line_of = line_of
        self._made: dict[int, Line] = {}

    def __len__(self) -> int:
        return len(self._head) + len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Line: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Line]: ...

    def __getitem__(self, index: int | slice) -> Line | Sequence[Line]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        if index not in self._made:
            inside = range(len(self))[index]
            self._made[index] = (
                self._head[inside] if inside < len(self._head) else self._line_of(self._rows[inside - len(self._head)])
            )
        return self._made[index]
