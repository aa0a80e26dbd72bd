"""Feishu's calendar colours, brought to where they can be read: as text, and behind text."""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color
from rich.style import Style

from feishu_tui.ui.contrast import BLACK, LEAST_CONTRAST, WHITE, Parts, apart, contrast, mixed, rgb_of

_SHADE, _PAST_SHADE = 0.34, 0.14
"""Shares of a calendar's colour behind the text of an event."""
_NEARLY = 3.0
"""The contrast with white from which on a colour is darkened a little for white text, as one expects it on blue."""


@lru_cache(maxsize=512)
def legible(color: int, background: Color | None) -> Color:
    """``color`` (0xRRGGBB), lightened or darkened as little as needed to be read on ``background``.

    Left as it is where the background is the terminal's own, whose colour nobody knows.
    """
    triplet = rgb_of(color)
    if background is None or background.triplet is None:
        return _color(triplet)
    return _color(apart(triplet, background.triplet))


@lru_cache(maxsize=512)
def block_colors(color: int) -> tuple[Color, Color]:
    """Text and background of a block in ``color`` (0xRRGGBB).

    The text is black or white, whichever can be read; the background is the colour itself, or a little darker.
    """
    triplet = rgb_of(color)
    if _NEARLY <= contrast(WHITE, triplet) < LEAST_CONTRAST:
        triplet = apart(triplet, WHITE)
    text = max((WHITE, BLACK), key=lambda one: contrast(one, triplet))
    return _color(text), _color(triplet)


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
    while share > 0 and contrast(text, mixed(behind, rgb_of(color), share)) < LEAST_CONTRAST:
        share -= 0.02
    return Style(bgcolor=_color(mixed(behind, rgb_of(color), max(share, 0))))


def _color(parts: Parts) -> Color:
    return Color.from_rgb(parts.red, parts.green, parts.blue)
