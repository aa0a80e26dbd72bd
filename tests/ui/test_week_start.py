"""The day a week begins on, as configured: in every view and wherever a date is typed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.ui.sample_office import Synced, browsing


@pytest.mark.parametrize(
    ("week_start", "lang", "small", "names", "first", "next_sunday"),
    [
        (0, "en", "Mo Tu We Th Fr Sa Su", "Mon Tue Wed Thu Fri Sat Sun", "Mon 16", date(2026, 11, 29)),
        (6, "en", "Su Mo Tu We Th Fr Sa", "Sun Mon Tue Wed Thu Fri Sat", "Sun 15", date(2026, 11, 22)),
        (6, "zh", "日 一 二 三 四 五 六", "周日 周一 周二 周三 周四 周五 周六", "周日 15", date(2026, 11, 22)),
    ],
)
async def test_weeks_begin_where_they_are_told_to(
    tmp_path: Path,
    cache: Synced,
    week_start: int,
    lang: str,
    small: str,
    names: str,
    first: str,
    next_sunday: date,
) -> None:
    async with browsing(tmp_path, cache, (160, 40), signed_in=False, week_start=week_start, lang=lang) as browser:
        screen = browser.screen
        assert browser.lines(screen.picker.month)[1].split() == small.split()
        await browser.press("m")
        assert browser.lines(screen.view)[1].split() == names.split()
        await browser.press("w")
        assert " ".join(browser.lines(screen.view)[0].split()[1:]).startswith(first)
        await browser.press("g", *"下周日", "enter")
        assert screen.view.day == next_sunday
