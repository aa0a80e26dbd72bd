"""The calendar endpoints against the simulator."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from feishu_tui.errors import BadResponse, NotFound
from feishu_tui.feishu.calendars import Calendars
from feishu_tui.simulator.faults import Fault
from tests.feishu.office import CAL, ME, NOW, Office
from tests.feishu.replies import Replies, client_of


async def test_every_calendar_comes_in_the_servers_order_without_deleted_ones():
    office = Office(*({"calendar_id": f"c{n}", "summary": f"Calendar {n}"} for n in range(120)))
    office.state.delete_calendar("c7")
    office.faults.add(Fault(r"/calendars\?", page_rows=50, times=2))
    calendars = await office.feishu.calendars.list()
    assert [calendar.calendar_id for calendar in calendars] == [CAL, *(f"c{n}" for n in range(120) if n != 7)]


async def test_null_and_empty_pages_are_no_end():
    office = Office({"calendar_id": "other"})
    office.faults.add(Fault(r"/calendars\?", page_rows=0, times=3))
    assert len(await office.feishu.calendars.list()) == 2
    office.faults.add(Fault(r"/calendars\?", null_items=True))
    assert await office.feishu.calendars.list() == []


async def test_what_a_calendar_is():
    office = Office(
        {
            "calendar_id": "team",
            "summary": "Team",
            "summary_alias": "us",
            "type": "shared",
            "role": "reader",
            "permissions": "public",
            "color": -11034625,
        }
    )
    calendar = await office.feishu.calendars.get("team")
    assert calendar.name == "us"
    assert (calendar.type, calendar.permissions, calendar.color) == ("shared", "public", 0x579FFF)
    assert calendar.lists_events


async def test_the_primary_calendar():
    assert (await Office().feishu.calendars.primary()).calendar_id == CAL
    async with client_of(Replies({"calendars": []})) as client:
        with pytest.raises(BadResponse):
            await Calendars(client).primary()


async def test_a_calendar_that_is_not_there():
    office = Office()
    with pytest.raises(NotFound) as caught:
        await office.feishu.calendars.get("feishu.cn_nobody@group.calendar.feishu.cn")
    assert caught.value.code == 191000
    async with client_of(Replies({"calendar_id": "x", "is_deleted": True})) as client:
        with pytest.raises(NotFound):
            await Calendars(client).get("x")


@pytest.mark.parametrize("page", [{"has_more": True}, {"has_more": True, "page_token": "same"}])
async def test_a_list_that_leads_nowhere_ends_with_an_error(page):
    replies = Replies({"calendar_list": [{"calendar_id": "a"}], **page})
    async with client_of(replies) as client:
        with pytest.raises(BadResponse):
            await Calendars(client).list()
    assert len(replies.asked) <= 3


async def test_busy_times_of_a_long_span_are_asked_for_in_pieces():
    office = Office()
    start = datetime.fromtimestamp(NOW, UTC)
    office.add("meeting", start + timedelta(days=100), start + timedelta(days=100, hours=1))
    busy = await office.feishu.calendars.free_busy(start, start + timedelta(days=200), user_id=ME)
    assert [(one.start, one.end) for one in busy] == [
        (start + timedelta(days=100), start + timedelta(days=100, hours=1))
    ]
    assert len(office.simulator.log) == 3
