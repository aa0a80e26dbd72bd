"""The face of an event where it takes room in proportion to its time: title, time, place, marks."""

from __future__ import annotations

from collections.abc import Sequence

from feishu_tui.agenda import Entry, is_on, is_over, is_running
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.text import cut, pad, width, wrap
from feishu_tui.ui.agenda_lines import AgendaLook, time_words, title_of
from feishu_tui.ui.change_words import change_mark
from feishu_tui.ui.event_colors import event_color
from feishu_tui.ui.grid_blocks import minutes_of
from feishu_tui.ui.line import Line, Piece

EDGE, HOLLOW_EDGE, CHOSEN_EDGE, FROM_BEFORE, GOES_ON = "▌", "┆", "█", "◂", "▸"
_ROOM_FOR_TIME = 11
_LEAST_TITLE = 2
"""Cells of a title that flags leave to it."""
_ROOM_BESIDE = 30
"""Cells of a title's row from which on time and place stand beside it."""


@dataclass(frozen=True, slots=True)
class Face:
    """How an event is drawn, whatever room it has."""

    title: str
    time: str
    """As far as it lies on its day: ``09:30–10:00``."""
    start: str
    """The same in fewer cells; empty where the hours beside it say it, too."""
    place: str
    flags: tuple[tuple[str, str], ...]
    """Signs with their roles."""
    role: str
    """That of the title."""
    quiet: str
    """That of all else."""
    color: int
    fill: int | None
    """``None`` for what is not settled or not taking place: an outline."""
    edge: str


def face_of(entry: Entry, chosen: bool, look: AgendaLook) -> Face:
    """What an entry looks like."""
    one, event = entry.occurrence, entry.occurrence.event
    calendar = look.calendars.get(one.calendar_id)
    over = is_over(one, look.now, look.zone)
    off = not is_on(one)
    open_ = off or event.reply in ("needs_action", "tentative") or event.status == "tentative"
    role = (
        "past"
        if over
        else "running"
        if is_running(one, look.now, look.zone)
        else "next"
        if one.instance_id == look.coming
        else ""
    )
    quiet = "past" if over else "dim"
    if off:
        role = quiet = f"{quiet} struck"
    color = event_color(event, calendar)
    return Face(
        title_of(event, calendar, look.say),
        time_words(entry, look.zone, look.say),
        "" if minutes_of(entry, look.zone)[0] % 30 == 0 else time_words(entry, look.zone, look.say, wide=False),
        event.place.name,
        _flags(entry, over, look),
        f"{role} chosen".strip() if chosen else role,
        f"{quiet} chosen" if chosen else quiet,
        color,
        color if chosen or not open_ else None,
        CHOSEN_EDGE if chosen else HOLLOW_EDGE if open_ else EDGE,
    )


def block_lines(face: Face, cells: int, rows: int) -> list[Line]:
    """A block of exactly ``cells`` by ``rows``: the title wrapped, below it the time and the place where they fit."""
    room = cells - width(face.edge)
    if room < 1:
        return [(Piece(pad(face.edge, cells), face.quiet, face.color, fill=face.fill),)] * rows
    below = _below(face, room, rows)
    title = _title_rows(face, room, max(rows - len(below), 1))
    inner = [_first_row(face, title[0], room, alone=rows == 1), *(_text(face, each, room) for each in title[1:])]
    inner += [(Piece(pad(each, room), face.quiet, fill=face.fill),) for each in below]
    inner += [(Piece(" " * room, face.role, fill=face.fill),)] * (rows - len(inner))
    return [(_edge(face, face.edge), *line) for line in inner[:rows]]


def with_count(face: Face, count: str, cells: int, rows: int) -> list[Line]:
    """A block that says how many others are behind it: in its last row, where that is its only one at the right."""
    room = cells - width(face.edge)
    if rows > 1:
        last = (_edge(face, face.edge), Piece(pad(count, room), face.quiet, fill=face.fill))
        return [*block_lines(face, cells, rows - 1), last]
    left = max(room - width(count), 0)
    title = Piece(pad(face.title, left), face.role, fill=face.fill)
    return [(_edge(face, face.edge), title, Piece(pad(count, room - left), face.quiet, fill=face.fill))]


