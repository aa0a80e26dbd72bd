"""What a person configured: flags > environment > config.toml > defaults, every folder we use.

What is seldom wanted is in modules of its own, as every start waits for this one: ``keeping``, ``starter``,
``switching``, ``profiles`` and ``themes``.
"""

from __future__ import annotations

from feishu_tui.config.loading import load, load_without_file, spoken
from feishu_tui.config.settings import CONSOLES, Config

__all__ = [
    "CONSOLES",
    "Config",
    "load",
    "load_without_file",
    "spoken",
]
