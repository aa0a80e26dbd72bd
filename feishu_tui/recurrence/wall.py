"""Wall-clock time as whole seconds, and its way to instants.

A wall second counts from 1970-01-01 00:00 on the clock on the wall, no zone attached; a day counts from 1970-01-01. In
UTC wall seconds are Unix seconds.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

DAY = 86_400
EPOCH = date(1970, 1, 1).toordinal()
EARLIEST = (date(2, 1, 1).toordinal() - EPOCH) * DAY
LATEST = (date(9999, 1, 1).toordinal() - EPOCH) * DAY - 1
"""Times are looked for between these, so that no zone and no week leads out of the years ``datetime`` knows."""

_ZERO = datetime(1970, 1, 1)
_NEAR = 26 * 3600
"""Further apart than any two offsets, longer than any gap (Apia skipped a whole day)."""


def day_of(moment: date) -> int:
    """The day a date or datetime is on, by its own calendar."""
    return moment.toordinal() - EPOCH


def date_of(day: int) -> date:
    """The date of a day."""
    return date.fromordinal(day + EPOCH)


def weekday_of(day: int) -> int:
    """0 for Monday; 1970-01-01 was a Thursday."""
    return (day + 3) % 7


def wall_of(moment: datetime) -> int:
    """The wall seconds a datetime shows, whatever its zone."""
    return day_of(moment) * DAY + moment.hour * 3600 + moment.minute * 60 + moment.second


def clamp(seconds: int) -> int:
    """The seconds, kept inside the years that can be shown."""
    return min(max(seconds, EARLIEST), LATEST)


def instant_of(wall: int, zone: tzinfo) -> int:
    """Unix seconds of a wall time; before the gap's offset where it does not exist, the first where it is ambiguous.

    That is PEP 495 with ``fold=0``.
    """
    offset = (_ZERO + timedelta(seconds=wall)).replace(tzinfo=zone).utcoffset()
    assert offset is not None
    return wall - (offset.days * DAY + offset.seconds)


def wall_range(low: int, high: int, zone: tzinfo) -> tuple[int, int]:
    """Wall seconds that hold every wall time whose instant lies in ``low`` to ``high`` (Unix seconds, inclusive)."""
    low, high = clamp(low), clamp(high)
    least = min(_offset_at(at, zone) for at in (low - _NEAR, low, low + _NEAR))
    most = max(_offset_at(at, zone) for at in (high - _NEAR, high, high + _NEAR))
    return low + least, high + most


def _offset_at(instant: int, zone: tzinfo) -> int:
    offset = datetime.fromtimestamp(clamp(instant), zone).utcoffset()
    assert offset is not None
    return offset.days * DAY + offset.seconds
