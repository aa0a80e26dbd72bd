"""The join card, over the whole screen: how to join from another device, and the link to take along."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType

from feishu_tui.errors import NetworkError
from feishu_tui.model import Occurrence
from feishu_tui.text import wrap
from feishu_tui.ui.background import Background
from feishu_tui.ui.card_lines import LOW, Side, address_of, card_lines, sent_words
from feishu_tui.ui.clipboard import multiplexer
from feishu_tui.ui.keymap import IDS, bindings, keys_of
from feishu_tui.ui.line import Line, Piece
from feishu_tui.ui.messages import DetailArrived, DetailFailed
from feishu_tui.ui.reader import Reader
from feishu_tui.ui.screens.large_text import LargeTextScreen
from feishu_tui.ui.screens.overlay import Overlay
from feishu_tui.ui.subject import Fetch, Subject
from feishu_tui.ui.widgets.line_view import LineView
from feishu_tui.ui.widgets.reading_view import ReadingView
from feishu_tui.ui.widgets.status_line import OneLine

SAID = 2
"""Rows kept for what was done."""


class CardView(ReadingView):
    """What there is to know; the QR code keeps its own colours."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("card")]


class CardScreen(Overlay[None]):
    """Shows how to join ``occurrence``, or its link in Feishu, and copies the link; fetches what is not known yet."""

    PANES: ClassVar[tuple[str, ...]] = ("card",)
    DEFAULT_CSS = """
    CardScreen {
        padding: 0 1;
        & #card { margin-top: 1; }
        & #said { height: auto; max-height: 4; }
        &.-low #card { margin-top: 0; }
    }
    """

    def __init__(
        self,
        occurrence: Occurrence,
        side: Side,
        reader: Reader,
        background: Background | None,
        offline: bool,
        keys: Mapping[str, str],
    ) -> None:
        super().__init__(reader.say, keys)
        self._occurrence = occurrence
        self._side: Side = side
        self._reader = reader
        self._background = background.on(self) if background else None
        self._offline = offline
        self._fetch: Fetch = "none"
        self._copied = ""
        self._said: tuple[str, str] = ("", "")
        self._view = CardView(id="card")
        self._saying = LineView(id="said")
        self._saying.can_focus = False

    def compose(self) -> ComposeResult:
        """A title over the card, and under it what was done."""
        yield OneLine(id="title")
        yield self._view
        yield self._saying

    def on_mount(self) -> None:
        """Show what is known, and ask for what is not."""
        self._view.focus()
        if self._background is not None and self._reader.detail_is_due(self._occurrence):
            self._fetch = "none" if self._offline else "loading"
            self._background.detail(self._occurrence.calendar_id, self._occurrence.event.event_id)

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for another size."""
        self.set_class(event.size.height < LOW + 4, "-low")
        self.draw()

    def action_copy(self) -> None:
        """Copy the link; asked for the same once more, show it for selecting."""
        say, address = self._reader.say, address_of(self._subject, self._side)
        if address is None:
            self._tell(say("There is no link here to copy."))
        elif self._copied == address.url:
            self._copied = ""
            self._tell("")
            self.app.push_screen(LargeTextScreen(address.url, say))
        else:
            self._copied = address.url
            self.app.copy_to_clipboard(address.url)
            self._tell(sent_words(keys_of(IDS["card.copy"], self.keys)[0], multiplexer(os.environ), say), "accent")

    def action_turn(self, side: Side) -> None:
        """Show the other link."""
        self._side, self._copied = side, ""
        self._tell("")

    @on(DetailArrived)
    def _show_arrived(self) -> None:
        self._fetch = "none"
        self.draw()

    @on(DetailFailed)
    def _show_failure(self, event: DetailFailed) -> None:
        self._fetch = "failed"
        self._offline = isinstance(event.error, NetworkError)
        self.draw()

    @property
    def _subject(self) -> Subject:
        reader = self._reader
        detail, fetched_at = reader.detail(self._occurrence) or (None, None)
        return Subject(
            self._occurrence,
            reader.calendars.get(self._occurrence.calendar_id),
            reader.zone,
            reader.now,
            reader.say,
            detail,
            self._fetch,
            fetched_at,
            self._offline or self._background is None,
        )

    def _tell(self, words: str, role: str = "warning") -> None:
        self._said = words, role
        self.draw()

    def draw(self) -> None:
        """Write what was said, then the card into what is left."""
        cells = self.size.width - 2
        words, role = self._said
        said: list[Line] = [(Piece(line, role),) for line in wrap(words, cells)] if words else []
        # Where there is room, a place is kept for it, so that nothing has to move.
        kept = 0 if self.has_class("-low") else SAID
        self._saying.display = bool(said or kept)
        self._saying.styles.height = max(len(said), kept)
        self._saying.show(said)
        self.query_one("#title", OneLine).say(self._title(cells))
        self.call_after_refresh(self._draw_card)

    def _draw_card(self) -> None:
        cells, rows = self._view.content_size
        if cells:
            whole = getattr(self.app, "whole_cells", False)
            self._view.show(card_lines(self._subject, self._side, cells, rows, whole=whole))

    def _title(self, cells: int) -> Line:
        """What this is and, where there is room, the keys that matter."""
        say = self._reader.say
        name = say("Join") if self._side == "meeting" else say("Open in Feishu")
        other = ("card.app", say("in Feishu")) if self._side == "meeting" else ("card.meeting", say("join"))
        offered = [other, ("card.copy", say("copy link")), ("back", say("back"))]
        return self.title_line(name, [(IDS[command], words) for command, words in offered], cells)
