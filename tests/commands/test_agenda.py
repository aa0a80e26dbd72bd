"""What the agenda prints, of which calendars, and how it tells what is missing."""

from __future__ import annotations

import pytest

from feishu_tui.simulator.faults import Fault
from tests.commands.conftest import TEAM, OpenOffice, RunCli
from tests.commands.november import timed
from tests.feishu.office import CAL, DAY, HOUR, NOW, Office
from tests.sync.desk import at

GOOGLE = {"calendar_id": "google@x.calendar.feishu.cn", "summary": "Gmail", "type": "google"}
BUSY = {"calendar_id": "busy@x.calendar.feishu.cn", "summary": "Wang", "type": "shared", "role": "free_busy_reader"}
SECRET = {"calendar_id": "secret@x.calendar.feishu.cn", "summary": "Secret", "type": "shared", "role": "reader"}


def test_an_occurrence_has_every_key_of_the_contract(run_cli: RunCli, office: Office) -> None:
    office.add(
        "review",
        at("2026-11-21 14:00"),
        at("2026-11-21 15:00"),
        location={"name": "F3-12"},
        color=-1,
        app_link="https://applink.feishu.cn/x",
        vchat={"vc_type": "vc", "meeting_url": "https://vc.feishu.cn/j/1"},
        event_organizer={"user_id": "ou_anna", "display_name": "Anna"},
    )
    document = run_cli("agenda", "--json").document
    assert document == {
        "range": {
            "start": "2026-11-21T00:00:00+08:00",
            "end": "2026-11-22T00:00:00+08:00",
            "timezone": "Asia/Shanghai",
        },
        "calendars": [CAL, TEAM],
        "stale": False,
        "synced_at": "2026-11-21T11:00:00+08:00",
        "occurrences": [
            {
                "calendar_id": CAL,
                "event_id": "review_0",
                "instance_id": "review_0",
                "summary": "review",
                "start": "2026-11-21T14:00:00+08:00",
                "end": "2026-11-21T15:00:00+08:00",
                "all_day": False,
                "timezone": "Asia/Shanghai",
                "location": "F3-12",
                "status": "confirmed",
                "free_busy": "busy",
                "recurring": False,
                "is_exception": False,
                "organizer": "Anna",
                "meeting_url": "https://vc.feishu.cn/j/1",
                "app_link": "https://applink.feishu.cn/x",
                "color": None,
            }
        ],
        "errors": [],
    }


def test_what_is_unknown_is_null(run_cli: RunCli, office: Office) -> None:
    office.add("x", NOW, NOW + HOUR, summary="")
    (row,) = run_cli("agenda", "--json").document["occurrences"]
    unknown = [key for key, value in row.items() if value is None]
    assert unknown == ["summary", "location", "organizer", "meeting_url", "color"]


def test_whole_days_end_with_their_last_day(run_cli: RunCli, office: Office) -> None:
    office.add_days("offsite", "2026-11-20", "2026-11-23")
    (row,) = run_cli("agenda", "--json").document["occurrences"]
    assert (row["start"], row["end"], row["all_day"], row["timezone"]) == ("2026-11-20", "2026-11-22", True, None)


def test_plain_text_is_for_reading(run_cli: RunCli, office: Office) -> None:
    office.add_days("offsite", "2026-11-20", "2026-11-23")
    office.add_daily("stand-up", start=at("2026-11-16 09:30"), location={"name": "Room 5"})
    office.add("late", at("2026-11-21 23:30"), at("2026-11-22 00:30"))
    office.add("team", at("2026-11-21 10:00"), at("2026-11-21 11:00"), TEAM)
    ran = run_cli("agenda", "--days", "2")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        "Sat 21 Nov · today\n"
        "  all day      offsite (day 2 of 3)\n"
        "  09:30–10:30  stand-up ↻  · Room 5\n"
        "  10:00–11:00  team  · Team\n"
        "  23:30 →      late (day 1 of 2)\n"
        "\n"
        "Sun 22 Nov · tomorrow\n"
        "  all day      offsite (day 3 of 3)\n"
        "  → 00:30      late (day 2 of 2)\n"
        "  09:30–10:30  stand-up ↻  · Room 5\n"
    )
    assert run_cli("agenda", "2026-12-01", "--calendar", "team").out == "No events.\n"
    assert run_cli("agenda", "--lang", "zh").out.startswith("11月21日 周六 · 今天\n  全天 ")


