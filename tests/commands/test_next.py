"""``feishu-tui next``: one line from the cache alone."""

from __future__ import annotations

import os

import pytest

from feishu_tui.config import load
from feishu_tui.store import Store
from tests.commands.conftest import TEAM, RunCli
from tests.commands.test_startup import HEAVY, imported
from tests.feishu.office import DAY, HOUR, NOW, Office

MINUTE = 60


def following(run_cli: RunCli, *argv: str) -> str:
    assert run_cli("sync").status == 0
    ran = run_cli("next", *argv)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.count("\n") == 1
    return ran.out.rstrip("\n")


def test_what_comes_next(office: Office, run_cli: RunCli) -> None:
    office.add("later", NOW + 2 * HOUR, NOW + 3 * HOUR)
    office.add("a", NOW + 12 * MINUTE, NOW + HOUR, summary="评审", location={"name": "F2-05"})
    assert following(run_cli) == "11:12 评审 · 12 min · F2-05"


def test_what_runs_comes_before_what_comes(office: Office, run_cli: RunCli) -> None:
    office.add("long", NOW - HOUR, NOW + HOUR)
    office.add("short", NOW - 10 * MINUTE, NOW + 10 * MINUTE)
    office.add("next", NOW + 5 * MINUTE, NOW + HOUR)
    assert following(run_cli) == "10:50 short · now"
    document = run_cli("next", "--json").document
    assert list(document) == ["running", "next"]
    assert (document["running"]["summary"], document["next"]["summary"]) == ("short", "next")


def test_nothing_coming_is_an_empty_line(office: Office, run_cli: RunCli) -> None:
    office.add("over", NOW - 2 * HOUR, NOW - HOUR)
    office.add_days("all day", "2026-11-21", "2026-11-22")
    office.add("far", NOW + 90 * DAY, NOW + 90 * DAY + HOUR)
    office.add("declined", NOW + HOUR, NOW + 2 * HOUR, self_rsvp_status="decline")
    assert following(run_cli) == ""
    assert run_cli("next", "--json").document == {"running": None, "next": None}


def test_it_looks_ahead_for_two_months(office: Office, run_cli: RunCli) -> None:
    office.add("far", NOW + 50 * DAY, NOW + 50 * DAY + HOUR)
    assert following(run_cli, "--format", "{day} {start}") == "Sun 10 Jan 2027 11:00"


def test_ones_own_calendar_goes_first(office: Office, run_cli: RunCli) -> None:
    office.add("theirs", NOW + HOUR, NOW + 2 * HOUR, TEAM)
    assert following(run_cli, "--format", "{title}") == "theirs"
    office.add("mine", NOW + 3 * DAY, NOW + 3 * DAY + HOUR)
    assert following(run_cli, "--format", "{title}") == "mine"
    assert following(run_cli, "--format", "{title} {calendar}", "--calendar", "Team") == "theirs Team"


def test_hidden_calendars_do_not_count(office: Office, run_cli: RunCli) -> None:
    office.add("theirs", NOW + HOUR, NOW + 2 * HOUR, TEAM)
    assert following(run_cli, "--format", "{title}") == "theirs"
    config = load({}, os.environ)
    store = Store.open(config.cache_path, config.clock)
    store.set_shown(TEAM, False)
    store.close()
    assert following(run_cli, "--format", "{title}") == ""


def test_every_placeholder(office: Office, run_cli: RunCli) -> None:
    office.add(
        "a",
        NOW + 90 * MINUTE,
        NOW + 2 * HOUR,
        location={"name": "F2"},
        vchat={"vc_type": "vc", "meeting_url": "https://vc.example.com/1"},
        event_organizer={"display_name": "李明"},
    )
    wanted = "{start}|{end}|{title}|{in}|{day}|{place}|{calendar}|{organizer}|{link}|{{}}"
    assert following(run_cli, "--format", wanted) == (
        "12:30|13:00|a|1 h 30 min|today|F2|Me|李明|https://vc.example.com/1|{}"
    )
    assert following(run_cli, "--lang", "zh", "--format", "{in}") == "1 小时 30 分钟"


def test_parts_without_anything_in_them_are_left_out(office: Office, run_cli: RunCli) -> None:
    office.add("a", NOW + HOUR, NOW + 2 * HOUR)
    assert following(run_cli, "--format", "{title} · at {place} · {organizer}{link} · x") == "a · x"
    assert following(run_cli, "--format", "") == ""


@pytest.mark.parametrize(
    "wanted", ["{who}", "{title.x}", "{title!r}", "{title:>9}", "{", "}", "{}", "{0}", "{title[0]}"]
)
def test_unknown_placeholders(office: Office, run_cli: RunCli, wanted: str) -> None:
    ran = run_cli("next", "--format", wanted)
    assert (ran.status, ran.out) == (2, "")
    assert "--format" in ran.err
    assert "{title}" in ran.err


def test_without_a_cache(office: Office, run_cli: RunCli) -> None:
    ran = run_cli("next")
    assert (ran.status, ran.out) == (4, "")
    assert "feishu-tui sync" in ran.err


def test_the_server_is_never_asked(office: Office, run_cli: RunCli) -> None:
    office.add_daily(start=NOW - 30 * DAY - HOUR)
    run_cli("sync")
    office.simulator.log.clear()
    assert run_cli("--now", "2027-03-01T09:00:00+08:00", "next").out == "10:00 daily · 1 h\n"
    assert office.simulator.log == []
    assert imported("next") & (HEAVY - {"dateutil"}) == set()


def test_a_day_without_series_needs_nothing_heavy(office: Office, run_cli: RunCli) -> None:
    office.add("a", NOW + HOUR, NOW + 2 * HOUR)
    run_cli("sync")
    assert imported("next") & HEAVY == set()
    assert imported("search", "a", "--local") & (HEAVY - {"dateutil"}) == set()


def test_the_demo_has_something(run_cli: RunCli) -> None:
    ran = run_cli("--demo", "next")
    assert ran.status == 0
    assert ran.out.strip()
