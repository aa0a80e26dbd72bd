"""Text of several lines in which the web addresses are links."""

from __future__ import annotations

import re

from feishu_tui.lazy_pattern import lazy_pattern
from feishu_tui.text import steady, wrap
from feishu_tui.ui.addresses import read_address
from feishu_tui.ui.line import Line, Piece

_ADDRESS = lazy_pattern(r"https?://[!-~]+", re.IGNORECASE)
_NOT_AT_THE_END = ".,;:!?'\"*_]}>"


def linked_paragraphs(text: str, cells: int) -> list[Line]:
    """``text`` wrapped to at most ``cells`` cells; an address broken over lines is a link on each of them."""
    lines: list[Line] = []
    for paragraph in steady(text).split("\n"):
        links = _links(paragraph)
        position = 0
        for line in wrap(paragraph, cells):
            start = paragraph.index(line, position)
            position = start + len(line)
            lines.append(_pieces(line, start, links))
    return lines


def _links(paragraph: str) -> list[tuple[int, int, str]]:
    """Where addresses are: first character, the one after the last, and where they lead.

    One that would lead elsewhere than it reads stays text.
    """
    found: list[tuple[int, int, str]] = []
    for match in _ADDRESS.finditer(paragraph):
        url = match[0].rstrip(_NOT_AT_THE_END)
        while url.endswith(")") and url.count(")") > url.count("("):
            url = url[:-1].rstrip(_NOT_AT_THE_END)
        address = read_address(url)
        if address is not None and address.url.lower() == url.lower():
            found.append((match.start(), match.start() + len(url), url))
    return found


def _pieces(line: str, start: int, links: list[tuple[int, int, str]]) -> Line:
    """A line that begins at ``start`` of its paragraph, as text and links by turns."""
    pieces: list[Piece] = []
    at = 0
    for first, after, url in links:
        low, high = max(first - start, at), min(after - start, len(line))
        if low < high:
            pieces += [Piece(line[at:low]), Piece(line[low:high], "link", link=url)]
            at = high
    return tuple(piece for piece in (*pieces, Piece(line[at:])) if piece.text)
