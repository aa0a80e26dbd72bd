"""What a program has left on in the terminal it was shown on."""

from __future__ import annotations

import re
import termios
from typing import Any

from tests.ui.program import Program

MODES = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
BEFORE = {b"25": b"h", b"7": b"h"}
"""What is on in a terminal to begin with: cursor and line wrap; every other mode is off."""

HIDE_CURSOR = b"\x1b[?25l"
"""What the first frame sends before itself, and Textual when it begins."""


def first_frame(program: Program) -> bytes:
    """What is sent until the cache is on the screen, and Textual not yet imported."""
    sent = b""
    while HIDE_CURSOR not in sent:
        sent += program.read()
    return sent


def opened(program: Program) -> bytes:
    """What is sent until Textual has taken over from the first frame, and everything was said."""
    sent = b""
    while sent.count(HIDE_CURSOR) < 2:
        sent += program.read()
    return sent + program.wait_for("Code freeze")


def left_on(sent: bytes) -> dict[bytes, bytes]:
    """The modes that are not as they were."""
    now = {mode: how for match in MODES.finditer(sent) for mode in match[1].split(b";") for how in [match[2]]}
    now.pop(b"2026", None)  # begins and ends around each picture
    return {mode: how for mode, how in now.items() if how != BEFORE.get(mode, b"l")}


def modes_of(program: Program) -> list[Any]:
    """How the terminal treats what is typed (termios(3))."""
    return termios.tcgetattr(program.process.fd)


def check(program: Program, sent: bytes, before: list[Any]) -> None:
    """See that nothing is left of a program that was shown and has ended."""
    assert left_on(sent) == {}
    assert sent.count(b"\x1b[<u") == len(re.findall(rb"\x1b\[>\d+u", sent))
    assert b"\x1b[?1049h" in sent
    assert modes_of(program) == before
    assert b"Traceback" not in sent
    tail = sent[sent.rindex(b"\x1b[?1049l") :]
    assert b"\x1b[?25h" in tail
