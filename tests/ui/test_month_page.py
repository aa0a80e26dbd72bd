"""A month over the whole pane: its weeks, what has a line in a day's cell, and what is only counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from feishu_tui.agenda import days
from feishu_tui.language import Language
from feishu_tui.model import Occurrence
from feishu_tui.text import width
from feishu_tui.ui.agenda_lines import AgendaLook, Spot
from feishu_tui.ui.line import Line, text_of
from feishu_tui.ui.month_page import PageFrame, Week, spot_at, weeks, weeks_of
from feishu_tui.ui.month_page_lines import month_page_lines
from tests.ui.events import EN, NOW, SHANGHAI, TEAM, TODAY, ZH, at, change_to, event, once
from tests.ui.titles import AWKWARD_TITLES


def page_of(
    occurrences: Sequence[Occurrence], cells: int, height: int, chosen: Spot, week_start: int = 0
) -> tuple[list[Week], PageFrame]:
    first, last = weeks_of(chosen.day, week_start)
    found = days(occurrences, first, last, SHANGHAI)
    frame = PageFrame(cells, height, len(found) // 7)
    return weeks(found, frame, chosen), frame


def lines(
    occurrences: Sequence[Occurrence],
    cells: int = 77,
    height: int = 19,
    say: Language = EN,
    chosen: Spot | None = None,
    week_start: int = 0,
) -> list[Line]:
    picked = chosen or Spot(TODAY)
    look = AgendaLook(cells, NOW, say, {TEAM.calendar_id: TEAM})
    page, frame = page_of(occurrences, cells, height, picked, week_start)
    return month_page_lines(page, frame, picked.day, picked, look)


def shown(*args: Any, **kwargs: Any) -> list[str]:
    return [text_of(line).rstrip() for line in lines(*args, **kwargs)]


def named(name: str, **fields: Any) -> Occurrence:
    return once(event(event_id=f"{name}_0", summary=name, **fields))


def test_whole_weeks() -> None:
    assert weeks_of(TODAY, 0) == (date(2026, 10, 26), date(2026, 12, 6))
    assert weeks_of(TODAY, 6) == (date(2026, 11, 1), date(2026, 12, 5))
    assert weeks_of(date(2027, 2, 14), 0) == (date(2027, 2, 1), date(2027, 2, 28))


def test_a_month() -> None:
    occurrences = [
        named("Offsite", start=date(2026, 11, 20), end=date(2026, 11, 25)),
        named("Review"),
        *(named(f"e{n}", start=at(9 + n, day=26), end=at(10 + n, day=26)) for n in range(4)),
    ]
    assert shown(occurrences)[10:17] == [
        "─16 ───────┼17 ───────┼18 ───────┼19 ───────┼20 ───────┼21 ───────┼22 ───────",
        "           │          │          │          │▌Offsite                       ▸",
        "           │          │          │          │          │▌Review   │",
        "─23 ───────┼24 ───────┼25 ───────┼26 ──── +2┼27 ───────┼28 ───────┼29 ───────",
        " ◂Offsite             │          │▌e0       │          │          │",
        "           │          │          │▌e1       │          │          │",
        "─30 ───────┼1 Dec ────┼2 ────────┼3 ────────┼4 ────────┼5 ────────┼6 ────────",
    ]


def test_the_heading_names_the_month_where_there_is_room() -> None:
    assert shown([])[0] == f" November 2026{'week 47':>62}"
    assert shown([], say=ZH)[0].startswith(" 2026年11月")
    assert shown([], height=12)[0].split() == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert shown([], height=12, week_start=6)[0].split()[0] == "Sun"
    assert shown([], cells=40, height=12, say=ZH)[0].split() == list("一二三四五六日")
    assert shown([], chosen=Spot(date(2026, 11, 3)))[0].endswith("week 45")


def test_the_selected_event_is_seen_however_many_there_are() -> None:
    occurrences = [named(f"e{n}", start=at(9), end=at(10 + n)) for n in range(9)]
    chosen = Spot(TODAY, TEAM.calendar_id, "e4_0")
    assert any("█e4" in line for line in shown(occurrences, chosen=chosen))
    assert any("+7" in line for line in shown(occurrences, chosen=chosen))


@pytest.mark.parametrize(("bars", "height"), [(2, 19), (1, 13)])
def test_the_selected_event_is_seen_on_a_day_whose_lines_bars_would_take(bars: int, height: int) -> None:
    occurrences = [named(f"b{n}", start=TODAY, end=TODAY + timedelta(days=1)) for n in range(bars)] + [named("Review")]
    unseen = shown(occurrences, height=height)
    assert any(re.search("21 ─+ \\+1", line) for line in unseen)
    assert not any("Review" in line for line in unseen)
    chosen = Spot(TODAY, TEAM.calendar_id, "Review_0")
    assert any("█Review" in line for line in shown(occurrences, height=height, chosen=chosen))


def test_weeks_in_the_middle_of_the_month_have_the_lines_there_are_too_few_of() -> None:
    for height in range(7, 40):
        frame = PageFrame(77, height, 6)
        slots = [frame.slots(week) for week in range(6)]
        assert sum(slots) == height - frame.heading - 6
        assert max(slots) - min(slots) <= 1
        assert slots[0] == min(slots) <= slots[5] <= slots[3] == max(slots)


def test_where_no_title_fits_there_are_marks_and_then_numbers() -> None:
    occurrences = [named(f"e{n}", start=at(9), end=at(10)) for n in range(6)]
    marked = shown(occurrences, cells=40, height=13)
    assert sum(line.count("▌") for line in marked) == 5
    assert any("21 +1" in line for line in marked)
    counted = shown(occurrences, cells=40, height=7)
    assert len(counted) == 7
    assert any("21 +6" in line for line in counted)


@pytest.mark.parametrize(("say", "name"), [(EN, "Dec"), (ZH, "12月")])
def test_the_smallest_month_says_where_the_next_one_begins(say: Language, name: str) -> None:
    assert any(f"┼{name}" in line for line in shown([], cells=40, height=10, say=say))


@pytest.mark.parametrize(("cells", "expected"), [(77, "▌Review  ✚"), (126, "▌14:00 Review   ✚"), (28, "✚")])
def test_what_changed_is_marked(cells: int, expected: str) -> None:
    occurrence = named("Review", start=at(14, day=18), end=at(15, day=18))
    look = AgendaLook(cells, NOW, EN, {TEAM.calendar_id: TEAM}, news=change_to)
    page, frame = page_of([occurrence], cells, 19, Spot(TODAY))
    drawn = [text_of(line) for line in month_page_lines(page, frame, TODAY, Spot(TODAY), look)]
    assert any(expected in line for line in drawn), drawn


def test_days_of_other_months_are_faint_and_today_stands_out() -> None:
    roles = {piece.text: piece.role for line in lines([], chosen=Spot(date(2026, 11, 3))) for piece in line}
    assert (roles["21"], roles["1 Dec"], roles["26"], roles["17"], roles["15"]) == (
        "today",
        "faint",
        "strong",
        "strong",
        "weekend",
    )
    selected = [piece.role for line in lines([], chosen=Spot(date(2026, 11, 3))) for piece in line if piece.text == "3"]
    assert selected == ["strong selected", "faint"]


def test_a_click_finds_what_is_drawn_there() -> None:
    page, frame = page_of([named("Review")], 77, 19, Spot(TODAY))
    assert spot_at(page, frame, 60, 0) is None
    assert spot_at(page, frame, 60, 11) == Spot(TODAY, TEAM.calendar_id, "Review_0")
    assert spot_at(page, frame, 60, 12) == Spot(TODAY)
    assert spot_at(page, frame, 0, 10) == Spot(date(2026, 11, 16))
    assert spot_at(page, frame, 76, 18) == Spot(date(2026, 12, 6))


@pytest.mark.parametrize("cells", [39, 40, 46, 52, 60, 80, 91, 132])
@pytest.mark.parametrize("say", [EN, ZH], ids=["en", "zh"])
def test_every_line_is_exactly_as_wide_as_the_view(cells: int, say: Language) -> None:
    occurrences = [
        once(event(event_id=f"{n}_0", summary=title, start=at(9, day=1 + n), end=at(10, day=1 + n)))
        for n, title in enumerate(AWKWARD_TITLES)
    ]
    occurrences += [
        once(event(event_id=f"bar{n}_0", summary=title, start=TODAY - timedelta(days=n), end=TODAY + timedelta(days=n)))
        for n, title in enumerate(AWKWARD_TITLES, 1)
    ]
    for height in (7, 11, 22, 37, 58):
        found = lines(occurrences, cells, height, say)
        assert len(found) == height
        assert {width(text_of(line)) for line in found} == {cells}
