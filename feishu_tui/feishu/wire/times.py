"""Start and end of an event: dates or instants, in zones this machine may not know.

https://open.feishu.cn/document/server-docs/calendar-v4/calendar-event/list, ``time_info``
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from feishu_tui.feishu.wire.values import Row, inner, integer, line
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.model import Moment

AllDayEnd = Literal["exclusive", "inclusive"]
"""How an all-day ``end_time.date`` is meant; the documentation does not say."""

DEFAULT_ZONE = "Asia/Shanghai"
FIRST_YEAR, LAST_YEAR = 1900, 2500
"""The documentation bounds times at 16725225600, the first second of 2500."""

_DAY = timedelta(days=1)
_LOCAL_KEYS = frozenset({"localtime", "posixrules"})
"""Files in some zone folders that stand for this machine's own zone."""


@dataclass(frozen=True, slots=True)
class Times:
    """When an event is: ``end`` exclusive, ``timezone`` as the server names it, ``problems`` one sentence each."""

    start: Moment
    end: Moment
    timezone: str = ""
    problems: tuple[str, ...] = ()


def times_of(row: Row, all_day_end: AllDayEnd, *, all_day: bool = False) -> Times | None:
    """The times of an event or instance; ``None`` where it has no start that could be shown.

    ``all_day`` says that the series is an all-day one, as its instances may come with timestamps at midnight UTC.
    """
    first, last = inner(row, "start_time"), inner(row, "end_time")
    starts, ends = _instant(first), _instant(last)
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


def instant_of(value: object) -> datetime | None:
    """Unix seconds as an instant in UTC; ``None`` for none, and for one outside the years a calendar holds."""
    seconds = integer(value)
    if not seconds:
        return None
    try:
        moment = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment if FIRST_YEAR <= moment.year <= LAST_YEAR else None


@lru_cache(maxsize=1024)
def zone_named(name: str) -> ZoneInfo | None:
    """The zone of an IANA name; ``None`` where this machine knows none."""
    if name in _LOCAL_KEYS:
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def _timed(starts: datetime, ends: datetime | None, name: str) -> Times:
    problems: list[str] = []
    zone = zone_named(name) if name else ZoneInfo(DEFAULT_ZONE)
    if zone is None:
        problems.append(f"The time zone {name} is not known here; {DEFAULT_ZONE} is used.")
        zone = ZoneInfo(DEFAULT_ZONE)
    if ends is None:
        problems.append("The event has no end that can be read; it is shown without length.")
    elif ends < starts:
        problems.append("The event ends before it starts; it is shown without length.")
    end = starts if ends is None else max(starts, ends)
    return Times(starts.astimezone(zone), end.astimezone(zone), name, tuple(problems))


def _all_day(first: date, last: date | None, all_day_end: AllDayEnd) -> Times:
    problems: tuple[str, ...] = ()
    if last is None:
        problems = ("The event has no end that can be read; it is shown as one day.",)
        last = first
    end = last + _DAY if all_day_end == "inclusive" else last
    return Times(first, max(end, first + _DAY), "", problems)


def _instant(info: Row) -> datetime | None:
    return instant_of(info.get("timestamp"))


def _day(info: Row) -> date | None:
    if "date" not in info:
        return None
    text = line(info, "date")[:10]
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _utc_day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()


def _are_midnights(starts: datetime, ends: datetime | None) -> bool:
    """Whether a row that has both dates and timestamps is an all-day one."""
    return all(moment is None or moment.timestamp() % 86400 == 0 for moment in (starts, ends))
