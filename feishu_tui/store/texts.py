"""What a search looks through: beside each event its folded text, what can be heard in it, and what qualities it has.

The rows of ``texts`` lie in order of time, so that a search goes outward from now; they are kept in the transactions
that keep their events, and go with them (the triggers of ``schema.sql``). ``wording`` makes them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain

from feishu_tui.lazy_json import dumps, loads
from feishu_tui.lazy_typing import TYPE_CHECKING, Any, NamedTuple
from feishu_tui.model import Attendee, split_event_id
from feishu_tui.store import bulk

if TYPE_CHECKING:
    from feishu_tui.store.rows import EventRow

FIELDS = ("place", "organizer", "attendees", "rooms", "chats", "link", "description")
"""The parts of ``rest`` in their order; the first five are heard as well as read."""
HEARD = 5
BETWEEN = "\x1f"
"""What stands between the parts of ``rest``; ``text.clean`` lets none through."""

WORDS = 15
"""``pinyin.marks`` are kept in so many numbers of 64 bits."""

ALL_DAY, CANCELLED, TENTATIVE, DECLINED, NEEDS_REPLY, VIDEO = (1 << bit for bit in range(6))
ANSWERS = TENTATIVE | DECLINED | NEEDS_REPLY
"""What the identity answered."""


class Text(NamedTuple):
    """The searched side of an event."""

    flags: int
    title: str
    rest: str
    ids: str
    """Ids of people, rooms and chats, a blank before and after each."""
    title_marks: tuple[int, ...]
    """``pinyin.marks`` of the title, in words that SQLite can hold."""
    names_marks: tuple[int, ...]
    """The same of the parts of ``rest`` that are heard."""

    @property
    def values(self) -> tuple[object, ...]:
        """In the order of the columns."""
        return (*self[:4], *self.title_marks, *self.names_marks)

    @classmethod
    def of(cls, row: Sequence[Any]) -> Text:
        """What stands in the columns."""
        flags, title, rest, ids, *marks = row
        return cls(flags, title, rest, ids, tuple(marks[:WORDS]), tuple(marks[WORDS:]))


class Invited(NamedTuple):
    """What is known of who takes part."""

    people: str = ""
    rooms: str = ""
    chats: str = ""
    ids: tuple[str, ...] = ()


_TEXT = (*Text._fields[:4], *(f"{what}{word}" for what in ("title", "names") for word in range(WORDS)))
_COLUMNS = ", ".join(_TEXT)
_PUT = (
    f"REPLACE INTO texts ({_COLUMNS}, series, start, id, feed, kind, uid, until) "
    f"SELECT {', '.join('?' * (4 + 2 * WORDS))}, "
    'kind = 1, start, id, feed, kind, CASE kind WHEN 0 THEN NULL ELSE uid END, coalesce(last, "end") '
    "FROM events WHERE feed = ? AND event_id = ?"
)
_NEW = bulk.Table("texts", (*_TEXT, "series", "start", "kind", "uid", "until"), ("feed",), "id", otherwise=bulk.OR_NONE)
_NAMES = bulk.Table("names", ("kind", "name"), clash=bulk.UNLESS_THERE)
_KNOWN_IDS = bulk.Table("known_ids", ("kind", "name", "id"), clash=bulk.UNLESS_THERE)
_KINDS = {"resource": "room", "chat": "chat"}
"""The filter that attendees of a type are named by; all others by ``with``."""


def parts_of(rest: str) -> dict[str, str]:
    """The parts of ``rest`` that hold anything, by field."""
    return {name: part for name, part in zip(FIELDS, rest.split(BETWEEN), strict=False) if part}


def put(connection: sqlite3.Connection, feed: int, rows: Iterable[tuple[str, Text]]) -> None:
    """Keep the texts of a feed's events, which must be there, in place of what was kept for them."""
    kept = dict(rows)
    for event_id, invited in _invited_to(connection, feed, kept.keys()):
        kept[event_id] = _with_invited(kept[event_id], invited)
    connection.executemany(_PUT, [(*text.values, feed, event_id) for event_id, text in kept.items()])
    _keep_readings(connection, kept.values())


def add(connection: sqlite3.Connection, feed: int, rows: Sequence[EventRow], number: int) -> None:
    """The same of new events, each of which is there once, numbered from ``number`` on."""
    invited = dict(_invited_to(connection, feed, {row.event_id for row in rows}))
    kept = [_with_invited(row.text, invited[row.event_id]) if row.event_id in invited else row.text for row in rows]
    values = [_values(row, text) for row, text in zip(rows, kept, strict=True)]
    bulk.insert(connection, _NEW, values, {"feed": feed}, number)
    _keep_readings(connection, kept)


