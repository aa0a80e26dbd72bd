"""Days of the agenda as lines: headings, events, the now line, free time, and stretches without events in one line."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from datetime import date, datetime, tzinfo
from functools import partial
from itertools import groupby

from feishu_tui.agenda import Day, Entry, is_over, is_running, takes_time
from feishu_tui.dates import WEEKENDS, DaysOff, countdown, day_words, duration_words, relative_day, zone_label
from feishu_tui.language import Language
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.lazy_typing import TYPE_CHECKING
from feishu_tui.model import Calendar, Event, Occurrence
from feishu_tui.text import cut, pad, width
from feishu_tui.ui.agenda_row import Row
from feishu_tui.ui.change_words import change_line
from feishu_tui.ui.event_colors import event_color
from feishu_tui.ui.filters import Past
from feishu_tui.ui.line import BLANK, Line, Piece, ends_apart, fitted, width_of

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from feishu_tui.store.changes import Change

_WIDE_TIMES, _NARROW_TIMES = 11, 7
"""Cells of ``09:30–10:00`` and of ``all day``."""
_ROOM_FOR_WIDE_TIMES = 40
_ROOM_FOR_PLACES = 60
SPACIOUS_FROM = 30
"""Lines from which on a blank one stands above each heading."""
_ROOM_FOR_NEWS = 72
_ROOM_FOR_WAITS = 48
"""Cells from which on what runs and what is next say how long still."""
_LONGEST_LEFT = 86400
"""Seconds from which on how long something still runs is no news; which of its days it is says more."""
_SECOND_TIMES = 8
"""Cells of ``02:30+1`` and a blank."""
LEAST_FREE_SECONDS = 900.0
"""What is free for less is no time for anything."""

RUNS, NEXT = "▸", "▹"
"""Before what runs and what comes next, which stand out so without colours, too."""

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
    told: Callable[[Event], Line] | None = None
    """The same in words, where these are known already."""
    coming: str = ""
    """Instance id of what comes next; empty where nothing does."""
    second: ZoneInfo | None = None
    """A zone whose times stand beside those of ``zone``."""
    past: Past = "dim"
    filtered: bool = False
    """Whether not everything there is is shown."""
    days_off: DaysOff = WEEKENDS

    @property
    def zone(self) -> tzinfo:
        """The zone days are counted in."""
        assert self.now.tzinfo is not None
        return self.now.tzinfo

    @property
    def today(self) -> date:
        """Today in the display zone."""
        return self.now.date()


def agenda_rows(
    days: Sequence[Day],
    pinned: date | None,
    look: AgendaLook,
    folded: Container[date] = (),
    rows_of: Callable[[Day, bool, AgendaLook], Sequence[Row]] | None = None,
) -> list[Row]:
    """The rows of consecutive days; of those ``folded`` only the heading.

    Days without events are folded into one line a stretch, except today and ``pinned``, which keep their heading.
    ``rows_of`` is asked for the rows of a day instead of ``day_rows``.
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
            rows += _spaced(look, day.date)
            rows += (rows_of or day_rows)(day, day.date in folded and bool(day.entries), look)
    return rows[1:] if rows and rows[0].kind == "blank" else rows


def day_rows(day: Day, folded: bool, look: AgendaLook) -> Sequence[Row]:
    """The rows of a day, the heading first; of a ``folded`` one no more."""
    return [_folded(day, look)] if folded else list(_day_rows(day, look))


def title_of(event: Event, calendar: Calendar | None, say: Language) -> str:
    """What to call an event: its title; without one "busy" where the role may not read it, else that there is none."""
    if event.summary:
        return event.summary
    if calendar is not None and calendar.shares_busy_times:
        return say("Busy · {name}", name=calendar.name)
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


def _spaced(look: AgendaLook, day: date) -> list[Row]:
    return [Row(BLANK, day, "blank")] if look.spacious else []


def _gap(first: date, last: date, look: AgendaLook) -> Row:
    start = day_words(first, look.today, look.say)
    if first == last:
        text = look.say("{day} · {nothing}", day=start, nothing=_nothing(last, look))
    else:
        end = day_words(last, look.today, look.say)
        text = look.say("{first} – {last} · {nothing}", first=start, last=end, nothing=_nothing(last, look))
    return Row(fitted((Piece(" "), Piece(text, "faint")), look.width), first, "gap")


