"""The official Python SDK as a stranger's client: what it reads over HTTP is what the simulator holds.

The SDK takes seconds to import, so nothing but this file does it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import lark_oapi as lark
import pytest
from lark_oapi.api.calendar.v4 import (
    EventSearchFilter,
    GetCalendarEventRequest,
    GetCalendarRequest,
    InstancesCalendarEventRequest,
    InstanceViewCalendarEventRequest,
    ListCalendarEventAttendeeRequest,
    ListCalendarEventRequest,
    ListCalendarRequest,
    PrimaryCalendarRequest,
    SearchCalendarEventRequest,
    SearchCalendarEventRequestBody,
    TimeInfo,
)

from feishu_tui.simulator.api import Simulator
from feishu_tui.simulator.sample import APP_ID, APP_SECRET, USER_TOKEN, sample
from feishu_tui.simulator.serve import serve
from feishu_tui.simulator.switches import Switches

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 21, 11, 7, tzinfo=SHANGHAI)


@pytest.fixture(scope="module")
def simulator() -> Iterator[tuple[Simulator, str]]:
    simulator = Simulator(sample(NOW), Switches(rate_limits=()), NOW.timestamp)
    with serve(simulator) as server:
        yield simulator, server.url


@pytest.fixture
def sdk(simulator, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    builder = lark.Client.builder().app_id(APP_ID).app_secret(APP_SECRET).domain(simulator[1])
    return builder.enable_set_token(True).log_level(lark.LogLevel.CRITICAL).build().calendar.v4


@pytest.fixture
def state(simulator):
    return simulator[0].state


def as_user() -> Any:
    return lark.RequestOption.builder().user_access_token(USER_TOKEN).build()


def seconds(offset_days: float) -> str:
    return str(int((NOW + timedelta(days=offset_days)).timestamp()))


def calendar_named(state, part: str) -> Any:
    return next(calendar for calendar in state.calendars.values() if part in calendar.raw["summary"])


def test_calendars_are_those_of_the_user(sdk, state):
    answer = sdk.calendar.list(ListCalendarRequest.builder().page_size(50).build(), as_user())
    assert answer.success(), (answer.code, answer.msg)
    held = [calendar for calendar in state.calendars.values() if calendar.raw.get("owner") != APP_ID]
    assert [row.calendar_id for row in answer.data.calendar_list] == [calendar.calendar_id for calendar in held]
    assert [row.color for row in answer.data.calendar_list] == [calendar.raw["color"] for calendar in held]
    assert answer.data.has_more is False
    assert answer.data.sync_token

    one = sdk.calendar.get(GetCalendarRequest.builder().calendar_id(held[1].calendar_id).build(), as_user())
    assert (one.data.summary, one.data.role) == (held[1].raw["summary"], "writer")
    primary = sdk.calendar.primary(PrimaryCalendarRequest.builder().build(), as_user())
    assert primary.data.calendars[0].calendar.calendar_id == held[0].calendar_id


def test_all_pages_of_a_calendar_agree_with_the_state(sdk, state):
    room = calendar_named(state, "西湖")
    anchor, page_token, rows, sizes = seconds(-365), None, [], []
    while True:
        request = ListCalendarEventRequest.builder().calendar_id(room.calendar_id).anchor_time(anchor).page_size(400)
        answer = sdk.calendar_event.list((request.page_token(page_token) if page_token else request).build(), as_user())
        assert answer.success(), (answer.code, answer.msg)
        rows += answer.data.items
        sizes.append(len(answer.data.items))
        page_token = answer.data.page_token
        if not answer.data.has_more:
            break
    assert sizes[:-1] == [400] * (len(sizes) - 1)
    assert len(sizes) == 3
    assert {row.event_id: row.summary for row in rows} == {
        record.event_id: record.raw["summary"] for record in room.shelf.order
    }
    assert answer.data.sync_token
    changes = sdk.calendar_event.list(
        ListCalendarEventRequest.builder().calendar_id(room.calendar_id).sync_token(answer.data.sync_token).build(),
        as_user(),
    )
    assert changes.success()
    assert not changes.data.items


def test_event_carries_what_get_documents(sdk, state):
    mine = calendar_named(state, "李明")
    held = next(record.raw for record in mine.shelf.order if record.raw["summary"].startswith("设计评审"))
    answer = sdk.calendar_event.get(
        GetCalendarEventRequest.builder()
        .calendar_id(mine.calendar_id)
        .event_id(held["event_id"])
        .need_attendee(True)
        .need_meeting_settings(True)
        .max_attendee_num(100)
        .build(),
        as_user(),
    )
    assert answer.success(), (answer.code, answer.msg)
    event = answer.data.event
    assert (event.summary, event.start_time.timestamp) == (held["summary"], held["start_time"]["timestamp"])
    assert [person.display_name for person in event.attendees] == [row["display_name"] for row in held["attendees"]]
    assert event.vchat.meeting_settings.password == held["vchat"]["meeting_settings"]["password"]
    assert event.location.latitude == pytest.approx(held["location"]["latitude"])
    assert [attachment.name for attachment in event.attachments] == ["Onboarding 2.0 设计稿.pdf"]


def test_attendees_beyond_a_hundred_come_page_by_page(sdk, state):
    company = calendar_named(state, "公司")
    held = next(record.raw for record in company.shelf.order if "All-hands" in record.raw["summary"])
    assert len(held["attendees"]) > 101
    builder = (
        ListCalendarEventAttendeeRequest.builder()
        .calendar_id(company.calendar_id)
        .event_id(held["event_id"])
        .page_size(100)
    )
    first = sdk.calendar_event_attendee.list(builder.build(), as_user())
    assert first.success(), (first.code, first.msg)
    assert first.data.has_more
    second = sdk.calendar_event_attendee.list(builder.page_token(first.data.page_token).build(), as_user())
    names = [row.display_name for row in first.data.items + second.data.items]
    assert names == [row["display_name"] for row in held["attendees"]]


def test_instances_show_what_became_of_each_occurrence(sdk, state):
    product = calendar_named(state, "产品")
    master = next(record for record in product.shelf.order if record.raw["summary"].endswith("Weekly product review"))
    answer = sdk.calendar_event.instances(
        InstancesCalendarEventRequest.builder()
        .calendar_id(product.calendar_id)
        .event_id(master.event_id)
        .start_time(seconds(-8))
        .end_time(seconds(22))
        .page_size(10)
        .build(),
        as_user(),
    )
    assert answer.success(), (answer.code, answer.msg)
    rows = [
        (datetime.fromtimestamp(int(row.start_time.timestamp), SHANGHAI).strftime("%d %b %H:%M"), row.status)
        for row in answer.data.items
    ]
    assert rows == [
        ("15 Nov 16:00", "confirmed"),
        ("21 Nov 14:00", "confirmed"),
        ("28 Nov 14:00", "confirmed"),
        ("05 Dec 14:00", "cancelled"),
        ("08 Dec 10:00", "confirmed"),
    ]
    assert [row.is_exception for row in answer.data.items] == [True, False, True, True, True]
    assert answer.data.items[2].summary == "产品评审会（特别场）Roadmap 2027 deep dive"


def test_view_and_instances_agree(sdk, state):
    anna = calendar_named(state, "Anna")
    builder = InstanceViewCalendarEventRequest.builder().calendar_id(anna.calendar_id)
    view = sdk.calendar_event.instance_view(builder.start_time(seconds(-30)).end_time(seconds(9)).build(), as_user())
    assert view.success(), (view.code, view.msg)
    daily = next(record for record in anna.shelf.order if record.raw["summary"] == "Daily Berlin")
    builder = InstancesCalendarEventRequest.builder().calendar_id(anna.calendar_id).event_id(daily.event_id)
    instances = sdk.calendar_event.instances(
        builder.start_time(seconds(-30)).end_time(seconds(9)).page_size(500).build(), as_user()
    )
    starts = [row.start_time.timestamp for row in view.data.items if row.event_id.startswith(daily.uid)]
    assert starts == [row.start_time.timestamp for row in instances.data.items]
    hours = [datetime.fromtimestamp(int(start), SHANGHAI).hour for start in starts]
    assert hours == [16] * 2 + [17] * 25  # the clocks in Berlin go back on 25 October
    private = [row for row in view.data.items if row.visibility == "private"]
    assert private
    assert not any(row.summary for row in private)


@pytest.mark.parametrize(
    ("query", "found"),
    [("面试", 3), ("release_4.2_checklist", 1), ("release_4.2", 0), ("Berlin", 2), ("nothing at all", 0)],
)
def test_search_finds_titles(sdk, state, query, found):
    mine = calendar_named(state, "李明")
    window = (
        EventSearchFilter.builder()
        .start_time(TimeInfo.builder().timestamp(seconds(-30)).build())
        .end_time(TimeInfo.builder().timestamp(seconds(30)).build())
        .build()
    )
    answer = sdk.calendar_event.search(
        SearchCalendarEventRequest.builder()
        .calendar_id(mine.calendar_id)
        .page_size(100)
        .request_body(SearchCalendarEventRequestBody.builder().query(query).filter(window).build())
        .build(),
        as_user(),
    )
    assert answer.success(), (answer.code, answer.msg)
    rows = [row for row in answer.data.items or [] if row.status != "cancelled"]
    assert len(rows) == found
    assert all(query.casefold() in row.summary.casefold() for row in rows)


def test_refusals_keep_code_status_and_log_id(sdk, state):
    busy_only, google = calendar_named(state, "王芳"), calendar_named(state, "gmail")
    for calendar, code in ((busy_only, 191002), (google, 191004)):
        request = ListCalendarEventRequest.builder().calendar_id(calendar.calendar_id).build()
        answer = sdk.calendar_event.list(request, as_user())
        assert (answer.code, answer.raw.status_code) == (code, 403)
        assert answer.get_log_id()
        assert json.loads(answer.raw.content)["error"]["log_id"] == answer.get_log_id()


def test_app_signs_in_by_id_and_secret(sdk, state):
    answer = sdk.calendar.list(ListCalendarRequest.builder().build())
    assert answer.success(), (answer.code, answer.msg)
    names = [row.summary for row in answer.data.calendar_list]
    assert names == [
        "平台团队 Platform Team",
        "产品日历 Product",
        "公司日历与节假日 Company & holidays",
        "飞书日程助手 Demo app",
    ]
