"""Who takes part: attendees.list, and the members of an attending group.

https://open.feishu.cn/document/server-docs/calendar-v4/calendar-event-attendee/list and …/list-2.
"""

from __future__ import annotations

from typing import Any

from feishu_tui.simulator import shapes
from feishu_tui.simulator.call import Call, user_id
from feishu_tui.simulator.envelope import Refusal
from feishu_tui.simulator.event import lists_attendees, raw_event

_ATTENDEES, _MEMBERS = "attendees", "chat members"
Raw = dict[str, Any]


def listing(call: Call) -> Raw:
    """Answers attendees.list; what was booked with a room only for those who may edit the event."""
    page_size = call.query.raised_page_size(20, 10, 100)
    id_type, wants_rooms = call.query.user_id_type(), call.query.flag("need_resource_customization")
    calendar = call.readable(call.switches.list_types)
    event = raw_event(call, calendar)
    if not lists_attendees(call, calendar, event):
        raise Refusal(194001)
    told = wants_rooms and shapes.may_edit(call, calendar, event)
    people = []
    for number, raw in enumerate(shapes.people_of(event)):
        person = shapes.attendee(call, raw, number, id_type)
        if told and "resource_customization" in raw:
            person["resource_customization"] = raw["resource_customization"]
        people.append(person)
    return _paged(call, _ATTENDEES, people, page_size)


def chat_members(call: Call) -> Raw:
    """Answers chat_members for an attendee that is a group. Refuses: 194000 no such attendee, 194004 no group,
    194001 to a user who is not in the group."""
    page_size = call.query.raised_page_size(20, 1, 100)
    id_type = call.query.user_id_type()
    calendar = call.readable(call.switches.list_types)
    event = raw_event(call, calendar)
    if not lists_attendees(call, calendar, event):
        raise Refusal(194001)
    people = enumerate(shapes.people_of(event))
    shown = {shapes.attendee(call, raw, number, id_type)["attendee_id"]: raw for number, raw in people}
    raw = shown.get(call.path["attendee_id"])
    if raw is None:
        raise Refusal(194000)
    if raw.get("type") not in ("chat", "group"):
        raise Refusal(194004)
    inline: list[Raw] = raw.get("chat_members") or []
    members = call.state.chats.get(str(raw.get("chat_id")), inline)
    known = {member.get("open_id") for member in members} - {None}
    if call.grant.kind == "user" and known and call.identity not in known:
        raise Refusal(194001)
    return _paged(call, _MEMBERS, [_member(call, member, id_type) for member in members], page_size)


def _member(call: Call, member: Raw, id_type: str) -> Raw:
    """A member row; its id field is named open_id whatever the type of the id."""
    row = dict(member)
    if "open_id" in row:
        name = user_id(call, row["open_id"], id_type, external=bool(row.get("is_external")))
        if name is None:
            del row["open_id"]
        else:
            row["open_id"] = name
    return row


def _paged(call: Call, purpose: str, rows: list[Raw], page_size: int) -> Raw:
    bound = {**call.path, "identity": call.identity, "page_size": page_size, "type": call.query.user_id_type()}
    page_token, position = call.query.text("page_token"), 0
    if page_token:
        token = call.mint.read(page_token, frozenset({purpose}), call.now)
        if token["bound"] != bound:
            raise Refusal(190002)
        position = token["position"]
    shown = rows[position : position + call.rows(page_size)]
    more = position + len(shown) < len(rows)
    data: Raw = {"items": shown, "has_more": more}
    if more:
        data["page_token"] = call.mint.make(purpose, bound, {"position": position + len(shown)}, call.now)
    elif call.switches.stale_page_token != "omit":
        data["page_token"] = page_token if call.switches.stale_page_token == "old" else ""
    return data
