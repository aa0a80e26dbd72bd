"""The views of the days: one selection through all of them, their keys, clicks and sizes."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from feishu_tui.ui.widgets.month_view import MonthView
from feishu_tui.ui.widgets.time_grid import TimeGrid
from tests.ui.sample_office import TODAY, Browsing, Synced, browsing

VIEWS = "dwma"


def grid(browser: Browsing) -> TimeGrid:
    found = browser.screen.view
    assert isinstance(found, TimeGrid)
    return found


def selected(browser: Browsing) -> tuple[date, str]:
    return browser.screen.view.day, browser.title()


async def test_each_has_its_key_and_the_focus(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        for key, name in zip("dwmaｗ", ("day", "week", "month", "agenda", "week"), strict=True):
            await browser.press(key)
            assert browser.screen.view.id == name
            assert browser.app.focused is browser.screen.view
            assert [view.id for view in browser.screen.panes.views.values() if view.display] == [name]


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_each_is_found_by_its_name(tmp_path: Path, cache: Synced, lang: str) -> None:
    async with browsing(tmp_path, cache, signed_in=False, lang=lang) as browser:
        for typed, name in (("month view", "month"), ("周视图", "week"), ("日视图", "day"), ("agenda view", "agenda")):
            await browser.press("ctrl+p", *typed, "enter")
            assert browser.screen.view.id == name


async def test_the_selection_goes_along(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await browser.press("j", "j", "j")
        before = selected(browser)
        for key in VIEWS:
            await browser.press(key)
            assert selected(browser) == before
        await browser.press("w", "l", "l", "j", "m")
        elsewhere = selected(browser)
        assert elsewhere != before
        await browser.press("a")
        assert selected(browser) == elsewhere


async def test_it_stays_when_the_size_and_the_cache_change(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        for view in VIEWS:
            await browser.press(view, "]", "l")
            before = selected(browser)
            for size in ((80, 24), (40, 12), (30, 8), (150, 50), (60, 20)):
                await browser.resize(*size)
                await browser.pilot.pause()
                browser.screen.draw_again()
                assert selected(browser) == before, (view, size)


async def test_walking_over_a_week(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await browser.press("w")
        assert [day.date for day in grid(browser).days] == [date(2026, 11, 16) + timedelta(days=n) for n in range(7)]
        await browser.press("h")
        assert browser.screen.view.day == date(2026, 11, 20)
        await browser.press("l", "l", "l")
        assert browser.screen.view.day == date(2026, 11, 23)
        assert grid(browser).days[0].date == date(2026, 11, 23)
        await browser.press("pageup")
        assert browser.screen.view.day == date(2026, 11, 16)
        await browser.press("}")
        assert browser.screen.view.day == date(2026, 12, 16)
        await browser.press("t")
        assert browser.screen.view.day == TODAY


async def test_events_of_a_day_one_by_one_and_on_into_the_next(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await browser.press("d", "home")
        day = grid(browser).days[0]
        seen = [browser.title()]
        for _ in day.entries[1:]:
            await browser.press("j")
            seen.append(browser.title())
        assert seen == [entry.occurrence.event.summary for entry in day.entries]
        await browser.press("j")
        assert browser.screen.view.day == TODAY + timedelta(days=1)
        await browser.press("k")
        assert (browser.screen.view.day, browser.title()) == (TODAY, seen[-1])


async def test_the_time_of_day_is_kept_from_day_to_day(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await browser.press("g", *"2026-11-19", "enter", "w", "home", "j")
        assert browser.title().startswith("站会")
        await browser.press("h", "h", "l", "l")
        assert browser.title().startswith("站会")


async def test_a_week_begins_as_configured_and_small_windows_show_fewer_days(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False, week_start=6) as browser:
        await browser.press("w")
        assert grid(browser).days[0].date == date(2026, 11, 15)
        await browser.resize(60, 20)
        await browser.pilot.pause()
        assert grid(browser).days[0].date == TODAY
        assert len(grid(browser).days) == 5
        await browser.press("]")
        assert grid(browser).days[0].date == TODAY + timedelta(days=7)


async def test_a_month_and_the_events_of_its_days(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await browser.press("m", "k", "h")
        assert browser.screen.view.day == date(2026, 11, 13)
        first = browser.title()
        await browser.press("space")
        assert browser.title() != first
        await browser.press("k", "k")
        assert browser.screen.view.day == date(2026, 10, 30)
        assert browser.lines(browser.screen.view)[0].startswith(" October 2026")
        await browser.press("home", "k")
        assert browser.screen.view.day == date(2026, 9, 24)


async def test_enter_opens_the_event_and_a_day_without_any(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (80, 24), signed_in=False) as browser:
        await browser.press("m", "enter")
        assert browser.screen.detail.display
        await browser.press("escape")
        assert browser.screen.view.display
        await browser.press("g", *"2026-11-01", "enter", "enter")
        assert browser.screen.view.id == "day"


async def test_search_goes_to_the_view_in_use(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await browser.press("w", "/", *"roadmap workshop")
        assert not browser.screen.view.display
        await browser.press("enter")
        await browser.settle()
        assert browser.screen.view.id == "week"
        assert "Roadmap workshop" in browser.title()
        assert grid(browser).days[0].date <= browser.screen.view.day <= grid(browser).days[-1].date


async def test_the_small_month_moves_the_view_in_use(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await browser.press("m", "1", "j")
        assert browser.screen.view.day == TODAY + timedelta(days=7)
        assert browser.screen.view.id == "month"


async def test_clicks(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await browser.press("w")
        lines = browser.lines(browser.screen.view)
        row = next(index for index, line in enumerate(lines) if "Gym" in line)
        await browser.pilot.click("#week", offset=(lines[row].index("Gym"), row))
        assert "Gym" in browser.title()
        assert not browser.screen.detail.display
        await browser.pilot.click("#week", offset=(lines[row].index("Gym"), row))
        await browser.pilot.pause()
        assert browser.screen.detail.display
        await browser.press("m")
        view = browser.screen.view
        assert isinstance(view, MonthView)
        await browser.pilot.click("#month", offset=(3, 2))
        assert view.day == date(2026, 10, 26)


async def test_help_lists_the_keys_of_the_view(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        for key, words in (("w", "Day and week"), ("m", "Month view"), ("a", "Agenda")):
            await browser.press(key, "?")
            first = browser.app.screen.query_one("CommandList").render_line(0).text.strip()
            assert first == words
            await browser.press("escape")


async def test_the_first_and_the_last_day_there_are(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        for end in ("9999-12-31", "0001-01-01"):
            await browser.press("g", *end, "enter")
            for key in VIEWS:
                await browser.press(key, "l", "]", "h", "[")
                assert abs((browser.screen.view.day - date.fromisoformat(end)).days) < 400


@pytest.mark.parametrize("view", ["agenda", "day", "week", "month"])
async def test_it_opens_in_the_view_that_is_configured(tmp_path: Path, cache: Synced, view: str) -> None:
    async with browsing(tmp_path, cache, signed_in=False, view=view, start=date(2026, 11, 25)) as browser:
        assert browser.screen.view.id == view
        assert browser.app.focused is browser.screen.view
        assert browser.screen.view.day == date(2026, 11, 25)
        assert browser.title()


async def test_the_selection_stays_when_the_zone_changes(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False, second_zone="Pacific/Kiritimati") as browser:
        for view in VIEWS:
            await browser.press(view, "g", *"2026-11-20", "enter", *("j" * 3 if view != "m" else "j"))
            title = browser.title()
            for _ in range(4):
                await browser.press("z")
                assert browser.title() == title, view


async def test_keys_in_an_agenda_that_let_its_days_go_do_nothing(tmp_path: Path, cache: Synced) -> None:
    """A view that is not in use holds no days; a key for it just then ended the program."""
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        agenda = browser.screen.agenda
        await browser.press("j", "j")
        agenda.forget()
        moves = (
            "cursor_up",
            "cursor_down",
            "page_up",
            "page_down",
            "next_day",
            "previous_day",
            "first",
            "last",
            "fold",
        )
        for move in moves:
            getattr(agenda, f"action_{move}")()
        agenda.go_to(agenda.day)
        assert agenda.row is not None
