"""Many rows by one statement: other threads run on while SQLite works.

By a statement a row each of them would wait for the interpreter again, which takes longer than keeping the row.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

ROWS = (500, 100, 20, 4, 1)
"""Kept by one statement; the values of the most of them are fewer than SQLite takes (32 766)."""

UNLESS_THERE = "ON CONFLICT DO NOTHING"


def insert(
    connection: sqlite3.Connection,
    into: str,
    columns: tuple[str, ...],
    rows: Sequence[Sequence[object]],
    clash: str = "",
) -> None:
    """Insert rows into a table, their values in the order of the columns; ``clash`` is the clause for those there."""
    first = 0
    for count in ROWS:
        while first + count <= len(rows):
            values = tuple(chain.from_iterable(rows[first : first + count]))
            connection.execute(_statement(into, columns, clash, count), values)
            first += count


@lru_cache(maxsize=16)
def _statement(into: str, columns: tuple[str, ...], clash: str, count: int) -> str:
    row = f"({', '.join('?' * len(columns))})"
    return f"INSERT INTO {into} ({', '.join(columns)}) VALUES {', '.join([row] * count)} {clash}"
