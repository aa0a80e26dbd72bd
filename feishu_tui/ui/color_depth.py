"""Colours brought to the number of them that a terminal has."""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color, ColorSystem

from feishu_tui.ui.color_cube import nearest, nearest_on, number_of


def color_system(colors: int) -> ColorSystem | None:
    """What Rich calls a terminal with so many colours; ``None`` for none."""
    if not colors:
        return None
    return {16: ColorSystem.STANDARD, 256: ColorSystem.EIGHT_BIT}.get(colors, ColorSystem.TRUECOLOR)


@lru_cache(maxsize=1024)
def at_depth(color: Color, depth: ColorSystem, behind: Color | None = None) -> Color:
    """The colour itself where the terminal has it, else the nearest that can be read on ``behind`` brought there, too.

    Never one of the sixteen out of 256: those are whatever a person made of them. What is one of the others goes by its
    number on every terminal that has them, in half the bytes.
    """
    if depth is ColorSystem.TRUECOLOR and color.triplet is not None:
        number = number_of(color.triplet)
        return color if number is None else Color.from_ansi(number)
    if depth is not ColorSystem.EIGHT_BIT or color.triplet is None:
        return color.downgrade(depth)
    if behind is None or behind.triplet is None:
        return Color.from_ansi(nearest(color.triplet))
    return Color.from_ansi(nearest_on(color.triplet, behind.triplet))
