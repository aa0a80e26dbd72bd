"""The colours that are worn as a Textual theme."""

from __future__ import annotations

from textual.theme import Theme

from feishu_tui.config.themes import ThemeColors
from feishu_tui.terminal_kind import ALL_COLORS
from feishu_tui.ui.worn_colors import theme_variables, worn


def textual_theme(chosen: ThemeColors, count: int = ALL_COLORS) -> Theme:
    """The colours under the names our style sheets and Textual's use, or what is worn where there are ``count``.

    Text is given whole colours instead of Textual's blends, so that what was checked for contrast is what is shown.
    """
    colors = worn(chosen, count)
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
        variables=theme_variables(colors, count),
    )
