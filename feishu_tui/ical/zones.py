"""VTIMEZONE (RFC 5545 §3.6.5) from the zone database: when clocks changed, and by which rule they go on changing.

Python tells the offset of any instant but not the rules behind it, so the changes of the years wanted are looked for
and written as yearly rules where they follow one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from feishu_tui.ical.lines import line, text_line
from feishu_tui.ical.moments import offset_text, utc_text, wall_text
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.rule import WEEKDAYS

AHEAD_YEARS = 12
"""So many years past the last one wanted are looked at, to tell a rule from a coincidence."""
FARTHEST_YEAR = 2100
"""Nobody knows how clocks will change even then."""
_STEP = timedelta(days=4)
"""Clocks never change twice in so short a time."""
_SECOND = timedelta(seconds=1)
_DAY = timedelta(days=1)
"""Rules end so long after their last change, since some programs read UNTIL as a time on the wall."""


@dataclass(frozen=True, slots=True)
class _Change:
    """Clocks change at an instant (UTC): from one offset to another."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool

    @property
    def wall(self) -> datetime:
        """The instant on the clocks as they were before, naive."""
        return self.at.replace(tzinfo=None) + self.before

    @property
    def kind(self) -> tuple[object, ...]:
        """What the changes of one yearly rule share."""
        wall = self.wall
        return self.before, self.after, self.name, self.summer, wall.month, wall.weekday(), wall.time()

    @property
    def weeks(self) -> frozenset[int]:
        """Which weekday of its month the day is: counted from the start and, for the last one, -1."""
        day = self.wall
        last = (day + timedelta(days=7)).month != day.month
        return frozenset({(day.day - 1) // 7 + 1, *((-1,) if last else ())})


def zone_lines(name: str, first: int, last: int) -> list[str]:
    """The VTIMEZONE of a zone for the years ``first`` to ``last``, and by rule for ever after, as unfolded lines."""
    return [*_zone_lines(name, max(first - 1, 1), min(last, FARTHEST_YEAR) + AHEAD_YEARS)]


@lru_cache(maxsize=64)
def _zone_lines(name: str, first: int, last: int) -> tuple[str, ...]:
    zone = ZoneInfo(name)
    changes = [*_changes(zone, first, last)]
    lines = ["BEGIN:VTIMEZONE", text_line("TZID", name), *_observance(_beginning(zone, first), 1, None, frozenset())]
    for run in _runs(changes):
        until = None if run[-1].at.year == last else run[-1].at + _DAY
        lines += _observance(run[0], len(run), until, _shared(run))
    return (*lines, "END:VTIMEZONE")


def _beginning(zone: ZoneInfo, year: int) -> _Change:
    """What clocks show when the first year begins, as if they had been set then."""
    local = datetime(year, 1, 1, tzinfo=zone)
    offset = local.utcoffset() or timedelta(0)
    at = datetime(year, 1, 1, tzinfo=UTC)
    return _Change(at - offset if year > 1 else at, offset, offset, local.tzname() or "", bool(local.dst()))


def _changes(zone: ZoneInfo, first: int, last: int) -> Iterator[_Change]:
    """Every change of the years, both included."""
    at, end = datetime(first, 1, 1, tzinfo=UTC) + timedelta(days=1), datetime(last + 1, 1, 1, tzinfo=UTC)
    while at < end:
        following = min(at + _STEP, end)
        if _shown(zone, at) != _shown(zone, following):
            yield _change(zone, at, following)
        at = following


def _change(zone: ZoneInfo, low: datetime, high: datetime) -> _Change:
    """The change between two instants, found by halving."""
    before = _shown(zone, low)
    while high - low > _SECOND:
        middle = low + timedelta(seconds=(high - low).total_seconds() // 2)
        low, high = (middle, high) if _shown(zone, middle) == before else (low, middle)
    after = _shown(zone, high)
    return _Change(high, before[0], after[0], after[1], after[2])


def _shown(zone: ZoneInfo, at: datetime) -> tuple[timedelta, str, bool]:
    local = at.astimezone(zone)
    return local.utcoffset() or timedelta(0), local.tzname() or "", bool(local.dst())


def _runs(changes: list[_Change]) -> list[list[_Change]]:
    """The changes, those that follow one yearly rule together."""
    runs: list[list[_Change]] = []
    open_runs: dict[tuple[object, ...], list[_Change]] = {}
    for change in changes:
        run = open_runs.get(change.kind)
        if run and change.at.year == run[-1].at.year + 1 and _shared([*run, change]):
            run.append(change)
        else:
            runs.append(run := [change])
            open_runs[change.kind] = run
    return runs


def _shared(run: list[_Change]) -> frozenset[int]:
    return frozenset.intersection(*(change.weeks for change in run))


def _observance(change: _Change, count: int, until: datetime | None, weeks: frozenset[int]) -> list[str]:
    part = "DAYLIGHT" if change.summer else "STANDARD"
    lines = [
        f"BEGIN:{part}",
        line("DTSTART", wall_text(change.wall)),
        line("TZOFFSETFROM", offset_text(change.before)),
        line("TZOFFSETTO", offset_text(change.after)),
        text_line("TZNAME", change.name),
    ]
    if count > 1:
        wall = change.wall
        rule = f"FREQ=YEARLY;BYMONTH={wall.month};BYDAY={min(weeks)}{WEEKDAYS[wall.weekday()]}"
        lines.append(line("RRULE", rule + (f";UNTIL={utc_text(until)}" if until else "")))
    return [*lines, f"END:{part}"]
