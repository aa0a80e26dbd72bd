"""Many rows by one statement, also of an SQLite that takes few values."""

from __future__ import annotations

import sqlite3

import pytest

from feishu_tui.store.bulk import OR_NONE, Table, insert


@pytest.mark.parametrize("most_values", [32_766, 999, 40])
def test_rows_are_kept_in_their_order_with_what_they_share(most_values: int) -> None:
    connection = sqlite3.connect(":memory:")
    connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, most_values)
    connection.execute("CREATE TABLE t (a, b, feed, id)")
    rows = [(f"a{each}", each) for each in range(1234)]
    insert(connection, Table("t", ("a", "b"), ("feed",), "id"), rows, {"feed": 7}, 100)
    found = connection.execute("SELECT a, b, feed, id FROM t ORDER BY rowid").fetchall()
    assert found == [(*row, 7, 100 + each) for each, row in enumerate(rows)]


def test_a_text_that_comes_encoded_is_kept_as_a_text() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE t (a, b)")
    texts = ["", "plain", "会议 😀", "before\0after"]
    insert(connection, Table("t", ("a", "b"), encoded=frozenset({"b"})), [(each, each.encode()) for each in texts])
    assert connection.execute("SELECT a, b FROM t ORDER BY rowid").fetchall() == [(each, each) for each in texts]
    assert connection.execute("SELECT DISTINCT typeof(b) FROM t").fetchall() == [("text",)]


def test_a_row_that_cannot_be_kept_undoes_the_whole_transaction() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("CREATE TABLE t (a NOT NULL)")
    connection.execute("BEGIN")
    table = Table("t", ("a",), otherwise=OR_NONE)
    insert(connection, table, [(1,)])
    with pytest.raises(sqlite3.IntegrityError):
        insert(connection, table, [(2,), (None,), (3,), (4,)])
    assert not connection.in_transaction
    assert connection.execute("SELECT * FROM t").fetchall() == []
