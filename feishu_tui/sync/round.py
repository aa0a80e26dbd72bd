"""One round over several calendars: four at a time, stopped as a whole where going on would be useless or wrong."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence

from feishu_tui.errors import CacheError, FeishuTuiError, NetworkError, NotPermitted, NotSignedIn, QuotaExhausted
from feishu_tui.model import Calendar
from feishu_tui.store import CalendarState, Superseded
from feishu_tui.sync.report import CalendarReport, Progress, ProgressHandler, Tally
from feishu_tui.sync.unlisted import NO_ACCESS, WRONG_TYPE, code_of, why_unlisted

AT_ONCE = 4
"""How many calendars are read at the same time."""

UNREACHABLE_AFTER = 3
"""So many calendars in a row without an answer mean that there is no network."""

Task = Callable[[CalendarState, Tally], Awaitable[None]]


class Round:
    """Runs a task for each calendar and gathers the reports; errors of one calendar are its own."""

    def __init__(self, total: int, progress: ProgressHandler | None, *, listed_only: bool = True) -> None:
        self._listed_only = listed_only
        self._total = total
        self._progress = progress
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._halted_by: FeishuTuiError | None = None
        self._unreachable = 0
        self._pages = self._received = self._done = 0
        self.skipped: list[tuple[str, str, str]] = []

    async def run(self, states: Sequence[CalendarState], task: Task) -> list[CalendarReport]:
        """The report of each calendar, in order. Raises what halted the round when nothing succeeded before."""
        async with asyncio.TaskGroup() as group:
            running = [group.create_task(self._one(state, task)) for state in states]
        reports = [each.result() for each in running]
        if self._halted_by is not None and not any(each.error is None and not each.note for each in reports):
            raise self._halted_by
        return reports

    @property
    def is_halted(self) -> bool:
        """Whether something happened after which going on would be useless or wrong."""
        return self._halted_by is not None

    def page(self, calendar: Calendar, received: int) -> None:
        """A page has come. Raises what halted the round meanwhile."""
        self._pages += 1
        self._received += received
        self._unreachable = 0
        self._tell(calendar)
        if self._halted_by is not None:
            raise self._halted_by

    async def _one(self, state: CalendarState, task: Task) -> CalendarReport:
        async with self._slots:
            report = await self._report(state, task)
        self._done += 1
        self._tell(state.calendar)
        return report

    async def _report(self, state: CalendarState, task: Task) -> CalendarReport:
        calendar_id = state.calendar.calendar_id
        if self._listed_only and not state.calendar.lists_events:
            return CalendarReport(
                calendar_id, "skipped", note=why_unlisted(state.calendar), code=code_of(state.calendar)
            )
        if self._halted_by is not None:
            return CalendarReport(calendar_id, "skipped", error=self._halted_by)
        tally, begun = Tally(), time.monotonic()
        try:
            await task(state, tally)
        except Superseded as exc:
            return CalendarReport(calendar_id, "skipped", tally.requests, note=exc.sentence)
        except FeishuTuiError as exc:
            self._weigh(exc)
            if isinstance(exc, NotPermitted) and exc.code in (NO_ACCESS, WRONG_TYPE):
                return CalendarReport(calendar_id, "skipped", tally.requests, note=exc.sentence, code=exc.code)
            return tally.report(calendar_id, time.monotonic() - begun, exc)
        finally:
            self.skipped += tally.skipped
        return tally.report(calendar_id, time.monotonic() - begun)

    def _weigh(self, error: FeishuTuiError) -> None:
        """Halt the round where the other calendars could only fail in the same way."""
        self._unreachable = self._unreachable + 1 if isinstance(error, NetworkError) else 0
        if isinstance(error, NotSignedIn | QuotaExhausted | CacheError) or self._unreachable >= UNREACHABLE_AFTER:
            self._halted_by = self._halted_by or error

    def _tell(self, calendar: Calendar) -> None:
        if self._progress is not None:
            self._progress(Progress(calendar.name, self._pages, self._received, self._done, self._total))
