"""Feishu's calendar colours, brought to where they can be read: as text, and behind text."""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color, ColorSystem
from rich.color_triplet import ColorTriplet

LEAST_CONTRAST = 4.5
"""What WCAG 2.1 §1.4.3 asks of text."""

_BLACK, _WHITE = ColorTriplet(0, 0, 0), ColorTriplet(255, 255, 255)
_STEPS = 20
_NEARLY = 3.0
"""The contrast with white from which on a colour is darkened a little for white text, as one expects it on blue."""


@lru_cache(maxsize=512)
def legible(color: int, background: Color | None) -> Color:
    """``color`` (0xRRGGBB), lightened or darkened as little as needed to be read on ``background``.

    Left as it is where the background is the terminal's own, whose colour nobody knows.
    """
    triplet = _triplet(color)
    if background is None or background.triplet is None:
        return Color.from_triplet(triplet)
    return Color.from_triplet(_apart(triplet, background.triplet))


@lru_cache(maxsize=512)
def block_colors(color: int, depth: ColorSystem = ColorSystem.TRUECOLOR) -> tuple[Color, Color]:
    """Text and background of a block in ``color`` (0xRRGGBB), in colours a terminal of that depth has.

    The text is black or white, whichever can be read; the background is the colour itself, or a little darker.
    """
    triplet = _triplet(color)
    if _NEARLY <= contrast(_WHITE, triplet) < LEAST_CONTRAST:
        triplet = _apart(triplet, _WHITE)
    background = Color.from_triplet(triplet).downgrade(depth)
    shown = background.get_truecolor()
    text = max((_WHITE, _BLACK), key=lambda one: contrast(one, shown))
    return Color.from_triplet(text).downgrade(depth), background


def contrast(one: ColorTriplet, other: ColorTriplet) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.1, definition of contrast ratio)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(color: ColorTriplet) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.1, definition of relative luminance)."""

    def linear(channel: int) -> float:
        part = channel / 255
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)


def _apart(color: ColorTriplet, behind: ColorTriplet) -> ColorTriplet:
    """``color`` moved towards white or black until it stands out from ``behind``."""
    goal = _WHITE if luminance(behind) < 0.18 else _BLACK
    steps = (_mix(color, goal, step / _STEPS) for step in range(_STEPS))
    return next((mixed for mixed in steps if contrast(mixed, behind) >= LEAST_CONTRAST), goal)


def _triplet(color: int) -> ColorTriplet:
    return ColorTriplet(color >> 16 & 0xFF, color >> 8 & 0xFF, color & 0xFF)


def _mix(color: ColorTriplet, goal: ColorTriplet, share: float) -> ColorTriplet:
    def channel(own: int, other: int) -> int:
        return round(own + (other - own) * share)

    return ColorTriplet(channel(color.red, goal.red), channel(color.green, goal.green), channel(color.blue, goal.blue))
