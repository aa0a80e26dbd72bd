"""events.list: the stock after an anchor, the changes after a sync token, and the window that is cut silently."""

from __future__ import annotations

from typing import Any

import pytest

from feishu_tui.simulator.faults import Fault
from feishu_tui.simulator.switches import Switches
from tests.simulator.desk import DAY, HOUR, ME, NOW, Desk, all_day, hourly, office, timed, titles

PATH = f"/calendars/{ME}/events"


def series(**more: Any) -> dict[str, Any]:
    return timed("daily", NOW, event_id="s_0", recurrence="FREQ=DAILY", **more)


def exception(original: int, start: int, **more: Any) -> dict[str, Any]:
    return timed("moved", start, event_id=f"s_{original}", recurring_event_id="s", is_exception=True, **more)


def walk(desk: Desk, **query: Any) -> tuple[list[str], str, int]:
    """Ids of a whole round, its sync token and its number of pages."""
    ids: list[str] = []
    extra: dict[str, Any] = {}
    for pages in range(1, 1000):
        data = desk.events(**query, **extra)
        ids += [item["event_id"] for item in data["items"]]
        if not data["has_more"]:
            return ids, data["sync_token"], pages
        assert "sync_token" not in data
        extra = {"page_token": data["page_token"]}
    raise AssertionError("endless")


class TestStock:
    def test_pages_follow_each_other_to_a_sync_token(self) -> None:
        ids, sync_token, pages = walk(Desk(office(*hourly(120))), anchor_time=1, page_size=50)
        assert ids == [f"e{number}_0" for number in range(120)]
        assert sync_token
        assert pages == 3

    def test_the_last_page_has_no_page_token(self) -> None:
        data = Desk(office(*hourly(3))).events(anchor_time=1)
        assert data["has_more"] is False
        assert "page_token" not in data

    @pytest.mark.parametrize("style", ["old", "empty"])
    def test_a_stale_page_token_by_switch(self, style: Any) -> None:
        desk = Desk(office(*hourly(60)), switches=Switches(rate_limits=(), stale_page_token=style))
        first = desk.events(anchor_time=1, page_size=50)
        last = desk.events(anchor_time=1, page_size=50, page_token=first["page_token"])
        assert last["has_more"] is False
        assert last["page_token"] == (first["page_token"] if style == "old" else "")

    def test_without_an_anchor_one_page_and_no_more(self) -> None:
        data = Desk(office(*hourly(60))).events(page_size=50)
        assert len(data["items"]) == 50
        assert data["has_more"] is False
        assert "page_token" not in data
        assert data["sync_token"]

    def test_without_an_anchor_paged_by_switch(self) -> None:
        desk = Desk(office(*hourly(60)), switches=Switches(rate_limits=(), paging_without_anchor=True))
        assert len(walk(desk, page_size=50)[0]) == 60

    def test_the_anchor_keeps_what_ends_at_or_after_it(self) -> None:
        desk = Desk(
            office(
                timed("ends before", NOW - 2 * HOUR),
                timed("ends then", NOW - HOUR),
                timed("after", NOW),
                all_day("yesterday", "2026-11-20", "2026-11-21"),
                all_day("day before", "2026-11-19", "2026-11-20"),
            )
        )
        assert titles(desk.events(anchor_time=NOW)) == ["ends then", "after", "yesterday"]

    def test_the_anchor_keeps_every_series_even_one_long_over(self) -> None:
        desk = Desk(office(timed("old", NOW - 900 * DAY, recurrence="FREQ=DAILY;COUNT=2")))
        assert titles(desk.events(anchor_time=NOW)) == ["old"]

    def test_the_anchor_keeps_exceptions_by_original_time_and_by_end(self) -> None:
        desk = Desk(
            office(
                series(),
                exception(NOW - DAY, NOW + DAY),
                exception(NOW + DAY, NOW - DAY),
                exception(NOW + 2 * DAY, NOW + 3 * DAY),
            )
        )
        ids = [item["event_id"] for item in desk.events(anchor_time=NOW)["items"]]
        assert ids == ["s_0", f"s_{NOW + 2 * DAY}"]

    def test_cancelled_exceptions_are_listed_deleted_events_only_by_switch(self) -> None:
        for switches, expected in (
            (Switches(rate_limits=()), ["s_0", f"s_{NOW}"]),
            (Switches(rate_limits=(), deleted_in_full=True), ["gone_0", "s_0", f"s_{NOW}"]),
        ):
            desk = Desk(office(timed("gone", NOW, event_id="gone_0"), series()), switches=switches)
            desk.state.delete_event(ME, "gone_0")
            desk.state.cancel_instance(ME, "s_0", NOW)
            rows = desk.events(anchor_time=1)["items"]
            assert [row["event_id"] for row in rows] == expected
            assert rows[-1]["status"] == "cancelled"
            assert rows[-1]["is_exception"] is True

    def test_a_series_is_never_expanded(self) -> None:
        data = Desk(office(series())).events(anchor_time=1)
        assert [row["event_id"] for row in data["items"]] == ["s_0"]
        assert data["items"][0]["recurrence"] == "FREQ=DAILY"
        assert data["items"][0]["start_time"] == {"timestamp": str(NOW), "timezone": "Asia/Shanghai"}

    def test_short_and_empty_pages_lose_nothing(self) -> None:
        faults = (Fault("/events", nth=1, page_rows=0), Fault("/events", nth=2, page_rows=7))
        desk = Desk(office(*hourly(120)), *faults)
        ids, _, pages = walk(desk, anchor_time=1, page_size=50)
        assert ids == [f"e{number}_0" for number in range(120)]
        assert pages == 5


