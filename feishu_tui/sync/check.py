"""Holds what is expanded here against the server's instances, series by series."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from feishu_tui.errors import (
    CacheError,
    FeishuTuiError,
    NetworkError,
    NotSignedIn,
    QuotaExhausted,
    RecurrenceError,
    TooManyOccurrences,
    UnreadableRule,
)
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.model import Event, Occurrence, Span
from feishu_tui.recurrence import expand
from feishu_tui.recurrence.referee import dateutil_originals
from feishu_tui.store import Store
from feishu_tui.store.windows import MARGIN
from feishu_tui.sync.checked import Checked
from feishu_tui.sync.comparison import Referee, Row, compare, inside, numbered, verdict
from feishu_tui.sync.server import EventSource

AT_ONCE = 8
"""Series compared at the same time; how many requests are under way is the connection's matter."""

UNREACHABLE_AFTER = 3
"""So many series in a row without an answer mean that there is no network."""

BACK, AHEAD = timedelta(days=90), timedelta(days=275)
"""The window where none is asked for."""

MARGIN_OF_WINDOW = timedelta(days=1)
"""Both sides are looked at so much wider than the window, since the server's edges are not documented exactly."""

HALTING = (NotSignedIn, QuotaExhausted, CacheError, NetworkError)
"""Errors that are no one series' own; of the last kind it takes several in a row."""


@dataclass(frozen=True, slots=True)
class CheckProgress:
    """How far a check has come."""

    summary: str
    """The title of the series compared last."""
    done: int
    total: int


CheckHandler = Callable[[CheckProgress], object]


def window_around(now: datetime) -> Span:
    """The window where none is asked for: 90 days back to 275 ahead; ``now`` is aware, in the display zone."""
    whole = now.replace(microsecond=0)
    return Span(later(whole, -BACK), later(whole, AHEAD))


def later(moment: datetime, by: timedelta) -> datetime:
    """So many times 24 hours later, whatever the clocks of its zone do meanwhile."""
    return (moment.astimezone(UTC) + by).astimezone(moment.tzinfo)


def expanded(master: Event, exceptions: Sequence[Event], span: Span) -> list[Occurrence]:
    """As ``recurrence.expand``, but where that is too much for the whole span, by its quarters."""
    try:
        return expand(master, exceptions, span)
    except TooManyOccurrences:
        quarter = (span.end.astimezone(UTC) - span.start.astimezone(UTC)) / 4
        edges = [*(later(span.start, quarter * number) for number in range(4)), span.end]
        found = [one for edge in pairwise(edges) for one in expand(master, exceptions, Span(*edge))]
    # What lies over the edge of a quarter was found twice.
    return list({(one.original_time, one.start): one for one in found}.values())


class Checker:
    """Compares series over a window; what came of it is kept in the store. ``clock`` gives aware UTC now."""

    def __init__(self, events: EventSource, store: Store, clock: Callable[[], datetime]) -> None:
        self._events = events
        self._store = store
        self._clock = clock

    async def check(
        self, masters: Sequence[Event], window: Span, progress: CheckHandler | None = None
    ) -> list[Checked]:
        """Compare each series with the server's instances, in the order given.

        What fails for one series is its own result. Raises NotSignedIn, QuotaExhausted or NetworkError when nothing
        could be compared at all, and CacheError.
        """
        work = _Work(self._events, self._store, self._clock, window)
        slots = asyncio.Semaphore(AT_ONCE)
        done = 0

        async def one(master: Event) -> Checked:
            nonlocal done
            async with slots:
                result = await work.checked(master)
            done += 1
            if progress is not None:
                progress(CheckProgress(master.summary, done, len(masters)))
            return result

        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(master)) for master in masters]
        results = [task.result() for task in tasks]
        if work.halted_by is not None and not work.answered:
            raise work.halted_by
        return results


