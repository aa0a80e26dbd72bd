"""A search of the cache: what satisfies a query, the best fit first, a series as one row."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache, partial
from itertools import groupby, islice
from math import inf
from operator import itemgetter
from typing import TYPE_CHECKING

from feishu_tui.lazy_dataclasses import replace
from feishu_tui.matching import letters_of, may_slip, quality, whole
from feishu_tui.model import Event, Occurrence, Span, original_time_of
from feishu_tui.pinyin import Range
from feishu_tui.query import Condition, Query, Term
from feishu_tui.store import clauses, conflicts, reading
from feishu_tui.store.gathering import Gathering, Judged
from feishu_tui.store.hits import Hit
from feishu_tui.store.letters import standing
from feishu_tui.store.nearness import Distances, Nearness
from feishu_tui.store.outlook import Outlook, outlook, outlook_of_rows, unfolded
from feishu_tui.store.records import SearchCancelled
from feishu_tui.store.rows import DAY, EXCEPTION, MASTER, decode_event
from feishu_tui.store.scan import Candidate, Scan
from feishu_tui.store.series_end import FOREVER
from feishu_tui.store.verdict import ELSEWHERE, SLIPPED, rank, title_ranges
from feishu_tui.store.wanted import Wanted
from feishu_tui.text import fold, fold_in_place

if TYPE_CHECKING:
    from feishu_tui.recurrence import Shared

TOLD = 6
"""The rank of what only the server's own reading of the words finds."""
LITTLE = 3
"""So few hits make it worth looking for slips of the finger."""
REHEARSED = 40
"""So many series are looked at before anything is asked, more than any first answer shows."""
STEPS_BETWEEN_LOOKS = 100_000
"""Steps of SQLite after which it is asked whether the search is still wanted: a few milliseconds."""

_decoded = lru_cache(maxsize=256)(decode_event)
"""Each key that is typed finds much of what the one before found."""


def search(
    connection: sqlite3.Connection,
    feeds: Mapping[int, str],
    names: Mapping[str, str],
    query: Query,
    now: datetime,
    limit: int | None,
    cancelled: Callable[[], bool],
    slips: bool,
    distances: Distances,
) -> list[Hit]:
    """What satisfies the query in the feeds, best first; ``names`` are the calendars', ``now`` is in the display zone.

    The first of few are the first of many. With ``slips`` words may be misspelled where hardly anything is found
    without. ``distances`` are kept from one search to the next. Raises ``SearchCancelled`` soon after ``cancelled``
    says so.
    """
    if query.is_empty:
        return []
    with interrupted(connection, cancelled):
        wanted = _wanted(connection, feeds, names, query, now, cancelled)
        hits = _Weighing(connection, wanted, now, limit, cancelled, distances).hits() if wanted.feeds else []
        if slips and may_have_slips(query, len(hits)):
            known = {hit.key for hit in hits}
            forgiving = replace(wanted, slips=True, near=limit is not None)
            more = _Weighing(connection, forgiving, now, limit, cancelled, distances).hits()
            hits += [hit for hit in more if hit.key not in known]
        return hits[:limit]


def stands_in_pieces(connection: sqlite3.Connection, word: str, cancelled: Callable[[], bool]) -> bool:
    """Whether a word that stands nowhere may stand in some title in pieces, or begin one that does.

    Raises ``SearchCancelled`` as ``search`` does.
    """
    letters = letters_of(word)
    test, values = clauses.in_pieces(letters)
    those = f"NOT flags & {standing(letters, 'title')} AND {test}"
    with interrupted(connection, cancelled):
        return connection.execute(f"SELECT 1 FROM texts WHERE {those} LIMIT 1", values).fetchone() is not None


def rehearse(
    connection: sqlite3.Connection,
    feeds: Mapping[int, str],
    now: datetime,
    cancelled: Callable[[], bool],
    distances: Distances,
) -> None:
    """Find out how far off series are, and what is to be shown of the nearest: most searches begin with them.

    Raises ``SearchCancelled`` as ``search`` does.
    """
    with interrupted(connection, cancelled):
        wanted = _wanted(connection, feeds, {}, Query(""), now, cancelled)
        _Weighing(connection, wanted, now, REHEARSED, cancelled, distances).rehearse()


