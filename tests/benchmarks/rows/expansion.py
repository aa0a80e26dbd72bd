"""A month of many series, beside ``rrule.between`` on each; and an old series beside a young one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from time import perf_counter

from dateutil.rrule import rrulestr

from feishu_tui.model import Event, Span
from feishu_tui.recurrence import expand
from tests.benchmarks.figures import Figure, in_turn, ratio
from tests.benchmarks.ground import Ground
from tests.benchmarks.office import RULES, ZONE

SERIES = 1_000
EACH = 200
"""How often one series is expanded, as that is too quick to be measured."""


def figures(ground: Ground) -> Iterator[Figure]:
    """Rows 12 and 13."""
    first = datetime(ground.today.year, ground.today.month, 1, tzinfo=ZONE)
    month = Span(first, first + timedelta(days=31))
    series = _series(first)
    rules = [rrulestr(one.recurrence, dtstart=_wall(one)) for one in series]
    begins, ends = month.start.replace(tzinfo=None), month.end.replace(tzinfo=None)

    def ours() -> float:
        return _timed(lambda: [expand(one, (), month) for one in series])

    def theirs() -> float:
        return _timed(lambda: [rule.between(begins, ends) for rule in rules])

    here, there = in_turn(3, ours, theirs)
    yield ratio("12", "a month of 1 000 series : rrule.between", 0.1, here, there)
    old, young = _daily(datetime(2005, 1, 3, 9, tzinfo=ZONE)), _daily(first - timedelta(days=30))
    since_2005, since_last = in_turn(9, lambda: _repeated(old, month), lambda: _repeated(young, month))
    yield ratio("13", "a daily series from 2005 : from last month", 1.5, since_2005, since_last)


def _series(now: datetime) -> Sequence[Event]:
    random = Random(7)
    texts, weights = [rule for rule, _ in RULES], [weight for _, weight in RULES]
    found = []
    for number in range(SERIES):
        start = (now - timedelta(days=int(7000 * random.random() ** 2) + 1)).replace(hour=9 + number % 9)
        rule = random.choices(texts, weights)[0]
        found.append(_event(start, rule, number))
    return found


def _daily(start: datetime) -> Event:
    return _event(start, "FREQ=DAILY", 0)


def _event(start: datetime, rule: str, number: int) -> Event:
    return Event("bench", f"series{number}_0", start, start + timedelta(minutes=30), recurrence=rule, timezone=ZONE.key)


def _wall(event: Event) -> datetime:
    assert isinstance(event.start, datetime)
    return event.start.replace(tzinfo=None)


def _repeated(event: Event, month: Span) -> float:
    return _timed(lambda: [expand(event, (), month) for _ in range(EACH)])


def _timed(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return (perf_counter() - begun) * 1000
