"""A recurrence rule in words.

"every 2 weeks on Mon and Wed until 1 Mar 2027", "每 2 周的周一、周三，直到 2027年3月1日"
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
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


def in_words(rule_text: str, start: Moment, zone: ZoneInfo, language: Language) -> str:
    """The rule of a series that starts at ``start``, in words; ``zone`` is the series' own.

    Raises ``UnreadableRule`` where the text is no rule.
    """
    rule = parse(rule_text)
    first = start.astimezone(zone) if isinstance(start, datetime) else start
    clauses = [_frequency(rule, first, language), *_limits(rule, language)]
    return _end(rule, language("; ").join(clauses), zone, language)


def _frequency(rule: Rule, first: date, say: Language) -> str:
    weekdays = [weekday for _, weekday in rule.byday]
    if rule.freq in ("DAILY", "WEEKLY") and rule.interval == 1 and weekdays and not rule.bysetpos:
        if set(weekdays) == set(_WORKDAYS):
            return say("every workday (Mon to Fri)")
        return say("every week on {days}", days=_weekdays(weekdays, say))
    days = _days(rule, first, say)
    several = rule.interval != 1
    if not days:
        return say(_EVERY[rule.freq][several], n=rule.interval)
    return say(_ON[rule.freq][several], n=rule.interval, days=days)


def _days(rule: Rule, first: date, say: Language) -> str:
    """The days of a week, month or year that the rule names, or that follow from its start; empty for other rules."""
    if rule.freq == "WEEKLY":
        return _weekdays([weekday for _, weekday in rule.byday] or [first.weekday()], say)
    if rule.freq == "MONTHLY":
        return _month_days(rule, say) or _day_of_month(first.day, say)
    if rule.freq == "YEARLY":
        return _year_days(rule, first, say)
    return ""


def _month_days(rule: Rule, say: Language) -> str:
    if rule.byday and rule.bysetpos and not rule.bymonthday and not any(ordinal for ordinal, _ in rule.byday):
        kind = _kind([weekday for _, weekday in rule.byday], say)
        return _joined([_nth(position, kind, say) for position in rule.bysetpos], say)
    if rule.byday:
        return _ordinal_weekdays(rule, say)
    return _joined([_day_of_month(day, say) for day in rule.bymonthday], say)


def _year_days(rule: Rule, first: date, say: Language) -> str:
    if rule.byyearday:
        return _joined([say("day {day} of the year", day=day) for day in rule.byyearday], say)
    if rule.byweekno:
        days = [weekday for _, weekday in rule.byday] or [first.weekday()]
        weeks = _joined([str(week) for week in rule.byweekno], say)
        return say("{days} of week {weeks}", days=_weekdays(days, say), weeks=weeks)
    months = rule.bymonth or ((first.month,) if not rule.byday and not rule.bymonthday else ())
    inside = _month_days(rule, say)
    if not inside and months:
        return _joined([_date(month, first.day, say) for month in months], say)
    if not months:
        return inside
    return say("{days} of {months}", days=inside, months=_months(months, say))


def _limits(rule: Rule, say: Language) -> list[str]:
    """What narrows the rule further and is not said by its frequency."""
    limits = []
    named = {"WEEKLY", "MONTHLY", "YEARLY"}
    plain_daily = rule.freq == "DAILY" and rule.interval == 1 and not rule.bysetpos
    if rule.byday and rule.freq not in named and not plain_daily:
        limits.append(say("only on {days}", days=_weekdays([weekday for _, weekday in rule.byday], say)))
    if rule.bymonthday and (rule.freq not in ("MONTHLY", "YEARLY") or rule.byday):
        limits.append(say("only on {days}", days=_joined([_day_of_month(day, say) for day in rule.bymonthday], say)))
    if rule.bymonth and rule.freq != "YEARLY":
        limits.append(say("only in {months}", months=_months(rule.bymonth, say)))
    if rule.byhour or rule.byminute:
        limits.append(_times(rule, say))
    if rule.bysetpos and not (rule.freq in ("MONTHLY", "YEARLY") and rule.byday and not rule.bymonthday):
        chosen = _joined([_nth(position, say("time"), say) for position in rule.bysetpos], say)
        limits.append(say("of these only {chosen}", chosen=chosen))
    return limits


def _times(rule: Rule, say: Language) -> str:
    if not rule.byhour:
        return say("at minute {minutes}", minutes=_joined([f"{minute:02}" for minute in rule.byminute], say))
    if not rule.byminute:
        return say("in the hours {hours}", hours=_joined([f"{hour:02}" for hour in rule.byhour], say))
    times = [f"{hour:02}:{minute:02}" for hour in rule.byhour for minute in rule.byminute]
    return say("at {times}", times=_joined(times, say))


def _end(rule: Rule, words: str, zone: ZoneInfo, say: Language) -> str:
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
        words.insert(0, say("each {days}", days=_weekdays(plain, say)))
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
