"""The first of few hits are the first of many, and these the first of all there are."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from feishu_tui.model import Event, Place
from feishu_tui.query import parse
from feishu_tui.store import calendars, finding, scan
from feishu_tui.store.hits import Hit
from feishu_tui.store.nearness import Distances
from feishu_tui.store.store import Store
from tests.store.build import NOW, all_day, at, event, exception, fill
from tests.store.found import hits

SUBJECTS = (
    "Design review",
    "设计评审",
    "Reviews",
    "Interview",
    "1:1 王芳",
    "Stand-up",
    "stand up",
    "Plan",
    "reviewed plan",
)
RULES = ("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY;BYDAY=1TU")
ENDS = ("", "", ";COUNT=9", ";UNTIL=20261101T155959Z", ";UNTIL=20261123T155959Z")
QUERIES = (
    "r", "re", "review", "reviews", "w", "wangfang", "wf", "pingshen", "评审", "sr", "standup", "revuew", "nobody",
    "in:berlin", "berlin", "with:anna review", "review -design", "is:allday", "is:recurring", "is:exception re",
    "after:2026-11-24 re", "before:2026-11-21 re", "2026-11 re", "2026-11-21..2026-11-22", "on:2026-11-21 is:recurring",
    "cal:me 生日", "is:conflict re", "1:1",
)  # fmt: skip
"""Words and pinyin, whole and begun, in titles and elsewhere; filters; days on both sides of now."""
ROOMS = (24, 5, 12, 1)


@pytest.mark.parametrize(
    ("zone", "known_ahead", "near"), [("Pacific/Kiritimati", True, scan.NEAR), ("Pacific/Niue", False, 9)]
)
def test_the_first_of_few_are_the_first_of_many(
    store: Store, monkeypatch: pytest.MonkeyPatch, zone: str, known_ahead: bool, near: int
) -> None:
    monkeypatch.setattr(scan, "NEAR", near)
    fill(store, *_office(Random(7)))
    if known_ahead:
        store.look_ahead()
    now = NOW.astimezone(ZoneInfo(zone))
    for number, text in enumerate(QUERIES):
        many = _told(hits(store, text, now, limit=500))
        assert many == _told(hits(store, text, now, limit=None)), text
        room = ROOMS[number % len(ROOMS)]
        few = _told(hits(store, text, now, limit=room, slips=False))
        assert few == many[: len(few)], (text, room)
        assert len(few) == min(room, len(many)) or text == "revuew", (text, room)


def test_a_day_that_is_over_in_utc_alone_is_among_the_first(store: Store) -> None:
    fill(store, all_day("a", "2026-11-20"), all_day("long", "2026-10-31", 50))
    now = datetime(2026, 11, 20, 16, tzinfo=ZoneInfo("Pacific/Niue"))
    assert [hit.event.event_id for hit in hits(store, "is:allday", now, limit=1)] == ["a_0"]


def test_a_series_that_is_over_but_for_what_was_moved_is_among_the_first(store: Store) -> None:
    series = event("r", "2026-09-01 10:00", summary="Review", recurrence="FREQ=WEEKLY;COUNT=3")
    moved = exception(series, "2026-09-15 10:00", "2026-11-21 14:00", summary="Moved")
    others = [event(f"s{day}", f"2026-11-{day} 10:00", summary="Review") for day in range(23, 29)]
    fill(store, series, moved, *others)
    assert hits(store, "review", limit=2)[0].event.event_id == "r_0"


def test_a_series_that_begins_after_its_end_is_among_the_first(store: Store) -> None:
    odd = event("r", "2026-11-20 18:00", 1500, summary="Review", recurrence="FREQ=WEEKLY;UNTIL=20261101T155959Z")
    fill(store, odd, event("soon", "2026-11-21 18:40", summary="Review"))
    store.look_ahead()
    now = NOW.replace(hour=10, minute=30)
    assert hits(store, "review", now, limit=1)[0].event.event_id == "r_0"


def test_exceptions_of_more_series_than_a_statement_takes_are_told_from_what_their_series_show(
    store: Store, path: Path
) -> None:
    series = [event(f"r{number}", "2026-11-02 10:00", recurrence="FREQ=WEEKLY") for number in range(100)]
    moved = [exception(each, "2026-11-09 10:00", "2026-11-09 12:00", summary="Review") for each in series]
    fill(store, *series, *moved)
    with closing(sqlite3.connect(path)) as connection:
        connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 250)
        feeds = calendars.feeds(connection, None)
        query = parse("review", NOW.date())
        found = finding.search(connection, feeds, {}, query, NOW, None, lambda: False, False, Distances())
    assert len(found) == 100


def _told(found: list[Hit]) -> list[tuple[object, ...]]:
    return [(hit.order, hit.occurrence.start, hit.times, hit.title_ranges) for hit in found]


def _office(random: Random) -> list[Event]:
    made = []
    for number in range(60):
        day = date(2026, 11, 21) + timedelta(days=random.randrange(-40, 40))
        place, organizer = Place(random.choice(("Room Berlin", "西湖", ""))), random.choice(("Anna", "李明"))
        title = f"{random.choice(SUBJECTS)} {number}"
        if number % 9 == 0:
            made.append(
                all_day(
                    f"d{number}",
                    day.isoformat(),
                    random.choice((1, 1, 5, 50)),
                    summary=title,
                    place=place,
                    organizer=organizer,
                )
            )
        else:
            made.append(
                event(
                    f"s{number}",
                    _at(random, day),
                    random.choice((30, 90, 2000)),
                    summary=title,
                    place=place,
                    organizer=organizer,
                )
            )
    for number in range(36):
        begun = date(2026, 11, 21) - timedelta(days=int(2500 * random.random() ** 3) - 9)
        title = f"{random.choice(SUBJECTS)} {number}"
        if number % 6 == 0:
            made.append(all_day(f"b{number}", begun.isoformat(), summary="Nair 生日", recurrence="FREQ=YEARLY"))
            continue
        rule = random.choice(RULES) + random.choice(ENDS)
        first = _at(random, begun)
        series = event(f"r{number}", first, random.choice((30, 1500)), summary=title, recurrence=rule)
        made.append(series)
        for week in random.sample(range(-6, 9), 3) if rule.startswith("FREQ=WEEKLY") and "BYDAY" not in rule else ():
            original = at(first) + timedelta(weeks=(NOW - at(first)).days // 7 + week)
            made.append(
                exception(
                    series,
                    f"{original:%Y-%m-%d %H:%M}",
                    f"{original + timedelta(hours=random.choice((0, 3, -70))):%Y-%m-%d %H:%M}",
                    summary=random.choice((title, f"{title} moved", "Review")),
                    status=random.choice(("confirmed", "cancelled")),
                )
            )
    return made


def _at(random: Random, day: date) -> str:
    return f"{day} {random.randrange(8, 20):02}:{random.choice((0, 30)):02}"
