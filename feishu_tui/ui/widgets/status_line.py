"""The line at the bottom that says how things stand."""

from __future__ import annotations

from feishu_tui.ui.line import Line
from feishu_tui.ui.widgets.line_view import LineView


class StatusLine(LineView, can_focus=False):
    """One line; no toasts anywhere, as those lose Chinese glyphs."""

    DEFAULT_CSS = "StatusLine { height: 1; }"

    def say(self, line: Line) -> None:
        """Show a line."""
        self.show([line])
