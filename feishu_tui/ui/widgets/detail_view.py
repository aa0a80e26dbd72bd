"""The right pane: all about one event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from textual import events
from textual.binding import BindingType

from feishu_tui.language import Language
from feishu_tui.model import Calendar, Chat, Event, EventDetail, Occurrence
from feishu_tui.ui.detail_lines import detail_lines
from feishu_tui.ui.detail_rows import paragraph
from feishu_tui.ui.keymap import bindings
from feishu_tui.ui.line import BLANK, Line
from feishu_tui.ui.series_outlook import Outlook
from feishu_tui.ui.subject import Fetch, Subject
from feishu_tui.ui.widgets.reading_view import ReadingView

TALL = 24
"""Lines from which on most of an event is seen at once."""


class DetailView(ReadingView):
    """Shows one occurrence, laid out for the width there is."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("detail")]

    def __init__(self, say: Language, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._say = say
        self._more = ""
        self._subject: Subject | None = None
        self._sentence = ""

    @property
    def occurrence(self) -> Occurrence | None:
        """What is shown, ``None`` after ``clear``."""
        return self._subject.occurrence if self._subject else None

    def show_occurrence(
        self,
        occurrence: Occurrence,
        *,
        calendar: Calendar | None,
        zone: ZoneInfo,
        now: datetime,
        detail: EventDetail | None = None,
        fetch: Fetch = "none",
        fetched_at: datetime | None = None,
        offline: bool = False,
        master: Event | None = None,
        outlook: Outlook | None = None,
        overlaps: Sequence[Occurrence] = (),
        note: Line = (),
        news: Line = (),
        chats: Mapping[str, Chat] | None = None,
        members_shown: int = 0,
        chat_keys: tuple[str, str] = ("", ""),
    ) -> None:
        """Show an occurrence with what is known of it so far; the arguments are the fields of ``Subject``.

        The place read to is kept while it is the same occurrence; another one begins at its top.
        """
        subject = Subject(
            occurrence,
            calendar,
            zone,
            now,
            self._say,
            detail,
            fetch,
            fetched_at,
            offline,
            master,
            outlook,
            overlaps,
            note,
            news,
            chats or {},
            members_shown,
            chat_keys,
        )
        same = self._subject is not None and _identity(self._subject) == _identity(subject)
        self._subject = subject
        self._draw(None if same else 0)

    def abridge(self, more: str) -> None:
        """Leave out what is seldom looked for and end with ``more``, how to see it; tell all where that is empty."""
        if more != self._more:
            self._more = more
            self._draw()

    def clear(self, sentence: str = "") -> None:
        """Show no event, only a sentence or nothing."""
        self._subject, self._sentence = None, sentence
        self._draw(0)

    def on_resize(self, event: events.Resize) -> None:
        self._draw()

    def _draw(self, top: int | None = None) -> None:
        width = self.content_size.width
        if not width:
            return
        if self._subject is None:
            self.show(paragraph(self._sentence, width, "dim") if self._sentence else [], top=top)
            return
        lines = detail_lines(self._subject, width, brief=bool(self._more), tall=self.page >= TALL)
        if self._more:
            # At the lower edge, where it stays from one event to the next, or below what is longer than the pane.
            hint = paragraph(self._more, width, "faint")
            lines += [BLANK] * max(self.page - len(lines) - len(hint), 1) + hint
        self.show(lines, top=top)


def _identity(subject: Subject) -> tuple[str, str]:
    return subject.occurrence.calendar_id, subject.occurrence.instance_id
