"""events.search."""

from __future__ import annotations

from typing import Any

import pytest

from feishu_tui.simulator.switches import Switches
from tests.simulator.desk import DAY, HOUR, ME, NOW, Desk, all_day, office, timed, titles

PATH = f"/calendars/{ME}/events/search"


def window(low: int, high: int) -> dict[str, Any]:
    return {"start_time": {"timestamp": str(low)}, "end_time": {"timestamp": str(high)}}


def found(desk: Desk, query: str, **filters: Any) -> list[str]:
    return titles(desk.post(PATH, {"query": query, "filter": {**window(1, NOW + 900 * DAY), **filters}}))


class TestTitles:
    def test_part_of_the_title_in_any_capitals(self) -> None:
        desk = Desk(office(timed("Weekly Review", NOW), timed("周会 review", NOW + 1), timed("other", NOW)))
        assert found(desk, "REVIEW") == ["Weekly Review", "周会 review"]
        assert found(desk, "周会") == ["周会 review"]

    def test_an_empty_query_finds_everything(self) -> None:
        assert found(Desk(office(timed("a", NOW), timed("b_c", NOW + 1))), "") == ["a", "b_c"]

    def test_a_title_with_an_underscore_needs_to_be_given_exactly(self) -> None:
        desk = Desk(office(timed("api_review", NOW), timed("api review", NOW + 1)))
        assert found(desk, "api") == ["api review"]
        assert found(desk, "api_review") == ["api_review"]
        plain = Desk(office(timed("api_review", NOW)), switches=Switches(rate_limits=(), search_underscore="substring"))
        assert found(plain, "api") == ["api_review"]

    def test_deleted_and_cancelled_are_not_found(self) -> None:
        desk = Desk(office(timed("a", NOW, event_id="a_0"), timed("a", NOW, event_id="s_0", recurrence="FREQ=DAILY")))
        desk.state.delete_event(ME, "a_0")
        desk.state.cancel_instance(ME, "s_0", NOW + DAY)
        rows = desk.post(PATH, {"query": "a"})["items"]
        assert [row["event_id"] for row in rows] == ["s_0"]


class TestWindow:
    def office(self) -> dict[str, Any]:
        return office(
            timed("long ago", NOW - 31 * DAY),
            timed("lately", NOW - 29 * DAY),
            timed("soon", NOW + 29 * DAY),
            timed("one day", NOW + 31 * DAY),
            timed("weekly", NOW - 300 * DAY, recurrence="FREQ=WEEKLY"),
            timed("ended", NOW - 300 * DAY, recurrence="FREQ=WEEKLY;COUNT=3"),
        )

    def test_without_times_about_a_month(self) -> None:
        assert titles(Desk(self.office()).post(PATH, {"query": ""})) == ["lately", "weekly", "soon"]
        past = Desk(self.office(), switches=Switches(rate_limits=(), search_window="past"))
        assert titles(past.post(PATH, {"query": "", "filter": {}})) == ["lately", "weekly"]

    def test_with_times(self) -> None:
        desk = Desk(self.office())
        late = window(NOW + 30 * DAY, NOW + 32 * DAY)
        assert titles(desk.post(PATH, {"query": "", "filter": late})) == ["one day"]
        early = window(NOW - 290 * DAY, NOW - 280 * DAY)
        assert set(titles(desk.post(PATH, {"query": "", "filter": early}))) == {"weekly", "ended"}

    def test_dates_take_their_whole_days(self) -> None:
        desk = Desk(office(all_day("trip", "2026-12-05", "2026-12-06"), timed("call", NOW + 14 * DAY + 20 * HOUR)))
        day = {"date": "2026-12-05"}
        assert titles(desk.post(PATH, {"query": "", "filter": {"start_time": day, "end_time": day}})) == [
            "trip",
            "call",
        ]

    def test_one_side_is_open(self) -> None:
        desk = Desk(self.office())
        only = {"start_time": {"timestamp": str(NOW + 30 * DAY)}}
        assert "one day" in titles(desk.post(PATH, {"query": "one", "filter": only}))


def test_who_takes_part() -> None:
    def meeting(title: str, *people: dict[str, Any]) -> dict[str, Any]:
        return timed(title, NOW, attendees=list(people))

    user = {"type": "user", "user_id": "ou_me"}
    room, chat = {"type": "resource", "room_id": "omm_1"}, {"type": "chat", "chat_id": "oc_1"}
    desk = Desk(office(meeting("u", user), meeting("ur", user, room), meeting("urc", user, room, chat), meeting("")))
    assert set(found(desk, "", user_ids=["ou_me", "ou_x"])) == {"u", "ur", "urc"}
    assert set(found(desk, "", user_ids=["ou_me"], room_ids=["omm_1"])) == {"ur", "urc"}
    assert found(desk, "", room_ids=["omm_1"], chat_ids=["oc_1"]) == ["urc"]
    assert found(desk, "", user_ids=["ou_x"]) == []
    body = {"query": "", "filter": {"user_ids": ["on_me"]}}
    assert len(desk.post(PATH, body, user_id_type="union_id")["items"]) == 3


