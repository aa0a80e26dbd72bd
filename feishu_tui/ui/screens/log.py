"""A screen that shows what the program did lately."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from feishu_tui.ui.keymap import IDS, Command, bindings, keys_of
from feishu_tui.ui.line import Piece, ends_apart
from feishu_tui.ui.log_lines import log_lines
from feishu_tui.ui.reader import Reader
from feishu_tui.ui.screens.following import FollowingScreen
from feishu_tui.ui.settings import Settings
from feishu_tui.ui.status_lines import key_pieces
from feishu_tui.ui.widgets.reading_view import ReadingView
from feishu_tui.ui.widgets.status_line import OneLine


class LogView(ReadingView):
    """The log, to scroll through."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("log")]


class LogScreen(Screen[None]):
    """Shows the requests and failures of this run, the latest at the bottom."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False, id="back"),
        Binding("q,ｑ", "leave", show=False, id="quit"),
        Binding("?,？,f1", "help", show=False, id="help"),
    ]
    DEFAULT_CSS = """
    LogScreen {
        padding: 0 1;
        & #title { margin-bottom: 1; }
    }
    """

    def __init__(self, reader: Reader, settings: Settings) -> None:
        super().__init__()
        self._reader = reader
        self._settings = settings
        self._view = LogView(id="log")

    def compose(self) -> ComposeResult:
        """A title over the messages."""
        yield OneLine(id="title")
        yield self._view

    def on_mount(self) -> None:
        """The messages are what keys are for."""
        self._view.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for another width."""
        self.call_after_refresh(self._draw)

    def action_read_again(self) -> None:
        """Show what has come since."""
        self._draw()

    def action_leave(self) -> None:
        """Back to the agenda."""
        self.dismiss(None)

    def action_help(self) -> None:
        """List the keys of this screen."""
        from feishu_tui.ui.screens.commands import CommandsScreen

        screen = CommandsScreen(("log",), self._keys, self._reader.say, as_help=True)
        self.app.push_screen(screen, self._run_command)

    @property
    def _keys(self) -> Mapping[str, str]:
        return self._settings.keys

    async def _run_command(self, command: Command | None) -> None:
        if command is not None:
            await self.app.run_action(command.action, self._view)

    def _draw(self) -> None:
        reader, cells = self._reader, self._view.content_size.width
        lines = log_lines(self._settings.heard(), cells, reader.zone, reader.say)
        self._view.show(lines, top=max(len(lines) - self._view.page, 0))
        keys = [
            (keys_of(IDS[name], self._keys)[0], reader.say(IDS[name].label).lower()) for name in ("log.again", "back")
        ]
        title = (Piece(reader.say("Log"), "title"),)
        self.query_one("#title", OneLine).say(ends_apart(title, key_pieces(keys), cells))


class LoggingScreen(FollowingScreen):
    """Can show the log over itself."""

    def action_show_log(self) -> None:
        """Show what the program did lately."""
        self.app.push_screen(LogScreen(self.reader, self.settings))
