"""As much as there can be: a thousand calendars, a day with 500 events, an event that 5000 people come to.

What is bounded is how many lines are drawn for a key, and how often the cache and the server are asked, whatever
there is to see.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from feishu_tui.model import Attendee, Calendar, Event, EventDetail
from feishu_tui.simulator.api import Simulator
from feishu_tui.store import Store
from feishu_tui.ui.widgets.line_view import LineView
from tests.feishu.office import CAL, HOUR, NOW, Office
from tests.store.build import ME, clock, event, fill
from tests.sync.desk import Desk, days
from tests.ui.sample_office import Browsing, Synced, browsing

CALENDARS, EVENTS, PEOPLE = 1000, 500, 5000
SEVERAL = 50
"""Calendars of one who sees much."""
SIZE = (120, 40)
KEYS = ("down", "up", "end", "home", "pagedown", "home", "tab", "ctrl+d", "end", "tab")


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A row for each line that a view drew."""
    rows: list[int] = []
    render_line = LineView.render_line

    def counting(view: LineView, y: int) -> object:
        rows.append(y)
        return render_line(view, y)

    monkeypatch.setattr(LineView, "render_line", counting)
    return rows


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each statement that was put to a cache opened from now on."""
    statements: list[str] = []
    connect = sqlite3.connect

    def traced(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **options)
        connection.set_trace_callback(statements.append)
        return connection

    monkeypatch.setattr(sqlite3, "connect", traced)
    return statements


def crowded(store: Store) -> None:
    """A thousand calendars."""
    others = [Calendar(f"c{number}", summary=f"Calendar {number}", role="reader") for number in range(CALENDARS - 1)]
    store.put_calendars([ME, *others])
    fill(store, event("big", "2026-11-21 11:30"))


def busy(store: Store) -> None:
    """A day of 500 events."""
    store.put_calendars([ME])
    day = [event(f"e{number:03}", f"2026-11-21 {12 + number % 8}:{number % 60:02}") for number in range(EVENTS - 1)]
    fill(store, event("big", "2026-11-21 11:30"), *day)


def attended(store: Store) -> None:
    """An event of 5000 people."""
    store.put_calendars([ME])
    big = event("big", "2026-11-21 11:30")
    fill(store, big)
    people = [Attendee("user", f"Person {number:04}", f"user_{number}", "accept") for number in range(PEOPLE)]
    store.put_detail(EventDetail(big, tuple(people)), NOW)


def lists_all(it: Browsing) -> bool:
    return it.lines(it.screen.picker.calendars)[0].split() == ["Calendars", str(CALENDARS), "of", str(CALENDARS)]


def holds_the_day(it: Browsing) -> bool:
    return len(it.store.occurrences(days("2026-11-21")).occurrences) == EVENTS


def names_how_many(it: Browsing) -> bool:
    return any(str(PEOPLE) in line for line in it.lines(it.screen.detail))


THINGS: dict[str, tuple[Callable[[Store], None], Callable[[Browsing], bool]]] = {
    "1000 calendars": (crowded, lists_all),
    "500 events a day": (busy, holds_the_day),
    "5000 attendees": (attended, names_how_many),
}


@pytest.mark.parametrize("name", THINGS)
async def test_the_screen_draws_no_more_for_much_than_for_little(name: str, tmp_path: Path, drawn: list[int]) -> None:
    furnish, is_there = THINGS[name]
    async with browsing(tmp_path, cache_with(tmp_path, furnish), SIZE, signed_in=False) as it:
        assert it.title() == "big"
        assert is_there(it)
        for keys in KEYS:
            drawn.clear()
            await it.press(keys)
            assert len(drawn) <= 3 * SIZE[1], keys
        it.screen.picker.calendars.focus()
        drawn.clear()
        await it.press("down", "down", "up")
        assert len(drawn) <= 3 * SIZE[1]


def cache_with(folder: Path, furnish: Callable[[Store], None]) -> Synced:
    path = folder / "furnished.sqlite3"
    store = Store.open(path, clock)
    furnish(store)
    store.close()
    simulator: Simulator = Office().simulator
    return Synced(path, simulator)


def calendars_with(events: int) -> Callable[[Store], None]:
    """Fifty calendars, each with a series and so many events in three months."""

    def one(calendar_id: str, number: int) -> Event:
        start = f"2026-{10 + number % 3}-{1 + number % 28:02} {8 + number % 9:02}:00"
        return event(f"{calendar_id}x{number}", start, calendar=calendar_id)

    def furnish(store: Store) -> None:
        calendars = [ME, *(Calendar(f"c{number}", summary=f"C{number}", role="reader") for number in range(1, SEVERAL))]
        store.put_calendars(calendars)
        for calendar_id in (each.calendar_id for each in calendars):
            weekly = event(f"{calendar_id}s", "2026-10-01 09:00", calendar=calendar_id, recurrence="FREQ=WEEKLY")
            fill(store, weekly, *(one(calendar_id, number) for number in range(events)), calendar=calendar_id)

    return furnish


async def test_no_key_asks_the_cache_more_often_for_more_events(tmp_path: Path, said: list[str]) -> None:
    for events in (3, 30):
        folder = tmp_path / str(events)
        folder.mkdir()
        async with browsing(folder, cache_with(folder, calendars_with(events)), SIZE, signed_in=False) as it:
            assert said
            for key in ("right", "left", "}", "{", "t", "w", "a"):
                said.clear()
                await it.press(key)
                await it.settle()
                assert len(said) <= 30 + 4 * SEVERAL, (events, key)  # a series is asked for its exceptions


async def test_a_sync_asks_server_and_cache_as_often_for_many_events_as_for_few(said: list[str]) -> None:
    others = [f"c{number}@x" for number in range(1, SEVERAL)]
    counts: list[int] = []
    for events in (1, 20):
        desk = Desk(*({"calendar_id": one, "type": "shared", "role": "reader"} for one in others))
        for calendar_id in (CAL, *others):
            for number in range(events):
                start = NOW + number * HOUR
                desk.office.add(f"{calendar_id[:5]}{number}", start, start + HOUR, calendar_id)
        await desk.puller.pull()
        assert len(desk.office.simulator.log) == 1 + SEVERAL
        desk.office.simulator.log.clear()
        desk.pass_time(minutes=10)
        desk.office.add("new", NOW, NOW + HOUR)
        said.clear()
        await desk.puller.pull()
        assert len(desk.office.simulator.log) == 1 + SEVERAL
        counts.append(len(said))
    assert counts[0] == counts[1] <= 30 + 15 * SEVERAL
