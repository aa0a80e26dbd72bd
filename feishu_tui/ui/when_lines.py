"""When an event is: in the display zone, in its own where that differs, and how far away."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from feishu_tui.dates import ago, countdown, duration_words, relative_day, span_words, time_range, zone_label
from feishu_tui.language import Language
from feishu_tui.ui.detail_rows import flowing, hung, paragraph
from feishu_tui.ui.line import Line, Piece
from feishu_tui.ui.subject import Subject

MOST_OVERLAPS = 4
"""So many are named."""


def when_lines(subject: Subject, cells: int) -> list[Line]:
    """Day and time, how long and how soon, and the same time where the event is at home."""
    start, end, say = subject.occurrence.start, subject.occurrence.end, subject.say
    words = span_words(start, end, subject.zone, subject.today, say)
    if not (isinstance(start, datetime) and isinstance(end, datetime)):
        distance = _days_away(start, end - timedelta(days=1), subject.today, say)
        return flowing([(Piece(words, "strong"),)], cells) + flowing([(distance,)], cells)
    home = _home(start, end, subject.zone)
    parts: list[Line] = [(Piece(words, "strong"),)]
    if home is not None:
        parts.append((Piece(_city(subject.zone, say), "dim"),))
    seconds = end.timestamp() - start.timestamp()
    length: list[Line] = [(Piece(duration_words(seconds, say), "dim"),)] if seconds > 0 else []
    lines = flowing(parts, cells, Piece(" "))
    lines += flowing([*length, (_distance(start, end, subject.now, say),)], cells)
    if home is not None:
        lines += flowing([(Piece(_at_home(start, end, home, subject), "dim"),)], cells)
    return lines


def overlap_lines(subject: Subject, cells: int) -> list[Line]:
    """What else takes one's time then: when, and its title."""
    say, zone = subject.say, subject.zone
    lines: list[Line] = []
    for other in subject.overlaps[:MOST_OVERLAPS]:
        # Copies are merged, so it is of the calendar of whoever reads this: no title is hidden from them.
        words = say(
            "overlaps with {time} {title}",
            time=time_range(other.start, other.end, zone, say),
            title=other.event.summary or say("(no title)"),
        )
        lines += hung(Piece("⚠", "warning"), paragraph(words, cells - 2, "warning"))
    left = len(subject.overlaps) - MOST_OVERLAPS
    if left > 0:
        lines += hung(Piece(" "), paragraph(say("and with {count} more", count=left), cells - 2, "warning"))
    return lines


def _home(start: datetime, end: datetime, zone: tzinfo) -> tzinfo | None:
    """The event's own zone, ``None`` where its clocks show what those of the display zone show."""
    same = all(moment.utcoffset() == moment.astimezone(zone).utcoffset() for moment in (start, end))
    return None if same else start.tzinfo


def _at_home(start: datetime, end: datetime, home: tzinfo, subject: Subject) -> str:
    """The time on the clocks there; the day too where it is another one."""
    there = start.astimezone(home).date()
    if there == start.astimezone(subject.zone).date():
        words = time_range(start, end, home, subject.say)
    else:
        words = span_words(start, end, home, subject.today, subject.say)
    return subject.say("{time} {city}", time=words, city=_city(home, subject.say))


def _city(zone: tzinfo, say: Language) -> str:
    return zone_label(zone.key if isinstance(zone, ZoneInfo) else str(zone), say)


def _distance(start: datetime, end: datetime, now: datetime, say: Language) -> Piece:
    until, left = start.timestamp() - now.timestamp(), end.timestamp() - now.timestamp()
    if until > 0:
        return Piece(countdown(until, say), "accent" if until <= 3600 else "dim")
    if left <= 0:
        return Piece(ago(-left, say), "past")
    return Piece(say("now, {duration} left", duration=duration_words(max(left, 60), say)), "running")


def _days_away(first: date, last: date, today: date, say: Language) -> Piece:
    if first <= today <= last:
        days = (last - first).days + 1
        if days == 1:
            return Piece(say("today"), "running")
        return Piece(say("now, day {day} of {days}", day=(today - first).days + 1, days=days), "running")
    if last < today:
        return Piece(relative_day(last, today, say) or ago((today - last).days * 86400, say), "past")
    return Piece(relative_day(first, today, say) or countdown((first - today).days * 86400, say), "dim")