def test_a_copy_on_a_second_calendar_is_one_line_and_two_rows(run_cli: RunCli, office: Office) -> None:
    office.add("both", NOW, NOW + HOUR)
    office.add("both", NOW, NOW + HOUR, TEAM, organizer_calendar_id=CAL)
    assert run_cli("agenda").out.count("both") == 1
    rows = run_cli("agenda", "--json").document["occurrences"]
    assert [row["calendar_id"] for row in rows] == [CAL, TEAM]


def test_the_cache_is_used_for_ten_minutes(run_cli: RunCli, office: Office) -> None:
    run_cli("agenda")
    office.simulator.log.clear()
    assert run_cli("agenda", "--now", "2026-11-21T11:09:59+08:00", "--json").document["stale"] is False
    assert office.simulator.log == []
    run_cli("agenda", "--now", "2026-11-21T11:10:01+08:00")
    assert [("sync_token=" in query) for _, path, query in office.simulator.log if path.endswith("/events")] == [
        True
    ] * 2
    office.simulator.log.clear()
    run_cli("agenda", "--now", "2026-11-21T11:10:02+08:00", "--refresh")
    assert len(office.simulator.log) == 3
    office.simulator.log.clear()
    offline = run_cli("agenda", "--now", "2026-11-23T00:00:00+08:00", "--offline", "--json").document
    assert office.simulator.log == []
    assert (offline["stale"], offline["synced_at"]) == (True, "2026-11-21T11:10:02+08:00")


def test_a_clock_that_was_ahead_does_not_keep_the_cache_fresh(run_cli: RunCli, office: Office) -> None:
    run_cli("agenda", "--now", "2030-01-01T00:00:00Z")
    office.simulator.log.clear()
    run_cli("agenda")
    assert office.simulator.log != []


def test_calendars_go_by_id_or_by_a_part_of_their_name(run_cli: RunCli, open_office: OpenOffice) -> None:
    def shared(key: str, **fields: str) -> dict[str, str]:
        return {"calendar_id": f"{key}@x.calendar.feishu.cn", "type": "shared", "role": "reader", **fields}

    open_office(
        shared("p", summary="产品 Product"),
        shared("r", summary="Product Road"),
        shared("s", summary="Product"),
        shared("t", summary="Something", summary_alias="值班 On-call"),
        shared("product-x", summary="Other"),
        shared("u", summary="Twin"),
        shared("v", summary="Twin"),
    )

    def ids(*names: str) -> list[str]:
        asked = [word for name in names for word in ("--calendar", name)]
        return [calendar.split("@")[0] for calendar in run_cli("agenda", "--json", *asked).document["calendars"]]

    assert ids("产品") == ["p"]
    assert ids("product") == ["s"]
    assert ids("ROAD") == ["r"]
    assert ids("on-CALL", "something", "road") == ["t", "r"]
    assert ids("product-x@x.calendar.feishu.cn") == ["product-x"]
    assert ids("u@x.calendar.feishu.cn") == ["u"]
    for name in ("prod", "twin"):
        ran = run_cli("agenda", "--calendar", name)
        assert ran.status == 2
        assert "could be any of these" in ran.err
        assert "@x.calendar.feishu.cn" in ran.err
    for name in ("nothing", " ", ""):
        ran = run_cli("agenda", "--calendar", name, "--json")
        assert ran.status == 2
        assert ran.error["message"] == f"There is no calendar “{name}”."


