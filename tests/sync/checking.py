"""Checking the series of an office, and servers that get one of them wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from feishu_tui.model import Span
from feishu_tui.simulator.api import Request, Response
from feishu_tui.sync.checked import Checked
from feishu_tui.sync.desk import SyncDesk
from tests.feishu.office import DAY, NOW
from tests.sync.desk import SHANGHAI, Desk, at

MONDAY = at("2026-11-23 09:30")

Spoil = Callable[[list[dict[str, Any]]], None]


def window(first: int = NOW - 90 * DAY, last: int = NOW + 275 * DAY, zone: ZoneInfo = SHANGHAI) -> Span:
    """The window of the contract, or one between two moments."""
    return Span(datetime.fromtimestamp(first, zone), datetime.fromtimestamp(last, zone))


async def check(desk: Desk, span: Span | None = None) -> dict[str, Checked]:
    """Bring the cache up to date and check every series; results by uid."""
    sync = SyncDesk(desk.office.feishu, desk.store, desk.clock)
    await sync.refresh()
    results = await sync.compare(desk.store.series(), span or window())
    return {each.event_id.removesuffix("_0"): each for each in results}


def apart(results: dict[str, Checked]) -> dict[str, tuple[list[int | str], list[int | str]]]:
    """The series that do not match, with what only one side has."""
    return {uid: (each.only_local, each.only_server) for uid, each in results.items() if each.status != "match"}


def spoil_instances(desk: Desk, uid: str, spoil: Spoil) -> None:
    """Let the instances of a series pass through a function on their way out."""
    honest = desk.office.simulator.handle

    def handle(request: Request) -> Response:
        answer = honest(request)
        if not request.path.endswith(f"/{uid}_0/instances"):
            return answer
        body = json.loads(answer.body)
        spoil(body["data"]["items"])
        return Response(answer.status, answer.headers, json.dumps(body).encode())

    vars(desk.office.simulator)["handle"] = handle


def row_of(rows: list[dict[str, Any]], original: int) -> list[dict[str, Any]]:
    return [row for row in rows if row["event_id"].endswith(f"_{original}")]
