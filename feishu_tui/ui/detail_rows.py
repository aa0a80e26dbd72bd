"""How the detail pane sets its lines: labels beside values, and values that flow over several lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from feishu_tui.language import Language
from feishu_tui.text import pad, steady, width, wrap
from feishu_tui.ui.line import Line, Piece, width_of

LABELS = (
    *("Meeting", "Place", "Room", "People", "Organizer", "Reply", "Calendar", "Files"),
    *("Joining", "Check-in", "Reminder", "Shown as", "Guests", "Created", "Open", "Id"),
)
"""Every label there is; the widest in the reader's language sets the column of values."""

SEPARATOR = Piece(" · ", "dim")
_LEAST_VALUE = 16
"""Cells a value needs beside its label; with less it goes below."""


def label_cells(say: Language) -> int:
    """Width of the label column, the gap to the values included."""
    return max(width(say(label)) for label in LABELS) + 1


def labelled(label: str, value: Sequence[Line], cells: int, say: Language) -> list[Line]:
    """Lines of a value beside its label, which is already in the reader's language; nothing for an empty value.

    ``value`` has to be laid out for ``value_cells(cells, say)``.
    """
    if not value:
        return []
    column = label_cells(say)
    if cells - column < _LEAST_VALUE:
        return [(Piece(label, "label"),), *((Piece("  "), *line) for line in value)]
    first, *others = value
    beside = (Piece(pad(label, column - 1), "label"), Piece(" "), *first)
    return [beside, *((Piece(" " * column), *line) for line in others)]


def value_cells(cells: int, say: Language) -> int:
    """The cells a value has beside its label, or below it where there is no room beside."""
    column = label_cells(say)
    return cells - column if cells - column >= _LEAST_VALUE else max(cells - 2, 2)


def paragraph(text: str, cells: int, role: str = "", color: int | None = None, link: str = "") -> list[Line]:
    """Text wrapped to lines of at most ``cells`` cells."""
    return [(Piece(line, role, color, link),) if line else () for line in wrap(text, cells)]


def flowing(parts: Iterable[Line], cells: int, between: Piece = SEPARATOR) -> list[Line]:
    """Parts one after the other, ``between`` two of them on a line; a part goes to a new line where it does not fit.

    A part wider than a line is wrapped.
    """
    lines: list[Line] = []
    current: Line = ()
    for part in parts:
        if current and width_of(current) + width(between.text) + width_of(part) <= cells:
            current = (*current, between, *part)
            continue
        if current:
            lines.append(current)
        *full, current = folded(part, cells)
        lines += full
    return [*lines, current] if current else lines


def folded(line: Line, cells: int) -> list[Line]:
    """A line of pieces wrapped to at most ``cells`` cells, each piece keeping its meaning; at least one line."""
    lines: list[Line] = []
    current: Line = ()
    for piece in line:
        room = cells - width_of(current)
        if width(piece.text) <= room:
            current = (*current, Piece(steady(piece.text), piece.role, piece.color, piece.link))
            continue
        if current:
            lines.append(current)
        *full, current = paragraph(piece.text.lstrip(), cells, piece.role, piece.color, piece.link)
        lines += full
    return [*lines, current]


def hung(mark: Piece, lines: Sequence[Line], indent: int = 0) -> list[Line]:
    """Lines with a one-cell mark before the first, the others set under it; they take ``indent`` + 2 cells more."""
    start: Line = (Piece(" " * indent), mark) if indent else (mark,)
    first, *others = lines
    return [(*start, Piece(" "), *first), *((Piece(" " * (indent + 2)), *line) for line in others)]