def bar_line(face: Face, cells: int, *, from_before: bool, goes_on: bool) -> Line:
    """A bar of exactly ``cells``, with a pointer where it begins before or ends after what is shown."""
    edge = FROM_BEFORE if from_before else face.edge
    room = cells - 1 - goes_on
    if room < 1:
        return (Piece(pad(edge, cells), face.quiet, face.color, fill=face.fill),)
    ending = (_edge(face, GOES_ON),) if goes_on else ()
    return (
        _edge(face, edge),
        *_first_row(face, cut(face.title, room - _width_of_flags(face, room)), room, alone=False),
        *ending,
    )


def _edge(face: Face, glyph: str) -> Piece:
    role = "chosen" if glyph != CHOSEN_EDGE and "chosen" in face.role else ""
    return Piece(glyph, role, face.color, fill=None if glyph == CHOSEN_EDGE else face.fill)


def _below(face: Face, room: int, rows: int) -> list[str]:
    """Time and place under the title: the time first, the place only where the title has two rows left."""
    if rows < 2:
        return []
    time = face.time if room >= max(width(face.time), _ROOM_FOR_TIME) else face.start
    if not time or width(time) > room or (room < _ROOM_FOR_TIME and rows < 3):
        return []
    return [time, face.place] if face.place and rows >= 4 and room >= _ROOM_FOR_TIME else [time]


def _title_rows(face: Face, room: int, rows: int) -> list[str]:
    """The title in at most so many rows; the first leaves room for the flags."""
    flags = _width_of_flags(face, room)
    if rows == 1:
        return [cut(face.title, room - flags)]
    wrapped = wrap(face.title, room - flags if flags else room)
    if len(wrapped) <= rows:
        return wrapped
    return [*wrapped[: rows - 1], cut("".join(f"{each} " for each in wrapped[rows - 1 :]).rstrip(), room)]


def _first_row(face: Face, title: str, room: int, *, alone: bool) -> Line:
    """The title with the flags at the right; where nothing else says them, time and place in between."""
    left = room - width(title) - _width_of_flags(face, room)
    beside = ""
    if alone and room >= _ROOM_BESIDE and left > 0:
        beside = cut("".join(f"  {part}" for part in (face.time, face.place) if part), left)
    pieces = [Piece(title, face.role, fill=face.fill)] if title else []
    if beside:
        pieces.append(Piece(beside, face.quiet, fill=face.fill))
    if left > width(beside):
        pieces.append(Piece(" " * (left - width(beside)), face.role, fill=face.fill))
    return (*pieces, *flag_pieces(_flags_beside(face, room), face, face.fill))


def _text(face: Face, text: str, room: int) -> Line:
    return (Piece(pad(text, room), face.role, fill=face.fill),)


def _with(role: str, face: Face) -> str:
    return f"{role} chosen" if "chosen" in face.role else role


def flags_in(face: Face, room: int, least: int, enough: int) -> Sequence[tuple[str, str]]:
    """The flags there is room for: the first one where ``least`` cells are left to the title, others of ``enough``."""
    shown: list[tuple[str, str]] = []
    for glyph, role in face.flags:
        room -= 1 + width(glyph)
        if room < (enough if shown else least):
            break
        shown.append((glyph, role))
    return shown


def flag_pieces(flags: Sequence[tuple[str, str]], face: Face, fill: int | None) -> Line:
    """Flags, each after a blank, on the ground of the event."""
    return tuple(Piece(f" {glyph}", _with(role, face), fill=fill) for glyph, role in flags)


def _width_of_flags(face: Face, room: int) -> int:
    return sum(1 + width(glyph) for glyph, _ in _flags_beside(face, room))


def _flags_beside(face: Face, room: int) -> Sequence[tuple[str, str]]:
    return flags_in(face, room, _LEAST_TITLE, _LEAST_TITLE)


def _flags(entry: Entry, over: bool, look: AgendaLook) -> tuple[tuple[str, str], ...]:
    flags: list[tuple[str, str]] = []
    if change := look.news(entry.occurrence.event):
        mark = change_mark(change)
        flags.append((mark.text, mark.role))
    if entry.conflicts:
        flags.append(("⚠", "past" if over else "warning"))
    answers = {"needs_action": ("?", "accent"), "tentative": ("~", "dim"), "decline": ("✗", "dim")}
    if entry.occurrence.event.reply in answers:
        flags.append(answers[entry.occurrence.event.reply])
    return tuple(flags)
