"""Theme files as Textual themes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from textual.theme import Theme

from feishu_tui.config import ThemeColors, read_theme, theme_files
from feishu_tui.errors import ConfigError
from feishu_tui.language import Language

DEFAULT = "feishu-dark"


def chosen_theme(name: str, config_dir: Path, say: Language) -> tuple[Theme, str]:
    """The theme called ``name``, else the default one, with a sentence on why; empty when nothing was wrong."""
    files = theme_files(config_dir)
    try:
        return textual_theme(read_theme(files[name])), ""
    except KeyError:
        known = ", ".join(sorted(files))
        problem = say("There is no theme {name}; there are {known}.", name=name, known=known)
    except ConfigError as error:
        problem = str(error)
    return textual_theme(read_theme(_packaged(files))), problem


def textual_theme(colors: ThemeColors) -> Theme:
    """The colours under the names our style sheets and Textual's use.

    Text is given whole colours instead of Textual's blends, so that what was checked for contrast is what is shown.
    """
    return Theme(
        name=colors.name,
        primary=colors.primary,
        secondary=colors.accent,
        accent=colors.accent,
        success=colors.success,
        warning=colors.warning,
        error=colors.error,
        foreground=colors.foreground,
        background=colors.background,
        surface=colors.surface,
        panel=colors.panel,
        dark=colors.dark,
        ansi=colors.uses_terminal_colors,
        variables={
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
            "block-cursor-text-style": "none",
            "block-cursor-blurred-background": colors.selection_blurred,
            "block-cursor-blurred-foreground": colors.foreground,
            "block-cursor-blurred-text-style": "none",
            "input-cursor-background": colors.foreground,
            "input-cursor-foreground": colors.background,
            "input-cursor-text-style": "none",
            "input-selection-background": colors.selection,
        },
    )


def _packaged(files: Mapping[str, Path]) -> Path:
    """The default theme's file as it came with the program; a person's own of that name may be the broken one."""
    return theme_files(None).get(DEFAULT) or next(iter(files.values()))