class _Work:
    """One check: what its series share."""

    def __init__(self, events: EventSource, store: Store, clock: Callable[[], datetime], window: Span) -> None:
        self._events = events
        self._store = store
        self._clock = clock
        self._window = window
        self._wide = Span(later(window.start, -MARGIN_OF_WINDOW), later(window.end, MARGIN_OF_WINDOW))
        self._anchors = {state.calendar.calendar_id: state.anchor for state in store.calendars()}
        self._listed: dict[str, asyncio.Task[dict[str, list[Event]]]] = {}
        self._unreachable = 0
        self.halted_by: FeishuTuiError | None = None
        """Why no further series is asked for: the others could only fail in the same way."""
        self.answered = False
        """Whether the server has said anything useful."""

    async def checked(self, master: Event) -> Checked:
        """What came of one series, kept unless it is only that the server could not be asked."""
        if self.halted_by is not None:
            return self._result(master, error=self.halted_by)
        try:
            return await self._compared(master)
        except HALTING as exc:
            self._weigh(exc)
            return self._result(master, error=exc)
        except FeishuTuiError as exc:
            if not isinstance(exc, RecurrenceError):
                self.answered, self._unreachable = True, 0
            result = self._result(master, error=exc)
        try:
            await asyncio.to_thread(self._keep, result)
        except CacheError as exc:
            self._weigh(exc)
        return result

    async def _compared(self, master: Event) -> Checked:
        exceptions = await self._exceptions(master)
        try:
            local = await asyncio.to_thread(expanded, master, exceptions, self._wide)
        except UnreadableRule:
            await asyncio.to_thread(self._put_instances, master, await self._instances(master), self._wide)
            raise
        server = await self._instances(master)
        rows = compare(local, server, self._window, all_day=master.all_day)
        result = self._result(master, rows)
        if result.status == "mismatch":
            referee = await asyncio.to_thread(self._referee, master, rows, exceptions, server)
            result = self._result(master, rows, referee)
            await asyncio.to_thread(self._put_instances, master, inside(server, self._window), self._window)
        await asyncio.to_thread(self._keep, result)
        return result

    async def _instances(self, master: Event) -> list[Occurrence]:
        low, high = _seconds(self._wide)
        found = await self._events.instances(master.calendar_id, master.event_id, low, high, all_day=master.all_day)
        self.answered, self._unreachable = True, 0
        return numbered(found, master.all_day)

    async def _exceptions(self, master: Event) -> list[Event]:
        """The exceptions of a series as its calendar lists them."""
        if self._window.start.timestamp() >= self._anchors.get(master.calendar_id, 0) + MARGIN:
            return await asyncio.to_thread(self._store.exceptions, master.calendar_id, master.uid)
        # What the cache holds of days before the anchor is already set right by what the server shows.
        if master.calendar_id not in self._listed:
            self._listed[master.calendar_id] = asyncio.create_task(self._list(master.calendar_id))
        return (await self._listed[master.calendar_id]).get(master.uid, [])

    async def _list(self, calendar_id: str) -> dict[str, list[Event]]:
        """All exceptions of a calendar that matter to the window, by series."""
        found: dict[str, list[Event]] = defaultdict(list)
        async for page in self._events.full(calendar_id, max(1, _seconds(self._wide)[0] - MARGIN)):
            for event in (each.event for each in page.events):
                if event.is_exception or event.original_time:
                    found[event.series_uid or event.uid].append(event)
        return found

    def _referee(
        self, master: Event, rows: Sequence[Row], exceptions: Sequence[Event], server: Sequence[Occurrence]
    ) -> Referee:
        """Whom dateutil agrees with."""
        moved = [Occurrence(each, each.start, each.end, each.original_time, recurring=True) for each in exceptions]
        moved += [each for each in server if each.event.is_exception]
        try:
            expected = dateutil_originals(master, self._wide)
        except RecurrenceError:
            return "unknown"
        return verdict(rows, expected, (each.original_time for each in numbered(moved, master.all_day)))

    def _result(
        self,
        master: Event,
        rows: Sequence[Row] = (),
        referee: Referee | None = None,
        error: FeishuTuiError | None = None,
    ) -> Checked:
        return Checked(
            master.calendar_id,
            master.event_id,
            master.summary,
            master.recurrence,
            *_seconds(self._window),
            at=self._clock().timestamp(),
            all_day=master.all_day,
            rows=tuple(rows),
            error=None if error is None else error.sentence,
            code=None if error is None else error.code,
            referee=referee,
        )

    def _keep(self, result: Checked) -> None:
        differs = (result.start, result.end) if result.status == "mismatch" else None
        self._store.put_check(result.calendar_id, result.event_id, result.document(), result.at, differs=differs)

    def _put_instances(self, master: Event, server: Sequence[Occurrence], span: Span) -> None:
        at = self._clock().timestamp()
        self._store.put_instances(master.calendar_id, master.event_id, *_seconds(span), server, at)

    def _weigh(self, error: FeishuTuiError) -> None:
        self._unreachable = self._unreachable + 1 if isinstance(error, NetworkError) else 0
        if not isinstance(error, NetworkError) or self._unreachable >= UNREACHABLE_AFTER:
            self.halted_by = self.halted_by or error


def _seconds(span: Span) -> tuple[int, int]:
    return int(span.start.timestamp()), int(span.end.timestamp())
