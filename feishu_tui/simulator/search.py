"""POST /calendars/:calendar_id/events/search — https://open.feishu.cn/document/server-docs/calendar-v4/calendar-event/search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from feishu_tui.simulator import shapes
from feishu_tui.simulator.calendar import Calendar
from feishu_tui.simulator.call import Call, user_id
from feishu_tui.simulator.envelope import Refusal
from feishu_tui.simulator.instances import expanded
from feishu_tui.simulator.parameters import LATEST, json_body, string, strings, violation
from feishu_tui.simulator.series import Occurrence, rule_slots
from feishu_tui.simulator.shelf import Record
from feishu_tui.simulator.slots import DAY, midnight, overlaps

_SEARCH = "events search"
_MONTH = 30 * DAY
Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Wanted:
    text: str
    low: int
    high: int
    users: frozenset[str]
    rooms: frozenset[str]
    chats: frozenset[str]


def search(call: Call) -> Raw:
    """Answers events.search: rows by start, and a page_token only while there is more."""
    page_size = call.query.raised_page_size(20, 10, 100)
    page_token, id_type = call.query.text("page_token"), call.query.user_id_type()
    body = json_body(call.request)
    wanted = _wanted(call, body)
    calendar = call.readable(call.switches.search_types)
    bound = {
        "calendar": calendar.calendar_id,
        "identity": call.identity,
        "body": body,
        "page_size": page_size,
        "user_id_type": id_type,
    }
    position = 0
    if page_token:
        token = call.mint.read(page_token, frozenset({_SEARCH}), call.now)
        if token["bound"] != bound:
            raise Refusal(190002)
        position = token["position"]
        wanted = _Wanted(wanted.text, token["low"], token["high"], wanted.users, wanted.rooms, wanted.chats)
    rows = [row for row in _hits(call, calendar, wanted) if _matches(call, calendar, row, wanted, id_type)]
    shown = rows[position : position + call.rows(page_size)]
    data: Raw = {"items": [_shown(call, calendar, row, id_type) for row in shown]}
    more = position + len(shown) < len(rows)
    if more:
        content = {"position": position + len(shown), "low": wanted.low, "high": wanted.high}
        data["page_token"] = call.mint.make(_SEARCH, bound, content, call.now)
    if call.switches.search_has_more:
        data["has_more"] = more
    return data


def _wanted(call: Call, body: Raw) -> _Wanted:
    if body.get("query") is None:
        raise violation(call.switches, "query", "", "query is required")
    text = string(call.switches, body, "query")
    if len(text) > 200:
        raise violation(call.switches, "query", text, "the length is out of range 0-200")
    given = body.get("filter")
    if given is not None and not isinstance(given, dict):
        raise violation(call.switches, "filter", given, "the value is not an object")
    limits: Raw = given or {}
    low, high = _bound_of(call, limits, "start_time"), _bound_of(call, limits, "end_time")
    if low is None and high is None:
        now = int(call.now)
        low, high = now - _MONTH, now if call.switches.search_window == "past" else now + _MONTH
    if low is not None and high is not None and high < low:
        raise Refusal(190002)
    users, rooms, chats = (
        frozenset(strings(call.switches, limits, name)) for name in ("user_ids", "room_ids", "chat_ids")
    )
    return _Wanted(text, low or 0, LATEST if high is None else high, users, rooms, chats)


def _bound_of(call: Call, limits: Raw, name: str) -> int | None:
    """One side of the window in Unix seconds; a date at the end takes its whole day in. Both spellings: 190002."""
    given = limits.get(name)
    if given is None:
        return None
    if not isinstance(given, dict):
        raise violation(call.switches, f"filter.{name}", given, "the value is not an object")
    day, stamp = string(call.switches, given, "date"), string(call.switches, given, "timestamp")
    zone = string(call.switches, given, "timezone")
    if day and stamp:
        raise Refusal(190002)
    try:
        if zone:
            ZoneInfo(zone)
        if day:
            return midnight(date.fromisoformat(day)) + (DAY if name == "end_time" else 0)
        moment = int(stamp) if stamp else None
    except (KeyError, OSError, ValueError) as exc:
        raise Refusal(190002) from exc
    if moment is not None and not 1 <= moment <= LATEST:
        raise Refusal(190002)
    return moment


def _hits(call: Call, calendar: Calendar, wanted: _Wanted) -> list[Record | Occurrence]:
    """What lies in the window by start: single occurrences by switch; else single events, exceptions, and series
    whose rule has an occurrence there."""
    if call.switches.search_hits == "occurrences":
        return [*expanded(call, calendar, wanted.low, wanted.high)]
    closed = call.switches.window_borders == "closed"
    found: list[tuple[int, Record]] = []
    for master in calendar.shelf.masters():
        first = next(rule_slots(master, wanted.low, wanted.high, closed=closed), None)
        if first is not None:
            found.append((first.start, master))
    for record in calendar.shelf.placed(wanted.low, wanted.high):
        if record.slot is not None and overlaps(record.slot, wanted.low, wanted.high, closed=closed):
            found.append((record.slot.start, record))
    return [record for _, record in sorted(found, key=lambda row: (row[0], row[1].event_id))]


def _shown(call: Call, calendar: Calendar, hit: Record | Occurrence, id_type: str) -> Raw:
    if isinstance(hit, Occurrence):
        return shapes.searched_occurrence(call, calendar, hit, id_type)
    return shapes.searched(call, calendar, hit, id_type)


def _matches(call: Call, calendar: Calendar, hit: Record | Occurrence, wanted: _Wanted, id_type: str) -> bool:
    record = hit.record if isinstance(hit, Occurrence) else hit
    if record.is_cancelled:
        return False
    visible = shapes.is_visible(call, calendar, record.raw)
    title = str(record.raw.get("summary") or "") if visible else ""
    if not _title_matches(call, title, wanted.text):
        return False
    people = shapes.people_of(record.raw) if visible else []
    users = {
        user_id(call, person.get("user_id"), id_type, external=bool(person.get("is_external"))) for person in people
    }
    rooms = {person.get("room_id") for person in people}
    chats = {person.get("chat_id") for person in people}
    lists = ((wanted.users, users), (wanted.rooms, rooms), (wanted.chats, chats))
    return all(not asked or asked & present for asked, present in lists)


def _title_matches(call: Call, title: str, text: str) -> bool:
    """Part of the title in any capitals; a title with an underscore only when it is the query itself."""
    if not text:
        return True
    if "_" in title and call.switches.search_underscore == "exact":
        return title == text
    return text.casefold() in title.casefold()