@contextmanager
def interrupted(connection: sqlite3.Connection, cancelled: Callable[[], bool]) -> Iterator[None]:
    """What is read by the connection is given up soon after ``cancelled`` says so, with ``SearchCancelled``."""
    if cancelled():
        raise SearchCancelled
    connection.set_progress_handler(cancelled, STEPS_BETWEEN_LOOKS)
    try:
        yield
    except sqlite3.OperationalError as exc:
        if exc.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            raise SearchCancelled from exc
        raise
    finally:
        connection.set_progress_handler(None, 0)


def told(
    connection: sqlite3.Connection,
    feeds: Mapping[int, str],
    names: Mapping[str, str],
    query: Query,
    now: datetime,
    keys: Iterable[tuple[str, str]],
    vouched: Container[Condition],
) -> list[Hit]:
    """What the server found for a query, by calendar and event id; without what our own filters rule out.

    The server's reading of the words, and of the filters it applied (``vouched``), is taken on trust.
    """
    own = _wanted(connection, feeds, names, query, now, lambda: False)
    left = tuple(each for each in query.conditions if each not in vouched)
    trusted = replace(own, query=replace(query, terms=(), conditions=left, literal=""))
    weighing, scan = _Weighing(connection, trusted, now, None, lambda: False, Distances()), Scan(connection, trusted, 0)
    found = []
    for calendar_id, event_id in keys:
        in_calendar = [feed for feed, each in own.feeds.items() if each == calendar_id]
        row = scan.one(in_calendar, event_id)
        if row is None or rank(row, trusted) is None:
            continue
        ranked = rank(row, own)
        hit = weighing.hit(row, TOLD if ranked is None else ranked, own)
        if hit is not None:
            found.append(hit.of("server"))
    return sorted(found, key=lambda hit: hit.order)


def unfold(
    connection: sqlite3.Connection, feeds: dict[int, str], master: Event, query: Query, now: datetime, count: int
) -> list[Occurrence]:
    """Those occurrences of a series that were asked for: what is to come, then what is gone, nearest first."""
    by_title = whole(fold(master.summary), query.literal) is not None
    span = None if by_title else _span(query, now.tzinfo or UTC)
    if query.has("conflict") and not by_title:
        found = conflicts.in_conflict(connection, now, span).get(master.event_id, ())
        nearest = sorted(found, key=lambda each: abs(each.starts_at(now.tzinfo or UTC) - now))[:count]
        return [replace(each, event=master) for each in nearest]
    return unfolded(master, reading.exceptions_of(connection, feeds, master.uid), now, count, span)


def may_have_slips(query: Query, found: int) -> bool:
    """Whether so few were found that a word may be misspelled."""
    return found <= LITTLE and any(map(may_slip, query.terms))


