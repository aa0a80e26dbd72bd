"""Help and the palette: both list commands, can be searched in both languages, and run what is chosen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from feishu_tui.ui.command_lines import commands_of, matching
from feishu_tui.ui.line import text_of
from feishu_tui.ui.screens.commands import CommandList, CommandsScreen
from tests.ui.events import EN, ZH
from tests.ui.sample_office import Browsing, Synced, browsing


def listed(browser: Browsing) -> list[str]:
    return [text_of(line).strip() for line in browser.app.screen.query_one(CommandList).lines]


@pytest.mark.parametrize(
    ("say", "words"),
    [(EN, "week next"), (EN, "下一周"), (ZH, "next week"), (ZH, "下一周"), (EN, "xiayizhou"), (ZH, "xyz")],
)
def test_a_command_is_found_by_its_name_in_both_languages(say, words: str) -> None:
    assert [command.id for command in matching(commands_of(["everywhere"], listed=True), words, say)] == ["next-week"]


async def test_help_shows_the_keys_of_the_pane_in_use(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache) as browser:
        await browser.press("1", "？")
        lines = listed(browser)
        assert lines[0] == "Month"
        assert any(line.startswith("Space") and "Show or hide the calendar" in line for line in lines)
        assert not any("Show all about the event" in line for line in lines)


async def test_no_sentence_of_help_is_cut_and_the_whole_of_the_one_under_the_cursor_is_in_sight(
    tmp_path: Path, cache: Synced
) -> None:
    async with browsing(tmp_path, cache, (80, 24), signed_in=False) as browser:
        await browser.press("?")
        assert not any(line.endswith("…") and "has a room …" not in line for line in listed(browser))
        shown = browser.app.screen.query_one(CommandList)
        long = 0
        for _ in range(30):
            await browser.press("j")
            assert shown.cursor is not None
            after = text_of(shown.lines[shown.cursor + 1])
            if after.startswith(" " * 30):
                assert shown.cursor + 1 < shown.top + shown.page
                long += 1
        assert long
        await browser.press("home")
        assert shown.top == 0


async def test_help_can_be_searched_and_left(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache) as browser:
        await browser.press("f1", "/", *"a month")
        assert [line.split()[0] for line in listed(browser) if "A month" in line] == ["{", "}"]
        await browser.press("escape", "escape")
        assert not isinstance(browser.app.screen, CommandsScreen)
        assert browser.app.is_running


async def test_q_closes_help(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache) as browser:
        await browser.press("?", "q")
        assert browser.app.is_running
        assert browser.app.screen is browser.screen


async def test_the_palette_runs_what_is_chosen(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache) as browser:
        await browser.press("ctrl+p", *"next month", "enter")
        assert browser.app.screen is browser.screen
        assert browser.screen.agenda.day == date(2026, 12, 21)


async def test_the_palette_moves_with_arrows_and_says_when_nothing_matches(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache) as browser:
        await browser.press("ctrl+p", *"sync", "down", "up", "down")
        chosen = browser.app.screen.query_one(CommandList).command
        assert chosen is not None
        assert chosen.id == "sync-full"
        await browser.press(*"zzz")
        assert listed(browser) == ["Nothing matches."]
        await browser.press("escape")
        assert browser.app.is_running


async def test_help_is_searched_by_keys_as_well(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache) as browser:
        await browser.press("f1", "/", *"PgDn")
        assert [line.split()[0] for line in listed(browser)[1:]] == ["PgDn"]


async def test_help_leaves_out_what_would_do_nothing(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await browser.press("?")
        assert not any("Next match" in line or "Ask the server for changes" in line for line in listed(browser))
        await browser.press("escape", "/", *"review", "enter", "?")
        assert any("Next match" in line for line in listed(browser))
