"""Finding events by what is written in them: every word must occur somewhere."""

from __future__ import annotations

import sqlite3

from feishu_tui.model import Event
from feishu_tui.store.rows import decode_event
from feishu_tui.text import fold


def find(connection: sqlite3.Connection, feeds: dict[int, str], text: str, limit: int) -> list[Event]:
    """Events whose title, place, organizer or description hold every word of ``text``, whatever its case.

    Those with the words in the title come first, then the latest; series stand once, as their master.
    """
    words = fold(text).split()
    if not words:
        return []
    holds = " AND ".join("instr(title || char(10) || rest, ?)" for _ in words)
    in_title = " AND ".join("instr(title, ?)" for _ in words)
    rows = connection.execute(
        f'SELECT events.feed, event_id, events.start, "end", all_day, body FROM texts JOIN events USING (id) '
        f"WHERE texts.feed IN ({', '.join(map(str, feeds))}) AND NOT cancelled AND {holds} "
        f"ORDER BY ({in_title}) > 0 DESC, texts.start DESC, event_id LIMIT ?",
        (*words, *words, limit),
    )
    return [
        decode_event(feeds[feed], event_id, start, end, all_day, body)
        for feed, event_id, start, end, all_day, body in rows
    ]
