"""events.instances and events.instance_view."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from feishu_tui.simulator.faults import Skew
from feishu_tui.simulator.switches import Switches
from tests.simulator.desk import DAY, HOUR, ME, NOW, Desk, all_day, office, timed

PATH = f"/calendars/{ME}/events/s_0/instances"
VIEW = f"/calendars/{ME}/events/instance_view"


def series(rule: str = "FREQ=DAILY", start: int = NOW, length: int = HOUR, **more: Any) -> dict[str, Any]:
    return timed("daily", start, length, event_id="s_0", recurrence=rule, **more)


def starts(desk: Desk, low: int, high: int, path: str = PATH, **query: Any) -> list[int]:
    data = desk.get(path, start_time=low, end_time=high, **query)
    return [int(row["start_time"]["timestamp"]) for row in data["items"]]


class TestWindow:
    def test_ends_after_its_start_and_starts_before_its_end(self) -> None:
        desk = Desk(office(series()))
        assert starts(desk, NOW + HOUR, NOW + DAY) == []
        assert starts(desk, NOW + HOUR - 1, NOW + DAY) == [NOW]
        assert starts(desk, NOW + HOUR, NOW + DAY + 1) == [NOW + DAY]
        closed = Desk(office(series()), switches=Switches(rate_limits=(), window_borders="closed"))
        assert starts(closed, NOW + HOUR, NOW + DAY) == [NOW, NOW + DAY]

    def test_a_long_occurrence_that_began_days_before(self) -> None:
        desk = Desk(office(series("FREQ=MONTHLY", length=5 * DAY)))
        assert starts(desk, NOW + 4 * DAY, NOW + 4 * DAY + 1) == [NOW]

    @pytest.mark.parametrize(
        "query",
        [
            {},
            {"start_time": NOW},
            {"end_time": NOW},
            {"start_time": "", "end_time": NOW},
            {"start_time": "x", "end_time": NOW},
            {"start_time": NOW, "end_time": NOW + DAY, "page_size": 9},
            {"start_time": NOW, "end_time": NOW + DAY, "page_size": 501},
        ],
    )
    def test_both_sides_are_required_and_ranges_hold(self, query: dict[str, Any]) -> None:
        assert Desk(office(series())).refusal(PATH, **query) == (400, 99992402)

    def test_two_years_at_most(self) -> None:
        desk = Desk(office(series("FREQ=YEARLY")))
        begin = int(datetime(2026, 3, 1, 8, tzinfo=UTC).timestamp())
        end = int(datetime(2028, 3, 1, 8, tzinfo=UTC).timestamp())
        assert desk.get(PATH, start_time=begin, end_time=end)["items"]
        assert desk.refusal(PATH, start_time=begin, end_time=end + 1) == (400, 190002)
        assert desk.refusal(PATH, start_time=begin, end_time=begin) == (400, 190002)
        assert desk.refusal(PATH, start_time=begin, end_time=begin - 1) == (400, 190002)


class TestRows:
    def test_fields_are_these_and_no_others(self) -> None:
        event = series(description="d", location={"name": "x"}, color=-1, free_busy_status="busy", reminders=[])
        row = Desk(office(event)).get(PATH, start_time=NOW, end_time=NOW + HOUR)["items"][0]
        assert set(row) == {
            "event_id",
            "summary",
            "description",
            "start_time",
            "end_time",
            "status",
            "is_exception",
            "app_link",
            "location",
        }
        assert row["event_id"] == f"s_{NOW}"
        assert row["start_time"] == {"timestamp": str(NOW), "timezone": "Asia/Shanghai"}
        assert row["is_exception"] is False
        assert row["app_link"].endswith(f"originalTime={NOW}&startTime={NOW}")

    def test_pages(self) -> None:
        desk = Desk(office(series()))
        window = {"start_time": NOW, "end_time": NOW + 25 * DAY}
        found: list[str] = []
        extra: dict[str, str] = {}
        for _ in range(3):
            data = desk.get(PATH, page_size=10, **window, **extra)
            found += [row["event_id"] for row in data["items"]]
            if data["has_more"]:
                extra = {"page_token": data["page_token"]}
        assert found == [f"s_{NOW + number * DAY}" for number in range(25)]
        assert (data["has_more"], "page_token" in data) == (False, False)
        assert desk.refusal(PATH, page_size=11, **window, **extra) == (400, 190002)
        assert desk.refusal(PATH, page_size=10, start_time=NOW - 1, end_time=NOW + 25 * DAY, **extra) == (400, 190002)
        assert len(desk.get(PATH, start_time=NOW, end_time=NOW + 600 * DAY)["items"]) == 50
        desk.simulator.expire_paging_tokens()
        assert desk.refusal(PATH, page_size=10, **window, **extra) == (400, 190008)

    def test_exceptions_in_place_moved_in_moved_out_and_cancelled(self) -> None:
        desk = Desk(office(series()))
        state = desk.state
        state.retitle(ME, f"s_{NOW + DAY}", "special")
        state.move(ME, f"s_{NOW + 2 * DAY}", NOW + 100 * DAY, NOW + 100 * DAY + HOUR)
        state.move(ME, f"s_{NOW + 50 * DAY}", NOW + 3 * DAY + 2 * HOUR, NOW + 3 * DAY + 3 * HOUR)
        state.cancel_instance(ME, "s_0", NOW + 4 * DAY)
        rows = desk.get(PATH, start_time=NOW, end_time=NOW + 5 * DAY)["items"]
        assert [(row["event_id"], row["is_exception"], row["status"]) for row in rows] == [
            (f"s_{NOW}", False, "confirmed"),
            (f"s_{NOW + DAY}", True, "confirmed"),
            (f"s_{NOW + 3 * DAY}", False, "confirmed"),
            (f"s_{NOW + 50 * DAY}", True, "confirmed"),
            (f"s_{NOW + 4 * DAY}", True, "cancelled"),
        ]
        assert rows[1]["summary"] == "special"
        assert rows[3]["start_time"]["timestamp"] == str(NOW + 3 * DAY + 2 * HOUR)
        assert starts(desk, NOW + 100 * DAY, NOW + 100 * DAY + 1) == [NOW + 100 * DAY] * 2

    def test_cancelled_rows_are_left_out_by_switch(self) -> None:
        desk = Desk(office(series()), switches=Switches(rate_limits=(), cancelled_instances=False))
        desk.state.cancel_instance(ME, "s_0", NOW + DAY)
        assert starts(desk, NOW, NOW + 3 * DAY) == [NOW, NOW + 2 * DAY]
        assert starts(desk, NOW, NOW + 3 * DAY, VIEW) == [NOW, NOW + 2 * DAY]

    def test_the_clock_of_the_zone_is_kept_across_a_change_to_summer_time(self) -> None:
        start = int(datetime(2027, 3, 27, 8, tzinfo=UTC).timestamp())
        desk = Desk(office(series("FREQ=DAILY;COUNT=3", start, zone="Europe/Berlin")))
        assert starts(desk, start, start + 3 * DAY) == [start, start + DAY - HOUR, start + 2 * DAY - HOUR]

    def test_an_unknown_zone_is_the_default_one(self) -> None:
        desk = Desk(office(series("FREQ=DAILY;COUNT=2", zone="Mars/Base")))
        assert starts(desk, NOW, NOW + 9 * DAY) == [NOW, NOW + DAY]

    def test_a_rule_nobody_can_read_gives_its_first_occurrence(self) -> None:
        desk = Desk(office(series("FREQ=SOMETIMES")))
        assert starts(desk, NOW - 9 * DAY, NOW + 9 * DAY) == [NOW]

    def test_all_day_rows(self) -> None:
        event = all_day("trip", "2026-11-21", "2026-11-23", event_id="s_0", recurrence="FREQ=WEEKLY;COUNT=2")
        row = Desk(office(event)).get(PATH, start_time=NOW + 7 * DAY, end_time=NOW + 8 * DAY)["items"][0]
        assert row["event_id"] == f"s_{NOW + 7 * DAY}"
        assert row["start_time"] == {"date": "2026-11-28", "timezone": "UTC"}
        assert row["end_time"] == {"date": "2026-11-30", "timezone": "UTC"}
        desk = Desk(office(event), switches=Switches(rate_limits=(), all_day_instances="timestamp"))
        row = desk.get(PATH, start_time=NOW + 7 * DAY, end_time=NOW + 8 * DAY)["items"][0]
        assert row["start_time"] == {"timestamp": str(NOW + 7 * DAY), "timezone": "UTC"}
        assert row["end_time"] == {"timestamp": str(NOW + 9 * DAY), "timezone": "UTC"}
        assert (
            desk.refusal(f"/calendars/{ME}/events/s_{NOW + 7 * DAY}/instances", start_time=1, end_time=9)[1] == 193001
        )


class TestEvent:
    @pytest.mark.parametrize(
        ("switch", "expected"), [("193000", (400, 193000)), ("190002", (400, 190002)), ("itself", None)]
    )
    def test_one_that_does_not_recur(self, switch: Any, expected: tuple[int, int] | None) -> None:
        switches = Switches(rate_limits=(), instances_of_single=switch)
        desk = Desk(office(timed("once", NOW, event_id="o_0")), switches=switches)
        path, window = f"/calendars/{ME}/events/o_0/instances", {"start_time": NOW, "end_time": NOW + 1}
        if expected:
            assert desk.refusal(path, **window) == expected
        else:
            assert [row["event_id"] for row in desk.get(path, **window)["items"]] == ["o_0"]

    def test_unknown_malformed_deleted(self) -> None:
        desk, window = Desk(office(series())), {"start_time": NOW, "end_time": NOW + 1}
        assert desk.refusal(f"/calendars/{ME}/events/none_0/instances", **window) == (404, 193001)
        assert desk.refusal(f"/calendars/{ME}/events/nonsense/instances", **window) == (400, 193000)
        desk.state.delete_event(ME, "s_0")
        assert desk.refusal(PATH, **window) == (403, 193003)


def test_a_server_that_is_wrong_about_one_series() -> None:
    desk = Desk(office(series("FREQ=DAILY;COUNT=4")))
    desk.faults.skew(Skew("s", frozenset({NOW}), {NOW + DAY: HOUR}, frozenset({NOW + 9 * DAY})))
    rows = desk.get(PATH, start_time=NOW, end_time=NOW + 30 * DAY)["items"]
    assert [row["event_id"] for row in rows] == [
        f"s_{NOW + DAY + HOUR}",
        f"s_{NOW + 2 * DAY}",
        f"s_{NOW + 3 * DAY}",
        f"s_{NOW + 9 * DAY}",
    ]
    assert rows[0]["start_time"]["timestamp"] == str(NOW + DAY + HOUR)
    desk.faults.clear()
    assert len(desk.get(PATH, start_time=NOW, end_time=NOW + 30 * DAY)["items"]) == 4


class TestView:
    def test_everything_that_meets_the_window_by_start(self) -> None:
        desk = Desk(
            office(
                series(),
                timed("once", NOW + 2 * HOUR, event_id="o_0"),
                timed("before", NOW - HOUR),
                all_day("trip", "2026-11-20", "2026-11-23", event_id="t_0"),
                timed("gone", NOW, event_id="g_0"),
            )
        )
        desk.state.delete_event(ME, "g_0")
        desk.state.move(ME, f"s_{NOW + 9 * DAY}", NOW + 3 * HOUR, NOW + 4 * HOUR)
        rows = desk.get(VIEW, start_time=NOW, end_time=NOW + DAY)["items"]
        assert [row["event_id"] for row in rows] == ["t_0", f"s_{NOW}", "o_0", f"s_{NOW + 9 * DAY}"]
        assert [row.get("recurring_event_id") for row in rows] == [None, "s_0", None, "s_0"]

    def test_fields(self) -> None:
        room = {"type": "resource", "room_id": "omm_1", "display_name": "F3-12", "rsvp_status": "accept"}
        user = {"type": "user", "user_id": "ou_me", "display_name": "Me"}
        event = timed(
            "m", NOW, color=-1, reminders=[], create_time="1", schemas=[], attendees=[user, room], visibility="public"
        )
        row = Desk(office(event)).get(VIEW, start_time=NOW, end_time=NOW + DAY)["items"][0]
        assert {"recurrence", "reminders", "create_time", "schemas", "attachments"}.isdisjoint(row)
        assert (row["color"], row["visibility"], row["organizer_calendar_id"]) == (-1, "public", ME)
        assert [person["room_id"] for person in row["attendees"]] == ["omm_1"]

    def test_the_series_link_by_switch(self) -> None:
        desk = Desk(office(series()), switches=Switches(rate_limits=(), view_series_link=False))
        row = desk.get(VIEW, start_time=NOW, end_time=NOW + DAY)["items"][0]
        assert "recurring_event_id" not in row

    def test_forty_days_at_most(self) -> None:
        desk = Desk(office(series()))
        assert len(desk.get(VIEW, start_time=NOW, end_time=NOW + 40 * DAY)["items"]) == 40
        assert desk.refusal(VIEW, start_time=NOW, end_time=NOW + 40 * DAY + 1) == (400, 193103)
        strict = Desk(office(series()), switches=Switches(rate_limits=(), view_span_limit="at"))
        assert strict.refusal(VIEW, start_time=NOW, end_time=NOW + 40 * DAY) == (400, 193103)

    def test_a_thousand_rows_at_most(self) -> None:
        busy = office(*(timed(f"e{n}", NOW + n) for n in range(1001)))
        desk = Desk(busy)
        assert desk.refusal(VIEW, start_time=NOW, end_time=NOW + DAY) == (400, 193104)
        assert len(desk.get(VIEW, start_time=NOW, end_time=NOW + 1000)["items"]) == 1000
        strict = Desk(busy, switches=Switches(rate_limits=(), view_count_limit="at"))
        assert strict.refusal(VIEW, start_time=NOW, end_time=NOW + 1000) == (400, 193104)

    def test_parameters_and_access(self) -> None:
        window = {"start_time": NOW, "end_time": NOW + DAY}
        desk = Desk(office(series()))
        assert desk.refusal(VIEW) == (400, 99992402)
        assert desk.refusal(VIEW, start_time=NOW, end_time=NOW) == (400, 190002)
        assert desk.refusal(VIEW, user_id_type="x", **window) == (400, 99992402)
        assert Desk(office(series(), type="resource")).refusal(VIEW, **window) == (403, 191004)
        assert Desk(office(series(), role="free_busy_reader")).refusal(VIEW, **window) == (403, 191002)

    def test_users_only_by_switch(self) -> None:
        data = {**office(series()), "tokens": [{"token": "u-demo"}, {"token": "t-app"}]}
        window = {"start_time": NOW, "end_time": NOW + DAY}
        for switches, code in (
            (Switches(rate_limits=()), 0),
            (Switches(rate_limits=(), view_identity="user"), 99991663),
        ):
            desk = Desk(data, switches=switches)
            desk.token = "t-app"
            assert desk.ask("GET", f"/calendar/v4{VIEW}", **window).json()["code"] == code


def test_instances_and_view_agree_with_each_other() -> None:
    rule = "FREQ=WEEKLY;BYDAY=MO,WE,SA;INTERVAL=2"
    desk = Desk(office(series(rule)))
    desk.state.move(ME, f"s_{NOW + 14 * DAY}", NOW + 3 * DAY, NOW + 3 * DAY + HOUR)
    low, high = NOW + HOUR, NOW + 39 * DAY
    keys = [
        [
            (row["event_id"], row["start_time"], row["end_time"])
            for row in desk.get(path, start_time=low, end_time=high)["items"]
        ]
        for path in (PATH, VIEW)
    ]
    assert keys[0] == keys[1] != []
