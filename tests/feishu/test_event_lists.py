"""events/list in its three modes, against the simulator and against servers that misbehave."""

from __future__ import annotations

from datetime import date

import pytest

from feishu_tui.errors import BadResponse, NotPermitted, TokenExpired
from feishu_tui.feishu.events import Events, Page
from feishu_tui.simulator.faults import Fault
from tests.feishu.office import CAL, DAY, HOUR, NOW, Office
from tests.feishu.replies import Replies, client_of, refusal


async def full(office: Office, anchor: int = NOW - 365 * DAY) -> list[Page]:
    return [page async for page in office.events.full(CAL, anchor)]


async def changes(office: Office, token: str) -> list[Page]:
    return [page async for page in office.events.changes(CAL, token)]


def ids(pages: list[Page]) -> list[str]:
    return [listed.event.event_id for page in pages for listed in page.events]


async def test_five_thousand_events_arrive_complete_over_short_and_empty_pages():
    office = Office()
    wanted = [office.add(f"e{number}", NOW + number * 60, NOW + number * 60 + HOUR) for number in range(5000)]
    office.faults.add(Fault("/events", page_rows=0, nth=2, times=3))
    office.faults.add(Fault("/events", page_rows=7, nth=6, times=2))
    pages = await full(office)
    assert ids(pages) == wanted
    assert [page.last for page in pages] == [False] * (len(pages) - 1) + [True]
    assert [bool(page.sync_token) for page in pages] == [page.last for page in pages]
    assert all("anchor_time=" in query and "page_size=1000" in query for query in office.queries)


@pytest.mark.parametrize("stale", ["omit", "old", "empty"])
async def test_a_stray_page_token_at_the_end_is_no_new_page(stale):
    office = Office(stale_page_token=stale)
    office.add_daily()
    office.faults.add(Fault("/events", page_rows=0))
    assert len(await full(office)) == 2


@pytest.mark.parametrize("link", ["suffixed", "bare"])
async def test_masters_and_exceptions_are_told_apart(link):
    office = Office(recurring_event_id=link)
    master = office.add_daily()
    moved = office.state.move(CAL, f"daily_{NOW + DAY}", NOW + DAY + HOUR, NOW + DAY + 2 * HOUR)
    gone = office.state.cancel_instance(CAL, master, NOW + 2 * DAY)
    events = {listed.event.event_id: listed.event for page in await full(office) for listed in page.events}
    assert events[master].is_series
    assert (events[moved].series_uid, events[moved].original_time) == ("daily", NOW + DAY)
    assert (events[gone].status, events[gone].is_exception) == ("cancelled", True)


async def test_changes_come_by_sync_token_alone_with_deletions():
    office = Office()
    for name in ("kept", "moved", "retitled", "deleted"):
        office.add(name, NOW, NOW + HOUR)
    daily = office.add_daily()
    token = (await full(office))[-1].sync_token
    assert token
    assert await changes(office, token) == [Page((), sync_token=token)]
    office.state.move(CAL, "moved_0", NOW + DAY, NOW + DAY + HOUR)
    office.state.retitle(CAL, "retitled_0", "New title")
    office.state.delete_event(CAL, "deleted_0")
    office.state.cancel_instance(CAL, daily, NOW + DAY)
    office.add("added", NOW, NOW + HOUR)
    pages = await changes(office, token)
    events = {listed.event.event_id: listed.event for page in pages for listed in page.events}
    assert set(events) == {"moved_0", "retitled_0", "deleted_0", f"daily_{NOW + DAY}", "added_0"}
    assert events["deleted_0"].status == "cancelled"
    assert pages[-1].sync_token not in (None, token)
    assert all("anchor_time" not in query for query in office.queries if "sync_token" in query)


@pytest.mark.parametrize("pair", ["accept", "reject"])
async def test_changes_of_several_pages_go_on_by_page_token(pair):
    office = Office(delta_pair=pair)
    token = (await full(office))[-1].sync_token
    assert token
    wanted = [office.add(f"e{number}", NOW, NOW + HOUR) for number in range(25)]
    office.faults.add(Fault("/events", page_rows=10, times=9))
    pages = await changes(office, token)
    assert ids(pages) == wanted
    assert [bool(page.sync_token) for page in pages] == [False, False, True]


async def test_changes_without_a_page_token_go_on_by_the_newest_sync_token():
    first = {"has_more": True, "sync_token": "S2", "items": [{"event_id": "a_0", "status": "cancelled"}]}
    replies = Replies(first, {"has_more": False, "sync_token": "S3", "items": None})
    async with client_of(replies) as client:
        pages = [page async for page in Events(client).changes(CAL, "S1")]
    assert [query.get("sync_token") for query in replies.queries] == ["S1", "S2"]
    assert [page.sync_token for page in pages] == [None, "S3"]


