"""Colours brought to the number of them that a terminal has."""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color, ColorSystem

from feishu_tui.ui.color_cube import nearest


def color_system(colors: int) -> ColorSystem | None:
    """What Rich calls a terminal with so many colours; ``None`` for none."""
    if not colors:
        return None
    return {16: ColorSystem.STANDARD, 256: ColorSystem.EIGHT_BIT}.get(colors, ColorSystem.TRUECOLOR)


@lru_cache(maxsize=1024)
def at_depth(color: Color, depth: ColorSystem) -> Color:
    """The colour itself where the terminal has it, else the nearest; never one of the sixteen out of 256.

    Those are whatever a person made of them.
    """
    if depth is not ColorSystem.EIGHT_BIT or color.triplet is None:
        return color.downgrade(depth)
    return Color.from_ansi(nearest(color.triplet))
