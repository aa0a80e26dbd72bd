"""What is still to come of a series, and how the detail says it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from feishu_tui.model import Event, original_time_of
from feishu_tui.ui.line import text_of
from feishu_tui.ui.series_lines import series_lines
from feishu_tui.ui.series_outlook import Outlook, outlook
from tests.ui.events import BERLIN, EN, NOW, ZH, at, event, subject

DAY = timedelta(days=1)


def series(rule: str, **fields: Any) -> Event:
    return event(recurrence=rule, start=at(14, day=2), end=at(15, day=2), **fields)


def exception(master: Event, day: int, **fields: Any) -> Event:
    """What became of the occurrence on a day of November."""
    original = original_time_of(at(14, day=day))
    given = {"event_id": f"{master.uid}_{original}", "recurrence": "", "is_exception": True, "series_uid": master.uid}
    return replace(master, **{**given, "start": at(14, day=day), "end": at(15, day=day), **fields})


def found(master: Event, *exceptions: Event) -> Outlook:
    seen = outlook(master, exceptions, NOW)
    assert seen is not None
    return seen


def said(master: Event, *exceptions: Event, say: Any = EN, **fields: Any) -> list[str]:
    shown = subject(master, outlook=outlook(master, exceptions, NOW), say=say, **fields)
    return [text_of(line) for line in series_lines(shown, 60)]


def test_an_endless_series_has_a_next_and_no_last() -> None:
    seen = found(series("FREQ=WEEKLY"))
    assert (seen.endless, seen.last, seen.left) == (True, None, None)
    assert seen.next == tuple(at(14, day=23) + 7 * DAY * number for number in range(5))


def test_what_is_cancelled_or_moved_counts_as_it_is() -> None:
    master = series("FREQ=DAILY;COUNT=25")
    seen = found(
        master,
        exception(master, 10, summary="Other"),
        exception(master, 22, status="cancelled"),
        exception(master, 24, start=at(18, day=24), end=at(19, day=24)),
    )
    assert seen.last == at(14, day=26)
    assert (seen.left, seen.changed, seen.cancelled) == (5, 2, 1)
    assert seen.next == (at(14), at(14, day=23), at(18, day=24), at(14, day=25), at(14, day=26))


def test_a_rule_that_cannot_be_read_has_no_outlook() -> None:
    assert outlook(series("now and then"), (), NOW) is None


@pytest.mark.parametrize(
    ("rule", "known"),
    [
        ("FREQ=SECONDLY", Outlook(endless=True)),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", Outlook(endless=True)),
        ("FREQ=MINUTELY;COUNT=1000000000;BYMONTHDAY=31;BYMONTH=2", Outlook()),
    ],
)
def test_of_a_hostile_rule_only_what_is_cheap_is_told(rule: str, known: Outlook) -> None:
    assert replace(found(series(rule)), next=()) == known


def test_said_of_an_endless_series() -> None:
    assert said(series("FREQ=WEEKLY")) == [
        "↻ every week on Mon",
        "  never ends",
        "  next 23 Nov · 30 Nov · 7 Dec · 14 Dec · 21 Dec",
    ]


def test_said_of_one_that_ends() -> None:
    master = series("FREQ=DAILY;COUNT=25")
    lines = said(master, exception(master, 22, status="cancelled"), exception(master, 24, start=at(18, day=24)))
    assert lines[1:] == [
        "  the last on 26 Nov · 5 left · 1 changed · 1 cancelled",
        "  next 21 Nov · 23 Nov · 24 Nov 18:00 · 25 Nov · 26 Nov",
    ]


def test_said_of_one_that_is_over() -> None:
    assert said(series("FREQ=DAILY;COUNT=3"))[1:] == ["  over since 4 Nov"]


def test_said_in_chinese() -> None:
    assert said(series("FREQ=WEEKLY;UNTIL=20261210"), say=ZH)[1:] == [
        "  最后一次 12月7日 · 还有 3 次",
        "  下次 11月23日 · 11月30日 · 12月7日",
    ]


def test_whole_days_have_no_time() -> None:
    master = event(recurrence="FREQ=MONTHLY", start=date(2026, 11, 1), end=date(2026, 11, 2))
    assert said(master)[-2:] == ["  next 1 Dec · 1 Jan 2027 · 1 Feb 2027 · 1 Mar 2027", "  1 Apr 2027"]


def test_where_clocks_change_there_the_time_here_is_told() -> None:
    start = at(16, day=2).astimezone(BERLIN)
    master = event(
        recurrence="FREQ=MONTHLY;INTERVAL=4;COUNT=4",
        start=start,
        end=start + timedelta(hours=1),
        timezone="Europe/Berlin",
    )
    assert said(master)[-1] == "  next 2 Mar 2027 · 2 Jul 2027 15:00 · 2 Nov 2027"
