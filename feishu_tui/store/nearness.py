"""How near to now a row that was found can happen, without working out when it does."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from functools import cached_property
from math import inf

from feishu_tui.matching import whole
from feishu_tui.model import Span
from feishu_tui.store import ahead, reading
from feishu_tui.store.rows import DAY, MASTER
from feishu_tui.store.scan import Candidate
from feishu_tui.store.series_end import FOREVER
from feishu_tui.store.wanted import Wanted

_Around = tuple[ahead.DayNear | None, ahead.DayNear | None]

_EARLIEST, _LATEST = -(1 << 40), 1 << 40
"""Days before and after all others."""


KEPT_SECONDS = 600
"""How long distances are kept: with time they say less."""


class Distances:
    """What was found out about series for one search, for the next as long as nothing changes in the cache.

    How far off each is at least, by the number of its row, and as of when; Unix seconds.
    """

    def __init__(self) -> None:
        self._kept: tuple[tuple[object, ...], dict[int, tuple[float, float]]] = (), {}

    def of(self, connection: sqlite3.Connection, feeds: Collection[int], at: float) -> dict[int, tuple[float, float]]:
        """The distances as they are known of these feeds by way of the connection."""
        [changed] = connection.execute("PRAGMA data_version").fetchone()
        state = (connection, changed, connection.total_changes, frozenset(feeds), at // KEPT_SECONDS)
        if self._kept[0] != state:
            self._kept = state, {}
        return self._kept[1]


class Nearness:
    """Distances as of ``Hit.distance`` that what is shown of a row has at least."""

    def __init__(
        self, connection: sqlite3.Connection, wanted: Wanted, now: datetime, span: Span | None, distances: Distances
    ) -> None:
        self._connection = connection
        self._wanted = wanted
        self._at = now.timestamp()
        self._has_conflict = wanted.query.has("conflict")
        self._span = span
        is_any_day = span is None and not self._has_conflict
        self._known = distances.of(connection, wanted.feeds, self._at) if is_any_day else {}
        self._exceptions: dict[int, reading.ExceptionsNear] = {}

    def at_least(self, rows: Iterable[Candidate]) -> list[float]:
        """Seconds from now, row by row; infinite for a series that has nothing in the days asked for."""
        own = list(rows)
        unknown = [row for row in own if row.kind == MASTER and row.id not in self._known]
        for row, off in zip(unknown, self._of_series(unknown), strict=True):
            self._known[row.id] = off, self._at
        return [self._off_as_known(row) if row.kind == MASTER else self.at_least_alone(row) for row in own]

    def at_least_known(self, row: Candidate) -> float:
        """The same of one series as far as it is known already; 0 where it is not."""
        return self._off_as_known(row) if row.id in self._known else 0.0

    def at_least_alone(self, row: Candidate) -> float:
        """Seconds from now for a single event or exception."""
        slack = _slack(row)
        runs = row.start - slack <= self._at < row.until + slack
        return 0.0 if runs else max(abs(row.start - self._at) - slack, 0.0)

    def at_most_alone(self, row: Candidate) -> float:
        """How many seconds it is from now at most; for a single event or exception."""
        slack = _slack(row)
        runs = row.start + slack <= self._at < row.until - slack
        return 0.0 if runs else abs(row.start - self._at) + slack

    def _off_as_known(self, row: Candidate) -> float:
        off, at = self._known[row.id]
        return max(off - abs(self._at - at), 0.0)

    def _of_series(self, rows: list[Candidate]) -> list[float]:
        looked_at: dict[tuple[int, int, int], list[int]] = defaultdict(list)
        for row in rows:
            if not self._has_conflict and not self._is_over(row):
                looked_at[self._today(row), *self._days(row)].append(row.id)
        around: dict[int, _Around] = {}
        for days, numbers in looked_at.items():
            around |= ahead.days_around(self._connection, numbers, *days)
        self._know_exceptions([row for row in rows if row.id in around], around)
        return [self._at - row.until if self._is_over(row) else self._off(row, around.get(row.id)) for row in rows]

    def _is_over(self, row: Candidate) -> bool:
        """Whether nothing of it comes any more, and nothing was moved."""
        return row.until <= self._at and not self._has_conflict and row.uid not in self._with_exceptions

    def _off(self, row: Candidate, around: _Around | None) -> float:
        if around is None:
            return 0.0
        slack = _slack(row)
        gone, coming = around
        if row.until < self._at:
            coming = None
        has_exceptions = row.uid in self._with_exceptions
        if gone is None and around[1] is None and not has_exceptions:
            return inf
        comes = coming is not None and self._span is None
        if coming is not None and not coming.is_known:
            comes = comes and row.until >= FOREVER and not has_exceptions and self._is_endless(row)
        off = self._off_of_start(row)
        if has_exceptions:
            nearest, nearest_coming, replaced = self._exceptions.get(row.id, (None, None, False))
            comes = comes and not replaced
            # What was moved and is gone is not shown, unless days are asked for.
            moved = nearest if self._span is not None else nearest_coming
            off = off if moved is None else min(off, moved)
        if coming is not None:
            off = min(off, coming.day * DAY - self._at - slack)
        if gone is not None and not comes:
            off = min(off, max(self._at - (gone.day + 1) * DAY - slack, self._at - row.until))
        return max(off, 0.0)

    def _off_of_start(self, row: Candidate) -> float:
        """Of a rule that gives nothing its own start is shown."""
        runs = row.start - DAY <= self._at < row.start + self._length(row) + DAY
        return 0.0 if runs else abs(row.start - self._at) - DAY

    def _length(self, row: Candidate) -> int:
        [length] = self._connection.execute('SELECT "end" - start FROM events WHERE id = ?', (row.id,)).fetchone()
        return int(length)

    def _is_endless(self, row: Candidate) -> bool:
        """Whether its rule has no end for certain: nothing of it says so."""
        statement = (
            "SELECT body LIKE '%FREQ=%' AND body NOT LIKE '%COUNT=%' AND body NOT LIKE '%UNTIL=%' "
            "FROM events WHERE id = ?"
        )
        return bool(self._connection.execute(statement, (row.id,)).fetchone()[0])

    def _today(self, row: Candidate) -> int:
        return (int(self._at) - _slack(row)) // DAY

    def is_surely_shown(self, row: Candidate) -> bool:
        """Whether a single event or exception lies in the days asked for, whatever zone its days are in."""
        span = self._span
        if self._has_conflict:
            return False
        return span is None or (row.start - DAY >= span.start.timestamp() and row.until + DAY <= span.end.timestamp())

    def _days(self, row: Candidate) -> tuple[int, int]:
        """The first and the last day on which what is shown of a series may begin."""
        if self._span is None or whole(row.title, self._wanted.query.literal) is not None:
            return _EARLIEST, _LATEST
        return (self._wanted.low - self._length(row)) // DAY - 1, self._wanted.high // DAY + 1

    @cached_property
    def _with_exceptions(self) -> set[str]:
        return reading.with_exceptions(self._connection, self._wanted.feeds)

    def _know_exceptions(self, rows: Iterable[Candidate], around: Mapping[int, _Around]) -> None:
        """Find out about the exceptions of masters, those of one calendar at once."""
        asked: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for row in rows:
            if row.uid in self._with_exceptions:
                _, coming = around[row.id]
                day = self._today(row) if coming is None or row.until < self._at else coming.day
                asked[self._wanted.feeds[row.feed]].append((row.id, (day - 1) * DAY, (day + 2) * DAY))
        for calendar_id, masters in asked.items():
            own = [feed for feed, each in self._wanted.feeds.items() if each == calendar_id]
            self._exceptions |= reading.exceptions_near(self._connection, own, masters, self._at)


def _slack(row: Candidate) -> int:
    """Days begin in the display zone, and are kept as days in UTC."""
    return DAY if row.start % DAY == 0 else 0
