"""Which days a rule names: BYMONTH, BYWEEKNO, BYYEARDAY, BYMONTHDAY and BYDAY (RFC 5545 §3.3.10).

Whether such a part expands or limits, a day belongs to the set exactly when it satisfies all of them; so each month
offers its likeliest candidates, and what they do not satisfy by construction is tested.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import lru_cache

from feishu_tui.lazy_typing import TypeVar
from feishu_tui.recurrence.budget import Budget
from feishu_tui.recurrence.wall import EPOCH, date_of, weekday_of
from feishu_tui.rule import Freq, Rule

T = TypeVar("T")

Test = Callable[[int], bool]


def day_names(rule: Rule, first: date) -> DayNames:
    """The days a rule names, which takes from DTSTART what it does not say; a week number alone wants a weekday."""
    months, month_days, byday = rule.bymonth, rule.bymonthday, rule.byday
    if not (month_days or rule.byyearday or byday):
        if rule.freq == "WEEKLY" or (rule.byweekno and rule.freq in ("MONTHLY", "YEARLY")):
            byday = ((0, first.weekday()),)
        elif rule.freq in ("MONTHLY", "YEARLY"):
            month_days = (first.day,)
            if rule.freq == "YEARLY":
                months = months or (first.month,)
    return _shared(rule.freq, rule.wkst, months, month_days, rule.byyearday, rule.byweekno, byday)


class DayNames:
    """The day parts of rules, as they are named there; see ``day_names``."""

    __slots__ = (
        "_candidates",
        "_in_month",
        "_left_to_test",
        "_tests",
        "limited",
        "month_days",
        "months",
        "nth_days",
        "only_weekdays",
        "week_start",
        "weekdays",
        "weeks",
        "year_days",
    )

    def __init__(
        self,
        freq: Freq,
        week_start: int,
        months: Sequence[int],
        month_days: Sequence[int],
        year_days: Sequence[int],
        weeks: Sequence[int],
        byday: Sequence[tuple[int, int]],
    ) -> None:
        self.months = _set(months)
        self.month_days = _set(month_days)
        self.year_days = _set(year_days)
        self.weeks = _set(weeks)
        self.week_start = week_start
        self._in_month = freq == "MONTHLY" or (freq == "YEARLY" and bool(months))
        counts = freq in ("MONTHLY", "YEARLY")
        self.nth_days = _set([pair for pair in byday if pair[0] and counts])
        self.weekdays = _set([weekday for ordinal, weekday in byday if not (ordinal and counts)])
        self._tests = self._compile()
        self._candidates, satisfied = self._likeliest()
        self._left_to_test = tuple(test for test in self._tests if test != satisfied)
        self.limited = bool(self.months or self._tests)
        """Whether any day is left out at all."""
        self.only_weekdays = not (self.months or self.month_days or self.year_days or self.weeks)
        """Whether days are chosen by their weekday and nothing else."""

    def _compile(self) -> tuple[Test, ...]:
        """A test for each part but the months, cheapest first."""
        tests: list[Test] = []
        if self.nth_days:
            tests.append(self._weekday_matches)
        elif self.weekdays:
            tests.append(self._plain_weekday_matches)
        if self.month_days:
            tests.append(self._month_day_matches)
        if self.year_days:
            tests.append(self._year_day_matches)
        if self.weeks:
            tests.append(self._week_matches)
        return tuple(tests)

    def _likeliest(self) -> tuple[Callable[[int, int], list[int]], Test | None]:
        """What offers a month's candidates, and the test these satisfy by construction."""
        if self.month_days:
            return self._by_month_day, self._month_day_matches
        if self.year_days:
            return self._by_year_day, self._year_day_matches
        if self.weeks:
            return self._by_week, self._week_matches
        if self.nth_days and self._in_month:
            return self._by_nth_day, self._weekday_matches
        if self.weekdays and not self.nth_days:
            return self._by_weekday, self._plain_weekday_matches
        return _whole_month, None

    def match(self, day: int) -> bool:
        """Whether the rule names this day."""
        if self.months and date_of(day).month not in self.months:
            return False
        return all(test(day) for test in self._tests)

    def of_month(self, year: int, month: int, budget: Budget) -> list[int]:
        """The days named in a month, ascending. Raises ``TooManyOccurrences`` once the budget is spent."""
        budget.spend(1)
        if self.months and month not in self.months:
            return []
        days = self._candidates(date(year, month, 1).toordinal() - EPOCH, month_length(year, month))
        budget.spend(1 + len(days) // 3 + (4 if self.weeks else 0))
        for test in self._left_to_test:
            days = [day for day in days if test(day)]
        return days

    def _by_month_day(self, begin: int, length: int) -> list[int]:
        numbers = {number if number > 0 else length + 1 + number for number in self.month_days}
        return [begin + number - 1 for number in sorted(numbers) if 1 <= number <= length]

    def _by_year_day(self, begin: int, length: int) -> list[int]:
        year = date_of(begin).year
        before, beyond = year_begin(year) - 1, year_begin(year + 1)
        days = {before + number if number > 0 else beyond + number for number in self.year_days}
        return sorted(day for day in days if begin <= day < begin + length)

    def _by_week(self, begin: int, length: int) -> list[int]:
        weeks = range(begin - (weekday_of(begin) - self.week_start) % 7, begin + length, 7)
        return [
            day
            for week in weeks
            if self._week_matches(week)
            for day in range(max(week, begin), min(week + 7, begin + length))
        ]

    def _by_nth_day(self, begin: int, length: int) -> list[int]:
        days = set(self._by_weekday(begin, length))
        last = begin + length - 1
        for ordinal, weekday in self.nth_days:
            if ordinal > 0:
                day = begin + (weekday - weekday_of(begin)) % 7 + 7 * (ordinal - 1)
            else:
                day = last - (weekday_of(last) - weekday) % 7 + 7 * (ordinal + 1)
            if begin <= day <= last:
                days.add(day)
        return sorted(days)

    def _by_weekday(self, begin: int, length: int) -> list[int]:
        return [day for day in range(begin, begin + length) if (day + 3) % 7 in self.weekdays]

    def _month_day_matches(self, day: int) -> bool:
        on = date_of(day)
        return on.day in self.month_days or on.day - month_length(on.year, on.month) - 1 in self.month_days

    def _plain_weekday_matches(self, day: int) -> bool:
        return (day + 3) % 7 in self.weekdays

    def _weekday_matches(self, day: int) -> bool:
        weekday = weekday_of(day)
        if weekday in self.weekdays:
            return True
        on = date_of(day)
        if self._in_month:
            before, length = on.day - 1, month_length(on.year, on.month)
        else:
            before, length = day - year_begin(on.year), 365 + _is_leap(on.year)
        from_end = (length - 1 - before) // 7 + 1
        return (before // 7 + 1, weekday) in self.nth_days or (-from_end, weekday) in self.nth_days

    def _year_day_matches(self, day: int) -> bool:
        year = date_of(day).year
        number = day - year_begin(year) + 1
        return number in self.year_days or number - (365 + _is_leap(year)) - 1 in self.year_days

    def _week_matches(self, day: int) -> bool:
        """Whether the week the day is in has one of the numbers, in the year that holds most of that week."""
        begin = day - (weekday_of(day) - self.week_start) % 7
        year = date_of(begin + 3).year
        first, beyond = self._first_week(year), self._first_week(year + 1)
        return (begin - first) // 7 + 1 in self.weeks or (begin - beyond) // 7 in self.weeks

    def _first_week(self, year: int) -> int:
        """The start of the first week with at least four days in the year: the one 4 January is in."""
        fourth = year_begin(year) + 3
        return fourth - (weekday_of(fourth) - self.week_start) % 7


_shared = lru_cache(maxsize=512)(DayNames)
"""There may be thousands of series, and few kinds of rules."""


_FEW = 8
"""So many are looked through as fast as a set is asked, and take a fifth of the memory."""


def _set(values: Sequence[T]) -> Collection[T]:
    """The values, each once, to ask what is among them."""
    return frozenset(values) if len(values) > _FEW else tuple(dict.fromkeys(values))


def _whole_month(begin: int, length: int) -> list[int]:
    return list(range(begin, begin + length))


def month_length(year: int, month: int) -> int:
    """Days in a month."""
    return 29 if month == 2 and _is_leap(year) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def year_begin(year: int) -> int:
    """The day of 1 January."""
    return 365 * (year - 1970) + _leap_days(year - 1) - _leap_days(1969)


def _leap_days(year: int) -> int:
    return year // 4 - year // 100 + year // 400


def _is_leap(year: int) -> bool:
    """As ``calendar.isleap``, which brings locales along."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
