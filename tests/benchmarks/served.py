"""Serves a made-up office over HTTP on loopback: ``python -m tests.benchmarks.served COUNT DATE``.

Prints READY and its address. Each line ``change N`` on standard input retitles N events, answered by CHANGED; the end
of the input ends it.
"""

from __future__ import annotations

import sys
from datetime import date
from itertools import cycle

from feishu_tui.simulator.api import Simulator
from feishu_tui.simulator.serve import serve
from feishu_tui.simulator.state import State
from feishu_tui.simulator.switches import Switches
from tests.benchmarks.office import MARK, data_file


def main(count: int, today: date) -> None:
    """Serve until the input ends."""
    data = data_file(count, today)
    state = State.load(data)
    ids = cycle(
        (calendar["calendar_id"], event["event_id"])
        for calendar in data["calendars"]
        for event in calendar["events"]
        if not event["recurrence"] and not event["is_exception"] and event["summary"] != MARK
    )
    with serve(Simulator(state, Switches(rate_limits=()))) as server:
        print(f"READY {server.url}", flush=True)
        for number, line in enumerate(sys.stdin):
            for _ in range(int(line.split()[1])):
                calendar_id, event_id = next(ids)
                state.retitle(calendar_id, event_id, f"Retitled {number}")
            print("CHANGED", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), date.fromisoformat(sys.argv[2]))