class TestPageTokens:
    @pytest.mark.parametrize(
        "other",
        [
            {"anchor_time": 2, "page_size": 50},
            {"page_size": 50},
            {"anchor_time": 1, "page_size": 60},
            {"anchor_time": 1},
            {"anchor_time": 1, "page_size": 50, "user_id_type": "union_id"},
        ],
    )
    def test_bound_to_the_query_they_began_with(self, other: dict[str, Any]) -> None:
        desk = Desk(office(*hourly(60)))
        token = desk.events(anchor_time=1, page_size=50)["page_token"]
        assert desk.refusal(PATH, page_token=token, **other) == (400, 190002)
        assert len(desk.events(anchor_time=1, page_size=50, page_token=token)["items"]) == 10

    def test_bound_to_calendar_and_identity(self) -> None:
        data = office(*hourly(60))
        data["calendars"].append({"calendar_id": "b@x.cn", "type": "shared", "events": hourly(60)})
        data["tokens"] = [{"token": "u-demo", "identity": "ou_me"}, {"token": "u-other", "identity": "ou_other"}]
        desk = Desk(data)
        query = {
            "anchor_time": 1,
            "page_size": 50,
            "page_token": desk.events(anchor_time=1, page_size=50)["page_token"],
        }
        assert desk.refusal("/calendars/b@x.cn/events", **query) == (400, 190002)
        desk.token = "u-other"
        assert desk.refusal(PATH, **query) == (400, 190002)

    @pytest.mark.parametrize("token", ["nonsense", "ListCalendarsPageToken_1632452910_1632539310", "e30=", "YWJj"])
    def test_made_up_ones_are_refused(self, token: str) -> None:
        desk = Desk(office(*hourly(3)))
        assert desk.refusal(PATH, anchor_time=1, page_token=token) == (400, 190002)
        assert desk.refusal(PATH, sync_token=token) == (400, 190002)

    def test_a_sync_token_is_no_page_token_and_the_other_way_round(self) -> None:
        desk = Desk(office(*hourly(60)))
        first = desk.events(anchor_time=1, page_size=50)
        sync_token = desk.events(anchor_time=1)["sync_token"]
        assert desk.refusal(PATH, anchor_time=1, page_token=sync_token) == (400, 190002)
        assert desk.refusal(PATH, sync_token=first["page_token"]) == (400, 190002)

    def test_expiry_by_age_on_command_and_in_another_run(self) -> None:
        data = office(*hourly(60))
        desk = Desk(data, switches=Switches(rate_limits=(), token_lifetime=100))
        query = {"anchor_time": 1, "page_size": 50}
        page_token, sync_token = desk.events(**query)["page_token"], desk.events(anchor_time=1)["sync_token"]
        desk.now += 99
        desk.events(sync_token=sync_token)
        desk.now += 1
        assert desk.refusal(PATH, sync_token=sync_token) == (400, 190008)
        assert desk.refusal(PATH, page_token=page_token, **query) == (400, 190008)
        fresh = desk.events(anchor_time=1)["sync_token"]
        assert Desk(data).refusal(PATH, sync_token=fresh) == (400, 190008)
        desk.simulator.expire_paging_tokens()
        assert desk.refusal(PATH, sync_token=fresh) == (400, 190008)
        desk.events(sync_token=desk.events(anchor_time=1)["sync_token"])


