"""A program left open goes with the time, also over midnight and over a night in which the machine slept."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from feishu_tui.ui.app import FeishuApp
from tests.ui.sample_office import SHANGHAI, TODAY, Browsing, Synced, browsing

SUNDAY = date(2026, 11, 22)


async def come_back(browser: Browsing, app: FeishuApp) -> None:
    """The terminal gets the focus again."""
    app.on_app_focus()
    await browser.settle()


async def test_at_midnight_it_is_another_day(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        browser.clock.now = datetime(2026, 11, 22, 0, 0, 30, tzinfo=SHANGHAI)
        browser.screen.keep_time()
        await browser.settle()
        lines = browser.lines(browser.screen.agenda)
        assert lines[0] == " Sun 22 Nov · today"
        assert any(line.startswith(" now ─") and line.endswith(" 00:00") for line in lines)
        assert browser.screen.view.day == SUNDAY
        assert browser.screen.picker.month.selected == SUNDAY


async def test_every_view_goes_along_at_midnight(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        for day, key, shown in ((22, "d", "Sun 22 Nov · today"), (23, "w", "Mon 23"), (30, "m", "November 2026")):
            await browser.press(key)
            browser.clock.now = datetime(2026, 11, day, 0, 0, 30, tzinfo=SHANGHAI)
            browser.screen.keep_time()
            await browser.settle()
            assert browser.screen.view.day == date(2026, 11, day)
            lines = browser.lines(browser.screen.view)
            assert shown in lines[0]


async def test_midnight_is_that_of_the_display_zone(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False, timezone="Europe/Berlin") as browser:
        browser.clock.now = datetime(2026, 11, 22, 0, 30, tzinfo=SHANGHAI)
        browser.screen.keep_time()
        assert browser.lines(browser.screen.agenda)[0] == " Sat 21 Nov · today"
        browser.clock.now = datetime(2026, 11, 22, 7, 1, tzinfo=SHANGHAI)
        browser.screen.keep_time()
        await browser.settle()
        assert browser.screen.view.day == SUNDAY


async def test_who_looks_elsewhere_stays_there(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await browser.press("}", "j")
        title, day = browser.title(), browser.screen.view.day
        browser.clock.now += timedelta(days=1)
        browser.screen.keep_time()
        await browser.settle()
        assert (browser.title(), browser.screen.view.day) == (title, day)
        assert browser.screen.picker.month.selected == day
        await browser.press("t")
        assert browser.screen.view.day == SUNDAY


async def test_after_a_long_sleep_the_first_key_shows_the_time(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        browser.clock.now += timedelta(days=3, hours=2)
        await browser.press("f1")
        await browser.press("escape")
        assert browser.lines(browser.screen.agenda)[0].startswith(" Tue 24 Nov · today")
        assert any(line.endswith(" 13:07") for line in browser.lines(browser.screen.agenda))


async def test_coming_back_to_the_terminal_shows_the_time(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        browser.clock.now += timedelta(minutes=25)
        await come_back(browser, browser.app)
        assert any(line.endswith(" 11:32") for line in browser.lines(browser.screen.agenda))
        assert "Design review" not in browser.status()


async def test_a_clock_that_is_set_back_is_followed(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        browser.clock.now -= timedelta(days=1)
        browser.screen.keep_time()
        await browser.settle()
        assert browser.screen.view.day == TODAY - timedelta(days=1)


async def test_a_clock_that_is_set_back_makes_nothing_fresh(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (80, 24)) as browser:
        await browser.settle()
        browser.simulator.log.clear()
        browser.clock.now -= timedelta(hours=3)
        browser.screen.keep_time()
        assert browser.status().startswith("as of 11:07")
        browser.clock.now -= timedelta(hours=3)
        browser.screen.look_at_the_clock()
        await browser.settle()
        assert any(path.endswith("/events") for _, path, _ in browser.simulator.log)
        assert browser.status().startswith("synced just now")


async def test_within_a_minute_nothing_is_drawn(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        before = browser.screen.agenda.lines
        browser.clock.now += timedelta(seconds=40)
        browser.screen.keep_time()
        assert browser.screen.agenda.lines is before
