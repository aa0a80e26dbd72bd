"""Stretches before the anchor: what is missing, and what a window leaves of what was known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from feishu_tui.model import Event, Occurrence
from feishu_tui.store import Store, Stored
from feishu_tui.store.windows import MARGIN
from tests.store.build import all_day, days, event, exception, fill, seconds, shown

ANCHOR = seconds("2026-01-01 00:00")
COMPLETE = ANCHOR + MARGIN
START, END = seconds("2025-03-01 00:00"), seconds("2025-04-01 00:00")
MARCH = days("2025-03-01", "2025-03-31")


def put(store: Store, *events: Event, view: Sequence[Occurrence] | None = None, at: float = 50.0) -> None:
    store.put_window("me", START, END, [Stored(each) for each in events], at, view=view)


def happening(given: Event) -> Occurrence:
    return Occurrence(given, given.start, given.end, given.original_time, recurring=given.is_exception)


def test_nothing_is_missing_before_the_first_pull_or_after_the_anchor(store: Store) -> None:
    assert store.missing_windows("me", START, END) == []
    fill(store, anchor=ANCHOR)
    assert store.missing_windows("me", COMPLETE, COMPLETE + 1) == []
    assert store.missing_windows("nobody", START, END) == []


def test_what_is_missing_ends_where_the_pull_is_complete(store: Store) -> None:
    fill(store, anchor=ANCHOR)
    assert store.missing_windows("me", COMPLETE - 10, COMPLETE + 10) == [(COMPLETE - 10, COMPLETE)]


def test_windows_leave_the_gaps_between_them(store: Store) -> None:
    fill(store, anchor=ANCHOR)
    for start, end, at in ((100, 200, 5.0), (150, 300, 50.0), (400, 500, 50.0)):
        store.put_window("me", start, end, [], at)
    assert store.missing_windows("me", 0, 600) == [(0, 100), (300, 400), (500, 600)]
    assert store.missing_windows("me", 0, 600, fresh_since=50.0) == [(0, 150), (300, 400), (500, 600)]
    assert store.missing_windows("me", 120, 300) == []
    assert store.missing_windows("team", 0, 600) == []


def test_a_window_replaces_what_was_known_of_it_and_nothing_else(store: Store) -> None:
    fill(store, anchor=ANCHOR)
    store.put_window("me", 0, START, [Stored(event("before", "2025-02-10 09:00"))], 1.0)
    put(store, event("gone", "2025-03-10 09:00"), all_day("kept", "2025-03-11"))
    put(store, all_day("kept", "2025-03-11", summary="renamed"))
    assert shown(store.occurrences(MARCH)) == [("renamed", "03-11")]
    assert shown(store.occurrences(days("2025-02-10"))) == [("before", "02-10 09:00")]


def test_what_the_pull_holds_comes_before_what_a_window_says(store: Store) -> None:
    series = event("s", "2025-01-01 09:00", recurrence="FREQ=WEEKLY")
    fill(store, series, event("long", "2025-03-10 09:00", 60 * 24 * 400), anchor=ANCHOR)
    put(
        store,
        replace(series, summary="older"),
        event("long", "2025-03-10 09:00", summary="older"),
        event("unknown series", "2025-03-03 12:00", recurrence="FREQ=DAILY;COUNT=1"),
    )
    titles = [title for title, _ in shown(store.occurrences(MARCH))]
    assert "older" not in titles
    assert titles.count("long") == 1
    assert "unknown series" in titles


def test_the_view_removes_ghosts_and_adds_what_lacks(store: Store) -> None:
    series = event("s", "2025-03-03 09:00", recurrence="FREQ=DAILY;COUNT=3")
    fill(store, series, anchor=ANCHOR)
    moved_in = exception(series, "2025-06-05 09:00", "2025-03-20 09:00", summary="moved in")
    single = event("only seen", "2025-03-15 12:00")
    regular = exception(series, "2025-03-03 09:00")
    put(store, view=[happening(each) for each in (regular, moved_in, single)])
    assert shown(store.occurrences(MARCH)) == [
        ("s", "03-03 09:00"),
        ("only seen", "03-15 12:00"),
        ("moved in", "03-20 09:00"),
    ]
    # Asked again, the server shows the series whole.
    put(store, view=[happening(exception(series, f"2025-03-0{day} 09:00")) for day in (3, 4, 5)])
    assert [start for _, start in shown(store.occurrences(MARCH))] == ["03-03 09:00", "03-04 09:00", "03-05 09:00"]


def test_a_view_is_believed_only_within_the_window(store: Store) -> None:
    series = event("s", "2025-02-27 09:00", recurrence="FREQ=DAILY;COUNT=5")
    fill(store, series, anchor=ANCHOR)
    put(store, view=[happening(event("next month", "2025-04-01 00:00"))])
    assert [start for _, start in shown(store.occurrences(days("2025-02-20", "2025-04-05")))] == [
        "02-27 09:00",
        "02-28 09:00",
    ]


def test_an_all_day_series_is_known_by_its_dates_whatever_its_numbers(store: Store) -> None:
    series = all_day("s", "2025-03-03", recurrence="FREQ=DAILY;COUNT=2")
    fill(store, series, anchor=ANCHOR)
    told = []
    for day in ("2025-03-03", "2025-03-04"):
        one = all_day("s", day)
        told.append(Occurrence(one, one.start, one.end, seconds(f"{day} 00:00"), recurring=True))
    put(store, view=told)
    assert shown(store.occurrences(MARCH)) == [("s", "03-03"), ("s", "03-04")]


def test_a_deleted_series_takes_its_past_exceptions_along(store: Store) -> None:
    series = event("s", "2025-01-01 09:00", recurrence="FREQ=YEARLY")
    fill(store, series, anchor=ANCHOR)
    put(store, exception(series, "2025-01-01 09:00", "2025-03-10 09:00"))
    assert len(store.occurrences(MARCH).occurrences) == 1
    store.apply("me", [Stored(replace(series, status="cancelled"))], "t2", 1.0)
    assert store.occurrences(MARCH).occurrences == []
