"""``feishu-tui check`` against a simulated office over real HTTP."""

from __future__ import annotations

import io
import json

import pytest

from feishu_tui.simulator.faults import Fault, Skew
from tests.commands.conftest import TEAM, OpenOffice, RunCli
from tests.commands.ran import Ran
from tests.feishu.office import CAL, DAY, HOUR, NOW, Office
from tests.sync.desk import at

MONDAY = at("2026-11-23 09:30")


@pytest.fixture
def office(office: Office) -> Office:
    """A daily and an all-day series of one's own, one of the team's, and a single event."""
    office.add_daily("daily", start=MONDAY, summary="Stand-up")
    office.add_days("days", "2026-11-20", "2026-11-21", recurrence="FREQ=WEEKLY", summary="Report")
    office.add("team", MONDAY, MONDAY + HOUR, TEAM, recurrence="FREQ=WEEKLY;COUNT=5", summary="Retro")
    office.add("single", NOW, NOW + HOUR, summary="Lunch")
    return office


def statuses(ran: Ran) -> dict[str, str]:
    return {each["summary"]: each["status"] for each in ran.document["events"]}


@pytest.mark.usefixtures("office")
def test_every_series_of_every_calendar_shown_matches(run_cli: RunCli) -> None:
    ran = run_cli("check", "--json")
    assert (ran.status, ran.err) == (0, "")
    found = ran.document
    assert found["window"] == {"start": NOW - 90 * DAY, "end": NOW + 275 * DAY}
    assert found["summary"] == {"checked": 3, "matched": 3, "mismatched": 0, "errors": 0}
    assert [(each["calendar_id"], each["summary"], each["local"], each["server"]) for each in found["events"]] == [
        (CAL, "Report", 40, 40),
        (CAL, "Stand-up", 274, 274),
        (TEAM, "Retro", 5, 5),
    ]
    assert found["events"][1] == {
        "calendar_id": CAL,
        "event_id": "daily_0",
        "summary": "Stand-up",
        "recurrence": "FREQ=DAILY",
        "status": "match",
        "local": 274,
        "server": 274,
        "only_local": [],
        "only_server": [],
        "referee": None,
        "error": None,
    }


def test_differences_are_named_and_end_with_one(office: Office, run_cli: RunCli) -> None:
    friday = at("2026-12-04 08:00")
    assert friday % DAY == 0
    office.faults.skew(Skew("daily", drop=frozenset({MONDAY + DAY}), add=frozenset({MONDAY + HOUR})))
    office.faults.skew(Skew("days", drop=frozenset({friday})))
    ran = run_cli("check", "--json")
    assert ran.status == 1
    report, daily, retro = ran.document["events"]
    assert (report["status"], report["only_local"], report["only_server"]) == ("mismatch", ["2026-12-04"], [])
    assert (daily["only_local"], daily["only_server"]) == ([MONDAY + DAY], [MONDAY + HOUR])
    assert (daily["local"], daily["server"], daily["referee"]) == (274, 274, "local")
    assert retro["status"] == "match"
    assert ran.document["summary"] == {"checked": 3, "matched": 1, "mismatched": 2, "errors": 0}

    told = run_cli("check")
    assert told.status == 1
    assert told.out == (
        "✗ Report · Me · 40 here, 39 on the server · dateutil agrees with us\n"
        "    Fri 4 Dec: here Fri 4 Dec, all day, on the server —\n"
        "✗ Stand-up · Me · 274 here, 274 on the server · dateutil agrees with us\n"
        "    Mon 23 Nov 10:30: here —, on the server Mon 23 Nov 10:30–11:30\n"
        "    Tue 24 Nov 09:30: here Tue 24 Nov 09:30–10:30, on the server —\n"
        "✓ Retro · Team · 5 occurrences\n"
        "\n"
        "3 series checked: 1 match, 2 differ, 0 could not be checked.\n"
    )
    assert "核对了 3 个重复日程" in run_cli("check", "--lang", "zh").out

    agenda = json.loads(run_cli("agenda", "2026-11-23", "--offline", "--json").out)
    assert [each["start"] for each in agenda["occurrences"] if each["summary"] == "Stand-up"] == [
        "2026-11-23T09:30:00+08:00",
        "2026-11-23T10:30:00+08:00",
    ]


def test_a_series_that_cannot_be_compared_is_an_error_and_the_rest_goes_on(office: Office, run_cli: RunCli) -> None:
    office.faults.add(Fault("/daily_0/instances", times=None, status=404, code=193001))
    ran = run_cli("check", "--json")
    assert ran.status == 5
    assert statuses(ran) == {"Report": "match", "Stand-up": "error", "Retro": "match"}
    [failed] = [each for each in ran.document["events"] if each["status"] == "error"]
    assert failed["error"] == "There is no such event on this calendar. (193001)"
    assert (failed["local"], failed["server"], failed["only_local"]) == (None, None, [])
    assert "! Stand-up · Me · There is no such event on this calendar. (193001)\n" in run_cli("check").out
    office.faults.skew(Skew("team", drop=frozenset({MONDAY})))
    assert run_cli("check", "--json").status == 1


@pytest.mark.parametrize("named", ["daily_0", "daily", f"daily_{MONDAY + DAY}", f"daily_{MONDAY + 2 * DAY}"])
def test_any_id_of_a_series_means_the_series(office: Office, run_cli: RunCli, named: str) -> None:
    office.state.move(CAL, f"daily_{MONDAY + 2 * DAY}", MONDAY + 3 * DAY + HOUR, MONDAY + 3 * DAY + 2 * HOUR)
    ran = run_cli("check", named, "daily_0", "--json")
    assert (ran.status, statuses(ran)) == (0, {"Stand-up": "match"})


