"""Closing the cache while somebody reads from it."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from feishu_tui.errors import CacheError
from feishu_tui.store.database import Database


def test_closing_waits_for_a_thread_that_reads(tmp_path: Path) -> None:
    database = Database(str(tmp_path / "cache.sqlite3"))
    reading, go_on = threading.Event(), threading.Event()
    found: list[int] = []

    def read(connection: sqlite3.Connection) -> None:
        reading.set()
        assert go_on.wait(20)
        found.append(connection.execute("SELECT 42").fetchone()[0])

    reader = threading.Thread(target=database.read, args=(read,))
    reader.start()
    assert reading.wait(20)
    closer = threading.Thread(target=database.close)
    closer.start()
    while not database.closed:
        threading.Event().wait(0.001)
    go_on.set()
    closer.join(20)
    reader.join(20)
    assert found == [42]
    with pytest.raises(CacheError):
        database.read(lambda connection: None)


def test_what_was_kept_to_search_is_let_go(tmp_path: Path) -> None:
    database = Database(str(tmp_path / "cache.sqlite3"))

    def kept(connection: sqlite3.Connection) -> int:
        return int(connection.execute("PRAGMA cache_size").fetchone()[0])

    usual = database.read(kept)
    database.read(lambda connection: connection.execute("PRAGMA cache_size = -32768"))
    assert database.read(kept) == -32768
    database.rest_readers()
    assert database.read(kept) == usual
    database.close()
    database.rest_readers()
