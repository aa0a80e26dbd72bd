"""Holidays and worked weekends in every view of the days."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from feishu_tui.agenda import days
from feishu_tui.dates import DaysOff
from feishu_tui.ui.agenda_lines import AgendaLook, Spot, agenda_rows
from feishu_tui.ui.grid_bars import bars
from feishu_tui.ui.grid_frame import GridFrame
from feishu_tui.ui.grid_lines import Grid, blocks_of, grid_lines
from feishu_tui.ui.line import text_of, width_of
from feishu_tui.ui.month_lines import month_grid, month_lines
from feishu_tui.ui.month_page import PageFrame, weeks, weeks_of
from feishu_tui.ui.month_page_lines import month_page_lines
from tests.ui.events import EN, SHANGHAI, ZH

CHINA = DaysOff(china=True)
TODAY = date(2026, 10, 7)


def look(cells: int, say=ZH) -> AgendaLook:
    return AgendaLook(cells, datetime(2026, 10, 7, 11, 7, tzinfo=SHANGHAI), say, {}, days_off=CHINA)


def test_the_headings_of_the_agenda() -> None:
    week = days([], TODAY, TODAY, SHANGHAI)
    assert text_of(agenda_rows(week, None, look(60))[0].line).startswith(" 10月7日 周三 休 · 今天")
    assert text_of(agenda_rows(week, None, look(60, EN))[0].line).startswith(" Wed 7 Oct holiday · today")


def test_the_headings_of_the_week() -> None:
    found = days([], TODAY, TODAY + timedelta(days=3), SHANGHAI)
    for cells, heading in ((70, "周三 7 休"), (30, "7 休")):
        frame = GridFrame(cells, 12, 4, 0, 18, False)
        grid = Grid(
            found,
            [blocks_of(day, frame, Spot(TODAY), look(cells)) for day in found],
            bars(found, 3, Spot(TODAY)),
            frame,
            Spot(TODAY),
        )
        first = grid_lines(grid, look(cells))[0]
        assert heading in text_of(first)
        assert "10 班" in text_of(first)
        assert width_of(first) <= cells


def test_the_days_of_a_month() -> None:
    for cells in (77, 40, 28):
        first, last = weeks_of(TODAY, 0)
        found = days([], first, last, SHANGHAI)
        frame = PageFrame(cells, 19, len(found) // 7)
        page = month_page_lines(weeks(found, frame, Spot(TODAY)), frame, TODAY, Spot(TODAY), look(cells))
        text = "".join(map(text_of, page))
        assert ("10 班" in text, "8 休" in text) == (cells > 28, False)
        assert all(width_of(line) <= cells for line in page)


def test_a_small_month_shows_holidays_as_it_does_weekends() -> None:
    grid = month_grid(TODAY, 0, 28, 8)
    second = month_lines(grid, TODAY, TODAY, {}, ZH, CHINA)[3]
    roles = {piece.text.strip(): piece.role for piece in second if piece.text.strip().isdigit()}
    assert (roles["5"], roles["8"], roles["10"], roles["11"]) == ("weekend", "", "", "weekend")
