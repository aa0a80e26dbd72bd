"""The days held: no hole, growth at both ends, an end to growth through emptiness, and letting go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from feishu_tui.agenda import Day, Entry
from feishu_tui.ui.agenda_window import AT_ONCE, ENOUGH, FARTHEST, AgendaWindow
from tests.ui.events import TODAY, event, once


class Diary:
    """Gives days, a day's number of entries as told, and remembers what was asked."""

    def __init__(self, entries: Callable[[date], int]) -> None:
        self.entries = entries
        self.asked: list[tuple[date, date]] = []

    def __call__(self, first: date, last: date) -> list[Day]:
        self.asked.append((first, last))
        days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
        return [Day(day, (Entry(once(event()), 1, 1),) * self.entries(day)) for day in days]


def whole(window: AgendaWindow) -> bool:
    days = [day.date for day in window.days]
    return days == [days[0] + timedelta(days=offset) for offset in range(len(days))]


def test_holds_weeks_around_a_day() -> None:
    window = AgendaWindow(Diary(lambda _: 1))
    window.move_to(TODAY)
    assert window.first < TODAY < window.last
    assert (window.last - window.first).days <= 5 * 7
    assert whole(window)


def test_grows_at_both_ends_without_a_hole() -> None:
    window = AgendaWindow(Diary(lambda _: 1))
    window.move_to(TODAY)
    first, last = window.first, window.last
    assert window.grow_later()
    assert window.grow_earlier()
    assert window.first < first
    assert window.last > last
    assert whole(window)


def test_what_is_shown_first_takes_no_more_days_than_fill_it() -> None:
    diary = Diary(lambda _: 20)
    window = AgendaWindow(diary)
    window.open_at(TODAY)
    assert window.grow_later(1, drop=False)
    assert diary.asked == [(TODAY, TODAY + timedelta(days=1)), (TODAY + timedelta(days=2), TODAY + timedelta(days=2))]
    while window.read_on(TODAY):
        assert whole(window)
    assert window.first < TODAY < window.last


def test_a_long_journey_holds_no_more_than_a_short_one() -> None:
    window = AgendaWindow(Diary(lambda _: 10))
    window.move_to(TODAY)
    for _ in range(100):
        window.grow_later()
    assert len(window.days) * 10 <= 2 * ENOUGH + AT_ONCE * 10
    assert window.first > TODAY
    for _ in range(200):
        window.grow_earlier()
    assert len(window.days) * 10 <= 2 * ENOUGH + AT_ONCE * 10
    assert window.last < TODAY
    assert whole(window)


def test_what_was_just_found_stays_beside_enough_of_what_was_there() -> None:
    busy_from = TODAY + timedelta(days=60)
    window = AgendaWindow(Diary(lambda day: 50 if day >= busy_from else 5 if day < TODAY else 0))
    window.move_to(TODAY)
    for _ in range(12):
        assert window.grow_earlier(drop=False)
    assert window.grow_later()
    assert window.last >= busy_from
    here = [day for day in window.days if day.date <= TODAY + timedelta(days=10)]
    assert ENOUGH <= sum(len(day.entries) for day in here) < 2 * ENOUGH
    assert whole(window)


def test_reads_on_through_emptiness_to_the_next_event() -> None:
    far = TODAY + timedelta(days=200)
    window = AgendaWindow(Diary(lambda day: int(day == far)))
    window.move_to(TODAY)
    assert window.grow_later()
    assert window.holds(far)
    assert whole(window)


def test_gives_up_when_there_is_nothing_for_a_year_until_the_days_are_read_anew() -> None:
    diary = Diary(lambda _: 0)
    window = AgendaWindow(diary)
    window.move_to(TODAY)
    assert not window.grow_later()
    assert (window.last - TODAY).days >= FARTHEST
    asked = len(diary.asked)
    assert not window.grow_later()
    assert len(diary.asked) == asked
    window.reload(TODAY)
    window.grow_later()
    assert len(diary.asked) > asked + 1


def test_the_ends_of_the_calendar_hold() -> None:
    for edge in (date.min, date.max):
        window = AgendaWindow(Diary(lambda _: 1))
        window.move_to(edge)
        assert window.holds(edge)
        window.grow_later()
        window.grow_earlier()
        assert whole(window)


@pytest.mark.parametrize(("each_day", "days"), [(8, 57), (1, 125)], ids=["many a day", "few a day"])
def test_reading_anew_reads_no_more_than_is_wanted(each_day: int, days: int) -> None:
    diary = Diary(lambda _: each_day)
    window = AgendaWindow(diary)
    window.move_to(TODAY)
    for _ in range(8):
        assert window.grow_later(drop=False)
        assert window.grow_earlier(drop=False)
    window.reload(TODAY)
    first, last = diary.asked[-1]
    assert (last - first).days + 1 == days
    assert (window.first, window.last) == (first, last)
    assert whole(window)


def test_an_empty_calendar_read_anew_again_and_again_holds_no_more_and_no_more() -> None:
    window = AgendaWindow(Diary(lambda _: 0))
    window.move_to(TODAY)
    held = []
    for _ in range(5):
        window.grow_later()
        held.append(len(window.days))
        window.reload(TODAY)
        assert whole(window)
        assert window.holds(TODAY)
    assert held[-1] == held[1] <= FARTHEST + 8 * 28


def test_what_came_into_an_empty_calendar_leaves_only_a_good_stretch() -> None:
    busy: list[int] = []
    window = AgendaWindow(Diary(lambda _: len(busy)))
    window.move_to(TODAY)
    assert not window.grow_later()
    busy += [1] * 9
    window.reload(TODAY)
    assert len(window.days) <= 2 * 28


def test_what_is_worth_holding_is_read_a_little_at_a_time() -> None:
    diary = Diary(lambda _: 1)
    window = AgendaWindow(diary)
    window.move_to(TODAY)
    worth = window.reach(TODAY)
    while window.read_on(TODAY):
        assert whole(window)
    assert (window.first, window.last) == worth == window.reach(TODAY)
    assert all((last - first).days < 7 for first, last in diary.asked[1:])
    assert not window.read_on(window.last + timedelta(days=1))
