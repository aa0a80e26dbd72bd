"""events.get, and what every endpoint tells of an event to whom."""

from __future__ import annotations

from typing import Any

import pytest

from feishu_tui.simulator.switches import Switches
from tests.simulator.desk import DAY, HOUR, ME, NOW, Desk, all_day, office, timed

PATH = f"/calendars/{ME}/events"


def person(number: int, **more: Any) -> dict[str, Any]:
    return {"type": "user", "user_id": f"ou_{number}", "display_name": f"P{number}", "rsvp_status": "accept", **more}


def meeting(**more: Any) -> dict[str, Any]:
    return timed(
        "planning",
        NOW,
        event_id="m_0",
        description="<b>bring</b> numbers",
        location={"name": "Tower 3"},
        reminders=[{"minutes": 5}],
        event_organizer={"user_id": "ou_me", "display_name": "王小明"},
        attachments=[{"file_token": "f", "file_size": "12", "name": "a.pdf"}, {"name": "b.pdf", "is_deleted": True}],
        attendees=[person(number) for number in range(12)],
        event_check_in={"enable_check_in": True},
        vchat={
            "vc_type": "vc",
            "meeting_url": "https://vc.feishu.cn/j/1",
            "meeting_settings": {"owner_id": "ou_me", "password": "9710"},
        },
        **more,
    )


def get(desk: Desk, event_id: str = "m_0", **query: Any) -> dict[str, Any]:
    event: dict[str, Any] = desk.get(f"{PATH}/{event_id}", **query)["event"]
    return event


class TestFields:
    def test_without_asking_no_attendees_and_no_settings(self) -> None:
        event = get(Desk(office(meeting())))
        assert event["summary"] == "planning"
        assert event["event_check_in"] == {"enable_check_in": True}
        assert event["organizer_calendar_id"] == ME
        assert {"attendees", "has_more_attendee"}.isdisjoint(event)
        assert "meeting_settings" not in event["vchat"]
        assert event["vchat"]["meeting_url"] == "https://vc.feishu.cn/j/1"

    @pytest.mark.parametrize("yes", ["true", "True", "TRUE"])
    def test_attendees_up_to_a_number_and_whether_there_are_more(self, yes: str) -> None:
        desk = Desk(office(meeting()))
        event = get(desk, need_attendee=yes)
        assert [row["user_id"] for row in event["attendees"]] == [f"ou_{number}" for number in range(10)]
        assert event["has_more_attendee"] is True
        assert all(row["attendee_id"] for row in event["attendees"])
        event = get(desk, need_attendee=yes, max_attendee_num=100)
        assert (len(event["attendees"]), event["has_more_attendee"]) == (12, False)

    def test_meeting_settings_for_a_vc_meeting_the_caller_may_edit(self) -> None:
        settings = {"need_meeting_settings": "true"}
        assert get(Desk(office(meeting())), **settings)["vchat"]["meeting_settings"]["password"] == "9710"
        assert "meeting_settings" not in get(Desk(office(meeting(), role="reader")), **settings)["vchat"]
        foreign = meeting(organizer_calendar_id="other@x.cn")
        assert "meeting_settings" not in get(Desk(office(foreign)), **settings)["vchat"]
        open_to_all = meeting(organizer_calendar_id="other@x.cn", attendee_ability="can_modify_event")
        assert "meeting_settings" in get(Desk(office(open_to_all)), **settings)["vchat"]
        third = meeting()
        third["vchat"]["vc_type"] = "third_party"
        assert "meeting_settings" not in get(Desk(office(third)), **settings)["vchat"]

    def test_list_rows_have_none_of_it(self) -> None:
        row = Desk(office(meeting())).events()["items"][0]
        assert {"attendees", "event_check_in", "has_more_attendee"}.isdisjoint(row)
        assert "meeting_settings" not in row["vchat"]
        assert row["attachments"] == [{"file_token": "f", "file_size": "12", "name": "a.pdf"}]

    def test_what_is_odd_or_unknown_is_answered_as_it_is_held(self) -> None:
        odd = {
            "event_id": "odd_0",
            "start_time": {"timestamp": NOW, "timezone": "Mars/Base"},
            "end_time": {"timestamp": str(NOW + 60)},
            "summary": None,
            "color": "-1",
            "flavour": "salty",
            "attendees": None,
            "vchat": {"vc_type": "holo"},
        }
        row = Desk(office(odd)).events()["items"][0]
        assert row["start_time"] == {"timestamp": NOW, "timezone": "Mars/Base"}
        assert (row["summary"], row["color"], row["flavour"]) == (None, "-1", "salty")
        assert get(Desk(office(odd)), "odd_0", need_attendee="true")["attendees"] == []

    def test_an_event_without_readable_times_is_listed_and_meets_no_window(self) -> None:
        desk = Desk(office({"summary": "when?", "start_time": "soon"}))
        assert desk.events(anchor_time=NOW)["items"][0]["start_time"] == "soon"
        assert desk.events(start_time=1, end_time=NOW)["items"] == []

    def test_the_app_link_tells_calendar_key_and_times(self) -> None:
        link = get(Desk(office(meeting())))["app_link"]
        assert link.startswith("https://applink.feishu.cn/client/calendar/event/detail?calendarId=feishu.cn_me%40")
        assert link.endswith(f"&key=m&originalTime=0&startTime={NOW}")


