"""Bringing the cache up to date: the calendar list, then each calendar in full or by its changes."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial

from feishu_tui.errors import (
    BadResponse,
    CacheError,
    FeishuTuiError,
    NetworkError,
    NotPermitted,
    NotSignedIn,
    QuotaExhausted,
    ServerError,
    TokenExpired,
)
from feishu_tui.garbage import Seldom
from feishu_tui.lazy_dataclasses import replace
from feishu_tui.model import EventDetail, Span
from feishu_tui.store import CalendarState, Counts, Storable, Store, Stored
from feishu_tui.store.rows import EventRow
from feishu_tui.store.windows import MARGIN
from feishu_tui.sync.behind import Behind
from feishu_tui.sync.busy import Busy
from feishu_tui.sync.past import Past
from feishu_tui.sync.report import Progress, ProgressHandler, Report, Tally, followed
from feishu_tui.sync.round import Round
from feishu_tui.sync.server import EventPage, Server, SkippedRow
from feishu_tui.sync.turns import in_turn

__all__ = ["Progress", "Puller", "Report"]

HISTORY_DAYS = 365
"""How many days back are held complete without asking for windows."""

DAY = 86400

REFUSALS = range(191000, 191005)
"""Codes that say why a calendar's events cannot be read at all (api documentation, calendar error codes)."""

PARAMETERS_REFUSED = 190002
"""What a server may say of a sync token it cannot read, the one parameter that matters there."""

_REPORT = "Try again later; give the log id to Feishu's support if it stays."
_OUTDATED = "The server has a newer version of this event that cannot be read; this is the last one that could."

LONG_AT_ONCE = 2
"""So many calendars of more than a page are read on at the same time: thousands of events each take their room."""

SWITCH_SECONDS = 0.0005
"""How long what stores a page may have to wait, each time SQLite is done with something, for what reads the next."""

FULL_TRIES = 2
"""How often a full pull begins again when its page token ends in the middle."""


