"""``feishu-tui search``: local and server results, merged, as a table and as JSON."""

from __future__ import annotations

import os
import sys

import pytest

from feishu_tui.config import load
from feishu_tui.simulator.faults import Fault
from feishu_tui.store import Store
from tests.commands.conftest import TEAM, OpenOffice, RunCli
from tests.feishu.office import CAL, DAY, HOUR, NOW, Office

SEARCH = "/events/search"


@pytest.fixture
def synced(office: Office, run_cli: RunCli) -> Office:
    """An office whose events are in the cache."""
    location = {"name": "F2-05"}
    office.add("a", NOW + HOUR, NOW + 2 * HOUR, summary="产品评审会", location=location)
    office.add("b", NOW + 5 * DAY, NOW + 5 * DAY + HOUR, TEAM, summary="Design review")
    office.add_daily("standup", start=NOW - 30 * DAY, summary="Stand-up", recurrence="FREQ=DAILY;COUNT=40")
    assert run_cli("sync").status == 0
    return office


def found(run_cli: RunCli, *argv: str) -> list[tuple[str, str]]:
    """Titles and sources."""
    ran = run_cli("search", *argv, "--json")
    assert ran.status == 0, ran
    assert list(ran.document) == ["query", "results"]
    return [(each["summary"], each["source"]) for each in ran.document["results"]]


def test_json_has_the_fields_of_an_occurrence_and_its_source(synced: Office, run_cli: RunCli) -> None:
    ran = run_cli("search", "cppsh", "--json")
    assert (ran.status, ran.err) == (0, "")
    assert ran.document["query"] == "cppsh"
    [result] = ran.document["results"]
    assert (result["calendar_id"], result["event_id"], result["source"]) == (CAL, "a_0", "local")
    assert (result["start"], result["end"]) == ("2026-11-21T12:00:00+08:00", "2026-11-21T13:00:00+08:00")
    assert (result["location"], result["times"]) == ("F2-05", 1)


def test_a_series_is_one_result_with_its_next_date(synced: Office, run_cli: RunCli) -> None:
    [result] = run_cli("search", "stand-up", "--json").document["results"]
    assert (result["event_id"], result["times"], result["recurring"]) == ("standup_0", 10, True)
    assert result["start"] == "2026-11-21T11:00:00+08:00"
    assert "↻×10" in run_cli("search", "stand-up").out


def test_sources(synced: Office, run_cli: RunCli) -> None:
    synced.add("new", NOW + 9 * DAY, NOW + 9 * DAY + HOUR, TEAM, summary="New review")
    assert found(run_cli, "review", "--local") == [("Design review", "local")]
    assert found(run_cli, "review", "--server") == [("Design review", "server"), ("New review", "server")]
    assert found(run_cli, "review", "--local") == [("Design review", "local"), ("New review", "local")]
    synced.add("newer", NOW + 10 * DAY, NOW + 10 * DAY + HOUR, TEAM, summary="Newer review")
    assert found(run_cli, "review") == [("Design review", "both"), ("New review", "both"), ("Newer review", "server")]
    assert "on the server" not in run_cli("search", "review").out


def test_the_table_is_plain_where_it_is_not_read_by_a_person(synced: Office, run_cli: RunCli) -> None:
    ran = run_cli("search", "评审", "--local")
    assert ran.out.split("\n")[0].split() == ["Sat", "21", "Nov", "12:00–13:00", "产品评审会", "·", "F2-05"]
    assert run_cli("search", "nothing like it", "--local") == (0, "No events.\n", "")