class TestIds:
    def test_id_types(self) -> None:
        desk = Desk(office(meeting()))
        assert get(desk)["event_organizer"]["user_id"] == "ou_me"
        assert get(desk, user_id_type="union_id")["event_organizer"]["user_id"] == "on_me"
        assert get(desk, user_id_type="user_id")["event_organizer"]["user_id"] == "me01"

    def test_user_id_is_withheld_without_its_scope(self) -> None:
        data = office(meeting())
        data["tokens"] = [{"token": "u-demo", "identity": "ou_me", "scopes": ["calendar:calendar:readonly"]}]
        event = get(Desk(data), user_id_type="user_id", need_attendee="true")
        assert "user_id" not in event["event_organizer"]
        assert all("user_id" not in row for row in event["attendees"])

    def test_of_external_people_only_open_or_union_ids_are_told(self) -> None:
        event = meeting()
        event["attendees"] = [person(1, is_external=True)]
        desk = Desk(office(event))
        assert get(desk, need_attendee="true", user_id_type="user_id")["attendees"][0]["user_id"] == "ou_1"
        assert get(desk, need_attendee="true", user_id_type="union_id")["attendees"][0]["user_id"] == "on_1"


class TestErrors:
    @pytest.mark.parametrize(
        "query",
        [
            {"max_attendee_num": 101},
            {"max_attendee_num": 0},
            {"max_attendee_num": "x"},
            {"need_attendee": "yes"},
            {"need_meeting_settings": "1"},
            {"user_id_type": "x"},
        ],
    )
    def test_parameters(self, query: dict[str, Any]) -> None:
        assert Desk(office(meeting())).refusal(f"{PATH}/m_0", **query) == (400, 99992402)

    def test_unknown_malformed_and_deleted(self) -> None:
        desk = Desk(office(meeting()))
        assert desk.refusal(f"{PATH}/none_0") == (404, 193001)
        assert desk.refusal(f"{PATH}/none_1763700000") == (404, 193001)
        assert desk.refusal(f"{PATH}/nonsense") == (400, 193000)
        desk.state.delete_event(ME, "m_0")
        assert desk.refusal(f"{PATH}/m_0") == (403, 193003)

    def test_roles(self) -> None:
        assert Desk(office(meeting(), role="free_busy_reader")).refusal(f"{PATH}/m_0") == (403, 191002)

    def test_an_attendee_list_the_organizer_hides(self) -> None:
        hidden = meeting(organizer_calendar_id="other@x.cn", attendee_ability="none")
        desk = Desk(office(hidden))
        assert desk.refusal(f"{PATH}/m_0", need_attendee="true") == (403, 194001)
        assert get(desk)["summary"] == "planning"
        shown = meeting(organizer_calendar_id="other@x.cn", attendee_ability="can_see_others")
        assert len(get(Desk(office(shown)), need_attendee="true")["attendees"]) == 10


class TestOccurrence:
    def series(self) -> dict[str, Any]:
        return timed("daily", NOW, event_id="s_0", recurrence="FREQ=DAILY;COUNT=5", attendees=[person(1)])

    def test_an_ordinary_occurrence_is_the_series_at_its_time(self) -> None:
        event = get(Desk(office(self.series())), f"s_{NOW + DAY}", need_attendee="true")
        assert event["event_id"] == f"s_{NOW + DAY}"
        assert event["start_time"]["timestamp"] == str(NOW + DAY)
        assert event["end_time"]["timestamp"] == str(NOW + DAY + HOUR)
        assert (event["is_exception"], event["recurrence"]) == (False, "")
        assert len(event["attendees"]) == 1

    def test_a_time_the_rule_does_not_give(self) -> None:
        desk = Desk(office(self.series()))
        for original in (NOW + 1, NOW - DAY, NOW + 5 * DAY):
            assert desk.refusal(f"{PATH}/s_{original}") == (404, 193001)

    def test_not_found_by_switch(self) -> None:
        desk = Desk(office(self.series()), switches=Switches(rate_limits=(), occurrence_get="193001"))
        assert desk.refusal(f"{PATH}/s_{NOW + DAY}") == (404, 193001)

    def test_exceptions_are_their_own_rows(self) -> None:
        desk = Desk(office(self.series()))
        desk.state.retitle(ME, f"s_{NOW + DAY}", "special")
        event = get(desk, f"s_{NOW + DAY}")
        assert (event["summary"], event["is_exception"], event["recurring_event_id"]) == ("special", True, "s_0")
        desk.state.cancel_instance(ME, "s_0", NOW + DAY)
        assert get(desk, f"s_{NOW + DAY}")["status"] == "cancelled"


