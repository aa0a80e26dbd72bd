"""attendees.list and chat_members."""

from __future__ import annotations

from typing import Any

from feishu_tui.simulator.switches import Switches
from tests.simulator.desk import DAY, ME, NOW, Desk, office, timed

PATH = f"/calendars/{ME}/events/m_0/attendees"
ROOM = {"type": "resource", "attendee_id": "r", "room_id": "omm_1", "resource_customization": [{"index_key": "1"}]}
CHAT = {"type": "chat", "attendee_id": "g", "chat_id": "oc_1", "display_name": "Team"}


def meeting(count: int = 0, *more: dict[str, Any], **fields: Any) -> dict[str, Any]:
    users = [{"type": "user", "user_id": f"ou_{n}", "attendee_id": f"user_{n}"} for n in range(count)]
    return timed("m", NOW, event_id="m_0", attendees=[*users, *more], **fields)


def test_pages_of_ten_at_least() -> None:
    desk = Desk(office(meeting(101)))
    seen: list[str] = []
    extra: dict[str, str] = {}
    while True:
        data = desk.get(PATH, page_size=1, **extra)
        seen += [row["user_id"] for row in data["items"]]
        if not data["has_more"]:
            break
        assert len(data["items"]) == 10
        extra = {"page_token": data["page_token"]}
    assert seen == [f"ou_{n}" for n in range(101)]
    assert "page_token" not in data
    assert len(desk.get(PATH)["items"]) == 20
    assert len(desk.get(PATH, page_size=100)["items"]) == 100


def test_refusals() -> None:
    desk = Desk(office(meeting(30)))
    token = desk.get(PATH)["page_token"]
    assert desk.refusal(PATH, page_size=101) == (400, 99992402)
    assert desk.refusal(PATH, page_token=token, page_size=10) == (400, 190002)
    assert desk.refusal(PATH, page_token="x") == (400, 190002)
    assert desk.refusal(PATH.replace("m_0", "n_0")) == (404, 193001)
    assert desk.refusal(PATH.replace("m_0", "m")) == (400, 193000)
    desk.simulator.expire_paging_tokens()
    assert desk.refusal(PATH, page_token=token) == (400, 190008)


def test_hidden_unless_on_the_organizers_calendar_or_open_to_attendees() -> None:
    foreign = {"organizer_calendar_id": "other@x.cn"}
    assert Desk(office(meeting(1, attendee_ability="none", **foreign))).refusal(PATH) == (403, 194001)
    assert Desk(office(meeting(1, **foreign))).refusal(PATH) == (403, 194001)
    for ability in ("can_see_others", "can_invite_others", "can_modify_event"):
        assert Desk(office(meeting(1, attendee_ability=ability, **foreign))).get(PATH)["items"]
    assert Desk(office(meeting(1, attendee_ability="none"))).get(PATH)["items"]


def test_what_was_booked_with_a_room_is_for_editors_who_ask() -> None:
    event = meeting(0, ROOM)
    asked = {"need_resource_customization": "true"}
    assert Desk(office(event)).get(PATH, **asked)["items"][0]["resource_customization"] == [{"index_key": "1"}]
    assert "resource_customization" not in Desk(office(event)).get(PATH)["items"][0]
    assert "resource_customization" not in Desk(office(event, role="reader")).get(PATH, **asked)["items"][0]


def test_a_group_is_called_group_by_switch() -> None:
    desk = Desk(office(meeting(0, CHAT)), switches=Switches(rate_limits=(), attendee_chat_type="group"))
    assert desk.get(PATH)["items"][0]["type"] == "group"


def test_of_an_ordinary_occurrence_they_are_the_series_own() -> None:
    desk = Desk(office(meeting(2, recurrence="FREQ=DAILY")))
    assert len(desk.get(PATH.replace("m_0", f"m_{NOW + DAY}"))["items"]) == 2


class TestChatMembers:
    PATH = f"{PATH}/g/chat_members"

    def office(self, *members: str, **more: Any) -> dict[str, Any]:
        rows = [{"open_id": who, "display_name": who, "rsvp_status": "accept"} for who in members]
        return {**office(meeting(1, CHAT, ROOM)), "chats": {"oc_1": rows}, **more}

    def test_pages(self) -> None:
        desk = Desk(self.office("ou_me", *(f"ou_{n}" for n in range(30))))
        first = desk.get(self.PATH)
        last = desk.get(self.PATH, page_token=first["page_token"])
        assert (len(first["items"]), first["has_more"]) == (20, True)
        assert (len(last["items"]), last["has_more"], "page_token" in last) == (11, False, False)

    def test_the_id_field_keeps_its_name_in_every_type(self) -> None:
        desk = Desk(self.office("ou_me"))
        assert desk.get(self.PATH, user_id_type="union_id")["items"][0]["open_id"] == "on_me"

    def test_members_written_with_the_attendee_do_too(self) -> None:
        chat = {**CHAT, "chat_members": [{"display_name": "李四"}]}
        assert Desk(office(meeting(0, chat))).get(self.PATH)["items"] == [{"display_name": "李四"}]

    def test_refusals(self) -> None:
        desk = Desk(self.office("ou_me"))
        assert desk.refusal(f"{PATH}/none/chat_members") == (404, 194000)
        assert desk.refusal(f"{PATH}/r/chat_members") == (400, 194004)
        assert desk.refusal(self.PATH, page_size=101) == (400, 99992402)
        assert Desk(self.office("ou_someone")).refusal(self.PATH) == (403, 194001)
