"""What a terminal answers to the questions programs ask it."""

from __future__ import annotations

import re

_QUESTIONS = re.compile(
    rb"\x1b\[\?(?P<mode>\d+)\$p"
    rb"|\x1b\[(?P<level>[>=]?)0?c"
    rb"|\x1b\[(?P<status>[56])n"
    rb"|\x1b\[\?(?P<keys>u)"
    rb"|\x1b\](?P<color>1[01]);\?(?:\x1b\\|\x07)"
    rb"|\x1b\[(?P<size>1[468])t"
)
_KNOWN_MODES = {b"2026": b"2"}
"""Modes that can be set: synchronised output. DECRPM says 0 of those that are not known."""
_COLORS = {b"10": b"rgb:e6e6/e9e9/eeee", b"11": b"rgb:1414/1717/1c1c"}


def answers(sent: bytes, width: int, height: int) -> bytes:
    """The replies of an xterm-like terminal, in the order of the questions."""
    return b"".join(_answer(found, width, height) for found in _QUESTIONS.finditer(sent))


def _answer(found: re.Match[bytes], width: int, height: int) -> bytes:
    if found["mode"] is not None:
        return b"\x1b[?%b;%b$y" % (found["mode"], _KNOWN_MODES.get(found["mode"], b"0"))
    if found["status"] is not None:
        return b"\x1b[0n" if found["status"] == b"5" else b"\x1b[1;1R"
    if found["keys"] is not None:
        return b"\x1b[?0u"
    if found["color"] is not None:
        return b"\x1b]%b;%b\x1b\\" % (found["color"], _COLORS[found["color"]])
    if found["size"] is not None:
        sizes = {b"14": (4, height * 16, width * 8), b"16": (6, 16, 8), b"18": (8, height, width)}
        return b"\x1b[%d;%d;%dt" % sizes[found["size"]]
    return {b"": b"\x1b[?62;22c", b">": b"\x1b[>41;390;0c", b"=": b""}[found["level"]]
