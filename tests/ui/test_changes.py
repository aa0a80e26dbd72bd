"""What changed on the server is marked until it was seen, told after the sync, and listed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from feishu_tui.simulator.sample_people import ME
from feishu_tui.text import width
from feishu_tui.ui.line import text_of
from feishu_tui.ui.screens.changes import ChangesScreen
from tests.ui.sample_office import NOW, SHANGHAI, TODAY, Browsing, Synced, browsing

HOUR, DAY = 3600, 86400


def named(browser: Browsing, title: str) -> tuple[str, dict[str, Any]]:
    """The id of an event of one's own, and the event."""
    shelf = browser.simulator.state.calendars[ME.primary].shelf
    for record in shelf.walk(0, 10_000, lambda _: True)[0]:
        if title in str(record.raw.get("summary")):
            return record.event_id, record.raw
    raise AssertionError(title)


def move(browser: Browsing, title: str, seconds: int) -> None:
    event_id, raw = named(browser, title)
    start, end = (int(raw[name]["timestamp"]) + seconds for name in ("start_time", "end_time"))
    browser.simulator.state.move(ME.primary, event_id, start, end)


async def change_some(browser: Browsing) -> None:
    """A meeting an hour later, another one gone, and a third with another title; synced."""
    move(browser, "Vendor call", HOUR)
    browser.simulator.state.delete_event(ME.primary, named(browser, "夜跑")[0])
    browser.simulator.state.retitle(ME.primary, named(browser, "Interview")[0], "面试改期 Interview")
    await browser.press("r")
    await browser.settle()


def agenda_row(browser: Browsing, title: str) -> str:
    return next(text_of(row.line) for row in browser.screen.agenda.rows if title in text_of(row.line))


def marked(browser: Browsing) -> set[str]:
    """The titles of the agenda's rows that bear a mark."""
    rows = browser.screen.agenda.rows
    return {row.entry.occurrence.event.summary for row in rows if row.entry and "✎" in text_of(row.line)}


async def seen(browser: Browsing) -> None:
    """Wait until the cache knows that something was seen."""
    before = len(browser.store.changes(unseen_only=True))
    while len(browser.store.changes(unseen_only=True)) == before:
        await browser.pilot.pause(0.02)
    await browser.settle()


async def test_changes_are_told_and_marked_in_words_where_there_is_room(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (200, 50), own=True) as browser:
        assert "changed" not in browser.status()
        await change_some(browser)
        assert browser.status().startswith("3 changed · C lists them")
        assert "✎ moved from 16:30" in agenda_row(browser, "Vendor call")
        assert "✎ renamed, was “面试" in agenda_row(browser, "面试改期")
        assert "✗ cancelled" in agenda_row(browser, "夜跑")
        await browser.press("escape")
        assert "C 3 updated  I 1 to answer  g go to date" in browser.status()
        await browser.resize(80, 24)
        await browser.settle()
        assert agenda_row(browser, "Vendor call").rstrip().endswith("✎")


async def test_opening_an_event_takes_its_mark_when_one_goes_on(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (160, 50), own=True) as browser:
        await change_some(browser)
        browser.screen.agenda.go_to(TODAY, instance_id(browser, "Vendor call"))
        await browser.press("enter")
        await browser.settle()
        assert any("✎ moved from 16:30" in line for line in browser.lines(browser.screen.detail))
        assert marked(browser) == {"Vendor call – Northwind (renewal)", "面试改期 Interview"}
        await browser.press("escape", "k")
        await browser.settle()
        assert "Vendor call – Northwind (renewal)" not in marked(browser)


async def test_resting_on_an_event_is_looking_at_it(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (160, 50), own=True) as browser:
        await change_some(browser)
        browser.screen.agenda.go_to(TODAY, instance_id(browser, "Vendor call"))
        await seen(browser)
        assert [change.latest.summary for change in browser.store.changes(unseen_only=True) if change.after] == [
            "面试改期 Interview"
        ]


