"""What a sync tells while it runs and when it is over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from feishu_tui.errors import FeishuTuiError
from feishu_tui.lazy_dataclasses import dataclass, field, replace

Mode = Literal["full", "incremental", "window", "skipped"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sync has come."""

    calendar: str
    """The name of the calendar the last page was of."""
    pages: int
    received: int
    """Events received so far, of all calendars."""
    done: int
    total: int
    """Calendars finished, and calendars in all."""


ProgressHandler = Callable[[Progress], object]


@dataclass(frozen=True, slots=True)
class CalendarReport:
    """What became of one calendar."""

    calendar_id: str
    mode: Mode
    requests: int = 0
    """Pages asked for; what had to be repeated is not counted."""
    received: int = 0
    stored: int = 0
    deleted: int = 0
    skipped: int = 0
    """Rows that could not be read; ``Report.skipped`` names them."""
    seconds: float = 0.0
    error: FeishuTuiError | None = None
    note: str = ""
    """Why nothing was asked or kept though nothing failed."""
    code: int | None = None
    """The server's code where it does not list this calendar (191002, 191004)."""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a sync: one report a calendar, in the order of the list."""

    calendars: list[CalendarReport] = field(default_factory=list)
    skipped: list[tuple[str, str, str]] = field(default_factory=list)
    """(calendar id, event id, reason) of each row that could not be read."""
    error: FeishuTuiError | None = None
    """Why the list of calendars could not be read, when those known were synced all the same."""

    @property
    def failed(self) -> list[CalendarReport]:
        """The calendars that were not brought up to date because of an error."""
        return [each for each in self.calendars if each.error is not None]


@dataclass(slots=True)
class Tally:
    """What one calendar is read for, and the counts while it is."""

    mode: Mode = "full"
    requests: int = 0
    received: int = 0
    stored: int = 0
    deleted: int = 0
    skipped: list[tuple[str, str, str]] = field(default_factory=list)

    def begin_again(self) -> None:
        """What was stored so far is thrown away; requests and rows were made and received all the same."""
        self.stored = self.deleted = 0
        self.skipped.clear()

    def report(self, calendar_id: str, seconds: float, error: FeishuTuiError | None = None) -> CalendarReport:
        """The counts as a report."""
        return CalendarReport(
            calendar_id,
            self.mode,
            self.requests,
            self.received,
            self.stored,
            self.deleted,
            len(self.skipped),
            seconds,
            error,
        )


def followed(reports: Sequence[CalendarReport], more: Sequence[CalendarReport]) -> list[CalendarReport]:
    """Reports of calendars with what was done for some of them afterwards."""
    later = {each.calendar_id: each for each in more}
    return [_joined(each, later[each.calendar_id]) if each.calendar_id in later else each for each in reports]


def _joined(one: CalendarReport, other: CalendarReport) -> CalendarReport:
    return replace(
        one,
        requests=one.requests + other.requests,
        received=one.received + other.received,
        skipped=one.skipped + other.skipped,
        seconds=one.seconds + other.seconds,
        error=other.error,
    )
