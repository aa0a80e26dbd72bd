"""Events and instances.

https://open.feishu.cn/document/server-docs/calendar-v4/calendar-event/list
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from typing import NamedTuple, get_args

from feishu_tui.feishu.wire.people import RSVPS
from feishu_tui.feishu.wire.times import AllDayEnd, Times, instant_of, times_of
from feishu_tui.feishu.wire.values import (
    DAMAGE,
    Choice,
    Row,
    choice,
    chosen,
    color,
    flag,
    inner,
    integer,
    line,
    lines,
    number,
    rows,
    web_address,
)
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.model import Event, Occurrence, Status, split_event_id
from feishu_tui.plain_event import PlainEvent

_STATUSES: tuple[Status, ...] = get_args(Status)
_TAKEN = ("busy", "free")
_KINDS = ("vc", "third_party", "no_meeting", "lark_live", "unknown")
_VISIBILITIES = ("default", "public", "private")
_ABILITIES = ("none", "can_see_others", "can_invite_others", "can_modify_event")
_NAMELESS = "?"
_FEW = 200
"""So many lists and objects cannot be nested too deeply for anybody."""
_compact = json.JSONEncoder(check_circular=False, separators=(",", ":")).encode
_SUFFIX = re.compile(r"_\d+$", re.ASCII)
_LONGEST_REMINDER = 60 * 24 * 366
"""Minutes; 20160 are documented."""


class Listed(NamedTuple):
    """An event as a list gives it, with the server's object as JSON text."""

    calendar_id: str
    plain: PlainEvent
    raw: str

    @property
    def event(self) -> Event:
        """The event in the program's words."""
        return self.plain.on(self.calendar_id)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that cannot be shown at all: its id, or ``?``, and why, in one sentence."""

    event_id: str
    reason: str

    @property
    def is_nameless(self) -> bool:
        """Whether it cannot be told which event it is."""
        return self.event_id == _NAMELESS or DAMAGE in self.event_id


def read_event(row: object, calendar_id: str, all_day_end: AllDayEnd, written: str = "") -> Listed | Skipped:
    """One row of a list as an event of ``calendar_id``; ``written`` is its JSON text, where that is at hand."""
    if not isinstance(row, dict):
        return Skipped(_NAMELESS, "The server sent something that is no event.")
    event_id = line(row, "event_id")
    if not event_id or not isinstance(row["event_id"], str):
        return Skipped(_NAMELESS, "The event has no id.")
    if DAMAGE in event_id:
        return Skipped(event_id, "The event's id arrived damaged.")
    times = times_of(row, all_day_end) or _times_of_removed(row, event_id)
    if times is None:
        return Skipped(event_id, "The event has no start that can be read.")
    try:
        raw = written if written and written.count("{") + written.count("[") < _FEW else raw_of(row)
    except (RecursionError, ValueError):
        return Skipped(event_id, "The event is nested too deeply.")
    return Listed(calendar_id, _plain(row, event_id, times, is_exception=_is_exception(row, event_id)), raw)


def read_events(
    found: Iterable[object], calendar_id: str, all_day_end: AllDayEnd
) -> tuple[list[Listed], list[Skipped]]:
    """A page's rows, read already or not: the events, and what had to be skipped."""
    events: list[Listed] = []
    skipped: list[Skipped] = []
    for row in found:
        read = row if isinstance(row, Listed | Skipped) else read_event(row, calendar_id, all_day_end)
        if isinstance(read, Listed):
            events.append(read)
        else:
            skipped.append(read)
    return events, skipped


def read_occurrence(
    row: object, calendar_id: str, all_day_end: AllDayEnd, *, all_day: bool = False
) -> Occurrence | None:
    """A row of an instances endpoint; ``None`` for a cancelled one and for one that cannot be shown.

    ``all_day`` says that its series is an all-day one.
    """
    if not isinstance(row, dict) or choice(row, "status", _STATUSES, "confirmed") == "cancelled":
        return None
    event_id = line(row, "event_id")
    times = times_of(row, all_day_end, all_day=all_day)
    if not event_id or times is None:
        return None
    original_time = split_event_id(event_id)[1]
    event = _plain(row, event_id, times, is_exception=bool(flag(row.get("is_exception")))).on(calendar_id)
    return Occurrence(
        event=event,
        start=event.start,
        end=event.end,
        original_time=original_time,
        recurring=original_time != 0,
        from_server=True,
    )


def raw_of(row: Row) -> str:
    """The server's object as compact JSON text, in ASCII: it may hold characters no file or terminal should see.

    Raises ``ValueError`` or ``RecursionError`` where it is nested too deeply.
    """
    return _compact(row)


