"""Colours brought to the number of them that a terminal has."""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color, ColorSystem
from rich.color_triplet import ColorTriplet

_LEVELS = (0, 95, 135, 175, 215, 255)
"""The steps of red, green and blue in the cube of 216, numbers 16 to 231; greys by tens follow (xterm, 256colres.h)."""


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
    wanted = color.triplet
    red, green, blue = (min(range(6), key=lambda step: abs(_LEVELS[step] - part)) for part in wanted)
    grey = min(range(24), key=lambda step: abs(8 + 10 * step - sum(wanted) / 3))
    choices = {
        16 + 36 * red + 6 * green + blue: ColorTriplet(_LEVELS[red], _LEVELS[green], _LEVELS[blue]),
        232 + grey: ColorTriplet(*[8 + 10 * grey] * 3),
    }
    return Color.from_ansi(min(choices, key=lambda number: _distance(choices[number], wanted)))


def _distance(one: ColorTriplet, other: ColorTriplet) -> int:
    """The square of how far two colours are apart, weighed as the eye does (a low-cost approximation, CompuPhase)."""
    mean = (one.red + other.red) / 2
    red, green, blue = (a - b for a, b in zip(one, other, strict=True))
    return round((2 + mean / 256) * red**2 + 4 * green**2 + (2 + (255 - mean) / 256) * blue**2)
