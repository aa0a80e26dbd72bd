"""Offices made at random: whatever happens on the server, the cache shows what the server shows."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from feishu_tui.model import Span
from tests.feishu.office import CAL, DAY, HOUR, NOW
from tests.sync.desk import Desk

ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Pacific/Apia", "UTC")
RULES = (
    "FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=3;COUNT=40",
    "FREQ=WEEKLY;BYDAY=MO,WE,FR",
    "FREQ=WEEKLY;INTERVAL=2;UNTIL=20260301T155959Z",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=DAILY;UNTIL=20251010T000000Z",
)
FAR = 40 * DAY
"""Nobody moves a single occurrence further than this; across the anchor more would be lost (see ``store.windows``)."""


class Chaos:
    """Does things to an office, the same for the same seed."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self.office = desk.office
        self.chance = random.Random(seed)
        self.made = 0

    def moment(self) -> int:
        """A quarter of an hour within the two years before and the half year after now."""
        return (NOW + self.chance.randrange(-730 * DAY, 180 * DAY)) // 900 * 900

    def original(self, start: int) -> int:
        """A time some whole weeks after a start, within the same years."""
        weeks = range(max(0, (NOW - 730 * DAY - start) // (7 * DAY)), max(1, (NOW + 180 * DAY - start) // (7 * DAY)))
        return start + 7 * DAY * self.chance.choice(weeks)

    def create(self) -> None:
        self.made += 1
        uid, start = f"e{self.made}", self.moment()
        rule = self.chance.choice(RULES) if self.chance.random() < 0.5 else ""
        if self.chance.random() < 0.25:
            day = datetime.fromtimestamp(start, UTC).date()
            after = day + timedelta(days=self.chance.choice((1, 1, 3)))
            self.office.add_days(uid, day.isoformat(), after.isoformat(), recurrence=rule)
        else:
            length = self.chance.choice((0, HOUR, 2 * HOUR, 30 * HOUR))
            self.office.add(uid, start, start + length, zone=self.chance.choice(ZONES), recurrence=rule)

    def disturb(self) -> None:
        """One change: to an event, a series or one occurrence."""
        shelf = self.office.state.calendars[CAL].shelf
        alive = [each for each in shelf.order if not each.deleted]
        masters = [each for each in alive if each.is_master]
        record = self.chance.choice(masters if masters and self.chance.random() < 0.8 else alive)
        if record.is_master and self.chance.random() < 0.97:
            self._disturb_occurrence(record.event_id, record.raw["start_time"])
        elif self.chance.random() < 0.1:
            self.office.state.delete_event(CAL, record.event_id)
        else:
            self.office.state.retitle(CAL, record.event_id, f"retitled {self.chance.random():.3f}")

    def _disturb_occurrence(self, master_id: str, first: dict[str, str]) -> None:
        uid = master_id.removesuffix("_0")
        start = int(first.get("timestamp") or datetime.fromisoformat(first["date"]).replace(tzinfo=UTC).timestamp())
        original = self.original(start)
        what = self.chance.random()
        if what < 0.2:
            self.office.state.cancel_instance(CAL, master_id, original)
        elif what < 0.4 or "date" in first:
            self.office.state.retitle(CAL, f"{uid}_{original}", "one of them")
        else:
            moved = original + self.chance.randrange(-FAR, FAR) // 900 * 900
            self.office.state.move(CAL, f"{uid}_{original}", moved, moved + HOUR)

    def span(self) -> Span:
        zone = ZoneInfo(self.chance.choice(ZONES))
        first = datetime.fromtimestamp(self.moment(), zone).date()
        return Span.of_days(first, first + timedelta(days=self.chance.choice((0, 6, 41))), zone)


@pytest.mark.parametrize("seed", [107, 110, 117, 119, 120, 127])
async def test_the_cache_shows_what_the_server_shows(seed: int) -> None:
    desk = Desk()
    chaos = Chaos(desk, seed)
    for _ in range(40):
        chaos.create()
    for _ in range(400):
        chaos.disturb()
    await desk.puller.pull()
    shown = 0
    for round_ in range(4):
        for _ in range(6):
            span = chaos.span()
            await desk.puller.cover(span)
            shown += await desk.agrees(span)
        for _ in range(10):
            chaos.disturb()
        chaos.create()
        desk.pass_time(minutes=11)
        report = await desk.puller.pull(full=round_ == 2)
        assert report.calendars[0].mode == ("full" if round_ == 2 else "incremental")
    assert shown > 100
