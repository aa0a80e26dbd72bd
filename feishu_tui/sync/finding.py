"""The server's answer to a search: of several calendars at once, kept in the cache, and merged with the cache's own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from feishu_tui.errors import FeishuTuiError
from feishu_tui.lazy_dataclasses import dataclass, field
from feishu_tui.model import Span
from feishu_tui.store import CalendarState, Store
from feishu_tui.sync.report import Tally
from feishu_tui.sync.round import Round
from feishu_tui.sync.server import EventSource

if TYPE_CHECKING:
    from feishu_tui.query import Field, Query
    from feishu_tui.store.hits import Hit
    from feishu_tui.store.known_ids import KnownIds

BACK, AHEAD = timedelta(days=365), timedelta(days=730)
"""Where the server looks when no days are asked for; without a window it would look at about a month."""

LONGEST_TEXT = 200
"""Characters the server takes (search page: ``query``); of a longer query it would find what lacks the rest."""

EARLIEST, LATEST = 1, 16725225600
"""Unix seconds the server can be asked about (introduction page)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server found."""

    hits: list[Hit] = field(default_factory=list)
    """Of source ``server``; all of them are in the cache now."""
    failed: dict[str, FeishuTuiError] = field(default_factory=dict)
    """Why a calendar gave no answer, by id."""
    asked: int = 0
    """How many calendars were asked; none where the server could not answer such a query."""


class Finder:
    """Asks a server what the cache may not know."""

    def __init__(self, events: EventSource, store: Store, clock: Callable[[], datetime]) -> None:
        self._events = events
        self._store = store
        self._clock = clock

    async def search(self, query: Query, now: datetime, calendar_ids: Collection[str] | None = None) -> Answer:
        """The server's answer for the calendars that can be searched; ``now`` is aware, in the display zone.

        The server sees titles and ids only; for whom a name stands the cache tells, and where the words are somebody's
        name it is asked for that, too. Of titles with an underscore it knows whole ones alone: parts of these are found
        by what was synced. Raises NotSignedIn, QuotaExhausted, NetworkError or CacheError when nothing could be
        done at all; what fails for one calendar is in the answer.
        """
        text = server_text(query)
        known = await asyncio.to_thread(self._store.known_ids, query)
        questions = _questions(text, known)
        if not questions:
            return Answer()
        states = [each for each in await asyncio.to_thread(self._store.calendars) if is_searchable(each)]
        states = [each for each in states if calendar_ids is None or each.calendar.calendar_id in calendar_ids]
        low, high = _window(query, now)
        keys: list[tuple[str, str]] = []

        async def one(state: CalendarState, tally: Tally) -> None:
            calendar_id = state.calendar.calendar_id
            for words, ids in questions:
                found = await self._events.search(
                    calendar_id,
                    words,
                    low,
                    high,
                    user_ids=ids.get("with", ()),
                    room_ids=ids.get("room", ()),
                    chat_ids=ids.get("chat", ()),
                )
                at = self._clock().timestamp()
                kept = await asyncio.to_thread(self._store.put_found, calendar_id, found, at)
                keys.extend((calendar_id, event_id) for event_id in kept)

        reports = await Round(len(states), None).run(states, one)
        failed = {each.calendar_id: each.error for each in reports if each.error is not None}
        hits = await asyncio.to_thread(self._store.told, query, now, dict.fromkeys(keys), known.filters)
        return Answer(hits, failed, len(states))


def _questions(text: str, known: KnownIds) -> list[tuple[str, Mapping[Field, Sequence[str]]]]:
    """What to ask of each calendar: words for the title, and ids by the filter they belong to."""
    if len(text) > LONGEST_TEXT:
        return []
    filters = {each.field: ids for each, ids in known.filters.items()}
    asked: list[tuple[str, Mapping[Field, Sequence[str]]]] = [(text, filters)] if text or filters else []
    return asked + [("", {**filters, kind: ids}) for kind, ids in known.words.items() if kind not in filters]


def is_searchable(state: CalendarState) -> bool:
    """Whether the server searches a calendar (search page: primary and shared ones, role reader and above)."""
    calendar = state.calendar
    return calendar.type in ("primary", "shared") and calendar.role in ("reader", "writer", "owner")


def server_text(query: Query) -> str:
    """The words of a query as they were typed, for the server to look for in titles."""
    return " ".join(term.typed or term.text for term in query.terms)


def _window(query: Query, now: datetime) -> tuple[int, int]:
    """Unix seconds that take in the days asked for, or those around now."""
    zone = now.tzinfo
    assert zone is not None
    start, end = now - BACK, now + AHEAD
    if query.first is not None:
        start = Span.of_days(query.first, query.first, zone).start
        end = max(end, start + AHEAD)
    if query.last is not None:
        end = Span.of_days(query.last, query.last, zone).end
        start = start if query.first is not None else min(start, end - BACK)
    low, high = int(start.timestamp()), int(end.timestamp())
    return max(EARLIEST, min(low, LATEST - 1)), min(LATEST, max(high, low + 1))
