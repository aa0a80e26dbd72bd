"""Calendar colours can be read: as text on every theme's backgrounds, and as blocks with text on them."""

from __future__ import annotations

import random

import pytest
from rich.color import Color, ColorSystem

from feishu_tui.config import read_theme, theme_files
from feishu_tui.ui.calendar_colors import block_colors, legible
from feishu_tui.ui.contrast import LEAST_CONTRAST, contrast
from feishu_tui.ui.event_colors import OWN_COLORS

COLORS = (*OWN_COLORS, 0x000000, 0xFFFFFF, 0x808080, 0xFFFF00, 0x0000FF, *random.Random(1).sample(range(1 << 24), 300))
THEMES = [theme for theme in map(read_theme, theme_files().values()) if not theme.uses_terminal_colors]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_a_colour_can_be_read_on_every_background(theme) -> None:
    for name in ("background", "surface", "panel", "selection", "selection_blurred"):
        behind = Color.parse(getattr(theme, name))
        for color in COLORS:
            assert contrast(legible(color, behind).get_truecolor(), behind.get_truecolor()) >= LEAST_CONTRAST


@pytest.mark.parametrize("depth", [ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT, ColorSystem.STANDARD])
def test_text_can_be_read_on_a_block(depth: ColorSystem) -> None:
    for color in COLORS:
        text, behind = block_colors(color, depth)
        assert contrast(text.get_truecolor(), behind.get_truecolor()) >= LEAST_CONTRAST, f"{color:06x}"
        assert behind.downgrade(depth) == behind


def test_a_block_keeps_its_colour() -> None:
    assert block_colors(0xF5A623)[1].triplet == (0xF5, 0xA6, 0x23)
    assert block_colors(0x3370FF)[0].triplet == (255, 255, 255), "white on blue, as Feishu has it"
