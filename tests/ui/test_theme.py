"""Every theme that comes with the program can be worn, and gives each meaning its colour."""

from __future__ import annotations

from pathlib import Path

import pytest

from feishu_tui.config.themes import read_theme, theme_files
from tests.ui.sample_office import Synced, browsing

THEMES = sorted(theme_files())


@pytest.mark.parametrize("name", THEMES)
async def test_the_program_wears_it(tmp_path: Path, cache: Synced, name: str) -> None:
    colors = read_theme(theme_files()[name])
    async with browsing(tmp_path, cache, (80, 24), signed_in=False, theme=name) as browser:
        assert browser.app.theme == name
        assert not browser.screen.status.has_notice
        await browser.press("/", "a", "escape", "?", "escape")
        view = browser.screen.agenda
        styles = {str(segment.style) for segment in view.render_line(0)}
        assert len(styles) >= 3
        chosen = view.worn("selected").color
        assert (chosen is not None) == colors.uses_terminal_colors, (
            "what is read on the selection is the theme's to say"
        )
        worn = {role: view.worn(role).color for role in ("dim", "past", "now", "today")}
        assert colors.uses_terminal_colors or {role: color.name if color else "" for role, color in worn.items()} == {
            "dim": colors.dim,
            "past": colors.faint,
            "now": colors.now,
            "today": colors.today,
        }
