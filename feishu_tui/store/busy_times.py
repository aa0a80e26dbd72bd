"""When the owners of calendars are taken of which no more may be known, window by window."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from feishu_tui.lazy_json import loads
from feishu_tui.lazy_typing import NamedTuple
from feishu_tui.model import Event, Occurrence, Span
from feishu_tui.store.windows import gaps

MOST_CANDIDATES = 100
"""Of so many people it is asked whose a calendar is."""


class Owner(NamedTuple):
    """Whose calendar it is, or why that, or when they are taken, is not known."""

    user_id: str
    """Their open_id, empty where it is not known."""
    reason: str
    """A sentence, empty where all is well."""
    asked_at: float


def missing(
    connection: sqlite3.Connection, calendar_id: str, start: int, end: int, fetched: tuple[float, float]
) -> list[tuple[int, int]]:
    """The parts of [start, end) that no window ``fetched`` between two times covers."""
    known = connection.execute(
        'SELECT start, "end" FROM busy_windows WHERE calendar_id = ? AND start < ? AND "end" > ? '
        "AND fetched_at BETWEEN ? AND ? ORDER BY start",
        (calendar_id, end, start, *fetched),
    )
    return gaps(start, end, known)


def put(
    connection: sqlite3.Connection,
    calendar_id: str,
    window: tuple[int, int],
    times: Iterable[tuple[int, int]],
    at: float,
) -> None:
    """Keep when the owner is taken in a window, in place of what was kept of it."""
    start, end = window
    connection.execute(
        'DELETE FROM busy_times WHERE calendar_id = ? AND start < ? AND "end" > ?', (calendar_id, end, start)
    )
    connection.executemany(
        'REPLACE INTO busy_times (calendar_id, start, "end") VALUES (?, ?, ?)',
        [(calendar_id, *taken) for taken in times if taken[0] < end and taken[1] > start],
    )
    connection.execute(
        'DELETE FROM busy_windows WHERE calendar_id = ? AND start >= ? AND "end" <= ?', (calendar_id, start, end)
    )
    connection.execute(
        'REPLACE INTO busy_windows (calendar_id, start, "end", fetched_at) VALUES (?, ?, ?, ?)',
        (calendar_id, start, end, at),
    )


def occurrences(connection: sqlite3.Connection, calendar_ids: Sequence[str], span: Span) -> list[Occurrence]:
    """The times taken that overlap the span, as occurrences without a title, in UTC."""
    found: list[Occurrence] = []
    bounds = int(span.end.timestamp()), int(span.start.timestamp())
    for calendar_id in calendar_ids:
        rows = connection.execute(
            'SELECT start, "end" FROM busy_times WHERE calendar_id = ? AND start < ? AND "end" > ? ORDER BY start',
            (calendar_id, *bounds),
        )
        for start, end in rows:
            first, after = datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC)
            event = Event(calendar_id, f"busy-{calendar_id}-{start}-{end}", first, after, timezone="UTC")
            found.append(Occurrence(event, first, after))
    return found


def fetched_at(connection: sqlite3.Connection, calendar_id: str, moment: int) -> float | None:
    """When the window around a moment was fetched; ``None`` where none was."""
    row = connection.execute(
        'SELECT max(fetched_at) FROM busy_windows WHERE calendar_id = ? AND start <= ? AND "end" > ?',
        (calendar_id, moment, moment),
    ).fetchone()
    return None if row is None or row[0] is None else float(row[0])


def owner(connection: sqlite3.Connection, calendar_id: str) -> Owner | None:
    """What is known of whose the calendar is; ``None`` where nobody asked."""
    row = connection.execute(
        "SELECT user_id, reason, asked_at FROM busy_owners WHERE calendar_id = ?", (calendar_id,)
    ).fetchone()
    return None if row is None else Owner(*row)


def put_owner(connection: sqlite3.Connection, calendar_id: str, found: Owner) -> None:
    """Remember whose the calendar is, or why that is not known."""
    connection.execute(
        "REPLACE INTO busy_owners (calendar_id, user_id, reason, asked_at) VALUES (?, ?, ?, ?)", (calendar_id, *found)
    )


def organizer_of(connection: sqlite3.Connection, calendar_id: str) -> str:
    """The open_id of who organizes events from this calendar, a person's own one; empty where none is known."""
    for body in _bodies(connection, calendar_id):
        if body.get("organizer_calendar_id") == calendar_id and body.get("organizer_id"):
            return str(body["organizer_id"])
    return ""


def people(connection: sqlite3.Connection) -> list[str]:
    """The open_ids of people met in events, those met most before the others."""
    met: Counter[str] = Counter()
    for organizer_id, times in connection.execute(
        "SELECT json_extract(body, '$.organizer_id') AS organizer, count(*) FROM events "
        "WHERE organizer IS NOT NULL GROUP BY organizer"
    ):
        met[str(organizer_id)] += times
    for (body,) in connection.execute("SELECT body FROM details ORDER BY fetched_at DESC LIMIT 500"):
        attendees = loads(body)["attendees"]
        met.update(each["user_id"] for each in attendees if each.get("user_id") and not each.get("is_external"))
    return [user_id for user_id, _ in met.most_common(MOST_CANDIDATES)]


def _bodies(connection: sqlite3.Connection, text: str) -> Iterable[dict[str, object]]:
    """The events in whose body a text stands."""
    for (body,) in connection.execute("SELECT body FROM events WHERE instr(body, ?)", (text,)):
        yield loads(body)