def test_a_calendar_that_is_new_is_found_by_name(run_cli: RunCli, office: Office) -> None:
    run_cli("agenda")
    office.state.add_calendar({"calendar_id": "new@x.calendar.feishu.cn", "summary": "New", "type": "shared"})
    office.add("fresh", NOW, NOW + HOUR, "new@x.calendar.feishu.cn")
    assert run_cli("agenda", "--calendar", "new", "--offline").status == 2
    rows = run_cli("agenda", "--calendar", "new", "--json").document["occurrences"]
    assert [row["summary"] for row in rows] == ["fresh"]


def test_calendars_the_api_never_lists_are_noted_and_fail_only_by_name(
    run_cli: RunCli, open_office: OpenOffice
) -> None:
    office = open_office(GOOGLE, BUSY, SECRET)
    office.faults.add(Fault("secret.*/events", times=None, code=191002))
    office.add("mine", NOW, NOW + HOUR)
    for _ in range(2):
        ran = run_cli("agenda", "--json")
        assert ran.status == 0
        assert [row["summary"] for row in ran.document["occurrences"]] == ["mine"]
        assert (ran.document["errors"], ran.document["stale"]) == ([], False)
        assert [line.split(" is left out: ")[0] for line in ran.err.splitlines()] == [
            "feishu-tui: Gmail",
            "feishu-tui: Wang",
            "feishu-tui: Secret",
        ]
    for name, code in (("gmail", 191004), ("wang", 191002), ("secret", 191002)):
        ran = run_cli("agenda", "--json", "--calendar", name, "--calendar", CAL)
        assert ran.status == 5
        assert [(each["code"], bool(each["message"])) for each in ran.document["errors"]] == [(code, True)]
        assert [row["summary"] for row in ran.document["occurrences"]] == ["mine"]
        assert run_cli("agenda", "--calendar", name).status == 5


def test_a_refused_calendar_is_asked_again_by_name(run_cli: RunCli, open_office: OpenOffice) -> None:
    office = open_office(SECRET)
    office.faults.add(Fault("secret.*/events", code=191002))
    assert run_cli("agenda").status == 0
    office.add("mine now", NOW, NOW + HOUR, str(SECRET["calendar_id"]))
    ran = run_cli("agenda", "--calendar", "secret", "--json")
    assert (ran.status, [row["summary"] for row in ran.document["occurrences"]]) == (0, ["mine now"])


def test_a_calendar_that_fails_is_named_and_the_others_are_printed(run_cli: RunCli, office: Office) -> None:
    office.add("mine", NOW, NOW + HOUR)
    office.faults.add(Fault("team.*/events", times=None, code=190002))
    ran = run_cli("agenda", "--json")
    assert ran.status == 5
    assert [row["summary"] for row in ran.document["occurrences"]] == ["mine"]
    assert [(each["calendar_id"], each["code"]) for each in ran.document["errors"]] == [(TEAM, 190002)]
    assert (ran.document["stale"], ran.document["synced_at"]) == (True, None)
    assert "Team could not be brought up to date: " in ran.err
    office.faults.clear()
    assert run_cli("agenda").status == 0


def test_a_calendar_that_failed_later_is_printed_as_last_read(run_cli: RunCli, office: Office) -> None:
    office.add("theirs", NOW, NOW + HOUR, TEAM)
    run_cli("agenda")
    office.faults.add(Fault("team.*/events", times=None, code=190002))
    ran = run_cli("agenda", "--refresh", "--json")
    assert ran.status == 5
    assert [row["summary"] for row in ran.document["occurrences"]] == ["theirs"]
    assert ran.document["stale"] is True


def test_when_every_calendar_fails_nothing_useful_can_be_printed(run_cli: RunCli, office: Office) -> None:
    office.faults.add(Fault("/events", times=None, code=190002))
    ran = run_cli("agenda", "--json")
    assert (ran.status, ran.error["code"], ran.error["kind"]) == (4, 190002, "server")


