"""The server's own expansion of a series, for what cannot be expanded here."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterable

from feishu_tui.model import Event, Occurrence, Span, original_time_of, split_event_id
from feishu_tui.store.rows import decode_event, encode_event

EVER = 0.0, math.inf


def put(
    connection: sqlite3.Connection,
    calendar_id: str,
    event_id: str,
    span: tuple[int, int],
    occurrences: Iterable[Occurrence],
    at: float,
) -> None:
    """Keep what the server says of a series over a span, in place of what was kept of those that start in it."""
    uid = split_event_id(event_id)[0]
    connection.execute(
        "DELETE FROM instances WHERE calendar_id = ? AND uid = ? AND start >= ? AND start < ?",
        (calendar_id, uid, *span),
    )
    connection.executemany(
        'REPLACE INTO instances (calendar_id, uid, original_time, event_id, start, "end", all_day, fetched_at, body) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [_row(calendar_id, uid, each, at) for each in occurrences],
    )
    connection.execute(
        'REPLACE INTO series_windows (calendar_id, uid, start, "end", fetched_at) VALUES (?, ?, ?, ?, ?)',
        (calendar_id, uid, *span, at),
    )


def known(
    connection: sqlite3.Connection,
    calendar_id: str,
    event_id: str,
    start: int,
    end: int,
    fetched: tuple[float, float] = EVER,
) -> list[tuple[int, int]]:
    """The stretches that overlap [start, end) and were ``fetched`` between two times, by start."""
    rows = connection.execute(
        'SELECT start, "end" FROM series_windows WHERE calendar_id = ? AND uid = ? AND start < ? AND "end" > ? '
        "AND fetched_at BETWEEN ? AND ? ORDER BY start",
        (calendar_id, split_event_id(event_id)[0], end, start, *fetched),
    )
    return rows.fetchall()


def occurrences(connection: sqlite3.Connection, master: Event, span: Span, low: int, high: int) -> list[Occurrence]:
    """What the server says of a series over the span, as far as it was fetched; ``low`` and ``high`` take it in."""
    found = []
    for original_time, event_id, start, end, all_day, body in connection.execute(
        'SELECT original_time, event_id, start, "end", all_day, body FROM instances '
        'WHERE calendar_id = ? AND uid = ? AND start < ? AND "end" >= ?',
        (master.calendar_id, master.uid, high, low),
    ):
        told = decode_event(master.calendar_id, event_id, start, end, all_day, body)
        if span.overlaps(told.start, told.end):
            # An instance has few fields; those of an ordinary one are its series'.
            event = told if told.is_exception else master
            found.append(Occurrence(event, told.start, told.end, original_time, recurring=True, from_server=True))
    return found


def _row(calendar_id: str, uid: str, occurrence: Occurrence, at: float) -> tuple[object, ...]:
    event = occurrence.event.at(occurrence.start, occurrence.end)
    start, end = original_time_of(event.start), original_time_of(event.end)
    body = encode_event(event)
    return calendar_id, uid, occurrence.original_time, event.event_id, start, end, int(event.all_day), at, body
