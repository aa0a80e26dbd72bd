"""Full pulls: unseen until complete, swapped in whole, and one calendar's at a time."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from feishu_tui.store import Store, Stored, Superseded
from feishu_tui.store.bulk import ROWS
from tests.store.build import NOW, apply, clock, days, event, exception, fill, shown

TODAY = days("2026-11-21")
OLD, NEW = event("old", "2026-11-21 09:00"), event("new", "2026-11-21 10:00")


def titles(store: Store) -> list[str]:
    return [title for title, _ in shown(store.occurrences(TODAY))]


def test_a_shadow_is_unseen_until_it_is_finished(store: Store) -> None:
    fill(store, OLD, token="t1")
    shadow = store.begin_full("me", 100)
    shadow.put([Stored(NEW)])
    assert titles(store) == ["old"]
    assert shadow.finish([], "t2", 7.0) == (1, 1)
    assert titles(store) == ["new"]
    state = store.calendars()[0]
    assert (state.sync_token, state.synced_at, state.anchor, state.events) == ("t2", 7.0, 100, 1)


def test_the_first_pull_is_seen_at_once_and_counts_when_finished(store: Store) -> None:
    shadow = store.begin_full("me", 1)
    shadow.put([Stored(OLD)])
    assert titles(store) == ["old"]
    assert (store.calendars()[0].synced_at, store.calendars()[0].sync_token) == (None, "")
    shadow.drop()
    assert titles(store) == ["old"]
    fill(store, NEW)
    assert titles(store) == ["new"]


def test_a_dropped_shadow_leaves_all_as_it_was(store: Store) -> None:
    fill(store, OLD)
    shadow = store.begin_full("me", 1)
    shadow.put([Stored(NEW)])
    shadow.drop()
    assert titles(store) == ["old"]
    with pytest.raises(Superseded):
        shadow.put([Stored(NEW)])


def test_the_shadow_begun_last_wins(store: Store) -> None:
    fill(store, OLD)
    first = store.begin_full("me", 1)
    first.put([Stored(NEW)])
    second = store.begin_full("me", 1)
    with pytest.raises(Superseded):
        first.finish([], "first", 1.0)
    assert titles(store) == ["old"]
    second.finish([Stored(NEW), Stored(OLD)], "second", 2.0)
    assert titles(store) == ["old", "new"]
    assert store.calendars()[0].sync_token == "second"


def test_deleted_events_of_a_full_list_are_not_kept_and_cancelled_exceptions_are(store: Store) -> None:
    series = event("s", "2026-11-01 09:00", recurrence="FREQ=DAILY")
    fill(
        store,
        series,
        exception(series, "2026-11-21 09:00", status="cancelled"),
        event("gone", "2026-11-21 12:00", status="cancelled"),
    )
    assert titles(store) == []
    assert store.event(None, "gone_0") is None
    assert len(store.exceptions("me", "s")) == 1


def test_a_deleted_series_of_a_full_list_takes_its_exceptions_with_it_on_whatever_page(store: Store) -> None:
    gone = event("gone", "2026-11-02 09:00", recurrence="FREQ=DAILY")
    early = exception(gone, "2026-11-20 09:00", "2026-11-21 12:00", summary="early")
    late = exception(gone, "2026-11-19 09:00", "2026-11-21 13:00", summary="late")
    shadow = store.begin_full("me", 1)
    shadow.put([Stored(gone), Stored(early)])
    shadow.put([Stored(replace(gone, status="cancelled"))])
    shadow.finish([Stored(late), Stored(NEW)], "t", 1.0)
    assert titles(store) == ["new"]


def test_what_a_full_pull_replaces_is_given_back_to_the_disk(store: Store, path: Path) -> None:
    many = [event(f"e{number}", "2026-11-21 09:00", description="x" * 1000) for number in range(1500)]
    fill(store, *many)
    store.close()
    once = path.stat().st_size
    for _ in range(3):
        again = Store.open(path, clock)
        fill(again, *many)
        again.close()
    assert path.stat().st_size < 1.2 * once


def test_nothing_of_a_calendar_that_is_gone_stays_on_the_disk(store: Store, path: Path) -> None:
    fill(store, event("secret", "2026-11-21 09:00", calendar="team"), calendar="team")
    store.put_calendars([each.calendar for each in store.calendars() if each.calendar.calendar_id == "me"])
    store.close()
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT count(*) FROM events").fetchone() == (0,)


def test_a_row_that_comes_twice_counts_once(store: Store) -> None:
    shadow = store.begin_full("me", 1)
    shadow.put([Stored(OLD)])
    shadow.finish([Stored(OLD)], "t", 1.0)
    assert titles(store) == ["old"]
    assert store.calendars()[0].events == 1


def test_a_page_of_more_rows_than_one_statement_takes_is_kept_whole(store: Store) -> None:
    count = 2 * ROWS[0] + sum(ROWS)
    page = [event(f"e{number}", "2026-11-21 09:00", summary=f"first {number}") for number in range(count)]
    again = [replace(each, summary="again") for each in page[:: ROWS[0] // 2]]
    shadow = store.begin_full("me", 1)
    shadow.put([Stored(each) for each in [*page, *again[1:]]])
    shadow.finish([Stored(each) for each in [*again[:1], NEW]], "t", 1.0)
    last = {each.event_id: each.summary for each in [*page, *again, NEW]}
    assert sorted(titles(store)) == sorted(last.values())
    assert store.calendars()[0].events == count + 1


def test_changes_asked_for_with_an_older_token_are_let_go(store: Store, path: Path) -> None:
    fill(store, event("a", "2026-11-21 09:00", summary="first"), token="t1")
    other = Store.open(path, clock)
    newest = [Stored(event("a", "2026-11-21 09:00", summary="third"))]
    other.apply("me", newest, "t3", 3.0, base="t1")
    other.close()
    with pytest.raises(Superseded):
        store.apply("me", [Stored(event("a", "2026-11-21 09:00", summary="second"))], "t2", 2.0, base="t1")
    assert titles(store) == ["third"]
    assert store.calendars()[0].sync_token == "t3"


def test_applying_changes_twice_changes_nothing(store: Store) -> None:
    series = event("s", "2026-11-01 09:00", recurrence="FREQ=DAILY")
    fill(store, series)
    for _ in range(2):
        apply(store, NEW, exception(series, "2026-11-21 09:00", status="cancelled"), token=None)
        assert titles(store) == ["new"]
        assert store.calendars()[0].events == 3
    for _ in range(2):
        apply(store, event("s", "2026-11-01 09:00", status="cancelled"))
        assert store.calendars()[0].events == 1


def test_half_a_surrogate_pair_is_stored_as_a_question_mark(store: Store) -> None:
    store.begin_full("me", 1).finish([Stored(OLD, '{"summary": "\ud83d"}')], "t", NOW.timestamp())
    stored = store.event(None, "old_0")
    assert stored is not None
    assert stored.raw == '{"summary": "?"}'


def test_a_pull_of_a_calendar_that_is_gone_is_let_go(store: Store) -> None:
    shadow = store.begin_full("team", 1)
    store.put_calendars([each.calendar for each in store.calendars() if each.calendar.calendar_id == "me"])
    with pytest.raises(Superseded):
        shadow.finish([], "t", 1.0)
    assert apply_to_nothing(store) == (0, 0)


def apply_to_nothing(store: Store) -> tuple[int, int]:
    return store.apply("team", [Stored(OLD)], None, 1.0)
