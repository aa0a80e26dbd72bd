"""GET /calendars/:calendar_id/events — https://open.feishu.cn/document/server-docs/calendar-v4/calendar-event/list.

Three ways in: the stock after an anchor, page by page; the changes after a sync token; one window, cut at page_size.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from feishu_tui.simulator import shapes
from feishu_tui.simulator.calendar import Calendar
from feishu_tui.simulator.call import Call
from feishu_tui.simulator.envelope import Refusal
from feishu_tui.simulator.series import exception_slot, rule_slots
from feishu_tui.simulator.shelf import Record
from feishu_tui.simulator.slots import overlaps

_STOCK, _CHANGES, _SYNC = "events", "events changed", "events sync"
_EVER = 16725225600


@dataclass(frozen=True, slots=True)
class _Query:
    page_size: int
    anchor: int | None
    page_token: str
    sync_token: str
    start: int | None
    end: int | None
    id_type: str


def listing(call: Call) -> dict[str, Any]:
    """Answers events.list."""
    query = _read(call)
    calendar = call.readable(call.switches.list_types)
    if query.start is not None or query.end is not None:
        return _window(call, calendar, query)
    if query.page_token:
        return _next_page(call, calendar, query)
    if query.sync_token:
        return _changes(call, calendar, query)
    return _stock(call, calendar, query, 0, calendar.shelf.version)


def _read(call: Call) -> _Query:
    given = call.query
    query = _Query(
        given.page_size(500, 50, 1000),
        given.seconds("anchor_time"),
        given.text("page_token"),
        given.text("sync_token"),
        given.seconds("start_time"),
        given.seconds("end_time"),
        given.user_id_type(),
    )
    if query.start is None and query.end is None:
        return query
    if query.sync_token:
        raise Refusal(190009)
    if query.anchor is not None or query.page_token:
        raise Refusal(int(call.switches.exclusive_pairs))
    if (query.start is None or query.end is None) and call.switches.half_window == "refuse":
        raise Refusal(190002)
    if query.start is not None and query.end is not None and query.end <= query.start:
        raise Refusal(190002)
    return query


def _window(call: Call, calendar: Calendar, query: _Query) -> dict[str, Any]:
    """Everything that meets the window, cut silently: a series where its rule has an occurrence there, an exception
    where it is now."""
    low, high = query.start or 0, query.end or _EVER
    closed = call.switches.window_borders == "closed"
    rows: list[tuple[int, Record]] = []
    for master in calendar.shelf.masters():
        if next(rule_slots(master, low, high, closed=closed), None) is not None and master.slot:
            rows.append((master.slot.start, master))
    for record in calendar.shelf.placed(low, high):
        if record.slot is not None and overlaps(record.slot, low, high, closed=closed):
            rows.append((record.slot.start, record))
    rows.sort(key=lambda row: row[0])
    data = _page(call, calendar, [record for _, record in rows[: call.rows(query.page_size)]], query.id_type)
    if call.switches.sync_token_in_window:
        data["sync_token"] = _sync_token(call, calendar, None, calendar.shelf.version)
    return data


def _stock(call: Call, calendar: Calendar, query: _Query, position: int, version: int) -> dict[str, Any]:
    rows, following = calendar.shelf.walk(position, call.rows(query.page_size), _kept(call, calendar, query.anchor))
    data = _page(call, calendar, rows, query.id_type)
    pages = query.anchor is not None or call.switches.paging_without_anchor
    if following is not None and pages:
        data["has_more"] = True
        content = {"position": following, "version": version}
        data["page_token"] = call.mint.make(_STOCK, _bound(call, calendar, query), content, call.now)
        return data
    data["sync_token"] = _sync_token(call, calendar, query.anchor, version)
    return data


def _changes(call: Call, calendar: Calendar, query: _Query) -> dict[str, Any]:
    token = call.mint.read(query.sync_token, frozenset({_SYNC}), call.now)
    if token["bound"] != _holder(call, calendar):
        raise Refusal(190002)
    if query.anchor is not None and query.anchor != token["anchor"]:
        raise Refusal(190009)
    position = calendar.shelf.changed_since(token["version"])
    return _changes_page(call, calendar, query, token["anchor"], position, calendar.shelf.version)


def _changes_page(
    call: Call, calendar: Calendar, query: _Query, anchor: int | None, position: int, version: int
) -> dict[str, Any]:
    keep = _told_of(anchor)
    rows, following = calendar.shelf.walk_changes(position, call.rows(query.page_size), keep, version)
    data = _page(call, calendar, rows, query.id_type)
    if following is None:
        data["sync_token"] = _sync_token(call, calendar, anchor, version)
        return data
    content = {"position": following, "version": version, "anchor": anchor, "sync": query.sync_token}
    data["has_more"] = True
    data["page_token"] = call.mint.make(_CHANGES, _holder(call, calendar), content, call.now)
    return data


def _next_page(call: Call, calendar: Calendar, query: _Query) -> dict[str, Any]:
    """Goes on where a page token stands: a walk through the stock with the same parameters as at its beginning,
    a walk through changes with the token alone or, by switch, with the sync token it began with."""
    token = call.mint.read(query.page_token, frozenset({_STOCK, _CHANGES}), call.now)
    if token["for"] == _STOCK:
        if query.sync_token:
            raise Refusal(190009)
        if token["bound"] != _bound(call, calendar, query):
            raise Refusal(190002)
        data = _stock(call, calendar, query, token["position"], token["version"])
    else:
        if token["bound"] != _holder(call, calendar):
            raise Refusal(190002)
        paired = query.sync_token == token["sync"] and call.switches.delta_pair == "accept"
        if (query.sync_token and not paired) or (query.anchor is not None and query.anchor != token["anchor"]):
            raise Refusal(190009)
        data = _changes_page(call, calendar, query, token["anchor"], token["position"], token["version"])
    if not data["has_more"] and call.switches.stale_page_token != "omit":
        data["page_token"] = query.page_token if call.switches.stale_page_token == "old" else ""
    return data


def _kept(call: Call, calendar: Calendar, anchor: int | None) -> Callable[[Record], bool]:
    """The anchor's filter: single events that end at or after it, every series, exceptions by both their times."""

    def keep(record: Record) -> bool:
        if record.deleted and not call.switches.deleted_in_full:
            return False
        if anchor is None or record.is_master or record.slot is None:
            return True
        if not record.is_exception:
            return record.slot.end >= anchor
        master = calendar.shelf.master(record.uid)
        slot = exception_slot(master, record) if master else record.slot
        return record.original >= anchor and slot is not None and slot.end >= anchor

    return keep


def _told_of(anchor: int | None) -> Callable[[Record], bool]:
    """Changes after an anchor include events that once ended after it, so that nobody keeps one moved before it;
    of a deleted series only the series is told."""

    def keep(record: Record) -> bool:
        if record.deleted and record.is_exception:
            return False
        if anchor is None or record.is_master:
            return True
        if record.is_exception and record.original < anchor:
            return False
        return record.reach >= anchor

    return keep


def _page(call: Call, calendar: Calendar, records: list[Record], id_type: str) -> dict[str, Any]:
    return {"has_more": False, "items": [shapes.listed(call, calendar, record, id_type) for record in records]}


def _holder(call: Call, calendar: Calendar) -> dict[str, Any]:
    return {"calendar": calendar.calendar_id, "identity": call.identity}


def _bound(call: Call, calendar: Calendar, query: _Query) -> dict[str, Any]:
    return {
        **_holder(call, calendar),
        "anchor": query.anchor,
        "page_size": query.page_size,
        "user_id_type": query.id_type,
    }


def _sync_token(call: Call, calendar: Calendar, anchor: int | None, version: int) -> str:
    return call.mint.make(_SYNC, _holder(call, calendar), {"version": version, "anchor": anchor}, call.now)
