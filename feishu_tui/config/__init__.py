"""What a person configured: flags > environment > config.toml > defaults, every folder we use, and themes."""

from __future__ import annotations

from feishu_tui.config.loading import load
from feishu_tui.config.settings import Config
from feishu_tui.config.starter import show, starter
from feishu_tui.config.themes import ThemeColors, read_theme, theme_files

__all__ = ["Config", "ThemeColors", "load", "read_theme", "show", "starter", "theme_files"]
