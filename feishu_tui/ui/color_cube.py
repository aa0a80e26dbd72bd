"""The 256 colours of a terminal; free of Rich."""

from __future__ import annotations

from feishu_tui.ui.contrast import Parts, Rgb

_LEVELS = (0, 95, 135, 175, 215, 255)
"""The steps of red, green and blue in the cube of 216, numbers 16 to 231; greys by tens follow (xterm, 256colres.h)."""


def nearest(wanted: Parts) -> int:
    """The number of the colour that is nearest; never one of the first sixteen, which are whatever a person made of
    them."""
    parts = wanted.red, wanted.green, wanted.blue
    red, green, blue = (min(range(6), key=lambda step: abs(_LEVELS[step] - part)) for part in parts)
    grey = min(range(24), key=lambda step: abs(8 + 10 * step - sum(parts) / 3))
    choices = {
        16 + 36 * red + 6 * green + blue: Rgb(_LEVELS[red], _LEVELS[green], _LEVELS[blue]),
        232 + grey: Rgb(*[8 + 10 * grey] * 3),
    }
    return min(choices, key=lambda number: _distance(choices[number], wanted))


def _distance(one: Parts, other: Parts) -> int:
    """The square of how far two colours are apart, weighed as the eye does (a low-cost approximation, CompuPhase)."""
    mean = (one.red + other.red) / 2
    red, green, blue = one.red - other.red, one.green - other.green, one.blue - other.blue
    return round((2 + mean / 256) * red**2 + 4 * green**2 + (2 + (255 - mean) / 256) * blue**2)
