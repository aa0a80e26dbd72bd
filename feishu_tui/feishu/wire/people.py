"""Attendees, group members, meeting settings and check-in.

https://open.feishu.cn/document/server-docs/calendar-v4/calendar-event/get
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from feishu_tui.feishu.wire.values import Row, choice, flag, inner, integer, line, rows, words
from feishu_tui.model import Attendee, ChatMember, CheckIn, MeetingSettings, Rsvp

RSVPS: tuple[Rsvp, ...] = get_args(Rsvp)
"""The answers there are."""
_TYPES = ("user", "chat", "resource", "third_party")


def rsvp_of(row: Row) -> Rsvp:
    """An answer, or the booking state of a room."""
    return choice(row, "rsvp_status", RSVPS, "unknown")


def attendees_of(found: Sequence[object]) -> tuple[Attendee, ...]:
    """The attendees in ``found``, each once; what is no object is left out."""
    people: dict[str, Attendee] = {}
    for index, row in enumerate(found):
        if isinstance(row, dict):
            person = _attendee(row)
            people[person.attendee_id or f"without id {index}"] = person
    return tuple(people.values())


def chat_members_of(found: Sequence[object]) -> tuple[ChatMember, ...]:
    """The members of a group in ``found``."""
    return tuple(
        ChatMember(
            name=line(row, "display_name"),
            rsvp=rsvp_of(row),
            is_optional=bool(flag(row.get("is_optional"))),
            is_organizer=bool(flag(row.get("is_organizer"))),
            is_external=bool(flag(row.get("is_external"))),
        )
        for row in found
        if isinstance(row, dict)
    )


def _attendee(row: Row) -> Attendee:
    kind = "chat" if row.get("type") == "group" else choice(row, "type", _TYPES, "unknown")
    email = line(row, "third_party_email")
    return Attendee(
        type=kind,
        name=line(row, "display_name") or email,
        attendee_id=line(row, "attendee_id"),
        rsvp=rsvp_of(row),
        is_optional=bool(flag(row.get("is_optional"))),
        is_organizer=bool(flag(row.get("is_organizer"))),
        is_external=bool(flag(row.get("is_external"))),
        user_id=line(row, "user_id"),
        chat_id=line(row, "chat_id"),
        room_id=line(row, "room_id"),
        email=email,
        members=chat_members_of(rows(row, "chat_members")) if kind == "chat" else (),
    )


def meeting_settings_of(event: Row) -> MeetingSettings | None:
    """The settings of the event's Feishu meeting; ``None`` where the server gives none."""
    row = inner(inner(event, "vchat"), "meeting_settings")
    if not row:
        return None
    return MeetingSettings(
        owner_id=line(row, "owner_id"),
        join_permission=line(row, "join_meeting_permission"),
        password=line(row, "password"),
        hosts=words(row, "assign_hosts"),
        auto_record=flag(row.get("auto_record")),
        lobby=flag(row.get("open_lobby")),
        attendees_may_start=flag(row.get("allow_attendees_start")),
    )


def check_in_of(event: Row) -> CheckIn | None:
    """When attendees may check in; ``None`` where the server says nothing about it."""
    row = inner(event, "event_check_in")
    if not row:
        return None
    return CheckIn(
        enabled=bool(flag(row.get("enable_check_in"))),
        opens=_check_in_time(inner(row, "check_in_start_time")),
        closes=_check_in_time(inner(row, "check_in_end_time")),
        notifies=bool(flag(row.get("need_notify_attendees"))),
    )


def _check_in_time(row: Row) -> tuple[str, int] | None:
    anchor, minutes = line(row, "time_type"), integer(row.get("duration"))
    return (anchor, minutes) if anchor and minutes is not None else None
