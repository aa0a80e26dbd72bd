"""When someone or a room is taken: freebusy list and batch.

https://open.feishu.cn/document/server-docs/calendar-v4/calendar/list-3 and …/calendar/batch.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from feishu_tui.simulator.calendar import Calendar
from feishu_tui.simulator.call import Call, user_id
from feishu_tui.simulator.envelope import Refusal
from feishu_tui.simulator.instances import expanded
from feishu_tui.simulator.parameters import boolean, json_body, string, strings
from feishu_tui.simulator.series import Occurrence
from feishu_tui.simulator.shapes import people_of
from feishu_tui.simulator.slots import DAY

_LIST_SPAN = 90 * DAY
_BATCH_SPAN = 14 * DAY
Raw = dict[str, Any]


def listing(call: Call) -> Raw:
    """Answers freebusy list for one user or one room over at most 90 days; with both the user counts."""
    id_type = call.query.user_id_type()
    body = json_body(call.request)
    low, high = (_moment(call, body, name, 190014) for name in ("time_min", "time_max"))
    if high <= low:
        raise call.body_refused("time_max should be later than time_min")
    if high - low > _LIST_SPAN:
        raise call.body_refused("the time range should not exceed 90 days")
    user, room = string(call.switches, body, "user_id"), string(call.switches, body, "room_id")
    if not user and not room:
        raise call.body_refused("one of user_id and room_id is required")
    wanted = _Wanted(call, body, low, high)
    return {"freebusy_list": wanted.of_user(_open_id(call, user, id_type)) if user else wanted.of_room(room)}


def batch(call: Call) -> Raw:
    """Answers freebusy batch for one to ten users over at most two weeks."""
    id_type = call.query.user_id_type()
    body = json_body(call.request)
    users = strings(call.switches, body, "user_ids")
    if not 1 <= len(users) <= 10:
        raise Refusal(198001)
    low, high = (_moment(call, body, name, 198002) for name in ("time_min", "time_max"))
    if high <= low or high - low > _BATCH_SPAN:
        raise Refusal(198003)
    wanted = _Wanted(call, body, low, high)
    return {
        "freebusy_lists": [
            {"user_id": user, "freebusy_items": wanted.of_user(_open_id(call, user, id_type))} for user in users
        ]
    }


class _Wanted:
    def __init__(self, call: Call, body: Raw, low: int, high: int) -> None:
        self._call, self._low, self._high = call, low, high
        self._external = boolean(call.switches, body, "include_external_calendar", True)
        self._only_busy = boolean(call.switches, body, "only_busy", True)
        self._rsvp = boolean(call.switches, body, "need_rsvp_status", False)

    def of_user(self, open_id: str) -> list[Raw]:
        """Of the primary calendar, and of bound Google and Exchange calendars unless they are not wanted."""
        primary = self._call.primary(open_id)
        calendars = [] if primary is None else [primary]
        if self._external:
            calendars += [
                calendar
                for calendar in self._call.state.calendars.values()
                if calendar.type in ("google", "exchange") and calendar.raw.get("owner") == open_id
            ]
        return [
            self._item(occurrence, "user_id", open_id)
            for calendar in calendars
            for occurrence in self._taken(calendar)
            if not self._declined(occurrence, "user_id", open_id)
        ]

    def of_room(self, room_id: str) -> list[Raw]:
        """Of every event that holds the room, once each."""
        items: dict[tuple[str, int], Raw] = {}
        for calendar in self._call.state.calendars.values():
            for occurrence in self._taken(calendar):
                booked = _rsvp(occurrence, "room_id", room_id)
                if booked and not self._declined(occurrence, "room_id", room_id):
                    key = (occurrence.record.uid, occurrence.slot.start)
                    items[key] = self._item(occurrence, "room_id", room_id)
        return sorted(items.values(), key=lambda item: str(item["start_time"]))

    def _taken(self, calendar: Calendar) -> Iterator[Occurrence]:
        for occurrence in expanded(self._call, calendar, self._low, self._high):
            free = occurrence.record.raw.get("free_busy_status") == "free"
            if not occurrence.record.is_cancelled and not (free and self._only_busy):
                yield occurrence

    @staticmethod
    def _declined(occurrence: Occurrence, key: str, who: str) -> bool:
        return _rsvp(occurrence, key, who) in ("decline", "removed")

    def _item(self, occurrence: Occurrence, key: str, who: str) -> Raw:
        item = {"start_time": _rfc3339(occurrence.slot.start), "end_time": _rfc3339(occurrence.slot.end)}
        if self._rsvp:
            item["rsvp_status"] = _rsvp(occurrence, key, who) or "accept"
        return item


def _rsvp(occurrence: Occurrence, key: str, who: str) -> str:
    for person in people_of(occurrence.record.raw):
        if person.get(key) == who:
            return str(person.get("rsvp_status") or "needs_action")
    return ""


def _open_id(call: Call, user: str, id_type: str) -> str:
    for open_id in call.state.users:
        if user_id(call, open_id, id_type) == user:
            return open_id
    raise Refusal(195100)


def _moment(call: Call, body: Raw, name: str, code: int) -> int:
    """An RFC 3339 date-time with an offset, in Unix seconds."""
    text = string(call.switches, body, name)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as exc:
        raise Refusal(code, details=[f"{name} should be in RFC3339 format"]) from exc
    if moment.tzinfo is None or len(text) < len("2026-01-01T00:00:00Z"):
        raise Refusal(code, details=[f"{name} should be in RFC3339 format"])
    return int(moment.timestamp())


def _rfc3339(moment: int) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
