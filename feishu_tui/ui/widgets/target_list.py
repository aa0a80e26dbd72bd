"""A list to go from: headings and remarks between rows that stand for something."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual.binding import BindingType
from textual.message import Message

from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.ui.keymap import bindings
from feishu_tui.ui.line import Line
from feishu_tui.ui.widgets.line_view import LineView

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Listed(Generic[T]):
    """A line and what it stands for, ``None`` for a heading or a remark."""

    line: Line
    target: T | None = None


class TargetList(LineView, Generic[T]):
    """The rows, one under the cursor, which rests only on those that stand for something."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list")]

    class Chosen(Message):
        """Someone wants to go to what is under the cursor."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[Listed[T]] = ()

    @property
    def target(self) -> T | None:
        """What the row under the cursor stands for."""
        return self._rows[self.cursor].target if self.cursor is not None and self._rows else None

    def offer(self, rows: Sequence[Listed[T]]) -> None:
        """Show these; the cursor stays on what it was on, else it goes to the first."""
        before, self._rows = self.target, rows
        places = self._places()
        first = places[0] if places else None
        at = next((place for place in places if rows[place].target == before), first)
        self.show([row.line for row in rows], cursor=at, top=0 if at == first else None)

    def step(self, rows: int) -> None:
        """Move by rows that stand for something; from the first one on up to what is above it."""
        places = self._places()
        if self.cursor is None or not places:
            return
        index = places.index(self.cursor) + rows
        if index < 0:
            self.show(self.lines, cursor=places[0], top=0)
        self.move_cursor(places[min(max(index, 0), len(places) - 1)])

    def action_cursor_down(self) -> None:
        """The next row."""
        self.step(1)

    def action_cursor_up(self) -> None:
        """The previous row."""
        self.step(-1)

    def action_page_down(self) -> None:
        """A page on."""
        self.step(max(self.page - 1, 1))

    def action_page_up(self) -> None:
        """A page back."""
        self.step(-max(self.page - 1, 1))

    def action_half_page_down(self) -> None:
        """Half a page on."""
        self.step(max(self.page // 2, 1))

    def action_half_page_up(self) -> None:
        """Half a page back."""
        self.step(-max(self.page // 2, 1))

    def action_first(self) -> None:
        """The first row."""
        self.step(-len(self._rows))

    def action_last(self) -> None:
        """The last row."""
        self.step(len(self._rows))

    def action_open(self) -> None:
        """Go to what is under the cursor."""
        if self.target is not None:
            self.post_message(self.Chosen())

    def on_line_view_pressed(self, event: LineView.Pressed) -> None:
        """A click goes to what it hits."""
        event.stop()
        if event.line in self._places():
            self.move_cursor(event.line)
            self.action_open()

    def scroll_lines(self, by: int) -> None:
        """The wheel moves the cursor, as the keys do."""
        self.step(by)

    def _places(self) -> list[int]:
        return [index for index, row in enumerate(self._rows) if row.target is not None]
