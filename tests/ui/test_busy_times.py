"""A colleague who shares busy times only: blocks in the agenda instead of an error."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from feishu_tui.agenda import Entry
from feishu_tui.simulator.sample_people import WANG
from feishu_tui.ui.line import text_of
from feishu_tui.ui.widgets.calendar_list import CalendarList
from tests.ui.sample_office import NOW, TODAY, Browsing, browsing


def blocks(browser: Browsing) -> list[Entry]:
    """What the agenda shows of her calendar today."""
    rows = [row for row in browser.screen.agenda.rows if row.day == TODAY and row.entry]
    return [row.entry for row in rows if row.entry and row.entry.occurrence.calendar_id == WANG.primary]


async def test_busy_blocks_are_shown_and_say_what_they_are(tmp_path: Path) -> None:
    async with browsing(tmp_path, None, (160, 50)) as browser:
        [block] = blocks(browser)
        assert any(
            "10:00–12:00 ▌Busy · 王芳" in text_of(row.line) for row in browser.screen.agenda.rows if row.entry == block
        )
        browser.screen.agenda.go_to(TODAY, block.occurrence.instance_id)
        while browser.screen.detail.occurrence != block.occurrence:
            await browser.pilot.pause()
        await browser.settle()
        detail = "\n".join(browser.lines(browser.screen.detail))
        assert "Only busy times are shared with you." in detail
        assert "王芳" in detail
        assert "Shown as" not in detail
        assert "loading" not in detail
        month = browser.screen.reader.marks(TODAY, TODAY)
        assert len(month[TODAY]) > 1
        await browser.press("1", "2", "space", "b", "b")
        await browser.settle()


async def test_offline_they_stay_and_say_of_when_they_are(tmp_path: Path) -> None:
    async with browsing(tmp_path, None, (160, 50)) as browser:
        assert blocks(browser)
    async with browsing(tmp_path, None, (160, 50), signed_in=False) as browser:
        browser.clock.now = NOW + timedelta(minutes=30)
        [block] = blocks(browser)
        browser.screen.agenda.go_to(TODAY, block.occurrence.instance_id)
        await browser.settle()
        browser.screen.tick_detail()
        await browser.settle()
        assert any("busy times read 30 min ago" in line for line in browser.lines(browser.screen.detail))


async def test_what_she_adds_appears_after_the_next_sync(tmp_path: Path) -> None:
    async with browsing(tmp_path, None, (160, 50)) as browser:
        start = int(NOW.timestamp()) + 5 * 3600
        times = {"start_time": start, "end_time": start + 3600}
        browser.simulator.state.upsert_event(
            WANG.primary,
            {name: {"timestamp": str(moment), "timezone": "Asia/Shanghai"} for name, moment in times.items()},
        )
        browser.clock.now = NOW + timedelta(minutes=11)
        await browser.press("r")
        await browser.settle()
        assert len(blocks(browser)) == 2


async def test_once_shown_again_they_are_asked_for_at_once(tmp_path: Path) -> None:
    async with browsing(tmp_path, None, (160, 50)) as browser:
        calendars = browser.screen.picker.calendars
        calendars.post_message(CalendarList.Toggled(calendars, WANG.primary, False))
        await browser.settle()
        assert blocks(browser) == []
        browser.clock.now = NOW + timedelta(minutes=11)
        start = int(NOW.timestamp()) + 5 * 3600
        times = {"start_time": start, "end_time": start + 3600}
        browser.simulator.state.upsert_event(
            WANG.primary,
            {name: {"timestamp": str(moment), "timezone": "Asia/Shanghai"} for name, moment in times.items()},
        )
        calendars.post_message(CalendarList.Toggled(calendars, WANG.primary, True))
        await browser.settle()
        assert len(blocks(browser)) == 2


async def test_they_are_hidden_with_their_calendar(tmp_path: Path) -> None:
    async with browsing(tmp_path, None, (160, 50), lang="zh") as browser:
        browser.screen.reader.show(WANG.primary, False)
        browser.screen.draw_again()
        await browser.settle()
        assert blocks(browser) == []
