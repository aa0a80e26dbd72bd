"""Days over their hours as lines: what is drawn where, exactly, and at every width whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from feishu_tui.agenda import days
from feishu_tui.language import Language
from feishu_tui.model import Occurrence
from feishu_tui.text import width
from feishu_tui.ui.agenda_lines import AgendaLook, Spot
from feishu_tui.ui.grid_bars import bars
from feishu_tui.ui.grid_frame import GridFrame, columns_in
from feishu_tui.ui.grid_lines import Grid, blocks_of, grid_lines, spot_at
from feishu_tui.ui.line import Line, Piece, text_of
from tests.ui.events import BERLIN, EN, NOW, SHANGHAI, TEAM, TODAY, ZH, at, change_to, event, once
from tests.ui.titles import AWKWARD_TITLES

MONDAY = date(2026, 11, 16)


def grid_of(
    occurrences: Sequence[Occurrence],
    cells: int = 56,
    height: int = 12,
    count: int = 2,
    say: Language = EN,
    first: date = TODAY,
    chosen: Spot | None = None,
    top: int = 18,
    now: datetime = NOW,
    second: ZoneInfo | None = None,
) -> tuple[Grid, AgendaLook]:
    look = AgendaLook(cells, now, say, {TEAM.calendar_id: TEAM}, second=second)
    found = days(occurrences, first, first + timedelta(days=count - 1), SHANGHAI)
    picked = chosen or Spot(first)
    over = bars(found, max(height // 4, 1), picked)
    frame = GridFrame(cells, height, count, over.rows, top, second is not None)
    return Grid(found, [blocks_of(day, frame, picked, look) for day in found], over, frame, picked), look


def shown(*args: Any, **kwargs: Any) -> list[str]:
    return [text_of(line).rstrip() for line in grid_lines(*grid_of(*args, **kwargs))]


def named(name: str, **fields: Any) -> Occurrence:
    return once(event(event_id=f"{name}_0", summary=name, **fields))


def pieces_with(lines: Sequence[Line], text: str) -> list[Piece]:
    return [piece for line in lines for piece in line if text in piece.text]


def test_a_day_and_the_next() -> None:
    occurrences = [
        named("Offsite", start=TODAY, end=date(2026, 11, 24)),
        named("Stand-up", start=at(9, 30), end=at(10)),
        named("Design review", start=at(12), end=at(13, 30)),
        named("Lunch", start=at(12, 30), end=at(13)),
        named(
            "Early",
            start=at(7),
            end=at(8),
        ),
        named("Deploy", start=at(22), end=at(2, day=22)),
        named("Run", start=at(12, day=22), end=at(13, day=22)),
    ]
    assert shown(occurrences) == [
        " Nov   Sat 21 Nov · today  ↑1↓1 Sun 22 Nov · tomorrow ↑1",
        "      │▌Offsite                                        ▸",
        "09:00 │                        │",
        "      │▌Stand-up               │",
        "10:00 │                        │",
        "      │                        │",
        "11:07 │────────────────────────│",
        "      │                        │",
        "12:00 │▌Design    ⚠            │▌Run",
        "      │▌review     ▌Lunch     ⚠│▌12:00–13:00",
        "13:00 │▌12:00–13:30            │",
        "      │                        │",
    ]


def test_in_chinese() -> None:
    assert shown([named("评审", start=at(9), end=at(10))], height=5, say=ZH) == [
        " 11月  11月21日 周六 · 今天     11月22日 周日 · 明天",
        "09:00 │▌评审                   │",
        "      │▌09:00–10:00            │",
        "10:00 │                        │",
        "      │                        │",
    ]


def test_a_second_zone_has_its_hours_beside_the_others() -> None:
    lines = shown([], cells=62, height=8, second=BERLIN)
    assert [line[:13] for line in lines] == [
        " Nov  Berlin ",
        "09:00 02:00 │",
        "            │",
        "10:00 03:00 │",
        "            │",
        "11:07 04:07 │",
        "            │",
        "12:00 05:00 │",
    ]
    assert shown([], cells=40, height=8, second=BERLIN)[1].startswith("09 │")


def test_hours_show_what_is_above_and_below_them() -> None:
    occurrences = [named(f"e{hour}", start=at(hour), end=at(hour, 30)) for hour in (6, 7, 20, 21, 22)]
    assert shown(occurrences, cells=40)[0] == "    Sat 21 Nov   ↑2↓3 Sun 22 Nov"


def test_in_another_year_the_year_is_told() -> None:
    assert shown([], first=date(2031, 3, 4))[0].startswith(" 2031  Tue 4 Mar 2031")


@pytest.mark.parametrize(
    ("fields", "edge", "filled", "role"),
    [
        ({}, "▌", True, ""),
        ({"rsvp": "needs_action"}, "┆", False, ""),
        ({"rsvp": "tentative"}, "┆", False, ""),
        ({"status": "tentative"}, "┆", False, ""),
        ({"rsvp": "decline"}, "┆", False, "dim struck"),
        ({"status": "cancelled"}, "┆", False, "dim struck"),
        ({"start": at(9), "end": at(10)}, "▌", True, "past"),
        ({"start": at(11), "end": at(12)}, "▌", True, "running"),
    ],
)
def test_looks_tell_what_kind_it_is(fields: dict[str, Any], edge: str, filled: bool, role: str) -> None:
    lines = grid_lines(*grid_of([named("Review", **fields)]))
    [title] = pieces_with(lines, "Review")
    assert pieces_with(lines, edge)
    assert (title.fill == TEAM.color, title.role) == (filled, role)


def test_the_selected_one_has_another_edge_without_colours_too() -> None:
    chosen = Spot(TODAY, TEAM.calendar_id, "Review_0")
    lines = grid_lines(*grid_of([named("Review")], chosen=chosen, top=24))
    assert len(pieces_with(lines, "█")) == 2
    assert all("chosen" in piece.role for piece in pieces_with(lines, "Review"))


def test_bars_go_over_days_and_say_where_they_go_on() -> None:
    occurrences = [
        named("before", start=date(2026, 11, 14), end=date(2026, 11, 18)),
        named("within", start=date(2026, 11, 18), end=date(2026, 11, 20)),
        named("after", start=date(2026, 11, 22), end=date(2026, 11, 30)),
    ]
    assert shown(occurrences, cells=84, count=7, first=MONDAY)[1] == (
        "      │◂before              │▌within              │          │          │▌after    ▸"
    )


@pytest.mark.parametrize(("minutes", "expected"), [(60, ["█e4", "█+4"]), (30, ["█e4+4"])], ids=["two rows", "one"])
def test_a_stack_still_says_how_many_it_holds_while_one_of_them_is_selected(minutes: int, expected: list[str]) -> None:
    occurrences = [named(f"e{n}", start=at(14), end=at(14) + timedelta(minutes=minutes)) for n in range(7)]
    column = [f"{line:19}"[-5:].strip(" ⚠") for line in shown(occurrences, cells=19, count=1, top=28)[1:3]]
    assert column[0] == "┆+5"
    chosen = Spot(TODAY, TEAM.calendar_id, "e4_0")
    column = [
        f"{line:19}"[-5:].strip(" ⚠") for line in shown(occurrences, cells=19, count=1, top=28, chosen=chosen)[1:3]
    ]
    assert column[: len(expected)] == expected


def test_what_changed_is_marked_at_the_right_of_the_title() -> None:
    grid, look = grid_of([named("Review"), named("Offsite", start=TODAY, end=date(2026, 11, 22))], top=26)
    lines = grid_lines(grid, replace(look, news=change_to))
    marked = [text_of(line)[:31].strip() for line in lines if "✚" in text_of(line)]
    assert marked == ["│▌Offsite               ✚", "14:00 │▌Review                ✚"]


def test_a_long_title_leaves_room_for_what_stands_at_the_end_of_its_bar() -> None:
    long = named("Offsite with everybody", start=at(9, day=20), end=at(12, day=22), rsvp="needs_action")
    drawn = grid_lines(*grid_of([long], cells=24, count=2))
    assert {width(text_of(line)) for line in drawn} == {24}
    assert text_of(drawn[1]).rstrip() == "   │◂Offsite with eve… ?"


def test_what_has_no_row_among_the_bars_is_counted_but_the_selected_one_is_seen() -> None:
    occurrences = [named(f"b{n}", start=TODAY, end=date(2026, 11, 22)) for n in range(6)]
    assert [line[7:12].strip() for line in shown(occurrences)[1:4]] == ["▌b0", "▌b1", "+4"]
    picked = shown(occurrences, chosen=Spot(TODAY, TEAM.calendar_id, "b5_0"))
    assert [line[7:12].strip() for line in picked[1:4]] == ["▌b0", "▌b1", "█b5"]


def test_a_click_finds_what_is_drawn_there() -> None:
    grid, _ = grid_of([named("bar", start=TODAY, end=date(2026, 11, 23)), named("Run", start=at(12), end=at(13))])
    assert spot_at(grid, 0, 5) is None
    assert spot_at(grid, 10, 1) == Spot(TODAY, TEAM.calendar_id, "bar_0")
    assert spot_at(grid, 40, 1) == Spot(date(2026, 11, 22), TEAM.calendar_id, "bar_0")
    assert spot_at(grid, 10, 8) == Spot(TODAY, TEAM.calendar_id, "Run_0")
    assert spot_at(grid, 10, 4) == Spot(TODAY)
    assert spot_at(grid, 40, 8) == Spot(date(2026, 11, 22))


@pytest.mark.parametrize(("cells", "count"), [(30, 2), (40, 3), (60, 5), (80, 7), (92, 7), (160, 7)])
def test_as_many_days_as_fit(cells: int, count: int) -> None:
    assert columns_in(cells, 7, two_zones=False) == count
    assert columns_in(cells, 1, two_zones=False) == 1


@pytest.mark.parametrize("cells", [25, 40, 41, 47, 52, 63, 80, 93, 131])
@pytest.mark.parametrize("say", [EN, ZH], ids=["en", "zh"])
def test_every_line_is_exactly_as_wide_as_the_view(cells: int, say: Language) -> None:
    occurrences = [
        once(event(event_id=f"{n}_0", summary=title, start=at(9 + n), end=at(10 + n, 45)))
        for n, title in enumerate(AWKWARD_TITLES)
    ]
    occurrences += [
        once(event(event_id=f"bar{n}_0", summary=title, start=TODAY - timedelta(days=n), end=TODAY + timedelta(days=2)))
        for n, title in enumerate(AWKWARD_TITLES)
    ]
    for height in (9, 20, 60):
        count = columns_in(cells, 7, two_zones=False)
        lines = grid_lines(*grid_of(occurrences, cells, height, count, say, MONDAY if count > 5 else TODAY))
        assert len(lines) == height or height == 60
        assert {width(text_of(line)) for line in lines} == {cells}


def test_a_conflict_is_marked_on_both_in_narrow_lanes_too() -> None:
    pair = [named("Sprint planning", start=at(9), end=at(10)), named("Call", start=at(9), end=at(10))]
    [row] = [line for line in shown(pair, cells=57, count=4) if "Ca" in line]
    assert row.count(" ⚠") == 2
