"""Dates and times as iCalendar writes them: a date, a time on the wall of a named zone, or a time in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from feishu_tui.ical.lines import line
from feishu_tui.model import Moment


def tzid(zone: tzinfo | None) -> str:
    """The name of a zone with rules of its own; empty for UTC and for what has no name."""
    key = zone.key if isinstance(zone, ZoneInfo) else ""
    return "" if key in ("UTC", "Etc/UTC", "Etc/GMT", "GMT", "Zulu", "Etc/Zulu", "UCT", "Etc/UCT") else key


def is_on_the_wall(moment: datetime) -> bool:
    """Whether the time on the wall of its zone means just this instant.

    Where clocks go back, a time on the wall is the first of two (RFC 5545 §3.3.5).
    """
    return bool(tzid(moment.tzinfo)) and moment.replace(fold=0).timestamp() == moment.timestamp()


def moment_line(name: str, moment: Moment) -> str:
    """A property that is a moment."""
    if not isinstance(moment, datetime):
        return line(name, f"{day_text(moment)}", {"VALUE": "DATE"})
    if is_on_the_wall(moment):
        return line(name, wall_text(moment), {"TZID": tzid(moment.tzinfo)})
    return line(name, utc_text(moment))


def day_text(day: date) -> str:
    """``20261121``."""
    return f"{day.year:04}{day.month:02}{day.day:02}"


def wall_text(moment: datetime) -> str:
    """``20261121T140000``, the time on the wall."""
    return f"{day_text(moment)}T{moment.hour:02}{moment.minute:02}{moment.second:02}"


def utc_text(moment: datetime) -> str:
    """``20261121T060000Z``; ``moment`` is aware."""
    return f"{wall_text(moment.astimezone(UTC))}Z"


def offset_text(offset: timedelta) -> str:
    """``+0800``; with seconds where there are some, as before zones were standardised."""
    seconds = int(offset.total_seconds())
    hours, rest = divmod(abs(seconds), 3600)
    minutes, rest = divmod(rest, 60)
    return f"{'-' if seconds < 0 else '+'}{hours:02}{minutes:02}" + (f"{rest:02}" if rest else "")


def duration_text(minutes: int) -> str:
    """Minutes before something, as the trigger of an alarm: ``-PT15M``; negative minutes are after it."""
    return f"{'-' if minutes > 0 else ''}PT{abs(minutes)}M"