class Puller:
    """Reads from a server into a store. ``clock`` gives aware UTC now."""

    def __init__(
        self,
        server: Server,
        store: Store,
        clock: Callable[[], datetime],
        history_days: int = HISTORY_DAYS,
        met: Callable[[str, Sequence[EventRow]], object] = lambda *_: None,
    ) -> None:
        """``met`` is called with a calendar's id and events as they are read in full, the last of them left out."""
        self._server = server
        self._store = store
        self._clock = clock
        self._history = history_days * DAY + MARGIN
        self._past = Past(server.events, store, clock)
        self._busy = Busy(server.calendars, store, clock)
        self._met = met
        self._long = asyncio.Semaphore(LONG_AT_ONCE)

    async def pull(
        self,
        calendar_ids: Collection[str] | None = None,
        *,
        full: bool = False,
        progress: ProgressHandler | None = None,
        fresh_since: float | None = None,
    ) -> Report:
        """Bring the calendar list and all calendars, or those named, up to date.

        What another program has brought while it was waited for, or since ``fresh_since``, is not asked for again
        unless ``full``. What fails for one calendar is in its report. Raises NotSignedIn, QuotaExhausted, NetworkError
        or CacheError when nothing could be done at all. Cancelling keeps what is stored.
        """
        turn, begun_at = self._store.turn(), self._now()

        def tell(each: Progress) -> None:
            turn.go_on()
            if progress is not None:
                progress(each)

        async with in_turn(turn) as waited:
            since = begun_at if waited and fresh_since is None else fresh_since
            return await self._pull(calendar_ids, full, tell, None if full else since)

    async def _pull(
        self, calendar_ids: Collection[str] | None, full: bool, progress: ProgressHandler, since: float | None
    ) -> Report:
        list_error = None if self._is_fresh(calendar_ids, since) else await self._pull_list()
        states = _chosen(self._store.calendars(), calendar_ids)
        work = Round(len(states), progress)

        async def one(state: CalendarState, tally: Tally) -> None:
            if self._is_synced(state, since):
                tally.mode = "incremental"
            else:
                await self._calendar(state, full, tally, work)

        with Seldom():
            reports = await work.run(states, one)
        await asyncio.to_thread(self._store.look_ahead)
        return Report(reports, work.skipped, list_error)

    def _is_fresh(self, calendar_ids: Collection[str] | None, since: float | None) -> bool:
        """Whether there is nothing left to ask of the calendars that can be asked."""
        chosen = _chosen(self._store.calendars(), calendar_ids)
        states = [each for each in chosen if each.calendar.lists_events and each.error_code is None]
        return bool(states) and all(self._is_synced(each, since) for each in states)

    async def cover(self, span: Span, calendar_ids: Collection[str] | None = None, *, busy: bool = False) -> Report:
        """Fetch what the pull leaves out of a span: days before the anchor, and series that cannot be expanded here.

        With ``busy`` also the busy times of calendars shown that share no more. What was fetched in the last ten
        minutes is not asked for again. Errors as in ``pull``.
        """
        states = [
            each
            for each in _chosen(self._store.calendars(), calendar_ids)
            if each.calendar.lists_events or (busy and each.shown and each.calendar.shares_busy_times)
        ]
        work = Round(len(states), None, listed_only=not busy)

        async def windows(state: CalendarState, tally: Tally) -> None:
            tally.mode = "window"
            source = self._past if state.calendar.lists_events else self._busy
            await source.cover(state, span, tally, work)

        async def series(state: CalendarState, tally: Tally) -> None:
            tally.mode = "window"
            await self._past.expand(state, due[state.calendar.calendar_id], span, tally, work)

        reports = await work.run(states, windows)
        if work.is_halted:
            return Report(reports, work.skipped)
        well = [each.calendar_id for each in reports if each.error is None and not each.note]
        due = await asyncio.to_thread(self._past.due, well, span)
        more = await work.run([state for state in states if state.calendar.calendar_id in due], series)
        return Report(followed(reports, more), work.skipped)

    async def detail(self, calendar_id: str, event_id: str) -> EventDetail:
        """Fetch one event with attendees and settings, and keep it. Raises the server's or the network's error."""
        detail = await self._server.events.get(calendar_id, event_id)
        await asyncio.to_thread(self._store.put_detail, detail, self._now())
        return detail

    async def chat(self, calendar_id: str, event_id: str, attendee_id: str, after: str = "") -> None:
        """Fetch the first page of an invited chat's members, or the page after the token ``after``, and keep it.

        Where that token has ended the chat is read from its beginning. Raises the server's or the network's error.
        """
        key = (calendar_id, event_id, attendee_id)
        try:
            members, following = await self._server.events.chat_members(*key, after)
        except TokenExpired:
            if not after:
                raise
            return await self.chat(*key)
        await asyncio.to_thread(self._store.put_chat, key, members, following, after)

    async def _pull_list(self) -> FeishuTuiError | None:
        """Bring the calendar list up to date; the error when it failed but the known calendars can be tried."""
        known = self._store.calendars()
        try:
            found = await self._server.calendars.list()
        except (NotSignedIn, QuotaExhausted, NetworkError):
            raise
        except (ServerError, NotPermitted) as exc:
            if not known:
                raise
            return exc
        whole = await asyncio.to_thread(self._store.put_calendars, found, whole=found.problem is None)
        if whole or found.problem is not None:
            return found.problem
        return BadResponse(
            "The server's list lacks your own calendar; none is taken off the list.",
            hint=_REPORT,
        )

    async def _calendar(self, state: CalendarState, full: bool, tally: Tally, work: Round) -> None:
        try:
            if state.sync_token and not full:
                tally.mode = "incremental"
                try:
                    return await self._changes(state, tally, work)
                except ServerError as exc:
                    if not isinstance(exc, TokenExpired) and exc.code != PARAMETERS_REFUSED:
                        raise
                tally.begin_again()
            tally.mode = "full"
            await self._full(state, tally, work)
        except (ServerError, NotPermitted) as exc:
            if exc.code in REFUSALS:
                await asyncio.to_thread(self._store.put_error, state.calendar.calendar_id, exc.code, exc.sentence)
            raise

    async def _full(self, state: CalendarState, tally: Tally, work: Round) -> None:
        sys.setswitchinterval(SWITCH_SECONDS)
        for left in reversed(range(FULL_TRIES)):
            try:
                return await self._full_once(state, tally, work)
            except TokenExpired:
                if not left:
                    raise
                tally.begin_again()

    async def _full_once(self, state: CalendarState, tally: Tally, work: Round) -> None:
        calendar_id = state.calendar.calendar_id
        # Whole days, so that one day's pulls ask the same.
        anchor = max(1, (int(self._now()) - self._history) // DAY * DAY)
        shadow, whole = await asyncio.to_thread(self._store.begin_full, calendar_id, anchor), True
        met = partial(self._met, calendar_id)
        behind, is_long = Behind(shadow, lambda received: work.page(state.calendar, received), met), False
        try:
            async for page in self._server.events.full(calendar_id, anchor):
                _count(page, state, tally)
                events = [*await self._last_known(calendar_id, page.skipped), *page.events]
                whole = whole and not _has_nameless(page)
                if page.last:
                    _require_something(page, state, tally)
                    token = (page.sync_token or "") if whole else ""
                    await behind.rest()
                    counts = await asyncio.to_thread(shadow.finish, events, token, self._now(), whole=whole)
                    tally.stored, tally.deleted = counts
                    _require_names(page, whole)
                    work.page(state.calendar, page.received)
                else:
                    received = page.received
                    del page  # what was made ready is not kept as it came
                    await behind.add(events, received)
                    tally.stored = behind.stored
                    if not is_long:
                        is_long = await self._long.acquire()
        except BaseException:
            behind.give_up()
            with suppress(CacheError):
                shadow.drop()
            raise
        finally:
            if is_long:
                self._long.release()

    async def _changes(self, state: CalendarState, tally: Tally, work: Round) -> None:
        base = state.sync_token
        calendar_id = state.calendar.calendar_id
        gone: set[str] = set()
        whole = readable = True
        async for page in self._server.events.changes(calendar_id, base):
            _count(page, state, tally)
            whole = whole and not _has_nameless(page)
            readable = readable and page.is_listed and not page.skipped
            # What cannot be read, or was not listed, the next pull may tell: it begins where this one did.
            token = None
            if page.last and whole:
                token = (page.sync_token or base) if readable else base
            events = _without_gone([*await self._last_known(calendar_id, page.skipped), *page.events], gone)
            counts = await asyncio.to_thread(self._apply, calendar_id, events, token, base)
            tally.stored += counts.stored
            tally.deleted += counts.deleted
            if page.last:
                _require_names(page, whole)
            work.page(state.calendar, page.received)

    async def _last_known(self, calendar_id: str, skipped: Sequence[SkippedRow]) -> list[Storable]:
        """What was known before of events that cannot be read as they are now, with that as their problem."""
        found: list[Storable] = []
        for row in skipped:
            known = None if row.is_nameless else await asyncio.to_thread(self._store.event, calendar_id, row.event_id)
            if known is not None and known.event.event_id == row.event_id:
                problems = dict.fromkeys((*known.event.problems, _OUTDATED))
                found.append(Stored(replace(known.event, problems=tuple(problems)), known.raw))
        return found

    def _apply(self, calendar_id: str, events: Sequence[Storable], token: str | None, base: str) -> Counts:
        return self._store.apply(calendar_id, events, token, self._now(), base=base)

    def _is_synced(self, state: CalendarState, since: float | None) -> bool:
        # One synced later than now was so under another clock.
        return since is not None and state.synced_at is not None and since <= state.synced_at <= self._now()

    def _now(self) -> float:
        return self._clock().timestamp()


def _has_nameless(page: EventPage) -> bool:
    return any(row.is_nameless for row in page.skipped)


def _require_names(page: EventPage, whole: bool) -> None:
    if not whole:
        text = "Some events came without their id; they are asked for again."
        raise BadResponse(text, hint=_REPORT, log_id=page.log_id)


def _require_something(page: EventPage, state: CalendarState, tally: Tally) -> None:
    """Raises ``BadResponse`` where no event can be read, or all should be gone and no empty list but none says so."""
    if tally.received and len(tally.skipped) == tally.received:
        raise BadResponse("None of the calendar's events can be read.", hint=_REPORT, log_id=page.log_id)
    if state.events and not tally.received and not page.is_listed:
        raise BadResponse(
            "The server lists none of the calendar's events, nor that there are none.", hint=_REPORT, log_id=page.log_id
        )


def _without_gone(events: Sequence[Storable], gone: set[str]) -> list[Storable]:
    """The events of a page without exceptions of the series an earlier page deleted; notes who is ``gone`` now."""
    kept = [each for each in events if not (each.event.is_exception and each.event.series_uid in gone)]
    for event in (each.event for each in kept if not each.event.is_exception):
        if event.status == "cancelled":
            gone.add(event.uid)
        else:
            gone.discard(event.uid)
    return kept


def _count(page: EventPage, state: CalendarState, tally: Tally) -> None:
    tally.requests += 1
    tally.received += page.received
    tally.skipped += [(state.calendar.calendar_id, each.event_id, each.reason) for each in page.skipped]


def _chosen(states: list[CalendarState], calendar_ids: Collection[str] | None) -> list[CalendarState]:
    return [each for each in states if calendar_ids is None or each.calendar.calendar_id in calendar_ids]