@pytest.mark.parametrize("page", [{"has_more": True}, {"has_more": True, "sync_token": "S1"}])
async def test_changes_that_lead_nowhere_ask_for_a_full_pull(page):
    replies = Replies(page)
    async with client_of(replies) as client:
        with pytest.raises(TokenExpired):
            _ = [page async for page in Events(client).changes(CAL, "S1")]
    assert len(replies.asked) == 1


async def test_expired_tokens_are_told():
    office = Office()
    token = (await full(office))[-1].sync_token
    assert token
    office.simulator.expire_paging_tokens()
    with pytest.raises(TokenExpired) as caught:
        await changes(office, token)
    assert caught.value.code == 190008
    async with client_of(Replies(refusal(190009))) as client:
        with pytest.raises(TokenExpired):
            _ = [page async for page in Events(client).changes(CAL, "S1")]


@pytest.mark.parametrize("fault", [Fault("/events", times=None, lost_page_token=True), "repeated", "empty"])
async def test_a_walk_that_leads_nowhere_ends_with_an_error(fault):
    office = Office()
    for number in range(3):
        office.add(f"e{number}", NOW, NOW + HOUR)
    if fault == "repeated":
        office.faults.add(Fault("/events", page_rows=1, times=None))
        fault = Fault("/events", nth=2, times=None, repeated_page_token=True)
    elif fault == "empty":
        fault = Fault("/events", page_rows=0, times=None)
    office.faults.add(fault)
    with pytest.raises(BadResponse):
        await full(office)
    assert len(office.simulator.log) < 200


async def test_one_bad_event_is_named_and_the_page_goes_on():
    office = Office()
    office.add("good", NOW, NOW + HOUR)
    office.state.upsert_event(CAL, {"event_id": "bad_0", "summary": "no times"})
    page = (await full(office))[-1]
    assert [listed.event.event_id for listed in page.events] == ["good_0"]
    assert [skipped.event_id for skipped in page.skipped] == ["bad_0"]
    assert page.received == 2


async def test_a_window_says_when_it_may_have_been_cut():
    office = Office()
    for number in range(1500):
        office.add(f"e{number}", NOW + number * 60, NOW + number * 60 + 30)
    page = await office.events.window(CAL, NOW - 1, NOW + 2000 * 60)
    assert (len(page.events), page.truncated) == (1000, True)
    half = await office.events.window(CAL, NOW - 1, NOW + 600 * 60)
    assert (len(half.events), half.truncated) == (600, False)
    assert half.sync_token is None
    assert all("anchor" not in query and "token" not in query for query in office.queries)


async def test_a_windows_sync_token_is_not_to_be_trusted():
    office = Office(sync_token_in_window=True)
    assert (await office.events.window(CAL, NOW, NOW + DAY)).sync_token is None


async def test_times_outside_the_apis_range_are_moved_into_it():
    replies = Replies({"items": [], "has_more": False})
    async with client_of(replies) as client:
        await Events(client).window(CAL, -5, 10**12)
        _ = [page async for page in Events(client).full(CAL, -1)]
    assert replies.queries[0]["start_time"] == "1"
    assert replies.queries[0]["end_time"] == "16725225600"
    assert replies.queries[1]["anchor_time"] == "1"


@pytest.mark.parametrize(("calendar", "code"), [({"type": "google"}, 191004), ({"role": "free_busy_reader"}, 191002)])
async def test_calendars_that_are_not_listed_have_codes_of_their_own(calendar, code):
    office = Office({"calendar_id": "other", "type": "shared", **calendar})
    with pytest.raises(NotPermitted) as caught:
        _ = [page async for page in office.events.full("other", NOW)]
    assert caught.value.code == code


async def test_doc_sample_times_and_prefixed_rules_are_read():
    office = Office(times="both", rule_prefix="RRULE: ")
    office.add_daily(zone="Europe/Berlin")
    office.add_days("offsite", "2026-11-21", "2026-11-24")
    timed, whole = (listed.event for listed in (await full(office))[-1].events)
    assert not timed.all_day
    assert timed.timezone == "Europe/Berlin"
    assert timed.recurrence == "RRULE: FREQ=DAILY"
    assert whole.all_day
    assert (whole.start, whole.end) == (date(2026, 11, 21), date(2026, 11, 24))


@pytest.mark.parametrize("all_day_end", ["exclusive", "inclusive"])
async def test_all_day_events_are_as_long_under_either_reading(all_day_end):
    office = Office(all_day_end=all_day_end)
    office.add_days("one", "2026-11-21", "2026-11-22")
    office.add_days("three", "2026-11-21", "2026-11-24")
    ends = [listed.event.end for listed in (await full(office))[-1].events]
    assert ends == [date(2026, 11, 22), date(2026, 11, 24)]
