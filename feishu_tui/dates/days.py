"""Days, months and weekdays in words."""

from __future__ import annotations

from datetime import date

from feishu_tui.language import Language

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day_words(day: date, today: date, say: Language) -> str:
    """ "Sat 21 Nov", "11月21日 周六"; with the year where it is not today's."""
    if day.year == today.year:
        return _said("{weekday} {day} {month}", day, say)
    return _said("{weekday} {day} {month} {year}", day, say)


def day_heading(day: date, today: date, say: Language) -> str:
    """The day and how near it is: "Sat 21 Nov · today", "11月21日 周六 · 今天"."""
    words, relative = day_words(day, today, say), relative_day(day, today, say)
    return say("{day} · {relative}", day=words, relative=relative) if relative else words


def relative_day(day: date, today: date, say: Language) -> str:
    """ "today", "tomorrow", "yesterday", or nothing for any other day."""
    distance = (day - today).days
    if distance == 0:
        return say("today")
    if distance == 1:
        return say("tomorrow")
    return say("yesterday") if distance == -1 else ""


def short_date(day: date, today: date, say: Language) -> str:
    """ "21 Nov", "11月21日"; with the year where it is not today's."""
    return _said("{day} {month}" if day.year == today.year else "{day} {month} {year}", day, say)


def long_date(day: date, say: Language) -> str:
    """ "Saturday, 21 November 2026", "2026年11月21日 星期六"."""
    return say(
        "{weekday}, {day} {month} {year}",
        weekday=say(WEEKDAYS[day.weekday()]),
        day=day.day,
        month=MONTHS[day.month - 1],
        month_number=day.month,
        year=day.year,
    )


def month_title(month: date, say: Language) -> str:
    """The month a day is in: "November 2026", "2026年11月"."""
    return say("{month} {year}", month=MONTHS[month.month - 1], month_number=month.month, year=month.year)


def month_name(month: date, say: Language) -> str:
    """The month a day is in, in a few cells: "Nov", "11月"."""
    return say("{month}", month=MONTHS[month.month - 1][:3], month_number=month.month)


def weekday_name(weekday: int, say: Language) -> str:
    """ "Mon", "周一"; 0 is Monday."""
    return say(WEEKDAYS[weekday % 7][:3])


def weekday_names(say: Language, week_start: int = 0) -> tuple[str, ...]:
    """Two cells each, for the head of a month: "Mo" … "Su", "一" … "日"; ``week_start`` 0 begins with Monday."""
    return tuple(say(WEEKDAYS[(week_start + offset) % 7][:2]) for offset in range(7))


def _said(phrase: str, day: date, say: Language) -> str:
    return say(
        phrase,
        weekday=weekday_name(day.weekday(), say),
        day=day.day,
        month=MONTHS[day.month - 1][:3],
        month_number=day.month,
        year=day.year,
    )
