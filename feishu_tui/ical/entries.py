"""An event as VEVENT (RFC 5545 §3.6.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid5

from feishu_tui.ical.gathering import Exported
from feishu_tui.ical.lines import address_line, line, text_line
from feishu_tui.ical.moments import duration_text, moment_line, utc_text
from feishu_tui.ical.rules import original_start, rule_lines
from feishu_tui.model import Attendee, Event, Moment
from feishu_tui.text import plain_of_html

_ANSWERS = {"accept": "ACCEPTED", "decline": "DECLINED", "tentative": "TENTATIVE"}
_KINDS = {"chat": "GROUP", "resource": "ROOM"}


def entry_lines(exported: Exported, title_of: Callable[[Event], str], stamp: datetime) -> Iterator[str]:
    """The VEVENTs of an event or of a series with its exceptions, as unfolded lines; ``stamp`` is the DTSTAMP."""
    event = exported.event
    if not event.is_series:
        yield from _entry(exported, title_of(event), stamp, [])
        return
    cancelled = [each.event for each in exported.exceptions if each.event.status == "cancelled"]
    yield from _entry(exported, title_of(event), stamp, rule_lines(event, cancelled))
    for each in exported.exceptions:
        if each.event.status != "cancelled":
            original = moment_line("RECURRENCE-ID", original_start(each.event, event))
            yield from _entry(each, title_of(each.event), stamp, [original])


def _entry(exported: Exported, title: str, stamp: datetime, recurrence: list[str]) -> Iterator[str]:
    event = exported.event
    yield "BEGIN:VEVENT"
    yield text_line("UID", exported.uid)
    yield line("DTSTAMP", utc_text(stamp))
    yield from _times(event.start, event.end)
    yield from recurrence
    yield text_line("SUMMARY", title)
    yield from _about(event)
    yield from _people(exported)
    yield line("STATUS", event.status.upper())
    yield line("TRANSP", "TRANSPARENT" if event.free_busy == "free" else "OPAQUE")
    for minutes in event.reminders:
        yield from _alarm(minutes, title)
    yield "END:VEVENT"


def _times(start: Moment, end: Moment) -> Iterator[str]:
    yield moment_line("DTSTART", start)
    if _seconds(end) > _seconds(start):  # an end has to be later (RFC 5545 §3.8.2.2)
        yield moment_line("DTEND", end)


def _seconds(moment: Moment) -> float:
    return moment.timestamp() if isinstance(moment, datetime) else float(date.toordinal(moment))


def _about(event: Event) -> Iterator[str]:
    place = ", ".join(part for part in (event.place.name, event.place.address) if part)
    description = plain_of_html(event.description)
    if place:
        yield text_line("LOCATION", place)
    if description:
        yield text_line("DESCRIPTION", description)
    link = "" if "MeetingVideo" in event.hidden else event.meeting.url
    if url := link or event.app_link:
        yield address_line("URL", url)
    if event.visibility in ("private", "public"):
        yield line("CLASS", event.visibility.upper())
    if event.created is not None:
        yield line("CREATED", utc_text(event.created))


def _people(exported: Exported) -> Iterator[str]:
    event, detail = exported.event, exported.detail
    if event.organizer and "OrganizerOrCreator" not in event.hidden:
        yield line("ORGANIZER", _address("", event.organizer_id or event.organizer), {"CN": event.organizer})
    if detail is None or detail.attendees_hidden or "Attendee" in event.hidden | detail.event.hidden:
        return
    for attendee in detail.attendees:
        if attendee.rsvp != "removed":
            yield line("ATTENDEE", _address(attendee.email, _id_of(attendee)), _invitation(attendee))


def _invitation(attendee: Attendee) -> dict[str, str]:
    return {
        "CN": attendee.name,
        "CUTYPE": _KINDS.get(attendee.type, "INDIVIDUAL"),
        "ROLE": "OPT-PARTICIPANT" if attendee.is_optional else "REQ-PARTICIPANT",
        "PARTSTAT": _ANSWERS.get(attendee.rsvp, "NEEDS-ACTION"),
    }


def _id_of(attendee: Attendee) -> str:
    return attendee.user_id or attendee.room_id or attendee.chat_id or attendee.attendee_id or attendee.name


def _address(email: str, identity: str) -> str:
    """A mail address where one is known, else a name nobody could write to, the same for one person every time."""
    name, at, host = email.partition("@")
    if name and at and host and email.isascii() and not any(each in email for each in " <>\"\\,;:'()"):
        return f"mailto:{email}"
    return uuid5(NAMESPACE_URL, f"feishu:{identity}").urn


def _alarm(minutes: int, title: str) -> Iterator[str]:
    yield "BEGIN:VALARM"
    yield line("ACTION", "DISPLAY")
    yield text_line("DESCRIPTION", title)
    yield line("TRIGGER", duration_text(minutes))
    yield "END:VALARM"