def _nothing(day: date, look: AgendaLook) -> str:
    """What to say of days on which nothing is shown; perhaps there is something all the same."""
    if look.past == "hide" and day < look.today:
        return look.say("past hidden")
    return look.say("nothing passes the filter") if look.filtered else look.say("no events")


def _folded(day: Day, look: AgendaLook) -> Row:
    count = len(day.entries)
    words = look.say("1 event") if count == 1 else look.say("{count} events", count=count)
    return Row(_heading(day, look, words), day.date, "heading", Spot(day.date))


def _day_rows(day: Day, look: AgendaLook) -> Iterator[Row]:
    """The heading, then events, free time and the now line in order of time, all-day events before them."""
    nothing = "" if day.entries else _nothing(day.date, look)
    yield Row(_heading(day, look, nothing), day.date, "heading", None if day.entries else Spot(day.date))
    timed: list[tuple[float, int, Row]] = []
    for entry in day.entries:
        occurrence = entry.occurrence
        spot = Spot(day.date, occurrence.calendar_id, occurrence.instance_id)
        row = Row(partial(_entry, entry, look), day.date, "entry", spot, entry)
        if occurrence.all_day:
            yield row
        else:
            timed.append((occurrence.starts_at(look.zone).timestamp(), 0, row))
    if day.date == look.today:
        timed.append((look.now.timestamp(), 1, _now_row(look)))
    timed += _free_rows(day, look)
    yield from (row for _, _, row in sorted(timed, key=lambda each: each[:2]))


def _free_rows(day: Day, look: AgendaLook) -> Iterator[tuple[float, int, Row]]:
    """Free time that is still to come, with when it begins; of a weekend only between what takes time there."""
    if look.days_off.is_off(day.date) and not any(entry.mine and takes_time(entry.occurrence) for entry in day.entries):
        return
    now = look.now.timestamp()
    for span in day.free if day.entries or day.date == look.today else ():
        start, end = max(span.start.timestamp(), now), span.end.timestamp()
        if end - start < LEAST_FREE_SECONDS:
            continue
        begins, ends = datetime.fromtimestamp(start, look.zone), span.end.astimezone(look.zone)
        wide = look.width >= _ROOM_FOR_WIDE_TIMES
        times = pad(f"{begins:%H:%M}–{ends:%H:%M}", _WIDE_TIMES) if wide else pad(f"{begins:%H:%M}", _NARROW_TIMES)
        words = look.say("{duration} free", duration=duration_words(end - start, look.say))
        beside = pad("", _SECOND_TIMES) if look.second else ""
        line = (Piece(" "), Piece(times, "faint"), Piece(f" {beside}"), Piece(f"┆ {words}", "good"))
        yield start, 2, Row(fitted(line, look.width), day.date, "free")


def holiday_badge(day: date, look: AgendaLook) -> Line:
    """A blank and the word that marks a holiday, or a weekend that is worked; nothing on any other day."""
    words = {"holiday": look.say("holiday"), "worked": look.say("worked")}
    kind = look.days_off.kind(day)
    return (Piece(" "), Piece(words[kind], "good" if kind == "holiday" else "warning")) if kind else ()


def _heading(day: Day, look: AgendaLook, note: str = "") -> Line:
    words = day_words(day.date, look.today, look.say)
    offset = (day.date - look.today).days
    role = "past" if offset < 0 and look.past != "show" else "today" if offset == 0 else "heading"
    pieces = [Piece(" "), Piece(words, role)]
    pieces += holiday_badge(day.date, look)
    nearby = relative_day(day.date, look.today, look.say)
    if nearby:
        pieces.append(Piece(f" · {nearby}", "accent" if offset == 0 else "dim"))
    if note:
        pieces.append(Piece(f" · {note}", "dim"))
    right: list[str] = []
    if day.date.weekday() == 0:
        right.append(look.say("week {number}", number=day.date.isocalendar().week))
    if look.second is not None:
        right.append(zone_label(look.second.key, look.say))
    if not right:
        return fitted(tuple(pieces), look.width)
    return ends_apart(tuple(pieces), (Piece(" · ".join(right), "faint"), Piece(" ")), look.width)


