"""What a search found, one line an event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING

from feishu_tui.dates import day_words
from feishu_tui.language import Language
from feishu_tui.model import Calendar, Occurrence
from feishu_tui.text import cut, pad, width
from feishu_tui.ui.agenda_lines import title_of
from feishu_tui.ui.event_colors import event_color
from feishu_tui.ui.line import Line, Piece, ends_apart, fitted, width_of
from feishu_tui.ui.result_rows import Row

if TYPE_CHECKING:
    from feishu_tui.store.hits import Hit

SERVER_ONLY, SERVER_TOO = "+", "✓"
"""How a hit is marked that only the server, or the server as well, found."""
_MARKS = {"local": "", "server": f" {SERVER_ONLY}", "both": f" {SERVER_TOO}"}
FOLD_MARKS = FOLDED, UNFOLDED = "▸", "▾"
"""At the end of what says how often a series comes: whether its occurrences are shown below it."""
_DAY_CELLS = 17
_INDENT = "   "
_ROOM_FOR_PLACES = 64


def row_line(row: Row, cells: int, today: date, zone: tzinfo, calendars: Mapping[str, Calendar], say: Language) -> Line:
    """The line of any row."""
    if row.kind == "hit":
        return _hit_line(row, cells, today, zone, calendars, say)
    if row.kind == "more":
        return fitted((Piece(f" {_INDENT}"), Piece(say("… more"), "accent")), cells)
    return _occurrence_line(row, cells, today, zone, calendars, say)


def _hit_line(
    row: Row, cells: int, today: date, zone: tzinfo, calendars: Mapping[str, Calendar], say: Language
) -> Line:
    """Day, time, title with what was found standing out, how often it happens, and place where there is room."""
    hit, calendar = row.hit, calendars.get(row.hit.occurrence.calendar_id)
    role = _role(hit.occurrence, today, zone)
    left = _when(hit, hit.occurrence, " ", today, zone, calendar, say)
    place = hit.occurrence.event.place.name if cells >= _ROOM_FOR_PLACES else ""
    right = (Piece(cut(place, cells // 4), "dim"), Piece(_MARKS[hit.source], "accent"), Piece(" "))
    times = Piece(_times(row), "dim")
    room = max(cells - width_of(left) - width_of(right) - width(times.text) - 2, 0)
    return ends_apart((*left, *fitted(_title(hit, calendar, role, say), room), times), right, cells)


def _occurrence_line(
    row: Row, cells: int, today: date, zone: tzinfo, calendars: Mapping[str, Calendar], say: Language
) -> Line:
    """Day and time set in, and where an occurrence is called or happens otherwise than the series, that."""
    hit, one = row.hit, row.occurrence
    calendar, event = calendars.get(one.calendar_id), one.event
    title = title_of(event, calendar, say)
    role = _role(one, today, zone) or ("" if event.summary != hit.event.summary else "dim")
    left = _when(hit, one, f" {_INDENT}", today, zone, calendar, say)
    elsewhere = event.place.name if event.place.name != hit.occurrence.event.place.name else ""
    return ends_apart((*left, Piece(title, role)), (Piece(cut(elsewhere, cells // 4), "dim"), Piece(" ")), cells)


def _when(
    hit: Hit, one: Occurrence, indent: str, today: date, zone: tzinfo, calendar: Calendar | None, say: Language
) -> Line:
    start = one.starts_at(zone).astimezone(zone)
    time = f"{start:%H:%M}" if isinstance(one.start, datetime) else ""
    role = _role(one, today, zone) or "dim"
    return (
        Piece(indent),
        Piece(pad(day_words(start.date(), today, say), _DAY_CELLS), role),
        Piece(pad(time, 6), role),
        Piece("▌", color=event_color(hit.event, calendar)),
    )


def _role(one: Occurrence, today: date, zone: tzinfo) -> str:
    return "past" if one.ends_at(zone).astimezone(zone).date() < today else ""


def _times(row: Row) -> str:
    hit = row.hit
    if hit.is_series:
        often = f"↻×{hit.times}" if hit.times else "↻"
        return f" {often} {UNFOLDED if row.is_unfolded else FOLDED}"
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
