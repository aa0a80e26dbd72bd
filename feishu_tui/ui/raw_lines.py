"""An event as the server sent it, as lines to read."""

from __future__ import annotations

import json
from collections.abc import Sequence

from feishu_tui.language import Language
from feishu_tui.text import clean, wrap
from feishu_tui.ui.line import BLANK, Line, Piece

MOST_LINES = 2_000
"""An event with thousands of attendees is longer; nobody reads on."""


def raw_lines(documents: Sequence[tuple[str, str]], cells: int, say: Language) -> list[Line]:
    """Each document under its heading, a field a line; ``documents`` are headings in English and JSON."""
    lines: list[Line] = []
    for heading, document in documents:
        lines += [*([BLANK] if lines else []), (Piece(say(heading), "heading"),)]
        lines += _of_document(document, cells)
    return lines


def _of_document(document: str, cells: int) -> list[Line]:
    text = json.dumps(json.loads(document), ensure_ascii=False, indent=2)
    lines: list[Line] = []
    for row in text.split("\n")[1:-1]:
        indent = " " * (len(row) - len(row.lstrip()) - 2)
        for number, part in enumerate(wrap(clean(row), max(cells - len(indent) - 2, 10))):
            lines.append((Piece(f"{indent}{'  ' if number else ''}{part}"),))
        if len(lines) >= MOST_LINES:
            return [*lines[:MOST_LINES], (Piece("…", "dim"),)]
    return lines
