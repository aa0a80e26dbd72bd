"""``feishu-tui agenda``: the occurrences that overlap some days, sorted by start."""

from __future__ import annotations

from datetime import date, timedelta

from feishu_tui.agenda import days, merge_copies, own_instances, sort_key
from feishu_tui.commands.agenda_text import agenda_text
from feishu_tui.commands.freshness import Reading, read_span
from feishu_tui.commands.output import print_json, print_text
from feishu_tui.commands.session import Session
from feishu_tui.config import Config
from feishu_tui.dates import parse_date
from feishu_tui.errors import UsageError
from feishu_tui.language import Language
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.lazy_typing import TYPE_CHECKING
from feishu_tui.model import Span
from feishu_tui.sentence import Sentence

if TYPE_CHECKING:
    from argparse import Namespace

LONGEST_DAYS = 3_660
"""Ten years: more days than this at once is a slip of the finger."""
FIRST_DAY, LAST_DAY = date.min + timedelta(days=2), date.max - timedelta(days=2)
"""Days whose midnights every zone can name."""
PARTLY_DONE = 5


@dataclass(frozen=True, slots=True)
class Range:
    """The days asked for, both included."""

    first: date
    last: date


def run(arguments: Namespace, config: Config) -> int:
    """Print the agenda; 5 when some calendars failed."""
    asked = asked_range(arguments, config)
    span = Span.of_days(asked.first, asked.last, config.zone)
    with Session(config) as session:
        reading = read_span(session, arguments, span)
    if arguments.json:
        print_json(_document(reading, span, config))
    else:
        print_text(_text(reading, asked, config))
    return PARTLY_DONE if reading.failed else 0


def asked_range(arguments: Namespace, config: Config) -> Range:
    """The days that DATE with --days or --until means. Raises UsageError where they cannot be read."""
    today = config.clock().astimezone(config.zone).date()
    first = parse_date(arguments.date, today, config.week_start)
    if arguments.until is not None:
        last = parse_date(arguments.until, today, config.week_start)
        if last < first:
            raise UsageError(
                Sentence("--until {last} lies before {first}.", last=last, first=first),
                hint="Both days are included in the range.",
            )
    else:
        last = _days_on(first, 1 if arguments.days is None else arguments.days)
    if first < FIRST_DAY or last > LAST_DAY:
        raise UsageError(
            Sentence("{text} is farther away than a calendar reaches.", text=first if first < FIRST_DAY else last)
        )
    if (last - first).days >= LONGEST_DAYS:
        raise UsageError(
            Sentence("That is more than {most} days at once.", most=LONGEST_DAYS), hint="Ask for a shorter range."
        )
    return Range(first, last)


def _days_on(first: date, count: int) -> date:
    if count < 1:
        raise UsageError(Sentence("--days takes a number of days from 1 up, not {count}.", count=count))
    try:
        return first + timedelta(days=count - 1)
    except OverflowError as error:
        raise UsageError(
            Sentence("{count} days from {first} is past the year 9999.", count=count, first=first)
        ) from error


def _document(reading: Reading, span: Span, config: Config) -> dict[str, object]:
    from feishu_tui.commands.documents import moment_text, occurrence_document, time_text

    calendars = {state.calendar.calendar_id: state.calendar for state in reading.states}
    order = {calendar_id: place for place, calendar_id in enumerate(calendars)}
    rows = sorted(reading.listing.occurrences, key=lambda occurrence: sort_key(occurrence, config.zone, order))
    return {
        "range": {
            "start": moment_text(span.start, config.zone),
            "end": moment_text(span.end, config.zone),
            "timezone": config.zone.key,
        },
        "calendars": reading.calendar_ids,
        "stale": reading.stale,
        "synced_at": time_text(reading.synced_at, config.zone),
        "occurrences": [occurrence_document(row, calendars.get(row.calendar_id), config.zone) for row in rows],
        "errors": [
            {"calendar_id": calendar_id, "code": error.code, "message": error.sentence}
            for calendar_id, error in reading.failed.items()
        ],
    }


def _text(reading: Reading, asked: Range, config: Config) -> str:
    calendars = {state.calendar.calendar_id: state.calendar for state in reading.states}
    own = own_instances(reading.listing.occurrences, calendars.values())
    shown = merge_copies(reading.listing.occurrences, calendars.values())
    found = days(shown, asked.first, asked.last, config.zone, calendars, own)
    return agenda_text(found, config.clock().astimezone(config.zone), calendars, Language(config.lang))
