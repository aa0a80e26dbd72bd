"""The calendar list and how far each calendar is synced."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from feishu_tui.model import Calendar
from feishu_tui.store.records import CalendarState, Superseded
from feishu_tui.store.rows import decode_calendar, encode_calendar

_OWNER = "owner"
"""The ``meta`` key that says whose cache this is: the primary calendars the identity owns."""

_TABLES = (
    *("calendars", "windows", "instances", "series_windows", "details", "checks"),
    *("changes", "busy_times", "busy_windows", "busy_owners", "chat_members"),
)
"""What is kept of each calendar, apart from its events."""


def states(connection: sqlite3.Connection) -> list[CalendarState]:
    """Every calendar, the identity's own primary one first, then as the server lists them."""
    rows = connection.execute(
        "SELECT calendar_id, body, shown, synced_at, sync_token, anchor, error_code, error, events "
        "FROM calendars ORDER BY position"
    )
    found = [
        CalendarState(
            decode_calendar(calendar_id, body), bool(shown), synced_at, sync_token, anchor, code, error, events
        )
        for calendar_id, body, shown, synced_at, sync_token, anchor, code, error, events in rows
    ]
    return sorted(found, key=lambda state: not _is_own_primary(state.calendar))


def names(connection: sqlite3.Connection) -> dict[str, str]:
    """By what each calendar may be searched for: its alias and its own name, a line each."""
    found = {}
    for calendar_id, body in connection.execute("SELECT calendar_id, body FROM calendars"):
        calendar = decode_calendar(calendar_id, body)
        found[calendar_id] = "\n".join(filter(None, (calendar.alias, calendar.summary)))
    return found


def put_list(
    connection: sqlite3.Connection, calendars: Sequence[Calendar], hidden: frozenset[str], whole: bool = True
) -> bool:
    """Make these the calendars there are; those gone take their events along, unless the list is not ``whole``.

    Nor is it whole where it lacks the identity's own primary calendar, which every account has, or is empty: that is
    a server's mistake, and nothing to throw away for. Returns whether it was whole.

    When the list is that of another account, everything of the former one is removed first. ``hidden`` names those
    that are not shown when they are first seen, by id or by what they are called, in lower case (``casefold``).
    """
    whole = whole and _is_plausible(connection, calendars)
    _guard_owner(connection, calendars)
    known = {calendar.calendar_id for calendar in calendars}
    for (calendar_id,) in connection.execute("SELECT calendar_id FROM calendars").fetchall():
        if whole and calendar_id not in known:
            remove(connection, calendar_id)
    connection.executemany(
        "INSERT INTO calendars (calendar_id, position, body, shown) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (calendar_id) DO UPDATE SET position = excluded.position, body = excluded.body",
        [
            (each.calendar_id, position, encode_calendar(each), int(hidden.isdisjoint(_names(each))))
            for position, each in enumerate(calendars)
        ],
    )
    # Reading the list needs none of it.
    from feishu_tui.store import spoken
    from feishu_tui.text import fold

    spoken.keep(connection, (fold(name) for each in calendars for name in (each.alias, each.summary)))
    return whole


def remove(connection: sqlite3.Connection, calendar_id: str) -> None:
    """Forget a calendar and all that is kept of it; its events are swept away later."""
    connection.execute("UPDATE feeds SET dropped = 1 WHERE calendar_id = ?", (calendar_id,))
    for table in _TABLES:
        connection.execute(f"DELETE FROM {table} WHERE calendar_id = ?", (calendar_id,))


def set_shown(connection: sqlite3.Connection, calendar_id: str, shown: bool) -> None:
    """Remember whether a calendar is switched on in the picker."""
    connection.execute("UPDATE calendars SET shown = ? WHERE calendar_id = ?", (int(shown), calendar_id))


def put_error(connection: sqlite3.Connection, calendar_id: str, code: int | None, message: str) -> None:
    """Remember why the server refused a calendar's events."""
    connection.execute(
        "UPDATE calendars SET error_code = ?, error = ? WHERE calendar_id = ?", (code, message, calendar_id)
    )


