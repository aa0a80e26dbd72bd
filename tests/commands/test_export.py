"""``feishu-tui export``: what other programs read of it is the agenda."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events

from feishu_tui.simulator.api import Simulator
from feishu_tui.simulator.serve import serve
from feishu_tui.simulator.state import State
from feishu_tui.simulator.switches import Switches
from tests.commands.conftest import TEAM, RunCli
from tests.commands.november import november
from tests.feishu.office import HOUR, NOW, Office

SHANGHAI = ZoneInfo("Asia/Shanghai")
UNTITLED = ("Busy", "(no title)")


def agenda_rows(run_cli: RunCli, *argv: str) -> list[tuple[str, str, str]]:
    """Start, end (instants, or dates with the end excluded) and title of what the agenda shows, each event once."""
    rows = run_cli(*argv[:-3], "agenda", *argv[-3:], "--json").document["occurrences"]
    found = set()
    for row in rows:
        start, end = row["start"], row["end"]
        if row["all_day"]:
            end = (date.fromisoformat(end) + timedelta(days=1)).isoformat()
        else:
            start, end = (datetime.fromisoformat(each).astimezone(UTC).isoformat() for each in (start, end))
        found.add((start, end, row["summary"] or ""))
    return sorted(found)


def read_rows(text: str, first: date, count: int) -> list[tuple[str, str, str]]:
    """The same as another program shows it."""
    low = datetime.combine(first, datetime.min.time(), SHANGHAI)
    high = low + timedelta(days=count)
    found = set()
    for each in recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(low, high):
        start, end = each["DTSTART"].dt, each.get("DTEND", each["DTSTART"]).dt
        if isinstance(start, datetime):
            if not ((start < high and end > low) or low <= start == end):
                continue
            start, end = start.astimezone(UTC), end.astimezone(UTC)
        elif not (start < high.date() and end > low.date()):
            continue
        title = "" if str(each["SUMMARY"]) in UNTITLED else str(each["SUMMARY"])
        found.add((start.isoformat(), end.isoformat(), title))
    return sorted(found)


def test_the_sample_office_is_the_same_elsewhere(run_cli: RunCli) -> None:
    text = run_cli("--demo", "export", "2026-10-20", "--until", "2026-12-20").out
    shown = agenda_rows(run_cli, "--demo", "2026-10-20", "--until", "2026-12-20")
    assert len(shown) > 200
    assert read_rows(text, date(2026, 10, 20), 62) == shown


def test_november_is_the_same_elsewhere(run_cli: RunCli, monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(Simulator(State.load(november()), Switches(rate_limits=()))) as server:
        monkeypatch.setenv("FEISHU_TUI_BASE_URL", server.url)
        monkeypatch.setenv("FEISHU_TUI_ACCESS_TOKEN", "u-demo")
        text = run_cli("export", "2026-11-01", "--days", "30").out
        shown = agenda_rows(run_cli, "2026-11-01", "--days", "30")
    assert len(shown) > 50
    assert read_rows(text, date(2026, 11, 1), 30) == shown


def test_the_calendar_that_is_named_alone(run_cli: RunCli, office: Office) -> None:
    office.add("mine", NOW, NOW + HOUR)
    office.add("theirs", NOW, NOW + HOUR, TEAM)
    assert "SUMMARY:mine" in run_cli("export").out
    ran = run_cli("export", "--calendar", "team")
    assert (ran.status, ran.err) == (0, "")
    assert "SUMMARY:theirs" in ran.out
    assert "SUMMARY:mine" not in ran.out
    assert "X-WR-CALNAME:Team" in ran.out


def test_a_rule_nobody_can_read_is_exported_as_single_events(run_cli: RunCli, office: Office) -> None:
    office.add("odd", NOW, NOW + HOUR, recurrence="FREQ=FORTNIGHTLY")
    ran = run_cli("export", "--refresh")
    assert ran.out.count("SUMMARY:odd") == 1
    assert "RRULE" not in ran.out


def test_lines_end_and_fold_as_the_standard_says(run_process: RunCli, office: Office) -> None:
    office.add("产品评审会" * 20, NOW, NOW + HOUR)
    ran = run_process("export")
    assert ran.out.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert ran.out.endswith("END:VCALENDAR\r\n")
    assert max(len(line.encode()) for line in ran.out.split("\r\n")) <= 75


def test_an_empty_day_is_an_empty_calendar(run_cli: RunCli, office: Office) -> None:
    ran = run_cli("export")
    assert ran.status == 0
    assert "VEVENT" not in ran.out
    assert str(icalendar.Calendar.from_ical(ran.out)["PRODID"]).startswith("-//feishu-tui//")


def test_errors_are_those_of_the_agenda(run_cli: RunCli, office: Office) -> None:
    assert run_cli("export", "nonsense").status == 2
    assert run_cli("export", "--days", "0").status == 2
    assert run_cli("export", "--calendar", "nobody").status == 2
