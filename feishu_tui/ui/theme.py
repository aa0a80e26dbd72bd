"""The colours that are worn as a Textual theme."""

from __future__ import annotations

from typing import Any

from textual.app import App
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


def begin_with(app: App[Any], theme: Theme) -> None:
    """Wear a theme from the start; as ``App._watch_theme``, but nothing is styled yet that would have to be anew."""
    app.register_theme(theme)
    app.set_reactive(App.theme, theme.name)
    classes = {f"-theme-{theme.name}": True, "-dark-mode": theme.dark, "-light-mode": not theme.dark}
    app.update_classes(classes, update=False)
    app._refresh_truecolor_filter(app.ansi_theme)
    app.stylesheet.set_variables(app.get_css_variables())
