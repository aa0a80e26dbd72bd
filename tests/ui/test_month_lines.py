"""The small month, line by line."""

from __future__ import annotations

from datetime import date

import pytest

from feishu_tui.language import Language
from feishu_tui.ui.line import Line, text_of, width_of
from feishu_tui.ui.month_lines import month_grid, month_lines, month_step_at
from tests.ui.events import EN, TODAY, ZH

BUSY = {date(2026, 11, 21): [0x3370FF, 0x34A853, 0xF5A623], date(2026, 11, 30): [0x34A853], date(2026, 12, 6): [1]}


def lines_of(selected: date, say: Language, *, width: int = 22, height: int = 8, week_start: int = 0) -> list[Line]:
    return month_lines(month_grid(selected, week_start, width, height), selected, TODAY, BUSY, say)


def roles(lines: list[Line], day: str) -> set[str]:
    return {piece.role for line in lines[2:] for piece in line if piece.text == day}


def test_a_month_has_six_weeks_of_numbers_and_marks() -> None:
    assert [text_of(line) for line in lines_of(date(2026, 11, 24), EN)] == [
        "November 2026     { }",
        "Mo Tu We Th Fr Sa Su",
        "26 27 28 29 30 31  1",
        " 2  3  4  5  6  7  8",
        " 9 10 11 12 13 14 15",
        "16 17 18 19 20 21∙22",
        "23 24 25 26 27 28 29",
        "30∙ 1  2  3  4  5  6∙",
    ]


def test_chinese_weekdays_stand_over_their_columns() -> None:
    lines = lines_of(date(2026, 11, 24), ZH)
    assert text_of(lines[0]) == "2026年11月        { }"
    assert text_of(lines[1]) == "一 二 三 四 五 六 日"


def test_weeks_begin_on_sunday_where_that_is_set() -> None:
    lines = lines_of(date(2026, 11, 24), EN, week_start=6)
    assert text_of(lines[1]) == "Su Mo Tu We Th Fr Sa"
    assert text_of(lines[2]) == " 1  2  3  4  5  6  7"


def test_more_room_gives_more_marks() -> None:
    assert text_of(lines_of(TODAY, EN, width=28)[5]) == "16  17  18  19  20  21∙ 22"
    assert text_of(lines_of(TODAY, EN, width=35)[5]) == "16   17   18   19   20   21∙∙ 22"


def test_marks_carry_the_colours_of_their_calendars() -> None:
    marks = [piece for line in lines_of(TODAY, EN, width=35) for piece in line if piece.text == "∙"]
    assert [mark.color for mark in marks] == [0x3370FF, 0x34A853, 0x34A853, 1]


def test_today_the_chosen_day_weekends_and_other_months_have_their_roles() -> None:
    lines = lines_of(date(2026, 11, 24), EN)
    assert roles(lines, "21") == {"today"}
    assert roles(lines, "24") == {"selected"}
    assert roles(lines, "28") == {"faint", "weekend"}
    assert roles(lines, "31") == {"faint"}
    assert roles(lines_of(TODAY, EN), "21") == {"today selected"}


@pytest.mark.parametrize(("selected", "first"), [(1, "26"), (12, " 2"), (24, "16"), (30, "16")])
def test_with_little_height_the_weeks_around_the_chosen_day_stay(selected: int, first: str) -> None:
    lines = lines_of(date(2026, 11, selected), EN, height=5)
    assert len(lines) == 5
    assert text_of(lines[2]).startswith(first)
    assert any("selected" in piece.role for line in lines for piece in line)


def test_a_place_in_the_grid_is_a_day() -> None:
    grid = month_grid(date(2026, 11, 24), 0, 22, 8)
    assert (grid.first, grid.last) == (date(2026, 10, 26), date(2026, 12, 6))
    assert grid.day_at(2, 0) == date(2026, 10, 26)
    assert grid.day_at(5, 16) == date(2026, 11, 21)
    assert [grid.day_at(*place) for place in ((0, 3), (1, 3), (8, 3), (5, 21), (5, -1))] == [None] * 5


def test_the_keys_beside_the_title_turn_the_month() -> None:
    grid = month_grid(TODAY, 0, 22, 8)
    title = text_of(lines_of(TODAY, EN)[0])
    assert month_step_at(grid, 0, title.index("{")) == -1
    assert month_step_at(grid, 0, title.index("}")) == 1
    assert [month_step_at(grid, 0, 2), month_step_at(grid, 0, 21), month_step_at(grid, 1, 18)] == [0, 0, 0]


@pytest.mark.parametrize("day", [date.min, date(1, 1, 31), date(9999, 12, 1), date.max])
@pytest.mark.parametrize("week_start", range(7))
@pytest.mark.parametrize("height", [1, 3, 8])
def test_the_first_and_last_days_there_are_can_be_shown(day: date, week_start: int, height: int) -> None:
    lines = lines_of(day, EN, week_start=week_start, height=height)
    assert any("selected" in piece.role for line in lines for piece in line)


@pytest.mark.parametrize("say", [EN, ZH])
def test_no_line_is_wider_than_asked(say: Language) -> None:
    for width in range(20, 81):
        assert all(width_of(line) <= width for line in lines_of(date(2026, 11, 24), say, width=width)), width
