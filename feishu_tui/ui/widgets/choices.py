"""A few lines, one of which is to be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.ui.keymap import bindings
from feishu_tui.ui.line import Line
from feishu_tui.ui.role_styles import RoleStyle, RoleStyles
from feishu_tui.ui.widgets.line_view import LineView


class Choices(LineView):
    """Shows lines, one under the cursor; Enter or a click chooses."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("choices")]
    ROLES: ClassVar[RoleStyles] = {"cursor": RoleStyle()}

    @dataclass
    class Chosen(Message):
        """Somebody chose a line."""

        index: int

    @dataclass
    class Left(Message):
        """Somebody went up from the first line."""

    def offer(self, lines: Sequence[Line], cursor: int = 0) -> None:
        """Show these, one under the cursor."""
        self.show(lines, cursor=cursor)

    def step(self, lines: int) -> None:
        """Move so many lines down, or up when negative."""
        if self.cursor == 0 and lines == -1:
            self.post_message(self.Left())
        elif self.cursor is not None:
            self.move_cursor(self.cursor + lines)

    def action_cursor_down(self) -> None:
        """The next one."""
        self.step(1)

    def action_cursor_up(self) -> None:
        """The previous one."""
        self.step(-1)

    def action_page_down(self) -> None:
        """A page on."""
        self.step(self.page)

    def action_page_up(self) -> None:
        """A page back."""
        self.step(-self.page - 1)

    def action_half_page_down(self) -> None:
        """Half a page on."""
        self.step(max(self.page // 2, 1))

    def action_half_page_up(self) -> None:
        """Half a page back."""
        self.step(-max(self.page // 2, 2))

    def action_first(self) -> None:
        """The first one."""
        self.move_cursor(0)

    def action_last(self) -> None:
        """The last one."""
        self.move_cursor(len(self.lines) - 1)

    def action_open(self) -> None:
        """Choose the one under the cursor."""
        if self.cursor is not None:
            self.post_message(self.Chosen(self.cursor))

    def on_line_view_pressed(self, event: LineView.Pressed) -> None:
        """A click chooses what it hits."""
        event.stop()
        if event.line < len(self.lines):
            self.move_cursor(event.line)
            self.action_open()
