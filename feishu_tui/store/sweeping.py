"""Removing what no calendar shows any more, a little at a time, and giving its space back."""

from __future__ import annotations

import sqlite3

from feishu_tui.store.database import Database

ROWS_AT_ONCE = 2000
"""How many rows one transaction removes, so that others wait for no more than that."""


def sweep(database: Database) -> None:
    """Remove the rows of dropped feeds."""
    if database.read(_is_swept):
        return
    while database.write(_remove_some):
        pass
    database.compact()


def _is_swept(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM feeds WHERE dropped").fetchone() is None


def _remove_some(connection: sqlite3.Connection) -> bool:
    """Remove some rows; whether there may be more."""
    row = connection.execute("SELECT feed FROM feeds WHERE dropped LIMIT 1").fetchone()
    if row is None:
        return False
    removed = connection.execute(
        "DELETE FROM events WHERE id IN (SELECT id FROM events WHERE feed = ? LIMIT ?)", (row[0], ROWS_AT_ONCE)
    ).rowcount
    if removed < ROWS_AT_ONCE:
        connection.execute("DELETE FROM feeds WHERE feed = ?", (row[0],))
    return True