async def test_what_is_cancelled_leaves_the_days_once_that_was_seen(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (160, 50), own=True) as browser:
        await change_some(browser)
        browser.screen.agenda.go_to(TODAY, instance_id(browser, "夜跑"))
        await seen(browser)
        assert "✗ cancelled" in agenda_row(browser, "夜跑")
        assert browser.lines(browser.screen.detail)[1].strip() == "✗ cancelled"
        await browser.press("k")
        await browser.settle()
        assert not any("夜跑" in text_of(row.line) for row in browser.screen.agenda.rows)


async def test_the_list_tells_what_changed_since_it_was_looked_at(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (120, 40), own=True) as browser:
        await change_some(browser)
        await browser.press("C")
        await browser.settle()
        rows = listed(browser)
        assert rows[0] == "So far: 1 moved, 1 cancelled, 1 otherwise changed"
        assert " ".join(rows[2].split()) == "✎ Sat 21 Nov 17:30 ▌Vendor call – Northwind (renewal) moved from 16:30"
        assert " ".join(rows[3].split()) == "✗ Sat 21 Nov 19:30 ▌🏃 夜跑 Run along the river cancelled"
        await browser.press("j", "enter")
        await browser.settle()
        assert browser.title().startswith("Vendor call")
        assert all(change.after for change in browser.store.changes(unseen_only=True))
        browser.clock.now = NOW + timedelta(days=1)
        browser.simulator.state.retitle(ME.primary, named(browser, "面试改期")[0], "Interview")
        await browser.press("r")
        await browser.settle()
        await browser.press("C")
        await browser.settle()
        rows = listed(browser)
        assert rows[0] == "Since yesterday 11:07: 1 otherwise changed"
        assert rows[3] == "Earlier"


async def test_the_list_goes_to_the_day_of_what_is_gone(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, own=True) as browser:
        await change_some(browser)
        await browser.press("C", "G", "enter")
        await browser.settle()
        assert browser.screen.agenda.day == TODAY
        assert browser.status().startswith("The event is not there any more")


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_the_list_fits_and_speaks_chinese(tmp_path: Path, cache: Synced, size: tuple[int, int]) -> None:
    async with browsing(tmp_path, cache, size, own=True, lang="zh") as browser:
        await change_some(browser)
        await browser.press("C")
        await browser.settle()
        rows = listed(browser)
        assert "到目前为止" in rows[0]
        assert any("原定 16:30" in row for row in rows)
        assert all(width(row) <= size[0] for row in rows)


async def test_one_time_of_a_series_moved(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (200, 50), own=True) as browser:
        agenda = browser.screen.agenda
        entries = [row.entry for row in agenda.rows if row.entry and row.day == TODAY]
        entry = next(each for each in entries if "站会" in each.occurrence.event.summary)
        one = entry.occurrence
        start = int(one.starts_at(SHANGHAI).timestamp()) + DAY + 2 * HOUR
        browser.simulator.state.move(one.calendar_id, one.instance_id, start, start + HOUR)
        await browser.press("r")
        await browser.settle()
        assert all(change.is_occurrence for change in browser.store.changes())
        marks = [text_of(row.line) for row in agenda.rows if "✎" in text_of(row.line)]
        assert len(marks) == 1
        assert "moved from Sat 21 Nov 09:30" in marks[0]


async def test_what_was_seen_stays_seen_and_the_rest_unseen_after_a_restart(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (200, 50), own=True) as browser:
        await change_some(browser)
        browser.screen.agenda.go_to(TODAY, instance_id(browser, "Vendor call"))
        await browser.press("enter")
        await browser.settle()
    assert (tmp_path / "cache.sqlite3").exists()
    async with browsing(tmp_path, None, (200, 50), signed_in=False) as browser:
        assert marked(browser) == {"面试改期 Interview"}
        assert "C 2 updated" in browser.status()


def instance_id(browser: Browsing, title: str) -> str:
    entries = (row.entry for row in browser.screen.agenda.rows)
    return next(each.occurrence.instance_id for each in entries if each and title in each.occurrence.event.summary)


def listed(browser: Browsing) -> list[str]:
    """The rows of the list on screen."""
    screen = browser.app.screen
    assert isinstance(screen, ChangesScreen)
    return browser.lines(screen.listed)
