"""What pulls changed: of each event how it was and how it is, kept until it was seen and for a while after.

A first pull changes nothing, and what was over for a day already is no news to anybody.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.lazy_json import dumps, loads
from feishu_tui.lazy_typing import Any, Literal, NamedTuple
from feishu_tui.model import Event, Moment, original_time_of, split_event_id
from feishu_tui.store import calendars
from feishu_tui.store.rows import DAY, EXCEPTION, MASTER, DamagedRow, EventRow, decode_event

Kind = Literal["new", "cancelled", "moved", "renamed", "place", "rule"]

MOST = 500
"""So many changes are kept, those of events nearest to now."""
KEPT_SECONDS = 30.0 * DAY
"""So long a change is kept."""
NEWS_SECONDS = float(DAY)
"""What ended so long ago does not matter any more."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What of an event people care to see changed; times in UTC, for a series those of its first occurrence."""

    start: Moment
    end: Moment
    """Exclusive."""
    summary: str = ""
    place: str = ""
    recurrence: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """An event as it was, ``None`` where it is new, and as it is, ``None`` where it is no more; never both."""

    number: int
    """Ascending with time."""
    calendar_id: str
    event_id: str
    at: float
    """Unix seconds of the pull that brought it."""
    seen: bool
    before: Snapshot | None
    after: Snapshot | None

    @property
    def latest(self) -> Snapshot:
        """The event as it was last known."""
        known = self.after or self.before
        assert known is not None
        return known

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What changed, the most telling first; at least one."""
        old, new = self.before, self.after
        if old is None:
            return ("new",)
        if new is None:
            return ("cancelled",)
        found: dict[Kind, bool] = {
            "moved": (old.start, old.end) != (new.start, new.end),
            "renamed": old.summary != new.summary,
            "place": old.place != new.place,
            "rule": old.recurrence != new.recurrence,
        }
        return tuple(kind for kind, differs in found.items() if differs)

    @property
    def is_series(self) -> bool:
        """Whether a whole series changed."""
        return bool(self.latest.recurrence)

    @property
    def is_occurrence(self) -> bool:
        """Whether it is one time of a series."""
        return split_event_id(self.event_id)[1] != 0


def listed(connection: sqlite3.Connection, *, unseen_only: bool = False) -> list[Change]:
    """The changes that are kept, the latest first."""
    rows = connection.execute(
        "SELECT id, calendar_id, event_id, changed_at, seen, before, after FROM changes "
        f"{'WHERE NOT seen' if unseen_only else ''} ORDER BY id DESC"
    )
    return [
        Change(number, calendar_id, event_id, at, bool(seen), _decode(before), _decode(after))
        for number, calendar_id, event_id, at, seen, before, after in rows
    ]


def mark_seen(connection: sqlite3.Connection, event_ids: Iterable[str]) -> None:
    """Somebody has looked at these events, on whatever calendar."""
    connection.executemany(
        "UPDATE changes SET seen = 1 WHERE NOT seen AND event_id = ?", [(event_id,) for event_id in event_ids]
    )


class States:
    """How some events of a calendar stand before a pull's page is applied, to be told from how they stand after it."""

    def __init__(
        self, connection: sqlite3.Connection, calendar_id: str, rows: Sequence[EventRow], gone: Iterable[str]
    ) -> None:
        self._connection = connection
        self._calendar_id = calendar_id
        synced = connection.execute(
            "SELECT 1 FROM calendars WHERE calendar_id = ? AND synced_at IS NOT NULL", (calendar_id,)
        ).fetchone()
        self._feeds = list(calendars.feeds(connection, [calendar_id])) if synced else []
        ids = [*(row.event_id for row in rows), *(name for uid in gone for name in (uid, f"{uid}_0"))]
        self._before = {event_id: self._state(event_id) for event_id in dict.fromkeys(ids)} if synced else {}

    def log(self, at: float) -> None:
        """Keep what is not as it was before."""
        found = [(event_id, before, self._state(event_id)) for event_id, before in self._before.items()]
        begun = {event_id for event_id, before, after in found if before.snapshot is None and after.snapshot}
        # What came along with its series is not news besides.
        found = [each for each in found if each[0] not in begun or _series_id(each[0]) not in begun - {each[0]}]
        _record(self._connection, self._calendar_id, found, at)

    def _state(self, event_id: str) -> _State:
        return _state(self._connection, self._calendar_id, self._feeds, event_id)


def log_swap(connection: sqlite3.Connection, calendar_id: str, old: int, new: int, at: float) -> None:
    """Keep what a feed pulled in full holds otherwise than the one whose place it takes."""
    same = "other.feed = ? AND other.event_id = one.event_id"
    columns = 'one.start = other.start AND one."end" = other."end" AND one.all_day = other.all_day'
    news = f'AND coalesce(one.last, one."end") > {int(at - NEWS_SECONDS)}'
    series = "SELECT 1 FROM events AS series WHERE series.event_id = one.uid || '_0' AND series.feed ="
    differing = connection.execute(
        f"SELECT one.event_id FROM events AS one JOIN events AS other ON {same} "
        f"WHERE one.feed = ? AND NOT ({columns} AND one.body = other.body)",
        (new, old),
    ).fetchall()
    for mine, others in ((old, new), (new, old)):
        differing += connection.execute(
            f"SELECT one.event_id FROM events AS one WHERE one.feed = ? {news} "
            f"AND NOT EXISTS (SELECT 1 FROM events AS other WHERE {same}) "
            f"AND NOT (one.kind = {EXCEPTION} AND EXISTS ({series} ?) AND NOT EXISTS ({series} ?)) LIMIT {MOST}",
            (mine, others, mine, others),
        ).fetchall()
    found = [
        (
            event_id,
            _state(connection, calendar_id, [old], event_id),
            _state(connection, calendar_id, [new], event_id),
        )
        for (event_id,) in differing
    ]
    _record(connection, calendar_id, found, at)


