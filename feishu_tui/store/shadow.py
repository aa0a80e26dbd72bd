"""A full pull: rows gather unseen in a feed of their own, which takes the old one's place in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from feishu_tui.store import calendars, changes, checks, details, windows, writing
from feishu_tui.store.database import Database
from feishu_tui.store.records import Counts, Storable, Superseded
from feishu_tui.store.rows import EventRow
from feishu_tui.store.sweeping import sweep


class Shadow:
    """The feed a full pull fills. A calendar never pulled before shows it at once, any other one when it is finished.

    Another full pull of the calendar, begun later by any process, takes over: this one's writes then raise
    ``Superseded``.
    """

    def __init__(self, database: Database, calendar_id: str, anchor: int, clock_at: float) -> None:
        self._database = database
        self._calendar_id = calendar_id
        self._anchor = anchor
        self._begun_at = clock_at
        self._stored = 0
        self._gone: set[str] = set()
        """Events that came as deleted: what goes with them may come on any page, before or after."""
        self._feed = database.write(self._begin)
        sweep(database)

    def rows(self, events: Iterable[Storable]) -> list[EventRow]:
        """Some events of a page as they are kept by ``put_rows``; deleted ones are not among them."""
        rows = writing.rows_of(events)
        gone = [row.uid for row in rows if row.cancelled and writing.is_deletion(row)]
        if not gone:
            return rows
        self._gone.update(gone)
        return [row for row in rows if not writing.is_deletion(row)]

    def put(self, events: Iterable[Storable]) -> int:
        """Keep a page of events; how many were stored. Raises ``Superseded``, ``CacheError``."""
        return self.put_rows(self.rows(events))

    def put_rows(self, rows: list[EventRow]) -> int:
        """The same of a page that was made ready."""
        self._database.write(lambda connection: self._put(connection, rows))
        self._stored += len(rows)
        return len(rows)

    def finish(self, events: Iterable[Storable], sync_token: str, at: float, *, whole: bool = True) -> Counts:
        """Keep the last page and put the feed in place of the old one, with its sync token, in one transaction.

        The counts are of the whole pull: deleted are those the old feed held and the new one does not. Unless the
        pull is ``whole``, what the old feed held and did not come as deleted stays, and so does how old it all is.
        """
        rows = self.rows(events)
        deleted = self._database.write(lambda connection: self._finish(connection, rows, sync_token, at, whole))
        self._stored += len(rows)
        sweep(self._database)
        return Counts(self._stored, deleted)

    def drop(self) -> None:
        """Give the pull up. What a first pull has shown stays."""
        self._database.write(self._drop)

    def _begin(self, connection: sqlite3.Connection) -> int:
        row = connection.execute(
            "SELECT feed, past FROM calendars WHERE calendar_id = ?", (self._calendar_id,)
        ).fetchone()
        if row is None:
            raise Superseded("The calendar is no longer in the list.")
        live, past = row
        others = connection.execute("SELECT feed FROM feeds WHERE calendar_id = ?", (self._calendar_id,)).fetchall()
        writing.drop_feeds(connection, [feed for (feed,) in others if feed not in (live, past)])
        feed = calendars.new_feed(connection, self._calendar_id)
        if live is None:
            connection.execute("UPDATE calendars SET feed = ? WHERE calendar_id = ?", (feed, self._calendar_id))
        return feed

    def _put(self, connection: sqlite3.Connection, rows: list[EventRow]) -> None:
        self._require_feed(connection)
        writing.put(connection, self._feed, rows, self._begun_at)

    def _finish(
        self, connection: sqlite3.Connection, rows: list[EventRow], sync_token: str, at: float, whole: bool
    ) -> int:
        self._put(connection, rows)
        if not whole:
            self._stored += self._take_over(connection)
        self._clear_gone(connection)
        live, past, synced_at = connection.execute(
            "SELECT feed, past, synced_at FROM calendars WHERE calendar_id = ?", (self._calendar_id,)
        ).fetchone()
        if synced_at is not None:
            changes.log_swap(connection, self._calendar_id, live, self._feed, at)
        deleted = self._count_missing(connection, live)
        self._clear_past(connection, live, past)
        checks.forget(connection, self._calendar_id)
        if live != self._feed:
            writing.drop_feeds(connection, [live])
        connection.execute(
            "UPDATE calendars SET feed = ?1, anchor = ?2, sync_token = ?3, synced_at = ?4, error_code = NULL,"
            " error = '', events = (SELECT count(*) FROM events WHERE events.feed = ?1) WHERE calendar_id = ?5",
            (self._feed, self._anchor, sync_token, at if whole else synced_at or at, self._calendar_id),
        )
        return deleted

    def _take_over(self, connection: sqlite3.Connection) -> int:
        """Add what only the old feed holds; how much that was."""
        (live,) = connection.execute(
            "SELECT feed FROM calendars WHERE calendar_id = ?", (self._calendar_id,)
        ).fetchone()
        missing = connection.execute(
            "SELECT event_id FROM events AS old WHERE old.feed = ? AND NOT EXISTS "
            "(SELECT 1 FROM events AS new WHERE new.feed = ? AND new.event_id = old.event_id)",
            (live, self._feed),
        ).fetchall()
        found = (details.find_event(connection, {live: self._calendar_id}, event_id) for (event_id,) in missing)
        rows = self.rows([each for each in found if each is not None])
        writing.put(connection, self._feed, rows, self._begun_at)
        return len(rows)

    def _clear_gone(self, connection: sqlite3.Connection) -> None:
        """A deleted event goes with its exceptions (introduction page: ``status``)."""
        for uid in self._gone:
            connection.execute(
                "DELETE FROM events WHERE feed = ? AND event_id IN (?, ?)", (self._feed, uid, f"{uid}_0")
            )
            connection.execute("DELETE FROM events WHERE feed = ? AND kind = 2 AND uid = ?", (self._feed, uid))

    def _drop(self, connection: sqlite3.Connection) -> None:
        row = connection.execute("SELECT feed FROM calendars WHERE calendar_id = ?", (self._calendar_id,)).fetchone()
        if row is None or row[0] != self._feed:
            writing.drop_feeds(connection, [self._feed])

    def _require_feed(self, connection: sqlite3.Connection) -> None:
        row = connection.execute("SELECT dropped FROM feeds WHERE feed = ?", (self._feed,)).fetchone()
        if row is None or row[0]:
            raise Superseded("Another process has begun to pull this calendar in full.")

    def _count_missing(self, connection: sqlite3.Connection, old: int) -> int:
        row = connection.execute(
            "SELECT count(*) FROM events AS old WHERE old.feed = ? AND NOT EXISTS "
            "(SELECT 1 FROM events AS new WHERE new.feed = ? AND new.event_id = old.event_id)",
            (old, self._feed),
        ).fetchone()
        return int(row[0])

    def _clear_past(self, connection: sqlite3.Connection, old: int, past: int | None) -> None:
        """Take from the windows what the new feed holds itself, and the exceptions of series that are gone.

        What lies where the new feed is complete and is not in it is gone as well.
        """
        if past is None:
            return
        connection.execute("DELETE FROM events WHERE feed = ? AND start >= ?", (past, self._anchor + windows.MARGIN))
        connection.execute(
            "DELETE FROM events WHERE feed = ? AND event_id IN (SELECT event_id FROM events WHERE feed = ?)",
            (past, self._feed),
        )
        connection.execute(
            "DELETE FROM events WHERE feed = ? AND kind = 2"
            " AND uid IN (SELECT uid FROM events WHERE feed = ? AND kind = 1)"
            " AND uid NOT IN (SELECT uid FROM events WHERE feed = ? AND kind = 1)",
            (past, old, self._feed),
        )
