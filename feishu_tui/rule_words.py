"""A recurrence rule in words.

"every 2 weeks on Mon and Wed until 1 Mar 2027", "每 2 周的周一、周三，直到 2027年3月1日"
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

from feishu_tui.dates import weekday_name
from feishu_tui.dates.days import MONTHS
from feishu_tui.language import Language
from feishu_tui.model import Moment
from feishu_tui.rule import Rule, parse

_WORKDAYS, _WEEKEND, _ALL_DAYS = (0, 1, 2, 3, 4), (5, 6), tuple(range(7))

_EVERY = {
    "YEARLY": ("every year", "every {n} years"),
    "MONTHLY": ("every month", "every {n} months"),
    "WEEKLY": ("every week", "every {n} weeks"),
    "DAILY": ("every day", "every {n} days"),
    "HOURLY": ("every hour", "every {n} hours"),
    "MINUTELY": ("every minute", "every {n} minutes"),
    "SECONDLY": ("every second", "every {n} seconds"),
}
_ON = {
    "YEARLY": ("every year on {days}", "every {n} years on {days}"),
    "MONTHLY": ("every month on {days}", "every {n} months on {days}"),
    "WEEKLY": ("every week on {days}", "every {n} weeks on {days}"),
}


_MOST_TIMES = 6
"""More times of a day than this are told by how many there are."""

Said = tuple[str, frozenset[str]]
"""Words, and the parts of the rule they tell."""


def in_words(rule_text: str, start: Moment, zone: ZoneInfo, language: Language) -> str:
    """The rule of a series that starts at ``start``, in words; ``zone`` is the series' own.

    Raises ``UnreadableRule`` where the text is no rule.
    """
    rule = parse(rule_text)
    first = start.astimezone(zone) if isinstance(start, datetime) else start
    words, told = _frequency(rule, first, language)
    clauses = [words, *_limits(rule, first, told, language)]
    # An all-day series is one at midnight UTC, so UNTIL is a date of UTC there.
    return _end(rule, language("; ").join(clauses), zone if isinstance(start, datetime) else UTC, language)


def _frequency(rule: Rule, first: date, say: Language) -> Said:
    weekdays = [weekday for _, weekday in rule.byday]
    if rule.freq in ("DAILY", "WEEKLY") and rule.interval == 1 and weekdays and not rule.bysetpos:
        if set(weekdays) == set(_WORKDAYS):
            return say("every workday (Mon to Fri)"), frozenset({"byday"})
        return say("every week on {days}", days=_weekdays(weekdays, say)), frozenset({"byday"})
    days, told = _days(rule, first, say)
    several = rule.interval != 1
    if not days:
        return say(_EVERY[rule.freq][several], n=rule.interval), told
    return say(_ON[rule.freq][several], n=rule.interval, days=days), told


def _days(rule: Rule, first: date, say: Language) -> Said:
    """The days of a week, month or year that the rule names, or that follow from its start; empty for other rules."""
    named = bool(rule.bymonthday or rule.byyearday or rule.byday)
    if rule.freq == "WEEKLY" and (rule.byday or not named):
        return _weekdays([weekday for _, weekday in rule.byday] or [first.weekday()], say), frozenset({"byday"})
    if rule.freq == "MONTHLY" and rule.byweekno and not named:
        return _weekdays([first.weekday()], say), frozenset()
    if rule.freq == "MONTHLY" and not rule.byyearday:
        words, told = _month_days(rule, say)
        return words or _day_of_month(first.day, say), told
    if rule.freq == "YEARLY":
        return _year_days(rule, first, say)
    return "", frozenset()


def _month_days(rule: Rule, say: Language) -> Said:
    """Days as a month counts them."""
    if rule.bymonthday:
        return _joined([_day_of_month(day, say) for day in rule.bymonthday], say), frozenset({"bymonthday"})
    if _picks_whole_days(rule):
        kind = _kind([weekday for _, weekday in rule.byday], say)
        return _joined([_nth(place, kind, say) for place in rule.bysetpos], say), frozenset({"byday", "bysetpos"})
    return _ordinal_weekdays(rule, say), frozenset({"byday"})


def _picks_whole_days(rule: Rule) -> bool:
    """Whether BYSETPOS chooses among plain weekdays of one month at one time of the day."""
    if not (rule.bysetpos and rule.byday) or any(ordinal for ordinal, _ in rule.byday):
        return False
    narrowed = rule.byyearday or rule.byweekno or rule.byhour or rule.byminute or rule.bysecond
    return not narrowed and (rule.freq == "MONTHLY" or len(rule.bymonth) == 1)


def _year_days(rule: Rule, first: date, say: Language) -> Said:
    if rule.byyearday:
        return _joined([_day_of_year(day, say) for day in rule.byyearday], say), frozenset({"byyearday"})
    if rule.byweekno and not rule.bymonthday and not any(ordinal for ordinal, _ in rule.byday):
        days = [weekday for _, weekday in rule.byday] or [first.weekday()]
        words = say("{days} of {weeks}", days=_weekdays(days, say), weeks=_weeks(rule, say))
        return words, frozenset({"byweekno", "byday"})
    if rule.bymonthday or rule.byday:
        inside, told = _month_days(rule, say)
        if rule.bymonth:
            return say("{days} of {months}", days=inside, months=_months(rule.bymonth, say)), told | {"bymonth"}
        return (say("{days} of every month", days=inside) if rule.bymonthday else inside), told
    months = rule.bymonth or (first.month,)
    return _joined([_date(month, first.day, say) for month in months], say), frozenset({"bymonth"})


def _limits(rule: Rule, first: date, told: frozenset[str], say: Language) -> list[str]:
    """What narrows the rule further and is not told yet."""
    counts = rule.freq in ("MONTHLY", "YEARLY")
    plain = [weekday for _, weekday in rule.byday]
    words: dict[str, Callable[[], str]] = {
        "byday": lambda: _only_on(_ordinal_weekdays(rule, say) if counts else _weekdays(plain, say), say),
        "bymonthday": lambda: _only_on(_joined([_day_of_month(day, say) for day in rule.bymonthday], say), say),
        "byyearday": lambda: _only_on(_joined([_day_of_year(day, say) for day in rule.byyearday], say), say),
        "byweekno": lambda: say("only in {weeks}", weeks=_weeks(rule, say)),
        "bymonth": lambda: say("only in {months}", months=_months(rule.bymonth, say)),
    }
    limits = [tell() for part, tell in words.items() if getattr(rule, part) and part not in told]
    limits += _times(rule, first, say)
    if rule.bysetpos and "bysetpos" not in told:
        limits.append(say("of these only {chosen}", chosen=_joined([_place(at, say) for at in rule.bysetpos], say)))
    return limits


def _only_on(days: str, say: Language) -> str:
    return say("only on {days}", days=days)


def _times(rule: Rule, first: date, say: Language) -> list[str]:
    """The times of the day the rule names; none for an all-day series, which has no use for them."""
    if not isinstance(first, datetime):
        return []
    limits = []
    if rule.freq in ("HOURLY", "MINUTELY", "SECONDLY"):
        if rule.byhour:
            limits.append(say("in the hours {hours}", hours=_two_digits(rule.byhour, say)))
        if rule.byminute:
            limits.append(say("at minute {minutes}", minutes=_two_digits(rule.byminute, say)))
    elif rule.byhour or rule.byminute:
        hours, minutes = rule.byhour or (first.hour,), rule.byminute or (first.minute,)
        times = [f"{hour:02}:{minute:02}" for hour in sorted(hours) for minute in sorted(minutes)]
        if len(times) > _MOST_TIMES:
            limits.append(
                say("at {count} times from {first} to {last}", count=len(times), first=times[0], last=times[-1])
            )
        else:
            limits.append(say("at {times}", times=_joined(times, say)))
    if rule.bysecond:
        limits.append(say("at second {seconds}", seconds=_two_digits(rule.bysecond, say)))
    return limits


def _two_digits(numbers: Sequence[int], say: Language) -> str:
    return _joined([f"{number:02}" for number in sorted(numbers)], say)


def _end(rule: Rule, words: str, zone: tzinfo, say: Language) -> str:
    if rule.until is not None:
        last = rule.until
        if isinstance(last, datetime):
            last = (last.astimezone(zone) if last.tzinfo else last).date()
        words = say("{rule} until {date}", rule=words, date=_date(last.month, last.day, say, last.year))
    if rule.count is not None:
        once = rule.count == 1
        words = say("{rule}, once" if once else "{rule}, {count} times", rule=words, count=rule.count)
    return words


def _weekdays(days: Sequence[int], say: Language) -> str:
    chosen = tuple(sorted(set(days)))
    if chosen == _WORKDAYS:
        return say("Mon to Fri")
    if chosen == _ALL_DAYS:
        return say("all days")
    return _joined([weekday_name(day, say) for day in chosen], say)


def _ordinal_weekdays(rule: Rule, say: Language) -> str:
    plain = [weekday for ordinal, weekday in rule.byday if not ordinal]
    words = [_nth(ordinal, weekday_name(weekday, say), say) for ordinal, weekday in rule.byday if ordinal]
    if plain:
        every_day = set(plain) == set(_ALL_DAYS)
        words.insert(0, _weekdays(plain, say) if every_day else say("each {days}", days=_weekdays(plain, say)))
    return _joined(words, say)


def _kind(days: Sequence[int], say: Language) -> str:
    chosen = tuple(sorted(set(days)))
    names = {_WORKDAYS: say("workday"), _WEEKEND: say("weekend day"), _ALL_DAYS: say("day")}
    return names.get(chosen) or say(" or ").join(weekday_name(day, say) for day in chosen)


def _nth(position: int, kind: str, say: Language) -> str:
    """ "the 2nd Tue", "the last Fri", "the 3rd last day"."""
    if position == -1:
        return say("the last {kind}", kind=kind)
    if position < 0:
        return say("the {nth} last {kind}", nth=_ordinal(-position), n=-position, kind=kind)
    return say("the {nth} {kind}", nth=_ordinal(position), n=position, kind=kind)


def _place(position: int, say: Language) -> str:
    """ "the first", "the last", "the 3rd last": of what the rest of the rule gives."""
    if position == -1:
        return say("the last one")
    if position < 0:
        return say("the {nth} last one", nth=_ordinal(-position), n=-position)
    return say("the {nth} one", nth=_ordinal(position), n=position)


def _day_of_year(day: int, say: Language) -> str:
    if day == -1:
        return say("the last day of the year")
    if day < 0:
        return say("the {nth} last day of the year", nth=_ordinal(-day), n=-day)
    return say("day {day} of the year", day=day)


def _weeks(rule: Rule, say: Language) -> str:
    def week(number: int) -> str:
        if number == -1:
            return say("the last week")
        if number < 0:
            return say("the {nth} last week", nth=_ordinal(-number), n=-number)
        return say("week {n}", n=number)

    return _joined([week(number) for number in rule.byweekno], say)


def _day_of_month(day: int, say: Language) -> str:
    if day == -1:
        return say("the last day")
    if day < 0:
        return say("the {nth} last day", nth=_ordinal(-day), n=-day)
    return say("the {nth}", nth=_ordinal(day), n=day)


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def _months(months: Sequence[int], say: Language) -> str:
    return _joined([say(MONTHS[month - 1][:3]) for month in months], say)


def _date(month: int, day: int, say: Language, year: int | None = None) -> str:
    if year is None:
        return say("{day} {month}", day=day, month=MONTHS[month - 1][:3], month_number=month)
    return say("{day} {month} {year}", day=day, month=MONTHS[month - 1][:3], month_number=month, year=year)


def _joined(words: Sequence[str], say: Language) -> str:
    """ "Mon", "Mon and Wed", "Mon, Wed and Fri"; "周一、周三"."""
    if len(words) < 2:
        return "".join(words)
    return say("{first} and {last}", first=say(", ").join(words[:-1]), last=words[-1])
