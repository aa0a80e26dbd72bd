"""Feishu's calendar colours, brought to where they can be read."""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color
from rich.color_triplet import ColorTriplet

LEAST_CONTRAST = 3.0
"""What WCAG 2.1 §1.4.11 asks of graphics that carry meaning."""

_STEPS = 20


@lru_cache(maxsize=512)
def legible(color: int, background: Color | None) -> Color:
    """``color`` (0xRRGGBB), lightened or darkened as little as needed to stand out from ``background``.

    Left as it is where the background is the terminal's own, whose colour nobody knows.
    """
    triplet = ColorTriplet(color >> 16 & 0xFF, color >> 8 & 0xFF, color & 0xFF)
    if background is None or background.triplet is None:
        return Color.from_triplet(triplet)
    behind = background.triplet
    goal = ColorTriplet(255, 255, 255) if luminance(behind) < 0.18 else ColorTriplet(0, 0, 0)
    for step in range(_STEPS):
        mixed = _mix(triplet, goal, step / _STEPS)
        if contrast(mixed, behind) >= LEAST_CONTRAST:
            return Color.from_triplet(mixed)
    return Color.from_triplet(goal)


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


def _mix(color: ColorTriplet, goal: ColorTriplet, share: float) -> ColorTriplet:
    def channel(own: int, other: int) -> int:
        return round(own + (other - own) * share)

    return ColorTriplet(channel(color.red, goal.red), channel(color.green, goal.green), channel(color.blue, goal.blue))
