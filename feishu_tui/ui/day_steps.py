"""From one day to another, held within what ``date`` can name."""

from __future__ import annotations

from datetime import date, timedelta


def shifted(day: date, days: int) -> date:
    """``day`` moved by days, held within what ``date`` can name."""
    ordinal = min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(ordinal)


def month_end(day: date) -> date:
    """The last day of its month."""
    return day.replace(day=_month_length(day.year, day.month))


def month_after(day: date, months: int) -> date:
    """The same day some months later (earlier for a negative number), or the month's last day where it is shorter."""
    index = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, _month_length(year, month)))


def _month_length(year: int, month: int) -> int:
    # December is as long every year, and after the last one there is no day.
    return 31 if month == 12 else (date(year, month + 1, 1) - timedelta(days=1)).day
