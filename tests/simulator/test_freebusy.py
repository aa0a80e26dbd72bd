"""freebusy list and batch."""

from __future__ import annotations

from typing import Any

import pytest

from feishu_tui.simulator.switches import Switches
from tests.simulator.desk import DAY, HOUR, ME, NOW, Desk, office, timed

LIST, BATCH = "/freebusy/list", "/freebusy/batch"
DAYS = {"time_min": "2026-11-21T00:00:00Z", "time_max": "2026-11-23T08:00:00+08:00"}


def desk() -> Desk:
    room = {"type": "resource", "room_id": "omm_1", "rsvp_status": "accept"}
    data = office(
        timed("daily", NOW, event_id="s_0", recurrence="FREQ=DAILY", visibility="private"),
        timed("free", NOW + 2 * HOUR, free_busy_status="free"),
        timed("declined", NOW + 4 * HOUR, attendees=[{"type": "user", "user_id": "ou_me", "rsvp_status": "decline"}]),
        timed("in the room", NOW + 6 * HOUR, attendees=[room]),
        timed("room refused", NOW + 8 * HOUR, attendees=[{**room, "rsvp_status": "decline"}]),
        owner="ou_me",
    )
    data["calendars"].append(
        {"calendar_id": "g@x.cn", "type": "google", "owner": "ou_me", "events": [timed("g", NOW + 10 * HOUR)]}
    )
    return Desk(data)


def starts(data: dict[str, Any]) -> list[str]:
    return sorted(item["start_time"] for item in data["freebusy_list"])


def test_of_a_user_series_expanded_without_what_is_free_or_declined() -> None:
    one = desk()
    one.state.cancel_instance(ME, "s_0", NOW + DAY)
    one.state.move(ME, f"s_{NOW + 2 * DAY}", NOW + DAY + HOUR, NOW + DAY + 2 * HOUR)
    data = one.post(LIST, {**DAYS, "user_id": "ou_me"})
    assert starts(data) == [
        "2026-11-21T00:00:00Z",
        "2026-11-21T06:00:00Z",
        "2026-11-21T08:00:00Z",
        "2026-11-21T10:00:00Z",
        "2026-11-22T01:00:00Z",
    ]
    assert set(data["freebusy_list"][0]) == {"start_time", "end_time"}


def test_options() -> None:
    body = {**DAYS, "user_id": "on_me"}
    query = {"user_id_type": "union_id"}
    assert "2026-11-21T02:00:00Z" in starts(desk().post(LIST, {**body, "only_busy": False}, **query))
    own = starts(desk().post(LIST, {**body, "include_external_calendar": False}, **query))
    assert "2026-11-21T10:00:00Z" not in own
    assert desk().post(LIST, {**body, "need_rsvp_status": True}, **query)["freebusy_list"][0]["rsvp_status"] == "accept"


def test_of_a_room_and_the_user_wins_over_it() -> None:
    assert starts(desk().post(LIST, {**DAYS, "room_id": "omm_1"})) == ["2026-11-21T06:00:00Z"]
    assert len(starts(desk().post(LIST, {**DAYS, "room_id": "omm_1", "user_id": "ou_me"}))) > 1


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, 190014),
        ({**DAYS}, 190014),
        ({**DAYS, "user_id": "ou_me", "time_min": str(NOW)}, 190014),
        ({**DAYS, "user_id": "ou_me", "time_min": "2026-11-21T00:00:00"}, 190014),
        ({**DAYS, "user_id": "ou_me", "time_min": "2026-11-21"}, 190014),
        ({**DAYS, "user_id": "ou_me", "time_max": DAYS["time_min"]}, 190014),
        ({**DAYS, "user_id": "ou_me", "time_max": "2027-02-19T00:00:01Z"}, 190014),
        ({**DAYS, "user_id": "ou_gone"}, 195100),
        ({**DAYS, "user_id": "ou_me", "only_busy": "yes"}, 99992402),
    ],
)
def test_refused_lists(body: dict[str, Any], code: int) -> None:
    assert desk().post_refusal(LIST, body)[1] == code


def test_ninety_days_are_fine_and_the_reason_of_a_refusal_is_told() -> None:
    one = desk()
    assert one.post(LIST, {**DAYS, "user_id": "ou_me", "time_max": "2027-02-19T00:00:00Z"})["freebusy_list"]
    error = one.ask("POST", f"/calendar/v4{LIST}", {**DAYS}).json()["error"]
    assert error["details"] == [{"value": "one of user_id and room_id is required"}]


def test_batch() -> None:
    (one,) = desk().post(BATCH, {**DAYS, "user_ids": ["ou_me"]})["freebusy_lists"]
    assert one["user_id"] == "ou_me"
    assert one["freebusy_items"]
    for change, code in (
        ({"user_ids": []}, 198001),
        ({"user_ids": ["ou_me"] * 11}, 198001),
        ({"time_min": "soon"}, 198002),
        ({"time_max": "2026-12-05T00:00:01Z"}, 198003),
    ):
        assert desk().post_refusal(BATCH, {**DAYS, "user_ids": ["ou_me"], **change}) == (400, code)


def test_a_free_busy_reader_may_ask() -> None:
    data = office(timed("x", NOW), owner="ou_me")
    data["tokens"] = [{"token": "u-demo", "identity": "ou_other", "scopes": ["calendar:calendar.free_busy:read"]}]
    other = Desk(data, switches=Switches(rate_limits=()))
    assert len(other.post(LIST, {**DAYS, "user_id": "ou_me"})["freebusy_list"]) == 1
