"""Holidays, and the weekends that are worked for them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from feishu_tui.config import load
from feishu_tui.dates import WEEKENDS, DaysOff

CHINA = DaysOff(china=True)


@pytest.mark.parametrize(
    ("day", "kind", "is_off"),
    [
        (date(2026, 2, 17), "holiday", True),  # the first day of the lunar year, a Tuesday
        (date(2026, 2, 28), "worked", False),  # a Saturday, worked for the days after it
        (date(2026, 10, 1), "holiday", True),
        (date(2026, 10, 10), "worked", False),
        (date(2026, 11, 21), "", True),
        (date(2026, 11, 23), "", False),
        (date(2003, 10, 1), "", False),  # before what is known
        (date.max, "", False),
    ],
)
def test_days_in_china(day: date, kind: str, is_off: bool) -> None:
    assert (CHINA.kind(day), CHINA.is_off(day)) == (kind, is_off)


def test_without_holidays_only_weekends_are_free() -> None:
    assert [WEEKENDS.is_off(date(2026, 10, day)) for day in (1, 3, 10)] == [False, True, True]


@pytest.mark.parametrize(
    ("lang", "line", "marked"),
    [("zh", "", True), ("en", "", False), ("zh", 'holidays = "none"', False), ("en", 'holidays = "cn"', True)],
)
def test_they_are_marked_in_chinese_or_where_they_are_wanted(
    tmp_path: Path, lang: str, line: str, marked: bool
) -> None:
    (tmp_path / "config.toml").write_text(line, encoding="utf-8")
    config = load({}, {"FEISHU_TUI_CONFIG_DIR": str(tmp_path), "FEISHU_TUI_LANG": lang})
    assert config.marks_holidays is marked
