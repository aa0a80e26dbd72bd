"""What a search found, one line an event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING

from feishu_tui.dates import day_words
from feishu_tui.language import Language
from feishu_tui.model import Calendar
from feishu_tui.text import cut, pad, width
from feishu_tui.ui.agenda_lines import title_of
from feishu_tui.ui.event_colors import event_color
from feishu_tui.ui.line import Line, Piece, ends_apart, fitted, width_of

if TYPE_CHECKING:
    from feishu_tui.store.hits import Hit

SERVER_ONLY, SERVER_TOO = "+", "✓"
"""How a hit is marked that only the server, or the server as well, found."""
_MARKS = {"local": "", "server": f" {SERVER_ONLY}", "both": f" {SERVER_TOO}"}
_DAY_CELLS = 17
_ROOM_FOR_PLACES = 64


def result_line(
    hit: Hit, cells: int, today: date, zone: tzinfo, calendars: Mapping[str, Calendar], say: Language
) -> Line:
    """Day, time, title with what was found standing out, how often it happens, and place where there is room."""
    one = hit.occurrence
    calendar = calendars.get(one.calendar_id)
    start = one.starts_at(zone).astimezone(zone)
    time = f"{start:%H:%M}" if isinstance(one.start, datetime) else ""
    role = "past" if one.ends_at(zone).astimezone(zone).date() < today else ""
    left: Line = (
        Piece(" "),
        Piece(pad(day_words(start.date(), today, say), _DAY_CELLS), role or "dim"),
        Piece(pad(time, 6), role or "dim"),
        Piece("▌", color=event_color(hit.event, calendar)),
    )
    place = one.event.place.name if cells >= _ROOM_FOR_PLACES else ""
    right = (Piece(cut(place, cells // 4), "dim"), Piece(_MARKS[hit.source], "accent"), Piece(" "))
    times = Piece(_times(hit), "dim")
    room = max(cells - width_of(left) - width_of(right) - width(times.text) - 2, 0)
    return ends_apart((*left, *fitted(_title(hit, calendar, role, say), room), times), right, cells)


def _times(hit: Hit) -> str:
    if hit.is_series:
        return f" ↻×{hit.times}" if hit.times else " ↻"
    return " ↻" if hit.occurrence.recurring else ""


def _title(hit: Hit, calendar: Calendar | None, role: str, say: Language) -> Line:
    title = title_of(hit.event, calendar, say)
    return _marked(title, hit.title_ranges if title == hit.event.summary else (), role)


def _marked(title: str, ranges: Sequence[tuple[int, int]], role: str) -> Line:
    """The title in pieces, with ``ranges`` of it marked."""
    pieces: list[Piece] = []
    at = 0
    for start, end in ranges:
        pieces += [Piece(title[at:start], role), Piece(title[start:end], "match")]
        at = end
    return tuple(piece for piece in (*pieces, Piece(title[at:], role)) if piece.text)
