"""Many rows by one statement: other threads run on while SQLite works.

By a statement a row each of them would wait for the interpreter again, which takes longer than keeping the row.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain

from feishu_tui.lazy_typing import NamedTuple

ROWS = (500, 100, 20, 4, 1)
"""Kept by one statement, as far as SQLite takes their values: 32 766 since 3.32, 999 before."""

UNLESS_THERE = "ON CONFLICT DO NOTHING"
OR_NONE = "OR ROLLBACK"
"""A row that cannot be kept undoes the whole transaction: SQLite then need not be able to undo the statement alone, for
which it would copy every page that it touches."""


class Table(NamedTuple):
    """What rows are kept in, and how."""

    name: str
    columns: tuple[str, ...]
    """Of which each row brings a value, in this order."""
    shared: tuple[str, ...] = ()
    """Columns that hold the same in all rows."""
    number: str = ""
    """The column that holds one more in each row, if any."""
    clash: str = ""
    """The clause for rows that are there."""
    otherwise: str = ""
    """What becomes of all others where one cannot be kept; the statement's alone are undone for none."""
    encoded: frozenset[str] = frozenset()
    """Columns whose texts come as UTF-8, as they are kept: a long one takes less room so, and is bound sooner."""


def insert(
    connection: sqlite3.Connection,
    table: Table,
    rows: Sequence[Sequence[object]],
    shared: Mapping[str, object] | None = None,
    number: int = 0,
) -> None:
    """Insert rows in their order; ``number`` is that of the first."""
    at = 0
    alike = tuple(shared[name] for name in table.shared) if shared else ()
    takes = connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER) - len(alike) - bool(table.number)
    for count in [each for each in ROWS if each * len(table.columns) <= takes]:
        while at + count <= len(rows):
            own = chain.from_iterable(rows[at : at + count])
            counted = (number + at,) if table.number else ()
            connection.execute(_statement(table, count), tuple(chain(alike, counted, own)))
            at += count


@lru_cache(maxsize=32)
def _statement(table: Table, count: int) -> str:
    # Only what all rows share has a number: Python asks for the name of each value, and SQLite goes through all numbers
    # in a statement to find it.
    alike = [f"?{place}" for place in range(1, len(table.shared) + 1)]
    counted = f"?{len(alike) + 1} + {{}}, " if table.number else ""
    ahead, own = "".join(f"{each}, " for each in alike), ", ".join(_value(table, name) for name in table.columns)
    rows = (f"({ahead}{counted.format(row)}{own})" for row in range(count))
    columns = (*table.shared, *([table.number] if table.number else []), *table.columns)
    return f"INSERT {table.otherwise} INTO {table.name} ({', '.join(columns)}) VALUES {', '.join(rows)} {table.clash}"


def _value(table: Table, name: str) -> str:
    return "CAST(? AS TEXT)" if name in table.encoded else "?"
