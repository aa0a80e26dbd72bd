"""Many rows by one statement: other threads run on while SQLite works.

By a statement a row each of them would wait for the interpreter again, which takes longer than keeping the row.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

ROWS = 250
"""Kept by one statement; their values together are fewer than SQLite takes (32 766)."""


def insert(
    connection: sqlite3.Connection, into: str, columns: Sequence[str], rows: Sequence[Sequence[object]], clash: str = ""
) -> None:
    """Insert rows into a table, their values in the order of the columns; ``clash`` is the clause for those there."""
    whole = len(rows) - len(rows) % ROWS
    for first in range(0, whole, ROWS):
        values = tuple(chain.from_iterable(rows[first : first + ROWS]))
        connection.execute(_statement(into, tuple(columns), clash, ROWS), values)
    if whole < len(rows):
        connection.executemany(_statement(into, tuple(columns), clash, 1), rows[whole:])


@lru_cache(maxsize=8)
def _statement(into: str, columns: tuple[str, ...], clash: str, count: int) -> str:
    row = f"({', '.join('?' * len(columns))})"
    return f"INSERT INTO {into} ({', '.join(columns)}) VALUES {', '.join([row] * count)} {clash}"
