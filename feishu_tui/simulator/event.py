"""GET /calendars/:calendar_id/events/:event_id — https://open.feishu.cn/document/server-docs/calendar-v4/calendar-event/get."""

from __future__ import annotations

from typing import Any

from feishu_tui.simulator import shapes
from feishu_tui.simulator.calendar import Calendar
from feishu_tui.simulator.call import Call
from feishu_tui.simulator.envelope import Refusal
from feishu_tui.simulator.series import Occurrence, occurs_at
from feishu_tui.simulator.shelf import split_id


def get(call: Call) -> dict[str, Any]:
    """Answers events.get. Meeting settings only for a `vc` meeting the caller may edit; attendees up to a number."""
    id_type = call.query.user_id_type()
    wants_settings, wants_attendees = call.query.flag("need_meeting_settings"), call.query.flag("need_attendee")
    most = call.query.number("max_attendee_num", 10, 1, 100)
    calendar = call.readable(call.switches.list_types)
    event = _event(call, calendar, id_type)
    vchat = event.get("vchat")
    editable = shapes.may_edit(call, calendar, event)
    if isinstance(vchat, dict) and not (wants_settings and vchat.get("vc_type") == "vc" and editable):
        vchat.pop("meeting_settings", None)
    people = shapes.people_of(event)
    event.pop("attendees", None)
    event.pop("has_more_attendee", None)
    if wants_attendees:
        if not lists_attendees(call, calendar, event):
            raise Refusal(194001)
        event["attendees"] = [
            shapes.attendee(call, person, number, id_type) for number, person in enumerate(people[:most])
        ]
        event["has_more_attendee"] = len(people) > most
    return {"event": event}


def lists_attendees(call: Call, calendar: Calendar, event: dict[str, Any]) -> bool:
    """Whether the caller may see who takes part: on the organizer's calendar, or where attendees may see each other;
    an event it sees as busy only tells nothing."""
    if not shapes.is_visible(call, calendar, event):
        return False
    open_to_all = event.get("attendee_ability") in ("can_see_others", "can_invite_others", "can_modify_event")
    return event.get("organizer_calendar_id") == calendar.calendar_id or open_to_all


def raw_event(call: Call, calendar: Calendar) -> dict[str, Any]:
    """The stored event behind the id in the path, of an ordinary occurrence the series. Refuses as `Call.record`."""
    record = call.record(calendar, call.path["event_id"])
    return record.raw if record is not None else _ordinary(call, calendar).record.raw


def _event(call: Call, calendar: Calendar, id_type: str) -> dict[str, Any]:
    record = call.record(calendar, call.path["event_id"])
    if record is not None:
        return shapes.detailed(call, calendar, record, id_type)
    return shapes.occurrence_of(call, calendar, _ordinary(call, calendar), id_type)


def _ordinary(call: Call, calendar: Calendar) -> Occurrence:
    uid, original = split_id(call.path["event_id"])
    master = calendar.shelf.master(uid)
    if master is None or master.slot is None or call.switches.occurrence_get == "193001":
        raise Refusal(193001)
    if not original or not occurs_at(master, original):
        raise Refusal(193001)
    return Occurrence(master, original, master.slot.moved_to(original))