def test_filters_as_options_and_in_the_query(open_office: OpenOffice, run_cli: RunCli) -> None:
    office = open_office({"calendar_id": TEAM, "summary": "Team", "type": "shared", "role": "reader"})
    anna = {"type": "user", "user_id": "ou_a", "display_name": "Anna"}
    bob = {"type": "user", "user_id": "ou_b", "display_name": "Bob"}
    room = {"type": "resource", "room_id": "omm_1", "display_name": "F2"}
    chat = {"type": "chat", "chat_id": "oc_1", "display_name": "All"}
    office.add("a", NOW, NOW + HOUR, attendees=[anna, room])
    office.add("b", NOW + DAY, NOW + DAY + HOUR, attendees=[bob, chat])
    office.add("c", NOW + 2 * DAY, NOW + 2 * DAY + HOUR, TEAM, attendees=[anna])

    def titles(*argv: str) -> list[str]:
        return sorted(title for title, _ in found(run_cli, *argv))

    assert titles("", "--attendee", "ou_a") == ["a", "c"]
    assert titles("", "--attendee", "ou_a", "--attendee", "ou_b") == ["a", "b", "c"]
    assert titles("", "--room", "omm_1") == titles("room:omm_1") == ["a"]
    assert titles("", "--chat", "oc_1") == titles("", "--chat", "oc_1", "--server") == ["b"]
    assert titles("with:ou_a cal:team") == titles("", "--attendee", "ou_a", "--calendar", "Team") == ["c"]
    assert titles("", "--from", "tomorrow") == ["b", "c"]
    assert titles("", "--until", "today") == titles("before:tomorrow") == ["a"]
    assert titles("", "--from", "11-22", "--until", "11-22", "--attendee", "ou_b") == ["b"]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["x", "--from", "never"], "is not a date"),
        (["x", "--from", "11-22", "--until", "11-21"], "lies before"),
        ([""], "There is nothing to search for"),
        (["   "], "There is nothing to search for"),
        (["x", "--local", "--server"], "not allowed with"),
        (["x", "--calendar", "nobody"], "There is no calendar"),
        ([], "required: QUERY"),
    ],
)
def test_mistakes(argv: list[str], said: str, synced: Office, run_cli: RunCli) -> None:
    ran = run_cli("search", *argv)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert run_cli("search", *argv, "--json").error["kind"] == "usage"


def test_the_first_search_reads_the_calendars(office: Office, run_cli: RunCli) -> None:
    anna = {"type": "user", "user_id": "ou_anna", "display_name": "Anna"}
    office.add("a", NOW, NOW + HOUR, description="hidden in here", attendees=[anna])
    assert found(run_cli, "hidden") == [("a", "local")]
    assert found(run_cli, "anna", "--local") == [("a", "local")]


def test_local_never_asks_the_server(synced: Office, run_cli: RunCli) -> None:
    synced.simulator.log.clear()
    assert found(run_cli, "review", "--local") == [("Design review", "local")]
    assert synced.simulator.log == []


def test_local_without_a_cache(office: Office, run_cli: RunCli) -> None:
    ran = run_cli("search", "x", "--local", "--json")
    assert (ran.status, ran.error["kind"]) == (4, "cache")


def test_a_failing_search_leaves_local_results(synced: Office, run_cli: RunCli) -> None:
    synced.faults.add(Fault(SEARCH, times=None, status=500, code=190003))
    ran = run_cli("search", "review")
    assert (ran.status, "Design review" in ran.out) == (5, True)
    assert "The server did not search Team" in ran.err
    assert "The server did not search Me" in ran.err
    ran = run_cli("search", "review", "--server", "--json")
    assert (ran.status, ran.error["code"]) == (4, 190003)


def test_one_failing_calendar_is_named(synced: Office, run_cli: RunCli) -> None:
    synced.faults.add(Fault(f"{TEAM.split('@')[0]}.*{SEARCH}", times=None, status=500, code=190003))
    ran = run_cli("search", "评审", "--server", "--json")
    assert (ran.status, len(ran.document["results"])) == (5, 1)
    assert "The server did not search Team" in ran.err


def test_without_a_network_or_a_token_the_cache_answers(
    synced: Office, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FEISHU_TUI_ACCESS_TOKEN")
    ran = run_cli("search", "review")
    assert (ran.status, "Design review" in ran.out) == (0, True)
    assert "Only what was read before is searched" in ran.err
    assert run_cli("search", "review", "--server").status == 3


def test_calendars_switched_off_are_left_out_unless_named(synced: Office, run_cli: RunCli) -> None:
    config = load({}, os.environ)
    store = Store.open(config.cache_path, config.clock)
    store.set_shown(TEAM, False)
    store.close()
    assert found(run_cli, "review") == []
    assert found(run_cli, "review", "--calendar", "Team") == [("Design review", "both")]
    assert found(run_cli, "review cal:team") == [("Design review", "both")]


def test_what_the_server_cannot_answer_is_said(synced: Office, run_cli: RunCli) -> None:
    ran = run_cli("search", "is:recurring", "--server")
    assert (ran.status, ran.out) == (0, "No events.\n")
    assert "cannot answer this" in ran.err
    assert found(run_cli, "is:recurring") == [("Stand-up", "local")]


def test_matches_stand_out_on_a_terminal(
    synced: Office, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert "产品\x1b[1;4m评审会\x1b[22;24m  · F2-05" in run_cli("search", "psh", "--local").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run_cli("search", "psh", "--local").out
