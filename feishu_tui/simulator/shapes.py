"""A stored event as each endpoint shows it: which fields, in which spelling, and what a reader may not see."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import quote

from feishu_tui.simulator.calendar import WRITERS, Calendar
from feishu_tui.simulator.call import Call, user_id
from feishu_tui.simulator.series import Occurrence, last_start
from feishu_tui.simulator.shelf import Record
from feishu_tui.simulator.slots import Slot, day_of
from feishu_tui.simulator.switches import Switches

Raw = dict[str, Any]
_DETAIL_PAGE = "https://applink.feishu.cn/client/calendar/event/detail"
_ONLY_GET = frozenset({"attendees", "has_more_attendee", "event_check_in"})
_NOT_SEARCHED = frozenset({"vchat", "create_time", "schemas"})
_HIDDEN = frozenset({"location", "vchat", "attachments", "attendees", "reminders", "event_check_in"})
_INSTANCE = ("summary", "description", "status", "location")
_VIEW = (
    *_INSTANCE,
    "organizer_calendar_id",
    "vchat",
    "visibility",
    "attendee_ability",
    "free_busy_status",
    "color",
    "event_organizer",
)


def listed(call: Call, calendar: Calendar, record: Record, id_type: str) -> Raw:
    """A row of events.list."""
    return _row(call, calendar, record, id_type, _ONLY_GET)


def searched(call: Call, calendar: Calendar, record: Record, id_type: str) -> Raw:
    """A row of events.search: no vchat, create_time and schemas; deleted attachments stay, marked."""
    return _row(call, calendar, record, id_type, _ONLY_GET | _NOT_SEARCHED, in_search=True)


def searched_occurrence(call: Call, calendar: Calendar, occurrence: Occurrence, id_type: str) -> Raw:
    """A row of events.search where the server answers single occurrences."""
    row = searched(call, calendar, occurrence.record, id_type)
    row.pop("recurrence", None)
    return {**row, **_placed(call, calendar, occurrence, False)}


def detailed(call: Call, calendar: Calendar, record: Record, id_type: str) -> Raw:
    """The event of events.get, with all that belongs to it; the endpoint takes out what was not asked for."""
    return _row(call, calendar, record, id_type, frozenset())


def instance(call: Call, calendar: Calendar, occurrence: Occurrence) -> Raw:
    """A row of events.instances: id, title, description, times, status, is_exception, link and place; nothing else."""
    raw = _told(call, calendar, occurrence.record.raw)
    row = {key: raw[key] for key in _INSTANCE if key in raw}
    return {**row, **_placed(call, calendar, occurrence, call.switches.all_day_instances == "timestamp")}


def viewed(call: Call, calendar: Calendar, occurrence: Occurrence, id_type: str) -> Raw:
    """A row of events.instance_view; of the attendees only the rooms."""
    record = occurrence.record
    raw = _told(call, calendar, record.raw)
    row = {key: raw[key] for key in _VIEW if key in raw}
    row = {**row, **_placed(call, calendar, occurrence, False)}
    _spell_vchat(call.switches, row)
    _spell_organizer(call, row, id_type)
    if record.is_exception or (record.is_master and call.switches.view_series_link):
        row["recurring_event_id"] = _series_id(call.switches, record)
    rooms = [person for person in people_of(raw) if person.get("type") == "resource"]
    if rooms:
        row["attendees"] = [attendee(call, room, number, id_type) for number, room in enumerate(rooms)]
    return row


def occurrence_of(call: Call, calendar: Calendar, occurrence: Occurrence, id_type: str) -> Raw:
    """The event of events.get for an ordinary occurrence: the series with the times of that one and no rule."""
    row = detailed(call, calendar, occurrence.record, id_type)
    return {**row, **_placed(call, calendar, occurrence, False), "recurrence": ""}


def attendee(call: Call, raw: Raw, number: int, id_type: str) -> Raw:
    """One attendee with ids in the wanted type; `number` is its place in the event, for an id where it has none."""
    row = {key: value for key, value in raw.items() if key != "resource_customization"}
    kind = "chat" if raw.get("type") == "group" else raw.get("type")
    row.setdefault("attendee_id", f"{kind}_{number + 1}")
    row["type"] = call.switches.attendee_chat_type if kind == "chat" else kind
    external = bool(raw.get("is_external"))
    for key in ("user_id", "operate_id"):
        if key in row:
            _set(row, key, user_id(call, row[key], id_type, external=external))
    return row


def people_of(raw: Raw) -> list[Raw]:
    """The attendees of a stored event, whatever stands in their place."""
    people = raw.get("attendees")
    return [person for person in people if isinstance(person, dict)] if isinstance(people, list) else []


def is_visible(call: Call, calendar: Calendar, raw: Raw) -> bool:
    """Whether the caller sees more than busy: public to all, default to readers, private to writers and the owner."""
    return raw.get("visibility") != "private" or call.role(calendar) in WRITERS


def may_edit(call: Call, calendar: Calendar, raw: Raw) -> bool:
    """Whether the caller may edit the event: it writes on the organizer's calendar, or every attendee may edit."""
    if call.role(calendar) not in WRITERS:
        return False
    return raw.get("organizer_calendar_id") == calendar.calendar_id or raw.get("attendee_ability") == "can_modify_event"


