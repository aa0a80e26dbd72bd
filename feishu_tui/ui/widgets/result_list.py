"""What a search found; shown in the agenda's place while one types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message

from feishu_tui.model import Occurrence
from feishu_tui.ui.line import BLANK, Line, Piece, fitted
from feishu_tui.ui.reader import Reader
from feishu_tui.ui.result_lines import result_line
from feishu_tui.ui.widgets.line_view import LineView


class ResultList(LineView, can_focus=False):
    """The events found, one under the cursor; a heading says how many."""

    @dataclass
    class Chosen(Message):
        """Someone wants to go to an event."""

        occurrence: Occurrence

    def __init__(self, reader: Reader, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._reader = reader
        self._typed = ""
        self._found: Sequence[Occurrence] = ()
        self._more = False

    @property
    def occurrence(self) -> Occurrence | None:
        """The event under the cursor."""
        return self._found[self.cursor - 2] if self.cursor is not None and self._found else None

    def offer(self, typed: str, found: Sequence[Occurrence], more: bool = False) -> None:
        """Show what was found for ``typed``, the first under the cursor; ``more`` when there is more than that."""
        self._typed, self._found, self._more = typed, found, more
        self._layout(0)

    def step(self, lines: int) -> None:
        """Move the cursor by lines."""
        if self.cursor is not None:
            self.move_cursor(max(self.cursor + lines, 2))

    def choose(self) -> None:
        """Go to the event under the cursor."""
        if self.occurrence:
            self.post_message(self.Chosen(self.occurrence))

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for another width."""
        self._layout((self.cursor or 2) - 2)

    def on_line_view_pressed(self, event: LineView.Pressed) -> None:
        """A click goes to what it hits."""
        event.stop()
        if 2 <= event.line < len(self._found) + 2:
            self.move_cursor(event.line)
            self.choose()

    def _layout(self, at: int) -> None:
        reader, cells = self._reader, self.content_size.width
        lines: list[Line] = [fitted((Piece(" "), Piece(self._heading(), "heading")), cells), BLANK]
        lines += [
            result_line(one, self._typed, cells, reader.today, reader.zone, reader.calendars, reader.say)
            for one in self._found
        ]
        self.show(lines, cursor=at + 2 if self._found else None, top=0)

    def _heading(self) -> str:
        say = self._reader.say
        if not self._typed:
            return say("Search in titles, places, people and descriptions")
        if not self._found:
            return say("Nothing found for “{text}”", text=self._typed)
        if self._more:
            return say("The first {count} events found", count=len(self._found))
        return say("1 event found") if len(self._found) == 1 else say("{count} events found", count=len(self._found))
