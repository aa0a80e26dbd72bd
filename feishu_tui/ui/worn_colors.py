"""The colours that are worn: those of the chosen theme, or what a terminal has for them; free of Textual."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from feishu_tui.config.themes import COLOR_NAMES, ThemeColors, read_theme, theme_files
from feishu_tui.errors import ConfigError
from feishu_tui.language import Language

DEFAULT = "feishu-dark"
SIXTEEN = "terminal"
"""Worn where there are sixteen colours: another theme's would all become the same few."""
COLORLESS = ThemeColors("plain", "Plain", "无颜色", True, *("ansi_default" for _ in COLOR_NAMES))
"""Worn where there are none."""

_COLORED = {
    "block-cursor-text-style": "none",
    "block-cursor-blurred-text-style": "none",
    "input-cursor-text-style": "none",
    "faint-text-style": "none",
    "match-text-style": "bold",
    "selected-text-style": "bold",
    "block-text-style": "none",
    "qr-text-style": "none",
}
_SIXTEEN = {
    **_COLORED,
    "block-cursor-blurred-text-style": "underline",
    "selected-text-style": "bold underline",
}
"""How it is among the terminal's own, of which nobody knows which can be read on which."""
_PLAIN = {
    "block-cursor-text-style": "reverse",
    "block-cursor-blurred-text-style": "underline",
    "input-cursor-text-style": "reverse",
    "faint-text-style": "dim",
    "match-text-style": "bold underline",
    "selected-text-style": "bold reverse",
    "block-text-style": "reverse",
    "qr-text-style": "reverse",
}
"""How the same is told apart without colours."""


def chosen_theme(name: str, config_dir: Path, say: Language) -> tuple[ThemeColors, str]:
    """The theme called ``name``, else the default one, with a sentence on why; empty when nothing was wrong."""
    files = theme_files(config_dir)
    try:
        return read_theme(files[name]), ""
    except KeyError:
        known = ", ".join(sorted(files))
        problem = say("There is no theme {name}; there are {known}.", name=name, known=known)
    except ConfigError as error:
        problem = say(error.in_one_line())
    return read_theme(_packaged(files)), problem


def theme_variables(colors: ThemeColors, count: int) -> dict[str, str]:
    """What style sheets and ``role_styles`` call the colours worn on a terminal that has ``count`` of them."""
    return {
        "foreground": colors.foreground,
        "background": colors.background,
        "primary": colors.primary,
        "text": colors.foreground,
        "text-muted": colors.dim,
        "text-disabled": colors.faint,
        "text-primary": colors.primary,
        "text-accent": colors.accent,
        "text-success": colors.success,
        "text-warning": colors.warning,
        "text-error": colors.error,
        "today": colors.today,
        "now": colors.now,
        "ansi-background": colors.background,
        "ansi-foreground": colors.foreground,
        "line": colors.border,
        "bar": colors.panel,
        "block-cursor-background": colors.selection,
        "block-cursor-foreground": colors.selection_text,
        "block-cursor-blurred-background": colors.selection_blurred,
        "block-cursor-blurred-foreground": colors.foreground,
        "input-cursor-background": colors.foreground,
        "input-cursor-foreground": colors.background,
        "input-selection-background": colors.selection,
        # Among the terminal's own colours, today's may not be read on the selection's.
        **({"selected-foreground": colors.selection_text} if colors.uses_terminal_colors else {}),
        **(_PLAIN if not count else _SIXTEEN if colors.uses_terminal_colors else _COLORED),
    }


def worn(chosen: ThemeColors, count: int) -> ThemeColors:
    """The theme itself, or what is worn instead of it where there are ``count`` colours."""
    if count == 0:
        return COLORLESS
    if count == 16 and not chosen.uses_terminal_colors:
        return read_theme(theme_files()[SIXTEEN])
    return chosen


def _packaged(files: Mapping[str, Path]) -> Path:
    """The default theme's file as it came with the program; a person's own of that name may be the broken one."""
    return theme_files(None).get(DEFAULT) or next(iter(files.values()))
