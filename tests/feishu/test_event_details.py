"""events/get, instances, instance_view, search and attendees against the simulator."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from feishu_tui.errors import NotFound, NotPermitted, ServerError
from feishu_tui.feishu.events import Events
from feishu_tui.simulator.faults import Fault
from tests.feishu.office import CAL, DAY, HOUR, ME, NOW, Office
from tests.feishu.replies import Replies, client_of, refusal


def starts(occurrences) -> list[int]:
    return [int(occurrence.start.timestamp()) for occurrence in occurrences]


async def test_a_detail_has_everybody_and_everything():
    office = Office()
    people: list[dict[str, object]] = [
        {"type": "user", "display_name": f"P{n}", "user_id": f"ou_{n}"} for n in range(130)
    ]
    people[0] |= {"user_id": ME, "is_organizer": True}
    office.add(
        "big",
        NOW,
        NOW + HOUR,
        attendees=people,
        attendee_ability="can_see_others",
        vchat={"vc_type": "vc", "meeting_url": "vc.feishu.cn/j/1", "meeting_settings": {"open_lobby": True}},
        event_check_in={"enable_check_in": True},
    )
    detail = await office.events.get(CAL, "big_0")
    assert [person.name for person in detail.attendees] == [f"P{n}" for n in range(130)]
    assert detail.event.meeting.url == "https://vc.feishu.cn/j/1"
    assert detail.settings is not None
    assert detail.settings.lobby
    assert detail.check_in is not None
    assert detail.check_in.enabled
    assert '"event_id":"big_0"' in detail.raw
    assert detail.event.problems == ()


async def test_attendees_that_fail_to_come_are_said_to_be_missing():
    office = Office()
    people = [{"type": "user", "display_name": f"P{n}", "user_id": f"ou_{n}"} for n in range(130)]
    office.add("big", NOW, NOW + HOUR, attendees=people, attendee_ability="can_see_others")
    office.faults.add(Fault("/attendees", code=190002, times=None))
    detail = await office.events.get(CAL, "big_0")
    assert len(detail.attendees) == 100
    assert "more attendees" in detail.event.problems[0]


async def test_hidden_attendees_do_not_hide_the_event():
    office = Office()
    office.add("secret", NOW, NOW + HOUR)
    office.faults.add(Fault("need_attendee=true", code=194001))
    detail = await office.events.get(CAL, "secret_0")
    assert detail.attendees_hidden
    assert detail.event.summary == "secret"


@pytest.mark.parametrize("occurrence_get", ["synthesise", "193001"])
async def test_an_ordinary_occurrence_is_its_series_at_its_own_time(occurrence_get):
    office = Office(occurrence_get=occurrence_get)
    office.add_daily()
    detail = await office.events.get(CAL, f"daily_{NOW + 3 * DAY}")
    assert detail.event.event_id == f"daily_{NOW + 3 * DAY}"
    assert starts([detail.event]) == [NOW + 3 * DAY]
    assert detail.event.summary == "daily"


@pytest.mark.parametrize("all_day_instances", ["date", "timestamp"])
async def test_an_ordinary_all_day_occurrence(all_day_instances):
    office = Office(occurrence_get="193001", all_day_instances=all_day_instances)
    office.add_days("trip", "2026-11-21", "2026-11-23", recurrence="FREQ=WEEKLY")
    original = int(datetime(2026, 11, 28, tzinfo=UTC).timestamp())
    event = (await office.events.get(CAL, f"trip_{original}")).event
    assert (event.start, event.end) == (date(2026, 11, 28), date(2026, 11, 30))


@pytest.mark.parametrize("event_id", ["nobody_0", f"nobody_{NOW}", f"daily_{NOW + 7}"])
async def test_an_event_that_is_not_there(event_id):
    office = Office(occurrence_get="193001")
    office.add_daily()
    with pytest.raises(NotFound) as caught:
        await office.events.get(CAL, event_id)
    assert caught.value.code in (193000, 193001)


async def test_a_deleted_event_is_not_found():
    office = Office()
    office.add("gone", NOW, NOW + HOUR)
    office.state.delete_event(CAL, "gone_0")
    with pytest.raises(NotFound) as caught:
        await office.events.get(CAL, "gone_0")
    assert caught.value.code == 193003


async def test_instances_of_five_years_come_complete_in_allowed_pieces():
    office = Office()
    master = office.add_daily()
    moved = office.state.move(CAL, f"daily_{NOW + DAY}", NOW + DAY + HOUR, NOW + DAY + 2 * HOUR)
    office.state.cancel_instance(CAL, master, NOW + 2 * DAY)
    found = await office.events.instances(CAL, master, NOW, NOW + 5 * 365 * DAY)
    expected = [NOW + n * DAY for n in range(5 * 365) if n != 2]
    expected[1] += HOUR
    assert starts(found) == expected
    assert [one.original_time for one in found if one.event.is_exception] == [NOW + DAY]
    assert found[1].instance_id == moved
    assert all(one.recurring and one.from_server for one in found)


@pytest.mark.parametrize("borders", ["open", "closed"])
async def test_instances_are_those_that_overlap_the_span(borders):
    office = Office(window_borders=borders)
    master = office.add_daily()
    assert starts(await office.events.instances(CAL, master, NOW + HOUR, NOW + DAY)) == []
    assert starts(await office.events.instances(CAL, master, NOW + HOUR - 1, NOW + DAY + 1)) == [NOW, NOW + DAY]


async def test_a_series_without_measure_is_given_up():
    def page(request):
        token = request.url.params.get("page_token", "0")
        return {"items": [{"event_id": f"tick_{token}"}] * 500, "has_more": True, "page_token": str(int(token) + 1)}

    replies = Replies(page)
    with pytest.raises(ServerError, match="more than 20000 occurrences"):
        await Events(client_of(replies)).instances(CAL, "tick_0", NOW, NOW + 35 * DAY)
    assert len(replies.asked) == 40


async def test_something_without_length_on_a_piece_border_is_not_lost():
    office = Office()
    master = office.add("blip", NOW, NOW, recurrence="FREQ=DAILY")
    assert len(await office.events.instances(CAL, master, NOW, NOW + 800 * DAY)) == 800
    assert len(await office.events.view(CAL, NOW, NOW + 100 * DAY)) == 100


@pytest.mark.parametrize(("span", "count"), [("over", "over"), ("at", "at")])
async def test_a_view_of_months_is_halved_as_often_as_it_must(span, count):
    office = Office(view_span_limit=span, view_count_limit=count)
    office.add("often", NOW, NOW + 60, recurrence="FREQ=HOURLY")
    office.add("twice", NOW, NOW + 60, recurrence="FREQ=MINUTELY;INTERVAL=30")
    office.add("single", NOW + 5 * DAY, NOW + 5 * DAY + HOUR)
    found = await office.events.view(CAL, NOW, NOW + 80 * DAY)
    assert len(found) == 80 * 24 * 3 + 1
    assert len({one.instance_id for one in found}) == len(found)
    assert [one.recurring for one in found if one.event.summary == "single"] == [False]
    assert starts(found) == sorted(starts(found))


async def test_a_view_that_stays_too_full_ends_with_the_servers_error():
    async with client_of(replies := Replies(refusal(193104))) as client:
        with pytest.raises(ServerError) as caught:
            await Events(client).view(CAL, NOW, NOW + 30 * DAY)
    assert caught.value.code == 193104
    assert len(replies.asked) < 15


async def test_a_view_of_a_calendar_that_has_none():
    office = Office({"calendar_id": "room", "type": "resource"})
    with pytest.raises(NotPermitted) as caught:
        await office.events.view("room", NOW, NOW + DAY)
    assert caught.value.code == 191004


@pytest.mark.parametrize("has_more", [False, True])
async def test_search_follows_its_pages_and_gives_each_event_once(has_more):
    office = Office(search_has_more=has_more)
    wanted = {office.add(f"review {n}", NOW + n * DAY, NOW + n * DAY + HOUR) for n in range(250)}
    office.add("lunch", NOW, NOW + HOUR)
    found = await office.events.search(CAL, "review", NOW, NOW + 400 * DAY)
    assert {listed.event.event_id for listed in found} == wanted
    assert len(found) == 250
    assert len(office.simulator.log) == 3


async def test_search_always_names_a_span_and_at_most_200_characters():
    replies = Replies({"items": None, "page_token": ""})
    async with client_of(replies) as client:
        await Events(client).search(CAL, "x" * 300 + "\ud800", 5, 10, user_ids=["ou_1"], chat_ids=["oc_1"])
    assert replies.asked[0].content.decode() == (
        '{"query":"%s","filter":{"start_time":{"timestamp":"5"},"end_time":{"timestamp":"10"},'
        '"user_ids":["ou_1"],"chat_ids":["oc_1"]}}' % ("x" * 200)
    )


async def test_search_that_repeats_its_token_ends():
    replies = Replies({"items": [{"event_id": "a_0", "start_time": {"timestamp": "5"}}], "page_token": "same"})
    async with client_of(replies) as client:
        found = await Events(client).search(CAL, "a", 1, 10)
    assert len(found) == 1
    assert len(replies.asked) == 2


async def test_filters_by_people():
    office = Office()
    office.add("with", NOW, NOW + HOUR, attendees=[{"type": "user", "user_id": "ou_1"}])
    office.add("without", NOW, NOW + HOUR)
    found = await office.events.search(CAL, "", NOW - DAY, NOW + DAY, user_ids=["ou_1"])
    assert [listed.event.summary for listed in found] == ["with"]


@pytest.mark.parametrize("kind", ["chat", "group"])
async def test_groups_and_their_members(kind):
    office = Office(attendee_chat_type=kind)
    office.state.chats["oc_1"] = [{"open_id": ME, "display_name": "Me", "rsvp_status": "accept"}]
    office.state.chats["oc_1"] += [{"open_id": f"ou_{n}", "display_name": f"M{n}"} for n in range(150)]
    office.add("party", NOW, NOW + HOUR, attendees=[{"type": "chat", "chat_id": "oc_1", "attendee_id": "chat_1"}])
    group = (await office.events.attendees(CAL, "party_0"))[0]
    assert (group.type, group.chat_id) == ("chat", "oc_1")
    members, token = await office.events.chat_members(CAL, "party_0", group.attendee_id)
    assert len(members) == 100
    rest, end = await office.events.chat_members(CAL, "party_0", group.attendee_id, token)
    members += rest
    assert end == ""
    assert len(members) == 151
    assert (members[0].name, members[0].rsvp) == ("Me", "accept")
