"""How wide the terminal draws a character, found out by asking where the cursor is after it.

The terminal answers ``CSI 6 n`` with ``CSI row ; column R`` (ECMA-48 §8.3.35 DSR and §8.3.14 CPR) among whatever is
typed; what was typed before the answer is lost.
"""

from __future__ import annotations

import os
import re
import select
import termios
import time
import tty
from collections.abc import Sequence
from contextlib import suppress

PATIENCE = 1.5
"""Seconds to wait for all the answers: SSH round the world takes 0.5."""
_REPORT = re.compile(rb"\x1b\[\d+;(\d+)R")
_MOST = 4096


def widths(samples: Sequence[str], reads: int, writes: int, patience: float = PATIENCE) -> list[int] | None:
    """The cells each sample takes, on the terminal behind two file descriptors; its current line is emptied.

    ``None`` where the terminal does not answer in time, or is not ours to ask. The terminal's mode is always put back,
    also when a signal ends the program.
    """
    if not (os.isatty(reads) and os.isatty(writes) and _in_foreground(reads)):
        return None
    try:
        before = termios.tcgetattr(reads)
    except termios.error:
        return None
    try:
        # One byte at a time and unechoed, but Ctrl-C still interrupts.
        tty.setcbreak(reads, termios.TCSADRAIN)
        _ask(samples, writes)
        columns = _columns(len(samples), reads, time.monotonic() + patience)
    except (OSError, termios.error):
        return None
    finally:
        with suppress(OSError, termios.error):
            # What arrives late is thrown away, lest the shell takes it for typing.
            termios.tcsetattr(reads, termios.TCSAFLUSH, before)
        with suppress(OSError):
            os.write(writes, b"\r\x1b[K")
    return None if columns is None else [column - 1 for column in columns]


def _in_foreground(descriptor: int) -> bool:
    """Whether changing the terminal's mode would not stop the program (termios(3), SIGTTOU)."""
    try:
        return os.tcgetpgrp(descriptor) == os.getpgrp()
    except OSError:
        return False


def _ask(samples: Sequence[str], writes: int) -> None:
    waiting = "".join(f"\r{sample}\x1b[6n" for sample in samples).encode()
    while waiting:
        waiting = waiting[os.write(writes, waiting) :]


def _columns(count: int, reads: int, end: float) -> list[int] | None:
    """The column of each report, from 1; ``None`` where some do not come before ``end``, by the monotonic clock."""
    got = b""
    while len(got) < _MOST:
        found = [int(match[1]) for match in _REPORT.finditer(got)]
        if len(found) >= count:
            return found[:count]
        ready, _, _ = select.select([reads], [], [], max(end - time.monotonic(), 0.0))
        piece = os.read(reads, 256) if ready else b""
        if not piece:
            return None
        got += piece
    return None
