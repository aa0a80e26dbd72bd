"""What a person configured: flags > environment > config.toml > defaults, every folder we use, and themes."""

from __future__ import annotations

from feishu_tui.config.keeping import keep_setting
from feishu_tui.config.loading import load, load_without_file, spoken
from feishu_tui.config.profiles import known_profiles
from feishu_tui.config.settings import CONSOLES, Config
from feishu_tui.config.starter import show, starter
from feishu_tui.config.switching import Choice, choices, for_profile
from feishu_tui.config.themes import COLOR_NAMES, ThemeColors, read_theme, theme_files

__all__ = [
    "COLOR_NAMES",
    "CONSOLES",
    "Choice",
    "Config",
    "ThemeColors",
    "choices",
    "for_profile",
    "keep_setting",
    "known_profiles",
    "load",
    "load_without_file",
    "read_theme",
    "show",
    "spoken",
    "starter",
    "theme_files",
]