@pytest.mark.usefixtures("office")
def test_ids_that_mean_no_series_are_mistakes(run_cli: RunCli) -> None:
    unknown = run_cli("check", "nobody_0")
    assert unknown.status == 4
    assert "No calendar here has an event nobody_0." in unknown.err
    assert run_cli("check", "nobody_0", "--json").document["error"]["kind"] == "not_found"
    single = run_cli("check", "single_0")
    assert single.status == 2
    assert "“Lunch” does not recur" in single.err
    assert run_cli("check", "daily_0", "--calendar", "Team").status == 4


@pytest.mark.usefixtures("office")
def test_a_calendar_named_is_the_only_one(run_cli: RunCli) -> None:
    assert statuses(run_cli("check", "--calendar", "team", "--json")) == {"Retro": "match"}
    assert statuses(run_cli("--calendar", "Me", "check", "--json")) == {"Report": "match", "Stand-up": "match"}


@pytest.mark.usefixtures("office")
def test_from_and_until_are_whole_days_of_the_display_zone(run_cli: RunCli) -> None:
    ran = run_cli("check", "--from", "2026-11-23", "--until", "2026-11-29", "--json")
    assert ran.document["window"] == {"start": at("2026-11-23 00:00"), "end": at("2026-11-30 00:00")}
    assert [each["local"] for each in ran.document["events"]] == [1, 7, 1]
    berlin = run_cli("check", "--from", "fri", "--until", "+7d", "--tz", "Europe/Berlin", "--json")
    assert berlin.document["window"]["start"] == at("2026-11-27 07:00")
    assert berlin.document["window"]["end"] == at("2026-11-29 07:00")


@pytest.mark.usefixtures("office")
def test_one_end_alone_leaves_a_window(run_cli: RunCli) -> None:
    def window(*words: str) -> tuple[int, int]:
        found = run_cli("check", *words, "--calendar", "Team", "--json").document["window"]
        return found["start"], found["end"]

    assert window("--from", "2026-11-01") == (at("2026-11-01 00:00"), NOW + 275 * DAY)
    assert window("--until", "today") == (NOW - 90 * DAY, at("2026-11-22 00:00"))
    assert window("--from", "2029-01-01") == (at("2029-01-01 00:00"), at("2029-01-01 00:00") + 365 * DAY)
    assert window("--until", "2024-06-30") == (at("2024-07-01 00:00") - 365 * DAY, at("2024-07-01 00:00"))


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    "words",
    [
        ("--from", "tomorrow", "--until", "today"),
        ("--from", "2000-01-01", "--until", "2026-01-01"),
        ("--from", "1969-12-31"),
        ("--until", "2600-01-01"),
        ("--from", "someday"),
    ],
)
def test_a_window_that_cannot_be_is_a_mistake(run_cli: RunCli, words: tuple[str, ...]) -> None:
    assert run_cli("check", *words).status == 2


def test_what_was_cancelled_since_the_last_sync_is_no_difference(office: Office, run_cli: RunCli) -> None:
    assert run_cli("sync").status == 0
    office.state.cancel_instance(CAL, "daily_0", MONDAY + DAY)
    ran = run_cli("check", "daily_0", "--json")
    assert (ran.status, ran.document["events"][0]["local"]) == (0, 273)


def test_calendars_that_list_nothing_are_left_out_with_a_note(open_office: OpenOffice, run_cli: RunCli) -> None:
    busy = {"calendar_id": "feishu.cn_boss@group.calendar.feishu.cn", "summary": "Boss", "type": "primary"}
    office = open_office({**busy, "role": "free_busy_reader"})
    office.add_daily("daily", start=MONDAY)
    ran = run_cli("check")
    assert ran.status == 0
    assert "Boss is left out" in ran.err
    assert "1 series checked: 1 match" in ran.out
    assert run_cli("check", "--calendar", "Boss", "--json").status == 5


def test_a_calendar_that_fails_is_named_and_the_others_are_checked(office: Office, run_cli: RunCli) -> None:
    office.faults.add(Fault("team.*/events\\?", times=None, status=404, code=191003))
    ran = run_cli("check", "--json")
    assert ran.status == 5
    assert "Team could not be brought up to date and is not checked" in ran.err
    assert statuses(ran) == {"Report": "match", "Stand-up": "match"}
    alone = run_cli("check", "--calendar", "Team", "--json")
    assert (alone.status, alone.document["error"]["code"]) == (4, 191003)


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.usefixtures("office")
def test_a_bar_grows_on_a_terminal_and_goes_away(run_cli: RunCli, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    assert run_cli("check").status == 0
    drawn = [frame for frame in terminal.getvalue().split("\r\x1b[K") if frame]
    assert drawn[-3][:27] == "[######..............] 1/3 "
    assert drawn[-1][:27] == "[####################] 3/3 "
    assert terminal.getvalue().endswith("\r\x1b[K")
    assert max(map(len, drawn)) <= 78


def test_without_anything_to_sign_in_with_there_is_nothing_to_check(run_cli: RunCli) -> None:
    ran = run_cli("check", "--json")
    assert (ran.status, ran.document["error"]["kind"]) == (3, "not_signed_in")


def test_an_empty_office_has_nothing_to_check(open_office: OpenOffice, run_cli: RunCli) -> None:
    open_office()
    ran = run_cli("check")
    assert (ran.status, ran.out) == (0, "There is no recurring event to check.\n")
    assert run_cli("check", "--json").document["events"] == []