class _Weighing:
    """One way through the texts, and what is to be shown of it."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        wanted: Wanted,
        now: datetime,
        limit: int | None,
        cancelled: Callable[[], bool],
        distances: Distances,
    ) -> None:
        self._connection = connection
        self._wanted = wanted
        self._now = now
        self._limit = limit
        self._cancelled = cancelled
        self._zone = now.tzinfo or UTC
        self._span = _span(wanted.query, self._zone)
        self._nearness = Nearness(connection, wanted, now, self._span, distances)
        self._shared: Shared | None = None

    def hits(self) -> list[Hit]:
        """The hits, the best first."""
        scan = Scan(self._connection, self._wanted, int(self._now.timestamp()))
        gathering = Gathering(scan, self._wanted, self._nearness, self._now, self._span, self._limit, self._cancelled)
        others, series = gathering.others(), gathering.series()
        if not gathering.asks_for_exceptions:
            others = self._without_shown_by_series(scan, others, series)
        found = [*series, *others]
        return self._shown_of(found) if self._limit is None else self._best_shown(found, self._limit)

    def rehearse(self) -> None:
        """Look at the nearest series without finding any."""
        at = int(self._now.timestamp())
        series = [(row, 0) for row in Scan(self._connection, self._wanted, at).series(at)]
        self._best_shown(series, REHEARSED)

    def _without_shown_by_series(self, scan: Scan, others: Sequence[Judged], series: Iterable[Judged]) -> list[Judged]:
        """The others without exceptions of series that are found, too: in the title, or both only elsewhere."""
        masters = {(self._wanted.feeds[row.feed], row.uid): ranked for row, ranked in series}
        asked: dict[str, set[str]] = defaultdict(set)
        for row, _ in others:
            calendar_id = self._wanted.feeds[row.feed]
            if row.kind == EXCEPTION and row.uid is not None and (calendar_id, row.uid) not in masters:
                asked[calendar_id].add(row.uid)
        for calendar_id, uids in asked.items():
            left = iter(sorted(uids))
            while some := list(islice(left, reading.AT_ONCE)):
                for row in scan.masters(calendar_id, some):
                    ranked = rank(row, self._wanted)
                    if ranked is not None:
                        masters[calendar_id, row.uid] = ranked

        def is_shown(row: Candidate, ranked: int) -> bool:
            own = masters.get((self._wanted.feeds[row.feed], row.uid)) if row.kind == EXCEPTION else None
            return own is not None and (own % SLIPPED < ELSEWHERE or ranked >= ELSEWHERE)

        return [(row, ranked) for row, ranked in others if not is_shown(row, ranked)]

    def _best_shown(self, judged: Iterable[Judged], room: int) -> list[Hit]:
        """The hits, without those before which there certainly are enough: finding out what to show takes long."""
        found: list[tuple[Hit, Candidate]] = []
        orders: list[tuple[int, float]] = []
        for ranked, alike in groupby(sorted(judged, key=itemgetter(1)), key=itemgetter(1)):
            if len(found) >= room:
                break
            rows = [row for row, _ in alike]
            for off, row in sorted(zip(self._nearness.at_least(rows), rows, strict=True), key=itemgetter(0)):
                if off == inf or bisect_left(orders, (ranked, off)) >= room:
                    break
                if self._cancelled():
                    raise SearchCancelled
                hit = self._plain_hit(row, ranked)
                if hit is not None:
                    insort(orders, hit.order[:2])
                    found.append((hit, row))
        found.sort(key=lambda each: each[0].order)
        return [replace(hit, title_ranges=self._ranges(hit.event, row)) for hit, row in found[:room]]

    def _shown_of(self, judged: Iterable[Judged]) -> list[Hit]:
        found = []
        for row, ranked in judged:
            if self._cancelled():
                raise SearchCancelled
            hit = self.hit(row, ranked)
            if hit is not None:
                found.append(hit)
        return sorted(found, key=lambda hit: hit.order)

    def hit(self, row: Candidate, ranked: int, wanted: Wanted | None = None) -> Hit | None:
        """The row as it is shown; ``None`` where it has nothing in the days or conflicts asked for."""
        hit = self._plain_hit(row, ranked)
        return None if hit is None else replace(hit, title_ranges=self._ranges(hit.event, row, wanted))

    def _ranges(self, event: Event, row: Candidate, wanted: Wanted | None = None) -> tuple[Range, ...]:
        return _in_place(event.summary, title_ranges(row, wanted or self._wanted))

    def _plain_hit(self, row: Candidate, ranked: int) -> Hit | None:
        event = self._event(row)
        shown = self._shown(event, row)
        if shown is None:
            return None
        occurrence = shown.occurrence
        at = self._now.timestamp()
        starts, ends = (each(self._zone).timestamp() for each in (occurrence.starts_at, occurrence.ends_at))
        distance = 0.0 if starts <= at < ends else abs(starts - at)
        return Hit(event, occurrence, shown.times, (), ranked, distance)

    def _event(self, row: Candidate) -> Event:
        event_id, start, end, all_day, body = self._connection.execute(
            'SELECT event_id, start, "end", all_day, body FROM events WHERE id = ?', (row.id,)
        ).fetchone()
        return _decoded(self._wanted.feeds[row.feed], event_id, start, end, all_day, body)

    def _shown(self, event: Event, row: Candidate) -> Outlook | None:
        """The occurrence to show; ``None`` where there is none in the days or conflicts asked for."""
        by_title = whole(row.title, self._wanted.query.literal) is not None
        if self._wanted.query.has("conflict") and not by_title:
            return self._in_conflict(event)
        span = None if by_title else self._span
        if row.kind != MASTER:
            is_there = span is None or span.overlaps(event.start, event.end)
            return Outlook(_alone(event, row), 1) if is_there else None
        from feishu_tui.recurrence import Shared

        self._shared = self._shared or Shared()
        own = {feed: each for feed, each in self._wanted.feeds.items() if each == event.calendar_id}

        def shown(since: int | None) -> Outlook | None:
            rows = reading.exception_rows(self._connection, own, event.uid, since)
            exceptions = partial(reading.exceptions_in, rows, own)
            return outlook_of_rows(event, rows, exceptions, self._now, self._shared)

        if span is not None:
            return outlook(
                event, reading.exceptions_of(self._connection, own, event.uid), self._now, span, self._shared
            )
        # Most exceptions are long gone, and tell only of series that are over.
        length = original_time_of(event.end) - original_time_of(event.start)
        since = int(self._now.timestamp()) - 2 * DAY - length
        found = None if row.until <= since else shown(since)
        return shown(None) if found is None or found.times == 0 else found

    def _in_conflict(self, event: Event) -> Outlook | None:
        found = self._wanted.in_conflict.get(event.event_id, ())
        nearest = min(found, key=lambda each: abs(each.starts_at(self._zone) - self._now), default=None)
        return None if nearest is None else Outlook(replace(nearest, event=event), len(found))


def _wanted(
    connection: sqlite3.Connection,
    feeds: Mapping[int, str],
    names: Mapping[str, str],
    query: Query,
    now: datetime,
    cancelled: Callable[[], bool],
) -> Wanted:
    folded = {calendar_id: fold(name) for calendar_id, name in names.items()}
    cal = [each for each in query.conditions if each.field == "cal"]
    asked = [each for each in cal if not each.negated]

    def is_in(calendar_id: str, text: str, value: str) -> bool:
        return calendar_id == value or quality(folded.get(calendar_id, ""), Term(text)) is not None

    left = [
        feed
        for feed, calendar_id in feeds.items()
        if (not asked or any(is_in(calendar_id, each.text, each.value) for each in asked))
        and not any(is_in(calendar_id, each.text, each.value) for each in cal if each.negated)
        and not any(term.text in folded.get(calendar_id, "") for term in query.without)
    ]
    span = _span(query, now.tzinfo or UTC)
    low, high = (-FOREVER, FOREVER) if span is None else reading.bounds(span)
    looked_in = feeds if query.literal else {feed: feeds[feed] for feed in left}
    found = Wanted(query, looked_in, left, folded, low, high)
    if any(flag.name == "conflict" for flag in query.flags):
        found.in_conflict = conflicts.in_conflict(connection, now, span, cancelled)
        found.colliding = conflicts.rows_of(connection, left, found.in_conflict)
    return found


def _span(query: Query, zone: tzinfo) -> Span | None:
    """The days asked for; ``None`` for any."""
    if query.first is None and query.last is None:
        return None
    earliest, latest = date(1900, 1, 1), date(9000, 1, 1)
    first = query.first if query.first is not None else earliest
    last = query.last if query.last is not None else latest
    return Span.of_days(min(max(first, earliest), latest), min(max(last, earliest), latest), zone)


def _alone(event: Event, row: Candidate) -> Occurrence:
    if row.kind == EXCEPTION:
        return Occurrence(event, event.start, event.end, event.original_time, recurring=True)
    original = original_time_of(event.start) if row.kind == MASTER else 0
    return Occurrence(event, event.start, event.end, original, recurring=row.kind == MASTER)


def _in_place(title: str, ranges: Sequence[Range]) -> tuple[Range, ...]:
    """Ranges of a folded title as ranges of the title itself, those that touch or overlap joined."""
    if not ranges:
        return ()
    _, places = fold_in_place(title)
    found: list[Range] = []
    for start, end in sorted(ranges):
        if end >= len(places):
            continue
        first, after = places[start], max(places[end], places[end - 1] + 1)
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(after, found[-1][1])
        else:
            found.append((first, after))
    return tuple(found)
