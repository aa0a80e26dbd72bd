"""The agenda as a script reads it is the server's own expanded view, event for event, over real HTTP."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from feishu_tui.simulator.api import Simulator
from feishu_tui.simulator.serve import serve
from feishu_tui.simulator.state import State
from feishu_tui.simulator.switches import Switches
from tests.commands.conftest import RunCli
from tests.commands.november import CAL, november

Row = tuple[str, str, str, str]
"""instance_id, start, end, summary."""

NOW = datetime.fromisoformat("2026-11-21T11:00:00+08:00")
PIECE = 39 * 86400
"""Seconds; instance_view takes less than 40 days."""


SERVERS: list[dict[str, Any]] = [
    {},
    {"recurring_event_id": "bare", "stale_page_token": "old", "times": "both", "view_series_link": False},
    {"all_day_end": "inclusive"},
    {"all_day_end": "inclusive", "times": "both"},
    {"window_borders": "closed", "cancelled_instances": False, "rule_prefix": "RRULE:", "count_in_rules": "until"},
    {"deleted_in_full": True, "occurrence_get": "193001", "stale_page_token": "empty", "sync_token_in_window": True},
]


@pytest.mark.parametrize("switches", SERVERS, ids=lambda switches: ",".join(switches) or "documented")
def test_november_is_what_the_server_shows(
    switches: dict[str, Any], run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = Switches(**{"rate_limits": (), **switches})
    with serve(Simulator(State.load(november()), chosen, NOW.timestamp)) as server:
        agrees(server.url, switches.get("all_day_end", "exclusive"), run_cli, monkeypatch)


def agrees(url: str, ending: str, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the agenda prints of November in two zones is what the server at ``url`` shows."""
    for name, value in {"BASE_URL": url, "ACCESS_TOKEN": "u-demo", "ALL_DAY_END": ending}.items():
        monkeypatch.setenv(f"FEISHU_TUI_{name}", value)
    for zone in (ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York")):
        ran = run_cli("agenda", "2026-11-01", "--days", "30", "--json", "--tz", zone.key)
        assert (ran.status, ran.err) == (0, "")
        shown = [tuple(row[key] for key in ("instance_id", "start", "end", "summary")) for row in _rows(ran.document)]
        expected = view(url, date(2026, 11, 1), 30, zone, ending)
        assert len(expected) > 50
        assert sorted(shown) == sorted(expected)
        starts = [_instant(row[1], zone) for row in shown]
        assert starts == sorted(starts)


def _rows(document: dict[str, Any]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = document["occurrences"]
    return rows


def _instant(start: str, zone: ZoneInfo) -> float:
    """When a row starts: one of a whole day at midnight."""
    moment = datetime.fromisoformat(start)
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).timestamp()


def view(url: str, first: date, days: int, zone: ZoneInfo, ending: str) -> list[Row]:
    """What instance_view says of some days, by plain HTTP, without any of the program's own code."""
    low = datetime(first.year, first.month, first.day, tzinfo=zone)
    last = first + timedelta(days=days - 1)
    high = datetime.combine(last + timedelta(days=1), datetime.min.time(), zone)
    found: set[Row] = set()
    # All-day rows are asked for a day on either side: which zone the server counts days in is not documented.
    start, end = int(low.timestamp()) - 86400, int(high.timestamp()) + 86400
    with httpx.Client(base_url=url, headers={"Authorization": "Bearer u-demo"}, trust_env=False) as client:
        for piece in range(start, end, PIECE):
            answer = client.get(
                f"/open-apis/calendar/v4/calendars/{CAL}/events/instance_view",
                params={"start_time": piece, "end_time": min(piece + PIECE, end)},
            ).json()
            assert answer["code"] == 0, answer
            rows = (_row(item, zone, ending) for item in answer["data"]["items"] if item["status"] != "cancelled")
            found.update(row for row in rows if _lies_in(row, low, high, first, last))
    return [*found]


def _row(item: dict[str, Any], zone: ZoneInfo, ending: str) -> Row:
    start, end, title = item["start_time"], item["end_time"], item["summary"]
    if title.startswith("day "):
        day_after = date.fromisoformat(end["date"]) + timedelta(days=ending == "inclusive")
        return item["event_id"], start["date"], (day_after - timedelta(days=1)).isoformat(), title
    times = (datetime.fromtimestamp(int(each["timestamp"]), zone).isoformat() for each in (start, end))
    return item["event_id"], *times, title


def _lies_in(row: Row, low: datetime, high: datetime, first: date, last: date) -> bool:
    _, start, end, title = row
    if title.startswith("day "):
        return date.fromisoformat(start) <= last and date.fromisoformat(end) >= first
    begins, ends = (datetime.fromisoformat(text).timestamp() for text in (start, end))
    return begins < high.timestamp() and (ends > low.timestamp() or low.timestamp() <= begins == ends)
