"""events.list: parameters that are refused, and who may list what."""

from __future__ import annotations

from typing import Any

import pytest

from feishu_tui.simulator.switches import Switches
from tests.simulator.desk import ME, NOW, Desk, hourly, office

PATH = f"/calendars/{ME}/events"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"start_time": 5}, 190002),
        ({"end_time": 5}, 190002),
        ({"start_time": 5, "end_time": 5}, 190002),
        ({"start_time": 6, "end_time": 5}, 190002),
        ({"start_time": 5, "end_time": 9, "anchor_time": 1}, 190002),
        ({"start_time": 5, "end_time": 9, "page_token": "x"}, 190002),
        ({"start_time": 5, "end_time": 9, "sync_token": "x"}, 190009),
        ({"start_time": 5, "sync_token": "x", "anchor_time": 1}, 190009),
        ({"page_size": 49}, 99992402),
        ({"page_size": 1001}, 99992402),
        ({"page_size": 0}, 99992402),
        ({"page_size": -50}, 99992402),
        ({"page_size": "many"}, 99992402),
        ({"page_size": "5e2"}, 99992402),
        ({"anchor_time": 0}, 99992402),
        ({"anchor_time": -1}, 99992402),
        ({"anchor_time": 16725225601}, 99992402),
        ({"anchor_time": "2026-11-21"}, 99992402),
        ({"anchor_time": "1.5"}, 99992402),
        ({"start_time": NOW * 1000, "end_time": NOW * 1000 + 1}, 99992402),
        ({"user_id_type": "email"}, 99992402),
    ],
)
def test_refused_parameters(query: dict[str, Any], code: int) -> None:
    assert Desk(office(*hourly(3))).refusal(PATH, **query) == (400, code)


def test_refusals_by_switch() -> None:
    codes = Switches(rate_limits=(), exclusive_pairs="190009", page_size_fault="190002", schema_fault="190002")
    desk = Desk(office(*hourly(3)), switches=codes)
    assert desk.refusal(PATH, start_time=5, end_time=9, anchor_time=1) == (400, 190009)
    assert desk.refusal(PATH, page_size=1) == (400, 190002)
    assert desk.refusal(PATH, anchor_time=0) == (400, 190002)
    clamped = Desk(office(*hourly(60)), switches=Switches(rate_limits=(), page_size_fault="clamp"))
    assert len(clamped.events(anchor_time=1, page_size=1)["items"]) == 50
    assert len(clamped.events(anchor_time=1, page_size=5000)["items"]) == 60


def test_page_tokens_of_a_walk_do_not_mix_with_sync_tokens() -> None:
    desk = Desk(office(*hourly(60)))
    page_token = desk.events(anchor_time=1, page_size=50)["page_token"]
    sync_token = desk.events(anchor_time=1)["sync_token"]
    assert desk.refusal(PATH, page_token=page_token, sync_token=sync_token, page_size=50) == (400, 190009)


def test_empty_parameters_count_as_not_given_and_unknown_ones_are_ignored() -> None:
    desk = Desk(office(*hourly(3)))
    empty = {name: "" for name in ("page_token", "sync_token", "start_time", "end_time", "user_id_type", "page_size")}
    assert len(desk.events(anchor_time=1, colour="red", **empty)["items"]) == 3


class TestAccess:
    def code(self, calendar: str = ME, **fields: Any) -> tuple[int, int]:
        return Desk(office(*hourly(1), **fields)).refusal(f"/calendars/{calendar}/events")

    def test_roles(self) -> None:
        assert self.code(role="free_busy_reader") == (403, 191002)
        assert self.code(role="unknown") == (403, 191002)
        for role in ("reader", "writer", "owner"):
            assert Desk(office(*hourly(1), role=role)).events()["items"]

    @pytest.mark.parametrize("kind", ["google", "exchange", "unknown"])
    def test_types(self, kind: str) -> None:
        assert self.code(type=kind) == (403, 191004)

    def test_deleted_before_role_before_type(self) -> None:
        assert self.code(is_deleted=True, role="free_busy_reader") == (403, 191003)
        assert self.code(role="free_busy_reader", type="google") == (403, 191002)

    def test_unknown_and_odd_ids(self) -> None:
        assert self.code("feishu.cn_nobody@group.calendar.feishu.cn") == (404, 191000)
        assert self.code("nonsense") == (400, 191001)
        assert self.code("a%40b%20c") == (400, 191001)

    def test_an_id_with_an_escaped_at_sign_is_the_same(self) -> None:
        desk = Desk(office(*hourly(1)))
        assert desk.get(f"/calendars/{ME.replace('@', '%40')}/events")["items"]

    def test_parameters_are_looked_at_before_the_calendar(self) -> None:
        assert Desk(office()).refusal("/calendars/nonsense/events", page_size=1) == (400, 99992402)

    def test_the_primary_alias(self) -> None:
        assert Desk(office(*hourly(1))).get("/calendars/primary/events")["items"]
        strict = Desk(office(*hourly(1)), switches=Switches(rate_limits=(), primary_alias=False))
        assert strict.refusal("/calendars/primary/events") == (400, 191001)
        assert Desk(office()).refusal("/calendars/primary") == (400, 191001)

    def test_members_have_their_roles_and_others_what_is_public(self) -> None:
        data = office(*hourly(1), owner="ou_me", members={"ou_r": "reader"}, permissions="show_only_free_busy")
        data["tokens"] = [{"token": f"u-{who}", "identity": f"ou_{who}"} for who in ("me", "r", "x")]
        desk = Desk(data)
        for who, role in (("me", "owner"), ("r", "reader"), ("x", "free_busy_reader")):
            desk.token = f"u-{who}"
            assert desk.get(f"/calendars/{ME}")["role"] == role
            assert len(desk.get("/calendars")["calendar_list"]) == (0 if who == "x" else 1)
        assert desk.refusal(PATH) == (403, 191002)