class TestChanges:
    def test_nothing_changed_is_an_empty_page_with_a_new_token(self) -> None:
        desk = Desk(office(*hourly(3)))
        data = desk.events(sync_token=desk.events(anchor_time=1)["sync_token"])
        assert data["items"] == []
        assert data["has_more"] is False
        assert data["sync_token"]

    def test_each_kind_of_change_is_told_once_as_the_whole_object(self) -> None:
        desk = Desk(office(*hourly(4), series()))
        sync_token = desk.events(anchor_time=1)["sync_token"]
        state = desk.state
        state.retitle(ME, "e0_0", "first")
        state.retitle(ME, "e0_0", "second")
        state.move(ME, "e1_0", NOW + DAY, NOW + DAY + HOUR)
        state.delete_event(ME, "e2_0")
        state.cancel_instance(ME, "s_0", NOW + DAY)
        added = state.upsert_event(ME, timed("new", NOW))
        data = desk.events(sync_token=sync_token)
        rows = {row["event_id"]: row for row in data["items"]}
        assert list(rows) == ["e0_0", "e1_0", "e2_0", f"s_{NOW + DAY}", added]
        assert rows["e0_0"]["summary"] == "second"
        assert rows["e1_0"]["start_time"]["timestamp"] == str(NOW + DAY)
        assert rows["e2_0"]["status"] == "cancelled"
        assert rows[f"s_{NOW + DAY}"]["status"] == "cancelled"
        assert rows[f"s_{NOW + DAY}"]["recurring_event_id"] == "s_0"
        assert rows["e0_0"]["end_time"] == {"timestamp": str(NOW + HOUR), "timezone": "Asia/Shanghai"}
        assert desk.events(sync_token=data["sync_token"])["items"] == []

    def test_an_old_token_can_be_used_again(self) -> None:
        desk = Desk(office(*hourly(2)))
        sync_token = desk.events(anchor_time=1)["sync_token"]
        desk.state.retitle(ME, "e1_0", "x")
        assert titles(desk.events(sync_token=sync_token)) == titles(desk.events(sync_token=sync_token)) == ["x"]

    def test_a_change_during_the_first_round_is_in_the_next(self) -> None:
        desk = Desk(office(*hourly(60)))
        first = desk.events(anchor_time=1, page_size=50)
        desk.state.retitle(ME, "e3_0", "changed")
        last = desk.events(anchor_time=1, page_size=50, page_token=first["page_token"])
        assert titles(desk.events(sync_token=last["sync_token"])) == ["changed"]

    def test_a_long_round_is_paged_and_the_page_token_stands_alone(self) -> None:
        desk = Desk(office(*hourly(120)))
        sync_token = desk.events(anchor_time=1)["sync_token"]
        for number in range(120):
            desk.state.retitle(ME, f"e{number}_0", f"t{number}")
        first = desk.events(sync_token=sync_token, page_size=50)
        assert first["has_more"] is True
        assert "sync_token" not in first
        second = desk.events(page_token=first["page_token"], page_size=50)
        pair = desk.events(page_token=first["page_token"], sync_token=sync_token, page_size=50)
        assert pair["items"] == second["items"]
        desk.state.retitle(ME, "e119_0", "later")
        third = desk.events(page_token=second["page_token"], page_size=50)
        assert titles(first) + titles(second) + titles(third) == [f"t{number}" for number in range(119)]
        assert titles(desk.events(sync_token=third["sync_token"])) == ["later"]

    def test_the_pair_is_rejected_by_switch(self) -> None:
        desk = Desk(office(*hourly(60)), switches=Switches(rate_limits=(), delta_pair="reject"))
        sync_token = desk.events(anchor_time=1)["sync_token"]
        for number in range(60):
            desk.state.retitle(ME, f"e{number}_0", "x")
        token = desk.events(sync_token=sync_token, page_size=50)["page_token"]
        assert desk.refusal(PATH, page_token=token, sync_token=sync_token, page_size=50) == (400, 190009)
        assert len(desk.events(page_token=token, page_size=50)["items"]) == 10

    def test_the_anchor_lives_on_in_the_token(self) -> None:
        desk = Desk(office(timed("old", NOW - 9 * DAY, event_id="old_0"), timed("new", NOW + DAY, event_id="new_0")))
        sync_token = desk.events(anchor_time=NOW)["sync_token"]
        desk.state.retitle(ME, "old_0", "still old")
        desk.state.retitle(ME, "new_0", "still new")
        assert titles(desk.events(sync_token=sync_token)) == ["still new"]
        assert titles(desk.events(sync_token=sync_token, anchor_time=NOW)) == ["still new"]
        assert desk.refusal(PATH, sync_token=sync_token, anchor_time=1) == (400, 190009)

    def test_an_event_moved_before_the_anchor_is_told(self) -> None:
        desk = Desk(office(timed("a", NOW + DAY, event_id="a_0")))
        sync_token = desk.events(anchor_time=NOW)["sync_token"]
        desk.state.move(ME, "a_0", NOW - 9 * DAY, NOW - 9 * DAY + HOUR)
        assert titles(desk.events(sync_token=sync_token)) == ["a"]

    def test_a_deleted_series_is_told_alone_and_its_exceptions_are_gone(self) -> None:
        desk = Desk(office(series(), exception(NOW + DAY, NOW + DAY + HOUR)))
        sync_token = desk.events(anchor_time=1)["sync_token"]
        desk.state.retitle(ME, f"s_{NOW + DAY}", "x")
        desk.state.delete_event(ME, "s_0")
        rows = desk.events(sync_token=sync_token)["items"]
        assert [(row["event_id"], row["status"]) for row in rows] == [("s_0", "cancelled")]
        assert desk.events(anchor_time=1)["items"] == []
        assert desk.refusal(f"{PATH}/s_{NOW + DAY}") == (403, 193003)

    def test_moving_a_series_cancels_its_exceptions(self) -> None:
        desk = Desk(office(series(), exception(NOW + DAY, NOW + DAY + HOUR)))
        sync_token = desk.events(anchor_time=1)["sync_token"]
        desk.state.move(ME, "s_0", NOW + HOUR, NOW + 2 * HOUR)
        rows = {row["event_id"]: row["status"] for row in desk.events(sync_token=sync_token)["items"]}
        assert rows == {f"s_{NOW + DAY}": "cancelled", "s_0": "confirmed"}


