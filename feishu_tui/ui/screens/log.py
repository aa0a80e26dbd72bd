"""A screen that shows what the program did lately."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from feishu_tui.ui.keymap import IDS, bindings
from feishu_tui.ui.log_lines import log_lines
from feishu_tui.ui.reader import Reader
from feishu_tui.ui.screens.overlay import Overlay
from feishu_tui.ui.settings import Settings
from feishu_tui.ui.widgets.reading_view import ReadingView
from feishu_tui.ui.widgets.status_line import OneLine


class LogView(ReadingView):
    """The log, to scroll through."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("log")]


class LogScreen(Overlay[None]):
    """Shows what was wrong at the start, then the requests and failures of this run, the latest at the bottom."""

    PANES: ClassVar[tuple[str, ...]] = ("log",)
    DEFAULT_CSS = """
    LogScreen {
        padding: 0 1;
        & #title { margin-bottom: 1; }
    }
    """

    def __init__(self, reader: Reader, settings: Settings) -> None:
        super().__init__(reader.say, settings.keys)
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

    def _draw(self) -> None:
        reader, cells = self._reader, self._view.content_size.width
        lines = log_lines(self._settings.heard(), cells, reader.zone, reader.say, self._settings.problems)
        self._view.show(lines, top=max(len(lines) - self._view.page, 0))
        offered = [(IDS[name], reader.say(IDS[name].label).lower()) for name in ("log.again", "back")]
        self.query_one("#title", OneLine).say(self.title_line(reader.say("Log"), offered, cells))
