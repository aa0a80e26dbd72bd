"""Days before the anchor, fetched window by window and remembered, and set right by the server's own view."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from feishu_tui.lazy_dataclasses import replace
from feishu_tui.lazy_module import lazy_module
from feishu_tui.lazy_typing import TYPE_CHECKING
from feishu_tui.model import Event, Occurrence, Span
from feishu_tui.store import calendars, instances, reading
from feishu_tui.store.rows import DAY, EXCEPTION, MASTER, EventRow, event_row

if TYPE_CHECKING:
    from feishu_tui.store import writing
else:
    writing = lazy_module("feishu_tui.store.writing")

MARGIN = 62 * DAY
"""From the anchor on, so long a stretch is not yet held to be complete: exceptions moved across the anchor are missing
from the pull (list page: ``anchor_time``)."""


def missing(
    connection: sqlite3.Connection, calendar_id: str, start: int, end: int, fetched: tuple[float, float]
) -> list[tuple[int, int]]:
    """The parts of [start, end) that neither the pull nor a window ``fetched`` between two times covers."""
    row = connection.execute(
        "SELECT anchor FROM calendars WHERE calendar_id = ? AND synced_at IS NOT NULL", (calendar_id,)
    ).fetchone()
    if row is None:
        return []
    end = min(end, row[0] + MARGIN)
    known = connection.execute(
        'SELECT start, "end" FROM windows WHERE calendar_id = ? AND start < ? AND "end" > ? '
        "AND fetched_at BETWEEN ? AND ? ORDER BY start",
        (calendar_id, end, start, *fetched),
    )
    return gaps(start, end, known)


def gaps(start: int, end: int, known: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts of [start, end) that none of the known stretches, sorted by start, covers."""
    found = []
    for known_start, known_end in known:
        if known_start > start:
            found.append((start, known_start))
        start = max(start, known_end)
    if start < end:
        found.append((start, end))
    return found


def put(
    connection: sqlite3.Connection,
    calendar_id: str,
    span: tuple[int, int],
    rows: Sequence[EventRow],
    view: Sequence[Occurrence] | None,
    at: float,
) -> None:
    """Keep all that overlaps a window, in place of what was kept of it, and remember that it was fetched.

    Rows and view may reach beyond the window, and the view should, by a day on either side: where a server counts
    all-day events from is not documented.
    """
    live, past = calendars.live_feed(connection, calendar_id), calendars.past_feed(connection, calendar_id)
    if live is None or past is None:
        return
    _clear(connection, past, span)
    _put_rows(connection, calendar_id, live, past, rows, at)
    if view is not None:
        _reconcile(connection, calendar_id, past, span, view, at)
    connection.execute('DELETE FROM windows WHERE calendar_id = ? AND start >= ? AND "end" <= ?', (calendar_id, *span))
    connection.execute(
        'REPLACE INTO windows (calendar_id, start, "end", fetched_at) VALUES (?, ?, ?, ?)', (calendar_id, *span, at)
    )


def put_found(connection: sqlite3.Connection, calendar_id: str, rows: Iterable[EventRow], at: float) -> list[str]:
    """Keep rows that neither a pull nor a window brought, until one does; by which ids all of them are known here.

    An occurrence that is not kept itself is known by its series, if that is: only a pull brings exceptions.
    """
    past = calendars.past_feed(connection, calendar_id)
    if past is None:
        return []
    feeds = calendars.feeds(connection, [calendar_id])
    known: dict[str, None] = {}
    lacking = []
    for row in rows:
        same = row.event_id if row.kind != EXCEPTION else f"{row.uid}_0"
        found = next((each for each in dict.fromkeys((row.event_id, same)) if _holds(connection, feeds, each)), None)
        known[found or row.event_id] = None
        if found is None:
            lacking.append(row)
    writing.put(connection, past, lacking, at)
    return list(known)


