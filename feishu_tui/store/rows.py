"""Events, calendars and details as rows: what is queried in columns, the rest as compact JSON without defaults.

The names in the JSON are the model's own; the store does not know the server's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from operator import attrgetter

from feishu_tui.lazy_json import loads
from feishu_tui.lazy_typing import TYPE_CHECKING, Any, NamedTuple
from feishu_tui.model import (
    Attendee,
    Calendar,
    ChatMember,
    CheckIn,
    Event,
    EventDetail,
    MeetingSettings,
    original_time_of,
    split_event_id,
)
from feishu_tui.plain_event import DAY as DAY
from feishu_tui.plain_event import PlainEvent, event_of
from feishu_tui.store.series_end import FOREVER, series_end

if TYPE_CHECKING:
    from feishu_tui.store.texts import Text

SINGLE, MASTER, EXCEPTION = 0, 1, 2

REACHES = (DAY, 4 * DAY, 16 * DAY, 64 * DAY, 256 * DAY, 1024 * DAY, FOREVER)
"""The longest length, in seconds, of each class of events: what overlaps a span starts at most so long before it."""


class DamagedRow(Exception):
    """What stands in the cache is not what was written there."""


class EventRow(NamedTuple):
    """One row of ``events`` without its number and feed, in the order of the columns, and what is searched of it."""

    event_id: str
    uid: str
    kind: int
    original_time: int
    start: int
    end: int
    all_day: int
    cancelled: int
    reach: int | None
    last: int | None
    body: bytes
    """UTF-8, as is ``raw``: of thousands of rows that wait to be kept these are the most."""
    raw: bytes
    organizer: str
    organizer_id: str
    """Not in the columns of ``events``, as is what follows."""
    text: Text


def event_row(event: Event, raw: str) -> EventRow:
    """An event as it is stored."""
    return plain_row(plain_of(event), raw)


def plain_row(event: PlainEvent, raw: str) -> EventRow:
    """The same of an event in plain values."""
    event_id, start, end, all_day, fields = event
    uid, original_time = split_event_id(event_id)
    kind = kind_of(fields, original_time)
    cancelled = fields.get("status") == "cancelled"
    return EventRow(
        event_id,
        fields.get("series_uid") or uid if kind == EXCEPTION else uid,
        kind,
        original_time,
        start,
        end,
        int(all_day),
        int(cancelled),
        None if cancelled or kind == MASTER else reach_of(end - start),
        series_end(fields["recurrence"], start, end) if kind == MASTER else None,
        _utf8(_encoder()(fields)),
        _utf8(raw),
        fields.get("organizer", ""),
        fields.get("organizer_id", ""),
        _text_maker()(event),
    )


def _utf8(text: str) -> bytes:
    """Half a surrogate pair, which JSON allows and UTF-8 does not, becomes a question mark."""
    return text.encode("utf-8", "replace")


@cache
def _text_maker() -> Callable[[PlainEvent], Text]:
    # Needed for writing only; reading a day from the cache should not wait for it.
    from feishu_tui.store.wording import text_of

    return text_of


def kind_of(fields: Mapping[str, Any], original_time: int) -> int:
    """Whether an event is a single one, a master or an exception; one with an original time is an exception."""
    if "is_exception" in fields:
        return EXCEPTION
    if "recurrence" in fields:
        return MASTER
    return EXCEPTION if original_time else SINGLE


def reach_of(seconds: int) -> int:
    """The index in ``REACHES`` of the class something so long belongs to."""
    return bisect_left(REACHES, seconds)


def plain_of(event: Event) -> PlainEvent:
    """An event in plain values."""
    fields = _sparse(event)
    if "place" in fields:
        fields["place"] = _sparse(event.place)
    if "meeting" in fields:
        fields["meeting"] = _sparse(event.meeting)
    if event.attachments:
        fields["attachments"] = [_sparse(attachment) for attachment in event.attachments]
    if event.hidden:
        fields["hidden"] = sorted(event.hidden)
    if event.created is not None:
        fields["created"] = int(event.created.timestamp())
    if isinstance(event.start, datetime) and isinstance(event.end, datetime):
        zone = _zone_key(event.start)
        if zone != event.timezone:
            fields["zone"] = zone
        if event.end.tzinfo is not event.start.tzinfo and (end_zone := _zone_key(event.end)) != zone:
            fields["end_zone"] = end_zone
    start, end = original_time_of(event.start), original_time_of(event.end)
    return PlainEvent(event.event_id, start, end, event.all_day, fields)


def encode_event(event: Event) -> str:
    """Everything of an event that is not in the columns."""
    return _encoder()(plain_of(event).fields)


def decode_event(calendar_id: str, event_id: str, start: int, end: int, all_day: int, body: str) -> Event:
    """The event a row holds. Raises ``DamagedRow``."""
    try:
        return event_of(calendar_id, event_id, start, end, bool(all_day), loads(body))
    except (ValueError, TypeError, AttributeError, KeyError, OverflowError, OSError) as exc:
        raise DamagedRow(f"event {event_id!r} cannot be read back") from exc


def encode_calendar(calendar: Calendar) -> str:
    """A calendar as JSON."""
    return _encoder()(_sparse(calendar))


def decode_calendar(calendar_id: str, body: str) -> Calendar:
    """The calendar such JSON stands for. Raises ``DamagedRow``."""
    try:
        return Calendar(**{**loads(body), "calendar_id": calendar_id})
    except (ValueError, TypeError) as exc:
        raise DamagedRow(f"calendar {calendar_id!r} cannot be read back") from exc


def encode_detail(detail: EventDetail) -> str:
    """What a detail holds besides its event and the raw text, as JSON."""
    return _encoder()(
        {
            "attendees": [
                {**_sparse(attendee), "members": [_sparse(member) for member in attendee.members]}
                for attendee in detail.attendees
            ],
            "attendees_hidden": detail.attendees_hidden,
            "settings": _sparse(detail.settings) if detail.settings else None,
            "check_in": _sparse(detail.check_in) if detail.check_in else None,
        }
    )


def decode_detail(event: Event, body: str, raw: str) -> EventDetail:
    """The detail such JSON stands for. Raises ``DamagedRow``."""
    try:
        values = loads(body)
        return EventDetail(
            event,
            attendees=tuple(_attendee(each) for each in values["attendees"]),
            attendees_hidden=values["attendees_hidden"],
            settings=_settings(values["settings"]),
            check_in=_check_in(values["check_in"]),
            raw=raw,
        )
    except (ValueError, TypeError, KeyError) as exc:
        raise DamagedRow(f"details of {event.event_id!r} cannot be read back") from exc


def _zone_key(moment: datetime) -> str | int:
    key = getattr(moment.tzinfo, "key", None)
    if isinstance(key, str):
        return key
    offset = moment.utcoffset()
    return int(offset.total_seconds()) if offset else ""


def _attendee(values: dict[str, Any]) -> Attendee:
    members = tuple(ChatMember(**member) for member in values.pop("members", ()))
    return Attendee(**values, members=members)


def _settings(values: dict[str, Any] | None) -> MeetingSettings | None:
    if values is None:
        return None
    return MeetingSettings(**{**values, "hosts": tuple(values.get("hosts", ()))})


def _check_in(values: dict[str, Any] | None) -> CheckIn | None:
    if values is None:
        return None
    ends = {name: tuple(values[name]) for name in ("opens", "closes") if values.get(name) is not None}
    return CheckIn(**{**values, **ends})


_Reader = tuple[tuple[str, ...], tuple[object, ...], Callable[[Any], tuple[object, ...]]]

_READERS: dict[type, _Reader] = {}
"""For each class the names of its fields, their defaults, and what reads them all at once."""


def _reader(kind: type) -> _Reader:
    if kind not in _READERS:
        from dataclasses import MISSING, fields  # only writing needs them

        names = tuple(each.name for each in fields(kind) if each.name not in _COLUMNS)
        defaults = tuple(
            each.default_factory() if each.default_factory is not MISSING else each.default
            for each in fields(kind)
            if each.name in names
        )
        _READERS[kind] = names, defaults, attrgetter(*names)
    return _READERS[kind]


_COLUMNS = frozenset({"calendar_id", "event_id", "start", "end"})
"""Fields that have columns of their own."""


def _sparse(thing: Any) -> dict[str, Any]:
    """The fields that differ from their defaults, those in columns left out."""
    names, defaults, values = _reader(type(thing))
    return {
        name: value
        for name, default, value in zip(names, defaults, values(thing), strict=True)
        if value is not default and value != default
    }


@cache
def _encoder() -> Callable[[object], str]:
    """As ``JSONEncoder.encode``, which makes what it writes with anew for each text: that takes as long as writing."""
    from json import JSONEncoder, encoder  # only writing needs it

    whole = JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))
    make = getattr(encoder, "c_make_encoder", None)
    if make is None:  # not CPython
        return whole.encode
    write = make(None, whole.default, encoder.encode_basestring, None, ":", ",", False, False, True)
    return lambda value: "".join(write(value, 0))
