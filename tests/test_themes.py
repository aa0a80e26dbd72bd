"""Themes can be read, and what they say can be read on them."""

from __future__ import annotations

from pathlib import Path

import pytest

from feishu_tui.config.themes import ThemeColors, read_theme, theme_files
from feishu_tui.errors import ConfigError

TEXT = ("foreground", "dim", "faint", "primary", "accent", "today", "now", "success", "warning", "error")
BACKGROUNDS = ("background", "surface", "panel", "selection", "selection_blurred")
THEMES = [read_theme(path) for path in theme_files().values()]


def luminance(color: str) -> float:
    """Relative luminance (WCAG 2.1)."""

    def linear(part: str) -> float:
        channel = int(part, 16) / 255
        return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(color[1:3]) + 0.7152 * linear(color[3:5]) + 0.0722 * linear(color[5:7])


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    "theme", [theme for theme in THEMES if not theme.uses_terminal_colors], ids=lambda theme: theme.name
)
def test_text_stands_out(theme: ThemeColors) -> None:
    """WCAG 2.1 §1.4.3: 4.5 to 1, on every background text stands on."""
    pairs = [(text, behind) for text in TEXT for behind in BACKGROUNDS] + [("selection_text", "selection")]
    poor = {
        f"{text} on {behind}": round(ratio, 2)
        for text, behind in pairs
        if (ratio := contrast(getattr(theme, text), getattr(theme, behind))) < 4.5
    }
    assert poor == {}


@pytest.mark.parametrize(
    "theme", [theme for theme in THEMES if not theme.uses_terminal_colors], ids=lambda theme: theme.name
)
def test_the_cursor_can_be_seen(theme: ThemeColors) -> None:
    assert contrast(theme.selection, theme.background) >= 1.2
    assert contrast(theme.selection_blurred, theme.background) >= 1.1
    assert (luminance(theme.background) < 0.2) == theme.dark


def test_themes_come_with_the_program_and_have_names_in_both_languages() -> None:
    assert {theme.name for theme in THEMES} >= {
        *("feishu-dark", "feishu-light", "terminal"),
        *("high-contrast", "paper", "ink", "dusk"),
    }
    assert all(theme.label_en and theme.label_zh for theme in THEMES)


def test_a_persons_own_theme_goes_before_ours(tmp_path: Path) -> None:
    folder = tmp_path / "themes"
    folder.mkdir()
    own = theme_files()["terminal"].read_text(encoding="utf-8")
    (folder / "terminal.toml").write_text(own.replace("ansi_magenta", "#FF00AA"), encoding="utf-8")
    (folder / "mine.toml").write_text(own, encoding="utf-8")
    found = theme_files(tmp_path)
    assert read_theme(found["terminal"]).accent == "#ff00aa"
    assert read_theme(found["mine"]).name == "mine"
    assert "feishu-dark" in found


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("x = ", "not TOML"),
        ("dark = true", r"no table \[colors\]"),
        ("x = 1\ny = nope", "not TOML.*line 2"),
        ("[colors]\nbackground = '#12'", "no colour background"),
        ("# mine\n[colors]\nbackground = '#171a20'\nsurface = 'pink'", "toml:4 has no colour surface"),
        ("[colors]\nbackground = 'ansi_pink'", "no colour background"),
    ],
)
def test_a_broken_theme_is_named(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"broken\..*{told}"):
        read_theme(path)
    with pytest.raises(ConfigError, match="Cannot read"):
        read_theme(tmp_path / "missing.toml")
