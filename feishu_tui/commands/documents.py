"""The JSON documents that scripts rely on: stable keys, ``null`` for what is unknown, times in the display zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo

from feishu_tui.model import Calendar, Moment, Occurrence


def occurrence_document(occurrence: Occurrence, calendar: Calendar | None, zone: tzinfo) -> dict[str, object]:
    """One occurrence; an all-day one has dates, its ``end`` being the last day (inclusive)."""
    event = occurrence.event
    color = event.color if event.color is not None else calendar.color if calendar else None
    return {
        "calendar_id": occurrence.calendar_id,
        "event_id": event.event_id,
        "instance_id": occurrence.instance_id,
        "summary": event.summary or None,
        "start": moment_text(occurrence.start, zone),
        "end": _end(occurrence.end, zone),
        "all_day": occurrence.all_day,
        "timezone": event.timezone or None,
        "location": event.place.name or event.place.address or None,
        "status": event.status,
        "free_busy": event.free_busy or None,
        "recurring": occurrence.recurring,
        "is_exception": event.is_exception,
        "organizer": event.organizer or None,
        "meeting_url": event.meeting.url or None,
        "app_link": event.app_link or None,
        "color": color_text(color),
    }


def calendar_document(calendar: Calendar) -> dict[str, object]:
    """One calendar of the ``calendars`` document."""
    return {
        "calendar_id": calendar.calendar_id,
        "summary": calendar.summary or None,
        "alias": calendar.alias or None,
        "type": calendar.type,
        "role": calendar.role,
        "color": color_text(calendar.color),
        "permissions": calendar.permissions,
        "is_third_party": calendar.is_third_party,
    }


def color_text(color: int | None) -> str | None:
    """``#rrggbb``, or ``None``."""
    return None if color is None else f"#{color:06x}"


def time_text(timestamp: float | None, zone: tzinfo) -> str | None:
    """Unix seconds as RFC 3339 with the offset of ``zone``; ``None`` stays ``None``."""
    if timestamp is None:
        return None
    return moment_text(datetime.fromtimestamp(int(timestamp), UTC), zone)


def moment_text(moment: Moment, zone: tzinfo) -> str:
    """A time as RFC 3339 (§5.6) with the offset of ``zone``; a date as it is."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    local = moment.astimezone(zone)
    # Local mean time, as kept before there were zones, is off by seconds, which RFC 3339 has no room for.
    offset = local.utcoffset()
    return local.isoformat() if offset is None or not offset.seconds % 60 else moment.astimezone(UTC).isoformat()


def _end(end: Moment, zone: tzinfo) -> str:
    return moment_text(end if isinstance(end, datetime) else end - timedelta(days=1), zone)
