"""The colour of a calendar and of what is on it, also where the server leaves it to the client."""

from __future__ import annotations

from feishu_tui.model import Calendar, Event

OWN_COLORS = (0x3370FF, 0x34A853, 0xF5A623, 0x7F3BF5, 0x14C0B8, 0xF54A45, 0xDB66DB, 0x8F959E)
"""What calendars without a colour of their own share out among themselves, 0xRRGGBB."""


def calendar_color(calendar: Calendar) -> int:
    """The calendar's colour as 0xRRGGBB; where it has none, one that always stays the same for its id."""
    if calendar.color is not None:
        return calendar.color
    from zlib import crc32  # most calendars have a colour

    return OWN_COLORS[crc32(calendar.calendar_id.encode(errors="replace")) % len(OWN_COLORS)]


def event_color(event: Event, calendar: Calendar | None) -> int:
    """The event's colour as 0xRRGGBB, else that of ``calendar``, the one it is listed on, ``None`` if unknown."""
    if event.color is not None:
        return event.color
    return calendar_color(calendar or Calendar(event.calendar_id))
