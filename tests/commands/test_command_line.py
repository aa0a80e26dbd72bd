"""What can be typed, and what is said of what cannot."""

from __future__ import annotations

import importlib.metadata
import pwd
from datetime import date, timedelta
from pathlib import Path

import pytest

from feishu_tui.arguments.command_line import parser
from feishu_tui.commands import agenda
from tests.commands.conftest import TEAM, RunCli
from tests.feishu.office import CAL, HOUR, NOW, Office

COMMANDS = ("agenda", "calendars", "show", "sync", "simulate", "config")

WRONG = (
    ("bogus",),
    ("--bogus",),
    ("agenda", "--bogus"),
    ("agenda", "--json-lines"),
    ("agenda", "--js"),
    ("agenda", "blursday"),
    ("agenda", "2026-02-30"),
    ("agenda", "today", "tomorrow"),
    ("agenda", "--days"),
    ("agenda", "--days", "0"),
    ("agenda", "--days", "-3"),
    ("agenda", "--days", "1.5"),
    ("agenda", "--days", "9" * 30),
    ("agenda", "--days", "999999999"),
    ("agenda", "--days", "3661"),
    ("agenda", "--days", "2", "--until", "fri"),
    ("agenda", "--until", "yesterday"),
    ("agenda", "--until", "never"),
    ("agenda", "--offline", "--refresh"),
    ("agenda", "0001-01-01"),
    ("agenda", "9999-12-31"),
    ("agenda", "+999999y"),
    ("agenda", "--tz", "Mars/Olympus"),
    ("--tz", "../../etc/passwd", "agenda"),
    ("agenda", "--now", "noon"),
    ("agenda", "--now", "2026-11-21T11:00:00"),
    ("agenda", "--now", "0001-01-01T00:00:00+00:00"),
    ("agenda", "--now", "9999-12-31T23:59:59+00:00"),
    ("agenda", "--profile", "../../etc/passwd"),
    ("agenda", "--profile", "a/b"),
    ("agenda", "--profile", "."),
    ("agenda", "--profile", ""),
    ("agenda", "--lang", "fr"),
    ("agenda", "--log-file", "/no/such/folder/log"),
    ("agenda", "--log-file", "~nobody-of-this-name/log"),
    ("agenda", "--date", "today"),
    ("--date", "today", "agenda"),
    ("show",),
    ("show", ""),
    ("show", " "),
    ("sync", "now"),
    ("config", "edit"),
    ("config", "--demo"),
    ("config", "--calendar", "x"),
    ("simulate", "--port", "http"),
    ("simulate", "--port", "65536"),
    ("simulate", "--demo"),
    ("--date", "blursday"),
    ("--calendar", "x"),
    (),
)


@pytest.mark.parametrize("argv", WRONG, ids=" ".join)
def test_a_wrong_command_line_gets_one_sentence_and_status_2(argv: tuple[str, ...], run_cli: RunCli) -> None:
    ran = run_cli(*argv)
    assert (ran.status, ran.out) == (2, "")
    first, *rest = ran.err.splitlines()
    assert first.startswith("feishu-tui: ")
    assert len(rest) <= 1
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("argv", WRONG, ids=" ".join)
def test_with_json_the_same_is_a_document(argv: tuple[str, ...], run_cli: RunCli) -> None:
    ran = run_cli(*argv, "--json")
    assert ran.status == 2
    assert ran.error["kind"] in ("usage", "config")
    assert ran.error["message"]


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself_with_examples(command: str, run_cli: RunCli) -> None:
    ran = run_cli(command, "--help")
    assert (ran.status, ran.err) == (0, "")
    assert f"feishu-tui {command}" in ran.out.split("examples:")[1]
    assert "common options, before or after the command:" in ran.out
    assert max(map(len, ran.out.splitlines())) < 120


