"""Which series have something on which day around now, so that reading a day need not expand all there are.

It only ever rules series out: a series that is not known for all of the days asked for is looked at, and what changes
a series forgets what was known of it in the same transaction (triggers in ``additions.sql``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from feishu_tui.errors import RecurrenceError
from feishu_tui.lazy_typing import TYPE_CHECKING, NamedTuple
from feishu_tui.model import Event, Span, original_time_of
from feishu_tui.store.rows import DAY, decode_event

if TYPE_CHECKING:
    from feishu_tui.recurrence import Shared

BACK_DAYS, AHEAD_DAYS = 21, 130
"""How far either side of today series are expanded."""
LEAST_BACK, LEAST_AHEAD = 10, 100
"""What has to be known of those days for a series not to be expanded again."""
AT_ONCE = 200
"""So many series are expanded in one transaction, so that nobody waits long for it."""
_SLACK = 1
"""Days either side that one without times may be off by in some zone."""


MAY_HAPPEN = """(
    id NOT IN (SELECT id FROM series_ahead WHERE first <= :first AND last >= :last)
    OR id IN (SELECT id FROM series_days WHERE day BETWEEN :begin AND :end)
    OR (id IN (SELECT id FROM series_days WHERE day BETWEEN :first AND :last) AND all_day)
)"""
"""SQL that is true of the masters in ``events`` that may have something in a stretch; see ``stretch``.

The row itself, of which ``all_day`` is, lies on a page of its own: it is looked at last.
"""


def stretch(span: Span, low: int, high: int) -> dict[str, int]:
    """A span as the parameters of ``MAY_HAPPEN``; [low, high), Unix seconds, takes in the days it touches, too."""
    begin, end = int(span.start.timestamp() // DAY), int(-(-span.end.timestamp() // 1) - 1) // DAY
    return {"begin": begin, "end": end, "first": low // DAY - _SLACK, "last": high // DAY + _SLACK}


def look_ahead(connection: sqlite3.Connection, feeds: dict[int, str], today: date) -> int:
    """Expand some of the series that are not known for the days around ``today``; how many these were."""
    ordinal = _day_of(original_time_of(today))
    first, last = ordinal - BACK_DAYS, ordinal + AHEAD_DAYS
    numbers = ", ".join(map(str, feeds))
    rows = connection.execute(
        'SELECT id, feed, event_id, start, "end", all_day, body FROM events '
        f"WHERE feed IN ({numbers}) AND kind = 1 AND last > ? AND start < ? AND id NOT IN "
        "(SELECT id FROM series_ahead WHERE first <= ? AND last >= ?) LIMIT ?",
        (first * DAY, last * DAY, ordinal - LEAST_BACK, ordinal + LEAST_AHEAD, AT_ONCE),
    ).fetchall()
    if not rows:
        return 0
    from feishu_tui.recurrence import Shared

    shared = Shared()
    for number, feed, event_id, start, end, all_day, body in rows:
        days = _days(decode_event(feeds[feed], event_id, start, end, all_day, body), first, last, shared)
        connection.execute("DELETE FROM series_days WHERE id = ?", (number,))
        connection.executemany("INSERT INTO series_days (day, id) VALUES (?, ?)", [(day, number) for day in days])
        connection.execute("REPLACE INTO series_ahead (id, first, last) VALUES (?, ?, ?)", (number, first, last))
    return len(rows)


class DayNear(NamedTuple):
    """A day, counted since 1970 in UTC, on which a series has something, or may have where that is not known."""

    day: int
    is_known: bool


def days_around(
    connection: sqlite3.Connection, numbers: Iterable[int], day: int, low: int, high: int
) -> dict[int, tuple[DayNear | None, DayNear | None]]:
    """Of the days from ``low`` to ``high`` the nearest before ``day`` and from it on on which series have something.

    By the numbers of these; ``None`` where there is none. Exceptions are left aside.
    """
    wanted = list(numbers)
    rows = connection.execute(
        "SELECT id, first, last, (SELECT max(day) FROM series_days WHERE id = ahead.id AND day BETWEEN ? AND ?), "
        "(SELECT min(day) FROM series_days WHERE id = ahead.id AND day BETWEEN ? AND ?) "
        f"FROM series_ahead AS ahead WHERE id IN ({', '.join(map(str, wanted))}) AND ? BETWEEN first AND last",
        (low, min(day - 1, high), max(day, low), high, day),
    )
    known = {number: _either_side(low, high, *found) for number, *found in rows}
    unknown = _either_side(low, high, day, day - 1, None, None)
    return {number: known.get(number, unknown) for number in wanted}


def _either_side(
    low: int, high: int, first: int, last: int, before: int | None, after: int | None
) -> tuple[DayNear | None, DayNear | None]:
    """``before`` and ``after``; else the nearest days that are not known, those from ``first`` to ``last`` are."""
    gone, coming = min(first - 1, high), max(last + 1, low)
    return (
        DayNear(before, True) if before is not None else DayNear(gone, False) if gone >= low else None,
        DayNear(after, True) if after is not None else DayNear(coming, False) if coming <= high else None,
    )


def _days(master: Event, first: int, last: int, shared: Shared) -> Iterable[int]:
    """The days from ``first`` to ``last`` an occurrence touches; all of them where the series cannot be expanded."""
    from feishu_tui.recurrence import expand

    begin = datetime.fromtimestamp(first * DAY, UTC) - timedelta(days=_SLACK)
    until = datetime.fromtimestamp((last + 1) * DAY, UTC) + timedelta(days=_SLACK)
    try:
        found = expand(master, (), Span(begin, until), shared)
    except RecurrenceError:
        return range(first, last + 1)
    return {
        day
        for one in found
        for day in range(_day_of(original_time_of(one.start)), _day_of(original_time_of(one.end)) + 1)
        if first <= day <= last
    }


def _day_of(seconds: int) -> int:
    return seconds // DAY
