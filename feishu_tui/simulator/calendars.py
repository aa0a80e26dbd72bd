"""The calendar endpoints: list, get, primary, primarys, mget, search.

https://open.feishu.cn/document/server-docs/calendar-v4/calendar/list and the pages beside it.
"""

from __future__ import annotations

from typing import Any

from feishu_tui.simulator.calendar import Calendar
from feishu_tui.simulator.call import Call, user_id
from feishu_tui.simulator.envelope import Refusal
from feishu_tui.simulator.parameters import json_body, string, strings, violation

_STOCK, _CHANGES, _SYNC, _SEARCH = "calendars", "calendars changed", "calendars sync", "calendars search"
Raw = dict[str, Any]


def listing(call: Call) -> Raw:
    """Answers calendars.list: what the caller subscribes to, page by page, then only what changed."""
    page_size = call.query.page_size(500, 50, 1000)
    page_token, sync_token = call.query.text("page_token"), call.query.text("sync_token")
    holder = {"identity": call.identity}
    position, since, until = 0, None, call.state.version
    if page_token:
        token = call.mint.read(page_token, frozenset({_STOCK, _CHANGES}), call.now)
        paired = token["for"] == _CHANGES and sync_token == token["sync"] and call.switches.delta_pair == "accept"
        if sync_token and not paired:
            raise Refusal(190009)
        if token["bound"] != (holder if token["for"] == _CHANGES else {**holder, "page_size": page_size}):
            raise Refusal(190002)
        position, since, until = token["position"], token["since"], token["until"]
    elif sync_token:
        token = call.mint.read(sync_token, frozenset({_SYNC}), call.now)
        if token["bound"] != holder:
            raise Refusal(190002)
        since = token["until"]
    rows, following = _page(call, since, until, position, call.rows(page_size))
    data: Raw = {"has_more": False, "calendar_list": [calendar.row_for(call.identity) for calendar in rows]}
    if following is not None:
        content = {"position": following, "since": since, "until": until, "sync": sync_token}
        purpose, bound = (_STOCK, {**holder, "page_size": page_size}) if since is None else (_CHANGES, holder)
        data |= {"has_more": True, "page_token": call.mint.make(purpose, bound, content, call.now)}
    else:
        data["sync_token"] = call.mint.make(_SYNC, holder, {"until": until}, call.now)
        if call.switches.stale_page_token != "omit":
            data["page_token"] = page_token if call.switches.stale_page_token == "old" else ""
    return data


def _page(call: Call, since: int | None, until: int, position: int, count: int) -> tuple[list[Calendar], int | None]:
    """Some of the stock without deleted calendars, or of what changed since a version; and the next one's place."""
    rows: list[Calendar] = []
    for index, calendar in enumerate(call.state.calendars.values()):
        changed = not calendar.is_deleted if since is None else since < calendar.version <= until
        if index < position or not changed or not calendar.is_listed_for(call.identity):
            continue
        if len(rows) == count:
            return rows, index
        rows.append(calendar)
    return rows, None


def get(call: Call) -> Raw:
    """Answers calendars.get: the fields stand directly in `data`."""
    return call.calendar().row_for(call.identity)


def primary(call: Call) -> Raw:
    """Answers calendars.primary: an array of wrappers with the caller's own calendar."""
    id_type = call.query.user_id_type()
    if call.grant.kind == "tenant" and id_type == "user_id":
        raise violation(call.switches, "user_id_type", id_type, "user_id is not allowed with a tenant_access_token")
    json_body(call.request)
    calendar = call.primary(call.identity)
    if calendar is None and call.grant.kind == "tenant":
        calendar = _made_for_app(call)
    if calendar is None:
        raise Refusal(191000)
    return {"calendars": [_wrapped(call, calendar, call.identity, id_type)]}


def primarys(call: Call) -> Raw:
    """Answers calendars.primarys for one to ten users."""
    id_type = call.query.user_id_type()
    wanted = strings(call.switches, json_body(call.request), "user_ids")
    if not 1 <= len(wanted) <= 10:
        raise Refusal(198001)
    open_ids = {user_id(call, open_id, id_type): open_id for open_id in call.state.users}
    if any(name not in open_ids for name in wanted):
        raise Refusal(195100)
    found = [(open_ids[name], call.primary(open_ids[name])) for name in wanted]
    return {"calendars": [_wrapped(call, calendar, who, id_type) for who, calendar in found if calendar is not None]}


def mget(call: Call) -> Raw:
    """Answers calendars.mget for one to ten ids: the calendars unwrapped, unknown ones left out."""
    wanted = strings(call.switches, json_body(call.request), "calendar_ids")
    if not 1 <= len(wanted) <= 10:
        raise Refusal(198007)
    found = [call.state.calendars[name] for name in wanted if name in call.state.calendars]
    return {"calendars": [calendar.row_for(call.identity) for calendar in found if not calendar.is_deleted]}


def search(call: Call) -> Raw:
    """Answers calendars.search: title contains the query; like events.search without has_more."""
    page_size = call.query.raised_page_size(20, 1, 50)
    page_token = call.query.text("page_token")
    query = string(call.switches, json_body(call.request), "query")
    if not 1 <= len(query) <= 200:
        raise violation(call.switches, "query", query, "the length is out of range 1-200")
    bound = {"identity": call.identity, "page_size": page_size, "query": query}
    position = 0
    if page_token:
        token = call.mint.read(page_token, frozenset({_SEARCH}), call.now)
        if token["bound"] != bound:
            raise Refusal(190002)
        position = token["position"]
    hits = [
        calendar
        for calendar in call.state.calendars.values()
        if not calendar.is_deleted
        and call.role(calendar)
        and query.casefold() in str(calendar.raw.get("summary") or "").casefold()
    ]
    shown = hits[position : position + call.rows(page_size)]
    data: Raw = {"items": [calendar.row_for(call.identity) for calendar in shown]}
    if position + len(shown) < len(hits):
        data["page_token"] = call.mint.make(_SEARCH, bound, {"position": position + len(shown)}, call.now)
    return data


def _wrapped(call: Call, calendar: Calendar, who: str, id_type: str) -> Raw:
    row = {**calendar.row_for(call.identity), "type": call.switches.primary_type}
    wrapper: Raw = {"calendar": row}
    name = user_id(call, who, id_type)
    return wrapper if name is None else {**wrapper, "user_id": name}


def _made_for_app(call: Call) -> Calendar:
    """Every app with a bot has a calendar of its own, empty until the app fills it."""
    calendar_id = call.state.add_calendar(
        {
            "calendar_id": f"feishu.cn_{call.identity}@group.calendar.feishu.cn",
            "summary": call.identity,
            "type": "primary",
            "owner": call.identity,
            "members": {},
        }
    )
    return call.state.calendars[calendar_id]
