"""Feishu's calendar colours, brought to where they can be read: as text, and behind text."""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color, ColorSystem
from rich.color_triplet import ColorTriplet
from rich.style import Style

LEAST_CONTRAST = 4.5
"""What WCAG 2.1 §1.4.3 asks of text."""

_BLACK, _WHITE = ColorTriplet(0, 0, 0), ColorTriplet(255, 255, 255)
_STEPS = 20
_SHADE, _PAST_SHADE = 0.34, 0.14
"""Shares of a calendar's colour behind the text of an event."""
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


def filled(color: int, style: Style, *, chosen: bool, past: bool) -> Style:
    """What puts ``color`` (0xRRGGBB) behind ``style``: a shade, weak enough for its text to be read on it.

    What is ``chosen`` stands in bold on the colour itself. Where the background is the terminal's own, whose colour
    nobody knows, that is reversed instead, and all else stays as it is.
    """
    behind = style.bgcolor.triplet if style.bgcolor else None
    text = style.color.triplet if style.color else None
    if behind is None or text is None:
        return Style(reverse=True, bold=True) if chosen else Style()
    if chosen:
        ink, ground = block_colors(color)
        return Style(color=ink, bgcolor=ground, bold=True)
    share = _PAST_SHADE if past else _SHADE
    while share > 0 and contrast(text, _mix(behind, _triplet(color), share)) < LEAST_CONTRAST:
        share -= 0.02
    return Style(bgcolor=Color.from_triplet(_mix(behind, _triplet(color), max(share, 0))))


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
