"""Rules written to search for ever end soon, by the steps they take, with a named error or a right answer."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime

import pytest

from feishu_tui.errors import TooManyOccurrences
from feishu_tui.model import Event, Moment, Span
from feishu_tui.recurrence import LIMIT, expand, last_start, next_starts, originals, remaining
from feishu_tui.recurrence.budget import Budget
from feishu_tui.recurrence.series import series_of
from tests.recurrence.rules import master, span

EVERY_TIME = "BYHOUR={};BYMINUTE={};BYSECOND={}".format(
    *(",".join(str(number) for number in range(most)) for most in (24, 60, 60))
)
HOSTILE = [
    "FREQ=SECONDLY",
    "FREQ=SECONDLY;COUNT=1000000000",
    "FREQ=SECONDLY;UNTIL=99991231T235959Z",
    "FREQ=MINUTELY",
    "FREQ=SECONDLY;INTERVAL=1000000000",
    "FREQ=DAILY;INTERVAL=999999999999999999",
    "FREQ=YEARLY;INTERVAL=1000000000",
    "FREQ=MONTHLY;INTERVAL=1000000000;COUNT=1000000000",
    "FREQ=DAILY;COUNT=1000000000",
    "FREQ=WEEKLY;BYDAY=MO,TU;COUNT=1000000000",
    "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=200",
    "FREQ=WEEKLY;BYSETPOS=366;COUNT=1000000000",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31;COUNT=1000000000",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31;COUNT=10",
    "FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3",
    "FREQ=SECONDLY;BYYEARDAY=366",
    "FREQ=SECONDLY;BYYEARDAY=366;COUNT=1000000000",
    "FREQ=SECONDLY;INTERVAL=7;BYSECOND=3;COUNT=1000000000",
    "FREQ=SECONDLY;INTERVAL=60;BYSECOND=3",
    "FREQ=SECONDLY;INTERVAL=86399;BYHOUR=1,2,3;BYMINUTE=5,6,7;COUNT=100000000",
    "FREQ=SECONDLY;INTERVAL=90000;BYHOUR=3;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=MINUTELY;INTERVAL=1439;BYHOUR=3;BYDAY=MO;BYMONTH=2;BYMONTHDAY=30;COUNT=7",
    "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6;COUNT=3",
    f"FREQ=DAILY;{EVERY_TIME}",
    f"FREQ=DAILY;{EVERY_TIME};BYSETPOS=7",
    f"FREQ=YEARLY;{EVERY_TIME};BYDAY=MO,TU,WE;BYSETPOS=-1",
    "FREQ=DAILY;UNTIL=00010101T000000Z",
]
MOST_CALLS = 500_000
"""Calls and returns; most take less than a tenth of a microsecond."""
NOVEMBER = span("2026-11-01", "2026-11-30")


@contextmanager
def counting_calls() -> Iterator[list[int]]:
    """Counts every call made inside, Python's and C's: steps, whatever the machine; the list's one item."""
    calls = [0]

    def count(*_: object) -> None:
        calls[0] += 1

    sys.setprofile(count)
    try:
        yield calls
    finally:
        sys.setprofile(None)


def questions(rule: str, start: Moment, window: Span) -> list[Callable[[], object]]:
    """Everything that can be asked of a series."""
    series = master(rule, start)
    return [
        lambda: expand(series, [], window),
        lambda: originals(series, window),
        lambda: next_starts(series, [], window.start, 3),
        lambda: remaining(series, window.start),
        lambda: last_start(series),
    ]


@pytest.mark.parametrize("rule", HOSTILE, ids=lambda rule: rule[:60])
def test_every_question_is_answered_within_so_many_steps(rule: str) -> None:
    for question in questions(rule, datetime(2005, 1, 5, 9), NOVEMBER):
        with counting_calls() as calls, suppress(TooManyOccurrences):
            question()
        assert calls[0] < MOST_CALLS


@pytest.mark.parametrize("window", [span("0005-01-01", "9990-12-31"), span("9998-12-01", "9999-01-31")], ids=str)
@pytest.mark.parametrize("start", [datetime(2, 1, 10, 9), datetime(9998, 12, 20, 9), date(2005, 1, 5)], ids=str)
def test_the_ends_of_time_are_no_cliff(start: Moment, window: Span) -> None:
    for rule in HOSTILE[::3]:
        for question in questions(rule, start, window):
            with suppress(TooManyOccurrences):
                question()


def steps(series: Event, window: Span) -> int:
    """Steps spent until the answer."""
    budget = Budget()
    deque(series_of(series).between(int(window.start.timestamp()), int(window.end.timestamp()), budget), maxlen=0)
    return budget.spent


@pytest.mark.parametrize(
    "rule",
    ["FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=SECONDLY;COUNT=1000000000", f"FREQ=DAILY;{EVERY_TIME}"],
    ids=lambda rule: rule[:40],
)
def test_too_many_is_said_not_shown(rule: str) -> None:
    with pytest.raises(TooManyOccurrences):
        expand(master(rule, datetime(2005, 1, 5, 9)), [], NOVEMBER)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=200",
        "FREQ=SECONDLY;INTERVAL=60;BYSECOND=3",
        "FREQ=SECONDLY;BYYEARDAY=366",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31;COUNT=10",
    ],
)
def test_nothing_is_said_where_it_is_certain(rule: str) -> None:
    assert expand(master(rule, datetime(2005, 1, 5, 9)), [], NOVEMBER) == []


def test_as_many_as_the_limit_are_shown() -> None:
    series = master(f"FREQ=MINUTELY;COUNT={LIMIT}", datetime(2026, 11, 2))
    assert len(expand(series, [], NOVEMBER)) == LIMIT
    with pytest.raises(TooManyOccurrences):
        expand(master(f"FREQ=MINUTELY;COUNT={LIMIT + 1}", datetime(2026, 11, 2)), [], NOVEMBER)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=DAILY;BYDAY=MO,TU",
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;BYSETPOS=1",
        "FREQ=MONTHLY;BYDAY=-1FR",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=YEARLY",
        "FREQ=YEARLY;BYDAY=20MO",
        "FREQ=YEARLY;BYWEEKNO=47;BYDAY=WE",
        "FREQ=YEARLY;BYDAY=MO,TU;BYSETPOS=-10",
        "FREQ=HOURLY;INTERVAL=5",
        "FREQ=MINUTELY;INTERVAL=30;BYHOUR=9,10",
        "FREQ=DAILY;COUNT=9000",
    ],
)
def test_the_cost_follows_the_span_not_the_age(rule: str) -> None:
    old = steps(master(rule, datetime(1975, 1, 6, 9)), NOVEMBER)
    young = steps(master(rule, datetime(2026, 10, 5, 9)), NOVEMBER)
    assert old <= young * 1.5 + 5


def test_what_was_counted_once_is_not_counted_again() -> None:
    series = master("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=9000;WKST=TU", datetime(1995, 1, 6, 9))
    assert steps(series, NOVEMBER) > 2 * steps(series, NOVEMBER)