class TestVisibility:
    @pytest.mark.parametrize(
        ("visibility", "role", "told"),
        [
            ("public", "reader", True),
            ("default", "reader", True),
            ("private", "reader", False),
            ("private", "writer", True),
            ("private", "owner", True),
        ],
    )
    def test_details_by_role(self, visibility: str, role: str, told: bool) -> None:
        desk = Desk(office(meeting(visibility=visibility, free_busy_status="busy"), role=role))
        rows = [get(desk), desk.events()["items"][0], desk.events(start_time=NOW, end_time=NOW + DAY)["items"][0]]
        rows += desk.get(f"{PATH}/instance_view", start_time=NOW, end_time=NOW + DAY)["items"]
        for row in rows:
            assert (row["summary"] == "planning") is told
            assert (row["description"] != "") is told
            assert ("location" in row) is told
            assert ("vchat" in row) is told
            assert row["free_busy_status"] == "busy"
            assert row["start_time"]["timestamp"] == str(NOW)

    def test_a_hidden_event_shows_nobody_and_is_not_found_by_its_title(self) -> None:
        desk = Desk(office(meeting(visibility="private"), role="reader"))
        assert desk.refusal(f"{PATH}/m_0", need_attendee="true") == (403, 194001)
        assert desk.refusal(f"{PATH}/m_0/attendees") == (403, 194001)
        assert desk.post(f"{PATH}/search", {"query": "planning"})["items"] == []


class TestSwitches:
    def one(self, event: dict[str, Any], **switches: Any) -> dict[str, Any]:
        row: dict[str, Any] = Desk(office(event), switches=Switches(rate_limits=(), **switches)).events()["items"][0]
        return row

    def test_all_day_ends(self) -> None:
        for first, after, exclusive, inclusive in (
            ("2026-11-21", "2026-11-24", "2026-11-24", "2026-11-23"),
            ("2026-11-21", "2026-11-22", "2026-11-22", "2026-11-21"),
            ("2026-11-21", "2026-11-21", "2026-11-22", "2026-11-21"),
            ("2026-11-21", "2026-11-01", "2026-11-22", "2026-11-21"),
        ):
            event = all_day("trip", first, after)
            assert self.one(event)["end_time"] == {"date": exclusive, "timezone": "UTC"}
            assert self.one(event, all_day_end="inclusive")["end_time"]["date"] == inclusive
            assert self.one(event)["start_time"] == {"date": first, "timezone": "UTC"}

    def test_both_spellings_of_a_time(self) -> None:
        start = self.one(timed("t", NOW), times="both")["start_time"]
        assert start == {"date": "2026-11-21", "timestamp": str(NOW), "timezone": "Asia/Shanghai"}
        end = self.one(all_day("t", "2026-11-21", "2026-11-22"), times="both")["end_time"]
        assert end == {"date": "2026-11-22", "timestamp": str(NOW + DAY), "timezone": "UTC"}

    def test_recurring_event_id(self) -> None:
        event = timed("x", NOW, event_id=f"s_{NOW}", recurring_event_id="s", is_exception=True)
        assert self.one(event)["recurring_event_id"] == "s_0"
        assert self.one(event, recurring_event_id="bare")["recurring_event_id"] == "s"
        assert "recurring_event_id" not in self.one(timed("x", NOW, recurring_event_id="s_0"))

    def test_the_rule(self) -> None:
        event = timed("x", NOW, recurrence="FREQ=DAILY;COUNT=3")
        assert self.one(event, rule_prefix="RRULE: ")["recurrence"] == "RRULE: FREQ=DAILY;COUNT=3"
        assert self.one(event, count_in_rules="until")["recurrence"] == "FREQ=DAILY;UNTIL=20261123T000000Z"

    def test_the_meeting_url_of_a_feishu_meeting(self) -> None:
        assert "meeting_url" not in self.one(meeting(), vc_meeting_url=False)["vchat"]

    def test_deleted_attachments(self) -> None:
        names = [
            (row["name"], row["is_deleted"])
            for row in self.one(meeting(), deleted_attachments="everywhere")["attachments"]
        ]
        assert names == [("a.pdf", False), ("b.pdf", True)]

    def test_unknown_calendar_and_route(self) -> None:
        desk = Desk(office(), switches=Switches(rate_limits=(), unknown_calendar=191001, unknown_route="json"))
        assert desk.refusal("/calendars/a@b.cn/events") == (400, 191001)
        assert desk.refusal("/nothing") == (404, 99991201)
        assert desk.post_refusal("/calendars", {}) == (404, 99991301)

    def test_changed_lists_what_differs(self) -> None:
        assert Switches().changed() == {}
        assert Switches(rate_status=400, times="both").changed() == {"rate_status": 400, "times": "both"}
