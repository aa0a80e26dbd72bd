"""Calendar colours can be read: as text on every theme's backgrounds, and as blocks with text on them."""

from __future__ import annotations

import random

import pytest
from rich.color import Color, ColorSystem
from rich.color_triplet import ColorTriplet
from rich.style import Style

from feishu_tui.config.themes import ThemeColors, read_theme, theme_files
from feishu_tui.ui.calendar_colors import block_colors, filled, legible
from feishu_tui.ui.contrast import LEAST_CONTRAST, contrast
from feishu_tui.ui.event_colors import OWN_COLORS
from feishu_tui.ui.line import ROLES
from feishu_tui.ui.looks import Ink, look_of
from feishu_tui.ui.role_styles import RoleStyle, color_of, role_style
from feishu_tui.ui.worn_colors import theme_variables

COLORS = (*OWN_COLORS, 0x000000, 0xFFFFFF, 0x808080, 0xFFFF00, 0x0000FF, *random.Random(1).sample(range(1 << 24), 300))
THEMES = [theme for theme in map(read_theme, theme_files().values()) if not theme.uses_terminal_colors]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_a_colour_can_be_read_on_every_background(theme) -> None:
    for name in ("background", "surface", "panel", "selection", "selection_blurred"):
        behind = Color.parse(getattr(theme, name))
        for color in COLORS:
            assert contrast(legible(color, behind).get_truecolor(), behind.get_truecolor()) >= LEAST_CONTRAST


@pytest.mark.parametrize("depth", [ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT])
def test_text_can_be_read_on_a_block(depth: ColorSystem) -> None:
    for color in COLORS:
        text, behind = shown(Style(color=block_colors(color)[0], bgcolor=block_colors(color)[1]), depth)
        assert contrast(text, behind) >= LEAST_CONTRAST, f"{color:06x}"


TEXT_ROLES = sorted(set(ROLES) - {"rule", "qr", "qr-dark"})
"""A line is not text; what a phone reads has colours of its own."""


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_can_be_read_in_256_colours(theme: ThemeColors) -> None:
    """WCAG 2.1 §1.4.3, computed with what a terminal of 256 colours is sent: roles, and blocks of every calendar."""
    variables = theme_variables(theme, 256)
    grounds = [Color.parse(getattr(theme, name)) for name in ("background", "surface", "panel")]
    poor: dict[str, float] = {}
    for ground in grounds:
        for role in TEXT_ROLES:
            found = role_style(role, True, {}, {}) or RoleStyle()
            text = Color.parse(color_of(found.color, variables) or theme.foreground)
            own = color_of(found.background, variables)
            for behind in (Color.parse(own) if own else ground, Color.parse(theme.selection_blurred)):
                ratio = contrast(*shown(Style(color=text, bgcolor=behind), ColorSystem.EIGHT_BIT))
                if ratio < LEAST_CONTRAST:
                    poor[f"{role} on {behind.name}"] = ratio
    for color in COLORS:
        for name, past in (("foreground", False), ("faint", True)):
            base = Style(color=Color.parse(getattr(theme, name)), bgcolor=grounds[0])
            for chosen in (False, True):
                style = base + filled(color, base, chosen=chosen, past=past)
                ratio = contrast(*shown(style, ColorSystem.EIGHT_BIT))
                if ratio < LEAST_CONTRAST:
                    poor[f"{name} on a block of {color:06x}"] = ratio
        mark = Style(color=legible(color, grounds[0]), bgcolor=grounds[0])
        if (ratio := contrast(*shown(mark, ColorSystem.EIGHT_BIT))) < LEAST_CONTRAST:
            poor[f"{color:06x} itself"] = ratio
    assert poor == {}


def test_nothing_is_written_in_the_colour_behind_it() -> None:
    """Of the terminal's own sixteen nobody knows more."""
    theme = read_theme(theme_files()["terminal"])
    variables = theme_variables(theme, 16)
    for role in TEXT_ROLES:
        found = role_style(role, True, {}, {}) or RoleStyle()
        text = color_of(found.color, variables) or theme.foreground
        for behind in (color_of(found.background, variables), theme.selection_blurred):
            assert text != behind or text == "ansi_default", role


def test_a_faint_line_stays_faint_in_256_colours() -> None:
    theme = read_theme(theme_files()["dusk"])
    line = Style(color=Color.parse(theme.border), bgcolor=Color.parse(theme.background))
    assert contrast(*shown(line, ColorSystem.EIGHT_BIT)) < 3


def shown(style: Style, depth: ColorSystem) -> tuple[ColorTriplet, ColorTriplet]:
    """Text and background as they are sent, read back from what a terminal of that many colours is told."""
    look = look_of(style, Ink(depth))
    return told(look.foreground), told(look.background)


def told(codes: str) -> ColorTriplet:
    """The colour in some SGR parameters (ECMA-48 §8.3.117, ITU-T T.416)."""
    _, kind, *parts = map(int, codes.split(";"))
    return Color.from_ansi(parts[0]).get_truecolor() if kind == 5 else ColorTriplet(*parts)


def test_a_block_keeps_its_colour() -> None:
    assert block_colors(0xF5A623)[1].triplet == (0xF5, 0xA6, 0x23)
    assert block_colors(0x3370FF)[0].triplet == (255, 255, 255), "white on blue, as Feishu has it"
