"""What pulls changed: told from one pull to the next, kept until seen, the same for every program on the cache."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from feishu_tui.model import Place
from feishu_tui.store import Store, Stored
from feishu_tui.store.changes import KEPT_SECONDS, MOST, Change
from tests.store.build import ME, NOW, TEAM, all_day, apply, at, clock, event, exception, fill, said

LUNCH = event("lunch", "2026-11-23 12:00")
WEEKLY = event("weekly", "2026-11-02 09:00", recurrence="FREQ=WEEKLY", summary="Weekly", place=Place("F3"))


def told(change: Change) -> tuple[str, ...]:
    """Title, kinds, and from when to when, of a change."""
    times = [said(each.start) if each else "-" for each in (change.before, change.after)]
    return change.latest.summary, *change.kinds, *times


def changes(store: Store, *, unseen_only: bool = False) -> list[tuple[str, ...]]:
    return [told(change) for change in store.changes(unseen_only=unseen_only)]


def test_a_first_pull_changes_nothing(store: Store) -> None:
    fill(store, LUNCH, WEEKLY)
    assert changes(store) == []


def test_a_first_pull_that_had_to_begin_again_changes_nothing(store: Store) -> None:
    store.begin_full("me", 1).put([Stored(LUNCH)])
    fill(store, WEEKLY)
    assert changes(store) == []


def test_each_kind_of_change_is_told(store: Store) -> None:
    fill(store, LUNCH, WEEKLY, event("gone", "2026-11-24 10:00"), all_day("fair", "2026-11-25"))
    apply(store, replace(LUNCH, start=at("2026-11-23 13:00"), end=at("2026-11-23 14:00"), summary="Late lunch"))
    apply(store, replace(WEEKLY, recurrence="FREQ=WEEKLY;INTERVAL=2", place=Place("F4")))
    apply(store, event("gone", "2026-11-24 10:00", status="cancelled", summary=""))
    apply(store, event("fresh", "2026-11-26 10:00"), all_day("fair", "2026-11-26"))
    assert changes(store) == [
        ("fair", "moved", "11-25", "11-26"),
        ("fresh", "new", "-", "11-26 10:00"),
        ("gone", "cancelled", "11-24 10:00", "-"),
        ("Weekly", "place", "rule", "11-02 09:00", "11-02 09:00"),
        ("Late lunch", "moved", "renamed", "11-23 12:00", "11-23 13:00"),
    ]


def test_what_nobody_sees_is_no_change(store: Store) -> None:
    fill(store, LUNCH)
    apply(store, replace(LUNCH, description="Bring a spoon.", rsvp="accept"))
    assert changes(store) == []


def test_what_is_over_is_no_news(store: Store) -> None:
    past = event("past", "2026-11-18 10:00")
    fill(store, past, event("ended", "2026-01-05 10:00", recurrence="FREQ=DAILY;COUNT=3"))
    apply(store, replace(past, summary="retitled"), event("other", "2026-11-01 10:00"))
    apply(store, event("ended", "2026-01-05 11:00", recurrence="FREQ=DAILY;COUNT=3"))
    assert changes(store) == []
    apply(store, replace(past, start=at("2026-11-28 10:00"), end=at("2026-11-28 11:00")))
    assert changes(store) == [("past", "moved", "renamed", "11-18 10:00", "11-28 10:00")]


def test_one_time_of_a_series_is_held_against_what_the_series_meant(store: Store) -> None:
    fill(store, WEEKLY)
    apply(store, exception(WEEKLY, "2026-11-23 09:00", "2026-11-24 15:00", place=Place("F3")))
    apply(store, exception(WEEKLY, "2026-11-30 09:00", status="cancelled"))
    apply(store, exception(WEEKLY, "2026-12-07 09:00", description="only a remark", place=Place("F3")))
    assert changes(store) == [
        ("Weekly", "cancelled", "11-30 09:00", "-"),
        ("Weekly", "moved", "11-23 09:00", "11-24 15:00"),
    ]
    assert [change.is_occurrence for change in store.changes()] == [True, True]
    assert [change.is_series for change in store.changes()] == [False, False]


def test_a_cancelled_series_is_one_change(store: Store) -> None:
    fill(store, WEEKLY, exception(WEEKLY, "2026-11-23 09:00", "2026-11-24 15:00"))
    apply(store, replace(WEEKLY, status="cancelled"))
    assert changes(store) == [("Weekly", "cancelled", "11-02 09:00", "-")]


def test_a_new_series_is_one_change(store: Store) -> None:
    fill(store, LUNCH)
    apply(store, WEEKLY, exception(WEEKLY, "2026-11-23 09:00", "2026-11-24 15:00"))
    assert changes(store) == [("Weekly", "new", "-", "11-02 09:00")]


def test_changes_that_nobody_saw_are_told_as_one(store: Store) -> None:
    fill(store, LUNCH)
    for hour in ("13:00", "14:00", "15:00"):
        start = at(f"2026-11-23 {hour}")
        apply(store, replace(LUNCH, start=start, end=start.replace(minute=30)))
    assert changes(store) == [("lunch", "moved", "11-23 12:00", "11-23 15:00")]
    apply(store, LUNCH)
    assert changes(store) == []


def test_what_came_and_went_unseen_is_not_told(store: Store) -> None:
    fill(store, LUNCH)
    apply(store, event("brief", "2026-11-24 10:00"))
    apply(store, event("brief", "2026-11-24 10:00", status="cancelled"))
    assert changes(store) == []


def test_seen_changes_stay_in_the_list_and_later_ones_join_them(store: Store, path: Path) -> None:
    fill(store, LUNCH)
    apply(store, replace(LUNCH, summary="Brunch"))
    store.mark_seen(["lunch_0"])
    assert changes(store, unseen_only=True) == []
    other = Store.open(path, clock)
    assert [change.seen for change in other.changes()] == [True]
    apply(other, replace(LUNCH, summary="Dinner"))
    other.close()
    assert [(change.before.summary if change.before else "", change.seen) for change in store.changes()] == [
        ("Brunch", False),
        ("lunch", True),
    ]


def test_a_pull_in_full_tells_real_differences_only(store: Store) -> None:
    moved = event("moved", "2026-11-24 10:00")
    long_ago = event("long ago", "2026-03-01 10:00")
    times = [
        exception(WEEKLY, "2026-11-23 09:00", "2026-11-24 15:00", place=Place("F3")),
        exception(WEEKLY, "2026-11-30 09:00", "2026-11-30 16:00", place=Place("F3")),
    ]
    fill(store, LUNCH, WEEKLY, moved, long_ago, event("gone", "2026-11-25 10:00"), *times)
    later = replace(moved, start=at("2026-11-24 11:00"), end=at("2026-11-24 12:00"))
    fill(
        store,
        LUNCH,
        WEEKLY,
        later,
        event("fresh", "2026-11-26 10:00"),
        times[0],
        token="t9",
        anchor=int(NOW.timestamp()),
    )
    assert sorted(changes(store)) == [
        ("Weekly", "moved", "11-30 16:00", "11-30 09:00"),
        ("fresh", "new", "-", "11-26 10:00"),
        ("gone", "cancelled", "11-25 10:00", "-"),
        ("moved", "moved", "11-24 10:00", "11-24 11:00"),
    ]


def test_a_series_gone_from_a_full_pull_is_one_change(store: Store) -> None:
    fill(store, LUNCH, WEEKLY, exception(WEEKLY, "2026-11-30 09:00", "2026-11-30 16:00"))
    fill(store, LUNCH)
    assert changes(store) == [("Weekly", "cancelled", "11-02 09:00", "-")]


def test_of_too_many_changes_those_nearest_to_now_are_kept_and_none_for_ever(store: Store) -> None:
    far = event("far", "2027-01-23 12:00")
    fill(store, LUNCH, far, WEEKLY)
    apply(store, *(replace(each, summary=f"Other {each.uid}") for each in (LUNCH, far, WEEKLY)))
    fresh = [event(f"e{number}", "2026-11-24 10:00") for number in range(MOST)]
    apply(store, *fresh)
    assert len(store.changes()) == MOST
    kept = {change.latest.summary for change in store.changes()}
    assert {"Other lunch", "Other weekly"} <= kept
    assert "Other far" not in kept
    later = NOW.timestamp() + KEPT_SECONDS + 1
    store.apply("me", [Stored(event("late", "2027-11-24 10:00"))], "t3", later)
    assert changes(store) == [("late", "new", "-", "11-24 10:00")]


def test_a_calendar_takes_its_changes_along(store: Store) -> None:
    hers = replace(LUNCH, calendar_id="team")
    fill(store, hers, calendar="team")
    apply(store, replace(hers, summary="Brunch"), calendar="team")
    assert len(store.changes()) == 1
    store.put_calendars([ME])
    assert store.changes() == []


@pytest.mark.parametrize(("shown", "version"), [(True, 4), (False, 4), (True, 5)])
def test_a_cache_of_a_version_before_is_extended_in_place(path: Path, shown: bool, version: int) -> None:
    store = Store.open(path, clock)
    store.put_calendars([ME, TEAM])
    store.set_shown("team", shown)
    fill(store, LUNCH)
    store.close()
    with closing(sqlite3.connect(path)) as raw:
        since_four = ("changes", "busy_times", "busy_windows", "busy_owners", "chat_members")
        for table in ("series_ahead", "series_days", "known_ids", *(since_four if version == 4 else ())):
            raw.execute(f"DROP TABLE {table}")
        raw.execute(f"PRAGMA user_version = {version}")
        raw.commit()
    store = Store.open(path, clock)
    assert (store.notice, [state.shown for state in store.calendars()]) == ("", [True, shown])
    apply(store, replace(LUNCH, summary="Brunch"))
    assert changes(store) == [("Brunch", "renamed", "11-23 12:00", "11-23 12:00")]
    store.close()
