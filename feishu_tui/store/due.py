"""Of which events who takes part is not known yet, or may have changed since it was asked."""

from __future__ import annotations

import heapq
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice

from feishu_tui.agenda import merge_copies
from feishu_tui.lazy_json import dumps, loads
from feishu_tui.model import Occurrence, Span
from feishu_tui.store import calendars, reading
from feishu_tui.store.texts import CANCELLED

REFUSED = "details_refused"
"""The ``meta`` key under which it is kept what was refused: when, by ``calendar event`` and by ``calendar``."""
MOST_REFUSALS = 1000
"""So many are remembered, the latest."""
FURTHER_A_DAY = 1000
"""Of so many events in 24 hours details are fetched at most before any of what is not near."""
DAY_SECONDS = 86400.0

Key = tuple[str, str]
"""Calendar and event id."""


def listed(
    connection: sqlite3.Connection, now: datetime, span: Span, most: int, calendar_ids: Sequence[str] | None
) -> list[Key]:
    """See ``Store.details_due``."""
    states = [each for each in calendars.states(connection) if each.calendar.lists_events and each.error_code is None]
    ids = [each.calendar.calendar_id for each in states]
    feeds = calendars.feeds(connection, [each for each in ids if calendar_ids is None or each in calendar_ids])
    found = reading.occurrences(connection, feeds, span).occurrences if feeds else []
    refused = _refused(connection)
    due: list[Key] = []
    for key in _nearest_first(merge_copies(found, [each.calendar for each in states]), now):
        if len(due) >= most:
            break
        if _is_due(connection, feeds, key, refused):
            due.append(key)
    if len(due) < most and feeds:
        others = _further(connection, feeds, now.timestamp(), refused, {event_id for _, event_id in due})
        due += islice(others, most - len(due))
    return due


def refuse(connection: sqlite3.Connection, calendar_id: str, event_id: str, at: float) -> None:
    """See ``Store.put_refusal``."""
    refused = _refused(connection)
    known = connection.execute("SELECT 1 FROM details WHERE calendar_id = ?", (calendar_id,)).fetchone()
    refused[_name(calendar_id, event_id) if known else calendar_id] = at
    latest = sorted(refused.items(), key=lambda each: each[1])[-MOST_REFUSALS:]
    connection.execute("REPLACE INTO meta (key, value) VALUES (?, ?)", (REFUSED, dumps(dict(latest))))


def _nearest_first(found: Sequence[Occurrence], now: datetime) -> list[Key]:
    """What the occurrences are of, each once."""
    zone = now.tzinfo or UTC

    def distance(one: Occurrence) -> float:
        starts, ends = one.starts_at(zone), one.ends_at(zone)
        return max((starts - now).total_seconds(), (now - ends).total_seconds(), 0.0)

    return list(dict.fromkeys((one.calendar_id, one.event.event_id) for one in sorted(found, key=distance)))


def _further(
    connection: sqlite3.Connection,
    feeds: dict[int, str],
    now: float,
    refused: dict[str, float],
    taken: Collection[str],
) -> Iterator[Key]:
    """What else is due outward from now, each once wherever it is listed, as long as a day's measure is not full."""
    known = dict(connection.execute("SELECT event_id, max(fetched_at) FROM details GROUP BY event_id"))
    asked = [at for at in (*known.values(), *refused.values()) if at > now - DAY_SECONDS]
    seen = set(taken)
    open_feeds = {feed: each for feed, each in feeds.items() if not _is_closed(connection, each, refused)}
    for feed, event_id, changed_at in _outward(connection, open_feeds, now):
        if len(asked) + len(seen) >= FURTHER_A_DAY:
            break
        latest = max(known.get(event_id, 0.0), refused.get(_name(feeds[feed], event_id), 0.0))
        if event_id not in seen and latest < (changed_at or 1.0):
            seen.add(event_id)
            yield feeds[feed], event_id


def _outward(
    connection: sqlite3.Connection, feeds: Collection[int], now: float
) -> Iterator[tuple[int, str, float | None]]:
    """Feed, id and time of change of all that is not cancelled: the nearest to now first, by where it begins."""

    def rows(where: str, order: str) -> Iterator[tuple[float, int, str, float | None]]:
        return connection.execute(
            "SELECT abs(texts.start - :now), texts.feed, event_id, changed_at FROM texts JOIN events USING (id) "
            f"WHERE {where} AND texts.feed IN ({', '.join(map(str, feeds))}) AND NOT flags & {CANCELLED} "
            f"ORDER BY texts.series, texts.start {order}",
            {"now": now},
        )

    sides = ("texts.start >= :now", "ASC"), ("texts.start < :now", "DESC")
    ways = [rows(f"texts.series = {series} AND {side}", order) for series in (0, 1) for side, order in sides]
    for _, feed, event_id, changed_at in heapq.merge(*ways, key=lambda row: row[0]):
        yield feed, event_id, changed_at


def _is_due(connection: sqlite3.Connection, feeds: dict[int, str], key: Key, refused: dict[str, float]) -> bool:
    calendar_id, event_id = key
    own = ", ".join(str(feed) for feed, each in feeds.items() if each == calendar_id)
    [changed_at] = connection.execute(
        f"SELECT max(changed_at) FROM events WHERE feed IN ({own}) AND event_id = ?", (event_id,)
    ).fetchone()
    fetched = connection.execute(
        "SELECT fetched_at FROM details WHERE calendar_id = ? AND event_id = ?", (calendar_id, event_id)
    ).fetchone()
    if fetched is not None:
        return bool(fetched[0] < (changed_at or 0.0))
    at = refused.get(_name(calendar_id, event_id))
    return not _is_closed(connection, calendar_id, refused) and (at is None or at < (changed_at or 0.0))


def _is_closed(connection: sqlite3.Connection, calendar_id: str, refused: dict[str, float]) -> bool:
    """Whether a calendar's details were refused, and none has come since."""
    if calendar_id not in refused:
        return False
    [latest] = connection.execute(
        "SELECT max(fetched_at) FROM details WHERE calendar_id = ?", (calendar_id,)
    ).fetchone()
    return latest is None or bool(latest <= refused[calendar_id])


def _refused(connection: sqlite3.Connection) -> dict[str, float]:
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (REFUSED,)).fetchone()
    return {} if row is None else dict(loads(row[0]))


def _name(calendar_id: str, event_id: str) -> str:
    return f"{calendar_id} {event_id}"
