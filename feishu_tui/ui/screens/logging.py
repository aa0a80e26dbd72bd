"""A screen that can show what the program did lately."""

from __future__ import annotations

from feishu_tui.ui.screens.following import FollowingScreen


class LoggingScreen(FollowingScreen):
    """Can show the log over itself."""

    def action_show_log(self) -> None:
        """Show what the program did lately."""
        from feishu_tui.ui.screens.log import LogScreen

        self.app.push_screen(LogScreen(self.reader, self.settings))