def _now_row(look: AgendaLook) -> Row:
    clock = f" {look.now:%H:%M} "
    start = f" {look.say('now')} "
    rule = "─" * max(look.width - width(start) - width(clock), 0)
    line = fitted((Piece(start, "now"), Piece(rule, "now"), Piece(clock, "now")), look.width)
    return Row(line, look.today, "now")


def _entry(entry: Entry, look: AgendaLook) -> Line:
    occurrence, event = entry.occurrence, entry.occurrence.event
    calendar = look.calendars.get(occurrence.calendar_id)
    over = look.past != "show" and is_over(occurrence, look.now, look.zone)
    gone = event.status == "cancelled"
    running = is_running(occurrence, look.now, look.zone) and not gone
    coming = occurrence.instance_id == look.coming and entry.starts_here
    role = "past struck" if gone else "past" if over else "running" if running else "next" if coming else ""
    wide = look.width >= _ROOM_FOR_WIDE_TIMES
    times = pad(time_words(entry, look.zone, look.say, wide), _WIDE_TIMES if wide else _NARROW_TIMES)
    start = (
        Piece(RUNS if running else NEXT if coming else " ", role),
        Piece(times, role or "dim"),
        Piece(" "),
        *_second_times(entry, look, "past" if over else "dim"),
        Piece("▌", color=event_color(event, calendar)),
    )
    flags = (*_flags(entry, over), *_news(event, look))
    right = (*_place(event, over, look), *_wait(occurrence, look, running=running, coming=coming))
    room = max(look.width - width_of(start) - width_of(flags) - width_of(right) - 2, 0)
    count = _count(entry, look.say)
    title = cut(title_of(event, calendar, look.say), max(room - width(count), 0)) + cut(count, room)
    left = (*start, Piece(title, role), *flags)
    return ends_apart(left, (*right, Piece(" ")), look.width)


def _second_times(entry: Entry, look: AgendaLook, role: str) -> Line:
    """When it starts, or where that was on an earlier day ends, on the clocks of the second zone."""
    if look.second is None:
        return ()
    one = entry.occurrence
    if one.all_day or not (entry.starts_here or entry.ends_here):
        return (Piece(pad("", _SECOND_TIMES)),)
    moment = one.starts_at(look.zone) if entry.starts_here else one.ends_at(look.zone)
    there = moment.astimezone(look.second)
    days = (there.date() - moment.astimezone(look.zone).date()).days
    words = f"{there:%H:%M}{days:+d}" if days else f"{there:%H:%M}"
    return (Piece(pad(words, _SECOND_TIMES), role),)


def _wait(occurrence: Occurrence, look: AgendaLook, *, running: bool, coming: bool) -> Line:
    """How long what runs still takes, or how soon what is next begins."""
    if look.width < _ROOM_FOR_WAITS or not (running or coming):
        return ()
    if running:
        left = occurrence.ends_at(look.zone).timestamp() - look.now.timestamp()
        if left > _LONGEST_LEFT:
            return ()
        return (Piece(f" {look.say('{duration} left', duration=duration_words(max(left, 60), look.say))}", "running"),)
    wait = occurrence.starts_at(look.zone).timestamp() - look.now.timestamp()
    return (Piece(f" {countdown(wait, look.say)}", "accent"),)


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
    line = look.told(event) if look.told else change_line(look.news(event), look.zone, look.today, look.say)
    shown = fitted(line, look.width // 3) if look.width >= _ROOM_FOR_NEWS else line[:1]
    return (Piece(" "), *shown) if line else ()


def _place(event: Event, over: bool, look: AgendaLook) -> Line:
    name = event.place.name
    if not name or look.width < _ROOM_FOR_PLACES:
        return ()
    return (Piece("  "), Piece(cut(name, min(look.width // 4, 24)), "past" if over else "dim"))
