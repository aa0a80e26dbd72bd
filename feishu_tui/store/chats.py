"""The members of invited chats, as far as they were read."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from feishu_tui.lazy_json import dumps, loads
from feishu_tui.model import Chat, ChatMember
from feishu_tui.store.rows import DamagedRow

_Key = tuple[str, str, str]
"""Calendar, event and attendee."""


def put(
    connection: sqlite3.Connection, key: _Key, members: Sequence[ChatMember], following: str, at: float, after: str
) -> None:
    """Keep a page: the first one in place of all that was known, one asked for with the token ``after`` behind it.

    A page that follows on what is not kept any more is let go.
    """
    rows = [
        [member.name, member.rsvp, member.is_optional, member.is_organizer, member.is_external] for member in members
    ]
    if after:
        known = connection.execute(f"SELECT body, following FROM chat_members WHERE {_WHERE}", key).fetchone()
        if known is None or known[1] != after:
            return
        rows = [*loads(known[0]), *rows]
    connection.execute(
        "REPLACE INTO chat_members (calendar_id, event_id, attendee_id, fetched_at, following, body) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (*key, at, following, dumps(rows)),
    )


def of_event(connection: sqlite3.Connection, calendar_id: str, event_id: str) -> dict[str, Chat]:
    """What is known of the chats invited to an event, by attendee id."""
    rows = connection.execute(
        "SELECT attendee_id, body, following, fetched_at FROM chat_members WHERE calendar_id = ? AND event_id = ?",
        (calendar_id, event_id),
    )
    try:
        return {
            attendee_id: Chat(tuple(ChatMember(*row) for row in loads(body)), following, fetched_at)
            for attendee_id, body, following, fetched_at in rows
        }
    except (ValueError, TypeError) as exc:
        raise DamagedRow("members of a chat cannot be read back") from exc


_WHERE = "calendar_id = ? AND event_id = ? AND attendee_id = ?"
