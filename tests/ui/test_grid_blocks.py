"""Timed events as blocks: their rows, their lanes, days with clocks that jump, and far too many of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from feishu_tui.agenda import Day, days
from feishu_tui.model import Occurrence
from feishu_tui.ui.agenda_lines import Spot
from feishu_tui.ui.grid_blocks import Block, blocks, is_bar, minutes_of
from tests.ui.events import BERLIN, SHANGHAI, TEAM, TODAY, at, event, once

KIRITIMATI = ZoneInfo("Pacific/Kiritimati")


def timed(name: str, start: datetime, end: datetime) -> Occurrence:
    return once(event(event_id=f"{name}_0", summary=name, start=start, end=end))


def day_of(occurrences: Sequence[Occurrence], day: date = TODAY, zone: ZoneInfo = SHANGHAI) -> Day:
    return days(occurrences, day, day, zone)[0]


def placed(day: Day, minutes: int = 30, most: int = 4, chosen: str = "", zone: ZoneInfo = SHANGHAI) -> list[Block]:
    return blocks(
        day, zone, minutes, most, Spot(day.date, TEAM.calendar_id, f"{chosen}_0") if chosen else Spot(day.date)
    )


def rows(found: Sequence[Block]) -> dict[str, tuple[int, int]]:
    return {block.entries[0].occurrence.event.summary: (block.top, block.bottom) for block in found}


def test_rows_are_in_proportion_to_time() -> None:
    day = day_of([timed("a", at(9), at(10)), timed("b", at(13), at(16, 30))])
    assert rows(placed(day)) == {"a": (18, 20), "b": (26, 33)}
    assert rows(placed(day, minutes=15)) == {"a": (36, 40), "b": (52, 66)}


def test_what_is_short_or_has_no_length_keeps_a_row() -> None:
    day = day_of([timed("a", at(9), at(9, 5)), timed("b", at(12), at(12)), timed("c", at(23, 55), at(23, 59))])
    assert rows(placed(day)) == {"a": (18, 19), "b": (24, 25), "c": (47, 48)}


def test_times_between_rows_go_to_the_nearest_and_neighbours_do_not_collide() -> None:
    day = day_of([timed("a", at(10), at(10, 45)), timed("b", at(10, 45), at(11, 30))])
    assert [(block.top, block.bottom, block.lanes) for block in placed(day)] == [(20, 22, 1), (22, 23, 1)]


def test_overlapping_ones_stand_side_by_side_and_take_the_room_there_is() -> None:
    day = day_of(
        [
            timed("a", at(9), at(12)),
            timed("b", at(9), at(10)),
            timed("c", at(9, 30), at(10)),
            timed("d", at(11), at(12)),
        ]
    )
    found = {block.entries[0].occurrence.event.summary: block for block in placed(day)}
    assert [(found[name].lane, found[name].span) for name in "abcd"] == [(0, 1), (1, 1), (2, 1), (1, 2)]
    assert {block.lanes for block in found.values()} == {3}


def test_two_short_ones_in_one_row_stand_side_by_side() -> None:
    day = day_of([timed("a", at(10), at(10, 10)), timed("b", at(10, 10), at(10, 14))])
    assert [(block.top, block.lane, block.lanes) for block in placed(day)] == [(20, 0, 2), (20, 1, 2)]


def test_over_midnight_it_goes_on_at_the_top_of_the_next_day() -> None:
    deploy = timed("a", at(22), at(2, day=22))
    assert rows(placed(day_of([deploy]))) == {"a": (44, 48)}
    assert rows(placed(day_of([deploy], date(2026, 11, 22)))) == {"a": (0, 4)}
    until_midnight = timed("b", at(23), at(0, day=22))
    assert rows(placed(day_of([until_midnight]))) == {"b": (46, 48)}
    assert placed(day_of([until_midnight], date(2026, 11, 22))) == []


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (datetime(2026, 3, 29, 1, 30), datetime(2026, 3, 29, 3, 30), (90, 210)),
        (datetime(2026, 10, 25, 1, 30), datetime(2026, 10, 25, 3, 30), (90, 210)),
        (datetime(2026, 10, 25, 2, 45), datetime(2026, 10, 25, 2, 15, fold=1), (165, 135)),
    ],
    ids=["23 hours", "25 hours", "ends before it begins on the wall"],
)
def test_days_of_23_and_25_hours_go_by_the_wall(start: datetime, end: datetime, expected: tuple[int, int]) -> None:
    day = day_of([timed("a", start.replace(tzinfo=BERLIN), end.replace(tzinfo=BERLIN))], start.date(), BERLIN)
    assert minutes_of(day.entries[0], BERLIN) == expected
    [block] = placed(day, zone=BERLIN)
    assert 0 <= block.top < block.bottom <= 48


def test_far_away_it_stands_where_the_clock_there_stands() -> None:
    one = timed("a", at(14), at(15))
    assert rows(placed(day_of([one], TODAY, KIRITIMATI), zone=KIRITIMATI)) == {"a": (40, 42)}


def test_a_day_and_more_is_a_bar_and_no_block() -> None:
    long = timed("a", at(9), at(9, day=22))
    assert is_bar(long)
    assert not is_bar(timed("b", at(9), at(8, 59, day=22)))
    assert is_bar(once(event(event_id="c_0", start=TODAY, end=TODAY + timedelta(days=1))))
    assert placed(day_of([long])) == []


def test_five_hundred_in_a_day_never_lie_on_one_another() -> None:
    many = [
        timed(f"e{n}", at(n % 23, n * 7 % 60), at(n % 23, n * 7 % 60) + timedelta(minutes=5 + n % 90))
        for n in range(500)
    ]
    day = day_of(many)
    found = placed(day, most=3)
    assert {entry.occurrence.instance_id for block in found for entry in block.entries} == {
        f"e{n}_0" for n in range(500)
    }
    cells = [
        (row, lane)
        for block in found
        for row in range(block.top, block.bottom)
        for lane in range(block.lane, block.lane + block.span)
    ]
    assert len(cells) == len(set(cells))
    assert all(0 <= lane < 3 for _, lane in cells)


def test_the_chosen_one_comes_out_of_a_stack() -> None:
    many = [timed(f"e{n}", at(9), at(11)) for n in range(6)]
    found = placed(day_of(many), most=3, chosen="e5")
    assert [len(block.entries) for block in found] == [1, 1, 1]
    assert found[-1].entries[0].occurrence.instance_id == "e5_0"
