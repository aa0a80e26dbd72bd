"""Where an event lies on the time line, read from its documented time objects; and the overlap rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

DAY = 86400
DEFAULT_ZONE = "Asia/Shanghai"
_LATEST = 16725225600


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of time in Unix seconds, `end` not included.

    All-day slots lie on midnights of UTC and are at least one day long; `zone` is the one of the start.
    """

    start: int
    end: int
    all_day: bool
    zone: str

    def moved_to(self, start: int) -> Slot:
        """The same length at another start."""
        return Slot(start, start + self.end - self.start, self.all_day, self.zone)


def overlaps(slot: Slot, low: float, high: float, *, closed: bool = False) -> bool:
    """Whether a slot meets a query window: `end > low and start < high`, with equality when closed."""
    if closed:
        return slot.end >= low and slot.start <= high
    return slot.end > low and slot.start < high


def read_slot(event: dict[str, Any]) -> Slot | None:
    """The slot of an event, or None when its times cannot be made out.

    Of date and timestamp both, the timestamps count unless both lie on midnight UTC.
    A missing end, or one before the start, makes a timed event of no length and an all-day event of one day.
    """
    start, end = _time_info(event.get("start_time")), _time_info(event.get("end_time"))
    stamp, stop = _seconds(start.get("timestamp")), _seconds(end.get("timestamp"))
    first, last = _midnight(start.get("date")), _midnight(end.get("date"))
    if first is not None and (stamp is None or (stamp % DAY == 0 and (stop or 0) % DAY == 0)):
        return Slot(first, max(last if last is not None else first, first + DAY), True, "UTC")
    if stamp is None:
        return None
    zone = str(start.get("timezone") or DEFAULT_ZONE)
    return Slot(stamp, max(stop if stop is not None else stamp, stamp), False, zone)


def _time_info(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _seconds(value: object) -> int | None:
    try:
        number = int(value) if isinstance(value, (str, int)) else None
    except ValueError:
        return None
    return number if number is not None and 0 <= number <= _LATEST else None


def _midnight(value: object) -> int | None:
    try:
        start = midnight(date.fromisoformat(value)) if isinstance(value, str) else None
    except ValueError:
        return None
    return start if start is not None and start <= _LATEST else None


def midnight(day: date) -> int:
    """Unix seconds of a date's midnight in UTC, the base of all-day slots."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def day_of(seconds: int) -> date:
    """The UTC date a moment lies in."""
    return datetime.fromtimestamp(seconds, UTC).date()


@lru_cache(maxsize=256)
def zone_of(name: str) -> ZoneInfo:
    """The zone of a name; the API's default for one that does not exist."""
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        return ZoneInfo(DEFAULT_ZONE)
