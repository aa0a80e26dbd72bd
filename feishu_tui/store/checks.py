"""How a series compared with the server, and the server's occurrences in the place of ours where they differ."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from feishu_tui.lazy_dataclasses import replace
from feishu_tui.lazy_json import dumps, loads
from feishu_tui.lazy_typing import Any
from feishu_tui.model import Event, Occurrence, Span, original_time_of
from feishu_tui.store import instances
from feishu_tui.store.rows import DamagedRow

Window = tuple[int, int]
"""Unix seconds; what starts strictly inside was compared."""


def put(
    connection: sqlite3.Connection,
    calendar_id: str,
    event_id: str,
    result: object,
    at: float,
    differs: Window | None,
) -> None:
    """Keep how a series compared with the server; ``differs`` is the window in which the two differ."""
    since, until = differs or (None, None)
    connection.execute(
        "REPLACE INTO checks (calendar_id, event_id, checked_at, differs_from, differs_until, body) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (calendar_id, event_id, at, since, until, dumps(result, ensure_ascii=False, separators=(",", ":"))),
    )


def get(connection: sqlite3.Connection, calendar_id: str, event_id: str) -> tuple[Any, float] | None:
    """What was kept of the comparison with the server and when it was made; ``None`` where there was none."""
    row = connection.execute(
        "SELECT body, checked_at FROM checks WHERE calendar_id = ? AND event_id = ?", (calendar_id, event_id)
    ).fetchone()
    if row is None:
        return None
    try:
        return loads(row[0]), row[1]
    except ValueError as exc:
        raise DamagedRow(f"the check of {event_id!r} cannot be read back") from exc


def forget(connection: sqlite3.Connection, calendar_id: str) -> None:
    """Let go of a calendar's comparisons: its series may have changed."""
    connection.execute("DELETE FROM checks WHERE calendar_id = ?", (calendar_id,))


def differing(
    connection: sqlite3.Connection, calendar_ids: Iterable[str], low: int, high: int
) -> dict[tuple[str, str], Window]:
    """The series found to differ from the server somewhere in [low, high): (calendar, master) with the window."""
    wanted = set(calendar_ids)
    found = connection.execute(
        "SELECT calendar_id, event_id, differs_from, differs_until FROM checks "
        "WHERE differs_from < ? AND differs_until > ?",
        (high, low),
    )
    return {(one, event_id): (since, until) for one, event_id, since, until in found if one in wanted}


def as_the_server_has_it(
    connection: sqlite3.Connection,
    master: Event,
    here: Sequence[Occurrence],
    window: Window,
    span: Span,
    bounds: tuple[int, int],
) -> list[Occurrence]:
    """The occurrences of a span, those inside the window as the server told them, marked ``from_server``.

    One on which both sides agree keeps its event, which knows more than an instance tells; ``bounds`` take in the span.
    """
    ours = {(each.original_time, each.start, each.end): each for each in here}
    told = [
        replace(ours.get((each.original_time, each.start, each.end), each), from_server=True)
        for each in instances.occurrences(connection, master, span, *bounds)
        if _inside(each, window)
    ]
    numbers = {each.original_time for each in told}
    return [*told, *(each for each in here if not _inside(each, window) and each.original_time not in numbers)]


def _inside(occurrence: Occurrence, window: Window) -> bool:
    from feishu_tui.recurrence import starts_inside

    since, until = (datetime.fromtimestamp(edge, UTC) for edge in window)
    return starts_inside(original_time_of(occurrence.start), occurrence.all_day, Span(since, until))
