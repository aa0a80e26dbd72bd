"""One event, and what is known of it beyond its row."""

from __future__ import annotations

import sqlite3

from feishu_tui.lazy_dataclasses import replace
from feishu_tui.model import Event, EventDetail, original_time_of, split_event_id
from feishu_tui.store import busy_times, calendars, texts
from feishu_tui.store.records import StoredEvent
from feishu_tui.store.rows import decode_detail, decode_event, encode_detail, encode_event

OWN_ID = "own_id"
"""The ``meta`` key of the identity's own open_id, as far as it is known."""


def own_id(connection: sqlite3.Connection) -> str:
    """See ``Store.learn_own_id``; empty where nothing tells. Reads events until one does."""
    known = connection.execute("SELECT value FROM meta WHERE key = ?", (OWN_ID,)).fetchone()
    if known is not None:
        return str(known[0])
    own = [each.calendar for each in calendars.states(connection)][:1]
    is_own = own and own[0].type == "primary" and own[0].role == "owner"
    return busy_times.organizer_of(connection, own[0].calendar_id) if is_own else ""


def find_event(connection: sqlite3.Connection, feeds: dict[int, str], event_id: str) -> StoredEvent | None:
    """The event of that id in one of the feeds, or, for an ordinary occurrence of a series, its master.

    Where several calendars hold it, the copy on its organizer's calendar is preferred, then the first.
    """
    uid = split_event_id(event_id)[0]
    for wanted in dict.fromkeys((event_id, f"{uid}_0", uid)):
        copies = [
            StoredEvent(decode_event(feeds[feed], wanted, start, end, all_day, body), raw, changed_at)
            for feed, start, end, all_day, body, raw, changed_at in connection.execute(
                'SELECT feed, start, "end", all_day, body, raw, changed_at FROM events '
                f"WHERE feed IN ({', '.join(map(str, feeds))}) AND event_id = ? ORDER BY feed",
                (wanted,),
            )
        ]
        if copies:
            order = list(feeds.values())
            return min(copies, key=lambda copy: (not _is_home(copy.event), order.index(copy.event.calendar_id)))
    return None


def put_detail(connection: sqlite3.Connection, detail: EventDetail, at: float) -> None:
    """Keep what the single-event call told, in place of what it told before."""
    from feishu_tui.store.wording import answer_of, invited_of

    event, invited = detail.event, invited_of(detail.attendees)
    connection.execute(
        'REPLACE INTO details (calendar_id, event_id, fetched_at, start, "end", all_day, event, body, raw, invited) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            event.calendar_id,
            event.event_id,
            at,
            *_times(event),
            encode_event(event),
            encode_detail(detail),
            detail.raw,
            texts.encode_invited(invited),
        ),
    )
    feeds = calendars.feeds(connection, [event.calendar_id])
    texts.describe(
        connection, feeds, event.event_id, detail.attendees, invited, answer_of(_answered(connection, detail))
    )


def detail(connection: sqlite3.Connection, calendar_id: str, event_id: str) -> tuple[EventDetail, float] | None:
    """The details kept of an event and when they came; ``None`` where it was never looked at."""
    row = connection.execute(
        'SELECT start, "end", all_day, event, body, raw, fetched_at FROM details '
        "WHERE calendar_id = ? AND event_id = ?",
        (calendar_id, event_id),
    ).fetchone()
    if row is None:
        return None
    start, end, all_day, event, body, raw, fetched_at = row
    found = decode_event(calendar_id, event_id, start, end, all_day, event)
    return decode_detail(found, body, raw), fetched_at


def _answered(connection: sqlite3.Connection, detail: EventDetail) -> Event:
    """The event with the identity's own answer, which may stand with the attendees only."""
    event = detail.event
    if event.rsvp != "unknown":
        return event
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (OWN_ID,)).fetchone()
    own = next((each.rsvp for each in detail.attendees if row and each.user_id == row[0]), event.rsvp)
    return replace(event, rsvp=own)


def _is_home(event: Event) -> bool:
    return event.organizer_calendar_id == event.calendar_id


def _times(event: Event) -> tuple[int, int, int]:
    """The columns ``start``, ``end`` and ``all_day``."""
    return original_time_of(event.start), original_time_of(event.end), int(event.all_day)
