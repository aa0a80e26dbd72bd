"""What happens in a span: single events and exceptions by their own time, series by expansion.

Cost follows the span: events are found through their class of length (``rows.REACHES``), series through the bound on
their last occurrence, and exceptions only around the span.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC
from itertools import chain, islice

from feishu_tui.errors import RecurrenceError
from feishu_tui.lazy_typing import Any
from feishu_tui.model import Event, Occurrence, Span, original_time_of
from feishu_tui.store import ahead, checks, instances
from feishu_tui.store.records import Listing, SearchCancelled
from feishu_tui.store.rows import DAY, EXCEPTION, REACHES, SINGLE, decode_event

_Key = tuple[str, str]
"""A series: its calendar and uid."""

AT_ONCE = 64
"""Of so many series the exceptions are looked up together."""


def occurrences(
    connection: sqlite3.Connection, feeds: dict[int, str], span: Span, cancelled: Callable[[], bool] = lambda: False
) -> Listing:
    """Everything of the feeds that overlaps the span, sorted by start; cancelled events and occurrences left out.

    Raises ``SearchCancelled`` before the next series is expanded once ``cancelled`` says so.
    """
    singles, exceptions = _by_own_time(connection, feeds, span)
    unreadable: list[tuple[Event, str]] = []
    series = _each_series(connection, feeds, span, exceptions, unreadable, cancelled)
    found = _unique(chain(singles, chain.from_iterable(series)))
    return Listing(sorted(found, key=_sort_key(span)), unreadable)


def of_series(connection: sqlite3.Connection, feeds: dict[int, str], span: Span) -> Iterator[Occurrence]:
    """What belongs to series of all that ``occurrences`` gives, in no order, one series after the other."""
    _, exceptions = _by_own_time(connection, feeds, span, "kind = 2")
    parts = _each_series(connection, feeds, span, exceptions, [])
    if len(feeds) == len(set(feeds.values())):  # else a series may come more than once
        for part in parts:
            yield from _unique(part)
    else:
        yield from _unique(chain.from_iterable(parts))


def single_times(
    connection: sqlite3.Connection, feeds: dict[int, str], span: Span
) -> dict[tuple[str, str], tuple[int, int, bool]]:
    """Start and end of the single events that may lie in the span, and whether they are all-day, by calendar and id."""
    found: dict[tuple[str, str], tuple[int, int, bool]] = {}
    for feed, event_id, start, end, all_day in _rows_by_time(
        connection, feeds, span, 'feed, event_id, start, "end", all_day', "kind = 0"
    ):
        found.setdefault((feeds[feed], event_id), (start, end, bool(all_day)))
    return found


def _each_series(
    connection: sqlite3.Connection,
    feeds: dict[int, str],
    span: Span,
    exceptions: dict[_Key, list[Event]],
    unreadable: list[tuple[Event, str]],
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[list[Occurrence]]:
    """The occurrences of one series after the other, ``exceptions`` being those in the span, used up.

    The series that are unreadable go into ``unreadable``, with what is wrong with them.
    """
    low, high = bounds(span)
    differing = checks.differing(connection, set(feeds.values()), low, high)
    masters = _masters(connection, feeds, span, low, high, {event_id for _, event_id in differing})
    first = next(masters, None)
    if first is not None:
        # dateutil costs more to import than a day without series costs to read.
        from feishu_tui.recurrence import Shared, expand

        shared = Shared()

        for master, meant in _with_originals(connection, feeds, chain((first,), masters), low, high):
            if cancelled():
                raise SearchCancelled
            moved = exceptions.pop((master.calendar_id, master.uid), [])
            try:
                here = expand(master, _each_once(moved, meant), span, shared)
                window = differing.get((master.calendar_id, master.event_id))
                if window is not None:
                    here = checks.as_the_server_has_it(connection, master, here, window, span, (low, high))
            except RecurrenceError as exc:
                unreadable.append((master, exc.sentence))
                here = instances.occurrences(connection, master, span, low, high)
                here += _own_start(connection, master, _each_once(moved, meant), span)
                here += _alone(moved)
            yield here
    yield from map(_alone, exceptions.values())


def bounds(span: Span) -> tuple[int, int]:
    """Unix seconds that take in the span's instants and, as midnights UTC, the days it touches."""
    low = min(int(span.start.timestamp()), original_time_of(span.first_day))
    high = max(-int(-span.end.timestamp() // 1), original_time_of(span.last_day) + DAY)
    return low, high


def exceptions_of(connection: sqlite3.Connection, feeds: Mapping[int, str], uid: str) -> list[Event]:
    """All exceptions of a series, cancelled ones too, by original time."""
    return exceptions_in(exception_rows(connection, feeds, uid), feeds)


def exception_rows(
    connection: sqlite3.Connection, feeds: Mapping[int, str], uid: str, since: int | None = None
) -> tuple[_Row, ...]:
    """The exceptions as they are kept; of those begun or meant after ``since``, Unix seconds, where that is given."""
    later = "" if since is None else f" AND (start > {since} OR original_time > {since})"
    rows = connection.execute(
        f"SELECT {_EVENT} FROM events WHERE feed IN ({_numbers(feeds)}) AND kind = 2 AND uid = ?{later} "
        "ORDER BY original_time",
        (uid,),
    )
    return tuple(rows)


def exceptions_in(rows: Iterable[_Row], feeds: Mapping[int, str]) -> list[Event]:
    """The exceptions kept in rows."""
    return [_decode(feeds, row) for row in rows]


def with_exceptions(connection: sqlite3.Connection, feeds: Iterable[int]) -> set[str]:
    """The uids of the series that have exceptions in these feeds."""
    statement = f"SELECT DISTINCT uid FROM events WHERE feed IN ({_numbers(feeds)}) AND kind = 2"
    return {uid for (uid,) in connection.execute(statement)}


ExceptionsNear = tuple[float | None, float | None, bool]
"""How many seconds off at least an exception of a series begins; then one that comes, or may run; ``None`` for none.

Last, whether one stands for an occurrence of certain days.
"""


def exceptions_near(
    connection: sqlite3.Connection, feeds: Iterable[int], masters: Iterable[tuple[int, int, int]], at: float
) -> dict[int, ExceptionsNear]:
    """What is known of the exceptions in these feeds of masters, by the numbers of their rows.

    These come with the first and last Unix second of the days where an exception may stand for an occurrence. Cancelled
    ones count.
    """
    slack = f"one.all_day * {DAY}"
    runs = f'one."end" + {slack} > :at AND one.start - {slack} <= :at'
    coming = f'one.start + {slack} > :at - max(master."end" - master.start, 1)'
    off = f"CASE WHEN {runs} THEN 0.0 ELSE max(abs(one.start - :at) - {slack}, 0.0) END"
    asked = ", ".join(f"({number}, {low}, {high})" for number, low, high in masters)
    rows = connection.execute(
        f"WITH asked (id, low, high) AS (VALUES {asked}) "
        f"SELECT master.id, min({off}), min(CASE WHEN {coming} THEN {off} END), "
        "max(one.original_time BETWEEN asked.low AND asked.high) "
        "FROM asked CROSS JOIN events AS master CROSS JOIN events AS one "
        f"WHERE master.id = asked.id AND one.feed IN ({_numbers(feeds)}) AND one.kind = 2 AND one.uid = master.uid "
        "GROUP BY master.id",
        {"at": at},
    )
    return {number: (nearest, nearest_coming, bool(replaced)) for number, nearest, nearest_coming, replaced in rows}


def series(connection: sqlite3.Connection, feeds: dict[int, str]) -> list[Event]:
    """Every master of the feeds, by first start."""
    return [
        _decode(feeds, row)
        for row in connection.execute(
            f"SELECT {_EVENT} FROM events WHERE feed IN ({_numbers(feeds)}) AND kind = 1 ORDER BY start, event_id"
        )
    ]


_EVENT = 'feed, event_id, start, "end", all_day, body'

_Row = tuple[int, str, int, int, int, str]


def _decode(feeds: Mapping[int, str], row: _Row) -> Event:
    feed, event_id, start, end, all_day, body = row
    return decode_event(feeds[feed], event_id, start, end, all_day, body)


def _numbers(feeds: Iterable[int]) -> str:
    return ", ".join(map(str, feeds))


def _by_own_time(
    connection: sqlite3.Connection, feeds: dict[int, str], span: Span, condition: str = "TRUE"
) -> tuple[list[Occurrence], dict[_Key, list[Event]]]:
    """The single events of the span, and the exceptions that lie in it now, by series; those of a ``condition``."""
    singles: list[Occurrence] = []
    exceptions: dict[_Key, list[Event]] = defaultdict(list)
    for *row, kind, uid in _rows_by_time(connection, feeds, span, f"{_EVENT}, kind, uid", condition):
        event = _decode(feeds, (row[0], row[1], row[2], row[3], row[4], row[5]))
        if not span.overlaps(event.start, event.end):
            continue
        if kind == SINGLE:
            singles.append(Occurrence(event, event.start, event.end))
        elif kind == EXCEPTION:
            exceptions[event.calendar_id, uid].append(event)
    return singles, exceptions


def _rows_by_time(
    connection: sqlite3.Connection, feeds: dict[int, str], span: Span, columns: str, condition: str
) -> Iterator[tuple[Any, ...]]:
    """Rows of what has a time of its own and may lie in the span."""
    low, high = bounds(span)
    statement = (
        f"SELECT {columns} FROM events WHERE feed IN ({_numbers(feeds)}) AND reach = ? AND start >= ? AND start < ? "
        f'AND "end" >= ? AND {condition}'
    )
    for reach, longest in enumerate(REACHES):
        yield from connection.execute(statement, (reach, max(low - longest, -(1 << 62)), high, low))


def _masters(
    connection: sqlite3.Connection, feeds: dict[int, str], span: Span, low: int, high: int, differing: Collection[str]
) -> Iterator[Event]:
    """The series that may have something there, and those of which the server says something else than their rule."""
    also = {f"other{number}": event_id for number, event_id in enumerate(differing)}
    statement = (
        f"SELECT {_EVENT} FROM events WHERE feed IN ({_numbers(feeds)}) AND kind = 1 AND last > :low "
        f"AND start < :after AND ({ahead.MAY_HAPPEN} OR event_id IN ({', '.join(f':{name}' for name in also)}))"
    )
    given = {"low": low, "after": high + DAY, **ahead.stretch(span, low, high), **also}
    return (_decode(feeds, row) for row in connection.execute(statement, given))


def _with_originals(
    connection: sqlite3.Connection, feeds: dict[int, str], masters: Iterable[Event], low: int, high: int
) -> Iterator[tuple[Event, list[Event]]]:
    """Each series with its exceptions, cancelled or not, that were meant to lie in the span, and perhaps some more."""
    left = iter(masters)
    while some := list(islice(left, AT_ONCE)):
        found: dict[_Key, list[Event]] = defaultdict(list)
        earliest = low - max(original_time_of(one.end) - original_time_of(one.start) for one in some) - DAY
        for calendar_id in {one.calendar_id for one in some}:
            own = [feed for feed, each in feeds.items() if each == calendar_id]
            uids = [one.uid for one in some if one.calendar_id == calendar_id]
            for *row, uid in connection.execute(
                f"SELECT {_EVENT}, uid FROM events WHERE feed IN ({_numbers(own)}) AND kind = 2 "
                f"AND uid IN ({', '.join('?' * len(uids))}) AND original_time BETWEEN ? AND ?",
                (*uids, earliest, high + DAY),
            ):
                found[calendar_id, uid].append(_decode(feeds, (row[0], row[1], row[2], row[3], row[4], row[5])))
        yield from ((one, found[one.calendar_id, one.uid]) for one in some)


def _each_once(moved: Sequence[Event], meant: Sequence[Event]) -> list[Event]:
    """The exceptions that lie in the span now, and those that were meant to."""
    return list({event.event_id: event for event in (*moved, *meant)}.values())


def _alone(exceptions: Iterable[Event]) -> list[Occurrence]:
    """Exceptions whose series is not known, or cannot be expanded."""
    return [Occurrence(event, event.start, event.end, event.original_time, recurring=True) for event in exceptions]


def _own_start(
    connection: sqlite3.Connection, master: Event, exceptions: Iterable[Event], span: Span
) -> list[Occurrence]:
    """The start of a series that cannot be expanded, as long as the server has not said what there is at that time."""
    start = original_time_of(master.start)
    if not span.overlaps(master.start, master.end):
        return []
    if instances.known(connection, master.calendar_id, master.event_id, start, start + 1):
        return []
    if any(each.original_time == start for each in exceptions):
        return []
    return [Occurrence(master, master.start, master.end, start, recurring=True)]


def _unique(found: Iterable[Occurrence]) -> list[Occurrence]:
    """Each occurrence of a calendar once; one that is kept here comes before one the server expanded."""
    seen: dict[tuple[str, str], Occurrence] = {}
    for occurrence in found:
        key = occurrence.calendar_id, occurrence.instance_id
        if key not in seen or seen[key].from_server:
            seen[key] = occurrence
    return list(seen.values())


def _sort_key(span: Span) -> Callable[[Occurrence], tuple[float, bool, float, str, str]]:
    zone = span.start.tzinfo or UTC

    def key(occurrence: Occurrence) -> tuple[float, bool, float, str, str]:
        return (
            occurrence.starts_at(zone).timestamp(),
            not occurrence.all_day,
            occurrence.ends_at(zone).timestamp(),
            occurrence.calendar_id,
            occurrence.instance_id,
        )

    return key
