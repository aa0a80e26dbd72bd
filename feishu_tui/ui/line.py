"""What a pane shows: lines of pieces, each with a meaning instead of a colour.

Pure functions build lines; a ``LineView`` places them and asks the theme what a meaning looks like.
"""

from __future__ import annotations

from collections.abc import Iterable

from feishu_tui.lazy_dataclasses import dataclass, replace
from feishu_tui.text import cut, pad, width

ROLES = (
    "title",
    "strong",
    "heading",
    "label",
    "dim",
    "faint",
    "past",
    "accent",
    "today",
    "selected",
    "weekday",
    "weekend",
    "now",
    "running",
    "next",
    "link",
    "key",
    "match",
    "good",
    "warning",
    "error",
    "rule",
    "struck",
    "chosen",
    "qr",
    "qr-dark",
)
"""Every meaning a piece may carry; what they look like, ``role_styles`` tells."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with one meaning; plain text, never markup, already free of control characters."""

    text: str
    role: str = ""
    """One of ``ROLES``, or several with blanks between, of which later ones win; empty is ordinary text."""
    color: int | None = None
    """A calendar's own colour, 0xRRGGBB; the widget maps it to what the theme and the terminal can show."""
    link: str = ""
    """A web address the text leads to; empty for none."""
    fill: int | None = None
    """A calendar's colour, 0xRRGGBB, to shade what is behind the text with; all of it where the role is ``chosen``."""


Line = tuple[Piece, ...]
"""One line of a pane, left to right."""

BLANK: Line = ()
"""An empty line."""


def text_of(line: Line) -> str:
    """The line's text without meanings."""
    return "".join(piece.text for piece in line)


def width_of(line: Iterable[Piece]) -> int:
    """How many terminal cells the line takes."""
    return sum(width(piece.text) for piece in line)


def fitted(line: Line, cells: int) -> Line:
    """The line cut to at most ``cells`` terminal cells, ending in ``…`` when something was cut."""
    room = cells
    kept: list[Piece] = []
    for index, piece in enumerate(line):
        taken = width(piece.text)
        following = taken == room and any(later.text for later in line[index + 1 :])
        if taken > room or following:
            text = cut(f"{piece.text} ", room) if following else cut(piece.text, room)
            return (*kept, replace(piece, text=text))
        kept.append(piece)
        room -= taken
    return tuple(kept)


def ends_apart(left: Line, right: Line, cells: int) -> Line:
    """``left`` and ``right`` at the two ends of exactly ``cells`` cells; ``left`` is cut where they would meet."""
    wanted = width_of(right)
    if wanted >= cells:
        return fitted(right, cells)
    start = fitted(left, max(cells - wanted - 1, 0))
    return (*start, Piece(pad("", cells - wanted - width_of(start))), *right)
