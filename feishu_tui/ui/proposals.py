"""What a half-typed word may go on with, one of it chosen; and the line that shows it."""

from __future__ import annotations

from feishu_tui.lazy_dataclasses import dataclass, replace
from feishu_tui.lazy_typing import TYPE_CHECKING
from feishu_tui.text import width
from feishu_tui.ui.line import BLANK, Line, Piece, fitted

if TYPE_CHECKING:
    from feishu_tui.completion import Completion

_MARGIN = 1


@dataclass(frozen=True, slots=True)
class Proposals:
    """The words that may stand in the place of the last one of a text."""

    before: str = ""
    """The text without its last word."""
    words: tuple[str, ...] = ()
    at: int | None = None
    """The one chosen; ``None`` before the first."""

    @classmethod
    def of(cls, text: str, completion: Completion) -> Proposals:
        """What a text may go on with; nothing where it already says just that."""
        before, words = text[: completion.start], completion.choices
        return cls() if words == (text[completion.start :],) else cls(before, words)

    @property
    def are_values(self) -> bool:
        """Whether they are values of a filter, not names of filters."""
        return bool(self.words) and not self.words[0].endswith(":")

    @property
    def text(self) -> str | None:
        """The text with the one chosen; ``None`` where none is."""
        return None if self.at is None else self.before + self.words[self.at]

    @property
    def taken(self) -> str:
        """The text with the one chosen, else the first, ready for another word or a value."""
        word = self.words[self.at or 0]
        return self.before + word + ("" if word.endswith(":") else " ")

    def step(self, way: int) -> Proposals:
        """The next one chosen, or the previous one where ``way`` is -1; from the last on to the first."""
        start = (-1 if way > 0 else 0) if self.at is None else self.at
        return replace(self, at=(start + way) % len(self.words))

    def line(self, cells: int) -> Line:
        """As many as fit around the one chosen, which stands out, after the key that takes them."""
        if not self.words:
            return BLANK
        key = Piece("Tab " if self.are_values else "→ ", "key")
        room = cells - width(key.text) - 2 * _MARGIN
        shown = [each.partition(":")[2] if self.are_values else each for each in self.words]
        first = _first_shown(shown, self.at or 0, room)
        pieces: list[Piece] = [Piece("… ", "dim")] if first else []
        for index in range(first, len(shown)):
            pieces += [Piece(shown[index], "selected" if index == self.at else "dim"), Piece("  ")]
        return fitted((Piece(" " * _MARGIN), key, *pieces[:-1]), cells - _MARGIN)


def _first_shown(words: list[str], at: int, room: int) -> int:
    """From which one to show them, so that the one at ``at`` fits, and the one after it begins."""
    first = 0
    while first < at and sum(width(each) + 2 for each in words[first : at + 1]) + 6 > room:
        first += 1
    return first
