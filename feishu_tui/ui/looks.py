"""How Rich's styles look on a terminal."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from rich.color import Color, ColorSystem
from rich.style import Style

from feishu_tui.ui.color_depth import at_depth
from feishu_tui.ui.pen import ATTRIBUTES, Look


class Ink(NamedTuple):
    """What a terminal can do to its cells."""

    colors: ColorSystem | None = ColorSystem.TRUECOLOR
    """``None`` for none: text is told apart by attributes alone."""
    links: bool = True
    """Whether it knows links (OSC 8), or at least passes over them."""


@lru_cache(maxsize=1024)
def look_of(style: Style, ink: Ink) -> Look:
    """How a style looks on a terminal that can do so much."""
    on = frozenset(name for name, _, _ in ATTRIBUTES if getattr(style, name))
    link = style.link or "" if ink.links else ""
    text, behind = style.color, style.bgcolor
    return Look(on, _code(text, True, ink, behind), _code(behind, False, ink), link)


def _code(color: Color | None, foreground: bool, ink: Ink, behind: Color | None = None) -> str:
    if color is None or ink.colors is None:
        return ""
    shown = at_depth(color, ink.colors, behind)
    return _no_default(shown.get_ansi_codes(foreground), "39" if foreground else "49")


def _no_default(codes: tuple[str, ...], default: str) -> str:
    joined = ";".join(codes)
    return "" if joined == default else joined
