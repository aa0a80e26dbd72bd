"""What has to hold of every rule: the slow ways agree, and spans fit together."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise, takewhile
from zoneinfo import ZoneInfo

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from feishu_tui.errors import TooManyOccurrences
from feishu_tui.model import Occurrence, Span, original_time_of
from feishu_tui.recurrence import expand, next_starts, originals
from feishu_tui.simulator.expand import resolve
from feishu_tui.simulator.expand import starts as simulated
from tests.recurrence import slow_path
from tests.recurrence.rules import STARTS, SUB_DAILY, ZONES, master, rules

OFTEN = max(1, int(os.environ.get("FEISHU_TUI_LONG_TESTS", "0")))
WIDTHS = {"SECONDLY": 600, "MINUTELY": 36_000, "HOURLY": 864_000}
"""Seconds of the spans that rules by the hour or less are looked at in; else five years."""


def width_of(rule: str) -> timedelta:
    """A span wide enough to hold something and narrow enough to count."""
    freq = rule.partition("=")[2].partition(";")[0]
    return timedelta(seconds=WIDTHS.get(freq, 5 * 366 * 86_400))


@st.composite
def ends(draw: st.DrawFn, start: datetime) -> str:
    """COUNT, UNTIL in each of its spellings, both, or neither."""
    until = start + timedelta(seconds=draw(st.integers(-86_400, 3 * 366 * 86_400)))
    spelled = draw(st.sampled_from(["%Y%m%dT%H%M%SZ", "%Y%m%dT%H%M%S", "%Y%m%d"]))
    count, bound = f";COUNT={draw(st.integers(1, 60))}", f";UNTIL={until:{spelled}}"
    return draw(st.sampled_from(["", count, bound, count + bound]))


@st.composite
def changes(draw: st.DrawFn, start: datetime) -> str:
    """EXDATE and RDATE lines near the start."""
    lines = ""
    for name in draw(st.lists(st.sampled_from(["EXDATE", "RDATE"]), max_size=2)):
        at = start + timedelta(days=draw(st.integers(-3, 60)))
        lines += f"\n{name}:{at:%Y%m%dT%H%M%S}" + draw(st.sampled_from(["", "Z"]))
    return lines


def in_order(occurrences: list[Occurrence]) -> None:
    keys = [occurrence.original_time for occurrence in occurrences]
    assert keys == sorted(set(keys))


@settings(max_examples=80 * OFTEN, deadline=None)
@given(rule=rules(), start=STARTS, later=st.integers(0, 3 * 366 * 86_400))
def test_the_slow_path_of_dateutil_agrees(rule: str, start: datetime, later: int) -> None:
    assume(slow_path.can_judge(rule))
    low = start + timedelta(seconds=later % (int(width_of(rule).total_seconds()) * 3))
    high = low + width_of(rule)
    series = master(rule, start, "UTC")
    try:
        found = expand(series, [], Span(low.replace(tzinfo=UTC), high.replace(tzinfo=UTC)))
    except TooManyOccurrences:
        assume(False)
    # dateutil searches to the year 9999 when nothing more comes, so it is asked only where something does.
    assume(next_starts(series, [], high.replace(tzinfo=UTC), 1))
    expected = [wall for wall in takewhile(lambda wall: wall < high, slow_path.walls(rule, start)) if wall >= low]
    starting = [
        occurrence.start
        for occurrence in found
        if occurrence.original_time >= original_time_of(low.replace(tzinfo=UTC))
    ]
    assert starting == [wall.replace(tzinfo=UTC) for wall in expected]


@settings(max_examples=100 * OFTEN, deadline=None)
@given(data=st.data(), start=STARTS, zone=st.sampled_from(ZONES), later=st.integers(0, 3 * 366))
def test_an_engine_that_shares_no_code_agrees(data: st.DataObject, start: datetime, zone: str, later: int) -> None:
    rule = data.draw(rules())
    freq = rule.partition("=")[2].partition(";")[0]
    text = rule + data.draw(ends(start)) + data.draw(changes(start))
    low = start + (timedelta(days=later) if freq not in SUB_DAILY else timedelta(0))
    high = low + width_of(rule)
    place = ZoneInfo(zone)
    series = master(text, start, zone)
    assume(resolve(start, place) == original_time_of(series.start))
    window = Span(low.replace(tzinfo=UTC), high.replace(tzinfo=UTC))
    try:
        found = originals(series, window)
    except TooManyOccurrences:
        assume(False)
    assert found == sorted(set(_simulated(text, start, window, place)))


def _simulated(text: str, start: datetime, window: Span, zone: ZoneInfo) -> Iterator[int]:
    """Original times strictly inside the window by the simulator's engine, asked about a day more on each side."""
    low = window.start.astimezone(zone).replace(tzinfo=None) - timedelta(days=1)
    high = window.end.astimezone(zone).replace(tzinfo=None) + timedelta(days=1)
    for wall in simulated(text, start, low, high, zone=zone):
        assert isinstance(wall, datetime)
        if window.start.timestamp() < (instant := resolve(wall, zone)) < window.end.timestamp():
            yield instant


@settings(max_examples=50 * OFTEN, deadline=None)
@given(data=st.data(), start=st.dates(date(1995, 1, 1), date(2024, 12, 31)), later=st.integers(0, 1500))
def test_an_engine_that_shares_no_code_agrees_on_whole_days(data: st.DataObject, start: date, later: int) -> None:
    midnight = datetime(start.year, start.month, start.day)
    text = data.draw(rules(("YEARLY", "MONTHLY", "WEEKLY", "DAILY")))
    text += data.draw(ends(midnight)) + data.draw(changes(midnight))
    first = start + timedelta(days=later)
    last = first + timedelta(days=700)
    found = expand(master(text, start), [], Span.of_days(first, last, ZoneInfo("America/New_York")))
    assert [occurrence.start for occurrence in found] == list(simulated(text, start, first, last + timedelta(days=1)))
    in_order(found)


@settings(max_examples=50 * OFTEN, deadline=None)
@given(data=st.data(), start=STARTS, zone=st.sampled_from(ZONES), cut=st.floats(0, 1), hours=st.integers(0, 100))
def test_spans_fit_together(data: st.DataObject, start: datetime, zone: str, cut: float, hours: int) -> None:
    rule = data.draw(rules())
    series = master(rule + data.draw(ends(start)), start, zone, timedelta(hours=hours))
    low = series.start
    assert isinstance(low, datetime)
    whole = Span(low.astimezone(UTC), low.astimezone(UTC) + width_of(rule))
    middle = whole.start + timedelta(seconds=int(cut * width_of(rule).total_seconds()))
    try:
        all_of_it = expand(series, [], whole)
        parts = [expand(series, [], Span(*edges)) for edges in pairwise((whole.start, middle, whole.end))]
    except TooManyOccurrences:
        assume(False)
    in_order(all_of_it)
    for occurrence in all_of_it:
        assert whole.overlaps(occurrence.start, occurrence.end)
        assert length(occurrence) == hours * 3600
    # What lies over the cut belongs to both sides.
    assert {occurrence.original_time for part in parts for occurrence in part} == {
        occurrence.original_time for occurrence in all_of_it
    }


def length(occurrence: Occurrence) -> float:
    """Real seconds."""
    assert isinstance(occurrence.start, datetime)
    assert isinstance(occurrence.end, datetime)
    return occurrence.end.timestamp() - occurrence.start.timestamp()
