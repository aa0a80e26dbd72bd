"""Bringing the cache up to date from the command line: changes only, and everything that changed."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest

from feishu_tui.simulator.faults import Fault
from tests.commands.conftest import TEAM, OpenOffice, RunCli
from tests.feishu.office import CAL, HOUR, NOW, Office
from tests.sync.desk import at

ROW = ["calendar_id", "mode", "requests", "received", "stored", "deleted", "skipped", "seconds", "error"]


def asked_of_events(office: Office) -> list[dict[str, list[str]]]:
    """The queries of the event lists asked for since the last call."""
    queries = [parse_qs(query) for _, path, query in office.simulator.log if path.endswith("/events")]
    office.simulator.log.clear()
    return queries


def test_the_first_sync_reads_all_and_the_second_asks_for_changes_only(run_cli: RunCli, office: Office) -> None:
    office.add("mine", NOW, NOW + HOUR)
    office.add("theirs", NOW, NOW + HOUR, TEAM)
    ran = run_cli("sync", "--json")
    assert (ran.status, ran.err) == (0, "")
    assert list(ran.document) == ["calendars", "skipped"]
    assert [list(row) for row in ran.document["calendars"]] == [ROW, ROW]
    assert [(row["calendar_id"], row["mode"], row["stored"]) for row in ran.document["calendars"]] == [
        (CAL, "full", 1),
        (TEAM, "full", 1),
    ]
    assert all("anchor_time" in query for query in asked_of_events(office))
    ran = run_cli("sync", "--json")
    assert [(row["mode"], row["requests"], row["received"]) for row in ran.document["calendars"]] == [
        ("incremental", 1, 0)
    ] * 2
    assert [sorted(query) for query in asked_of_events(office)] == [["page_size", "sync_token"]] * 2
    ran = run_cli("sync", "--full", "--json")
    assert [row["mode"] for row in ran.document["calendars"]] == ["full", "full"]


def test_after_changes_the_next_sync_asks_for_them_alone_and_the_agenda_is_right(
    run_cli: RunCli, office: Office
) -> None:
    moved = office.add("moved", at("2026-11-23 09:00"), at("2026-11-23 10:00"))
    titled = office.add("titled", at("2026-11-23 11:00"), at("2026-11-23 12:00"))
    series = office.add_daily("series", start=at("2026-11-16 14:00"))
    gone = office.add("gone", at("2026-11-23 16:00"), at("2026-11-23 17:00"), TEAM)
    assert run_cli("sync").status == 0
    asked_of_events(office)

    office.state.move(CAL, moved, at("2026-11-24 20:00"), at("2026-11-24 21:00"))
    office.state.retitle(CAL, titled, "titled anew")
    office.state.cancel_instance(CAL, series, at("2026-11-24 14:00"))
    office.state.delete_event(TEAM, gone)
    office.add("added", at("2026-11-25 18:00"), at("2026-11-25 19:00"), TEAM)

    ran = run_cli("sync", "--json")
    counts = [(row["mode"], row["received"], row["stored"], row["deleted"]) for row in ran.document["calendars"]]
    assert counts == [("incremental", 3, 3, 0), ("incremental", 2, 1, 1)]
    assert [sorted(query) for query in asked_of_events(office)] == [["page_size", "sync_token"]] * 2

    ran = run_cli("agenda", "2026-11-23", "--until", "2026-11-25", "--json", "--offline")
    assert [(row["instance_id"], row["summary"], row["start"][5:16]) for row in ran.document["occurrences"]] == [
        ("titled_0", "titled anew", "11-23T11:00"),
        (f"series_{at('2026-11-23 14:00')}", "series", "11-23T14:00"),
        ("moved_0", "moved", "11-24T20:00"),
        (f"series_{at('2026-11-25 14:00')}", "series", "11-25T14:00"),
        ("added_0", "added", "11-25T18:00"),
    ]


def test_five_thousand_events_in_short_and_empty_pages_arrive_complete(run_cli: RunCli, office: Office) -> None:
    for number in range(5000):
        office.add(f"e{number}", NOW + number * 60, NOW + number * 60 + 60)
    office.faults.add(Fault("anchor_time", nth=2, times=2, page_rows=0))
    office.faults.add(Fault("anchor_time", nth=5, times=3, page_rows=7))
    ran = run_cli("sync", "--json", "--calendar", CAL)
    (row,) = ran.document["calendars"]
    assert (row["mode"], row["received"], row["stored"], row["error"]) == ("full", 5000, 5000, None)
    ran = run_cli("agenda", "--days", "5", "--offline", "--json", "--calendar", CAL)
    assert {each["event_id"] for each in ran.document["occurrences"]} == {f"e{number}_0" for number in range(5000)}


def test_what_cannot_be_read_is_counted_and_named(run_cli: RunCli, office: Office) -> None:
    office.add("good", NOW, NOW + HOUR)
    office.state.upsert_event(CAL, {"event_id": "bad_0", "summary": "no time at all"})
    ran = run_cli("sync", "--json")
    assert ran.status == 0
    assert [row["skipped"] for row in ran.document["calendars"]] == [1, 0]
    (skipped,) = ran.document["skipped"]
    assert (skipped["calendar_id"], skipped["event_id"], bool(skipped["reason"])) == (CAL, "bad_0", True)
    assert "An event could not be read: bad_0: " in run_cli("sync", "--full").err


def test_calendars_that_fail_are_named(run_cli: RunCli, office: Office) -> None:
    office.faults.add(Fault("team.*/events", times=None, code=190002))
    ran = run_cli("sync", "--json")
    assert ran.status == 5
    errors = [row["error"] for row in ran.document["calendars"]]
    assert errors[0] is None
    assert "does not accept the parameters" in errors[1]
    assert "Team could not be brought up to date: " in ran.err
    office.faults.add(Fault("/events", times=None, code=190002))
    assert run_cli("sync").status == 4
    office.faults.clear()
    ran = run_cli("sync")
    assert ran.status == 0
    assert [line.split()[0] for line in ran.out.splitlines()] == ["Me", "Team"]


def test_calendars_the_api_never_lists_are_skipped_with_a_note(run_cli: RunCli, open_office: OpenOffice) -> None:
    open_office({"calendar_id": "google@x.calendar.feishu.cn", "summary": "Gmail", "type": "google"})
    ran = run_cli("sync", "--json")
    assert ran.status == 0
    assert [(row["mode"], row["error"]) for row in ran.document["calendars"]] == [("full", None), (None, None)]
    assert ran.err.startswith("feishu-tui: Gmail is left out: ")
    assert run_cli("sync", "--calendar", "gmail").status == 5
    assert run_cli("sync", "--calendar", "nothing", "--json").error["kind"] == "usage"


def test_an_expired_sync_token_is_read_anew(run_cli: RunCli, office: Office) -> None:
    office.add("mine", NOW, NOW + HOUR)
    run_cli("sync")
    office.simulator.expire_paging_tokens()
    ran = run_cli("sync", "--json")
    assert (ran.status, [row["mode"] for row in ran.document["calendars"]]) == (0, ["full", "full"])


@pytest.mark.parametrize("code", [99991403])
def test_an_exhausted_quota_is_told_and_not_asked_again(code: int, run_cli: RunCli, office: Office) -> None:
    office.faults.add(Fault("", times=None, code=code))
    ran = run_cli("sync", "--json")
    assert (ran.status, ran.error["kind"], ran.error["code"]) == (4, "quota", code)
    assert len(office.simulator.log) == 1
