"""What each meaning of a piece looks like, in the names of theme variables; free of Textual.

A table instead of style sheets: resolving some thirty classes for each pane took longer than drawing it, and the
first frame is drawn before there is a style sheet.
"""

from __future__ import annotations

from collections.abc import Mapping

from feishu_tui.lazy_typing import NamedTuple


class RoleStyle(NamedTuple):
    """How a role differs from the text around it; what is empty stays as it is there."""

    color: str = ""
    """The theme variable of its colour, or ``#rrggbb``."""
    background: str = ""
    """The same of what is behind it."""
    style: str = ""
    """Attributes, or ``$`` and the theme variable that holds them."""


RoleStyles = Mapping[str, RoleStyle]

CHOSEN = RoleStyle("block-cursor-foreground", "block-cursor-background", "$block-cursor-text-style")
"""Where the keys go."""
_BLURRED = RoleStyle(background="block-cursor-blurred-background", style="$block-cursor-blurred-text-style")

ROLE_STYLES: RoleStyles = {
    "cursor": _BLURRED,
    "title": RoleStyle("foreground", style="bold"),
    "strong": RoleStyle(style="bold"),
    "heading": RoleStyle("text-primary", style="bold"),
    "label": RoleStyle("text-muted"),
    "dim": RoleStyle("text-muted"),
    "weekday": RoleStyle("text-muted"),
    "faint": RoleStyle("text-disabled", style="$faint-text-style"),
    "past": RoleStyle("text-disabled", style="$faint-text-style"),
    "weekend": RoleStyle("text-disabled", style="$faint-text-style"),
    "accent": RoleStyle("text-accent"),
    "today": RoleStyle("today", style="bold"),
    "selected": RoleStyle("selected-foreground", "block-cursor-background", "$selected-text-style"),
    "now": RoleStyle("now"),
    "running": RoleStyle("text-success", style="bold"),
    "next": RoleStyle(style="bold"),
    "link": RoleStyle("text-primary", style="underline"),
    "key": RoleStyle("text-accent"),
    "match": RoleStyle("text-accent", style="$match-text-style"),
    "good": RoleStyle("text-success"),
    "warning": RoleStyle("text-warning"),
    "error": RoleStyle("text-error"),
    "rule": RoleStyle("line"),
    "struck": RoleStyle(style="strike"),
    "chosen": RoleStyle(style="$block-text-style"),
    "qr": RoleStyle("#000000", "#ffffff", "$qr-text-style"),
    "qr-dark": RoleStyle("#ffffff", "#000000"),
}
FOCUSED: RoleStyles = {"cursor": CHOSEN}
"""What is otherwise in a pane that has the keys."""

MONTH: RoleStyles = {
    "weekend": RoleStyle("text-muted", style="$faint-text-style"),
    "selected": RoleStyle(background="block-cursor-blurred-background", style="$selected-text-style"),
}
"""What is otherwise in the small month."""
MONTH_FOCUSED: RoleStyles = {
    "selected": RoleStyle("block-cursor-foreground", "block-cursor-background", "$selected-text-style")
}
CALENDARS: RoleStyles = {"cursor": RoleStyle()}
"""What is otherwise in the list of calendars: where the cursor is there, is seen only while it has the keys."""


def role_style(role: str, focused: bool, own: RoleStyles, own_focused: RoleStyles) -> RoleStyle | None:
    """What a role looks like in a pane; ``own`` is what is otherwise there. ``None`` for a role nobody knows."""
    if focused and (found := own_focused.get(role) or FOCUSED.get(role)):
        return found
    return own.get(role) or ROLE_STYLES.get(role)


def color_of(name: str, variables: Mapping[str, str]) -> str | None:
    """The colour that a ``RoleStyle`` asks for, ``None`` where it asks for none.

    Textual's own themes blend some with what is behind them (``auto 60%``); those stay as they are there.
    """
    color = name if name.startswith("#") else variables.get(name, "")
    return None if not color or color.startswith("auto") else color


def attributes_of(style: str, variables: Mapping[str, str]) -> list[str]:
    """The attributes that a ``RoleStyle`` asks for, such as ``bold``."""
    words = variables.get(style[1:], "") if style.startswith("$") else style
    return [word for word in words.split() if word != "none"]
