"""Start and end of an event: dates or instants, in zones this machine may not know.

https://open.feishu.cn/document/server-docs/calendar-v4/calendar-event/list, ``time_info``
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from feishu_tui.feishu.wire.values import Row, inner, integer, line

AllDayEnd = Literal["exclusive", "inclusive"]
"""How an all-day ``end_time.date`` is meant; the documentation does not say."""

DEFAULT_ZONE = "Asia/Shanghai"
FIRST_YEAR, LAST_YEAR = 1900, 2500
"""The documentation bounds times at 16725225600, the first second of 2500."""

DAY = 86400
_EARLIEST = int(datetime(FIRST_YEAR, 1, 1, tzinfo=UTC).timestamp())
_AFTER_LATEST = int(datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC).timestamp())
_LOCAL_KEYS = frozenset({"localtime", "posixrules"})
"""Files in some zone folders that stand for this machine's own zone."""


class Times(NamedTuple):
    """When an event is, as ``PlainEvent`` has it.

    ``end`` exclusive, ``timezone`` as the server names it, ``zone`` the one that is taken, empty for UTC, ``problems``
    one sentence each.
    """

    start: int
    end: int
    all_day: bool = False
    timezone: str = ""
    zone: str = ""
    problems: tuple[str, ...] = ()


def times_of(row: Row, all_day_end: AllDayEnd, *, all_day: bool = False) -> Times | None:
    """The times of an event or instance; ``None`` where it has no start that could be shown.

    ``all_day`` says that the series is an all-day one, as its instances may come with timestamps at midnight UTC.
    """
    first, last = inner(row, "start_time"), inner(row, "end_time")
    starts, ends = instant_of(first.get("timestamp")), instant_of(last.get("timestamp"))
    if starts is not None and not all_day and "date" not in first:  # as most are
        return _timed(starts, ends, line(first, "timezone"))
    first_day, last_day = _day(first), _day(last)
    if starts is None and first_day is None:
        return None
    if all_day and first_day is None and starts is not None:
        first_day = _utc_day(starts)
    if first_day is not None and (all_day or starts is None or _are_midnights(starts, ends)):
        if last_day is None and ends is not None:
            last_day = _utc_day(ends)
        return _all_day(first_day, last_day, all_day_end)
    assert starts is not None
    return _timed(starts, ends, line(first, "timezone"))


def instant_of(value: object) -> int | None:
    """An instant in Unix seconds; ``None`` for none, and for one outside the years a calendar holds."""
    if type(value) is str and value.isdigit() and value.isascii() and len(value) < 20:  # as nearly always
        seconds: int | None = int(value)
    else:
        seconds = integer(value)
    return seconds if seconds and _EARLIEST <= seconds < _AFTER_LATEST else None


@lru_cache(maxsize=1024)
def is_known(zone: str) -> bool:
    """Whether this machine knows the zone of an IANA name."""
    if zone in _LOCAL_KEYS:
        return False
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _timed(starts: int, ends: int | None, name: str) -> Times:
    zone = name or DEFAULT_ZONE
    if ends is not None and ends >= starts and is_known(zone):
        return Times(starts, ends, False, name, zone)
    problems = []
    if not is_known(zone):
        problems.append(f"The time zone {name} is not known here; {DEFAULT_ZONE} is used.")
        zone = DEFAULT_ZONE
    if ends is None:
        problems.append("The event has no end that can be read; it is shown without length.")
    elif ends < starts:
        problems.append("The event ends before it starts; it is shown without length.")
    return Times(starts, starts if ends is None else max(starts, ends), False, name, zone, tuple(problems))


def _all_day(first: int, last: int | None, all_day_end: AllDayEnd) -> Times:
    problems: tuple[str, ...] = ()
    if last is None:
        problems = ("The event has no end that can be read; it is shown as one day.",)
        last = first
    end = last + DAY if all_day_end == "inclusive" else last
    return Times(first, max(end, first + DAY), True, problems=problems)


def _day(info: Row) -> int | None:
    """Midnight UTC of the day it names."""
    if "date" not in info:
        return None
    text = line(info, "date")[:10]
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return (day - date(1970, 1, 1)).days * DAY if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _utc_day(moment: int) -> int:
    return moment - moment % DAY


def _are_midnights(starts: int, ends: int | None) -> bool:
    """Whether a row that has both dates and timestamps is an all-day one."""
    return starts % DAY == 0 and (ends is None or ends % DAY == 0)
