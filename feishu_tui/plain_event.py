"""An event in plain values, as the wire brings it and the cache keeps it: thousands come that nobody looks at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from sys import intern
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from feishu_tui.lazy_typing import Any, NamedTuple
from feishu_tui.model import Attachment, Event, Meeting, Moment, Place

DAY = 86400


class PlainEvent(NamedTuple):
    """An event without its calendar; what JSON can hold, and nothing that is as ever."""

    event_id: str
    start: int
    """Unix seconds; for an all-day event midnight UTC of its first day."""
    end: int
    """Exclusive."""
    all_day: bool
    fields: dict[str, Any]
    """The other fields of ``Event`` that differ from their defaults, in their order.

    ``zone`` is an IANA name, or an offset in seconds, where the start is in another zone than ``timezone`` says, empty
    for UTC; ``end_zone`` the same where the end is in another zone than the start.
    """

    def on(self, calendar_id: str) -> Event:
        """The event of a calendar that this stands for."""
        return event_of(calendar_id, self.event_id, self.start, self.end, self.all_day, self.fields.copy())


def event_of(calendar_id: str, event_id: str, start: int, end: int, all_day: bool, fields: dict[str, Any]) -> Event:
    """The event such values stand for; uses ``fields`` up. Raises what wrong values raise."""
    zone = fields.pop("zone", None)
    end_zone = fields.pop("end_zone", None)
    for name, build in _BUILD.items():
        if name in fields:
            fields[name] = build(fields[name])
    for name in _ALIKE:
        if name in fields:
            fields[name] = intern(fields[name])
    first: Moment
    after: Moment
    if all_day:
        first, after = _day(start), _day(end)
    else:
        if zone is None:
            zone = fields.get("timezone", "")
        first = datetime.fromtimestamp(start, zone_named(zone))
        after = datetime.fromtimestamp(end, zone_named(zone if end_zone is None else end_zone))
    return Event(calendar_id, event_id, first, after, **fields)


def zone_named(name: str | int) -> tzinfo:
    """The zone of an IANA name, or of an offset in seconds; UTC where it is not known here."""
    if isinstance(name, int):
        return timezone(timedelta(seconds=name))
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def _day(seconds: int) -> date:
    return date(1970, 1, 1) + timedelta(days=seconds // DAY)


_ALIKE = ("organizer_calendar_id", "organizer", "organizer_id", "timezone", "attendee_ability")
"""Fields that many events have alike, and that are kept once."""

_BUILD: dict[str, Callable[[Any], object]] = {
    "place": lambda values: Place(**{**values, "name": intern(values.get("name", ""))}),
    "meeting": lambda values: Meeting(**{name: intern(value) for name, value in values.items()}),
    "attachments": lambda values: tuple(Attachment(**each) for each in values),
    "reminders": tuple,
    "problems": tuple,
    "hidden": frozenset,
    "created": lambda seconds: datetime.fromtimestamp(seconds, UTC),
}
