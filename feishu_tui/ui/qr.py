"""A QR code in half blocks, two rows of modules in one line of the terminal; or in cells of a colour, two a module."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from feishu_tui.ui.line import Line, Piece

if TYPE_CHECKING:
    from segno import QRCode

BLOCKS = {(0, 0): " ", (0, 1): "▄", (1, 0): "▀", (1, 1): "█"}
"""By the module above and the one below, 1 being dark."""
WHOLE = BLOCKS[1, 1]
BORDERS = (4, 2, 1)
"""Light modules around it, best first: four by the standard (ISO/IEC 18004), two and one are read as well."""


def qr_lines(text: str, columns: int, rows: int, *, whole: bool = False) -> list[str]:
    """``text`` as a QR code of at most ``columns`` by ``rows`` cells; empty where there is no room for it.

    ``whole`` draws nothing in halves of a cell, for terminals that have no glyphs for them, or wide ones.
    """
    code = _code(text)
    if code is None:
        return []
    for border in BORDERS:
        width, height = code.symbol_size(border=border)
        cells, lines = (2 * width, height) if whole else (width, (height + 1) // 2)
        if cells <= columns and lines <= rows:
            draw = whole_blocks if whole else half_blocks
            return draw([list(row) for row in code.matrix_iter(border=border)])
    return []


@lru_cache(maxsize=2)
def _code(text: str) -> QRCode | None:
    """The code itself, which takes some time and is wanted for every size that is tried; ``None`` for too much text."""
    import segno

    try:
        return segno.make(text, error="l", boost_error=False, micro=False)
    except segno.DataOverflowError:
        return None


def half_blocks(modules: Sequence[Sequence[int]]) -> list[str]:
    """The modules, row by row, as lines of half blocks; a last odd row stands above light ones."""
    light = [0] * len(modules[0]) if modules else []
    pairs = zip(modules[::2], [*modules[1::2], light], strict=False)
    return ["".join(BLOCKS[bool(above), bool(below)] for above, below in zip(*pair, strict=True)) for pair in pairs]


def whole_blocks(modules: Sequence[Sequence[int]]) -> list[str]:
    """The modules, row by row, two cells each, which are about as wide as they are high."""
    return ["".join((WHOLE if module else " ") * 2 for module in row) for row in modules]


def qr_pieces(row: str) -> Line:
    """A line of a QR code; where it is all of whole cells, those are blanks before what is dark and what is light."""
    if not row.strip(f"{WHOLE} "):
        return tuple(_plain(row))
    return (Piece(row, "qr"),)


def _plain(row: str) -> Iterable[Piece]:
    for cell, run in groupby(row):
        yield Piece(" " * len(list(run)), "qr-dark" if cell == WHOLE else "qr")