def _plain(row: Row, event_id: str, times: Times, *, is_exception: bool) -> PlainEvent:
    """The fields in the order of ``Event``; what nearly every event lacks, or has as ever, is passed over first."""
    get = row.get
    fields: dict[str, object] = {}
    if summary := line(row, "summary"):
        fields["summary"] = summary
    if (get("description") or get("description_rich")) and (
        description := lines(row, "description") or lines(row, "description_rich")
    ):
        fields["description"] = description
    if times.timezone:
        fields["timezone"] = times.timezone
    if not is_exception and get("recurrence") and (recurrence := lines(row, "recurrence")):
        fields["recurrence"] = recurrence
    if (status := get("status")) != "confirmed":
        _choose(fields, "status", status, _STATUSES, "confirmed")
    if is_exception:
        fields["is_exception"] = True
        if uid := _series_uid(row, event_id):
            fields["series_uid"] = uid
    if calendar_id := line(row, "organizer_calendar_id"):
        fields["organizer_calendar_id"] = calendar_id
    if organizer := inner(row, "event_organizer"):
        if name := line(organizer, "display_name"):
            fields["organizer"] = name
        if user_id := line(organizer, "user_id"):
            fields["organizer_id"] = user_id
    if (found := inner(row, "location")) and (place := _place(found)):
        fields["place"] = place
    if (found := inner(row, "vchat")) and (meeting := _meeting(found)):
        fields["meeting"] = meeting
    if (visibility := get("visibility")) != "default":
        _choose(fields, "visibility", visibility, _VISIBILITIES, "default")
    _choose(fields, "attendee_ability", get("attendee_ability"), _ABILITIES, "")
    if (taken := get("free_busy_status")) != "busy":
        _choose(fields, "free_busy", taken, _TAKEN, "busy")
    if (given := get("color")) not in (-1, 0, None) and (own_color := color(given)) is not None:
        fields["color"] = own_color
    if get("reminders") and (reminders := _reminders(row)):
        fields["reminders"] = reminders
    if (created := instant_of(get("create_time"))) is not None:
        fields["created"] = created
    if address := web_address(row, "app_link"):
        fields["app_link"] = address
    if get("attachments") and (attachments := _attachments(row)):
        fields["attachments"] = attachments
    if hidden := _hidden(row) if "schemas" in row else []:
        fields["hidden"] = hidden
    if (rsvp := get("self_rsvp_status")) is not None:
        _choose(fields, "rsvp", rsvp, RSVPS, "unknown")
    if times.problems:
        fields["problems"] = times.problems
    if times.zone != times.timezone:
        fields["zone"] = times.zone
    return PlainEvent(event_id, times.start, times.end, times.all_day, fields)


def _choose(fields: dict[str, object], name: str, given: object, known: Collection[Choice], default: Choice) -> None:
    """Add one of the ``known`` words, unless it is the ``default``."""
    if given is None or given == default:
        return
    word = chosen(given, known, default)
    if word != default:
        fields[name] = word


def _is_exception(row: Row, event_id: str) -> bool:
    stated = row.get("is_exception")
    if stated is False or (stated := flag(stated)) is not None:
        return stated
    # Lists give no ordinary occurrences: what has an original time there differs from its series.
    return split_event_id(event_id)[1] != 0 and not line(row, "recurrence")


def _times_of_removed(row: Row, event_id: str) -> Times | None:
    """A place in time for a removed event that comes without one: it is never shown, but has to be applied."""
    if choice(row, "status", _STATUSES, "confirmed") != "cancelled":
        return None
    moment = instant_of(split_event_id(event_id)[1]) or 0
    return Times(moment, moment)


def _series_uid(row: Row, event_id: str) -> str:
    """The master's uid: the suffix is there on some pages of the documentation and missing on others."""
    return _SUFFIX.sub("", line(row, "recurring_event_id")) or split_event_id(event_id)[0]


def _place(row: Row) -> dict[str, object]:
    place: dict[str, object] = _told(name=line(row, "name"), address=line(row, "address"))
    if "latitude" not in row or "longitude" not in row:
        return place
    latitude, longitude = number(row.get("latitude")), number(row.get("longitude"))
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return place
    # Both zero is how an empty field looks, not a place in the sea.
    return {**place, "latitude": latitude, "longitude": longitude} if latitude or longitude else place


def _meeting(row: Row) -> dict[str, object]:
    stated = line(row, "vc_type")
    kind = choice(row, "vc_type", _KINDS, "unknown" if stated else "")
    icon, description = line(row, "icon_type"), line(row, "description")
    if kind == "no_meeting":
        return _told(kind=kind, icon=icon, description=description)
    url = web_address(row, "meeting_url") or web_address(row, "live_link")
    if "vc_info" not in row and "third_party_meeting_settings" not in row:
        return _told(kind=kind, url=url, icon=icon, description=description)
    # Undocumented, but in the official SDK's model of vchat.
    own, elsewhere = inner(row, "vc_info"), inner(row, "third_party_meeting_settings")
    return _told(
        kind=kind,
        url=url,
        icon=icon,
        description=description,
        number=line(own, "meeting_no") or line(elsewhere, "meeting_no") or line(elsewhere, "meeting_id"),
        password=line(elsewhere, "password"),
    )


def _told(**texts: str) -> dict[str, object]:
    """Those of some texts that are not empty."""
    return {name: text for name, text in texts.items() if text}


def _reminders(row: Row) -> list[int]:
    found: list[int] = []
    for reminder in rows(row, "reminders"):
        minutes = integer(reminder.get("minutes"))
        if minutes is not None and abs(minutes) <= _LONGEST_REMINDER:
            found.append(minutes)
    return found


def _attachments(row: Row) -> list[dict[str, object]]:
    return [_attachment(found) for found in rows(row, "attachments") if not flag(found.get("is_deleted"))]


def _attachment(row: Row) -> dict[str, object]:
    attachment: dict[str, object] = {"name": line(row, "name")}
    size, token = integer(row.get("file_size")), line(row, "file_token")
    if size is not None and size >= 0:
        attachment["size"] = size
    if token:
        attachment["token"] = token
    return attachment


def _hidden(row: Row) -> list[str]:
    return sorted({line(part, "ui_name") for part in rows(row, "schemas") if part.get("ui_status") == "hide"})
