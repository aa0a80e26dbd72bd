"""Many series in one question cost no more than a few costly ones, and what is ordinary is always worked out."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

import pytest

from feishu_tui.errors import TooManyOccurrences
from feishu_tui.model import Span
from feishu_tui.recurrence import Shared, expand, last_start, next_starts, remaining
from feishu_tui.recurrence.budget import OWN_A_DAY, OWN_OCCURRENCES, SHARED_OCCURRENCES
from tests.recurrence.rules import master, span
from tests.recurrence.test_bounds import counting_calls

COSTLY = [
    "FREQ=MINUTELY",
    "FREQ=SECONDLY",
    "FREQ=SECONDLY;BYHOUR=9",
    "FREQ=SECONDLY;BYSETPOS=-1;BYMINUTE=5",
    "FREQ=MINUTELY;INTERVAL=2",
    "FREQ=MINUTELY;BYDAY=SA;BYHOUR=9,10,11",
    "FREQ=SECONDLY;COUNT=2147483647;BYHOUR=3",
    "FREQ=HOURLY;BYMINUTE=0,10,20,30,40,50",
]
ORDINARY = {
    "FREQ=DAILY": 30,
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR": 21,
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=2000": 21,
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1": 1,
    "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=21": 1,
    "FREQ=HOURLY;INTERVAL=2": 361,
}
MOST_CALLS = 10_000 * len(COSTLY)
DAY, MONTH = span("2026-11-21", "2026-11-21"), span("2026-11-01", "2026-11-30")


def spend(shared: Shared, window: Span, times: int) -> int:
    """Expand costly series, each rule so many times; how many occurrences came of it."""
    found = 0
    for number in range(times * len(COSTLY)):
        series = master(COSTLY[number % len(COSTLY)], datetime(1980, 1, 1, 0, number // 60, number % 60))
        with suppress(TooManyOccurrences):
            found += len(expand(series, [], window, shared))
    return found


@pytest.mark.parametrize("window", [DAY, MONTH], ids=["day", "month"])
def test_many_costly_series_give_and_cost_little_more_than_their_own(window: Span) -> None:
    shared = Shared()
    spend(shared, window, 6)
    days = (window.end - window.start).days + 1
    with counting_calls() as calls:
        found = spend(shared, window, 1)
    assert found <= len(COSTLY) * (OWN_OCCURRENCES + days * OWN_A_DAY)
    assert calls[0] < MOST_CALLS


def test_all_together_give_no_more_than_what_is_shared_and_their_own() -> None:
    own = OWN_OCCURRENCES + 2 * OWN_A_DAY
    assert spend(Shared(), DAY, 5) <= SHARED_OCCURRENCES + 5 * len(COSTLY) * own


def test_ordinary_series_are_worked_out_whatever_came_before() -> None:
    shared = Shared()
    spend(shared, MONTH, 6)
    with pytest.raises(TooManyOccurrences):
        expand(master("FREQ=MINUTELY", datetime(2026, 11, 2)), [], DAY, shared)
    for number in range(10):
        for rule, times in ORDINARY.items():
            found = expand(master(rule, datetime(2021, 11, 1, 9, 1 + number)), [], MONTH, shared)
            assert len(found) == times, rule


@pytest.mark.parametrize("rule", ["FREQ=MINUTELY", "FREQ=SECONDLY;BYHOUR=9"])
def test_one_costly_series_alone_is_not_cut_short(rule: str) -> None:
    expected = expand(master(rule, datetime(2005, 1, 5, 9)), [], DAY)
    shared = Shared()
    for number in range(100):
        expand(master("FREQ=DAILY", datetime(2021, 11, 1, 9, number % 60)), [], MONTH, shared)
    assert expand(master(rule, datetime(2005, 1, 5, 9)), [], DAY, shared) == expected


def test_what_is_still_to_come_costs_little_among_many_and_is_known_of_ordinary_series() -> None:
    shared = Shared()
    never = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"
    for number in range(6):
        next_starts(master(never, datetime(1980, 1, 1, 0, number)), [], DAY.start, 1, shared)
    with counting_calls() as calls:
        next_starts(master(never, datetime(1980, 1, 1, 1)), [], DAY.start, 1, shared)
    assert calls[0] < 60_000
    ordinary = master("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=1000", datetime(2026, 11, 2, 9))
    assert next_starts(ordinary, [], DAY.start, 1, shared) == next_starts(ordinary, [], DAY.start, 1)
    assert remaining(ordinary, DAY.start, shared) == 985
    assert last_start(ordinary, shared) == last_start(ordinary)
