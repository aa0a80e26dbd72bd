"""What a search found, one line an event."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, tzinfo

from feishu_tui.dates import day_words
from feishu_tui.language import Language
from feishu_tui.model import Calendar, Occurrence
from feishu_tui.text import cut, pad, width
from feishu_tui.ui.agenda_lines import title_of
from feishu_tui.ui.event_colors import event_color
from feishu_tui.ui.line import Line, Piece, ends_apart, width_of

_DAY_CELLS = 17
_ROOM_FOR_PLACES = 64


def result_line(
    occurrence: Occurrence,
    typed: str,
    cells: int,
    today: date,
    zone: tzinfo,
    calendars: Mapping[str, Calendar],
    say: Language,
) -> Line:
    """Day, time, title with what was typed standing out, and place where there is room."""
    event = occurrence.event
    calendar = calendars.get(occurrence.calendar_id)
    start = occurrence.starts_at(zone).astimezone(zone)
    time = f"{start:%H:%M}" if isinstance(occurrence.start, datetime) else ""
    over = occurrence.ends_at(zone).astimezone(zone).date() < today
    left: Line = (
        Piece(" "),
        Piece(pad(day_words(start.date(), today, say), _DAY_CELLS), "past" if over else "dim"),
        Piece(pad(time, 6), "past" if over else "dim"),
        Piece("▌", color=event_color(event, calendar)),
    )
    flag = Piece(" ↻", "dim") if occurrence.recurring else Piece("")
    place = event.place.name if cells >= _ROOM_FOR_PLACES else ""
    right = (Piece(cut(place, cells // 4), "dim"), Piece(" "))
    room = max(cells - width_of(left) - width_of(right) - width(flag.text) - 2, 0)
    title = cut(title_of(event, calendar, say), room)
    return ends_apart((*left, *_marked(title, typed, "past" if over else ""), flag), right, cells)


def _marked(title: str, typed: str, role: str) -> Line:
    """The title in pieces, with the first place where ``typed`` occurs marked."""
    at = title.casefold().find(typed.casefold()) if typed else -1
    # Folding may change the length of a text; then nothing is marked rather than the wrong part.
    if at < 0 or len(title.casefold()) != len(title):
        return (Piece(title, role),)
    end = at + len(typed.casefold())
    return (Piece(title[:at], role), Piece(title[at:end], "match"), Piece(title[end:], role))
