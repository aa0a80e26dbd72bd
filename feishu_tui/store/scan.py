"""Going through the texts outward from now, in SQL, for what may satisfy a query; what does is found out afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from functools import cached_property
from typing import NamedTuple

from feishu_tui.store import clauses
from feishu_tui.store.clauses import numbers
from feishu_tui.store.rows import DAY, MASTER, REACHES
from feishu_tui.store.series_end import FOREVER
from feishu_tui.store.wanted import Wanted, Where

NEAR = 2000
"""So many single events and exceptions on either side of now are near: of these whole words come before parts."""
NEAREST = 10_000
"""Among so many on either side of now slips are looked for."""


class Candidate(NamedTuple):
    """A row of ``texts`` that may satisfy a query."""

    start: int
    id: int
    feed: int
    kind: int
    until: int
    uid: str | None
    title: str
    rest: str
    ids: str
    in_title: int
    """Whether all of the words may stand in the title."""


_COLUMNS = ", ".join(Candidate._fields[:-1])


class Scan:
    """One search's way through the texts: series first, then all else, the nearest to ``now`` first."""

    def __init__(self, connection: sqlite3.Connection, wanted: Wanted, now: int) -> None:
        self._connection = connection
        self._wanted = wanted
        self._now = now
        self._conditions: dict[Where, tuple[str, list[object]]] = {}
        self.where = Where.ANYWHERE
        """May be narrowed while it runs."""

    @cached_property
    def near(self) -> tuple[int, int]:
        """The first and the last start of what is near; Unix seconds."""
        return self._edges(NEAR)

    def is_near(self, row: Candidate) -> bool:
        """Whether it is not so far away that it no longer counts how well it fits."""
        first, last = self.near
        return (row.until if row.kind == MASTER else row.start) >= first and row.start <= last

    def series(self, low: int) -> Iterator[Candidate]:
        """The masters that go on beyond ``low`` or of which something was moved, the latest begun first."""
        yield from self._downward(f"(until >= ? OR {self._has_exceptions})", "start", (low,))

    def over(self, low: int, until: int) -> Iterator[Candidate]:
        """The other masters that were not over at ``until``, the latest over first."""
        yield from self._downward(f"until BETWEEN ? AND ? AND NOT {self._has_exceptions}", "until", (until, low - 1))

    @property
    def _has_exceptions(self) -> str:
        feeds = numbers(self._wanted.feeds)
        return f"uid IN (SELECT uid FROM events WHERE feed IN ({feeds}) AND kind = 2)"

    def _downward(self, those: str, order: str, bounds: tuple[int, ...]) -> Iterator[Candidate]:
        before = FOREVER
        seen: set[int] = set()
        where = None
        while where != self.where:
            where = self.where
            for row in self._rows(f"series = 1 AND {order} <= ? AND {those}", f"{order} DESC", (before, *bounds)):
                before = row.start if order == "start" else row.until
                if row.id not in seen:
                    seen.add(row.id)
                    yield row
                if where != self.where:
                    break

    def others(self) -> Iterator[Candidate]:
        """Single events and exceptions, outward from now."""
        ahead = behind = self._now
        seen: set[int] = set()
        where = None
        while where != self.where:
            where = self.where
            first, last = self._edges(NEAREST) if self._wanted.near else (-FOREVER, FOREVER)
            if where == Where.WHOLE:
                first, last = max(first, self.near[0]), min(last, self.near[1])
            coming = self._rows("series = 0 AND start BETWEEN ? AND ?", "start", (ahead, last))
            gone = self._rows("series = 0 AND start >= ? AND start < ?", "start DESC", (first, behind))
            for row in _outward(coming, gone, self._now):
                if row.start >= self._now:
                    ahead = row.start
                else:
                    behind = row.start + 1
                if row.id not in seen:
                    seen.add(row.id)
                    yield row
                if where != self.where:
                    break

    def running(self) -> Iterator[Candidate]:
        """The single events and exceptions begun more than a day ago that may run now."""
        own = (
            f"SELECT id FROM events WHERE feed IN ({numbers(self._wanted.feeds)}) AND reach = ? "
            'AND start BETWEEN ? AND ? AND "end" > ?'
        )
        ended = self._now - DAY  # days end with their zones
        found = [
            number
            for reach, longest in enumerate(REACHES)
            if longest > DAY
            for (number,) in self._connection.execute(own, (reach, max(ended - longest, -FOREVER), ended, ended))
        ]
        if found:
            those = f"SELECT 0, start, id FROM events WHERE id IN ({numbers(found)})"
            yield from self._rows(f"(series, start, id) IN ({those})", "start", ())

    def masters(self, calendar_id: str, uids: Collection[str]) -> Iterator[Candidate]:
        """The masters of series of a calendar that may satisfy the query."""
        feeds = numbers([feed for feed, each in self._wanted.feeds.items() if each == calendar_id])
        known = ", ".join("?" * len(uids))
        own = (
            f"SELECT 1, start, id FROM events WHERE feed IN ({feeds}) AND kind = {MASTER} AND uid IN ({known}) "
            f"AND event_id IN ({known}, {known})"
        )
        self.where = Where.ANYWHERE
        ids = (*uids, *uids, *(f"{uid}_0" for uid in uids))
        yield from self._rows(f"(series, start, id) IN ({own})", "start", ids)

    def _edges(self, count: int) -> tuple[int, int]:
        """The first and the last start of so many on either side of now."""
        found = []
        for where, order, farthest in (("start < ?", "DESC", -FOREVER), ("start >= ?", "", FOREVER)):
            row = self._connection.execute(
                f"SELECT start FROM texts WHERE series = 0 AND {where} ORDER BY start {order} LIMIT 1 OFFSET ?",
                (self._now, count),
            ).fetchone()
            found.append(farthest if row is None else row[0])
        return found[0], found[1]

    def one(self, feeds: Collection[int], event_id: str) -> Candidate | None:
        """The row of one event, if it may satisfy the query."""
        own = f"SELECT kind = 1, start, id FROM events WHERE feed IN ({numbers(feeds)}) AND event_id = ?"
        return next(self._rows(f"(series, start, id) IN ({own})", "id", (event_id,)), None)

    def _rows(self, those: str, order: str, bounds: tuple[object, ...]) -> Iterator[Candidate]:
        if self.where not in self._conditions:
            self._conditions[self.where] = clauses.condition(self._wanted, self.where)
        condition, parameters = self._conditions[self.where]
        in_title, own = ("1", []) if self.where != Where.ANYWHERE else clauses.in_title(self._wanted)
        rows = self._connection.execute(
            f"SELECT {_COLUMNS}, {in_title} FROM texts WHERE {those} AND {condition} ORDER BY {order}",
            (*own, *bounds, *parameters),
        )
        return map(Candidate._make, rows)


def _outward(coming: Iterator[Candidate], gone: Iterator[Candidate], now: int) -> Iterator[Candidate]:
    """Both by how far they start from now."""
    later, sooner = next(coming, None), next(gone, None)
    while later is not None or sooner is not None:
        if sooner is None or (later is not None and later.start - now <= now - sooner.start):
            assert later is not None
            yield later
            later = next(coming, None)
        else:
            yield sooner
            sooner = next(gone, None)
