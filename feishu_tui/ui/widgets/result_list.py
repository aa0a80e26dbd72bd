"""What a search found; shown in the agenda's place while one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

from textual import events
from textual.message import Message

from feishu_tui.model import Occurrence
from feishu_tui.ui.line import BLANK, Line, Piece, ends_apart, fitted, width_of
from feishu_tui.ui.reader import Reader
from feishu_tui.ui.result_lines import result_line
from feishu_tui.ui.widgets.line_view import LineView

if TYPE_CHECKING:
    from feishu_tui.store.hits import Hit

LEAST_NOTE = 10
"""Cells below which a note says nothing."""
HEAD = 2
"""Lines above the first row."""


class ResultList(LineView, can_focus=False):
    """The events found, one under the cursor; a heading says how many."""

    @dataclass
    class Chosen(Message):
        """Someone wants to go to an event."""

        hit: Hit

    def __init__(self, reader: Reader, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._reader = reader
        self._heading: Line = BLANK
        self._note: Line = BLANK
        self.hits: Sequence[Hit] = ()

    @property
    def hit(self) -> Hit | None:
        """What is under the cursor."""
        return self.hits[self.cursor - HEAD] if self.cursor is not None and self.hits else None

    @property
    def occurrence(self) -> Occurrence | None:
        """The event under the cursor, as it comes next."""
        return self.hit.occurrence if self.hit else None

    @property
    def at_first(self) -> bool:
        """Whether there is nothing above the cursor."""
        return self.cursor is None or self.cursor <= HEAD

    @property
    def place(self) -> int:
        """How many rows there are down to the cursor, its own included."""
        return 0 if self.cursor is None else self.cursor - HEAD + 1

    def offer(self, hits: Sequence[Hit]) -> None:
        """Show what was found, the first under the cursor."""
        self.hits = hits
        self._layout(0, top=0)

    def extend(self, hits: Sequence[Hit]) -> None:
        """Show more; the rows down to the cursor are to be the same as before."""
        self.hits = hits
        self._layout((self.cursor or HEAD) - HEAD)

    def head(self, heading: Line, note: Line) -> None:
        """Say something above the rows: on the left, and more quietly on the right."""
        if (heading, note) != (self._heading, self._note):
            self._heading, self._note = heading, note
            self._layout((self.cursor or HEAD) - HEAD)

    def step(self, lines: int) -> None:
        """Move the cursor by lines."""
        if self.cursor is not None:
            self.move_cursor(max(self.cursor + lines, HEAD))

    def choose(self) -> None:
        """Go to the event under the cursor."""
        if self.hit:
            self.post_message(self.Chosen(self.hit))

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for another width."""
        self._layout((self.cursor or HEAD) - HEAD)

    def on_line_view_pressed(self, event: LineView.Pressed) -> None:
        """A click goes to what it hits."""
        event.stop()
        if HEAD <= event.line < len(self.hits) + HEAD:
            self.move_cursor(event.line)
            self.choose()

    def _layout(self, at: int, top: int | None = None) -> None:
        reader, cells = self._reader, self.content_size.width
        today, zone, calendars = reader.today, reader.zone, reader.calendars
        heading = fitted((Piece(" "), *self._heading), cells)
        room = cells - width_of(heading) - 3
        note = fitted(self._note, room) if room >= LEAST_NOTE else BLANK
        head = ends_apart(heading, (*note, Piece(" ")), cells)
        rows = _Rows((head, BLANK), self.hits, lambda hit: result_line(hit, cells, today, zone, calendars, reader.say))
        self.show(rows, cursor=at + HEAD if self.hits else None, top=top)


class _Rows(Sequence[Line]):
    """The lines of a list, each made when it comes into view: nobody waits for the five hundredth."""

    def __init__(self, head: Sequence[Line], hits: Sequence[Hit], line_of: Callable[[Hit], Line]) -> None:
        self._head = head
        self._hits = hits
        self._line_of = line_of
        self._made: dict[int, Line] = {}

    def __len__(self) -> int:
        return len(self._head) + len(self._hits)

    @overload
    def __getitem__(self, index: int) -> Line: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Line]: ...

    def __getitem__(self, index: int | slice) -> Line | Sequence[Line]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        if index not in self._made:
            inside = range(len(self))[index]
            self._made[index] = (
                self._head[inside] if inside < len(self._head) else self._line_of(self._hits[inside - len(self._head)])
            )
        return self._made[index]
