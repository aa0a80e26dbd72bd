"""Calendars and busy times.

https://open.feishu.cn/document/server-docs/calendar-v4/calendar/list
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from feishu_tui.feishu.wire.people import rsvp_of
from feishu_tui.feishu.wire.values import DAMAGE, Row, choice, color, flag, inner, line, lines, rows
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.model import Calendar, Rsvp

_TYPES = ("primary", "shared", "google", "resource", "exchange", "unknown")
_ROLES = ("free_busy_reader", "reader", "writer", "owner", "unknown")
_PERMISSIONS = ("private", "show_only_free_busy", "public", "unknown")


@dataclass(frozen=True, slots=True)
class BusyTime:
    """A stretch of time somebody or some room is taken; both ends aware, the end exclusive."""

    start: datetime
    end: datetime
    rsvp: Rsvp = "unknown"


def calendar_of(row: Row) -> Calendar | None:
    """A calendar; ``None`` for one without an id that can be read and for a deleted one."""
    calendar_id = _id_of(row)
    if not calendar_id or flag(row.get("is_deleted")):
        return None
    return Calendar(
        calendar_id=calendar_id,
        summary=line(row, "summary"),
        alias=line(row, "summary_alias"),
        description=lines(row, "description"),
        type=choice(row, "type", _TYPES, "unknown"),
        role=choice(row, "role", _ROLES, "unknown"),
        permissions=choice(row, "permissions", _PERMISSIONS, "unknown"),
        color=color(row.get("color")),
        is_third_party=bool(flag(row.get("is_third_party"))),
    )


def is_nameless(found: Sequence[object]) -> bool:
    """Whether of some row in ``found`` it cannot be told which calendar it is."""
    return not all(isinstance(row, dict) and _id_of(row) for row in found)


def calendars_of(found: Sequence[object]) -> list[Calendar]:
    """The calendars in ``found`` that are still there."""
    read = (calendar_of(row) for row in found if isinstance(row, dict))
    return [calendar for calendar in read if calendar is not None]


def primary_of(data: Row) -> Calendar | None:
    """The calendar in the reply of ``calendars/primary``, a list of wrappers with one member."""
    return next(iter(calendars_of([inner(row, "calendar") for row in rows(data, "calendars")])), None)


def owners_of(data: Row) -> dict[str, str]:
    """By calendar id whose it is, of the wrappers in the reply of ``calendars/primarys``."""
    wrapped = ((line(inner(row, "calendar"), "calendar_id"), line(row, "user_id")) for row in rows(data, "calendars"))
    return {calendar_id: user_id for calendar_id, user_id in wrapped if calendar_id and user_id}


def busy_times_of(data: Row) -> list[BusyTime]:
    """The busy times in the reply of ``freebusy/list``; those without two readable times are left out."""
    busy = []
    for row in rows(data, "freebusy_list"):
        start, end = _rfc3339(line(row, "start_time")), _rfc3339(line(row, "end_time"))
        if start is not None and end is not None and start <= end:
            busy.append(BusyTime(start, end, rsvp_of(row)))
    return busy


def _id_of(row: Row) -> str:
    """The calendar's id; empty where it is missing, no text, or arrived with bytes that were none."""
    calendar_id = line(row, "calendar_id")
    return calendar_id if isinstance(row.get("calendar_id"), str) and DAMAGE not in calendar_id else ""


def _rfc3339(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
