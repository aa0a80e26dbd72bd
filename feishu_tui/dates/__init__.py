"""Dates as people write and read them: "fri", "+2w", "下周三" to a date; times and spans to words in two languages.

Nothing here asks the clock or the locale: today, the zone and the language are handed in.
"""

from __future__ import annotations

from feishu_tui.dates.days import (
    day_heading,
    day_words,
    long_date,
    month_name,
    month_title,
    relative_day,
    short_date,
    weekday_name,
    weekday_names,
)
from feishu_tui.dates.days_off import WEEKENDS, DaysOff
from feishu_tui.dates.durations import ago, countdown, duration_words, last_time
from feishu_tui.dates.times import span_words, time_range, zone_label
from feishu_tui.lazy_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feishu_tui.dates.parsing import EXAMPLES, parse_date
else:

    def __getattr__(name):
        """What only reads what was typed is imported when it is asked for."""
        if name not in ("EXAMPLES", "parse_date"):
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from feishu_tui.dates import parsing

        return getattr(parsing, name)


__all__ = [
    "EXAMPLES",
    "WEEKENDS",
    "DaysOff",
    "ago",
    "countdown",
    "day_heading",
    "day_words",
    "duration_words",
    "last_time",
    "long_date",
    "month_name",
    "month_title",
    "parse_date",
    "relative_day",
    "short_date",
    "span_words",
    "time_range",
    "weekday_name",
    "weekday_names",
    "zone_label",
]
