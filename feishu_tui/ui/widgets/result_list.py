"""What a search found; shown in the agenda's place while one types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.message import Message

from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.model import Occurrence
from feishu_tui.ui.line import BLANK, Line, Piece, ends_apart, fitted, width_of
from feishu_tui.ui.proposals import Proposals
from feishu_tui.ui.reader import Reader
from feishu_tui.ui.result_lines import FOLD_MARKS, row_line
from feishu_tui.ui.result_rows import Key, LazyLines, Row, Unfolded, rows_of
from feishu_tui.ui.role_styles import CHOSEN, RoleStyles
from feishu_tui.ui.widgets.line_view import LineView

if TYPE_CHECKING:
    from feishu_tui.store.hits import Hit

LEAST_NOTE = 10
"""Cells below which a note says nothing."""
HEAD = 2
"""Lines above the first row."""
AT_ONCE = 10
"""So many occurrences of a series are shown, and so many more when asked."""


class ResultList(LineView, can_focus=False):
    """The events found, one under the cursor; a heading says how many."""

    ROLES: ClassVar[RoleStyles] = {"cursor": CHOSEN}

    @dataclass
    class Chosen(Message):
        """Someone wants to go to an event."""

        occurrence: Occurrence

    @dataclass
    class UnfoldWanted(Message):
        """Someone wants to see so many occurrences of a series."""

        hit: Hit
        count: int

    def __init__(self, reader: Reader, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._reader = reader
        self._heading: Line = BLANK
        self._note: Line = BLANK
        self._proposals = Proposals()
        self.hits: Sequence[Hit] = ()
        self.unfolded: dict[Key, Unfolded] = {}
        self._rows: Sequence[Row] = ()
        self._holds_back = False
        self._due: tuple[int, int | None] | None = None
        """Where the cursor and the upper edge are to be, once it is drawn."""

    @property
    def row(self) -> Row | None:
        """What is under the cursor."""
        return self._rows[self.cursor - HEAD] if self.cursor is not None and self._rows else None

    @property
    def occurrence(self) -> Occurrence | None:
        """The event under the cursor, of a series as it comes next."""
        return self.row.occurrence if self.row else None

    @property
    def at_first(self) -> bool:
        """Whether there is nothing above the cursor."""
        return self.cursor is None or self.cursor <= HEAD

    @property
    def place(self) -> int:
        """How many hits there are down to the cursor, the one it is on included."""
        return self.row.place + 1 if self.row else 0

    @contextmanager
    def drawn_once(self) -> Iterator[None]:
        """Draw only at the end; where the cursor then is, the first change within says."""
        self._holds_back = True
        try:
            yield
        finally:
            self._holds_back = False
            due, self._due = self._due, None
            if due is not None:
                self._layout(*due)

    def offer(self, hits: Sequence[Hit]) -> None:
        """Show what was found, the first under the cursor."""
        self.unfolded = {}
        self._take(hits)
        self._layout(0, top=0)

    def extend(self, hits: Sequence[Hit]) -> None:
        """Show more; the hits down to the cursor are to be the same as before."""
        self._take(hits)
        self._layout(self._at)

    def head(self, heading: Line, note: Line) -> None:
        """Say something above the rows: on the left, and more quietly on the right."""
        if (heading, note) != (self._heading, self._note):
            self._heading, self._note = heading, note
            self._layout(self._at)

    def propose(self, proposals: Proposals) -> None:
        """Show below the heading what the text may go on with."""
        if proposals != self._proposals:
            self._proposals = proposals
            self._layout(self._at)

    def step(self, lines: int) -> None:
        """Move the cursor by lines."""
        if self.cursor is not None:
            self.move_cursor(max(self.cursor + lines, HEAD))

    def choose(self) -> None:
        """Go to the event under the cursor; where it offers more of a series, show them."""
        row = self.row
        if row is None:
            return
        if row.kind == "more":
            self.post_message(self.UnfoldWanted(row.hit, len(self.unfolded[row.hit.key].occurrences) + AT_ONCE))
        else:
            self.post_message(self.Chosen(row.occurrence))

    def unfold(self) -> None:
        """Ask for the occurrences of the series under the cursor, or for more of them."""
        row = self.row
        if row is None or not row.hit.is_series:
            return
        if row.kind == "more":
            self.choose()
        elif not row.is_unfolded:
            self.post_message(self.UnfoldWanted(row.hit, AT_ONCE))

    def show_unfolded(self, key: Key, unfolded: Unfolded) -> None:
        """Show a series' occurrences below it; the row under the cursor stays, of those shown anew the first."""
        if unfolded.occurrences:
            self.unfolded[key] = unfolded
            self._take(self.hits)
            self._layout(self._at)

    def fold(self) -> bool:
        """Show the series under the cursor as one row again; whether it was unfolded."""
        row = self.row
        if row is None or self.unfolded.pop(row.hit.key, None) is None:
            return False
        self._take(self.hits)
        at = next(index for index, each in enumerate(self._rows) if each.hit is row.hit)
        self.move_cursor(at + HEAD)
        self._layout(at)
        return True

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for another width."""
        self._layout(self._at)

    def on_line_view_pressed(self, event: LineView.Pressed) -> None:
        """A click goes to what it hits; on the mark of a series it unfolds or folds it."""
        event.stop()
        if not HEAD <= event.line < len(self._rows) + HEAD:
            return
        hit = self.piece_at(event.line, event.column)
        self.move_cursor(event.line)
        if hit is None or not hit.text.endswith(FOLD_MARKS):
            self.choose()
        elif not self.fold():
            self.unfold()

    @property
    def _at(self) -> int:
        return (self.cursor or HEAD) - HEAD

    def _take(self, hits: Sequence[Hit]) -> None:
        self.hits = hits
        self._rows = rows_of(hits, self.unfolded)

    def _layout(self, at: int, top: int | None = None) -> None:
        if self._holds_back:
            self._due = self._due or (at, top)
            return
        reader, cells = self._reader, self.content_size.width
        today, zone, calendars = reader.today, reader.zone, reader.calendars
        heading = fitted((Piece(" "), *self._heading), cells)
        room = cells - width_of(heading) - 3
        note = fitted(self._note, room) if room >= LEAST_NOTE else BLANK
        head = ends_apart(heading, (*note, Piece(" ")), cells)

        def line_of(row: Row) -> Line:
            return row_line(row, cells, today, zone, calendars, reader.say)

        lines = LazyLines((head, self._proposals.line(cells)), self._rows, line_of)
        self.show(lines, cursor=at + HEAD if self._rows else None, top=top)
