"""A QR code in half blocks: two rows of modules in one line of the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from segno import QRCode

BLOCKS = {(0, 0): " ", (0, 1): "▄", (1, 0): "▀", (1, 1): "█"}
"""By the module above and the one below, 1 being dark."""
BORDERS = (4, 2, 1)
"""Light modules around it, best first: four by the standard (ISO/IEC 18004), two and one are read as well."""


def qr_lines(text: str, columns: int, rows: int) -> list[str]:
    """``text`` as a QR code of at most ``columns`` by ``rows`` cells; empty where there is no room for it."""
    code = _code(text)
    if code is None:
        return []
    for border in BORDERS:
        width, height = code.symbol_size(border=border)
        if width <= columns and (height + 1) // 2 <= rows:
            return half_blocks([list(row) for row in code.matrix_iter(border=border)])
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