def _row(
    call: Call, calendar: Calendar, record: Record, id_type: str, without: frozenset[str], *, in_search: bool = False
) -> Raw:
    raw = _told(call, calendar, record.raw)
    row = {key: value for key, value in raw.items() if key not in without}
    row.update(_stored_times(call.switches, record))
    if "app_link" not in row:
        row["app_link"] = _app_link(calendar, record, record.original, record.slot)
    row.pop("recurring_event_id", None)
    row.pop("original_time", None)
    if record.is_exception:
        row["recurring_event_id"] = _series_id(call.switches, record)
    _spell_rule(call.switches, row, record)
    _spell_vchat(call.switches, row, settings="attendees" not in without)
    _spell_organizer(call, row, id_type)
    _spell_attachments(row, marked=in_search or call.switches.deleted_attachments == "everywhere")
    return row


def _told(call: Call, calendar: Calendar, raw: Raw) -> Raw:
    """What the caller's role lets it know: an invisible event keeps ids, times, status and free_busy_status."""
    if is_visible(call, calendar, raw):
        return raw
    return {**{key: value for key, value in raw.items() if key not in _HIDDEN}, "summary": "", "description": ""}


def _stored_times(switches: Switches, record: Record) -> Raw:
    """The times as stored, the end date in the server's spelling; what cannot be read stays as it is."""
    times: Raw = {key: record.raw[key] for key in ("start_time", "end_time") if key in record.raw}
    slot = record.slot
    if slot is None or not all(isinstance(value, dict) for value in times.values()):
        return times
    if slot.all_day:
        return _slot_times(switches, slot, "UTC", "UTC")
    if switches.times == "both":
        return _slot_times(switches, slot, *_zones(record.raw, slot))
    return times


def _slot_times(switches: Switches, slot: Slot, start_zone: str, end_zone: str, as_timestamps: bool = False) -> Raw:
    last = day_of(slot.end)
    if slot.all_day and switches.all_day_end == "inclusive":
        last -= timedelta(days=1)
    start: Raw = {"timezone": start_zone}
    end: Raw = {"timezone": end_zone}
    if switches.times == "both" or (slot.all_day and not as_timestamps):
        start["date"], end["date"] = day_of(slot.start).isoformat(), last.isoformat()
    if switches.times == "both" or not slot.all_day or as_timestamps:
        start["timestamp"], end["timestamp"] = str(slot.start), str(slot.end)
    return {"start_time": start, "end_time": end}


def _placed(call: Call, calendar: Calendar, occurrence: Occurrence, as_timestamps: bool) -> Raw:
    record, slot = occurrence.record, occurrence.slot
    zones = ("UTC", "UTC") if slot.all_day else _zones(record.raw, slot)
    return {
        "event_id": f"{record.uid}_{occurrence.original}" if occurrence.original else record.event_id,
        **_slot_times(call.switches, slot, *zones, as_timestamps),
        "is_exception": record.is_exception,
        "app_link": _app_link(calendar, record, occurrence.original, slot),
    }


def _zones(raw: Raw, slot: Slot) -> tuple[str, str]:
    end = raw.get("end_time")
    return slot.zone, str((end.get("timezone") if isinstance(end, dict) else "") or slot.zone)


def _series_id(switches: Switches, record: Record) -> str:
    return record.uid if switches.recurring_event_id == "bare" else f"{record.uid}_0"


def _spell_rule(switches: Switches, row: Raw, record: Record) -> None:
    rule = row.get("recurrence")
    if not isinstance(rule, str) or not rule:
        return
    if switches.count_in_rules == "until" and "COUNT=" in rule.upper():
        last = last_start(record)
        parts = [part for part in rule.split(";") if not part.strip().upper().startswith("COUNT=")]
        if last is not None:
            rule = ";".join([*parts, f"UNTIL={last:%Y%m%dT%H%M%SZ}"])
    if switches.rule_prefix and not rule.upper().startswith("RRULE"):
        rule = switches.rule_prefix + rule
    row["recurrence"] = rule


def _spell_vchat(switches: Switches, row: Raw, *, settings: bool = False) -> None:
    vchat = row.get("vchat")
    if not isinstance(vchat, dict):
        return
    without = set() if settings else {"meeting_settings"}
    if vchat.get("vc_type") == "vc" and not switches.vc_meeting_url:
        without.add("meeting_url")
    row["vchat"] = {key: value for key, value in vchat.items() if key not in without}


def _spell_organizer(call: Call, row: Raw, id_type: str) -> None:
    organizer = row.get("event_organizer")
    if isinstance(organizer, dict) and "user_id" in organizer:
        organizer = dict(organizer)
        _set(organizer, "user_id", user_id(call, organizer["user_id"], id_type))
        row["event_organizer"] = organizer


def _spell_attachments(row: Raw, *, marked: bool) -> None:
    attachments = row.get("attachments")
    if not isinstance(attachments, list) or not all(isinstance(item, dict) for item in attachments):
        return
    if marked:
        row["attachments"] = [{**item, "is_deleted": bool(item.get("is_deleted"))} for item in attachments]
    else:
        row["attachments"] = [
            {key: value for key, value in item.items() if key != "is_deleted"}
            for item in attachments
            if not item.get("is_deleted")
        ]


def _set(row: Raw, key: str, value: object) -> None:
    if value is None:
        del row[key]
    else:
        row[key] = value


def _app_link(calendar: Calendar, record: Record, original: int, slot: Slot | None) -> str:
    start = 0 if slot is None else slot.start
    names = f"calendarId={quote(calendar.calendar_id, safe='')}&key={quote(record.uid, safe='')}"
    return f"{_DETAIL_PAGE}?{names}&originalTime={original}&startTime={start}"
