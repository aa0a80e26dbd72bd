"""A simulator and an HTTP client in front of it, for the tests of the documented rules."""

from __future__ import annotations

from typing import Any

import httpx

from feishu_tui.simulator.api import Simulator
from feishu_tui.simulator.faults import Fault, Faults
from feishu_tui.simulator.state import State
from feishu_tui.simulator.switches import Switches
from tests.transport import transport

NOW = 1795219200
"""2026-11-21 00:00 UTC, a Saturday."""
HOUR, DAY = 3600, 86400
ME, TEAM = "feishu.cn_me@group.calendar.feishu.cn", "feishu.cn_team@group.calendar.feishu.cn"


def timed(summary: str, start: int, length: int = HOUR, zone: str = "Asia/Shanghai", **more: Any) -> dict[str, Any]:
    """A timed event; `start` in Unix seconds."""
    return {
        "summary": summary,
        "start_time": {"timestamp": str(start), "timezone": zone},
        "end_time": {"timestamp": str(start + length), "timezone": zone},
        **more,
    }


def all_day(summary: str, first: str, after: str, **more: Any) -> dict[str, Any]:
    """An all-day event; `after` is the day behind the last."""
    return {"summary": summary, "start_time": {"date": first}, "end_time": {"date": after}, **more}


def hourly(count: int) -> list[dict[str, Any]]:
    """One-hour events `e0_0`, `e1_0`, … one behind the other."""
    return [timed(f"e{number}", NOW + number * HOUR, event_id=f"e{number}_0") for number in range(count)]


class Desk:
    """Asks the simulator as one identity; the clock moves only when told."""

    def __init__(self, data: dict[str, Any], *faults: Fault, switches: Switches | None = None) -> None:
        self.now = float(NOW)
        self.state = State.load(data)
        self.faults = Faults(*faults)
        self.simulator = Simulator(self.state, switches or Switches(rate_limits=()), lambda: self.now, self.faults)
        self.http = httpx.Client(base_url="https://open.feishu.cn", transport=transport(self.simulator))
        self.token = "u-demo"

    def ask(self, method: str, path: str, json: Any = None, /, **query: Any) -> httpx.Response:
        """One request below /open-apis."""
        return self.http.request(
            method, f"/open-apis{path}", params=query, json=json, headers={"Authorization": f"Bearer {self.token}"}
        )

    def get(self, path: str, /, **query: Any) -> dict[str, Any]:
        """The data of a GET below the calendar API that has to go well."""
        return self._data(self.ask("GET", f"/calendar/v4{path}", **query))

    def post(self, path: str, json: Any = None, /, **query: Any) -> dict[str, Any]:
        """The data of a POST that has to go well."""
        return self._data(self.ask("POST", f"/calendar/v4{path}", json, **query))

    def refusal(self, path: str, /, **query: Any) -> tuple[int, int]:
        """(HTTP status, code) of a GET that has to be refused."""
        return self._refused(self.ask("GET", f"/calendar/v4{path}", **query))

    def post_refusal(self, path: str, json: Any, /, **query: Any) -> tuple[int, int]:
        """(HTTP status, code) of a POST that has to be refused."""
        return self._refused(self.ask("POST", f"/calendar/v4{path}", json, **query))

    def events(self, **query: Any) -> dict[str, Any]:
        """The data of events.list on the primary calendar."""
        return self.get(f"/calendars/{ME}/events", **query)

    @staticmethod
    def _refused(answer: httpx.Response) -> tuple[int, int]:
        body = answer.json()
        assert body["code"] != 0, body
        return answer.status_code, body["code"]

    @staticmethod
    def _data(answer: httpx.Response) -> dict[str, Any]:
        body = answer.json()
        assert (answer.status_code, body["code"]) == (200, 0), body
        data: dict[str, Any] = body["data"]
        return data


def office(*events: dict[str, Any], **calendar: Any) -> dict[str, Any]:
    """A data file with one primary calendar that holds the events."""
    return {
        "users": [{"open_id": "ou_me", "union_id": "on_me", "user_id": "me01", "name": "王小明"}],
        "calendars": [{"calendar_id": ME, "summary": "Me", "type": "primary", "events": list(events), **calendar}],
    }


def titles(data: dict[str, Any]) -> list[str]:
    """The summaries of a page."""
    return [item["summary"] for item in data["items"]]
