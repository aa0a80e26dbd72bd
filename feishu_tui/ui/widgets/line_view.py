"""A pane that draws itself line by line and repaints only the lines that changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.text import steady
from feishu_tui.ui.calendar_colors import filled, legible
from feishu_tui.ui.line import BLANK, Line, Piece
from feishu_tui.ui.role_styles import RoleStyles, attributes_of, color_of, role_style

WHEEL_LINES = 3


class LineView(Widget, can_focus=True):
    """Shows lines from a scroll offset on, one of them perhaps under the cursor.

    Whatever changes (lines, cursor, offset), what is now visible is compared with what was drawn last, and only the
    lines that differ are painted again. There is no scrollbar, no animation and no markup.
    """

    @dataclass
    class CursorMoved(Message):
        """The cursor rests on another line."""

        view: LineView
        line: int

        @property
        def control(self) -> LineView:
            """The view, for ``@on`` selectors."""
            return self.view

    @dataclass
    class Pressed(Message):
        """A mouse button went down on a line; ``column`` counts cells from the view's left edge."""

        view: LineView
        line: int
        column: int

        @property
        def control(self) -> LineView:
            """The view, for ``@on`` selectors."""
            return self.view

    ALLOW_SELECT = False
    ROLES: ClassVar[RoleStyles] = {}
    ROLES_FOCUSED: ClassVar[RoleStyles] = {}
    """What roles look like here, where that is not as everywhere, and what of it is otherwise with the keys."""
    DEFAULT_CSS = "LineView { height: 1fr; color: $foreground; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: Sequence[Line] = ()
        self._cursor: int | None = None
        self._top = 0
        self._drawn: list[tuple[Line, bool]] = []
        self._styles_of: dict[tuple[str, int | None, str, int | None, bool, bool], Style] = {}
        self._filtered_styles: dict[tuple[Style | None, Color], Style | None] = {}

    @property
    def lines(self) -> Sequence[Line]:
        """What is shown, from the first line to the last."""
        return self._lines

    @property
    def cursor(self) -> int | None:
        """Index of the line under the cursor, ``None`` where there is no cursor."""
        return self._cursor

    @property
    def top(self) -> int:
        """Index of the line at the upper edge."""
        return self._top

    @property
    def page(self) -> int:
        """How many lines fit."""
        return max(self.content_size.height, 1)

    def show(self, lines: Sequence[Line], *, cursor: int | None = None, top: int | None = None) -> None:
        """Show other lines; without ``cursor`` there is none, without ``top`` the offset stays.

        The offset is corrected so that the cursor is visible and no line is left out above a gap.
        """
        self._lines = lines
        self._cursor = self._within(cursor)
        self._scroll(self._top if top is None else top)

    def move_cursor(self, line: int) -> None:
        """Put the cursor on ``line`` (clamped), scroll it into view and say so with ``CursorMoved``."""
        line = self._within(line) or 0
        if line == self._cursor or not self._lines:
            return
        self._cursor = line
        self._scroll(self._top)
        self.post_message(self.CursorMoved(self, line))

    def scroll_lines(self, by: int) -> None:
        """Move the view by some lines without the cursor leaving it: the cursor is drawn along at the edge."""
        top = self._clamped(self._top + by)
        if self._cursor is not None:
            nearest = min(max(self._cursor, top), top + self.page - 1)
            self._top = top
            self.move_cursor(nearest)
        self._scroll(top)

    def piece_at(self, line: int, column: int) -> Piece | None:
        """The piece under a cell, ``None`` beside the text."""
        if not 0 <= line < len(self._lines):
            return None
        right = 0
        for piece in self._lines[line]:
            right += cell_len(piece.text)
            if column < right:
                return piece
        return None

    def render_line(self, y: int) -> Strip:
        """The strip at ``y`` cells below the upper edge."""
        width = self.content_size.width
        return Strip(self._segments(y, width, self.has_focus), width).simplify()

    def painted(self, rows: Iterable[int]) -> Iterator[tuple[int, list[Segment]]]:
        """These rows of the content as they are sent to the terminal, each with what it shows from edge to edge."""
        filters, background = self.get_line_filters(), self.background_colors[1]
        width, focused = self.content_size.width, self.has_focus
        for y in rows:
            segments = self._segments(y, width, focused)
            yield y, [Segment(text, self._filtered(style, filters, background)) for text, style, _ in segments]

    def notify_style_update(self) -> None:
        """Forget resolved styles when the theme, the focus or a class changed them."""
        super().notify_style_update()
        self._styles_of.clear()
        self._filtered_styles.clear()

    def on_resize(self, event: events.Resize) -> None:
        self._scroll(self._top)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_lines(WHEEL_LINES)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_lines(-WHEEL_LINES)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        offset = event.get_content_offset(self)
        if offset is not None:
            self.post_message(self.Pressed(self, self._top + offset.y, offset.x))

    def _within(self, cursor: int | None) -> int | None:
        if cursor is None or not self._lines:
            return None
        return min(max(cursor, 0), len(self._lines) - 1)

    def _clamped(self, top: int) -> int:
        return max(min(top, len(self._lines) - self.page), 0)

    def _scroll(self, top: int) -> None:
        """Set the offset, corrected so that the cursor is visible, and repaint what differs."""
        if self._cursor is not None:
            top = max(min(top, self._cursor), self._cursor - self.page + 1)
        self._top = self._clamped(top)
        self._repaint()

    def _row(self, y: int) -> tuple[Line, bool]:
        index = self._top + y
        if index >= len(self._lines):
            return BLANK, False
        return self._lines[index], index == self._cursor

    def _segments(self, y: int, width: int, focused: bool) -> list[Segment]:
        """What a row shows, in exactly as many cells as there are."""
        line, under_cursor = self._row(y)
        base = self._style("", None, "", None, under_cursor, focused)
        segments = [
            Segment(
                steady(piece.text),
                self._style(piece.role, piece.color, piece.link, piece.fill, under_cursor, focused),
            )
            for piece in line
        ]
        lacking = width - sum(cell_len(text) for text, _, _ in segments)
        if lacking < 0:
            return list(Strip(segments).crop(0, width))
        return [*segments, Segment(" " * lacking, base)] if lacking else segments

    def _filtered(self, style: Style | None, filters: Sequence[LineFilter], background: Color) -> Style | None:
        """A style after what is applied to the whole screen, such as no colours."""
        key = style, background
        if key not in self._filtered_styles:
            segments = [Segment(" ", style)]
            for each in filters:
                segments = each.apply(segments, background)
            self._filtered_styles[key] = segments[0].style
        return self._filtered_styles[key]

    def _repaint(self) -> None:
        width, height = self.content_size
        rows = [self._row(y) for y in range(height)]
        if len(rows) == len(self._drawn):
            changed = [y for y, (new, old) in enumerate(zip(rows, self._drawn, strict=True)) if new != old]
            if changed:
                self.refresh(*(Region(0, y, width, 1) for y in changed))
        else:
            self.refresh()
        self._drawn = rows

    def _style(
        self, roles: str, color: int | None, link: str, fill: int | None, under_cursor: bool, focused: bool
    ) -> Style:
        key = (roles, color, link, fill, under_cursor, focused)
        if key not in self._styles_of:
            self._styles_of[key] = self._resolved(*key[:-1])
        return self._styles_of[key]

    def _resolved(self, roles: str, color: int | None, link: str, fill: int | None, under_cursor: bool) -> Style:
        style = self.rich_style
        for role in roles.split():
            style += self.worn(role)
        if under_cursor:
            style += self.worn("cursor")
        if fill is not None:
            style += filled(fill, style, chosen="chosen" in roles, past="past" in roles)
        if color is not None:
            style += Style(color=legible(color, style.bgcolor))
        # An address costs more bytes than everything around it, so it is sent (OSC 8) only where someone reads.
        return style + Style(link=link) if link and self.has_focus else style

    def worn(self, role: str) -> Style:
        """What a role looks like here: what it sets, and nothing that it leaves alone."""
        found = role_style(role, self.has_focus, self.ROLES, self.ROLES_FOCUSED)
        if found is None:
            return Style.null()
        variables = self.app.theme_variables
        attributes = " ".join(attributes_of(found.style, variables))
        return _styled(color_of(found.color, variables), color_of(found.background, variables), attributes)


@lru_cache(maxsize=256)
def _styled(color: str | None, background: str | None, attributes: str) -> Style:
    colors = Style(
        color=Color.parse(color).rich_color if color else None,
        bgcolor=Color.parse(background).rich_color if background else None,
    )
    return Style.parse(attributes) + colors
