"""Which times of a day a rule names: BYHOUR, BYMINUTE, BYSECOND, and the hours, minutes or seconds it repeats in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property

from feishu_tui.recurrence.budget import Budget
from feishu_tui.recurrence.wall import DAY
from feishu_tui.rule import Rule

UNITS = {"HOURLY": 3600, "MINUTELY": 60, "SECONDLY": 1}
"""Seconds in the period of a rule that repeats oftener than daily."""

_PHASES = 256
"""How many different days' ticks are remembered; most rules have one, or as many as INTERVAL."""


def picked(items: Sequence[int], positions: Iterable[int]) -> list[int]:
    """The items at BYSETPOS positions (from 1, or from -1 backwards), ascending; positions beyond the set pick none."""
    size = len(items)
    places = {position - 1 if position > 0 else size + position for position in positions}
    return [items[place] for place in sorted(places) if 0 <= place < size]


def times_of_day(rule: Rule, first: int) -> list[int]:
    """When a rule that repeats daily or less often happens on each of its days: seconds of the day, ascending."""
    hours = set(rule.byhour) or {first % DAY // 3600}
    minutes, seconds = _minutes(rule, first), _seconds(rule, first)
    times = sorted(3600 * hour + 60 * minute + second for hour in hours for minute in minutes for second in seconds)
    return picked(times, rule.bysetpos) if rule.freq == "DAILY" and rule.bysetpos else times


class Ticks:
    """The hours, minutes or seconds a rule counts in: ``unit`` seconds each, every ``interval``-th since DTSTART.

    Limits (BYHOUR above all, BYMINUTE and BYSECOND where they are not shorter than the unit) choose among them; what is
    shorter than the unit is the same ``offsets`` in each.
    """

    def __init__(self, rule: Rule, first: int) -> None:
        self.unit = UNITS[rule.freq]
        self.interval = rule.interval
        self.origin = first // self.unit
        self._hours = frozenset(rule.byhour)
        self._minutes = frozenset(rule.byminute if self.unit <= 60 else ())
        self._seconds = frozenset(_leapless(rule.bysecond) if self.unit == 1 else ())
        self.filtered = bool(self._hours or self._minutes or self._seconds)
        minutes = _minutes(rule, first) if self.unit == 3600 else {0}
        seconds = _seconds(rule, first) if self.unit > 1 else {0}
        self.offsets = sorted(minute * 60 + second for minute in minutes for second in seconds)
        if rule.bysetpos:
            self.offsets = picked(self.offsets, rule.bysetpos)
        self._of_phase: dict[int, list[int]] = {}

    @property
    def stride(self) -> int:
        """Seconds from one tick to the next."""
        return self.unit * self.interval

    def between(self, low: int, high: int) -> range:
        """Ticks in phase, as numbers of units, that begin at wall seconds ``low`` to ``high`` inclusive."""
        lowest = max(-(-low // self.unit), self.origin)
        return range(lowest + (self.origin - lowest) % self.interval, high // self.unit + 1, self.interval)

    def walls(self, ticks: Sequence[int]) -> Sequence[int]:
        """The wall seconds the rule names in these ticks."""
        if isinstance(ticks, range) and len(self.offsets) == 1:
            offset = self.offsets[0]
            return range(ticks.start * self.unit + offset, ticks.stop * self.unit + offset, ticks.step * self.unit)
        return [tick * self.unit + offset for tick in ticks for offset in self.offsets]

    def of_day(self, day: int, budget: Budget) -> Sequence[int]:
        """Ticks of a day that pass the limits, as numbers of units."""
        base = day * (DAY // self.unit)
        if not self.filtered:
            return self.between(day * DAY, day * DAY + DAY - 1)
        phase = (self.origin - base) % self.interval
        found = self._of_phase.get(phase)
        if found is None:
            found = self._in_phase(phase, budget)
            if len(self._of_phase) < _PHASES:
                self._of_phase[phase] = found
        return [base + tick for tick in found[bisect_left(found, self.origin - base) :]]

    def _in_phase(self, phase: int, budget: Budget) -> list[int]:
        """Ticks within a day, counted from midnight, the first in phase being ``phase``, that pass the limits."""
        ticks = range(phase, DAY // self.unit, self.interval)
        budget.spend(3 + min(len(ticks), len(self._allowed)) // 4)
        if len(ticks) <= len(self._allowed):
            return [tick for tick in ticks if self.passes(tick)]
        return [tick for tick in self._allowed if tick in ticks]

    def passes(self, tick: int) -> bool:
        """Whether a tick lies in an hour, minute and second the rule allows."""
        at = tick * self.unit % DAY
        return (
            (not self._hours or at // 3600 in self._hours)
            and (not self._minutes or at // 60 % 60 in self._minutes)
            and (not self._seconds or at % 60 in self._seconds)
        )

    @cached_property
    def _allowed(self) -> list[int]:
        """Every tick of a day the limits allow, in phase or not."""
        minutes = (self._minutes or set(range(60))) if self.unit <= 60 else {0}
        seconds = (self._seconds or set(range(60))) if self.unit == 1 else {0}
        return sorted(
            (hour * 3600 + minute * 60 + second) // self.unit
            for hour in self._hours or range(24)
            for minute in minutes
            for second in seconds
        )


def clipped(walls: Sequence[int], low: int, high: int) -> Sequence[int]:
    """The ascending seconds that lie in ``low`` to ``high`` inclusive."""
    if walls and (walls[0] < low or walls[-1] > high):
        return walls[bisect_left(walls, low) : bisect_right(walls, high)]
    return walls


def _minutes(rule: Rule, first: int) -> set[int]:
    return set(rule.byminute) or {first % 3600 // 60}


def _seconds(rule: Rule, first: int) -> set[int]:
    return set(_leapless(rule.bysecond)) or {first % 60}


def _leapless(seconds: Iterable[int]) -> set[int]:
    """RFC 5545 §3.3.12: where leap seconds are not supported, second 60 is read as 59."""
    return {min(second, 59) for second in seconds}
