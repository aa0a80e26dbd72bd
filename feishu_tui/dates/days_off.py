"""Which days are free: weekends, and where they are wanted a country's holidays, for which some weekends are worked."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from feishu_tui.lazy_typing import Literal

DayKind = Literal["holiday", "worked", ""]
"""``worked`` is a day of a weekend that is worked for a longer holiday; empty where the week alone decides."""


class DaysOff:
    """The days nobody works on; ``china`` for mainland China's holidays, else weekends alone."""

    def __init__(self, *, china: bool = False) -> None:
        self.china = china

    def kind(self, day: date) -> DayKind:
        """What a day is besides its place in the week; empty in years whose holidays are not known."""
        return _in_china(day) if self.china else ""

    def is_off(self, day: date) -> bool:
        """Whether the day is free."""
        kind = self.kind(day)
        return kind == "holiday" or (day.weekday() > 4 and kind != "worked")


WEEKENDS = DaysOff()
"""Saturdays and Sundays alone."""


@lru_cache(maxsize=1024)
def _in_china(day: date) -> DayKind:
    """By the yearly notice of the State Council, as chinesecalendar has it; the next year's comes each November."""
    try:
        # 10 ms that nobody has to wait for who does not want holidays; a system may package the program without it.
        from chinese_calendar import get_holiday_detail

        is_off, name = get_holiday_detail(day)
    except (ImportError, NotImplementedError):
        return ""
    if not name:
        return ""
    return "holiday" if is_off else "worked"
