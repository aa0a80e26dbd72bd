"""Events and instances.

https://open.feishu.cn/document/server-docs/calendar-v4/calendar-event/list
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import NamedTuple, get_args

from feishu_tui.feishu.wire.people import rsvp_of
from feishu_tui.feishu.wire.times import AllDayEnd, Times, instant_of, times_of
from feishu_tui.feishu.wire.values import (
    DAMAGE,
    Row,
    choice,
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
_KINDS = ("vc", "third_party", "no_meeting", "lark_live", "unknown")
_VISIBILITIES = ("default", "public", "private")
_ABILITIES = ("none", "can_see_others", "can_invite_others", "can_modify_event")
_NAMELESS = "?"
_FEW = 200
"""So many lists and objects cannot be nested too deeply for anybody."""
_DEFAULTS: tuple[tuple[str, object], ...] = (
    ("summary", ""), ("description", ""), ("timezone", ""), ("recurrence", ""), ("status", "confirmed"),
    ("is_exception", False), ("series_uid", ""), ("organizer_calendar_id", ""), ("organizer", ""),
    ("organizer_id", ""), ("place", {}), ("meeting", {}), ("visibility", "default"), ("attendee_ability", ""),
    ("free_busy", "busy"), ("color", None), ("reminders", []), ("created", None), ("app_link", ""),
    ("attachments", []), ("hidden", []), ("rsvp", "unknown"), ("problems", ()),
)  # fmt: skip
"""The fields of ``Event`` in their order, after those of its own, as plain values."""
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
    organizer = inner(row, "event_organizer")
    values = (
        line(row, "summary"),
        lines(row, "description") or lines(row, "description_rich"),
        times.timezone,
        "" if is_exception else lines(row, "recurrence"),
        choice(row, "status", _STATUSES, "confirmed"),
        is_exception,
        _series_uid(row, event_id) if is_exception else "",
        line(row, "organizer_calendar_id"),
        line(organizer, "display_name"),
        line(organizer, "user_id"),
        _place(inner(row, "location")),
        _meeting(inner(row, "vchat")),
        choice(row, "visibility", _VISIBILITIES, "default"),
        choice(row, "attendee_ability", _ABILITIES, ""),
        choice(row, "free_busy_status", ("busy", "free"), "busy"),
        color(row.get("color")),
        _reminders(row),
        instant_of(row.get("create_time")),
        web_address(row, "app_link"),
        _attachments(row),
        _hidden(row) if "schemas" in row else [],
        rsvp_of(row, "self_rsvp_status"),
        times.problems,
    )
    fields = {name: value for (name, default), value in zip(_DEFAULTS, values, strict=True) if value != default}
    if times.zone != times.timezone:
        fields["zone"] = times.zone
    return PlainEvent(event_id, times.start, times.end, times.all_day, fields)


def _is_exception(row: Row, event_id: str) -> bool:
    stated = flag(row.get("is_exception"))
    if stated is not None:
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
    if not row:
        return {}
    place: dict[str, object] = _told(name=line(row, "name"), address=line(row, "address"))
    latitude, longitude = number(row.get("latitude")), number(row.get("longitude"))
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return place
    # Both zero is how an empty field looks, not a place in the sea.
    return {**place, "latitude": latitude, "longitude": longitude} if latitude or longitude else place


def _meeting(row: Row) -> dict[str, object]:
    if not row:
        return {}
    kind = choice(row, "vc_type", _KINDS, "unknown" if line(row, "vc_type") else "")
    icon, description = line(row, "icon_type"), line(row, "description")
    if kind == "no_meeting":
        return _told(kind=kind, icon=icon, description=description)
    # Undocumented, but in the official SDK's model of vchat.
    own, elsewhere = inner(row, "vc_info"), inner(row, "third_party_meeting_settings")
    return _told(
        kind=kind,
        url=web_address(row, "meeting_url") or web_address(row, "live_link"),
        icon=icon,
        description=description,
        number=line(own, "meeting_no") or line(elsewhere, "meeting_no") or line(elsewhere, "meeting_id"),
        password=line(elsewhere, "password"),
    )


def _told(**texts: str) -> dict[str, object]:
    """Those of some texts that are not empty."""
    return {name: text for name, text in texts.items() if text}


def _reminders(row: Row) -> list[int]:
    if not row.get("reminders"):
        return []
    minutes = [integer(reminder.get("minutes")) for reminder in rows(row, "reminders")]
    return [minute for minute in minutes if minute is not None and abs(minute) <= _LONGEST_REMINDER]


def _attachments(row: Row) -> list[dict[str, object]]:
    if not row.get("attachments"):
        return []
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
