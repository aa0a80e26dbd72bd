"""The calendar endpoints."""

from __future__ import annotations

from typing import Any

import pytest

from feishu_tui.simulator.faults import Fault
from feishu_tui.simulator.switches import Switches
from tests.simulator.desk import DAY, Desk, office


def several(count: int, **more: Any) -> dict[str, Any]:
    return {
        "calendars": [
            {"calendar_id": f"c{n}@x.cn", "summary": f"C{n}", "type": "shared", "color": -1, **more}
            for n in range(count)
        ]
    }


def ids(data: dict[str, Any], key: str = "calendar_list") -> list[str]:
    return [row["calendar_id"].partition("@")[0] for row in data[key]]


class TestList:
    def test_the_array_is_calendar_list_and_a_sync_token_comes_with_the_end(self) -> None:
        data = Desk(several(2)).get("/calendars")
        assert set(data) == {"has_more", "calendar_list", "sync_token"}
        assert data["calendar_list"][0] == {
            "calendar_id": "c0@x.cn",
            "summary": "C0",
            "type": "shared",
            "color": -1,
            "role": "owner",
        }

    def test_pages(self) -> None:
        desk = Desk(several(120))
        first = desk.get("/calendars", page_size=50)
        second = desk.get("/calendars", page_size=50, page_token=first["page_token"])
        last = desk.get("/calendars", page_size=50, page_token=second["page_token"])
        assert ids(first) + ids(second) + ids(last) == [f"c{n}" for n in range(120)]
        assert "sync_token" not in first
        assert desk.refusal("/calendars", page_size=60, page_token=first["page_token"]) == (400, 190002)

    def test_changes(self) -> None:
        desk = Desk(several(3))
        token = desk.get("/calendars")["sync_token"]
        assert desk.get("/calendars", sync_token=token)["calendar_list"] == []
        desk.state.delete_calendar("c1@x.cn")
        desk.state.add_calendar({"calendar_id": "new@x.cn", "summary": "New"})
        desk.state.add_calendar({"calendar_id": "c0@x.cn", "summary": "Renamed"})
        data = desk.get("/calendars", sync_token=token)
        rows = {row["calendar_id"]: row for row in data["calendar_list"]}
        assert rows["c1@x.cn"]["is_deleted"] is True
        assert rows["c0@x.cn"]["summary"] == "Renamed"
        assert set(rows) == {"c0@x.cn", "c1@x.cn", "new@x.cn"}
        assert desk.get("/calendars", sync_token=data["sync_token"])["calendar_list"] == []
        assert ids(desk.get("/calendars")) == ["c0", "c2", "new"]

    def test_a_calendar_that_changes_between_the_pages_of_changes_shifts_nothing(self) -> None:
        desk = Desk(several(80))
        token = desk.get("/calendars")["sync_token"]
        for number in range(80):
            desk.state.add_calendar({"calendar_id": f"c{number}@x.cn", "summary": "x"})
        first = desk.get("/calendars", sync_token=token, page_size=50)
        desk.state.delete_calendar("c3@x.cn")
        second = desk.get("/calendars", page_token=first["page_token"], page_size=50)
        assert ids(first) + ids(second) == [f"c{n}" for n in range(80)]
        assert ids(desk.get("/calendars", sync_token=second["sync_token"])) == ["c3"]

    def test_tokens(self) -> None:
        desk = Desk(several(60))
        first = desk.get("/calendars", page_size=50)
        sync_token = desk.get("/calendars")["sync_token"]
        query = {"page_token": first["page_token"], "page_size": 50}
        assert desk.refusal("/calendars", sync_token=sync_token, **query) == (400, 190009)
        assert desk.refusal("/calendars", sync_token="x") == (400, 190002)
        desk.now += 90 * DAY
        assert desk.refusal("/calendars", sync_token=sync_token) == (400, 190008)
        assert desk.refusal("/calendars", **query) == (400, 190008)

    @pytest.mark.parametrize("size", [49, 1001, "x"])
    def test_page_size(self, size: Any) -> None:
        assert Desk(several(1)).refusal("/calendars", page_size=size) == (400, 99992402)

    def test_an_empty_page_with_more_behind_it(self) -> None:
        desk = Desk(several(3), Fault("/calendars", page_rows=0))
        first = desk.get("/calendars")
        assert (first["calendar_list"], first["has_more"]) == ([], True)
        assert ids(desk.get("/calendars", page_token=first["page_token"])) == ["c0", "c1", "c2"]

    @pytest.mark.parametrize(("style", "expected"), [("omit", None), ("empty", "")])
    def test_stale_page_token(self, style: Any, expected: str | None) -> None:
        desk = Desk(several(1), switches=Switches(rate_limits=(), stale_page_token=style))
        assert desk.get("/calendars").get("page_token") == expected