def test_the_help_names_every_command_and_exit_status(run_cli: RunCli) -> None:
    out = run_cli("--help").out
    assert [command for command in COMMANDS if f"\n    {command} " not in out] == []
    assert "5 partly done" in out
    assert parser().format_help() == out


def test_the_version_may_stand_anywhere(run_cli: RunCli) -> None:
    version = f"feishu-tui {importlib.metadata.version('feishu-tui')}\n"
    for argv in (["--version"], ["agenda", "--version"]):
        assert run_cli(*argv) == (0, version, "")


def test_common_options_stand_before_or_after_the_command(run_cli: RunCli, office: Office) -> None:
    office.add("mine", NOW, NOW + HOUR)
    office.add("theirs", NOW, NOW + HOUR, TEAM)
    for argv in (
        ["--tz", "Europe/Berlin", "--calendar", "team", "agenda", "--json"],
        ["agenda", "--json", "--calendar", "team", "--tz", "Europe/Berlin"],
    ):
        document = run_cli(*argv).document
        assert document["range"]["timezone"] == "Europe/Berlin"
        assert document["calendars"] == [TEAM]
    both = run_cli("--calendar", "team", "agenda", "--json", "--calendar", CAL).document
    assert both["calendars"] == [TEAM, CAL]
    assert (
        run_cli("--tz", "UTC", "agenda", "--tz", "Asia/Tokyo", "--json").document["range"]["timezone"] == "Asia/Tokyo"
    )
    now = run_cli("--now", "2026-03-04T00:00:00Z", "agenda", "--json").document
    assert now["range"]["start"] == "2026-03-04T00:00:00+08:00"


@pytest.mark.parametrize(
    ("argv", "first", "last"),
    [
        ([], "2026-11-21", "2026-11-21"),
        (["-2w"], "2026-11-07", "2026-11-07"),
        (["-2w", "--days", "3"], "2026-11-07", "2026-11-09"),
        (["--days", "2", "-1d"], "2026-11-20", "2026-11-21"),
        (["-1m", "--until", "-2w"], "2026-10-21", "2026-11-07"),
        (["-1m", "--until=-2w"], "2026-10-21", "2026-11-07"),
        (["--", "-3"], "2026-11-18", "2026-11-18"),
        (["+3d"], "2026-11-24", "2026-11-24"),
        (["fri", "--until", "下下周一"], "2026-11-27", "2026-11-30"),
        (["明天"], "2026-11-22", "2026-11-22"),
        (["9999-12-29"], "9999-12-29", "9999-12-29"),
        (["2026-11-24", "--until", "2036-11-24"], "2026-11-24", "2036-11-24"),
    ],
)
def test_ranges_are_whole_days_with_both_ends(argv: list[str], first: str, last: str, run_cli: RunCli, office: Office):
    ran = run_cli("agenda", "--json", *argv)
    assert ran.status == 0, ran.err
    assert ran.document["range"]["start"][:10] == first
    end = date.fromisoformat(ran.document["range"]["end"][:10])
    assert (end - timedelta(days=1)).isoformat() == last


def test_an_old_local_time_has_no_seconds_in_its_offset(run_cli: RunCli, office: Office) -> None:
    start = run_cli("agenda", "1800-01-01", "--json").document["range"]["start"]
    assert start == "1799-12-31T15:54:17+00:00"


def test_a_mistake_of_the_program_is_told_without_a_traceback(
    run_cli: RunCli, monkeypatch: pytest.MonkeyPatch, office: Office
) -> None:
    """Its kind, and where the report is; what the error says may quote an event, and is for --verbose alone."""

    def fail(*_: object) -> None:
        raise ZeroDivisionError("of all things")

    monkeypatch.setattr(agenda, "run", fail)
    ran = run_cli("agenda")
    assert (ran.status, ran.out) == (4, "")
    assert "had to stop: ZeroDivisionError.\n" in ran.err
    assert "crash-report.txt" in ran.err
    assert "of all things" not in ran.err
    assert "Traceback" not in ran.err
    assert run_cli("agenda", "--json").error["kind"] == "internal"
    told = run_cli("agenda", "--verbose").err
    assert "in fail\n    raise ZeroDivisionError" in told
    assert "ZeroDivisionError: of all things" in told


