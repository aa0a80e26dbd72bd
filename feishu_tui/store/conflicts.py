"""What collides with something else of one's own, around now or on the days asked for."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from feishu_tui import agenda
from feishu_tui.model import Occurrence, Span
from feishu_tui.store import calendars, reading

BEFORE, AHEAD = timedelta(days=30), timedelta(days=90)
"""Where conflicts are looked for when no days are asked for, seen from now."""
MOST = timedelta(days=366)
"""The longest stretch conflicts are looked for in."""

Conflicts = Mapping[str, Mapping[str, list[Occurrence]]]
"""What collides, by calendar and event id; a series' occurrences under its own id."""


def in_conflict(connection: sqlite3.Connection, now: datetime, span: Span | None) -> Conflicts:
    """What collides in the span, or around ``now``; of a span longer than a year only the year around now."""
    zone = now.tzinfo or UTC
    if span is None:
        span = Span(now - BEFORE, now + AHEAD)
    elif span.end - span.start > MOST:
        start = min(max(span.start, now - MOST / 2), max(span.start, span.end - MOST))
        span = Span(start, min(span.end, start + MOST))
    listed = [state.calendar for state in calendars.states(connection)]
    found = reading.occurrences(connection, calendars.feeds(connection), span).occurrences
    own = agenda.own_instances(found, listed)
    merged = agenda.merge_copies(found, listed)
    days = agenda.days(merged, span.first_day, span.last_day, zone, own=own)
    colliding = {entry.occurrence.instance_id for day in days for entry in day.entries if entry.conflicts}
    by_event: dict[str, dict[str, list[Occurrence]]] = defaultdict(lambda: defaultdict(list))
    for occurrence in found:
        if occurrence.instance_id in colliding:
            by_event[occurrence.calendar_id][occurrence.event.event_id].append(occurrence)
    return by_event