def require_token(connection: sqlite3.Connection, calendar_id: str, base: str) -> None:
    """Raises ``Superseded`` where ``base`` is no longer the token a calendar's changes are asked for with."""
    row = connection.execute("SELECT sync_token FROM calendars WHERE calendar_id = ?", (calendar_id,)).fetchone()
    if row is None or row[0] != base:
        raise Superseded("Another process has brought this calendar up to date.")


def set_token(connection: sqlite3.Connection, calendar_id: str, sync_token: str, at: float) -> None:
    """Remember up to where a calendar is known, and since when."""
    connection.execute(
        "UPDATE calendars SET sync_token = ?, synced_at = ?, error_code = NULL, error = '' WHERE calendar_id = ?",
        (sync_token, at, calendar_id),
    )


def feeds(
    connection: sqlite3.Connection, calendar_ids: Sequence[str] | None = None, *, shown_only: bool = False
) -> dict[int, str]:
    """The feeds to read from, each with its calendar: those named, or all; ``shown_only`` leaves out what is hidden."""
    wanted = None if calendar_ids is None else set(calendar_ids)
    found: dict[int, str] = {}
    for calendar_id, feed, past, shown in connection.execute(
        "SELECT calendar_id, feed, past, shown FROM calendars ORDER BY position"
    ):
        if (wanted is None or calendar_id in wanted) and (shown or not shown_only):
            found.update({number: calendar_id for number in (feed, past) if number is not None})
    return found


def new_feed(connection: sqlite3.Connection, calendar_id: str) -> int:
    """A fresh, empty feed of a calendar."""
    cursor = connection.execute("INSERT INTO feeds (calendar_id, dropped) VALUES (?, 0)", (calendar_id,))
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def live_feed(connection: sqlite3.Connection, calendar_id: str) -> int | None:
    """The feed a calendar shows; made where there is none; ``None`` for a calendar that is not in the list."""
    return _feed(connection, calendar_id, "feed")


def past_feed(connection: sqlite3.Connection, calendar_id: str) -> int | None:
    """The feed that holds a calendar's windows; made where there is none; ``None`` for an unknown calendar."""
    return _feed(connection, calendar_id, "past")


def _feed(connection: sqlite3.Connection, calendar_id: str, column: str) -> int | None:
    row = connection.execute(f"SELECT {column} FROM calendars WHERE calendar_id = ?", (calendar_id,)).fetchone()
    if row is None:
        return None
    if row[0] is not None:
        return int(row[0])
    feed = new_feed(connection, calendar_id)
    connection.execute(f"UPDATE calendars SET {column} = ? WHERE calendar_id = ?", (feed, calendar_id))
    return feed


def _names(calendar: Calendar) -> set[str]:
    """What a person may call it."""
    return {name.casefold() for name in (calendar.calendar_id, calendar.summary, calendar.alias) if name}


def _is_plausible(connection: sqlite3.Connection, calendars: Sequence[Calendar]) -> bool:
    if any(map(_is_own_primary, calendars)):
        return True
    rows = connection.execute("SELECT calendar_id, body FROM calendars").fetchall()
    return not rows or (bool(calendars) and not any(_is_own_primary(decode_calendar(*row)) for row in rows))


def _guard_owner(connection: sqlite3.Connection, calendars: Sequence[Calendar]) -> None:
    mine = sorted(calendar.calendar_id for calendar in calendars if _is_own_primary(calendar))
    if not mine:
        return
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (_OWNER,)).fetchone()
    if row is not None and set(mine).isdisjoint(str(row[0]).split("\n")):
        for (calendar_id,) in connection.execute("SELECT calendar_id FROM calendars").fetchall():
            remove(connection, calendar_id)
        connection.execute("DELETE FROM meta")
        connection.execute("DELETE FROM names")
        connection.execute("DELETE FROM known_ids")
    connection.execute("REPLACE INTO meta (key, value) VALUES (?, ?)", (_OWNER, "\n".join(mine)))


def _is_own_primary(calendar: Calendar) -> bool:
    return calendar.type == "primary" and calendar.role == "owner"
