"""What a person configured: flags > environment > config.toml > defaults, every folder we use, and themes.

What is seldom wanted is in modules of its own, as every start waits for this one: ``keeping``, ``starter``,
``switching`` and ``profiles``.
"""

from __future__ import annotations

from feishu_tui.config.loading import load, load_without_file, spoken
from feishu_tui.config.settings import CONSOLES, Config
from feishu_tui.config.themes import COLOR_NAMES, ThemeColors, read_theme, theme_files

__all__ = [
    "COLOR_NAMES",
    "CONSOLES",
    "Config",
    "ThemeColors",
    "load",
    "load_without_file",
    "read_theme",
    "spoken",
    "theme_files",
]
