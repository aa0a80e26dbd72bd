"""A series as instants: the pattern in its zone, up to UNTIL and COUNT, less EXDATE, plus RDATE."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from functools import lru_cache

from feishu_tui.lazy_dataclasses import replace
from feishu_tui.model import Event, Moment, original_time_of
from feishu_tui.recurrence.budget import Budget
from feishu_tui.recurrence.counting import Counter
from feishu_tui.recurrence.pattern import Pattern
from feishu_tui.recurrence.wall import DAY, LATEST, date_of, day_of, instant_of, wall_of, wall_range
from feishu_tui.recurrence.zones import zone_of
from feishu_tui.rule import RawMoment, Rule, parse

_BACKWARDS = (DAY, 40 * DAY, 2 * 366 * DAY, 30 * 366 * DAY, 9999 * 366 * DAY)
"""How far back to look for the last start before looking further."""

_NONE: frozenset[int] = frozenset()
"""One for all series, most of which leave nothing out."""


def series_of(master: Event) -> Series:
    """The series a master begins. Raises ``UnreadableRule``."""
    return _series(master.recurrence, original_time_of(master.start), master.all_day, master.timezone)


@lru_cache(maxsize=1024)
def _series(recurrence: str, start: int, all_day: bool, timezone: str) -> Series:
    return Series(parse(recurrence), start, all_day, UTC if all_day else zone_of(timezone))


class Series:
    """The starts of one series, as Unix seconds; those of an all-day series are midnight UTC of its dates."""

    __slots__ = (
        "_added",
        "_counter",
        "_excluded",
        "_excluded_days",
        "_pattern",
        "_until_instant",
        "_until_wall",
        "all_day",
        "endless",
        "first",
        "start",
        "zone",
    )

    def __init__(self, rule: Rule, start: int, all_day: bool, zone: tzinfo) -> None:
        if all_day:
            # RFC 5545 §3.3.10: these parts must be ignored where DTSTART is a date.
            rule = replace(rule, byhour=(), byminute=(), bysecond=())
        self.start = start
        self.all_day = all_day
        self.zone = zone
        self.first = wall_of(datetime.fromtimestamp(start, zone))
        """DTSTART on the wall."""
        self._pattern = Pattern(rule, self.first)
        self._counter = Counter(self._pattern, rule.count) if rule.count else None
        self._until_wall, self._until_instant = _until(rule.until)
        if self._until_instant < LATEST:
            self._until_wall = wall_range(self._until_instant, self._until_instant, zone)[1]
        self._excluded = self._excluded_days = _NONE
        if rule.exdates:
            self._excluded = frozenset(self._instant(moment) for moment in rule.exdates if self._is_exact(moment))
            self._excluded_days = frozenset(day_of(moment) for moment in rule.exdates if not self._is_exact(moment))
        self._added = tuple(sorted(self._instant(moment) for moment in rule.rdates))
        self.endless = rule.count is None and rule.until is None
        """Whether the rule names no end."""

    def between(self, low: int, high: int, budget: Budget) -> Iterator[int]:
        """Starts in ``low`` to ``high`` inclusive, in the rule's order: on the wall ascending, so that around a gap two
        instants may come out of order or twice. Added ones (RDATE) come first.

        Raises ``TooManyOccurrences`` once the budget is spent.
        """
        yield from (added for added in self._added if low <= added <= high and not self._is_excluded(added))
        lowest, highest = wall_range(low, high, self.zone)
        for block in self._pattern.blocks(lowest, self._last_wall(highest, budget), budget):
            budget.give(len(block))
            for wall in block:
                instant = self._start_at(wall)
                if low <= instant <= high and self._keeps(instant):
                    yield instant

    def last(self, budget: Budget) -> int | None:
        """The last start; ``None`` for an empty series, and for one that is endless or as good as that.

        Raises ``TooManyOccurrences`` once the budget is spent.
        """
        end = self._last_wall(LATEST, budget)
        if end == LATEST:
            return None
        regular = self._last_regular(end, budget)
        return max((at for at in (regular, *self._added) if at is not None and not self._is_excluded(at)), default=None)

    def _last_regular(self, high: int, budget: Budget) -> int | None:
        """The last start of the rule itself, looked for backwards from where the rule ends."""
        for reach in _BACKWARDS:
            low = max(high - reach, self.first)
            latest = None
            for block in self._pattern.blocks(low, high, budget):
                kept = (at for at in map(self._start_at, reversed(block)) if self._keeps(at))
                latest = next(kept, latest)
            if latest is not None or low == self.first:
                return latest
            high = low - 1
        return None

    def _start_at(self, wall: int) -> int:
        """The instant of a start on the wall; the master's own is given, even where its wall time is ambiguous."""
        if self.all_day:
            return wall - wall % DAY
        return self.start if wall == self.first else instant_of(wall, self.zone)

    def _keeps(self, instant: int) -> bool:
        return instant <= self._until_instant and not self._is_excluded(instant)

    def _last_wall(self, through: int, budget: Budget) -> int:
        """A wall time not later than ``through`` after which UNTIL and COUNT leave nothing."""
        through = min(through, self._until_wall)
        if self._counter is not None:
            counted = self._counter.last(through, budget)
            return through if counted is None else counted
        return through

    def moment(self, instant: int) -> Moment:
        """An instant as this series shows it: in its zone, or as a date."""
        if self.all_day:
            return date_of(instant // DAY)
        return datetime.fromtimestamp(instant, self.zone)

    def _is_exact(self, moment: RawMoment) -> bool:
        """Whether an excluded moment means one start, not a whole day."""
        return isinstance(moment, datetime) and not self.all_day

    def _is_excluded(self, instant: int) -> bool:
        if instant in self._excluded:
            return True
        return bool(self._excluded_days) and day_of(datetime.fromtimestamp(instant, self.zone)) in self._excluded_days

    def _instant(self, moment: RawMoment) -> int:
        """An added or excluded start: a date alone takes DTSTART's time of day, a local time the series' zone."""
        if self.all_day or not isinstance(moment, datetime):
            return instant_of(day_of(moment) * DAY + self.first % DAY, self.zone)
        if moment.tzinfo is not None:
            return int(moment.timestamp())
        return instant_of(wall_of(moment), self.zone)


def _until(until: RawMoment | None) -> tuple[int, int]:
    """UNTIL as (last wall second, last instant), both inclusive.

    With Z it is an instant, without it a time on the series' own wall, a date the whole of that day. An all-day series
    being one at midnight UTC, an instant ends it on the instant's UTC date.
    """
    if until is None:
        return LATEST, LATEST
    if not isinstance(until, datetime):
        return day_of(until) * DAY + DAY - 1, LATEST
    if until.tzinfo is None:
        return wall_of(until), LATEST
    return LATEST, int(until.timestamp())
