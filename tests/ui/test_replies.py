"""The list of invitations without an answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from feishu_tui.simulator.sample_people import LIN, ME
from feishu_tui.text import width
from feishu_tui.ui.screens.card import CardScreen
from feishu_tui.ui.screens.replies import RepliesScreen
from tests.ui.sample_office import NOW, Browsing, Synced, browsing

HOUR = 3600
VENDOR = "Vendor call – Northwind (renewal)"


def invite(browser: Browsing, title: str, hours: int, **fields: object) -> None:
    """An invitation of Lin's, some hours from now."""
    start = int(NOW.timestamp()) + hours * HOUR
    times = {"start_time": start, "end_time": start + HOUR}
    browser.simulator.state.upsert_event(
        ME.primary,
        {
            **{name: {"timestamp": str(moment), "timezone": "Asia/Shanghai"} for name, moment in times.items()},
            "summary": title,
            "status": "tentative",
            "event_organizer": {"user_id": LIN.open_id, "display_name": LIN.name},
            "organizer_calendar_id": LIN.primary,
            **fields,
        },
    )


async def opened(browser: Browsing) -> list[str]:
    """The list on screen."""
    await browser.press("I")
    await browser.settle()
    screen = browser.app.screen
    assert isinstance(screen, RepliesScreen)
    return [line for line in browser.lines(screen.listed) if line]


async def test_invitations_are_listed_by_organizer_and_lead_to_the_event(tmp_path: Path) -> None:
    async with browsing(tmp_path, None) as browser:
        invite(browser, "Tea", 30)
        invite(browser, "Coffee", 50)
        invite(browser, "Yoga", -21 * 24 - 2, recurrence="FREQ=WEEKLY;BYDAY=SA")
        invite(browser, "Long ago", -50)
        invite(browser, "Accepted", 60, self_rsvp_status="accept")
        await browser.press("r")
        await browser.settle()
        rows = await opened(browser)
        assert [row.split("▌")[-1].strip() for row in rows] == [
            "赵磊 · 1",
            VENDOR,
            "林晓 · 3",
            "Tea",
            "Coffee",
            "Yoga ↻",
        ]
        assert "Sat 28 Nov 09:07" in rows[-1]
        await browser.press("j", "enter")
        await browser.settle()
        assert browser.title() == "Tea"
        await browser.press("escape")
        assert "I 4 to answer" in browser.status()


async def test_it_tells_how_to_answer_with_the_address(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await opened(browser)
        shown = [line.text for line in browser.app.screen._compositor.render_strips()]
        assert any("Answer in Feishu: open the event there" in line for line in shown)
        assert any("https://applink.feishu.cn/" in line for line in shown)
        await browser.press("O")
        await browser.settle()
        assert isinstance(browser.app.screen, CardScreen)


async def test_nothing_to_answer_is_said(tmp_path: Path) -> None:
    async with browsing(tmp_path, None, signed_in=False) as browser:
        assert await opened(browser) == ["You have answered every invitation to come."]
        await browser.press("enter", "j", "q")
        await browser.settle()
        assert browser.app.screen is browser.screen


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_the_list_fits_and_speaks_chinese(tmp_path: Path, cache: Synced, size: tuple[int, int]) -> None:
    async with browsing(tmp_path, cache, size, signed_in=False, lang="zh") as browser:
        rows = await opened(browser)
        assert "赵磊 · 1" in rows[0]
        assert "11月21日 周六 16:30" in rows[1]
        assert any("请在飞书中回复" in line.text for line in browser.app.screen._compositor.render_strips())
        assert all(width(row) <= size[0] for row in rows)
