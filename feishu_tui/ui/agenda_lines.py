"""Days of the agenda as lines: headings, events, the now line, and stretches without events in one line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from itertools import groupby
from typing import TYPE_CHECKING

from feishu_tui.agenda import Day, Entry
from feishu_tui.dates import day_words, relative_day
from feishu_tui.language import Language
from feishu_tui.model import Calendar, Event, Occurrence
from feishu_tui.text import cut, pad, width
from feishu_tui.ui.change_words import change_line
from feishu_tui.ui.event_colors import event_color
from feishu_tui.ui.line import BLANK, Line, Piece, ends_apart, fitted, width_of

if TYPE_CHECKING:
    from feishu_tui.store.changes import Change

_WIDE_TIMES, _NARROW_TIMES = 11, 7
"""Cells of ``09:30–10:00`` and of ``all day``."""
_ROOM_FOR_WIDE_TIMES = 40
_ROOM_FOR_PLACES = 60
_ROOM_FOR_NEWS = 72


FROM_SERVER = "⇣"
"""Beside the sign of a series: when this is was taken from the server, not worked out here."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the cursor can rest: an event on a day, or a day of its own when ``instance_id`` is empty."""

    day: date
    calendar_id: str = ""
    instance_id: str = ""


def spot_of(day: date, entry: Entry | None) -> Spot:
    """The spot of an entry on a day, or of the day itself."""
    return Spot(day, entry.occurrence.calendar_id, entry.occurrence.instance_id) if entry else Spot(day)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the agenda and what it stands for."""

    line: Line
    day: date
    kind: str
    """``heading``, ``entry``, ``now``, ``gap`` (days without events) or ``blank``."""
    spot: Spot | None = None
    """``None`` where the cursor does not rest."""
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class AgendaLook:
    """All that days look like besides what is in them."""

    width: int
    now: datetime
    """Aware, in the display zone."""
    say: Language
    calendars: Mapping[str, Calendar]
    spacious: bool = False
    """A blank line above each heading."""
    news: Callable[[Event], Change | None] = lambda event: None
    """What changed of an event and was not seen yet."""

    @property
    def zone(self) -> tzinfo:
        """The zone days are counted in."""
        assert self.now.tzinfo is not None
        return self.now.tzinfo

    @property
    def today(self) -> date:
        """Today in the display zone."""
        return self.now.date()


def agenda_rows(days: Sequence[Day], pinned: date | None, look: AgendaLook) -> list[Row]:
    """The rows of consecutive days.

    Days without events are folded into one line a stretch, except today and ``pinned``, which keep their heading.
    """

    def stands_alone(day: Day) -> bool:
        return bool(day.entries) or day.date in (look.today, pinned)

    rows: list[Row] = []
    for alone, group in groupby(days, stands_alone):
        if not alone:
            stretch = list(group)
            rows += [*_spaced(look, stretch[0].date), _gap(stretch[0].date, stretch[-1].date, look)]
            continue
        for day in group:
            rows += _spaced(look, day.date) + list(_day_rows(day, look))
    return rows[1:] if rows and rows[0].kind == "blank" else rows


def title_of(event: Event, calendar: Calendar | None, say: Language) -> str:
    """What to call an event: its title; without one "busy" where the role may not read it, else that there is none."""
    if event.summary:
        return event.summary
    hidden = event.visibility == "private" or (calendar is not None and calendar.role not in ("writer", "owner"))
    return say("Busy") if hidden else say("(no title)")


def time_words(entry: Entry, zone: tzinfo, say: Language, wide: bool = True) -> str:
    """When an entry is, as far as it lies on its day: ``09:30–10:00``, ``22:00 →``, ``→ 02:00`` or all day."""
    occurrence = entry.occurrence
    if occurrence.all_day or not (entry.starts_here or entry.ends_here):
        return say("all day")
    start = f"{occurrence.starts_at(zone).astimezone(zone):%H:%M}"
    end = f"{occurrence.ends_at(zone).astimezone(zone):%H:%M}"
    if not entry.starts_here:
        return f"→ {end}" if wide else f"→{end}"
    if not wide or (start == end and entry.ends_here):
        return start
    return f"{start}–{end}" if entry.ends_here else f"{start} →"


def is_over(occurrence: Occurrence, now: datetime, zone: tzinfo) -> bool:
    """Whether it has ended; its end is exclusive."""
    return occurrence.ends_at(zone) <= now


def is_running(occurrence: Occurrence, now: datetime, zone: tzinfo) -> bool:
    """Whether a timed occurrence runs now."""
    return not occurrence.all_day and occurrence.starts_at(zone) <= now < occurrence.ends_at(zone)


def _spaced(look: AgendaLook, day: date) -> list[Row]:
    return [Row(BLANK, day, "blank")] if look.spacious else []


def _gap(first: date, last: date, look: AgendaLook) -> Row:
    start = day_words(first, look.today, look.say)
    if first == last:
        text = look.say("{day} · no events", day=start)
    else:
        text = look.say("{first} – {last} · no events", first=start, last=day_words(last, look.today, look.say))
    return Row(fitted((Piece(" "), Piece(text, "faint")), look.width), first, "gap")


def _day_rows(day: Day, look: AgendaLook) -> Iterator[Row]:
    own = None if day.entries else Spot(day.date)
    yield Row(_heading(day, look), day.date, "heading", own)
    now_drawn = day.date != look.today
    for entry in day.entries:
        occurrence = entry.occurrence
        if not now_drawn and not occurrence.all_day and occurrence.starts_at(look.zone) > look.now:
            now_drawn = True
            yield _now_row(look)
        spot = Spot(day.date, occurrence.calendar_id, occurrence.instance_id)
        yield Row(_entry(entry, look), day.date, "entry", spot, entry)
    if not now_drawn:
        yield _now_row(look)


def _heading(day: Day, look: AgendaLook) -> Line:
    words = day_words(day.date, look.today, look.say)
    offset = (day.date - look.today).days
    role = "past" if offset < 0 else "today" if offset == 0 else "heading"
    pieces = [Piece(" "), Piece(words, role)]
    nearby = relative_day(day.date, look.today, look.say)
    if nearby:
        pieces.append(Piece(f" · {nearby}", "accent" if offset == 0 else "dim"))
    if not day.entries:
        pieces.append(Piece(f" · {look.say('no events')}", "dim"))
    if day.date.weekday() != 0:
        return fitted(tuple(pieces), look.width)
    week = look.say("week {number}", number=day.date.isocalendar().week)
    return ends_apart(tuple(pieces), (Piece(week, "faint"), Piece(" ")), look.width)


def _now_row(look: AgendaLook) -> Row:
    clock = f" {look.now:%H:%M} "
    start = f" {look.say('now')} "
    rule = "─" * max(look.width - width(start) - width(clock), 0)
    line = fitted((Piece(start, "now"), Piece(rule, "now"), Piece(clock, "now")), look.width)
    return Row(line, look.today, "now")


def _entry(entry: Entry, look: AgendaLook) -> Line:
    occurrence, event = entry.occurrence, entry.occurrence.event
    calendar = look.calendars.get(occurrence.calendar_id)
    over = is_over(occurrence, look.now, look.zone)
    running = is_running(occurrence, look.now, look.zone)
    wide = look.width >= _ROOM_FOR_WIDE_TIMES
    times = pad(time_words(entry, look.zone, look.say, wide), _WIDE_TIMES if wide else _NARROW_TIMES)
    start = (
        Piece(" "),
        Piece(times, "past" if over else "running" if running else "dim"),
        Piece(" "),
        Piece("▌", color=event_color(event, calendar)),
    )
    flags = (*_flags(entry, over), *_news(event, look))
    place = _place(event, over, look)
    room = max(look.width - width_of(start) - width_of(flags) - width_of(place) - 2, 0)
    count = _count(entry, look.say)
    title = cut(title_of(event, calendar, look.say), max(room - width(count), 0)) + cut(count, room)
    role = "past" if over else "running" if running else ""
    left = (*start, Piece(title, role), *flags)
    return ends_apart(left, (*place, Piece(" ")), look.width)


def _count(entry: Entry, say: Language) -> str:
    """Which of its days this is, for what takes several."""
    if entry.day_count < 2:
        return ""
    return say(" (day {day} of {days})", day=entry.day_index, days=entry.day_count)


def _flags(entry: Entry, over: bool) -> Line:
    event = entry.occurrence.event
    flags: list[Piece] = []
    if entry.occurrence.recurring:
        flags.append(Piece(" ↻", "past" if over else "dim"))
    if entry.occurrence.from_server:
        flags.append(Piece(FROM_SERVER, "past" if over else "warning"))
    if entry.conflicts:
        flags.append(Piece(" ⚠", "past" if over else "warning"))
    answers = {"needs_action": Piece(" ?", "accent"), "tentative": Piece(" ~", "dim"), "decline": Piece(" ✗", "dim")}
    if event.reply in answers:
        flags.append(answers[event.reply])
    return tuple(flags)


def _news(event: Event, look: AgendaLook) -> Line:
    """That the event has changed, in words where there is room."""
    line = change_line(look.news(event), look.zone, look.today, look.say)
    shown = fitted(line, look.width // 3) if look.width >= _ROOM_FOR_NEWS else line[:1]
    return (Piece(" "), *shown) if line else ()


def _place(event: Event, over: bool, look: AgendaLook) -> Line:
    name = event.place.name
    if not name or look.width < _ROOM_FOR_PLACES:
        return ()
    return (Piece("  "), Piece(cut(name, min(look.width // 4, 24)), "past" if over else "dim"))