def _holds(connection: sqlite3.Connection, feeds: Iterable[int], event_id: str) -> bool:
    statement = "SELECT 1 FROM events WHERE feed = ? AND event_id = ?"
    return any(connection.execute(statement, (feed, event_id)).fetchone() is not None for feed in feeds)


def _clear(connection: sqlite3.Connection, past: int, span: tuple[int, int]) -> None:
    start, end = span
    connection.execute(
        'DELETE FROM events WHERE feed = ? AND NOT cancelled AND start < ? AND ("end" > ? OR start >= ?)',
        (past, end, start, start),
    )
    connection.execute(
        "DELETE FROM events WHERE feed = ? AND cancelled AND original_time >= ? AND original_time < ?",
        (past, start, end),
    )


def _put_rows(
    connection: sqlite3.Connection, calendar_id: str, live: int, past: int, rows: Iterable[EventRow], at: float
) -> None:
    """Masters join the pull's rows where they lack; other rows go to the past unless the pull holds them already."""
    kept = [row for row in rows if not writing.is_deletion(row)]
    writing.add(connection, live, [row for row in kept if row.kind == MASTER], at)
    statement = "SELECT 1 FROM events WHERE feed = ? AND event_id = ?"
    fresh = [
        row
        for row in kept
        if row.kind != MASTER and connection.execute(statement, (live, row.event_id)).fetchone() is None
    ]
    writing.put(connection, past, fresh, at)


def _reconcile(
    connection: sqlite3.Connection,
    calendar_id: str,
    past: int,
    span: tuple[int, int],
    view: Sequence[Occurrence],
    at: float,
) -> None:
    """Make the window show what the server's view shows.

    A window's reply lacks exceptions that were moved out of it, and may lack cancelled ones, so that their series
    would show them at their old place: those times are marked as cancelled. What only the view shows is added.
    """
    stretch = Span(datetime.fromtimestamp(span[0], UTC), datetime.fromtimestamp(span[1], UTC))
    here = reading.occurrences(connection, calendars.feeds(connection, [calendar_id]), stretch)
    unreadable = {event.uid: event for event, _ in here.unreadable}
    shown = {_slot(each) for each in view} | {each.instance_id for each in view}
    ghosts = [
        each
        for each in here.occurrences
        if each.recurring and not _is_exception(each) and not {each.instance_id, _slot(each)} & shown
    ]
    known = {_slot(each) for each in here.occurrences} | {each.instance_id for each in here.occurrences}
    lacking = [
        each for each in view if stretch.overlaps(each.start, each.end) and not {each.instance_id, _slot(each)} & known
    ]
    additions = [_as_row(each) for each in lacking if _uid(each) not in unreadable]
    writing.put(connection, past, [_tombstone(each) for each in ghosts] + additions, at)
    for uid, master in unreadable.items():
        own = [each for each in view if _uid(each) == uid and not _is_exception(each)]
        instances.put(connection, calendar_id, master.event_id, span, own, at)


def _slot(occurrence: Occurrence) -> tuple[str, object, object]:
    """An occurrence by series and time, since servers differ in how they number those of all-day series."""
    return _uid(occurrence), occurrence.start, occurrence.end


def _uid(occurrence: Occurrence) -> str:
    return occurrence.event.series_uid or occurrence.event.uid


def _is_exception(occurrence: Occurrence) -> bool:
    return occurrence.event.is_exception


def _tombstone(ghost: Occurrence) -> EventRow:
    event = replace(
        ghost.event.at(ghost.start, ghost.end),
        event_id=ghost.instance_id,
        recurrence="",
        status="cancelled",
        is_exception=True,
        series_uid=ghost.event.uid,
    )
    return event_row(event, "{}")


def _as_row(occurrence: Occurrence) -> EventRow:
    """What only the view shows: a single event, or one time of a series, which then counts as an exception."""
    event: Event = occurrence.event.at(occurrence.start, occurrence.end)
    if occurrence.recurring:
        event = replace(
            event, event_id=occurrence.instance_id, recurrence="", is_exception=True, series_uid=_uid(occurrence)
        )
    return event_row(event, "{}")
