"""What ``login`` shows: the address, the code, and a QR code where the terminal has room for it."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping, Sequence
from typing import TextIO

from feishu_tui.feishu.login import DeviceCode
from feishu_tui.language import Language
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.text import width, wrap
from feishu_tui.ui.qr import qr_lines

RESET = "\x1b[0m"
BLACK_ON_WHITE_256 = "\x1b[38;5;16;48;5;231m"
"""From the colour cube, which no theme of a terminal changes."""
BLACK_ON_WHITE_16 = "\x1b[30;107m"
GAP = 2
"""Cells between the QR code and what stands beside it."""
BESIDE = 26
"""Cells for the words that stand there."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """What can be drawn on; sizes in cells."""

    columns: int
    rows: int
    black_on_white: str
    """The escape sequence for it."""


def drawable(stream: TextIO, environ: Mapping[str, str]) -> Terminal | None:
    """The terminal behind ``stream``; ``None`` for a pipe, a dumb one, one without colours or block characters.

    A QR code in the terminal's own colours is read by few phones where those are light on dark, so that without
    colours none is drawn.
    """
    term = environ.get("TERM", "")
    if not stream.isatty() or term in ("", "dumb") or environ.get("NO_COLOR"):
        return None
    try:
        "█▀▄".encode(stream.encoding or "ascii")
        size = os.get_terminal_size(stream.fileno())
    except (UnicodeEncodeError, LookupError, OSError, io.UnsupportedOperation):
        return None
    many = "256" in term or "direct" in term or bool(environ.get("COLORTERM"))
    return Terminal(size.columns, size.lines, BLACK_ON_WHITE_256 if many else BLACK_ON_WHITE_16)


def plain_text(code: DeviceCode, say: Language) -> str:
    """The address and the code, a line each."""
    return say("Address: {address}\nCode:    {code}", address=code.address, code=code.user_code)


def login_text(code: DeviceCode, until: str, terminal: Terminal, say: Language) -> str:
    """All that there is to show, so that nothing of it scrolls away; the cursor's own line is left free."""
    code_line = say("Code: {code}", code=code.user_code)
    beside = [
        *wrap(say("Scan this with your phone, or open the address above on any device."), BESIDE),
        "",
        code_line,
        "",
        *wrap(say("Agree only if the page shows this very code."), BESIDE),
        *wrap(say("It is valid until {time}.", time=until), BESIDE),
        *wrap(say("Ctrl-C stops waiting."), BESIDE),
    ]
    address = -(-len(code.address) // max(terminal.columns, 1))
    rows = terminal.rows - address - 1
    column = GAP + max(map(width, beside))
    for target in dict.fromkeys((code.address, code.verification_uri)):
        if picture := qr_lines(target, terminal.columns - column, rows):
            return "\n".join([code.address, *_side_by_side(picture, beside, terminal)])
    for target in dict.fromkeys((code.address, code.verification_uri)):
        if picture := qr_lines(target, terminal.columns, rows - 1):
            return "\n".join([code.address, code_line, *_side_by_side(picture, (), terminal)])
    return plain_text(code, say)


def _side_by_side(picture: Sequence[str], beside: Sequence[str], terminal: Terminal) -> list[str]:
    top = max((len(picture) - len(beside)) // 2, 0)
    texts = [""] * top + list(beside)
    texts += [""] * (len(picture) - len(texts))
    return [
        f"{terminal.black_on_white}{line}{RESET}{' ' * GAP}{text}".rstrip()
        for line, text in zip(picture, texts, strict=True)
    ]
