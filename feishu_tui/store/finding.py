"""A search of the cache: what satisfies a query, the best fit first, a series as one row."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, tzinfo
from itertools import chain

from feishu_tui.matching import match
from feishu_tui.model import Event, Occurrence, Span, original_time_of
from feishu_tui.pinyin import Range
from feishu_tui.query import Query, Term
from feishu_tui.store import conflicts, reading
from feishu_tui.store.hits import Hit
from feishu_tui.store.outlook import Outlook, outlook
from feishu_tui.store.records import SearchCancelled
from feishu_tui.store.rows import EXCEPTION, MASTER, decode_event
from feishu_tui.store.scan import Candidate, Scan, Wanted
from feishu_tui.store.series_end import FOREVER
from feishu_tui.store.verdict import Verdict, judge
from feishu_tui.text import fold, fold_in_place

LITTLE = 3
"""So few hits make it worth looking for slips of the finger."""
SPARE = 2
"""So many times the limit of rows are weighed, since some fall away: copies, days on which a series has nothing."""
STEPS_BETWEEN_LOOKS = 20_000
"""Steps of SQLite after which it is asked whether the search is still wanted: a few milliseconds."""

Judged = tuple[Candidate, Verdict]


def search(
    connection: sqlite3.Connection,
    feeds: Mapping[int, str],
    names: Mapping[str, str],
    query: Query,
    now: datetime,
    limit: int | None,
    cancelled: Callable[[], bool],
) -> list[Hit]:
    """What satisfies the query in the feeds, best first; ``names`` are the calendars', ``now`` is in the display zone.

    Raises ``SearchCancelled`` soon after ``cancelled`` says so.
    """
    if query.is_empty:
        return []
    connection.set_progress_handler(cancelled, STEPS_BETWEEN_LOOKS)
    try:
        return _search(connection, _wanted(feeds, names, query, now.tzinfo or UTC), now, limit, cancelled)
    except sqlite3.OperationalError as exc:
        if exc.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            raise SearchCancelled from exc
        raise
    finally:
        connection.set_progress_handler(None, 0)


def _search(
    connection: sqlite3.Connection,
    wanted: Wanted,
    now: datetime,
    limit: int | None,
    cancelled: Callable[[], bool],
) -> list[Hit]:
    if not wanted.feeds:
        return []
    weigh = _Weighing(connection, wanted, now, limit, cancelled)
    hits = weigh.hits()
    if len(hits) <= LITTLE and wanted.query.terms:
        known = {hit.key for hit in hits}
        more = _Weighing(connection, wanted._replace(slips=True), now, limit, cancelled).hits()
        hits += [hit for hit in more if hit.key not in known]
    return sorted(hits, key=lambda hit: hit.order)[:limit]


class _Weighing:
    """One way through the texts, and what is to be shown of it."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        wanted: Wanted,
        now: datetime,
        limit: int | None,
        cancelled: Callable[[], bool],
    ) -> None:
        self._connection = connection
        self._wanted = wanted
        self._now = now
        self._limit = limit
        self._cancelled = cancelled
        self._zone = now.tzinfo or UTC
        self._span = _span(wanted.query, self._zone)
        self._in_conflict = None
        if any(flag.name == "conflict" for flag in wanted.query.flags):
            self._in_conflict = conflicts.in_conflict(connection, now, self._span)

    def hits(self) -> list[Hit]:
        """The hits, in no order."""
        scan = Scan(self._connection, self._wanted, int(self._now.timestamp()))
        series = self._judged(scan.series(), scan)
        masters = {(self._wanted.feeds[row.feed], row.uid) for row, _ in series}
        if self._shows_exceptions:
            masters = set()
        others = self._judged(scan.others(), scan)
        alone = [each for each in others if (self._wanted.feeds[each[0].feed], each[0].uid) not in masters]
        return [hit for each in chain(self._nearest(series), alone) if (hit := self._hit(*each)) is not None]

    @property
    def _shows_exceptions(self) -> bool:
        """Whether exceptions are asked for, so that they do not disappear in their series."""
        return self._wanted.query.has("exception") or self._wanted.query.has("cancelled")

    def _judged(self, rows: Iterable[Candidate], scan: Scan) -> list[Judged]:
        """The rows that satisfy the query, until there are enough of the best."""
        found: list[Judged] = []
        in_title = 0
        for row in rows:
            if self._cancelled():
                raise SearchCancelled
            verdict = judge(row, self._wanted)
            if verdict is None:
                continue
            found.append((row, verdict))
            if self._limit is None or row.kind == MASTER:
                continue
            in_title += verdict.rank < 2
            if in_title >= self._limit * SPARE:
                break
            if len(found) - in_title >= self._limit * SPARE:
                scan.titles_only = True
        return found

    def _nearest(self, series: list[Judged]) -> list[Judged]:
        """The series worth working out: those that still go on before those that are over, the latest of these."""
        at = self._now.timestamp()
        low = at if self._span is None else min(at, self._span.end.timestamp())
        series.sort(key=lambda each: (each[1].rank, max(0, low - each[0].until), -each[0].start))
        return series if self._limit is None else series[: self._limit * SPARE]

    def _hit(self, row: Candidate, verdict: Verdict) -> Hit | None:
        event = self._event(row)
        shown = self._shown(event, row)
        if shown is None:
            return None
        starts, ends = (moment.timestamp() for moment in _ends(shown.occurrence, self._zone))
        at = self._now.timestamp()
        distance = 0.0 if starts <= at < ends else abs(starts - at)
        ranges = _in_place(event.summary, verdict.ranges)
        return Hit(shown.occurrence, shown.times, verdict.fields, ranges, verdict.rank, distance)

    def _event(self, row: Candidate) -> Event:
        event_id, start, end, all_day, body = self._connection.execute(
            'SELECT event_id, start, "end", all_day, body FROM events WHERE id = ?', (row.id,)
        ).fetchone()
        return decode_event(self._wanted.feeds[row.feed], event_id, start, end, all_day, body)

    def _shown(self, event: Event, row: Candidate) -> Outlook | None:
        """The occurrence to show; ``None`` where there is none in the days or conflicts asked for."""
        if self._in_conflict is not None:
            return self._by_conflict(event, row, self._in_conflict)
        if row.kind != MASTER:
            if self._span is not None and not self._span.overlaps(event.start, event.end):
                return None
            return Outlook(_alone(event, row), 1)
        own = {feed: each for feed, each in self._wanted.feeds.items() if each == event.calendar_id}
        return outlook(event, reading.exceptions_of(self._connection, own, event.uid), self._now, self._span)

    def _by_conflict(self, event: Event, row: Candidate, colliding: conflicts.Conflicts) -> Outlook | None:
        asked = self._wanted.query.has("conflict")
        found = colliding.get(event.calendar_id, {}).get(event.event_id, [])
        if not asked:
            return None if found else Outlook(_alone(event, row), 1)
        nearest = min(found, key=lambda each: abs(each.starts_at(self._zone) - self._now), default=None)
        return None if nearest is None else Outlook(nearest, len(found))


def _wanted(feeds: Mapping[int, str], names: Mapping[str, str], query: Query, zone: tzinfo) -> Wanted:
    folded = {calendar_id: fold(name) for calendar_id, name in names.items()}
    cal = [each for each in query.conditions if each.field == "cal"]
    asked = [each for each in cal if not each.negated]

    def is_in(calendar_id: str, text: str, value: str) -> bool:
        return calendar_id == value or match(folded.get(calendar_id, ""), Term(text)) is not None

    left = {
        feed: calendar_id
        for feed, calendar_id in feeds.items()
        if (not asked or any(is_in(calendar_id, each.text, each.value) for each in asked))
        and not any(is_in(calendar_id, each.text, each.value) for each in cal if each.negated)
        and not any(term.text in folded.get(calendar_id, "") for term in query.without)
    }
    span = _span(query, zone)
    low, high = (-FOREVER, FOREVER) if span is None else reading.bounds(span)
    return Wanted(query, left, folded, low, high)


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


def _ends(occurrence: Occurrence, zone: tzinfo) -> tuple[datetime, datetime]:
    return occurrence.starts_at(zone), occurrence.ends_at(zone)


def _in_place(title: str, ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Ranges of a folded title as ranges of the title itself, those that touch or overlap joined."""
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