def test_verbose_shows_where_an_error_came_from(run_cli: RunCli) -> None:
    assert "Traceback" in run_cli("--verbose", "agenda", "blursday").err


def test_the_log_holds_requests_and_no_token(
    run_cli: RunCli, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "log"
    assert run_cli("--log-file", str(log), "agenda").status == 0
    monkeypatch.setenv("FEISHU_TUI_ACCESS_TOKEN", "u-wrong-secret")
    assert run_cli("--log-file", str(log), "agenda", "--refresh", "--profile", "other").status == 3
    text = log.read_text()
    assert "GET /open-apis/calendar/v4/calendars HTTP 200" in text
    assert "Ended by: " in text
    assert "u-demo" not in text
    assert "u-wrong" not in text
    assert log.stat().st_mode & 0o777 == 0o600


def test_verbose_tells_of_requests_on_standard_error(run_cli: RunCli, office: Office) -> None:
    ran = run_cli("agenda", "--verbose", "--json")
    assert "GET /open-apis/calendar/v4/calendars HTTP 200" in ran.err
    assert ran.document["errors"] == []


def test_mistakes_in_the_file_are_named_and_the_rest_applies(run_cli: RunCli, office: Office, home: Path) -> None:
    folder = home / ".config" / "feishu-tui"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('week_strat = "monday"\nlang = "xx"\n')
    ran = run_cli("agenda")
    assert ran.status == 0
    assert f"{folder / 'config.toml'}, line 1: week_strat: there is no such setting; perhaps week_start?" in ran.err
    assert "line 2: lang: “xx” is none of en, zh" in ran.err
    (folder / "config.toml").write_text("tz = Asia/Shanghai\n")
    ran = run_cli("agenda", "--json")
    assert ran.status == 2
    assert "is not TOML" in ran.error["message"]


@pytest.mark.parametrize(
    "url", ["http://example.com", "ftp://example.com", "example.com", "https://", "http://127.0.0.1@x"]
)
def test_the_token_goes_to_safe_addresses_only(url: str, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEISHU_TUI_BASE_URL", url)
    monkeypatch.setenv("FEISHU_TUI_ACCESS_TOKEN", "u-demo")
    ran = run_cli("agenda", "--json")
    assert (ran.status, ran.error["kind"]) == (2, "config")


@pytest.mark.parametrize(
    "argv",
    [
        ["--demo", "agenda"],
        ["calendars", "--demo"],
        ["sync", "--demo"],
        ["search", "review", "--local", "--demo"],
    ],
)
def test_commands_read_the_sample_and_leave_nothing(argv: list[str], run_cli: RunCli, home: Path) -> None:
    ran = run_cli(*argv)
    assert ran.status == 0, ran.err
    assert len(ran.out.splitlines()) > 5
    assert list(home.iterdir()) == []


def test_the_browser_needs_a_terminal(run_cli: RunCli) -> None:
    ran = run_cli("--demo")
    assert ran.status == 2
    assert "needs a terminal" in ran.err


def test_without_a_home_nothing_is_written_where_it_was_started(
    run_cli: RunCli, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(_: object) -> None:
        raise KeyError("no such user")

    monkeypatch.delenv("HOME")
    monkeypatch.setattr(pwd, "getpwuid", nobody)
    monkeypatch.chdir(tmp_path)
    ran = run_cli("agenda")
    assert ran.status == 0
    assert "kept in memory only" in ran.err
    assert not (tmp_path / "~").exists()
    monkeypatch.setenv("FEISHU_TUI_CACHE_DIR", "~/cache")
    assert run_cli("agenda").status == 2