class TestGet:
    def test_fields_stand_in_data_itself(self) -> None:
        data = Desk(several(1, summary_alias="mine")).get("/calendars/c0@x.cn")
        assert (data["summary"], data["summary_alias"], data["role"]) == ("C0", "mine", "owner")

    def test_errors(self) -> None:
        desk = Desk(several(1, is_deleted=True))
        assert desk.refusal("/calendars/c0@x.cn") == (403, 191003)
        assert desk.refusal("/calendars/c9@x.cn") == (404, 191000)
        assert desk.refusal("/calendars/c9") == (400, 191001)
        hidden = Desk(several(1, members={"ou_a": "owner"}, permissions="private"))
        assert hidden.refusal("/calendars/c0@x.cn") == (403, 191002)

    def test_a_free_busy_reader_may_look_at_the_calendar(self) -> None:
        assert Desk(several(1, role="free_busy_reader")).get("/calendars/c0@x.cn")["role"] == "free_busy_reader"


class TestPrimary:
    def test_an_array_of_wrappers(self) -> None:
        (wrapper,) = Desk(office()).post("/calendars/primary")["calendars"]
        assert wrapper["user_id"] == "ou_me"
        assert (wrapper["calendar"]["summary"], wrapper["calendar"]["type"]) == ("Me", "primary")

    def test_id_types(self) -> None:
        desk = Desk(office())
        assert desk.post("/calendars/primary", {}, user_id_type="user_id")["calendars"][0]["user_id"] == "me01"
        assert desk.post_refusal("/calendars/primary", None, user_id_type="x") == (400, 99992402)

    def test_the_sample_says_shared(self) -> None:
        desk = Desk(office(), switches=Switches(rate_limits=(), primary_type="shared"))
        assert desk.post("/calendars/primary")["calendars"][0]["calendar"]["type"] == "shared"

    def test_an_app_has_an_empty_one_of_its_own(self) -> None:
        data = {**office(owner="ou_me"), "tokens": [{"token": "t-app", "app_id": "cli_a"}]}
        desk = Desk(data)
        desk.token = "t-app"
        (wrapper,) = desk.post("/calendars/primary")["calendars"]
        assert wrapper["user_id"] == "cli_a"
        assert desk.get(f"/calendars/{wrapper['calendar']['calendar_id']}/events")["items"] == []
        assert desk.post_refusal("/calendars/primary", None, user_id_type="user_id") == (400, 99992402)

    def test_of_others(self) -> None:
        desk = Desk(office(owner="ou_me"))
        assert desk.post("/calendars/primarys", {"user_ids": ["ou_me"]})["calendars"][0]["user_id"] == "ou_me"
        assert desk.post_refusal("/calendars/primarys", {"user_ids": []}) == (400, 198001)
        assert desk.post_refusal("/calendars/primarys", {"user_ids": ["ou_me"] * 11}) == (400, 198001)
        assert desk.post_refusal("/calendars/primarys", {"user_ids": ["ou_x"]}) == (404, 195100)


def test_mget() -> None:
    desk = Desk(several(12))
    wanted = {"calendar_ids": ["c1@x.cn", "gone@x.cn", "c0@x.cn"]}
    assert ids(desk.post("/calendars/mget", wanted), "calendars") == ["c1", "c0"]
    assert desk.post_refusal("/calendars/mget", {"calendar_ids": [f"c{n}@x.cn" for n in range(11)]}) == (400, 198007)
    assert desk.post_refusal("/calendars/mget", {}) == (400, 198007)


def test_search() -> None:
    desk = Desk(several(30))
    first = desk.post("/calendars/search", {"query": "c"})
    assert (len(first["items"]), "has_more" in first) == (20, False)
    last = desk.post("/calendars/search", {"query": "c"}, page_token=first["page_token"])
    assert (len(last["items"]), "page_token" in last) == (10, False)
    assert desk.post_refusal("/calendars/search", {"query": "d"}, page_token=first["page_token"]) == (400, 190002)
    for query in ("", "x" * 201):
        assert desk.post_refusal("/calendars/search", {"query": query}) == (400, 99992402)
    assert desk.post_refusal("/calendars/search", {"query": "c"}, page_size=51) == (400, 99992402)
