"""A rule without its end: wall times from DTSTART on, looked up anywhere at the cost of what is there.

Periods (RFC 5545 §3.3.10: years, months, weeks from WKST, days, hours, minutes, seconds) are counted from the one
DTSTART is in, so every INTERVAL-th is found by arithmetic. BYSETPOS chooses inside a whole period, the first included.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from feishu_tui.recurrence.budget import Budget
from feishu_tui.recurrence.clock import UNITS, Ticks, clipped, picked, times_of_day
from feishu_tui.recurrence.days import day_names, year_begin
from feishu_tui.recurrence.wall import DAY, LATEST, date_of, weekday_of
from feishu_tui.rule import Rule

_CHUNK = 32
"""How many days or weeks are looked at before the next look at the budget."""
_WHOLE_WEEK = tuple(range(7))
_BATCH = 1024
"""How many times are made before the next look at the budget."""


class Pattern:
    """The wall times of a rule from ``first`` (DTSTART's wall seconds) on, if they never ended."""

    __slots__ = (
        "_first_day",
        "_freq",
        "_interval",
        "_names",
        "_positions",
        "_ticks",
        "_times",
        "_week",
        "_weekly",
        "first",
    )

    def __init__(self, rule: Rule, first: int) -> None:
        self.first = first
        self._freq = rule.freq
        self._interval = rule.interval
        self._positions = rule.bysetpos
        self._first_day = first // DAY
        self._names = day_names(rule, date_of(self._first_day))
        self._week = self._first_day - (weekday_of(self._first_day) - rule.wkst) % 7
        self._weekly = tuple(sorted([(weekday - rule.wkst) % 7 for weekday in self._names.weekdays])) or _WHOLE_WEEK
        self._ticks = Ticks(rule, first) if rule.freq in UNITS else None
        self._times = [] if rule.freq in UNITS else times_of_day(rule, first)

    def blocks(self, low: int, high: int, budget: Budget) -> Iterator[Sequence[int]]:
        """The wall times in ``low`` to ``high`` inclusive, ascending, in ascending batches.

        Raises ``TooManyOccurrences`` once the budget is spent.
        """
        low, high = max(low, self.first), min(high, LATEST)
        if low > high or not (self._times or self._ticks):
            return
        if self._ticks is not None:
            yield from self._ticking(self._ticks, low, high, budget)
        elif (stride := self._steady_stride()) and len(self._times) == 1:
            yield self._steady(stride, low, high)
        else:
            for days in self._day_lists(low // DAY, high // DAY, budget):
                for block in [self._pick(days)] if self._chooses else self._on(days, budget):
                    yield clipped(block, low, high)

    @property
    def _chooses(self) -> bool:
        """Whether BYSETPOS chooses among days; among the times of one day it has done so already."""
        return bool(self._positions) and self._freq != "DAILY"

    def _steady_stride(self) -> int:
        """Days between occurrences where that never varies, else 0."""
        if self._freq == "DAILY" and not self._names.limited:
            return self._interval
        if self._freq == "WEEKLY" and len(self._weekly) == 1 and not self._chooses and self._names.only_weekdays:
            return 7 * self._interval
        return 0

    def _steady(self, stride: int, low: int, high: int) -> range:
        day = self._first_day if self._freq == "DAILY" else self._week + self._weekly[0]
        wall = day * DAY + self._times[0]
        step = stride * DAY
        return range(low + (wall - low) % step, high + 1, step)

    def _on(self, days: Sequence[int], budget: Budget) -> Iterator[Sequence[int]]:
        """Every time of every day, a few days in a batch."""
        size = max(1, _BATCH // len(self._times))
        for begin in range(0, len(days), size):
            part = days[begin : begin + size]
            budget.spend(len(part) * len(self._times) // 8)
            yield [day * DAY + second for day in part for second in self._times]

    def _pick(self, days: Sequence[int]) -> list[int]:
        """The BYSETPOS choice among the times of one period."""
        per_day = len(self._times)
        places = picked(range(len(days) * per_day), self._positions)
        return [days[place // per_day] * DAY + self._times[place % per_day] for place in places]

    def _day_lists(self, low: int, high: int, budget: Budget) -> Iterator[list[int]]:
        """Days of the rule that may lie in ``low`` to ``high``; one list a period where BYSETPOS chooses."""
        if self._freq == "WEEKLY":
            return self._weeks(low, high, budget)
        if self._freq == "DAILY":
            return self._named_days(low, high, budget, every=self._interval)
        if self._freq == "MONTHLY":
            return self._months(low, high, budget, every=self._interval)
        return self._years(low, high, budget)

    def _weeks(self, low: int, high: int, budget: Budget) -> Iterator[list[int]]:
        step = 7 * self._interval
        weeks = iter(range(self._week + max(0, low - self._week) // step * step, high + 1, step))
        size = 1 if self._chooses else _CHUNK
        while begins := list(islice(weeks, size)):
            days = [begin + offset for begin in begins for offset in self._weekly]
            budget.spend(len(days) // 3 + 2)
            if not self._names.only_weekdays:
                budget.spend(len(days))
                days = [day for day in days if self._names.match(day)]
            yield days

    def _named_days(self, low: int, high: int, budget: Budget, every: int = 1) -> Iterator[list[int]]:
        """The days the rule names, every so many since DTSTART."""
        if not self._names.limited:
            days = iter(range(low + (self._first_day - low) % every, high + 1, every))
            while chunk := list(islice(days, _CHUNK)):
                budget.spend(1)
                yield chunk
            return
        for month in self._months(low, high, budget):
            yield [day for day in month if low <= day <= high and (day - self._first_day) % every == 0]

    def _years(self, low: int, high: int, budget: Budget) -> Iterator[list[int]]:
        """Each month of the years that count; each whole year where BYSETPOS chooses among all its days."""
        start, end = date_of(low).year, date_of(high).year
        origin = date_of(self._first_day).year
        for year in range(start + (origin - start) % self._interval, end + 1, self._interval):
            begin, last = year_begin(year), year_begin(year + 1) - 1
            budget.spend(1)
            if self._chooses:
                yield [day for month in self._months(begin, last, budget) for day in month]
            else:
                yield from self._months(max(low, begin), min(high, last), budget)

    def _months(self, low: int, high: int, budget: Budget, every: int = 1) -> Iterator[list[int]]:
        """All days named in each month that ``low`` to ``high`` touch, every so many months since DTSTART's."""
        start, end, origin = (_month_number(day) for day in (low, high, self._first_day))
        for number in range(start + (origin - start) % every, end + 1, every):
            yield self._names.of_month(number // 12, number % 12 + 1, budget)

    def _ticking(self, ticks: Ticks, low: int, high: int, budget: Budget) -> Iterator[Sequence[int]]:
        """Rules that repeat oftener than daily."""
        lowest = low - low % ticks.unit
        if not self._names.limited and not ticks.filtered and len(ticks.offsets) == 1:
            yield clipped(ticks.walls(ticks.between(lowest, high)), low, high)
        elif ticks.stride >= DAY:
            for tick in ticks.between(lowest, high):
                budget.spend(1)
                if ticks.passes(tick) and self._names.match(tick * ticks.unit // DAY):
                    yield clipped(ticks.walls([tick]), low, high)
        else:
            for days in self._named_days(low // DAY, high // DAY, budget):
                for day in days:
                    found = ticks.of_day(day, budget)
                    budget.spend(2 + (0 if isinstance(found, range) else len(found) // 8))
                    yield clipped(ticks.walls(found), low, high)


def _month_number(day: int) -> int:
    """Months since the year 0."""
    on = date_of(day)
    return on.year * 12 + on.month - 1
