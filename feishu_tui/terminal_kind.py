"""What the terminal can do, as far as the environment tells."""

from __future__ import annotations

from collections.abc import Mapping

from feishu_tui.lazy_dataclasses import dataclass

ALL_COLORS = 1 << 24
FRAMES_FAR_AWAY = 20
"""So many frames a second are drawn at most where somebody sits at the other end of a line."""

_DIRECT = ("truecolor", "24bit")
_MODERN = ("kitty", "ghostty", "alacritty", "foot", "wezterm", "contour")
"""Terminals that show 24-bit colours whatever COLORTERM says, which SSH does not pass on; by their TERM."""
_BARE = ("linux", "vt", "ansi", "cons", "sun")
"""Terminals that may print what they do not understand, so that nothing is asked or told beyond the old sequences."""
_COLORLESS = ("vt", "dumb", "unknown")
_ERASING = ("xterm", "tmux", "linux", *_MODERN)


@dataclass(frozen=True, slots=True)
class TerminalKind:
    """What a terminal can do."""

    colors: int = ALL_COLORS
    """How many colours are to be used: 0, 16, 256 or 2^24."""
    erases: bool = True
    """Whether it erases in the current background colour (terminfo ``bce``)."""
    bare: bool = False
    """Whether it knows nothing but cursor, colours and attributes: no links, no queries, no reports."""
    ascii: bool = False
    """Whether lines, arrows and marks are to be drawn in ASCII."""
    encoding: str = "utf-8"
    """Of what it is sent."""


def terminal_kind(environ: Mapping[str, str], encoding: str) -> TerminalKind:
    """The terminal by ``TERM``, ``COLORTERM``, ``TMUX`` and ``NO_COLOR`` (no-color.org), and the output's encoding."""
    name = environ.get("TERM", "").lower()
    codec = encoding.lower().replace("_", "-").replace("utf8", "utf-8")
    return TerminalKind(
        colors=_colors(environ, name),
        erases="TMUX" in environ or name.startswith(_ERASING),
        bare="TMUX" not in environ and name.startswith(_BARE),
        ascii=name.startswith(_BARE) or codec != "utf-8",
        encoding=codec,
    )


def is_far(slow: bool | None, environ: Mapping[str, str]) -> bool:
    """Whether it is a long way to the terminal: as was said, else over SSH."""
    return "SSH_CONNECTION" in environ if slow is None else slow


def _colors(environ: Mapping[str, str], name: str) -> int:
    if environ.get("NO_COLOR") or not name or name.startswith(_COLORLESS) or name.endswith("-m"):
        return 0
    known = name.removeprefix("xterm-").startswith(_MODERN)
    if environ.get("COLORTERM", "").strip().lower() in _DIRECT or name.endswith("-direct") or known:
        return ALL_COLORS
    return 256 if "256color" in name else 16
