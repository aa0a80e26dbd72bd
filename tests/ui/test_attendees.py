"""Who takes part, by the hundred: grouped by answer, chats unfolded to their members page by page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from feishu_tui.simulator.faults import Fault
from feishu_tui.simulator.sample_people import AUDITORIUM, BUND, LIN, ME, PLATFORM_CHAT, WEST_LAKE, Person
from feishu_tui.text import width
from feishu_tui.ui.line import text_of
from tests.ui.sample_office import NOW, TODAY, Browsing, Synced, browsing

HOUR = 3600


async def meet(browser: Browsing, attendees: list[dict[str, Any]]) -> None:
    """A meeting in an hour, with the detail in use."""
    start = int(NOW.timestamp()) + HOUR
    times = {"start_time": start, "end_time": start + HOUR}
    event_id = browser.simulator.state.upsert_event(
        ME.primary,
        {
            **{name: {"timestamp": str(moment), "timezone": "Asia/Shanghai"} for name, moment in times.items()},
            "summary": "Assembly",
            "attendees": attendees,
            "attendee_ability": "can_see_others",
        },
    )
    await browser.press("r")
    await browser.settle()
    browser.screen.agenda.go_to(TODAY, event_id)
    await browser.press("enter")
    browser.screen.background.detail(ME.primary, event_id)  # type: ignore[union-attr]
    await browser.settle()


def told(browser: Browsing) -> list[str]:
    """All lines of the detail, shown or not."""
    return [text_of(line).strip() for line in browser.screen.detail.lines]


def crowd(count: int) -> list[dict[str, Any]]:
    answers = ("accept", "decline", "needs_action", "tentative")
    return [Person(f"p{n}", f"P{n}", "").attending(answers[n % 4], optional=n == 8) for n in range(count)]


def swell(browser: Browsing, count: int) -> None:
    """Let the platform chat have so many members, oneself among them."""
    members = [{"open_id": ME.open_id, "display_name": ME.name, "rsvp_status": "accept"}]
    members += [{"open_id": f"ou_m{n}", "display_name": f"M{n}", "rsvp_status": "accept"} for n in range(count - 1)]
    browser.simulator.state.chats[PLATFORM_CHAT.chat_id] = members


async def test_hundreds_stand_in_groups_by_answer(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (160, 50), own=True) as browser:
        await meet(browser, [ME.attending(organizer=True), *crowd(400), LIN.attending("removed")])
        lines = told(browser)
        assert any("401 people  ✓101 ~100 ?100 ✗100" in line for line in lines)
        heads = [line for line in lines if " · 10" in line]
        assert heads == ["accepted · 101", "maybe · 100", "no answer yet · 100", "declined · 100"]
        assert lines[lines.index("accepted · 101") + 1] == "✓ 李明  organizer"
        assert "✓ P8  optional" in lines
        assert not any(LIN.name in line for line in lines)
        await browser.press("escape")
        await browser.settle()
        assert not any("P8" in line for line in told(browser))
        assert any("401 people" in line for line in told(browser))


async def test_a_few_are_named_where_the_pane_is_brief(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (160, 50), own=True) as browser:
        await meet(browser, [ME.attending(organizer=True), LIN.attending("decline"), PLATFORM_CHAT.invited()])
        await browser.press("escape")
        await browser.settle()
        assert any(f"✓ {ME.name}  ✗ {LIN.name}  1 chat" in line for line in told(browser))


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_rooms_say_in_words_how_their_booking_stands(
    tmp_path: Path, cache: Synced, size: tuple[int, int]
) -> None:
    async with browsing(tmp_path, cache, size, own=True) as browser:
        rooms = [WEST_LAKE.booked(), BUND.booked("needs_action"), AUDITORIUM.booked("decline")]
        await meet(browser, [ME.attending(organizer=True), *rooms])
        text = " ".join(" ".join(told(browser)).split())
        assert "F3-12 西湖 (12) ✓ booked" in text
        assert "F3-05 外滩 (6) ? pending" in text
        assert "✗ refused" in text


async def test_a_chat_unfolds_to_its_members_page_by_page(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (160, 50), own=True) as browser:
        swell(browser, 250)
        await meet(browser, [ME.attending(organizer=True), PLATFORM_CHAT.invited()])
        assert "Space shows the members" in told(browser)
        assert not any("M0" in line for line in told(browser))
        await browser.press("space")
        await browser.settle()
        assert any("100 members read  ✓100" in line for line in told(browser))
        assert "✓ M98" in told(browser)
        assert "+ shows more" in told(browser)
        await browser.press("+")
        await browser.settle()
        await browser.press("+")
        await browser.settle()
        assert any("250 members  ✓250" in line for line in told(browser))
        assert "✓ M248" in told(browser)
        assert "+ shows more" not in told(browser)
        await browser.press("space")
        await browser.settle()
        assert "✓ M248" not in told(browser)
        requests = [path for _, path, _ in browser.simulator.log if path.endswith("/chat_members")]
        assert len(requests) == 3


async def test_members_are_kept_for_when_there_is_no_network(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (160, 50), own=True) as browser:
        swell(browser, 120)
        await meet(browser, [ME.attending(organizer=True), PLATFORM_CHAT.invited()])
        event = browser.screen.detail.occurrence
        assert event is not None
        await browser.press("space")
        await browser.settle()
    async with browsing(tmp_path, None, (160, 50), signed_in=False) as browser:
        browser.screen.agenda.go_to(TODAY, event.instance_id)
        await browser.settle()
        await browser.press("enter", "space")
        await browser.settle()
        assert "✓ M98" in told(browser)


async def test_who_is_not_in_the_chat_is_told_so(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (160, 50), own=True) as browser:
        await meet(browser, [ME.attending(organizer=True), PLATFORM_CHAT.invited()])
        browser.faults.add(Fault("chat_members", code=194001, status=403))
        await browser.press("space")
        await browser.settle()
        assert "attendee" in browser.status() or "hides" in browser.status()


async def test_a_page_token_that_has_ended_begins_the_chat_anew(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (160, 50), own=True) as browser:
        swell(browser, 150)
        await meet(browser, [ME.attending(organizer=True), PLATFORM_CHAT.invited()])
        await browser.press("space")
        await browser.settle()
        browser.faults.add(Fault("chat_members", expire="paging"))
        await browser.press("+")
        await browser.settle()
        assert any("100 members read" in line for line in told(browser))
        await browser.press("+")
        await browser.settle()
        assert any("150 members  " in line for line in told(browser))


async def test_an_event_without_chats_says_so(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (80, 24), own=True, lang="zh") as browser:
        await meet(browser, [ME.attending(organizer=True)])
        await browser.press("space", "+")
        await browser.settle()
        assert browser.status().startswith("此日程没有邀请群组。")
        assert all(width(line) <= 80 for line in told(browser))
