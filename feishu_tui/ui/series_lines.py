"""How often an event is, and what sets this time apart from the others."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from feishu_tui.dates import day_words, short_date
from feishu_tui.errors import UnreadableRule
from feishu_tui.language import Language
from feishu_tui.model import Event, Moment, Occurrence, original_time_of
from feishu_tui.rule_words import in_words
from feishu_tui.ui.detail_rows import flowing, hung, paragraph
from feishu_tui.ui.line import Line, Piece
from feishu_tui.ui.series_outlook import Outlook
from feishu_tui.ui.subject import Subject

_YEAR_9999 = 253_370_764_800
"""Unix seconds of its first moment; what lies later cannot be told as a date everywhere."""


def series_lines(subject: Subject, cells: int) -> list[Line]:
    """The rule in words and whether the server agrees, and what is to come; nothing where there is no series."""
    if not _is_of_series(subject):
        return []
    parts: list[Line] = [(_rule(subject),)]
    lines = flowing([*parts, subject.note] if subject.note else parts, cells - 2)
    if subject.outlook is not None:
        lines += flowing(_end(subject.outlook, subject), cells - 2)
        lines += flowing(_next(subject.outlook, subject), cells - 2)
    return hung(Piece("↻", "dim"), lines + _source(subject, cells))


def brief_series_lines(subject: Subject, cells: int) -> list[Line]:
    """The same without the dates to come, in as few lines as it takes."""
    if not _is_of_series(subject):
        return []
    parts: list[Line] = [(_rule(subject),)]
    if subject.outlook is not None:
        parts += _end(subject.outlook, subject)
    lines = flowing([*parts, subject.note] if subject.note else parts, cells - 2)
    return hung(Piece("↻", "dim"), lines + _source(subject, cells))


def _is_of_series(subject: Subject) -> bool:
    return subject.occurrence.recurring or subject.event.is_series


def _source(subject: Subject, cells: int) -> list[Line]:
    if not subject.occurrence.from_server:
        return []
    return paragraph(subject.say("times taken from the server"), cells - 2, "dim")


def exception_lines(subject: Subject, cells: int) -> list[Line]:
    """What sets this time apart from the others of its series."""
    lines = [line for words in _exception(subject) for line in paragraph(words, cells - 2, "warning")]
    return hung(Piece("↻", "warning"), lines) if lines else []


def _rule(subject: Subject) -> Piece:
    """The rule in words; as it came where it cannot be read; in general terms where it is not known."""
    say = subject.say
    series = subject.event if subject.event.is_series else subject.master
    if series is None or not series.recurrence:
        return Piece(say("one of a series"))
    own = series.start.tzinfo if isinstance(series.start, datetime) else None
    zone = own if isinstance(own, ZoneInfo) else subject.zone
    try:
        return Piece(in_words(series.recurrence, series.start, zone, say))
    except UnreadableRule:
        return Piece(say("{rule} · the rule cannot be read here", rule=series.recurrence), "warning")


def _end(outlook: Outlook, subject: Subject) -> list[Line]:
    """When the series ends, how many are left, and how many occurrences are not as the rule has them."""
    say = subject.say
    words: list[str] = []
    if outlook.endless:
        words.append(say("never ends"))
    elif outlook.last is not None:
        last = short_date(_day(outlook.last, subject), subject.today, say)
        words.append(say("over since {date}", date=last) if outlook.left == 0 else say("the last on {date}", date=last))
    if outlook.left:
        words.append(say("{count} left", count=outlook.left))
    if outlook.changed:
        words.append(say("{count} changed", count=outlook.changed))
    if outlook.cancelled:
        words.append(say("{count} cancelled", count=outlook.cancelled))
    return [(Piece(word, "dim"),) for word in words]


def _next(outlook: Outlook, subject: Subject) -> list[Line]:
    """The next starts by their dates; the time only where it is another than that of this occurrence."""
    usual = _clock(subject.occurrence.start, subject)
    words: list[str] = []
    for start in outlook.next:
        day, clock = short_date(_day(start, subject), subject.today, subject.say), _clock(start, subject)
        words.append(day if clock == usual else f"{day} {clock}")
    if words:
        words[0] = subject.say("next {date}", date=words[0])
    return [(Piece(word, "dim"),) for word in words]


def _day(start: Moment, subject: Subject) -> date:
    """Its date in the display zone."""
    return start.astimezone(subject.zone).date() if isinstance(start, datetime) else start


def _clock(start: Moment, subject: Subject) -> str:
    """Its time in the display zone, with seconds where it has some; empty for a whole day."""
    if not isinstance(start, datetime):
        return ""
    there = start.astimezone(subject.zone)
    return f"{there:%H:%M:%S}" if there.second else f"{there:%H:%M}"


def _exception(subject: Subject) -> list[str]:
    """Where an exception was before it was moved, and what else is not as in its series; at least that it differs."""
    occurrence, say = subject.occurrence, subject.say
    if not occurrence.event.is_exception:
        return []
    words: list[str] = []
    if original_time_of(occurrence.start) != occurrence.original_time:
        original = _original_words(subject)
        words += [say("moved from {when}", when=original)] if original else []
    other = _differences(occurrence, subject.master, say) if subject.master else []
    if other:
        words.append(say("not as in the series: {what}", what=say(", ").join(other)))
    return words or [say("this occurrence differs from its series")]


def _differences(occurrence: Occurrence, master: Event, say: Language) -> list[str]:
    event = occurrence.event
    lengths = (_length(occurrence.start, occurrence.end), _length(master.start, master.end))
    found = {
        say("title"): event.summary != master.summary,
        say("length"): lengths[0] != lengths[1],
        say("place"): event.place != master.place,
        say("meeting"): event.meeting != master.meeting,
        say("description"): event.description != master.description,
    }
    return [word for word, differs in found.items() if differs]


def _length(start: Moment, end: Moment) -> float:
    """In seconds as they pass, for whole days as if each had 24 hours."""
    return original_time_of(end) - original_time_of(start)


def _original_words(subject: Subject) -> str:
    """The start the series meant, its day only where that is another than now; empty where the id tells none."""
    seconds = subject.occurrence.original_time
    if not 0 < seconds < _YEAR_9999:
        return ""
    original = datetime.fromtimestamp(seconds, UTC)
    if subject.master.all_day if subject.master else subject.occurrence.all_day:
        return day_words(original.date(), subject.today, subject.say)
    there = original.astimezone(subject.zone)
    if there.date() == subject.occurrence.starts_at(subject.zone).astimezone(subject.zone).date():
        return f"{there:%H:%M}"
    return f"{day_words(there.date(), subject.today, subject.say)} {there:%H:%M}"
