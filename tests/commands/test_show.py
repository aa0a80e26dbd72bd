"""One event: from the server, from the cache, and by every kind of id."""

from __future__ import annotations

import json
from typing import Any

import pytest

from feishu_tui.simulator.faults import Fault
from tests.commands.conftest import TEAM, RunCli
from tests.commands.ran import unsafe
from tests.feishu.office import CAL, HOUR, NOW, Office
from tests.sync.desk import at

NOTHINGS = ("nothing_0", "nothing", "daily_1", "../../x", "%2e%2e", "a b", "事件_0", "x" * 5000)


@pytest.fixture
def series(office: Office) -> Office:
    """A daily series with an exception on 24 November, invited people, and an event of the team's."""
    people = [
        {"type": "user", "display_name": "李四", "rsvp_status": "accept", "user_id": "ou_li"},
        {"type": "resource", "display_name": "F3-12", "rsvp_status": "accept", "room_id": "omm_1"},
    ]
    office.add_daily("daily", start=at("2026-11-16 09:30"), attendees=people, description="All of it")
    office.state.move(CAL, f"daily_{at('2026-11-24 09:30')}", at("2026-11-24 15:00"), at("2026-11-24 16:00"))
    office.add("theirs", NOW, NOW + HOUR, TEAM, organizer_calendar_id=TEAM)
    return office


def test_the_event_comes_as_the_server_has_it(run_cli: RunCli, series: Office) -> None:
    ran = run_cli("show", "daily_0", "--json")
    assert (ran.status, list(ran.document)) == (0, ["event", "calendar_id", "fetched_at"])
    event = ran.document["event"]
    assert (event["event_id"], event["recurrence"]) == ("daily_0", "FREQ=DAILY")
    assert [each["display_name"] for each in event["attendees"]] == ["李四", "F3-12"]
    assert (ran.document["calendar_id"], ran.document["fetched_at"]) == (CAL, "2026-11-21T11:00:00+08:00")


@pytest.mark.parametrize(
    ("event_id", "words"),
    [
        ("daily_0", "Mon 16 Nov 09:30–10:30"),
        (f"daily_{at('2026-11-24 09:30')}", "Tue 24 Nov 15:00–16:00"),
        (f"daily_{at('2026-11-25 09:30')}", "Wed 25 Nov 09:30–10:30"),
    ],
    ids=["master", "exception", "ordinary occurrence"],
)
@pytest.mark.parametrize("synced", [False, True])
def test_each_kind_of_id_shows_its_own_time(
    event_id: str, words: str, synced: bool, run_cli: RunCli, series: Office
) -> None:
    if synced:
        run_cli("sync")
    ran = run_cli("show", event_id)
    assert (ran.status, ran.err) == (0, "")
    assert words in ran.out
    assert "李四" in ran.out


def test_an_event_on_a_second_calendar_is_found(run_cli: RunCli, series: Office) -> None:
    for argv in ([], ["--calendar", "team"]):
        ran = run_cli("show", "theirs_0", "--json", *argv)
        assert (ran.status, ran.document["calendar_id"]) == (0, TEAM)
    ran = run_cli("show", "theirs_0", "--json", "--calendar", CAL)
    assert (ran.status, ran.error["kind"]) == (4, "not_found")
    run_cli("sync")
    series.simulator.log.clear()
    assert run_cli("show", "theirs_0").status == 0
    assert len(series.simulator.log) == 1


@pytest.mark.parametrize("event_id", NOTHINGS, ids=range(len(NOTHINGS)))
@pytest.mark.parametrize("synced", [False, True])
def test_an_id_of_nothing_is_not_found(event_id: str, synced: bool, run_cli: RunCli, series: Office) -> None:
    if synced:
        run_cli("sync")
    ran = run_cli("show", event_id, "--json")
    assert (ran.status, ran.error["kind"]) == (4, "not_found")
    assert run_cli("show", event_id).out == ""


def test_a_deleted_event_is_not_shown_from_the_cache(run_cli: RunCli, series: Office) -> None:
    run_cli("show", "theirs_0")
    run_cli("sync")
    series.state.delete_event(TEAM, "theirs_0")
    ran = run_cli("show", "theirs_0", "--json")
    assert (ran.status, ran.error["kind"]) == (4, "not_found")


def test_a_calendar_that_refuses_does_not_hide_that_there_is_no_such_event(run_cli: RunCli, series: Office) -> None:
    series.faults.add(Fault("_team.*|team%40.*/events/", times=None, code=191002))
    assert run_cli("show", "nothing_0", "--json").error["kind"] == "not_found"
    ran = run_cli("show", "theirs_0", "--calendar", "team", "--json")
    assert (ran.status, ran.error["kind"], ran.error["code"]) == (3, "not_permitted", 191002)
    series.faults.clear()
    series.faults.add(Fault("team.*/events/", times=None, code=193002))
    ran = run_cli("show", "theirs_0", "--json")
    assert (ran.status, ran.error["code"]) == (3, 193002)


def test_without_an_answer_it_is_shown_as_last_read(
    run_cli: RunCli, series: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_cli("sync")
    run_cli("show", "daily_0")
    monkeypatch.delenv("FEISHU_TUI_ACCESS_TOKEN")

    def document(event_id: str) -> Any:
        ran = run_cli("show", event_id, "--json", "--now", "2026-11-22T12:00:00+08:00")
        assert ran.status == 0
        assert "Shown as last read" in ran.err
        return ran.document

    shown = document("daily_0")
    assert [each["display_name"] for each in shown["event"]["attendees"]] == ["李四", "F3-12"]
    assert shown["fetched_at"] == "2026-11-21T11:00:00+08:00"
    assert document("theirs_0")["event"]["summary"] == "theirs"
    assert document(f"daily_{at('2026-11-25 09:30')}")["event"]["event_id"] == "daily_0"
    assert run_cli("show", "unheard-of_0").status == 3


def test_the_object_is_escaped_where_a_terminal_might_obey_it(run_cli: RunCli, office: Office) -> None:
    title = "a\x1b[31m\x9b2J\u202eb\x7f\u2028\ufeff\U000e0041 \ud800 家 👨\u200d👩 é\u3000."
    event = {**office.state.event(CAL, office.add("bad", NOW, NOW + HOUR)), "summary": title}
    body = json.dumps({"code": 0, "data": {"event": event}}).encode()
    office.faults.add(Fault("events/bad_0", times=None, status=200, body=body))
    ran = run_cli("show", "bad_0", "--json", "--calendar", CAL)
    assert ran.document["event"]["summary"] == title
    assert "家 👨\u200d👩 é\u3000." in ran.out
    assert unsafe(ran.out.replace("\n", "")) == []
    plain = run_cli("show", "bad_0", "--calendar", CAL)
    assert unsafe(plain.out.replace("\n", "")) == []
    assert "2J" not in plain.out
