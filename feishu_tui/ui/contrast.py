"""Colours that can be told apart; free of Rich."""

from __future__ import annotations

from feishu_tui.lazy_typing import NamedTuple, Protocol

LEAST_CONTRAST = 4.5
"""What WCAG 2.1 §1.4.3 asks of text."""
_STEPS = 20


class Rgb(NamedTuple):
    """A colour, each part from 0 to 255."""

    red: int
    green: int
    blue: int


class Parts(Protocol):
    """Anything with the parts of a colour, such as Rich's triplet."""

    @property
    def red(self) -> int:
        """0 to 255, as the others."""

    @property
    def green(self) -> int:
        """0 to 255, as the others."""

    @property
    def blue(self) -> int:
        """0 to 255, as the others."""


BLACK, WHITE = Rgb(0, 0, 0), Rgb(255, 255, 255)


def rgb_of(color: int) -> Rgb:
    """The parts of 0xRRGGBB."""
    return Rgb(color >> 16 & 0xFF, color >> 8 & 0xFF, color & 0xFF)


def apart(color: Parts, behind: Parts) -> Rgb:
    """``color`` moved towards white or black as little as needed to be read on ``behind``."""
    goal = WHITE if luminance(behind) < 0.18 else BLACK
    steps = (mixed(color, goal, step / _STEPS) for step in range(_STEPS))
    return next((one for one in steps if contrast(one, behind) >= LEAST_CONTRAST), goal)


def contrast(one: Parts, other: Parts) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.1, definition of contrast ratio)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(color: Parts) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.1, definition of relative luminance)."""

    def linear(channel: int) -> float:
        part = channel / 255
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)


def mixed(color: Parts, goal: Parts, share: float) -> Rgb:
    """``color`` with so much of ``goal`` in it, 0 to 1."""

    def channel(own: int, other: int) -> int:
        return round(own + (other - own) * share)

    return Rgb(channel(color.red, goal.red), channel(color.green, goal.green), channel(color.blue, goal.blue))
