"""Copying to the clipboard of the terminal in front of the person, also through tmux, screen and SSH."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from typing import Literal

Multiplexer = Literal["", "tmux", "screen"]

_SCREEN_CHUNK = 252
"""screen passes on strings of at most 256 bytes, its wrapping included."""
_SCREEN_STRING = 700
"""screen prints what goes beyond 768 bytes of a sequence that it does not know."""


def multiplexer(environ: Mapping[str, str]) -> Multiplexer:
    """What reads the output before the terminal does, the innermost where one runs in the other.

    ``TERM`` tells also of one at the other end of an SSH connection, which does not hand on ``TMUX`` or ``STY``.
    """
    term, tmux, screen = environ.get("TERM", ""), bool(environ.get("TMUX")), bool(environ.get("STY"))
    if term.startswith("tmux") or (tmux and not screen):
        return "tmux"
    return "screen" if screen or term.startswith("screen") else ""


def osc52(text: str, environ: Mapping[str, str]) -> str:
    """The sequence that puts ``text`` on the clipboard (xterm, OSC 52), wrapped for what lies between.

    tmux takes it bare with ``set-clipboard on`` and wrapped with ``allow-passthrough on``; it drops what it does not
    take, and neither is its default, so it gets both. screen takes it wrapped alone; as tmux calls itself screen, too,
    it comes bare as well, as long as screen would swallow that. One around the innermost gets bare what that passes on;
    a screen around tmux gets it wrapped.
    """
    bare = f"\x1b]52;c;{b64encode(text.encode()).decode()}\x07"
    through = multiplexer(environ)
    if through == "tmux":
        passed_on = _through_screen(bare) if environ.get("STY") else bare
        return bare + "\x1bPtmux;" + passed_on.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    return _through_screen(bare) if through == "screen" else bare


def _through_screen(bare: str) -> str:
    """The sequence in pieces that screen passes on and tmux drops."""
    parts = (bare[start : start + _SCREEN_CHUNK] for start in range(0, len(bare), _SCREEN_CHUNK))
    pieces = "".join(f"\x1bP{part}\x1b\\" for part in parts)
    return bare + pieces if len(bare) <= _SCREEN_STRING else pieces
