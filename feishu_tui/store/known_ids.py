"""By which ids the server knows people, rooms and chats that were met, so that it can be asked for them by name."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from feishu_tui.matching import Quality, quality, ranges
from feishu_tui.query import Condition, Field, Query, Term, is_id
from feishu_tui.text import fold

MOST_IDS = 50
"""So many ids are named in a question; the search page gives no limit."""

KINDS: tuple[Field, ...] = ("with", "room", "chat")
"""The filters by what has ids."""


class KnownIds(NamedTuple):
    """Whom a query names, by the ids the server can be asked for."""

    filters: dict[Condition, tuple[str, ...]]
    """Those its filters mean: of each kind the first one that is met by any."""
    words: dict[Field, tuple[str, ...]]
    """Those whose whole name its words are, by the filter they belong to."""


def of_query(connection: sqlite3.Connection, query: Query) -> KnownIds:
    """Whom a query names, as far as that is known."""
    return KnownIds(_of_filters(connection, query.conditions), _called(connection, query.terms))


def _of_filters(connection: sqlite3.Connection, conditions: Iterable[Condition]) -> dict[Condition, tuple[str, ...]]:
    asked: dict[Field, tuple[Condition, tuple[str, ...]]] = {}
    for each in conditions:
        if each.field in KINDS and not each.negated and each.field not in asked:
            ids = each.ids or ((each.value,) if is_id(each) else _meant(connection, each))
            if ids:
                asked[each.field] = each, ids
    return dict(asked.values())


def _called(connection: sqlite3.Connection, terms: Iterable[Term]) -> dict[Field, tuple[str, ...]]:
    """The ids of those whose whole name the words are, or spell, or one written word of it."""
    typed = [term.text for term in terms]
    term = Term(" ".join(typed))
    found: dict[Field, tuple[str, ...]] = {}
    for kind in KINDS if typed else ():
        ids = [known for name, known in _known(connection, kind) if _is_called(name, term)]
        if ids:
            found[kind] = tuple(ids[:MOST_IDS])
    return found


def _meant(connection: sqlite3.Connection, condition: Condition) -> tuple[str, ...]:
    """The ids of those whose name a filter is met by, the best fit first."""
    term = Term(condition.text)
    fitting: list[tuple[Quality, str]] = []
    for name, known in _known(connection, condition.field):
        fit = quality(name, term)
        if fit is not None:
            fitting.append((fit, known))
    return tuple(dict.fromkeys(known for _, known in sorted(fitting)))[:MOST_IDS]


def _known(connection: sqlite3.Connection, kind: Field) -> list[tuple[str, str]]:
    rows = connection.execute("SELECT name, id FROM known_ids WHERE kind = ? ORDER BY name, id", (kind,))
    return [(fold(name), known) for name, known in rows]


def _is_called(name: str, term: Term) -> bool:
    return term.text in name.split() or ranges(name, term) == [(0, len(name))]
