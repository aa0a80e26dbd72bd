"""Full and incremental pulls from the simulator into the cache."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from feishu_tui.errors import NetworkError, NotSignedIn, QuotaExhausted, ServerError
from feishu_tui.feishu.client import FeishuClient
from feishu_tui.feishu.connect import Feishu
from feishu_tui.feishu.pace import Pace
from feishu_tui.feishu.tokens import StaticToken
from feishu_tui.model import Calendar
from feishu_tui.query import parse
from feishu_tui.simulator.faults import Fault, bad_gateway
from feishu_tui.store import Store
from feishu_tui.sync.pull import Puller
from feishu_tui.sync.report import Progress
from tests.feishu.office import CAL, DAY, HOUR, NOW, Office
from tests.feishu.replies import BASE, Sleeps
from tests.sync.desk import TEAM, Desk, at, days
from tests.transport import transport

TEAM_CALENDAR = {"calendar_id": TEAM, "summary": "Team", "type": "shared", "role": "reader"}


def found(desk: Desk) -> int:
    """How many events a search for what they are all called finds."""
    now = datetime.fromtimestamp(NOW, UTC)
    return len(desk.store.search(parse("e", now.date()), now, limit=None))


async def test_the_five_kinds_of_change_come_by_sync_token_alone() -> None:
    desk = Desk(TEAM_CALENDAR)
    office = desk.office
    series = office.add_daily("standup", start=at("2026-11-02 09:30"))
    for uid in ("moved", "retitled", "deleted"):
        office.add(uid, at("2026-11-21 12:00"), at("2026-11-21 13:00"))
    await desk.puller.pull()
    assert sorted(desk.titles("2026-11-21")) == ["deleted", "moved", "retitled", "standup"]

    desk.queries()
    office.state.move(CAL, "moved_0", at("2026-11-22 12:00"), at("2026-11-22 13:00"))
    office.state.retitle(CAL, "retitled_0", "new title")
    office.state.cancel_instance(CAL, series, at("2026-11-21 09:30"))
    office.state.delete_event(CAL, "deleted_0")
    office.add("added", at("2026-11-21 18:00"), at("2026-11-21 19:00"))
    report = await desk.puller.pull()

    assert desk.titles("2026-11-21") == ["new title", "added"]
    assert desk.titles("2026-11-22") == ["standup", "moved"]
    asked = desk.queries()
    assert len(asked) == 2
    assert all("sync_token=" in query and "anchor_time" not in query for query in asked)
    mine = report.calendars[0]
    assert (mine.mode, mine.requests, mine.received, mine.stored, mine.deleted) == ("incremental", 1, 5, 4, 1)
    assert [each.error for each in report.calendars] == [None, None]
    assert await desk.agrees(days("2026-11-20", "2026-11-23")) == 6


async def test_a_series_deleted_on_one_page_of_changes_takes_its_exceptions_on_the_next_with_it() -> None:
    desk = Desk()
    master = desk.office.add_daily("standup", start=at("2026-11-02 09:30"))
    await desk.puller.pull()
    uid, times = master.removesuffix("_0"), {"timestamp": str(at("2026-11-21 12:00"))}
    moved = {"event_id": f"{uid}_{at('2026-11-21 09:30')}", "is_exception": True, "recurring_event_id": uid}
    pages: dict[str, dict[str, object]] = {
        "sync_token=": {"items": [{"event_id": master, "status": "cancelled"}], "has_more": True, "page_token": "more"},
        "page_token=more": {"items": [{**moved, "start_time": times, "end_time": times}], "sync_token": "new"},
    }
    for pattern, page in pages.items():
        body = json.dumps({"code": 0, "data": page}).encode()
        headers = (("Content-Type", "application/json"),)
        desk.office.simulator.faults.add(Fault(f"/events.*{pattern}", status=200, body=body, headers=headers))
    await desk.puller.pull()
    assert desk.titles("2026-11-21") == []
    assert desk.state().sync_token == "new"


async def test_nothing_new_stores_nothing_and_counts_as_synced() -> None:
    desk = Desk()
    await desk.puller.pull()
    before = desk.state()
    desk.pass_time(minutes=5)
    report = await desk.puller.pull()
    assert (report.calendars[0].received, report.calendars[0].stored) == (0, 0)
    assert desk.state().synced_at == before.synced_at + 300  # type: ignore[operator]


async def test_five_thousand_events_come_through_short_and_empty_pages() -> None:
    desk = Desk()
    for number in range(5000):
        start = NOW - 100 * DAY + number * HOUR
        desk.office.add(f"e{number}", start, start + HOUR)
    desk.office.faults.add(Fault("anchor_time", nth=2, times=2, page_rows=0))
    desk.office.faults.add(Fault("anchor_time", nth=5, times=3, page_rows=7))
    seen: list[Progress] = []
    report = await desk.puller.pull(progress=seen.append)
    assert report.calendars[0].stored == report.calendars[0].received == desk.state().events == 5000
    # Two empty pages, three short ones, and five full ones with the rest behind them.
    assert report.calendars[0].requests == 10
    assert [each.received for each in seen] == sorted(each.received for each in seen)
    assert (seen[-1].received, seen[-1].done, seen[-1].total) == (5000, 1, 1)
    assert found(desk) == 5000


async def test_a_null_list_is_an_empty_page() -> None:
    desk = Desk()
    desk.office.add("one", NOW, NOW + HOUR)
    desk.office.faults.add(Fault("anchor_time", null_items=True))
    report = await desk.puller.pull()
    assert (report.calendars[0].error, report.calendars[0].received) == (None, 0)


async def test_calendars_that_list_no_events_spoil_nothing() -> None:
    desk = Desk(
        {"calendar_id": "google@x.calendar.feishu.cn", "type": "google"},
        {"calendar_id": "busy@x.calendar.feishu.cn", "type": "shared", "role": "free_busy_reader"},
        {"calendar_id": "secret@x.calendar.feishu.cn", "type": "shared", "role": "reader"},
        {"calendar_id": "odd@x.calendar.feishu.cn", "type": "shared", "role": "reader"},
        TEAM_CALENDAR,
    )
    desk.office.faults.add(Fault("secret.*/events", times=None, code=191002))
    desk.office.faults.add(Fault("odd.*/events", times=None, code=191004))
    desk.office.add("mine", NOW, NOW + HOUR)
    desk.office.add("theirs", NOW, NOW + HOUR, TEAM)
    report = await desk.puller.pull()
    assert [(each.mode, each.code, each.error, bool(each.note)) for each in report.calendars] == [
        ("full", None, None, False),
        ("skipped", 191004, None, True),
        ("skipped", 191002, None, True),
        ("skipped", 191002, None, True),
        ("skipped", 191004, None, True),
        ("full", None, None, False),
    ]
    assert report.failed == []
    assert sorted(desk.titles("2026-11-21")) == ["mine", "theirs"]
    paths = [path for _, path, _ in desk.office.simulator.log]
    assert not [path for path in paths if "google" in path or "busy" in path]
    assert [each.error_code for each in desk.store.calendars()] == [None, None, None, 191002, 191004, None]

    desk.office.faults.clear()
    await desk.puller.pull()
    assert [each.error_code for each in desk.store.calendars()] == [None] * 6


async def test_one_calendar_that_fails_leaves_the_others_alone() -> None:
    desk = Desk(TEAM_CALENDAR)
    desk.office.add("theirs", NOW, NOW + HOUR, TEAM)
    desk.office.faults.add(bad_gateway("_me@.*/events|_me%40.*/events", times=None))
    report = await desk.puller.pull()
    assert isinstance(report.calendars[0].error, ServerError | NetworkError)
    assert [each.calendar_id for each in report.failed] == [CAL]
    assert desk.titles("2026-11-21") == ["theirs"]
    assert desk.state().synced_at is None


async def test_an_expired_sync_token_means_a_full_pull_unseen_until_it_is_complete() -> None:
    desk = Desk()
    desk.office.add("kept", NOW, NOW + HOUR)
    desk.office.add("gone", NOW, NOW + HOUR)
    await desk.puller.pull()
    desk.office.state.delete_event(CAL, "gone_0")
    desk.office.add("new", NOW, NOW + HOUR)
    desk.office.simulator.expire_paging_tokens()
    report = await desk.puller.pull()
    assert (report.calendars[0].mode, report.calendars[0].stored, report.calendars[0].deleted) == ("full", 2, 1)
    assert sorted(desk.titles("2026-11-21")) == ["kept", "new"]
    desk.queries()
    await desk.puller.pull()
    assert ["sync_token=" in query for query in desk.queries()] == [True]


async def test_a_page_token_that_expires_in_the_middle_begins_again() -> None:
    desk = Desk()
    for number in range(1500):
        desk.office.add(f"e{number}", NOW + number * HOUR, NOW + number * HOUR + HOUR)
    desk.office.faults.add(Fault("page_token=", expire="paging"))
    report = await desk.puller.pull()
    assert (report.calendars[0].stored, report.calendars[0].received, desk.state().events) == (1500, 2500, 1500)

    desk.office.faults.clear()
    desk.office.faults.add(Fault("page_token=", times=None, code=190008))
    report = await desk.puller.pull(full=True)
    assert report.calendars[0].error is not None
    assert report.calendars[0].error.code == 190008
    assert desk.state().events == found(desk) == 1500


async def test_what_cannot_be_read_is_named() -> None:
    desk = Desk()
    desk.office.add("good", NOW, NOW + HOUR)
    desk.office.state.upsert_event(CAL, {"event_id": "bad_0", "summary": "no time at all"})
    report = await desk.puller.pull()
    assert report.calendars[0].skipped == 1
    assert [(calendar, event) for calendar, event, _ in report.skipped] == [(CAL, "bad_0")]
    assert desk.titles("2026-11-21") == ["good"]


async def test_a_first_pull_shows_what_has_arrived_and_a_later_one_waits() -> None:
    desk = Desk()
    for number in range(2500):
        desk.office.add(f"e{number}", NOW, NOW + HOUR)
    shown: list[int] = []

    def look(_: Progress) -> None:
        shown.append(len(desk.titles("2026-11-21")))

    await desk.puller.pull(progress=look)
    assert shown == [1000, 2000, 2500, 2500]
    shown.clear()
    desk.office.state.delete_event(CAL, "e0_0")
    await desk.puller.pull(full=True, progress=look)
    assert shown == [2500, 2500, 2499, 2499]


async def test_a_cancelled_pull_keeps_what_is_stored() -> None:
    desk = Desk()
    for number in range(2500):
        desk.office.add(f"e{number}", NOW, NOW + HOUR)

    def stop(progress: Progress) -> None:
        if progress.pages == 2:
            task.cancel()

    task = asyncio.create_task(desk.puller.pull(progress=stop))
    with pytest.raises(asyncio.CancelledError):
        await task
    assert len(desk.titles("2026-11-21")) == 2000
    assert desk.state().synced_at is None
    await desk.puller.pull()
    assert len(desk.titles("2026-11-21")) == desk.state().events == 2500

    desk.office.state.delete_event(CAL, "e0_0")
    task = asyncio.create_task(desk.puller.pull(full=True, progress=stop))
    with pytest.raises(asyncio.CancelledError):
        await task
    assert len(desk.titles("2026-11-21")) == 2500
    await desk.puller.pull()
    assert len(desk.titles("2026-11-21")) == 2499


async def test_a_rejected_token_stops_everything() -> None:
    desk = Desk(TEAM_CALENDAR)
    desk.office.add("kept", NOW, NOW + HOUR)
    await desk.puller.pull()
    desk.office.simulator.expire_access_tokens()
    with pytest.raises(NotSignedIn):
        await desk.puller.pull()
    assert desk.titles("2026-11-21") == ["kept"]


async def test_an_exhausted_quota_is_not_asked_again() -> None:
    desk = Desk(*({"calendar_id": f"c{n}@x.calendar.feishu.cn", "type": "shared", "role": "reader"} for n in range(20)))
    desk.office.faults.add(Fault("/events", times=None, code=99991403))
    with pytest.raises(QuotaExhausted):
        await desk.puller.pull()
    # No more than were under way at the same time.
    assert len(desk.queries()) <= 4


async def test_an_unreachable_server_is_not_tried_for_every_calendar() -> None:
    desk = Desk(*({"calendar_id": f"c{n}@x.calendar.feishu.cn", "type": "shared", "role": "reader"} for n in range(40)))
    desk.office.add("kept", NOW, NOW + HOUR)
    await desk.puller.pull()
    asked: set[str] = set()

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/events"):
            asked.add(request.url.path)
            raise httpx.ConnectError("no route to host")
        return transport(desk.office.simulator).handle_request(request)

    client = FeishuClient(
        BASE, StaticToken("u-demo"), transport=httpx.MockTransport(answer), pace=Pace((), sleep=Sleeps())
    )
    with pytest.raises(NetworkError):
        await Puller(Feishu(client, "exclusive"), desk.store, desk.clock).pull()
    # Those that were under way when the third one failed.
    assert len(asked) <= 6
    assert desk.titles("2026-11-21") == ["kept"]


async def test_known_calendars_are_pulled_when_the_list_fails() -> None:
    desk = Desk()
    await desk.puller.pull()
    desk.office.add("new", NOW, NOW + HOUR)
    desk.office.faults.add(Fault("/calendars\\?", times=None, code=190003, status=500))
    report = await desk.puller.pull()
    assert report.error is not None
    assert report.error.code == 190003
    assert desk.titles("2026-11-21") == ["new"]


async def test_an_empty_calendar_list_throws_nothing_away() -> None:
    desk = Desk()
    desk.office.add("kept", NOW, NOW + HOUR)
    await desk.puller.pull()
    desk.office.faults.add(Fault("/calendars\\?", null_items=True))
    await desk.puller.pull()
    assert desk.titles("2026-11-21") == ["kept"]


async def test_a_calendar_that_is_gone_takes_its_events_along() -> None:
    desk = Desk(TEAM_CALENDAR)
    desk.office.add("mine", NOW, NOW + HOUR)
    desk.office.add("theirs", NOW, NOW + HOUR, TEAM)
    await desk.puller.pull()
    desk.office.state.delete_calendar(TEAM)
    await desk.puller.pull()
    assert desk.titles("2026-11-21") == ["mine"]
    assert len(desk.store.calendars()) == 1


async def test_another_account_finds_an_empty_cache(tmp_path: Path) -> None:
    desk = Desk(TEAM_CALENDAR)
    desk.office.add("theirs", NOW, NOW + HOUR, TEAM)
    await desk.puller.pull()
    desk.store.put_calendars(
        [Calendar("other", type="primary", role="owner"), Calendar(TEAM, type="shared", role="reader")]
    )
    assert [each.synced_at for each in desk.store.calendars()] == [None, None]
    assert desk.titles("2026-11-21") == []


async def test_only_the_named_calendars_are_pulled() -> None:
    desk = Desk(TEAM_CALENDAR)
    report = await desk.puller.pull([TEAM])
    assert [each.calendar_id for each in report.calendars] == [TEAM]
    assert len(desk.queries()) == 1


async def test_details_are_fetched_and_kept() -> None:
    desk = Desk()
    event_id = desk.office.add("one", NOW, NOW + HOUR, attendees=[{"type": "user", "display_name": "李四"}])
    assert desk.store.detail(CAL, event_id) is None
    await desk.puller.pull()
    detail = await desk.puller.detail(CAL, event_id)
    assert [each.name for each in detail.attendees] == ["李四"]
    assert desk.store.detail(CAL, event_id) == (detail, NOW)
    desk.office.state.delete_event(CAL, event_id)
    await desk.puller.pull()
    assert desk.store.detail(CAL, event_id) is None


async def test_two_pullers_on_one_cache_lose_nothing(tmp_path: Path) -> None:
    office = Office()
    for number in range(1500):
        office.add(f"e{number}", NOW, NOW + HOUR)
    desk = Desk()
    stores = [Store.open(tmp_path / "cache.sqlite3", desk.clock) for _ in range(2)]
    pullers = [Puller(office.feishu, store, desk.clock) for store in stores]
    await asyncio.gather(*(puller.pull() for puller in pullers))
    office.add("later", NOW, NOW + HOUR)
    office.state.delete_event(CAL, "e0_0")
    await asyncio.gather(*(puller.pull() for puller in pullers))
    await asyncio.gather(*(puller.pull(full=True) for puller in pullers))
    for store in stores:
        assert len(store.occurrences(days("2026-11-21")).occurrences) == store.calendars()[0].events == 1500
        store.close()
