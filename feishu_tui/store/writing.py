"""Putting rows into feeds: what a page of the server's list does to what is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from feishu_tui.lazy_typing import TypeVar, cast
from feishu_tui.store import bulk, calendars, changes, texts
from feishu_tui.store.records import Counts, Storable
from feishu_tui.store.rows import EXCEPTION, MASTER, SINGLE, EventRow, plain_row

T = TypeVar("T")

_COLUMNS = (
    "event_id", "uid", "kind", "original_time", "start", '"end"', "all_day", "cancelled", "reach", "last", "body",
    "raw",
)  # fmt: skip
_SHARED = ("feed", "changed_at")
_REPLACED = ", ".join(f"{name} = excluded.{name}" for name in (*_COLUMNS, *_SHARED))
_NEW_EVENTS = bulk.Table(
    "events",
    _COLUMNS,
    _SHARED,
    "id",
    "ON CONFLICT (feed, event_id) DO NOTHING",
    bulk.OR_NONE,
    encoded=frozenset({"body", "raw"}),
)
_REPLACED_EVENTS = _NEW_EVENTS._replace(clash=f"ON CONFLICT (feed, event_id) DO UPDATE SET {_REPLACED}", otherwise="")


def rows_of(events: Iterable[Storable]) -> list[EventRow]:
    """Events as rows, ready to be put in."""
    return [plain_row(each.plain, each.raw) for each in events]


def put(connection: sqlite3.Connection, feed: int, rows: Iterable[EventRow], at: float) -> None:
    """Insert rows into a feed in place of those with the same ids."""
    kept = list(rows)
    try:
        _put(connection, feed, kept, at)
    except UnicodeEncodeError:
        # Half a surrogate pair, which JSON allows and UTF-8 does not.
        _put(connection, feed, [EventRow._make(map(_encodable, row)) for row in kept], at)


def add(connection: sqlite3.Connection, feed: int, rows: Iterable[EventRow], at: float) -> None:
    """Insert those rows into a feed whose ids are not in it yet."""
    statement = "SELECT 1 FROM events WHERE feed = ? AND event_id = ?"
    lacking = [row for row in rows if connection.execute(statement, (feed, row.event_id)).fetchone() is None]
    put(connection, feed, lacking, at)


def is_deletion(row: EventRow) -> bool:
    """Whether a row says that its event is no more (introduction page: ``status``).

    A cancelled exception is not: it stays, as the mark that its series skips that time.
    """
    return bool(row.cancelled) and row.kind != EXCEPTION


def upsert(connection: sqlite3.Connection, calendar_id: str, rows: Iterable[EventRow], at: float) -> Counts:
    """Apply a page of changes to what a calendar shows: deletions delete, everything else replaces."""
    feed = calendars.live_feed(connection, calendar_id)
    if feed is None:
        return Counts()
    kept = list(rows)
    gone = {row.uid for row in kept if is_deletion(row)}
    kept = [row for row in kept if row.uid not in gone]
    states = changes.States(connection, calendar_id, kept, gone)
    deleted = sum(delete(connection, calendar_id, uid) for uid in gone)
    known = _count_known(connection, feed, kept)
    put(connection, feed, kept, at)
    connection.execute(
        "UPDATE calendars SET events = max(0, events + ?) WHERE calendar_id = ?",
        (len({row.event_id for row in kept}) - known - deleted, calendar_id),
    )
    _forget_past(connection, calendar_id, [row.event_id for row in kept])
    _forget_expansion(connection, calendar_id, {row.uid for row in kept if row.kind != SINGLE})
    states.log(at)
    return Counts(len(kept), deleted)


def delete(connection: sqlite3.Connection, calendar_id: str, uid: str) -> int:
    """Remove an event, a series with its exceptions, and all else known of them; how many rows that were."""
    removed = 0
    for feed in calendars.feeds(connection, [calendar_id]):
        removed += connection.execute(
            "DELETE FROM events WHERE feed = ? AND event_id IN (?, ?)", (feed, uid, f"{uid}_0")
        ).rowcount
        removed += connection.execute(
            "DELETE FROM events WHERE feed = ? AND kind = 2 AND uid = ?", (feed, uid)
        ).rowcount
    connection.execute(
        "DELETE FROM details WHERE calendar_id = ? AND event_id IN (?, ?)", (calendar_id, uid, f"{uid}_0")
    )
    _forget_expansion(connection, calendar_id, {uid})
    return removed


def drop_feeds(connection: sqlite3.Connection, feeds: Iterable[int]) -> None:
    """Give feeds up; their rows are swept away later."""
    connection.executemany("UPDATE feeds SET dropped = 1 WHERE feed = ?", [(feed,) for feed in feeds])


def _put(connection: sqlite3.Connection, feed: int, rows: Iterable[EventRow], at: float) -> None:
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM events").fetchone()
    # Each once, as it came last, and in the order of their texts.
    kept = sorted({row.event_id: row for row in rows}.values(), key=_order)
    shared = {"feed": feed, "changed_at": at}
    columns = [row[: len(_COLUMNS)] for row in kept]
    bulk.insert(connection, _NEW_EVENTS, columns, shared, last + 1)
    (new,) = connection.execute("SELECT count(*) FROM events WHERE id > ?", (last,)).fetchone()
    if new == len(kept):
        # Where all of them are new, nothing need be looked up to know where their texts belong.
        texts.add(connection, feed, kept, last + 1)
    else:
        bulk.insert(connection, _REPLACED_EVENTS, columns, shared, last + 1 + len(kept))
        texts.put(connection, feed, [(row.event_id, row.text) for row in kept])
    texts.put_names(connection, [("with", *each) for each in {(row.organizer, row.organizer_id) for row in kept}])


def _order(row: EventRow) -> tuple[bool, int]:
    return row.kind == MASTER, row.start


def _encodable(value: T) -> T:
    return cast(T, value.encode("utf-8", "replace").decode()) if isinstance(value, str) else value


def _count_known(connection: sqlite3.Connection, feed: int, rows: Iterable[EventRow]) -> int:
    statement = "SELECT 1 FROM events WHERE feed = ? AND event_id = ?"
    ids = {row.event_id for row in rows}
    return sum(connection.execute(statement, (feed, event_id)).fetchone() is not None for event_id in ids)


def _forget_past(connection: sqlite3.Connection, calendar_id: str, event_ids: Iterable[str]) -> None:
    """Keep an event in one feed of a calendar only: what the pull brings takes the place of what a window brought."""
    row = connection.execute("SELECT past FROM calendars WHERE calendar_id = ?", (calendar_id,)).fetchone()
    if row is not None and row[0] is not None:
        connection.executemany(
            "DELETE FROM events WHERE feed = ? AND event_id = ?", [(row[0], event_id) for event_id in event_ids]
        )


def _forget_expansion(connection: sqlite3.Connection, calendar_id: str, uids: Iterable[str]) -> None:
    """What the server said of a series' occurrences, and how they compared, no longer holds once it has changed."""
    for uid in uids:
        connection.execute(
            "DELETE FROM checks WHERE calendar_id = ? AND event_id IN (?, ?)", (calendar_id, uid, f"{uid}_0")
        )
        for table in ("instances", "series_windows"):
            connection.execute(f"DELETE FROM {table} WHERE calendar_id = ? AND uid = ?", (calendar_id, uid))