class TestWindow:
    def test_what_meets_it_and_what_only_touches(self) -> None:
        desk = Desk(
            office(
                timed("ends at its start", NOW - HOUR),
                timed("over its start", NOW - HOUR, HOUR + 1),
                timed("begins at its end", NOW + DAY),
                timed("over its end", NOW + DAY - 1),
                all_day("that day", "2026-11-21", "2026-11-22"),
                all_day("the day before", "2026-11-20", "2026-11-21"),
            )
        )
        data = desk.events(start_time=NOW, end_time=NOW + DAY)
        assert titles(data) == ["over its start", "that day", "over its end"]
        assert data["has_more"] is False
        assert "sync_token" not in data

    def test_closed_borders_by_switch(self) -> None:
        switches = Switches(rate_limits=(), window_borders="closed", sync_token_in_window=True)
        desk = Desk(office(timed("before", NOW - HOUR), timed("after", NOW + DAY)), switches=switches)
        data = desk.events(start_time=NOW, end_time=NOW + DAY)
        assert titles(data) == ["before", "after"]
        assert data["sync_token"]

    def test_cut_at_page_size_without_a_word(self) -> None:
        data = Desk(office(*hourly(120))).events(start_time=NOW, end_time=NOW + 900 * DAY, page_size=50)
        assert len(data["items"]) == 50
        assert data["has_more"] is False
        assert "page_token" not in data

    def test_a_series_with_an_occurrence_there_and_exceptions_where_they_are(self) -> None:
        desk = Desk(
            office(
                timed("over", NOW - 9 * DAY, recurrence="FREQ=DAILY;COUNT=3"),
                series(),
                exception(NOW + DAY, NOW + 9 * DAY),
                exception(NOW + 30 * DAY, NOW + DAY + 7 * HOUR),
            )
        )
        rows = desk.events(start_time=NOW + DAY, end_time=NOW + 2 * DAY)["items"]
        assert [row["event_id"] for row in rows] == ["s_0", f"s_{NOW + 30 * DAY}"]

    def test_half_a_window_by_switch(self) -> None:
        desk = Desk(office(*hourly(3)), switches=Switches(rate_limits=(), half_window="open"))
        assert titles(desk.events(start_time=NOW + HOUR + 1)) == ["e1", "e2"]
        assert titles(desk.events(end_time=NOW + 1)) == ["e0"]
