"""What pieces look like on a terminal, worked out without Textual and Rich; in step with what ``LineView`` draws."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from feishu_tui.terminal_kind import ALL_COLORS
from feishu_tui.ui.color_cube import nearest, nearest_on, number_of
from feishu_tui.ui.contrast import Rgb, apart, rgb_of
from feishu_tui.ui.pen import Look
from feishu_tui.ui.pen import blank as blank_of
from feishu_tui.ui.role_styles import attributes_of, color_of, role_style

_NAMES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")


class PlainLooks:
    """The looks of roles in the colours of a theme, on a terminal with so many of them; in a pane that has the keys."""

    def __init__(self, variables: Mapping[str, str], colors: int) -> None:
        self._variables = variables
        self._colors = colors
        self.of = cache(self._of)
        self._code = cache(self._code_of)

    def blank(self, ground: str) -> Look:
        """Nothing on the theme variable ``ground``."""
        return Look(background=self._code(self._variables.get(ground, "")))

    def plain(self, name: str, ground: str) -> Look:
        """Something in the colour of a theme variable."""
        behind = self._variables.get(ground, "")
        return Look(frozenset(), self._code(self._variables.get(name, ""), behind), self._code(behind))

    def _of(self, roles: str, color: int | None, ground: str, under_cursor: bool, blank: bool = False) -> Look:
        foreground, background = self._variables.get("foreground", ""), self._variables.get(ground, "")
        attributes: set[str] = set()
        for role in [*roles.split(), *(["cursor"] if under_cursor else [])]:
            style = role_style(role, True, {}, {})
            if style is not None:
                foreground = color_of(style.color, self._variables) or foreground
                background = color_of(style.background, self._variables) or background
                attributes.update(attributes_of(style.style, self._variables))
        if color is not None:
            behind = _parts(background)
            wanted = rgb_of(color)
            foreground = _hex(wanted if behind is None else apart(wanted, behind))
        look = Look(frozenset(attributes), self._code(foreground, background), self._code(background))
        return blank_of(look) if blank else look

    def _code_of(self, color: str, behind: str | None = None) -> str:
        """SGR parameters of what is behind, or of text on it; empty for the terminal's default (ECMA-48 §8.3.117)."""
        foreground = behind is not None
        parts = _parts(color)
        if not self._colors or (parts is None and not color.startswith("ansi_")) or color == "ansi_default":
            return ""
        base = 30 if foreground else 40
        if parts is None:
            name = color.removeprefix("ansi_")
            bright = 60 if name.startswith("bright_") else 0
            return str(base + bright + _NAMES.index(name.removeprefix("bright_")))
        if self._colors == ALL_COLORS:
            number = number_of(parts)
            return f"{base + 8};5;{number}" if number else f"{base + 8};2;{parts.red};{parts.green};{parts.blue}"
        if self._colors == 256:
            ground = _parts(behind or "")
            return f"{base + 8};5;{nearest(parts) if ground is None else nearest_on(parts, ground)}"
        return _of_sixteen(parts, foreground)


def _of_sixteen(parts: Rgb, foreground: bool) -> str:
    # Rich knows which of the sixteen comes nearest; few terminals have no more.
    from rich.color import Color, ColorSystem

    return ";".join(Color.from_rgb(*parts).downgrade(ColorSystem.STANDARD).get_ansi_codes(foreground))


def _parts(color: str) -> Rgb | None:
    return rgb_of(int(color[1:], 16)) if color.startswith("#") else None


def _hex(parts: Rgb) -> str:
    return f"#{parts.red:02x}{parts.green:02x}{parts.blue:02x}"
