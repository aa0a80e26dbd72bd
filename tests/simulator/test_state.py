"""The data file, the hooks that change the state, and what a large calendar costs."""

from __future__ import annotations

import json
import threading
import time
from typing import Any

import pytest

from feishu_tui.simulator.state import State
from tests.simulator.desk import DAY, HOUR, ME, NOW, Desk, all_day, office, timed, titles


class TestDataFile:
    def test_what_is_dumped_loads_again_and_answers_the_same(self) -> None:
        data = office(
            timed("a", NOW),
            timed("daily", NOW, event_id="s_0", recurrence="FREQ=DAILY"),
            all_day("trip", "2026-11-21", "2026-11-24"),
            members={"ou_me": "writer"},
        )
        data["chats"] = {"oc_1": [{"open_id": "ou_me"}]}
        data["apps"] = [{"app_id": "cli_a", "app_secret": "s", "scopes": "calendar:calendar:readonly"}]
        data["tokens"] = [
            {"token": "u-demo", "identity": "ou_me", "scopes": ["calendar:calendar"], "expires_at": NOW + DAY}
        ]
        first = Desk(data)
        first.state.cancel_instance(ME, "s_0", NOW + DAY)
        second = Desk(json.loads(json.dumps(first.state.dump())))
        assert second.events(anchor_time=1)["items"] == first.events(anchor_time=1)["items"]
        assert second.state.dump() == first.state.dump()

    def test_an_empty_file_has_the_demo_app_and_token(self) -> None:
        desk = Desk({})
        assert desk.get("/calendars")["calendar_list"] == []
        assert Desk({"users": {"ou_x": {"name": "X"}}}).ask("GET", "/authen/v1/user_info").json()["data"]["name"] == "X"

    def test_missing_ids_are_made_and_stay_the_same(self) -> None:
        data: dict[str, Any] = {
            "calendars": [
                {
                    "events": [
                        timed("a", NOW),
                        timed("b", NOW),
                        timed("x", NOW + HOUR, is_exception=True, recurring_event_id="s_0", original_time=NOW),
                        timed("y", NOW + DAY, is_exception=True, recurring_event_id="s"),
                    ]
                }
            ]
        }
        ids = [[event["event_id"] for event in State.load(data).dump()["calendars"][0]["events"]] for _ in range(2)]
        assert ids[0] == ids[1]
        assert len(set(ids[0])) == 4
        assert ids[0][2:] == [f"s_{NOW}", f"s_{NOW + DAY}"]
        assert ids[0][0].endswith("_0")
        assert "@" in State.load(data).dump()["calendars"][0]["calendar_id"]

    @pytest.mark.parametrize(
        "data",
        [[], {"calendars": 5}, {"calendars": ["x"]}, {"calendars": [{"events": ["x"]}]}, {"tokens": [{}]}, {"apps": 1}],
    )
    def test_another_shape_is_a_value_error(self, data: Any) -> None:
        with pytest.raises(ValueError, match=r"."):
            State.load(data)


class TestHooks:
    def test_events_keep_fields_nobody_knows(self) -> None:
        desk = Desk(office())
        event_id = desk.state.upsert_event(ME, timed("a", NOW, flavour="salty"))
        assert desk.state.event(ME, event_id)["flavour"] == "salty"

    def test_an_upsert_replaces_the_whole_event(self) -> None:
        desk = Desk(office(timed("a", NOW, event_id="a_0", description="x")))
        desk.state.upsert_event(ME, timed("b", NOW, event_id="a_0"))
        (row,) = desk.events(anchor_time=1)["items"]
        assert row["summary"] == "b"
        assert "description" not in row

    def test_a_deleted_event_can_come_back(self) -> None:
        desk = Desk(office(timed("a", NOW, event_id="a_0")))
        desk.state.delete_event(ME, "a_0")
        desk.state.upsert_event(ME, timed("again", NOW, event_id="a_0"))
        assert titles(desk.events(anchor_time=1)) == ["again"]

    def test_all_day_events_move_by_date(self) -> None:
        desk = Desk(office(all_day("trip", "2026-11-21", "2026-11-24", event_id="t_0")))
        desk.state.move(ME, "t_0", "2026-12-01", "2026-12-02")
        assert desk.events(anchor_time=1)["items"][0]["start_time"] == {"date": "2026-12-01", "timezone": "UTC"}

    def test_an_occurrence_of_an_all_day_series_is_named_by_its_utc_midnight(self) -> None:
        desk = Desk(office(all_day("x", "2026-11-21", "2026-11-22", event_id="t_0", recurrence="FREQ=DAILY")))
        assert desk.state.retitle(ME, f"t_{NOW + DAY}", "y") == f"t_{NOW + DAY}"
        row = desk.events(anchor_time=1)["items"][1]
        assert (row["start_time"]["date"], row["end_time"]["date"]) == ("2026-11-22", "2026-11-23")

    def test_deleting_an_occurrence_leaves_its_tombstone(self) -> None:
        desk = Desk(office(timed("d", NOW, event_id="s_0", recurrence="FREQ=DAILY")))
        desk.state.delete_event(ME, f"s_{NOW}")
        assert desk.events(anchor_time=1)["items"][1]["status"] == "cancelled"

    @pytest.mark.parametrize("event_id", ["none_0", f"none_{NOW}", f"once_{NOW}"])
    def test_what_is_not_there_is_a_key_error(self, event_id: str) -> None:
        state = Desk(office(timed("once", NOW, event_id="once_0"))).state
        with pytest.raises(KeyError):
            state.retitle(ME, event_id, "x")
        with pytest.raises(KeyError):
            state.upsert_event("nowhere@x.cn", timed("a", NOW))

    def test_threads_may_change_it_while_it_is_read(self) -> None:
        desk = Desk(office(*(timed(f"e{n}", NOW, event_id=f"e{n}_0") for n in range(200))))

        def change() -> None:
            for number in range(200):
                desk.state.retitle(ME, f"e{number}_0", "x")
                desk.state.upsert_event(ME, timed("new", NOW))

        threads = [threading.Thread(target=change) for _ in range(3)]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            desk.events(anchor_time=1, page_size=50)
        for thread in threads:
            thread.join()
        assert len(desk.events(anchor_time=1, page_size=1000)["items"]) == 800


def test_a_page_of_a_large_calendar_costs_what_a_page_holds() -> None:
    """Pages, a round of changes and a window over 40 000 events cost a small multiple of the same over 1 000."""

    def seconds(count: int) -> float:
        desk = Desk(office(*(timed(f"e{n}", NOW + n * HOUR, event_id=f"e{n}_0") for n in range(count))))
        sync_token = desk.events(anchor_time=NOW + count * HOUR)["sync_token"]
        desk.state.retitle(ME, f"e{count - 1}_0", "x")
        desk.events(start_time=NOW, end_time=NOW + 1)
        begin = time.perf_counter()
        query: dict[str, Any] = {"anchor_time": 1, "page_size": 50}
        for _ in range(15):
            query["page_token"] = desk.events(**query)["page_token"]
            assert len(desk.events(start_time=NOW + 10 * HOUR, end_time=NOW + 60 * HOUR)["items"]) == 50
            assert titles(desk.events(sync_token=sync_token)) == ["x"]
        return time.perf_counter() - begin

    assert seconds(40_000) < 4 * seconds(1_000)