def test_a_failing_list_of_calendars_is_a_note_where_the_calendars_are_known(run_cli: RunCli, office: Office) -> None:
    run_cli("agenda")
    office.faults.add(Fault(r"/calendars\?", times=None, code=190002))
    office.add("new", NOW, NOW + HOUR)
    ran = run_cli("agenda", "--refresh")
    assert ran.status == 0
    assert "new" in ran.out
    assert "The list of calendars could not be brought up to date" in ran.err


def test_a_null_list_is_an_empty_one(run_cli: RunCli, office: Office) -> None:
    office.add("mine", NOW, NOW + HOUR)
    office.faults.add(Fault("team.*/events", times=None, null_items=True))
    ran = run_cli("agenda", "--json")
    assert (ran.status, len(ran.document["occurrences"])) == (0, 1)


def test_an_identity_without_calendars_is_told_so(run_cli: RunCli, office: Office) -> None:
    office.faults.add(Fault(r"/calendars\?", times=None, null_items=True))
    for argv in (["agenda"], ["calendars"]):
        ran = run_cli(*argv, "--json")
        assert (ran.status, ran.error["message"]) == (4, "The server lists no calendar for this identity.")


def test_a_rule_that_cannot_be_read_is_shown_as_the_server_expands_it(run_cli: RunCli, office: Office) -> None:
    office.add_daily("odd", recurrence="FREQ=FORTNIGHTLY")
    ran = run_cli("agenda")
    assert ran.status == 0
    assert "The series “odd” cannot be expanded here" in ran.err


def test_an_event_that_cannot_be_read_is_named(run_cli: RunCli, office: Office) -> None:
    office.add("good", NOW, NOW + HOUR)
    office.state.upsert_event(CAL, {"event_id": "bad_0", "summary": "no time at all"})
    ran = run_cli("agenda")
    assert ran.status == 0
    assert "good" in ran.out
    assert "An event could not be read: bad_0: " in ran.err


def test_fifteen_hundred_events_of_long_ago_arrive_complete(run_cli: RunCli, office: Office) -> None:
    start = at("2024-03-10 00:00")
    for number in range(1500):
        office.add(f"e{number}", start + number * 300, start + number * 300 + 300)
    ran = run_cli("agenda", "2024-03-01", "--until", "2024-03-31", "--json", "--calendar", "me")
    assert (ran.status, ran.err) == (0, "")
    assert {row["event_id"] for row in ran.document["occurrences"]} == {f"e{number}_0" for number in range(1500)}
    office.simulator.log.clear()
    assert len(run_cli("agenda", "2024-03-11", "--json", "--calendar", "me").document["occurrences"]) == 288
    assert office.simulator.log == []


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue", "Asia/Kathmandu"])
def test_the_day_is_that_of_the_display_zone(zone: str, run_cli: RunCli, office: Office) -> None:
    office.state.upsert_event(CAL, timed("dawn", "2026-11-21 00:00", zone=zone))
    office.state.upsert_event(CAL, timed("dusk", "2026-11-21 23:30", 0.5, zone=zone))
    office.state.upsert_event(CAL, timed("eve", "2026-11-20 23:30", 0.5, zone=zone))
    rows = run_cli("agenda", "2026-11-21", "--tz", zone, "--json").document["occurrences"]
    assert [(row["summary"], row["start"][:16]) for row in rows] == [
        ("dawn", "2026-11-21T00:00"),
        ("dusk", "2026-11-21T23:30"),
    ]


def test_days_far_ahead_show_series_without_end(run_cli: RunCli, office: Office) -> None:
    office.add_daily("ever", start=NOW - 400 * DAY)
    assert len(run_cli("agenda", "2126-11-21", "--days", "3", "--json").document["occurrences"]) == 3
