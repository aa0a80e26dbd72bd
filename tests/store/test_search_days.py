"""Searching by days and qualities; series as one row with their next date."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from feishu_tui.model import Meeting
from feishu_tui.query import parse
from feishu_tui.store.records import SearchCancelled, Stored
from feishu_tui.store.store import Store
from tests.store.build import NOW, SHANGHAI, all_day, apply, event, exception, fill, said
from tests.store.found import HERE, hits, marked, starts, titles


def test_a_series_is_one_row_with_its_next_date_and_how_many_are_left(store: Store) -> None:
    fill(
        store,
        event("endless", "2026-11-02 09:30", summary="series endless", recurrence="FREQ=DAILY"),
        event("running", "2026-11-20 10:30", summary="series running", recurrence="FREQ=DAILY;COUNT=5"),
        event("over", "2026-11-02 09:30", summary="series over", recurrence="FREQ=DAILY;COUNT=3"),
        event("later", "2027-03-01 09:30", summary="series later", recurrence="FREQ=WEEKLY;COUNT=4"),
        all_day("days", "2026-11-20", summary="series of days", recurrence="FREQ=DAILY"),
        event("odd", "2026-11-10 09:30", summary="series odd", recurrence="FREQ=NONSENSE"),
    )
    assert sorted(starts(store, "series")) == [
        ("series endless", "11-22 09:30", None),
        ("series later", "03-01 09:30", 4),
        ("series odd", "11-10 09:30", None),
        ("series of days", "11-21", None),
        ("series over", "11-04 09:30", 0),
        ("series running", "11-21 10:30", 4),
    ]
    assert [hit.distance for hit in hits(store, "running")] == [0.0]


def test_what_comes_next_of_a_series_changes_once_it_is_over(store: Store) -> None:
    fill(store, event("a", "2026-11-20 14:00", summary="Daily", recurrence="FREQ=DAILY;COUNT=3"))
    ends = HERE.replace(hour=15, minute=0, second=0, microsecond=0)
    seen = []
    for moment in (ends - timedelta(minutes=1), ends, ends + timedelta(days=1), ends - timedelta(days=1)):
        [hit] = hits(store, "daily", now=moment)
        seen.append((hit.occurrence.start.day, hit.times))
    assert seen == [(21, 2), (22, 1), (22, 0), (21, 2)]


def test_a_series_unfolds(store: Store) -> None:
    master = event("s", "2026-11-02 09:30", summary="Stand-up", recurrence="FREQ=DAILY;UNTIL=20261125T160000Z")
    fill(
        store,
        master,
        exception(master, "2026-11-23 09:30", "2026-11-23 11:00", summary="Moved"),
        exception(master, "2026-11-24 09:30", status="cancelled"),
    )

    def unfolded(text: str, now: datetime = HERE, count: int = 5) -> list[tuple[str, str]]:
        found = store.unfold("me", "s_0", parse(text, now.date()), now, count)
        return [(each.event.summary, said(each.start)) for each in found]

    coming = [("Stand-up", "11-22 09:30"), ("Moved", "11-23 11:00"), ("Stand-up", "11-25 09:30")]
    gone = [("Stand-up", "11-21 09:30"), ("Stand-up", "11-20 09:30")]
    assert unfolded("stand") == [*coming, *gone]
    assert unfolded("stand", count=2) == coming[:2]
    assert unfolded("stand before:11-20") == [("Stand-up", f"11-{day} 09:30") for day in (19, 18, 17, 16, 15)]
    assert unfolded("stand on:11-23") == coming[1:2]
    assert unfolded("stand on:11-24") == []
    assert unfolded("stand", datetime(2028, 1, 1, tzinfo=SHANGHAI), 1) == [("Stand-up", "11-25 09:30")]
    assert store.unfold("me", "nobody_0", parse("stand", HERE.date()), HERE) == []


def test_an_exception_goes_with_its_series_unless_only_it_fits(store: Store) -> None:
    master = event("s", "2026-11-02 09:30", summary="Stand-up", recurrence="FREQ=DAILY")
    fill(
        store,
        master,
        exception(master, "2026-11-25 09:30", "2026-11-25 11:00", summary="Stand-up with guests"),
        exception(master, "2026-11-26 09:30", status="cancelled"),
    )
    assert starts(store, "stand-up") == [("Stand-up", "11-22 09:30", None)]
    [guests] = hits(store, "guests")
    assert (guests.event.summary, said(guests.occurrence.start), guests.times) == (
        "Stand-up with guests",
        "11-25 11:00",
        1,
    )
    assert guests.occurrence.recurring
    assert not guests.is_series
    assert [said(hit.occurrence.start) for hit in hits(store, "is:exception stand")] == ["11-25 11:00"]
    assert [said(hit.occurrence.start) for hit in hits(store, "is:cancelled stand")] == ["11-26 09:30"]


def test_the_shown_occurrence_may_be_an_exception_of_another_title(store: Store) -> None:
    master = event("s", "2026-11-02 09:30", summary="Stand-up", recurrence="FREQ=DAILY")
    fill(store, master, exception(master, "2026-11-22 09:30", "2026-11-22 10:00", summary="Special"))
    [hit] = hits(store, "stand")
    assert (hit.event.summary, hit.occurrence.event.summary, said(hit.occurrence.start)) == (
        "Stand-up",
        "Special",
        "11-22 10:00",
    )
    assert marked(hit) == ["Stand"]


def test_days_are_those_of_the_display_zone(store: Store) -> None:
    fill(
        store,
        event("late", "2026-11-21 23:30", 60, summary="late"),
        event("next", "2026-11-22 00:00", summary="next"),
        all_day("day", "2026-11-21", 2, summary="days"),
        all_day("before", "2026-11-20", summary="day before"),
    )
    assert sorted(titles(store, "on:today")) == ["days", "late"]
    assert sorted(titles(store, "on:tomorrow")) == ["days", "late", "next"]
    assert sorted(titles(store, "before:today")) == ["day before"]
    assert sorted(titles(store, "after:tomorrow")) == ["days", "late", "next"]
    assert sorted(titles(store, "on:today", now=NOW.astimezone(UTC))) == ["days", "late", "next"]
    assert titles(store, "after:2026-11-30") == titles(store, "after:11-25 before:11-20") == []
    assert titles(store, "after:0001-01-01 before:9999-12-31 late") == ["late"]


def test_a_series_is_found_by_any_of_its_days(store: Store) -> None:
    fill(store, event("s", "2020-01-06 09:30", summary="weekly", recurrence="FREQ=WEEKLY"))
    assert starts(store, "weekly on:2026-12-07") == [("weekly", "12-07 09:30", 1)]
    assert starts(store, "weekly on:2026-12-08") == []
    assert starts(store, "weekly after:2026-11-01 before:2026-11-17") == [("weekly", "11-16 09:30", 3)]
    assert starts(store, "weekly before:2021-01-01") == [("weekly", "12-28 09:30", None)]
    assert starts(store, "weekly after:2030-01-01") == [("weekly", "01-07 09:30", None)]
    assert starts(store, "weekly before:2019-01-01") == []


def test_qualities(store: Store) -> None:
    fill(
        store,
        event("single", "2026-11-21 14:00"),
        event("series", "2026-11-02 08:00", recurrence="FREQ=DAILY"),
        all_day("allday", "2026-11-21"),
        event("maybe", "2026-11-23 14:00", status="tentative"),
        event("unsure", "2026-11-24 14:00", rsvp="tentative"),
        event("no", "2026-11-25 14:00", rsvp="decline"),
        event("open", "2026-11-26 14:00", rsvp="needs_action"),
        event("video", "2026-11-27 14:00", meeting=Meeting("vc", "https://vc.example.com/1")),
        event("link", "2026-11-28 14:00", meeting=Meeting("", "https://vc.example.com/1")),
        event("none", "2026-11-29 14:00", meeting=Meeting("no_meeting")),
    )
    for flag, expected in {
        "recurring": ["series"],
        "allday": ["allday"],
        "tentative": ["maybe", "unsure"],
        "declined": ["no"],
        "needs-reply": ["maybe", "open"],
        "video": ["link", "video"],
        "exception": [],
        "cancelled": [],
    }.items():
        assert sorted(titles(store, f"is:{flag}")) == expected, flag
    assert len(titles(store, "-is:recurring")) == 9
    assert titles(store, "is:video -is:video") == []
    assert titles(store, "is:video link") == ["link"]


def test_conflicts_are_those_of_ones_own_time(store: Store) -> None:
    fill(
        store,
        event("daily", "2026-11-02 09:30", recurrence="FREQ=DAILY"),
        event("over it", "2026-11-25 10:00"),
        event("free", "2026-11-25 15:00"),
        event("old", "2026-01-05 10:00", 30),
        event("older", "2026-01-05 10:15", 30),
    )
    fill(store, event("theirs", "2026-11-25 15:00", calendar="team"), calendar="team")
    assert sorted(starts(store, "is:conflict")) == [("daily", "11-25 09:30", 1), ("over it", "11-25 10:00", 1)]
    assert sorted(starts(store, "is:conflict on:11-25")) == [("daily", "11-25 09:30", 1), ("over it", "11-25 10:00", 1)]
    assert titles(store, "is:conflict over") == ["over it"]
    assert sorted(titles(store, "is:conflict before:2026-02-01")) == ["old", "older"]
    assert "free" in titles(store, "-is:conflict")
    assert "over it" not in titles(store, "-is:conflict")
    assert sorted(titles(store, "-is:conflict on:11-25")) == ["free", "theirs"]
    assert titles(store, "-is:conflict on:11-26") == ["daily"]


def test_conflicts_hold_for_copies_and_for_exceptions_of_series_without_any(store: Store) -> None:
    weekly = event("s", "2026-11-02 09:30", summary="weekly", recurrence="FREQ=WEEKLY")
    moved = exception(weekly, "2026-11-23 09:30", "2026-11-25 14:30", summary="moved")
    fill(store, weekly, moved, event("a", "2026-11-25 14:00", summary="copied"))
    fill(store, event("a", "2026-11-25 14:00", summary="copied", calendar="team"), calendar="team")
    assert sorted(starts(store, "is:conflict")) == [
        ("copied", "11-25 14:00", 1),
        ("copied", "11-25 14:00", 1),
        ("moved", "11-25 14:30", 1),
    ]
    assert {hit.occurrence.calendar_id for hit in hits(store, "is:conflict copied")} == {"me", "team"}
    assert titles(store, "-is:conflict") == ["weekly"]


def test_looking_for_conflicts_ends_at_once_when_nobody_waits(store: Store) -> None:
    fill(store, *(event(f"s{number}", "2026-11-02 09:30", recurrence="FREQ=DAILY") for number in range(9)))
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 5

    with pytest.raises(SearchCancelled):
        hits(store, "is:conflict", cancelled=cancelled)
    assert asked == 6


def test_a_title_that_looks_like_a_filter_is_found_by_itself(store: Store) -> None:
    for number, title in enumerate(['say "no" -now', "is:recurring is:hard", "Plan -B", "on:today", "cal:me only"]):
        apply(store, event(f"e{number}", "2027-03-03 14:00", summary=title))
        assert title in titles(store, title)


def test_what_the_server_found_is_kept_until_a_full_pull_lacks_it(store: Store) -> None:
    fill(store, event("known", "2026-11-21 14:00", summary="known review"))
    found = event("found", "2027-05-01 14:00", summary="found review")
    told = [Stored(event("known", "2026-11-21 14:00", summary="known review")), Stored(found)]
    assert store.put_found("me", told, NOW.timestamp()) == ["known_0", "found_0"]
    assert store.put_found("me", told, NOW.timestamp()) == ["known_0", "found_0"]
    assert titles(store, "review") == ["known review", "found review"]
    fill(store, event("known", "2026-11-21 14:00", summary="known review"))
    assert titles(store, "review") == ["known review"]
    assert store.put_found("nobody", told, NOW.timestamp()) == []