def _series_id(event_id: str) -> str:
    """The id of the series an event id is of, should it be one of a series."""
    return f"{split_event_id(event_id)[0]}_0"


class _State(NamedTuple):
    """How an event stands, and when the last of it ends, in Unix seconds."""

    snapshot: Snapshot | None
    until: int


def _state(connection: sqlite3.Connection, calendar_id: str, feeds: Sequence[int], event_id: str) -> _State:
    row = _row(connection, feeds, event_id)
    uid, original_time = split_event_id(event_id)
    if row is not None:
        start, end, all_day, body, cancelled, kind, last, uid = row
        event = decode_event(calendar_id, event_id, start, end, all_day, body)
        until = last if kind == MASTER and last is not None else end
        # Of a cancelled time of a series only its series tells when it was meant to be.
        return _State(
            None if cancelled else _snapshot(event), until if kind != EXCEPTION else max(until, original_time)
        )
    if not original_time:
        return _State(None, 0)
    series = _row(connection, feeds, _series_id(event_id))
    if series is None or series[5] != MASTER:
        return _State(None, 0)
    start, end, all_day, body, *_rest = series
    master = decode_event(calendar_id, f"{uid}_0", start, end, all_day, body)
    meant = _meant(master, original_time)
    return _State(meant, original_time_of(meant.end))


def _row(
    connection: sqlite3.Connection, feeds: Sequence[int], event_id: str
) -> tuple[int, int, int, str, int, int, int | None, str] | None:
    for feed in feeds:
        row = connection.execute(
            'SELECT start, "end", all_day, body, cancelled, kind, last, uid FROM events '
            "WHERE feed = ? AND event_id = ?",
            (feed, event_id),
        ).fetchone()
        if row is not None:
            return (*row,)
    return None


def _snapshot(event: Event) -> Snapshot:
    return Snapshot(_plain(event.start), _plain(event.end), event.summary, event.place.name, event.recurrence)


def _meant(master: Event, original_time: int) -> Snapshot:
    """A time of a series as the series has it; as long as the first one, whatever the clocks do."""
    begun = datetime.fromtimestamp(original_time, UTC)
    length = timedelta(seconds=original_time_of(master.end) - original_time_of(master.start))
    start: Moment = begun.date() if master.all_day else begun
    end: Moment = (begun + length).date() if master.all_day else begun + length
    return Snapshot(start, end, master.summary, master.place.name)


def _plain(moment: Moment) -> Moment:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


def _record(
    connection: sqlite3.Connection, calendar_id: str, found: Iterable[tuple[str, _State, _State]], at: float
) -> None:
    changed = [
        (event_id, before.snapshot, after.snapshot)
        for event_id, before, after in found
        if before.snapshot != after.snapshot and max(before.until, after.until) > at - NEWS_SECONDS
    ]
    for event_id, before, after in changed:
        _put(connection, calendar_id, event_id, _encode(before), _encode(after), at)
    if changed:
        _sweep(connection, at)


def _sweep(connection: sqlite3.Connection, at: float) -> None:
    """Forget changes of long ago and, of too many, those of events farthest from now; series go on at any time."""
    connection.execute("DELETE FROM changes WHERE changed_at < ?", (at - KEPT_SECONDS,))
    (count,) = connection.execute("SELECT count(*) FROM changes").fetchone()
    if count <= MOST:
        return

    def distance(change: Change) -> float:
        return 0.0 if change.is_series else abs(original_time_of(change.latest.start) - at)

    farthest = sorted(listed(connection), key=distance)[MOST:]
    connection.executemany("DELETE FROM changes WHERE id = ?", [(change.number,) for change in farthest])


def _put(
    connection: sqlite3.Connection, calendar_id: str, event_id: str, before: str | None, after: str | None, at: float
) -> None:
    """Keep a change, together with an earlier one that nobody saw: what is as it was then is no change any more."""
    key = (calendar_id, event_id)
    unseen = connection.execute(
        "SELECT before FROM changes WHERE calendar_id = ? AND event_id = ? AND NOT seen", key
    ).fetchone()
    if unseen is not None:
        before = unseen[0]
        connection.execute("DELETE FROM changes WHERE calendar_id = ? AND event_id = ? AND NOT seen", key)
    if before != after:
        connection.execute(
            "INSERT INTO changes (calendar_id, event_id, changed_at, before, after) VALUES (?, ?, ?, ?, ?)",
            (*key, at, before, after),
        )


def _encode(snapshot: Snapshot | None) -> str | None:
    if snapshot is None:
        return None
    times = [each.isoformat() for each in (snapshot.start, snapshot.end)]
    return dumps([*times, snapshot.summary, snapshot.place, snapshot.recurrence])


def _decode(text: str | None) -> Snapshot | None:
    if text is None:
        return None
    try:
        start, end, *words = loads(text)
        return Snapshot(_moment(start), _moment(end), *words)
    except (ValueError, TypeError) as exc:
        raise DamagedRow("a change cannot be read back") from exc


def _moment(text: Any) -> Moment:
    return datetime.fromisoformat(text) if "T" in text else datetime.fromisoformat(text).date()
