"""Lines to be read: there is no cursor, and keys scroll."""

from __future__ import annotations

from feishu_tui.ui.widgets.line_view import LineView


class ReadingView(LineView):
    """A view whose keys scroll, under the names that a view with a cursor has for moving it."""

    def action_cursor_down(self) -> None:
        """A line on."""
        self.scroll_lines(1)

    def action_cursor_up(self) -> None:
        """A line back."""
        self.scroll_lines(-1)

    def action_page_down(self) -> None:
        """A page on; the last line stays in sight."""
        self.scroll_lines(max(self.page - 1, 1))

    def action_page_up(self) -> None:
        """A page back."""
        self.scroll_lines(-max(self.page - 1, 1))

    def action_half_page_down(self) -> None:
        """Half a page on."""
        self.scroll_lines(max(self.page // 2, 1))

    def action_half_page_up(self) -> None:
        """Half a page back."""
        self.scroll_lines(-max(self.page // 2, 1))

    def action_first(self) -> None:
        """To the first line."""
        self.scroll_lines(-len(self.lines))

    def action_last(self) -> None:
        """To the last line."""
        self.scroll_lines(len(self.lines))
