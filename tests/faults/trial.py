"""A cache that was filled once over real sockets, and one pull after another from a server in trouble."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from feishu_tui.errors import FeishuTuiError
from feishu_tui.feishu.client import FeishuClient
from feishu_tui.feishu.connect import Feishu
from feishu_tui.feishu.tokens import StaticToken
from feishu_tui.model import Span
from feishu_tui.store import Store
from feishu_tui.sync.pull import Puller
from feishu_tui.sync.report import Report
from tests.faults.wire import Wire, wired
from tests.feishu.office import CAL, DAY, HOUR, NOW, Office

TEAM = "feishu.cn_team@group.calendar.feishu.cn"
ROOM = "feishu.cn_room@group.calendar.feishu.cn"
CALENDARS = (CAL, TEAM, ROOM)

A_SECOND, A_MINUTE = 50, 1000
"""The documented bounds (https://open.feishu.cn/document/ukTMukTMukTM/uUzN04SN3QjL1cDN)."""


@dataclass(frozen=True)
class Outcome:
    """How a pull ended: with an error or a report; how many requests came, and how long it took by the loop's clock."""

    error: FeishuTuiError | None
    report: Report | None
    requests: int
    seconds: float

    def of(self, calendar_id: str) -> FeishuTuiError | None:
        """What failed of one calendar."""
        assert self.report is not None
        return next(each.error for each in self.report.calendars if each.calendar_id == calendar_id)


@dataclass
class Trial:
    """``office`` is the server, behind ``wire``; ``store`` the cache. Time is the loop's and what was ``later``."""

    office: Office
    wire: Wire
    store: Store
    loop: asyncio.AbstractEventLoop
    begun: float
    later: timedelta = timedelta()

    def clock(self) -> datetime:
        """Aware UTC now."""
        return datetime.fromtimestamp(NOW + self.loop.time() - self.begun, UTC) + self.later

    async def pull(self, url: str = "", calendar_ids: Sequence[str] | None = None, *, full: bool = False) -> Outcome:
        """One pull, by a client of its own; from another address than the wire's where one is given."""
        client = FeishuClient(url or self.wire.url, StaticToken("u-demo"))
        begun, came = self.loop.time(), len(self.wire.times)
        error, report = None, None
        async with Feishu(client, "exclusive") as feishu:
            try:
                report = await Puller(feishu, self.store, self.clock).pull(calendar_ids, full=full)
            except FeishuTuiError as exc:
                error = exc
        sent = client.requests if url else len(self.wire.times) - came
        return Outcome(error, report, sent, self.loop.time() - begun)

    def titles(self) -> list[str]:
        """What the agenda of the week shows."""
        start = datetime.fromtimestamp(NOW - DAY, UTC)
        listing = self.store.occurrences(Span(start, start + timedelta(days=7)))
        return sorted(each.event.summary for each in listing.occurrences)

    def synced(self) -> dict[str, float | None]:
        """When each calendar was synced."""
        return {each.calendar.calendar_id: each.synced_at for each in self.store.calendars()}

    def rows(self) -> int:
        """How many events are kept."""
        return sum(each.events for each in self.store.calendars())

    def assert_never_floods(self) -> None:
        """No second and no minute saw more requests than the documentation allows."""
        for most, seconds in ((A_SECOND, 1.0), (A_MINUTE, 60.0)):
            for first, began in enumerate(self.wire.times):
                assert sum(began <= at < began + seconds for at in self.wire.times[first:]) <= most


def office_of_three() -> Office:
    """Three calendars with some events each, a series and its exceptions among them."""
    shared: list[dict[str, Any]] = [
        {"calendar_id": one, "summary": one[10:14], "type": "shared", "role": "reader"} for one in (TEAM, ROOM)
    ]
    office = Office(*shared)
    for calendar_id in CALENDARS:
        for number in range(5):
            office.add(f"{calendar_id[10:14]}{number}", NOW + number * HOUR, NOW + (number + 1) * HOUR, calendar_id)
    series = office.add_daily("standup", start=NOW - 30 * DAY)
    office.state.cancel_instance(CAL, series, NOW + DAY)
    return office


@asynccontextmanager
async def trial() -> AsyncIterator[Trial]:
    """An office that was read once, an hour ago; something was added to each calendar since."""
    office = office_of_three()
    async with wired(office.simulator) as wire:
        store = Store.open(None, lambda: it.clock())
        loop = asyncio.get_running_loop()
        it = Trial(office, wire, store, loop, loop.time())
        outcome = await it.pull()
        assert outcome.error is None
        it.later = timedelta(hours=1)
        for calendar_id in CALENDARS:
            office.add(f"new {calendar_id[10:14]}", NOW + 9 * HOUR, NOW + 10 * HOUR, calendar_id)
        wire.times.clear()
        yield it
        store.close()
