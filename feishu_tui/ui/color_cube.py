"""The 256 colours of a terminal; free of Rich."""

from __future__ import annotations

from feishu_tui.ui.contrast import LEAST_CONTRAST, Parts, Rgb, contrast

_LEVELS = (0, 95, 135, 175, 215, 255)
"""The steps of red, green and blue in the cube of 216, numbers 16 to 231; greys by tens follow (xterm, 256colres.h)."""


def number_of(wanted: Parts) -> int | None:
    """The number of exactly that colour, ``None`` where it is not among them."""
    parts = wanted.red, wanted.green, wanted.blue
    if all(part in _LEVELS for part in parts):
        red, green, blue = map(_LEVELS.index, parts)
        return 16 + 36 * red + 6 * green + blue
    step, rest = divmod(wanted.red - 8, 10)
    return 232 + step if wanted.red == wanted.green == wanted.blue and not rest and 0 <= step < 24 else None


def nearest(wanted: Parts) -> int:
    """The number of the colour that is nearest; never one of the first sixteen, which are whatever a person made of
    them."""
    parts = wanted.red, wanted.green, wanted.blue
    red, green, blue = (min(range(6), key=lambda step: abs(_LEVELS[step] - part)) for part in parts)
    grey = min(range(24), key=lambda step: abs(8 + 10 * step - sum(parts) / 3))
    choices = (16 + 36 * red + 6 * green + blue, 232 + grey)
    return min(choices, key=lambda number: _distance(parts_of(number), wanted))


def nearest_on(wanted: Parts, behind: Parts) -> int:
    """The nearest that is as easy to read on the colour nearest to ``behind`` as ``wanted`` is on ``behind`` itself.

    More contrast than text needs is not asked for, and a faint line stays faint.
    """
    ground = parts_of(nearest(behind))
    least = min(contrast(wanted, behind), LEAST_CONTRAST)
    found = nearest(wanted)
    if contrast(parts_of(found), ground) >= least:
        return found
    legible = (number for number in range(16, 256) if contrast(parts_of(number), ground) >= least)
    return min(legible, key=lambda number: _distance(parts_of(number), wanted), default=found)


def parts_of(number: int) -> Rgb:
    """What the colour 16 to 255 is made of."""
    if number >= 232:
        return Rgb(*[8 + 10 * (number - 232)] * 3)
    red, rest = divmod(number - 16, 36)
    return Rgb(*(_LEVELS[step] for step in (red, *divmod(rest, 6))))


def _distance(one: Parts, other: Parts) -> int:
    """The square of how far two colours are apart, weighed as the eye does (a low-cost approximation, CompuPhase)."""
    mean = (one.red + other.red) / 2
    red, green, blue = one.red - other.red, one.green - other.green, one.blue - other.blue
    return round((2 + mean / 256) * red**2 + 4 * green**2 + (2 + (255 - mean) / 256) * blue**2)
