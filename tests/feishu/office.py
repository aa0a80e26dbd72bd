"""A simulator with one primary calendar, and the program's own connection to it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from feishu_tui.feishu.client import FeishuClient
from feishu_tui.feishu.connect import Feishu
from feishu_tui.feishu.pace import Pace
from feishu_tui.feishu.tokens import StaticToken
from feishu_tui.feishu.wire.times import AllDayEnd
from feishu_tui.simulator.api import Simulator
from feishu_tui.simulator.faults import Faults
from feishu_tui.simulator.state import State
from feishu_tui.simulator.switches import Switches
from tests.feishu.replies import BASE, Sleeps
from tests.transport import transport

ME = "ou_me"
CAL = "feishu.cn_me@group.calendar.feishu.cn"
NOW = int(datetime(2026, 11, 21, 3, tzinfo=UTC).timestamp())
HOUR, DAY = 3600, 86400


class Office:
    """``state`` and ``faults`` change what the server says, ``feishu`` asks it."""

    def __init__(self, *calendars: dict[str, Any], all_day_end: AllDayEnd = "exclusive", **switches: Any) -> None:
        mine = {"calendar_id": CAL, "summary": "Me", "type": "primary", "owner": ME}
        self.state = State.load(
            {
                "users": [{"open_id": ME, "name": "Me"}],
                "calendars": [mine, *calendars],
                "tokens": [{"token": "u-demo", "identity": ME}],
            }
        )
        self.faults = Faults()
        chosen = Switches(**{"rate_limits": (), "all_day_end": all_day_end, **switches})
        self.simulator = Simulator(self.state, chosen, clock=lambda: NOW, faults=self.faults)
        client = FeishuClient(
            BASE, StaticToken("u-demo"), transport=transport(self.simulator), pace=Pace((), sleep=Sleeps())
        )
        self.feishu = Feishu(client, all_day_end)
        self.events = self.feishu.events

    def add(self, uid: str, start: datetime | int, end: datetime | int, calendar_id: str = CAL, **fields: Any) -> str:
        """Puts a timed event on a calendar; returns its id."""
        zone = fields.pop("zone", "Asia/Shanghai")
        return self.state.upsert_event(
            calendar_id,
            {
                "event_id": f"{uid}_0",
                "summary": uid,
                "start_time": {"timestamp": str(_seconds(start)), "timezone": zone},
                "end_time": {"timestamp": str(_seconds(end)), "timezone": zone},
                **fields,
            },
        )

    def add_days(self, uid: str, first: str, after: str, **fields: Any) -> str:
        """Puts an all-day event on the primary calendar, ``after`` being the day after its last."""
        times = {"start_time": {"date": first}, "end_time": {"date": after}}
        return self.state.upsert_event(CAL, {"event_id": f"{uid}_0", "summary": uid, **times, **fields})

    def add_daily(self, uid: str = "daily", *, start: int = NOW, **fields: Any) -> str:
        """Puts a daily series of one hour on the primary calendar; returns the master's id."""
        return self.add(uid, start, start + HOUR, **{"recurrence": "FREQ=DAILY", **fields})

    @property
    def queries(self) -> list[str]:
        """The query of each request so far."""
        return [query for _, _, query in self.simulator.log]


def _seconds(moment: datetime | int) -> int:
    return moment if isinstance(moment, int) else int(moment.timestamp())
