"""A simulated office, a cache, and the puller between them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from feishu_tui.feishu.wire.times import AllDayEnd
from feishu_tui.model import Occurrence, Span
from feishu_tui.store import CalendarState, Store
from feishu_tui.sync.pull import Puller
from tests.feishu.office import CAL, NOW, Office

SHANGHAI = ZoneInfo("Asia/Shanghai")
TEAM = "feishu.cn_team@group.calendar.feishu.cn"


class Desk:
    """``office`` is the server, ``store`` the cache; the clock moves only when told."""

    def __init__(
        self,
        *calendars: dict[str, Any],
        store: Store | None = None,
        history_days: int = 365,
        all_day_end: AllDayEnd = "exclusive",
        **switches: Any,
    ) -> None:
        self.now = datetime.fromtimestamp(NOW, UTC)
        self.office = Office(*calendars, all_day_end=all_day_end, **switches)
        self.store = store or Store.open(None, self.clock)
        self.puller = Puller(self.office.feishu, self.store, self.clock, history_days)

    def clock(self) -> datetime:
        return self.now

    def pass_time(self, **much: float) -> None:
        self.now += timedelta(**much)

    def queries(self) -> list[str]:
        """The queries of the event lists asked for since the last call."""
        log = [query for _, path, query in self.office.simulator.log if path.endswith("/events")]
        self.office.simulator.log.clear()
        return log

    def state(self, calendar_id: str = CAL) -> CalendarState:
        return next(each for each in self.store.calendars() if each.calendar.calendar_id == calendar_id)

    def titles(self, first: str, last: str = "") -> list[str]:
        return [each.event.summary for each in self.store.occurrences(days(first, last)).occurrences]

    async def agrees(self, span: Span, calendar_id: str = CAL) -> int:
        """Check that the cache shows of a span what the server's own view shows; how many occurrences that are."""
        low, high = int(span.start.timestamp()) - 86400, int(span.end.timestamp()) + 86400
        view = await self.office.events.view(calendar_id, low, high)
        told = sorted(described(each) for each in view if span.overlaps(each.start, each.end))
        here = sorted(described(each) for each in self.store.occurrences(span, [calendar_id]).occurrences)
        assert here == told
        return len(here)


def described(occurrence: Occurrence) -> tuple[str, str, str, str]:
    event = occurrence.event
    return occurrence.start.isoformat(), occurrence.end.isoformat(), event.series_uid or event.uid, event.summary


def days(first: str, last: str = "", zone: ZoneInfo = SHANGHAI) -> Span:
    return Span.of_days(date.fromisoformat(first), date.fromisoformat(last or first), zone)


def at(text: str, zone: ZoneInfo = SHANGHAI) -> int:
    """Unix seconds of ``2026-11-21 09:30`` on the wall."""
    return int(datetime.fromisoformat(text).replace(tzinfo=zone).timestamp())
