"""What is known ahead of series rules some out, and never changes what a day holds."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from feishu_tui.store.store import Store
from tests.store.build import SHANGHAI, all_day, apply, days, event, exception, fill, shown

DAILY = event("daily", "2019-03-01 23:30", 60, recurrence="FREQ=DAILY;INTERVAL=3")
WEEKLY = event("weekly", "2026-01-06 10:00", recurrence="FREQ=WEEKLY")
MONTHLY = event("monthly", "2020-01-31 09:00", recurrence="FREQ=MONTHLY;BYMONTHDAY=-1")
BIRTHDAY = all_day("birthday", "1990-12-24", recurrence="FREQ=YEARLY")
LONG = all_day("long", "2026-09-01", 12, recurrence="FREQ=MONTHLY")
BROKEN = event("broken", "2026-11-21 15:00", recurrence="FREQ=SOMETIMES")
SECONDLY = event("secondly", "2026-11-21 15:00", 0, recurrence="FREQ=SECONDLY")
ALL = (DAILY, WEEKLY, MONTHLY, BIRTHDAY, LONG, BROKEN, SECONDLY)


def every_day(store: Store, zone: ZoneInfo = SHANGHAI) -> list[object]:
    """What each day from well before to well after what is known ahead holds, and which series are unreadable."""
    found: list[object] = []
    for offset in range(-40, 170):
        listing = store.occurrences(days((date(2026, 11, 21) + timedelta(days=offset)).isoformat(), zone=zone))
        found.append((shown(listing), [series.event_id for series, _ in listing.unreadable]))
    return found


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Pacific/Kiritimati", "Pacific/Niue"])
def test_a_day_holds_the_same(store: Store, zone: str) -> None:
    fill(store, *ALL, exception(WEEKLY, "2026-11-24 10:00", "2026-11-25 08:00", summary="moved"))
    before = every_day(store, ZoneInfo(zone))
    store.look_ahead()
    assert every_day(store, ZoneInfo(zone)) == before


def test_a_series_that_changes_is_looked_at_again(store: Store) -> None:
    fill(store, WEEKLY)
    store.look_ahead()
    apply(store, replace(WEEKLY, recurrence="FREQ=WEEKLY;BYDAY=SA"))
    assert shown(store.occurrences(days("2026-11-21"))) != []
    store.look_ahead()
    assert shown(store.occurrences(days("2026-11-21"))) != []
    assert shown(store.occurrences(days("2026-11-24"))) == []


def test_a_series_that_comes_later_is_not_ruled_out(store: Store) -> None:
    fill(store, WEEKLY)
    store.look_ahead()
    apply(store, DAILY, MONTHLY)
    assert ("monthly", "11-30 09:00") in shown(store.occurrences(days("2026-11-30")))


def test_an_exception_is_shown_on_a_day_its_series_has_nothing_on(store: Store) -> None:
    fill(store, WEEKLY)
    store.look_ahead()
    apply(store, exception(WEEKLY, "2026-11-24 10:00", "2026-11-27 08:00", summary="moved"))
    assert shown(store.occurrences(days("2026-11-27"))) == [("moved", "11-27 08:00")]
    assert shown(store.occurrences(days("2026-11-24"))) == []


def test_series_without_anything_on_a_day_are_not_read(store: Store, path: Path) -> None:
    rare = [
        event(f"rare{number}", f"2026-{1 + number % 9:02}-10 10:00", recurrence="FREQ=YEARLY") for number in range(90)
    ]
    fill(store, *rare, WEEKLY)
    assert known_of(path) == 0
    store.look_ahead()
    assert known_of(path) == 91
    with closing(sqlite3.connect(path)) as raw:
        busy = raw.execute("SELECT count(DISTINCT id) FROM series_days").fetchone()[0]
    assert busy < 40


def known_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as raw:
        return int(raw.execute("SELECT count(*) FROM series_ahead").fetchone()[0])


@pytest.mark.parametrize(
    "statement",
    [
        'SELECT body FROM events WHERE feed IN (1, 2) AND reach = 3 AND start >= 5 AND start < 9 AND "end" >= 7',
        "SELECT body FROM events WHERE feed IN (1, 2) AND kind = 1 AND last > 5 AND start < 9",
        "SELECT body FROM events WHERE feed IN (1, 2) AND kind = 2 AND uid = 'u' AND original_time BETWEEN 1 AND 9",
        "SELECT id FROM series_days WHERE day BETWEEN 3 AND 4",
        "SELECT body FROM events WHERE feed = 1 AND event_id = 'e'",
    ],
)
def test_no_read_of_a_day_walks_through_all_events(store: Store, path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as raw:
        plan = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {statement}")]
    assert plan
    assert all(step.startswith("SEARCH") for step in plan), plan


def test_a_series_that_is_gone_leaves_nothing_behind(store: Store) -> None:
    fill(store, BIRTHDAY)
    store.look_ahead()
    apply(store, replace(BIRTHDAY, status="cancelled"))
    apply(store, event("new", "2026-11-21 10:00", recurrence="FREQ=DAILY"))
    assert shown(store.occurrences(days("2026-11-21"))) == [("new", "11-21 10:00")]
