"""Who asks for what is under way already waits for that."""

from __future__ import annotations

import asyncio

import pytest

from feishu_tui.sync.desk import SyncDesk
from feishu_tui.sync.report import Progress
from tests.feishu.office import CAL, HOUR, NOW
from tests.sync.desk import Desk, days


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    for number in range(1500):
        made.office.add(f"e{number}", NOW, NOW + HOUR)
    return made


@pytest.fixture
def sync(desk: Desk) -> SyncDesk:
    return SyncDesk(desk.office.feishu, desk.store, desk.clock)


async def test_two_refreshes_at_once_are_one(desk: Desk, sync: SyncDesk) -> None:
    seen: list[Progress] = []
    first, second = await asyncio.gather(sync.refresh(), sync.refresh(progress=seen.append))
    assert first is second
    assert len(desk.queries()) == 2
    assert [each.received for each in seen] == [1000, 1500, 1500]
    assert await sync.refresh() is not first
    assert len(desk.queries()) == 1


async def test_one_who_gives_up_does_not_stop_the_others(desk: Desk, sync: SyncDesk) -> None:
    impatient = asyncio.create_task(sync.refresh())
    patient = asyncio.create_task(sync.refresh(progress=lambda _: impatient.cancel()))
    report = await patient
    with pytest.raises(asyncio.CancelledError):
        await impatient
    assert report.calendars[0].stored == 1500


async def test_the_last_one_who_gives_up_stops_the_work(desk: Desk, sync: SyncDesk) -> None:
    for number in range(1500, 4500):
        desk.office.add(f"e{number}", NOW, NOW + HOUR)
    alone = asyncio.create_task(sync.refresh(progress=lambda _: alone.cancel()))
    with pytest.raises(asyncio.CancelledError):
        await alone
    assert desk.state().synced_at is None
    assert len(desk.titles("2026-11-21")) >= 1000
    assert (await sync.refresh()).calendars[0].stored == 4500


async def test_details_and_windows_are_fetched_once_at_a_time(desk: Desk, sync: SyncDesk) -> None:
    await sync.refresh()
    desk.queries()
    one, other = await asyncio.gather(sync.detail(CAL, "e1_0"), sync.detail(CAL, "e1_0"))
    assert one is other
    assert len(desk.office.simulator.log) == 1
    desk.office.simulator.log.clear()
    await asyncio.gather(sync.cover(days("2024-03-10")), sync.cover(days("2024-03-10")))
    assert len(desk.queries()) == 1
