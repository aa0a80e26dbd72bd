"""A text by itself, to be selected with the mouse where copying did not arrive."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult

from feishu_tui.language import Language
from feishu_tui.ui.detail_rows import paragraph
from feishu_tui.ui.line import Piece, fitted
from feishu_tui.ui.messages import MouseWanted
from feishu_tui.ui.screens.closing import ClosingScreen
from feishu_tui.ui.widgets.line_view import LineView
from feishu_tui.ui.widgets.status_line import OneLine


class LargeTextScreen(ClosingScreen[None]):
    """Shows ``text`` from the left edge on, nothing beside it, the mouse left to the terminal; any key closes it."""

    def __init__(self, text: str, say: Language) -> None:
        super().__init__()
        self._text = text
        self._say = say
        self._view = LineView(id="text")
        self._view.can_focus = False

    def compose(self) -> ComposeResult:
        """The text; at the bottom how to go on."""
        yield self._view
        yield OneLine(id="hint")

    def on_mount(self) -> None:
        """Leave the mouse to the terminal, which selects with it."""
        self.app.post_message(MouseWanted(False))

    def on_unmount(self) -> None:
        """Take the mouse again."""
        self.app.post_message(MouseWanted(True))

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for another width."""
        cells = event.size.width
        self._view.show(paragraph(self._text, cells))
        words = self._say("Select it with the mouse and copy as your terminal does. Any key goes back.")
        self.query_one("#hint", OneLine).say(fitted((Piece(words, "dim"),), cells))

    def on_key(self, event: events.Key) -> None:
        """Back to where the text was copied."""
        event.stop()
        self.dismiss(None)