def _values(row: EventRow, text: Text) -> tuple[object, ...]:
    uid, until = row.uid if row.kind else None, row.end if row.last is None else row.last
    return (*text[:4], *text.title_marks, *text.names_marks, int(row.kind == 1), row.start, row.kind, uid, until)


def describe(
    connection: sqlite3.Connection,
    feeds: Iterable[int],
    event_id: str,
    attendees: Sequence[Attendee],
    invited: Invited,
    answer: int,
) -> None:
    """Add to the searched text of an event, or for an ordinary occurrence of its series, who takes part in it.

    ``answer`` are those of ``ANSWERS`` that hold, -1 where they are not known.
    """
    uid = split_event_id(event_id)[0]
    for feed in feeds:
        for wanted in dict.fromkeys((event_id, f"{uid}_0", uid)):
            row = connection.execute(
                f"SELECT {_COLUMNS} FROM texts WHERE (series, start, id) = "
                "(SELECT kind = 1, start, id FROM events WHERE feed = ? AND event_id = ?)",
                (feed, wanted),
            ).fetchone()
            if row is not None:
                text = _with_invited(Text.of(row), invited)
                if answer >= 0:
                    text = text._replace(flags=text.flags & ~ANSWERS | answer)
                connection.execute(_PUT, (*text.values, feed, wanted))
                _keep_readings(connection, [text])
                break
    put_names(
        connection,
        [
            (_KINDS.get(each.type, "with"), each.name, each.user_id or each.room_id or each.chat_id)
            for each in attendees
        ],
    )


def put_names(connection: sqlite3.Connection, named: Sequence[tuple[str, str, str]]) -> None:
    """Remember names to complete filters by, and the ids the server knows them by; each with its filter, name, id."""
    met = [(kind, name) for kind, name, _ in named if name]
    bulk.insert(connection, _NAMES, met)
    known = [(kind, name, id) for kind, name, id in named if name and id]
    bulk.insert(connection, _KNOWN_IDS, known)


def has_flag(connection: sqlite3.Connection, feeds: Iterable[int], flag: int, since: float) -> bool:
    """Whether something in the feeds that is not over at ``since`` (Unix seconds) has a flag."""
    those = "flags & ? AND until >= ? AND feed IN ({})".format(", ".join(map(str, feeds)))
    return connection.execute(f"SELECT 1 FROM texts WHERE {those} LIMIT 1", (flag, since)).fetchone() is not None


def names(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """The names of people, rooms and chats that were met, by the filter they belong to."""
    found: dict[str, list[str]] = {"with": [], "room": [], "chat": []}
    for kind, name in connection.execute("SELECT kind, name FROM names ORDER BY name"):
        found.setdefault(kind, []).append(name)
    return found


def encode_invited(invited: Invited) -> str:
    """Who takes part as JSON; empty for nobody."""
    return dumps(invited, ensure_ascii=False) if any(invited) else ""


def decode_invited(body: str) -> Invited:
    """What such JSON says; nobody where it cannot be read."""
    try:
        people, rooms, chats, ids = loads(body)
        return Invited(people, rooms, chats, tuple(ids))
    except (ValueError, TypeError):
        return Invited()


def _invited_to(connection: sqlite3.Connection, feed: int, event_ids: Set[str]) -> Iterator[tuple[str, Invited]]:
    """Who takes part in those of the feed's events that were ever looked at."""
    [calendar_id] = connection.execute("SELECT calendar_id FROM feeds WHERE feed = ?", (feed,)).fetchone()
    looked_at = connection.execute("SELECT event_id FROM details WHERE calendar_id = ?", (calendar_id,)).fetchall()
    statement = "SELECT invited FROM details WHERE calendar_id = ? AND event_id = ? AND invited != ''"
    for (event_id,) in looked_at:
        if event_id in event_ids:
            for (invited,) in connection.execute(statement, (calendar_id, event_id)).fetchall():
                yield event_id, decode_invited(invited)


def _keep_readings(connection: sqlite3.Connection, texts: Iterable[Text]) -> None:
    from feishu_tui.store import spoken

    kept = list(texts)
    rests = {text.rest for text in kept if not text.rest.isascii()}
    heard = (each for rest in rests for each in rest.split(BETWEEN, HEARD)[:HEARD])
    spoken.keep(connection, chain((text.title for text in kept), heard))


def _with_invited(text: Text, invited: Invited) -> Text:
    from feishu_tui.store.wording import with_invited

    return with_invited(text, invited)
