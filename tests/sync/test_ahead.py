"""Details of what is near, fetched before anybody looks at it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from feishu_tui.query import parse
from feishu_tui.simulator.faults import Fault, rate_limited
from feishu_tui.store import due, writing
from feishu_tui.store.rows import EventRow
from feishu_tui.sync.ahead import Ahead
from tests.feishu.office import CAL, DAY, HOUR, ME, NOW
from tests.sync.desk import SHANGHAI, TEAM, Desk

TEAM_CALENDAR = {"calendar_id": TEAM, "summary": "Team", "type": "shared", "role": "reader"}
ANNA = {"type": "user", "user_id": "ou_anna", "display_name": "Anna"}
DETAIL = "/events/[a-z0-9-]+_0"


class Looking(Desk):
    """A desk that looks ahead, and tells which events were asked for since the last time."""

    def __init__(self, *calendars: dict[str, Any]) -> None:
        super().__init__(*calendars)

    async def look(self, most: int = 100) -> list[str]:
        self.office.simulator.log.clear()
        count = await Ahead(self.office.events, self.store, self.clock, most).read()
        assert count <= len(self.asked())
        return self.asked()

    def asked(self) -> list[str]:
        events = [path.rsplit("/", 1)[1] for _, path, _ in self.office.simulator.log]
        return [each for each in events if each != "events"]

    def found(self, text: str) -> list[str]:
        here = self.now.astimezone(SHANGHAI)
        return [hit.event.summary for hit in self.store.search(parse(text, here.date()), here)]


async def desk_with(*days: int, **fields: Any) -> Looking:
    """A desk with an event on each of these days from now, named by it."""
    desk = Looking(TEAM_CALENDAR)
    for day in days:
        desk.office.add(
            f"d{day}", NOW + DAY * day + HOUR, NOW + DAY * day + 2 * HOUR, **{"attendees": [ANNA], **fields}
        )
    await desk.puller.pull()
    return desk


async def test_what_is_near_is_asked_for_the_nearest_first_and_once() -> None:
    desk = await desk_with(-9, -6, -1, 0, 3, 20, 30)
    assert desk.found("anna") == []
    assert await desk.look() == ["d0_0", "d-1_0", "d3_0", "d-6_0", "d20_0", "d-9_0", "d30_0"]
    assert sorted(desk.found("with:anna")) == ["d-1", "d-6", "d-9", "d0", "d20", "d3", "d30"]
    assert await desk.look() == []


async def test_of_what_is_not_near_only_so_much_is_asked_for_in_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due, "FURTHER_A_DAY", 3)
    desk = await desk_with(0, 1, 40, -50, 60, 70)
    desk.office.add_daily("over", start=NOW - 200 * DAY, recurrence="FREQ=DAILY;COUNT=3")
    desk.office.faults.add(Fault("/events/d-50_0", times=None, status=403, code=193002))
    await desk.puller.pull()
    assert await desk.look(3) == ["d0_0", "d1_0", "d40_0"]
    assert await desk.look() == []
    desk.pass_time(hours=25)
    assert await desk.look(1) == ["d-50_0"]
    assert await desk.look() == ["d60_0", "d70_0"]
    desk.pass_time(hours=25)
    assert await desk.look() == ["over_0"]
    assert await desk.look() == []


async def test_no_more_are_asked_for_than_a_round_allows() -> None:
    desk = await desk_with(0, 1, 2, 3, 4)
    assert await desk.look(2) == ["d0_0", "d1_0"]
    assert await desk.look(2) == ["d2_0", "d3_0"]
    assert await desk.look(2) == ["d4_0"]
    assert await desk.look(0) == []


async def test_a_series_is_asked_for_once_and_so_is_what_several_calendars_list() -> None:
    desk = Looking(TEAM_CALENDAR)
    desk.office.add_daily("daily", start=NOW - 30 * DAY)
    for calendar_id in (TEAM, CAL):
        desk.office.add("both", NOW, NOW + HOUR, calendar_id=calendar_id, organizer_calendar_id=CAL)
    await desk.puller.pull()
    assert sorted(await desk.look()) == ["both_0", "daily_0"]


async def test_what_has_changed_is_asked_for_again() -> None:
    desk = await desk_with(0, 1)
    await desk.look()
    desk.pass_time(minutes=5)
    desk.office.state.change(CAL, "d1_0", summary="moved", attendees=[{**ANNA, "display_name": "Berta"}])
    await desk.puller.pull()
    desk.pass_time(minutes=1)
    assert await desk.look() == ["d1_0"]
    assert (desk.found("berta"), desk.found("anna")) == (["moved"], ["d0"])
    assert await desk.look() == []


@pytest.mark.parametrize(
    "fault",
    [
        rate_limited(DETAIL, times=None),
        Fault(DETAIL, times=None, status=400, code=99991403),
        Fault(DETAIL, times=None, status=500, code=190003),
        Fault(DETAIL, times=None, status=400, code=99991679),
    ],
    ids=["429", "quota", "500", "scope"],
)
async def test_the_first_trouble_ends_it(fault: Fault) -> None:
    desk = await desk_with(0, 1, 2)
    desk.office.faults.add(fault)
    assert await desk.look() == ["d0_0"]


async def test_a_calendar_whose_details_are_refused_is_left_alone_until_one_is_given() -> None:
    desk = await desk_with(0, 1)
    for day in (2, 3):
        desk.office.add(f"t{day}", NOW + DAY * day, NOW + DAY * day + HOUR, calendar_id=TEAM)
    await desk.puller.pull()
    desk.office.faults.add(Fault(f"{TEAM.split('@')[0]}.*{DETAIL}", times=None, status=403, code=193002))
    assert await desk.look() == ["d0_0", "d1_0", "t2_0"]
    assert await desk.look() == []
    desk.office.faults.clear()
    assert await desk.look() == []
    desk.pass_time(seconds=1)
    await desk.puller.detail(TEAM, "t3_0")
    assert await desk.look() == ["t2_0"]


async def test_one_event_refused_leaves_the_others_of_its_calendar() -> None:
    desk = await desk_with(0, 1, 2)
    desk.office.faults.add(Fault("/events/d1_0", times=None, status=403, code=193002))
    assert await desk.look() == ["d0_0", "d1_0"]
    assert await desk.look() == ["d2_0"]
    assert await desk.look() == []


async def test_an_answer_that_stands_with_the_attendees_only_takes_an_invitation_off_the_list() -> None:
    desk = Looking()
    me = {"type": "user", "user_id": ME, "display_name": "Me", "rsvp_status": "accept"}
    organizer = {"user_id": ME, "display_name": "Me"}
    times = NOW + DAY, NOW + DAY + HOUR
    desk.office.add("mine", *times, event_organizer=organizer, organizer_calendar_id=CAL)
    for name, answer in {"accepted": "accept", "open": "needs_action"}.items():
        mine = {**me, "rsvp_status": answer}
        desk.office.add(name, *times, attendees=[mine])
    await desk.puller.pull()
    assert desk.found("is:needs-reply") == []
    await desk.look()
    assert desk.found("is:needs-reply") == ["open"]


async def settle() -> None:
    """Let what is asked for come, the simulator answering at once."""
    for _ in range(200):
        await asyncio.sleep(0)


async def rows_of(desk: Looking) -> list[EventRow]:
    """The events of the own calendar as a pull reads them."""
    pages = [page.events async for page in desk.office.events.full(CAL, NOW - 365 * DAY)]
    desk.office.simulator.log.clear()
    return writing.rows_of(each for page in pages for each in page)


async def test_what_is_met_near_now_is_asked_for_while_others_are_read_and_not_again() -> None:
    desk = await desk_with(0, 3, -6, 40)
    desk.office.add_daily("daily", start=NOW - 30 * DAY)
    ahead, rows = Ahead(desk.office.events, desk.store, desk.clock), await rows_of(desk)
    async with ahead.along():
        ahead.meet(CAL, rows)
        while len(desk.office.simulator.log) < 4:
            await asyncio.sleep(0)
    assert desk.asked() == ["daily_0", "d0_0", "d3_0", "d-6_0"]
    assert desk.found("anna") == []
    await desk.puller.pull()
    desk.office.simulator.log.clear()
    assert await ahead.read() == 5
    assert desk.asked() == ["d40_0"]
    assert sorted(desk.found("with:anna")) == ["d-6", "d0", "d3", "d40"]


async def test_meanwhile_is_asked_for_what_belongs_to_the_nearest_met_so_far() -> None:
    desk = await desk_with(2, 4, 6)
    ahead = Ahead(desk.office.events, desk.store, desk.clock, most=2)
    rows = {row.event_id: row for row in await rows_of(desk)}
    async with ahead.along():
        for met, asked in (("d4", 1), ("d6", 2), ("d2", 3)):
            ahead.meet(CAL, [rows[f"{met}_0"]])
            while len(desk.office.simulator.log) < asked:
                await asyncio.sleep(0)
        ahead.meet(CAL, [rows["d6_0"]._replace(event_id="later_0", start=NOW + 5 * DAY, end=NOW + 6 * DAY)])
        await settle()
    assert desk.asked() == ["d4_0", "d6_0", "d2_0"]


async def test_meanwhile_is_asked_in_vain_no_more_than_once_for_each_of_the_nearest() -> None:
    desk = await desk_with(1, 2, 3, 4, 5)
    ahead = Ahead(desk.office.events, desk.store, desk.clock, most=1)
    rows = await rows_of(desk)
    async with ahead.along():
        for row in sorted(rows, key=lambda each: -each.start):
            ahead.meet(CAL, [row])
            await settle()
    assert desk.asked() == ["d5_0", "d4_0"]


async def test_a_series_met_with_nothing_near_is_not_asked_for_meanwhile() -> None:
    desk = await desk_with(3)
    start, end = NOW - 60 * DAY, NOW - 60 * DAY + HOUR
    desk.office.add("rare", start, end, recurrence="FREQ=YEARLY")
    desk.office.add("odd", start, end, recurrence="FREQ=SOMETIMES")
    ahead = Ahead(desk.office.events, desk.store, desk.clock)
    rows = await rows_of(desk)
    assert len(rows) == 3
    async with ahead.along():
        ahead.meet(CAL, rows)
        await settle()
    assert desk.asked() == ["d3_0"]


async def test_what_was_asked_for_meanwhile_does_not_stand_in_for_what_is_nearer() -> None:
    desk = await desk_with(3, 6)
    ahead = Ahead(desk.office.events, desk.store, desk.clock, most=2)
    rows = await rows_of(desk)
    for day in (0, 1):
        desk.office.add(f"d{day}", NOW + DAY * day + HOUR, NOW + DAY * day + 2 * HOUR, attendees=[ANNA])
    async with ahead.along():
        ahead.meet(CAL, rows)
        while len(desk.office.simulator.log) < 2:
            await asyncio.sleep(0)
    await desk.puller.pull()
    desk.office.simulator.log.clear()
    assert await ahead.read() == 4
    assert desk.asked() == ["d0_0", "d1_0"]
    assert desk.found("with:anna") == ["d0", "d1", "d3", "d6"]


async def test_trouble_meanwhile_ends_what_was_asked_for_meanwhile_only() -> None:
    desk = await desk_with(0, 1, 2)
    desk.office.faults.add(Fault("/events/d1_0", times=1, status=500, code=190003))
    ahead, rows = Ahead(desk.office.events, desk.store, desk.clock), await rows_of(desk)
    async with ahead.along():
        ahead.meet(CAL, rows)
        while len(desk.office.simulator.log) < 2:
            await asyncio.sleep(0)
    assert await ahead.read() == 3
    assert desk.asked() == ["d0_0", "d1_0", "d1_0", "d2_0"]


async def test_what_is_asked_for_meanwhile_is_given_up_with_what_it_was_asked_beside() -> None:
    desk = await desk_with(0)
    ahead, rows = Ahead(desk.office.events, desk.store, desk.clock), await rows_of(desk)

    async def fail() -> None:
        async with ahead.along():
            ahead.meet(CAL, rows)
            raise KeyError

    with pytest.raises(KeyError):
        await fail()
    ahead.meet(CAL, rows)
    assert len(asyncio.all_tasks()) == 1
