"""Copying to the clipboard of the terminal in front of the person, also through tmux, screen and SSH."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping

_SCREEN_CHUNK = 252
"""screen passes on strings of at most 256 bytes, its wrapping included."""


def osc52(text: str, environ: Mapping[str, str]) -> str:
    """The sequence that puts ``text`` on the clipboard (xterm, OSC 52), wrapped for what lies between.

    tmux takes it bare with ``set-clipboard on`` and wrapped with ``allow-passthrough on``; it drops what it does not
    take, and neither is its default, so it gets both.
    """
    sequence = f"\x1b]52;c;{b64encode(text.encode()).decode()}\x07"
    if environ.get("TMUX"):
        return sequence + "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    if environ.get("STY"):
        parts = (sequence[start : start + _SCREEN_CHUNK] for start in range(0, len(sequence), _SCREEN_CHUNK))
        return "".join(f"\x1bP{part}\x1b\\" for part in parts)
    return sequence
