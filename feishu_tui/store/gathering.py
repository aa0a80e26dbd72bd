"""Gathering the rows that satisfy a query, but for those that cannot be among the first it asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice

from feishu_tui.model import Span
from feishu_tui.store.nearness import Nearness
from feishu_tui.store.records import SearchCancelled
from feishu_tui.store.room import Room
from feishu_tui.store.rows import DAY, EXCEPTION
from feishu_tui.store.scan import Candidate, Scan
from feishu_tui.store.series_end import FOREVER
from feishu_tui.store.verdict import ELSEWHERE, rank
from feishu_tui.store.wanted import Wanted, Where

WEIGHED = 500
"""Of so many that hold words elsewhere whole words come before parts; so many series are looked at that are over."""
MOST_SERIES = 2000
"""So many series that go on are looked at: which comes next is not known before."""
MOST_SLIPS = 500
"""So many rows, the nearest, are looked at for slips."""

Judged = tuple[Candidate, int]
"""A row with its rank."""


class Gathering:
    """One way through the texts for the first ``limit`` hits, or for all of them."""

    def __init__(
        self,
        scan: Scan,
        wanted: Wanted,
        nearness: Nearness,
        now: datetime,
        span: Span | None,
        limit: int | None,
        cancelled: Callable[[], bool],
    ) -> None:
        self._scan = scan
        self._wanted = wanted
        self._nearness = nearness
        self._at = now.timestamp()
        self._span = span
        self._cancelled = cancelled
        self._limit = limit
        # Which of the cancelled run now is not known before all were looked at.
        self._room = Room(None if wanted.slips or wanted.query.has("cancelled") else limit)
        self._later: list[Candidate] = []
        """What may hold the words elsewhere, before it is judged; who looks for titles mostly need not know."""
        self._is_weighed = False

    @property
    def asks_for_exceptions(self) -> bool:
        """Whether exceptions are found beside their series."""
        return self._wanted.query.has("exception") or self._wanted.query.has("cancelled")

    def others(self) -> list[Judged]:
        """Single events and exceptions."""
        if self._wanted.slips:
            return list(self._judged(self._scan.others()))
        running = list(self._each(self._scan.running()))
        known = {row.id for row in running}
        found = [judged for row in running for judged in self._taken(row)]
        for row in self._each(self._scan.others()):
            # Days may begin and end in another zone than UTC, as of which they are kept.
            begins = abs(row.start - self._at)
            off = begins - DAY if begins > 2 * DAY else 0.0
            if off > self._room.reach(0):
                break
            if off > self._room.reach(1):
                self._scan.where = Where.WHOLE
            elif off > self._room.reach(ELSEWHERE + 1) and self._is_weighed:
                self._scan.where = Where.TITLE
            if row.id not in known:
                found += self._taken(row)
        return found + self._weigh()

    def series(self) -> list[Judged]:
        """Series: those that still go on or of which something was moved, then those that are over, latest first."""
        low = int(self._at if self._span is None else min(self._at, self._span.end.timestamp()))
        self._scan.where = Where.TITLE if self._room.is_full(1) else Where.ANYWHERE
        found: list[Judged] = []
        self._add_series(found, self._scan.series(low), MOST_SERIES)
        self._add_series(found, self._scan.over(low, self._over()), WEIGHED)
        return found

    def _add_series(self, found: list[Judged], rows: Iterable[Candidate], most: int) -> None:
        """Add what satisfies the query, of at least ``most`` that may have the words in the title."""
        in_title = sure = elsewhere = 0
        for row in self._each(islice(rows, MOST_SLIPS if self._wanted.near else None)):
            in_title += row.in_title
            ranked = self._rank_of_series(row)
            if ranked is not None:
                found.append((row, ranked))
                sure += ranked < ELSEWHERE
                elsewhere += ranked >= ELSEWHERE
            if self._limit is None:
                continue
            if in_title >= max(most, self._limit):
                break
            # With so many titles none of the others would be among the best.
            if (sure >= self._limit and self._span is None) or elsewhere >= max(WEIGHED, self._limit):
                self._scan.where = Where.TITLE

    def _rank_of_series(self, row: Candidate) -> int | None:
        """The rank of one; ``None`` also where there is no room for it."""
        query = self._wanted.query
        off = self._nearness.at_least_known(row)
        if off > self._room.reach(0):
            return None
        if off > self._room.reach(1) and not query.literal and any(term.text not in row.title for term in query.terms):
            return None  # at best a part of it fits
        ranked = self._rank(row)
        return None if ranked is None or off > self._room.reach(ranked) else ranked

    def _over(self) -> int:
        """What was over by then has no room any more."""
        near = max(self._at - self._scan.near[0], self._room.reach(1))
        if self._span is not None or not self._room.is_full(1):
            return -FOREVER
        return int(self._at - min(self._room.reach(0), near)) - DAY

    def _taken(self, row: Candidate) -> list[Judged]:
        """The row, if it is found in its title, or it is known how well it fits elsewhere."""
        ranked = rank(row, self._wanted, titles_only=True) if row.in_title else None
        if ranked is not None:
            return self._kept(row, ranked or int(not self._scan.is_near(row)))
        if self._scan.where != Where.ANYWHERE:
            return []
        if self._is_weighed:
            ranked = rank(row, self._wanted)
            return [] if ranked is None else self._kept(row, max(ranked, ELSEWHERE + 1))
        self._later.append(row)
        return self._weigh() if len(self._later) >= WEIGHED else []

    def _weigh(self) -> list[Judged]:
        """Those of which it was put off to find out how well they fit, unless titles leave no room for them."""
        found: list[Judged] = []
        if not self._is_weighed and not self._room.is_full(1):
            self._is_weighed = True
            for row in self._each(self._later):
                ranked = rank(row, self._wanted)
                if ranked is not None:
                    found += self._kept(row, ranked)
        return found

    def _kept(self, row: Candidate, ranked: int) -> list[Judged]:
        """The row, unless there is no room for it any more."""
        if self._nearness.at_least_alone(row) > self._room.reach(ranked):
            return []
        # An exception may go with its series.
        if self._nearness.is_surely_shown(row) and (row.kind != EXCEPTION or self.asks_for_exceptions):
            self._room.take(ranked, self._nearness.at_most_alone(row))
        return [(row, ranked)]

    def _judged(self, rows: Iterable[Candidate]) -> Iterator[Judged]:
        for row in self._each(islice(rows, MOST_SLIPS if self._wanted.near else None)):
            ranked = self._rank(row)
            if ranked is not None:
                yield row, ranked

    def _rank(self, row: Candidate) -> int | None:
        ranked = rank(row, self._wanted, titles_only=self._scan.where != Where.ANYWHERE)
        return int(not self._scan.is_near(row)) if ranked == 0 else ranked

    def _each(self, rows: Iterable[Candidate]) -> Iterator[Candidate]:
        for row in rows:
            if self._cancelled():
                raise SearchCancelled
            yield row
