"""What collides with something else of one's own, around now or on the days asked for."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta

from feishu_tui import agenda
from feishu_tui.model import Occurrence, Span
from feishu_tui.store import calendars, reading

BEFORE, AHEAD = timedelta(days=30), timedelta(days=90)
"""Where conflicts are looked for when no days are asked for, seen from now."""
MOST = timedelta(days=366)
"""The longest stretch conflicts are looked for in."""
AT_ONCE = 500
"""So many ids are looked up with one statement, whose parameters SQLite limits."""

Conflicts = Mapping[str, Sequence[Occurrence]]
"""What collides, by event id, which copies on other calendars share; a series' occurrences under its own id."""


def in_conflict(
    connection: sqlite3.Connection, now: datetime, span: Span | None, cancelled: Callable[[], bool] = lambda: False
) -> Conflicts:
    """What collides in the span, or around ``now``; of a span longer than a year only the year around now.

    Only one's own primary calendar is read, all of them where there is none. Raises ``SearchCancelled`` soon after
    ``cancelled`` says so.
    """
    listed = [state.calendar for state in calendars.states(connection)]
    own = agenda.own_calendars(listed)
    feeds = calendars.feeds(connection, sorted(own) or None)
    found = reading.occurrences(connection, feeds, _looked_at(now, span), cancelled).occurrences
    colliding = agenda.colliding(found if own else agenda.merge_copies(found, listed))
    by_event: dict[str, list[Occurrence]] = defaultdict(list)
    for occurrence in found:
        if occurrence.instance_id in colliding:
            by_event[occurrence.event.event_id].append(occurrence)
    return by_event


def rows_of(connection: sqlite3.Connection, feeds: Collection[int], found: Conflicts) -> list[int]:
    """The numbers in ``events`` of what collides and of its copies in the feeds."""
    wanted, numbers = [*found], []
    for at in range(0, len(wanted), AT_ONCE):
        ids = wanted[at : at + AT_ONCE]
        rows = connection.execute(
            f"SELECT id FROM events WHERE feed IN ({', '.join(map(str, feeds))}) "
            f"AND event_id IN ({', '.join('?' * len(ids))})",
            ids,
        )
        numbers += [number for (number,) in rows]
    return numbers


def _looked_at(now: datetime, span: Span | None) -> Span:
    if span is None:
        return Span(now - BEFORE, now + AHEAD)
    if span.end - span.start <= MOST:
        return span
    start = min(max(span.start, now - MOST / 2), max(span.start, span.end - MOST))
    return Span(start, min(span.end, start + MOST))
