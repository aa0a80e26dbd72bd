"""Text by terminal cells: what Textual and Rich measure, and what terminals agree on.

Rich measures a ZWJ sequence as its first emoji, a character followed by U+FE0F as two cells, a skin tone as none and
each letter of a flag as one. Terminals that compose emoji do the same; xterm, the Linux console, older tmux and screen
measure each code point by itself, and everything to the right is pushed out of line. ``steady`` therefore replaces
such a sequence by its first emoji, a flag by the letters it stands for and a keycap by its digit, and fills up with
blanks to the width Rich measures for the original: drawn alike everywhere, and a layout made with the original holds.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

from feishu_tui.lazy_typing import Literal
from feishu_tui.text.cell_table import WIDE, WIDENED, ZERO

JOINER = "\u200d"
EMOJI_SELECTOR = "\ufe0f"
KEYCAP = "\u20e3"
SKIN_TONES = frozenset("\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
ELLIPSIS = "…"

_DROPPED = SKIN_TONES | {EMOJI_SELECTOR, KEYCAP}
_FLAG_LETTERS = frozenset(map(chr, range(0x1F1E6, 0x1F200)))
_UNSTEADY = _DROPPED | _FLAG_LETTERS | {JOINER}


def _ranges(packed: str) -> list[tuple[int, int]]:
    pairs = (word.partition("-") for word in packed.split())
    return [(int(first, 16), int(last or first, 16)) for first, _, last in pairs]


@cache
def _edges() -> tuple[list[int], list[int]]:
    """Code points where the width changes, ascending, and the width from each of them on."""
    spans = sorted([(*span, 0) for span in _ranges(ZERO)] + [(*span, 2) for span in _ranges(WIDE)])
    starts, widths = [0], [1]
    for first, last, cells in spans:
        starts += [first, last + 1]
        widths += [cells, 1]
    return starts, widths


@cache
def widened_by_selector() -> frozenset[str]:
    """Characters of one cell that take two when U+FE0F follows."""
    return frozenset(chr(code) for first, last in _ranges(WIDENED) for code in range(first, last + 1))


def _cells_of(code: int) -> int:
    if code < 0xA0:
        return 0 if code < 0x20 or code >= 0x7F else 1
    if 0x4E00 <= code < 0xA000:  # most Chinese, without a look at the tables
        return 2
    from bisect import bisect_right

    starts, widths = _edges()
    return widths[bisect_right(starts, code) - 1]


class _Cells(dict[str, int]):
    """Cells of one character, looked up once."""

    def __missing__(self, character: str) -> int:
        self[character] = cells = _cells_of(ord(character))
        return cells


CELLS = _Cells(dict.fromkeys("·–…─│▌▸▹↻→←", 1))  # drawn at every start: found without a look at the tables
"""Cells of a single character: 0, 1 or 2."""


def width(text: str) -> int:
    """Terminal cells ``text`` takes, as Rich and therefore Textual measure it."""
    if text.isascii() and text.isprintable():
        return len(text)
    if JOINER not in text and EMOJI_SELECTOR not in text:
        return sum(map(CELLS.__getitem__, text))
    return sum(cells for _, cells in clusters(text))


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """``text`` in pieces that must not be parted, each with its cells.

    A character with the marks, selectors and joined emoji after it; two regional indicators, which are a flag; simpler
    than UAX #29, and in step with Rich, so that the cells add up to what Rich measures for the whole.
    """
    start, size = 0, len(text)
    while start < size:
        end, cells = _cluster(text, start, size)
        yield text[start:end], cells
        start = end


def _cluster(text: str, start: int, size: int) -> tuple[int, int]:
    base = text[start]
    cells = CELLS[base]
    widens = True
    half_a_flag = base in _FLAG_LETTERS
    end = start + (2 if base == JOINER else 1)
    while end < size:
        character = text[end]
        if character == JOINER:
            end += 2
        elif character == EMOJI_SELECTOR:
            cells += widens and base in widened_by_selector()
            widens = False
            end += 1
        elif CELLS[character] == 0:
            end += 1
        elif half_a_flag and character in _FLAG_LETTERS:
            cells += CELLS[character]
            half_a_flag = False
            end += 1
        else:
            break
    return min(end, size), cells


def steady(text: str) -> str:
    """``text`` in glyphs that every terminal measures alike, in as many cells as before; see the top of this file."""
    if text.isascii():
        return text
    if not _UNSTEADY.isdisjoint(text):
        text = "".join(_steady_cluster(cluster, cells) for cluster, cells in clusters(text))
    if not unicodedata.is_normalized("NFC", text):
        # Letters and Hangul syllables in one code point, for terminals that do not combine.
        composed = unicodedata.normalize("NFC", text)
        return composed if width(composed) == width(text) else text
    return text


def _steady_cluster(cluster: str, cells: int) -> str:
    if _UNSTEADY.isdisjoint(cluster):
        return cluster
    if cluster[0] in _FLAG_LETTERS:
        letters = [character for character in cluster if character in _FLAG_LETTERS]
        return "".join(chr(ord(letter) - 0x1F1E6 + ord("A")) for letter in letters)
    kept = "".join(character for character in cluster.partition(JOINER)[0] if character not in _DROPPED)
    return kept + " " * (cells - width(kept))


def cut(text: str, cells: int) -> str:
    """``text`` in at most ``cells`` cells, ending in "…" where something was cut off; no glyph is ever halved."""
    if width(text) <= cells:
        return steady(text)
    if cells <= 0:
        return ""
    kept, room = "", cells - 1
    for cluster, size in clusters(text):
        if size > room:
            break
        kept += cluster
        room -= size
    return steady(kept.rstrip(" ")) + ELLIPSIS


def pad(text: str, cells: int, align: Literal["left", "right", "center"] = "left") -> str:
    """``text`` in exactly ``cells`` cells (none for a negative number), cut if it is too long."""
    fitting = cut(text, cells)
    missing = max(cells, 0) - width(fitting)
    before = {"left": 0, "right": missing, "center": missing // 2}[align]
    return " " * before + fitting + " " * (missing - before)