class TestRows:
    def test_fields(self) -> None:
        event = timed("a", NOW, vchat={"vc_type": "vc"}, create_time="1", schemas=[], attendees=[], color=-1)
        event["attachments"] = [{"name": "x", "is_deleted": True}]
        row = Desk(office(event)).post(PATH, {"query": "a"})["items"][0]
        assert {"vchat", "create_time", "schemas", "attendees"}.isdisjoint(row)
        assert row["attachments"] == [{"name": "x", "is_deleted": True}]
        assert row["color"] == -1

    def test_series_and_exceptions_or_occurrences_by_switch(self) -> None:
        event = timed("daily", NOW, event_id="s_0", recurrence="FREQ=DAILY;COUNT=3")
        for hits, ids in (
            ("masters", ["s_0", f"s_{NOW + DAY}"]),
            ("occurrences", [f"s_{NOW + number * DAY}" for number in range(3)]),
        ):
            switches = Switches(rate_limits=(), search_hits=hits)  # type: ignore[arg-type]
            desk = Desk(office(event), switches=switches)
            desk.state.retitle(ME, f"s_{NOW + DAY}", "daily special")
            rows = desk.post(PATH, {"query": "daily"})["items"]
            assert sorted(row["event_id"] for row in rows) == sorted(ids)


class TestPaging:
    def test_small_pages_are_ten_and_has_more_is_not_told(self) -> None:
        desk = Desk(office(*(timed(f"e{n}", NOW + n) for n in range(25))))
        body = {"query": "e"}
        first = desk.post(PATH, body, page_size=1)
        assert len(first["items"]) == 10
        assert "has_more" not in first
        second = desk.post(PATH, body, page_size=1, page_token=first["page_token"])
        last = desk.post(PATH, body, page_size=1, page_token=second["page_token"])
        assert titles(first) + titles(second) + titles(last) == [f"e{n}" for n in range(25)]
        assert "page_token" not in last
        assert len(desk.post(PATH, body)["items"]) == 20

    def test_has_more_by_switch(self) -> None:
        desk = Desk(office(timed("e", NOW)), switches=Switches(rate_limits=(), search_has_more=True))
        assert desk.post(PATH, {"query": "e"})["has_more"] is False

    def test_tokens_are_bound_to_the_query(self) -> None:
        desk = Desk(office(*(timed(f"e{n}", NOW + n) for n in range(25))))
        token = desk.post(PATH, {"query": "e"})["page_token"]
        assert desk.post_refusal(PATH, {"query": "e1"}, page_token=token) == (400, 190002)
        assert desk.post_refusal(PATH, {"query": "e"}, page_token=token, page_size=10) == (400, 190002)
        assert desk.post_refusal(PATH, {"query": "e"}, page_token="x") == (400, 190002)
        desk.now += 90 * DAY
        assert desk.post_refusal(PATH, {"query": "e"}, page_token=token) == (400, 190008)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, 99992402),
        ({"query": None}, 99992402),
        ({"query": 5}, 99992402),
        ({"query": "x" * 201}, 99992402),
        ({"query": "", "filter": []}, 99992402),
        ({"query": "", "filter": {"start_time": "5"}}, 99992402),
        ({"query": "", "filter": {"start_time": {"timestamp": 5}}}, 99992402),
        ({"query": "", "filter": {"user_ids": "ou_me"}}, 99992402),
        ({"query": "", "filter": {"room_ids": [1]}}, 99992402),
        ({"query": "", "filter": {"start_time": {"timestamp": "5", "date": "2026-11-21"}}}, 190002),
        ({"query": "", "filter": {"start_time": {"timestamp": "soon"}}}, 190002),
        ({"query": "", "filter": {"end_time": {"timestamp": "99999999999"}}}, 190002),
        ({"query": "", "filter": {"end_time": {"date": "21.11.2026"}}}, 190002),
        ({"query": "", "filter": {"end_time": {"timestamp": "5", "timezone": "Mars/Base"}}}, 190002),
        ({"query": "", "filter": window(9, 5)}, 190002),
        ([], 9499),
    ],
)
def test_refused_bodies(body: Any, code: int) -> None:
    assert Desk(office(timed("a", NOW))).post_refusal(PATH, body) == (400, code)


def test_a_query_of_two_hundred_characters_is_fine() -> None:
    assert Desk(office()).post(PATH, {"query": "x" * 200})["items"] == []


def test_refused_queries_types_and_roles() -> None:
    body = {"query": ""}
    assert Desk(office()).post_refusal(PATH, body, page_size=101) == (400, 99992402)
    assert Desk(office()).post_refusal(PATH, body, user_id_type="x") == (400, 99992402)
    for kind in ("resource", "google", "exchange"):
        assert Desk(office(type=kind)).post_refusal(PATH, body) == (403, 191004)
    assert Desk(office(role="free_busy_reader")).post_refusal(PATH, body) == (403, 191002)
    assert Desk(office()).refusal(PATH.replace(ME, "primary")) == (400, 193000)


@pytest.mark.parametrize(
    ("content", "kind"), [(b"query=x", "application/x-www-form-urlencoded"), (b"{", "application/json")]
)
def test_only_json_is_read(content: bytes, kind: str) -> None:
    desk = Desk(office())
    answer = desk.http.post(
        f"/open-apis/calendar/v4{PATH}",
        content=content,
        headers={"Content-Type": kind, "Authorization": "Bearer u-demo"},
    )
    assert (answer.status_code, answer.json()["code"]) == (400, 9499)
