"""The list of calendars: which there are, which are shown, how each is doing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from feishu_tui.language import Language
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.store.records import CalendarState
from feishu_tui.ui.calendar_lines import calendar_rows, heading_line
from feishu_tui.ui.keymap import bindings
from feishu_tui.ui.line import Line, Piece, fitted
from feishu_tui.ui.role_styles import CALENDARS
from feishu_tui.ui.widgets.line_view import LineView


class CalendarList(LineView):
    """Shows calendars under a heading; the cursor rests on calendars only. It asks for changes and makes none."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("calendars")]
    ROLES = CALENDARS

    @dataclass
    class Toggled(Message):
        """Someone wants a calendar shown, or no longer shown."""

        view: CalendarList
        calendar_id: str
        shown: bool

        @property
        def control(self) -> CalendarList:
            """The view, for ``@on`` selectors."""
            return self.view

    @dataclass
    class Only(Message):
        """Someone wants this calendar shown and no other."""

        view: CalendarList
        calendar_id: str

        @property
        def control(self) -> CalendarList:
            """The view, for ``@on`` selectors."""
            return self.view

    def __init__(self, say: Language, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._say = say
        self._states: Sequence[CalendarState] = ()
        self._pulling: Mapping[str, int] = {}
        self._owners: list[int] = []
        """For each line the index of its calendar."""
        self._at = 0

    @property
    def calendar_id(self) -> str:
        """The calendar under the cursor; empty where there is none."""
        return self._states[self._at].calendar.calendar_id if self._states else ""

    def show_calendars(self, states: Sequence[CalendarState], pulling: Mapping[str, int] | None = None) -> None:
        """Show these calendars in this order; the cursor stays on its calendar.

        ``pulling`` counts the events that arrived so far of each calendar that is being synced, by calendar id.
        """
        before = self.calendar_id
        self._states, self._pulling = states, pulling or {}
        ids = [state.calendar.calendar_id for state in states]
        self._at = ids.index(before) if before in ids else min(self._at, max(len(ids) - 1, 0))
        self._draw()

    def action_cursor_down(self) -> None:
        """To the next calendar."""
        self._go_to(self._at + 1)

    def action_cursor_up(self) -> None:
        """To the previous calendar."""
        self._go_to(self._at - 1)

    def action_page_down(self) -> None:
        """A page on."""
        self._go_to(self._at + max(self.page - 1, 1))

    def action_page_up(self) -> None:
        """A page back."""
        self._go_to(self._at - max(self.page - 1, 1))

    def action_half_page_down(self) -> None:
        """Half a page on."""
        self._go_to(self._at + max(self.page // 2, 1))

    def action_half_page_up(self) -> None:
        """Half a page back."""
        self._go_to(self._at - max(self.page // 2, 1))

    def action_first(self) -> None:
        """The first calendar."""
        self._go_to(0)

    def action_last(self) -> None:
        """The last calendar."""
        self._go_to(len(self._states) - 1)

    def action_show_or_hide(self) -> None:
        """Ask for the calendar under the cursor to be shown or hidden."""
        if self._states:
            state = self._states[self._at]
            self.post_message(self.Toggled(self, state.calendar.calendar_id, not state.shown))

    def action_only(self) -> None:
        """Ask for the calendar under the cursor alone."""
        if self._states:
            self.post_message(self.Only(self, self.calendar_id))

    def scroll_lines(self, by: int) -> None:
        """The wheel moves the cursor, as the keys do."""
        self._go_to(self._at + by)

    def on_resize(self, event: events.Resize) -> None:
        self._draw()

    def on_line_view_pressed(self, event: LineView.Pressed) -> None:
        event.stop()
        if 0 < event.line <= len(self._owners):
            self._go_to(self._owners[event.line - 1])
            self.action_show_or_hide()

    def _go_to(self, index: int) -> None:
        if self._states:
            self._at = min(max(index, 0), len(self._states) - 1)
            self._draw()

    def _draw(self) -> None:
        width = self.content_size.width
        if not width:
            return
        lines: list[Line] = [heading_line(self._states, width, self._say)]
        self._owners = []
        for index, state in enumerate(self._states):
            rows = calendar_rows(state, self._pulling.get(state.calendar.calendar_id), width, self._say)
            lines += rows
            self._owners += [index] * len(rows)
        if not self._states:
            lines.append(fitted((Piece(self._say("no calendars yet"), "dim"),), width))
        if not self._states:
            self.show(lines)
            return
        cursor = self._owners.index(self._at) + 1
        # The heading belongs to the first calendar, and what is the matter with a calendar to the calendar.
        end = cursor + self._owners.count(self._at)
        self.show(lines, cursor=cursor, top=0 if self._at == 0 else max(self.top, end - self.page))
