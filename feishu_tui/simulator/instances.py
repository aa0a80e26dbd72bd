"""The two endpoints that expand a series: events.instances and events.instance_view.

https://open.feishu.cn/document/calendar-v4/calendar-event/instances
https://open.feishu.cn/document/server-docs/calendar-v4/calendar-event/instance_view
"""

from __future__ import annotations

from typing import Any

from feishu_tui.simulator import shapes
from feishu_tui.simulator.calendar import Calendar
from feishu_tui.simulator.call import Call
from feishu_tui.simulator.envelope import Refusal
from feishu_tui.simulator.series import Occurrence, occurrences
from feishu_tui.simulator.shelf import Record
from feishu_tui.simulator.slots import DAY, day_of, overlaps

_INSTANCES = "instances"
_VIEW_SPAN = 40 * DAY
_VIEW_ROWS = 1000


def instances(call: Call) -> dict[str, Any]:
    """Answers events.instances for a series: rows that end after start_time and start before end_time, by start."""
    low, high = call.query.required_seconds("start_time"), call.query.required_seconds("end_time")
    page_size = call.query.page_size(50, 10, 500)
    page_token = call.query.text("page_token")
    if high <= low or longer_than_two_years(low, high):
        raise Refusal(190002)
    calendar = call.readable(call.switches.list_types)
    rows = _of_event(call, calendar, low, high)
    bound = {
        "calendar": calendar.calendar_id,
        "event": call.path["event_id"],
        "identity": call.identity,
        "window": [low, high],
        "page_size": page_size,
    }
    position = 0
    if page_token:
        token = call.mint.read(page_token, frozenset({_INSTANCES}), call.now)
        if token["bound"] != bound:
            raise Refusal(190002)
        position = token["position"]
    shown = rows[position : position + call.rows(page_size)]
    data: dict[str, Any] = {
        "items": [shapes.instance(call, calendar, occurrence) for occurrence in shown],
        "has_more": position + len(shown) < len(rows),
    }
    if data["has_more"]:
        data["page_token"] = call.mint.make(_INSTANCES, bound, {"position": position + len(shown)}, call.now)
    elif call.switches.stale_page_token != "omit":
        data["page_token"] = page_token if call.switches.stale_page_token == "old" else ""
    return data


def view(call: Call) -> dict[str, Any]:
    """Answers events.instance_view: every occurrence that meets the window, 40 days and 1000 rows at most."""
    if call.switches.view_identity == "user" and call.grant.kind != "user":
        raise Refusal(99991663)
    low, high = call.query.required_seconds("start_time"), call.query.required_seconds("end_time")
    id_type = call.query.user_id_type()
    if high <= low:
        raise Refusal(190002)
    if high - low > _VIEW_SPAN or (high - low == _VIEW_SPAN and call.switches.view_span_limit == "at"):
        raise Refusal(193103)
    calendar = call.readable(call.switches.search_types)
    rows = expanded(call, calendar, low, high)
    if len(rows) > _VIEW_ROWS or (len(rows) == _VIEW_ROWS and call.switches.view_count_limit == "at"):
        raise Refusal(193104)
    return {"items": [shapes.viewed(call, calendar, occurrence, id_type) for occurrence in rows]}


def expanded(call: Call, calendar: Calendar, low: int, high: int) -> list[Occurrence]:
    """Everything on a calendar that meets a window, series expanded, by start."""
    closed = call.switches.window_borders == "closed"
    shelf = calendar.shelf
    rows = [
        Occurrence(record, record.original, record.slot)
        for record in shelf.placed(low, high)
        if record.slot is not None
        and overlaps(record.slot, low, high, closed=closed)
        and not _in_series(calendar, record)
    ]
    for master in shelf.masters():
        rows += occurrences(shelf, master, low, high, call.skews.get(master.uid), closed=closed)
    if not call.switches.cancelled_instances:
        rows = [row for row in rows if not row.record.is_cancelled]
    return sorted(rows, key=lambda row: (row.slot.start, row.record.event_id))


def longer_than_two_years(low: int, high: int) -> bool:
    """Whether a window is longer than two years of the calendar, counted from its start."""
    start, end = day_of(low), day_of(high)
    leap_day = (start.month, start.day) == (2, 29)
    limit = start.replace(year=start.year + 2, day=28) if leap_day else start.replace(year=start.year + 2)
    return end > limit or (end == limit and high % DAY > low % DAY)


def _in_series(calendar: Calendar, record: Record) -> bool:
    return record.is_exception and calendar.shelf.master(record.uid) is not None


def _of_event(call: Call, calendar: Calendar, low: int, high: int) -> list[Occurrence]:
    record = call.record(calendar, call.path["event_id"])
    if record is None:
        raise Refusal(193001)
    closed = call.switches.window_borders == "closed"
    if record.is_master:
        rows = occurrences(calendar.shelf, record, low, high, call.skews.get(record.uid), closed=closed)
        return rows if call.switches.cancelled_instances else [row for row in rows if not row.record.is_cancelled]
    if call.switches.instances_of_single != "itself":
        raise Refusal(int(call.switches.instances_of_single))
    if record.slot is None or not overlaps(record.slot, low, high, closed=closed):
        return []
    return [Occurrence(record, record.original, record.slot)]
