"""``feishu-tui next``: what runs now or comes next, in one line, from the cache alone."""

from __future__ import annotations

import string
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from feishu_tui.agenda import next_up, own_calendars
from feishu_tui.commands.documents import occurrence_document
from feishu_tui.commands.output import print_json, print_text
from feishu_tui.commands.session import Session, chosen, nothing_read
from feishu_tui.config import Config
from feishu_tui.dates import day_words, duration_words, relative_day
from feishu_tui.errors import UsageError
from feishu_tui.language import Language
from feishu_tui.model import Calendar, Occurrence, Span
from feishu_tui.sentence import Sentence
from feishu_tui.store import Store
from feishu_tui.text import steady
from feishu_tui.ui.agenda_lines import title_of

if TYPE_CHECKING:
    from argparse import Namespace

FORMAT = "{start} {title} · {in} · {place}"
BETWEEN = " · "
AHEAD = (timedelta(days=1), timedelta(days=8), timedelta(days=62))
"""How far to look, one after the other: reading a day costs less than reading two months."""
PLACEHOLDERS = ("start", "end", "title", "in", "day", "place", "calendar", "organizer", "link")

Found = tuple[Occurrence | None, Occurrence | None]
"""What runs, and what comes next."""


def run(arguments: Namespace, config: Config) -> int:
    """Print the line; an empty one when nothing is coming. Raises CacheError where nothing was ever read."""
    wanted = FORMAT if arguments.format is None else arguments.format
    _require_known(wanted)
    now = config.clock().astimezone(config.zone)
    with Session(config) as session:
        if arguments.demo:  # its cache begins empty
            session.online(lambda desk: desk.refresh())
        states = session.store.calendars()
        if not any(state.synced_at is not None for state in states):
            raise nothing_read()
        calendars = {state.calendar.calendar_id: state.calendar for state in chosen(states, arguments.calendar)}
        running, coming = _found(session.store, calendars, now, named=bool(arguments.calendar))
    if arguments.json:
        print_json({"running": _document(running, calendars, config), "next": _document(coming, calendars, config)})
        return 0
    shown = running or coming
    print_text(line(wanted, shown, calendars.get(shown.calendar_id), now, Language(config.lang)) if shown else "")
    return 0


def line(wanted: str, occurrence: Occurrence, calendar: Calendar | None, now: datetime, say: Language) -> str:
    """The format filled in; ``now`` is in the display zone."""
    values = _values(occurrence, calendar, now, say)
    parts = []
    for part in wanted.split(BETWEEN):
        names = [name for _, name, _, _ in string.Formatter().parse(part) if name]
        if not names or any(values[name] for name in names):
            parts.append(part.format_map(values))
    return steady(BETWEEN.join(parts))


def _values(occurrence: Occurrence, calendar: Calendar | None, now: datetime, say: Language) -> dict[str, str]:
    zone, event = now.tzinfo or UTC, occurrence.event
    start, end = occurrence.starts_at(zone).astimezone(zone), occurrence.ends_at(zone).astimezone(zone)
    seconds = start.timestamp() - now.timestamp()
    # Minutes are rounded up, so that it says "1 min" until it is now.
    minutes = -int(-seconds // 60)
    return {
        "start": f"{start:%H:%M}",
        "end": f"{end:%H:%M}",
        "title": title_of(event, calendar, say),
        "in": duration_words(minutes * 60, say) if seconds > 0 else say("now"),
        "day": relative_day(start.date(), now.date(), say) or day_words(start.date(), now.date(), say),
        "place": event.place.name or event.place.address,
        "calendar": calendar.name if calendar else "",
        "organizer": event.organizer,
        "link": event.meeting.url,
    }


def _found(store: Store, calendars: Mapping[str, Calendar], now: datetime, *, named: bool) -> Found:
    """From one's own calendar; from all of them where they are named, or where it has nothing to come."""
    own = [] if named else sorted(own_calendars(calendars.values()))
    for calendar_ids in filter(None, (own, list(calendars))):
        for ahead in AHEAD:
            listed = store.occurrences(Span(now, now + ahead), calendar_ids).occurrences
            found = next_up(listed, now, now.tzinfo or UTC)
            if any(found):
                return found
    return None, None


def _document(occurrence: Occurrence | None, calendars: Mapping[str, Calendar], config: Config) -> object:
    if occurrence is None:
        return None
    return occurrence_document(occurrence, calendars.get(occurrence.calendar_id), config.zone)


def _require_known(wanted: str) -> None:
    """Raise UsageError for a format that cannot be filled in."""
    known = " ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    hint = Sentence("There are: {known}. A brace itself is {{{{ or }}}}.", known=known)
    try:
        parsed = [*string.Formatter().parse(wanted)]
    except ValueError as error:
        raise UsageError("--format has a brace that is not part of a placeholder.", hint=hint) from error
    for _, name, spec, conversion in parsed:
        if name is not None and (name not in PLACEHOLDERS or spec or conversion):
            whole = f"{name}{f'!{conversion}' if conversion else ''}{f':{spec}' if spec else ''}"
            raise UsageError(Sentence("--format knows no {{{whole}}}.", whole=whole), hint=hint)
