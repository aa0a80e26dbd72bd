"""Lines of a paragraph: broken at blanks in Latin text, between characters in Chinese, by terminal cells."""

from __future__ import annotations

from feishu_tui.text.cells import clusters, steady, width

_NEVER_FIRST = frozenset("，。、；：？！）》」』】〕〉”’…—～·,.;:?!)]}%‰℃々ー")
"""Must not begin a line (Requirements for Chinese Text Layout §3.1.3)."""
_NEVER_LAST = frozenset("（《「『【〔〈“‘([{￥$")
"""Must not end a line."""


def wrap(text: str, cells: int) -> list[str]:
    """``text`` in lines of at most ``cells`` cells (at least 2, a wide glyph); at least one line, blank for no text.

    Breaks in the text stay. Only blanks are lost, at the ends of lines. A word longer than a line is broken.
    """
    room = max(cells, 2)
    return [line for paragraph in text.split("\n") for line in _wrapped(steady(paragraph), room)]


def _wrapped(paragraph: str, room: int) -> list[str]:
    if width(paragraph) <= room:
        return [paragraph.rstrip(" ")]
    lines: list[str] = []
    line, used, blanks = "", 0, 0
    for word, size in _words(paragraph):
        if word == " ":
            blanks += 1
        elif used + blanks + size <= room:
            line += " " * blanks + word
            used, blanks = used + blanks + size, 0
        else:
            if line:
                lines.append(line)
            *full, (line, used) = _broken(word, size, room)
            lines += [text for text, _ in full]
            blanks = 0
    return [*lines, line]


def _broken(word: str, size: int, room: int) -> list[tuple[str, int]]:
    """A word as pieces no wider than a line, each with its cells."""
    if size <= room:
        return [(word, size)]
    pieces: list[tuple[str, int]] = []
    piece, used = "", 0
    for cluster, cells in clusters(word):
        if used + cells > room:
            pieces.append((piece, used))
            piece, used = "", 0
        piece, used = piece + cluster, used + cells
    return [*pieces, (piece, used)]


def _words(paragraph: str) -> list[tuple[str, int]]:
    """What must stay on one line, each with its cells; every blank by itself."""
    words: list[tuple[str, int]] = []
    before = " "
    for cluster, cells in clusters(paragraph):
        if before == " " or cluster == " " or _may_part(before, cluster):
            words.append((cluster, cells))
        else:
            word, size = words[-1]
            words[-1] = (word + cluster, size + cells)
        before = cluster
    return words


def _may_part(before: str, after: str) -> bool:
    """Whether a line may end between two neighbours: beside a wide glyph, and where punctuation allows it."""
    if before[0] in _NEVER_LAST or after[0] in _NEVER_FIRST:
        return False
    return width(before) == 2 or width(after) == 2
