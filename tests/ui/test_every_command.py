"""Every command there is: what its key does on the screen, and how it is reached without that key."""

from __future__ import annotations

from pathlib import Path

import pytest

from feishu_tui.language import Language
from feishu_tui.ui.command_lines import commands_of, matching
from feishu_tui.ui.keymap import COMMANDS, SCREENS, Command, keys_of
from feishu_tui.ui.line import text_of
from feishu_tui.ui.screens.commands import CommandList, CommandsScreen
from feishu_tui.ui.widgets.prompt import Prompt
from tests.ui.events import EN, ZH
from tests.ui.sample_office import Browsing, Synced, browsing

WAYS = {
    "everywhere": (),
    "agenda": ("a",),
    "grid": ("w",),
    "months": ("m",),
    "month": ("1",),
    "calendars": ("1", "tab"),
    "detail": ("3",),
    "choices": ("#",),
    "ticks": ("f",),
    "card": ("o",),
    "comparison": ("i",),
    "log": ("L",),
    "list": ("C",),
}
"""What to press to come to each pane."""


def has_printable_key(command: Command) -> bool:
    """Whether a key that every keyboard and terminal sends as text does it."""
    return any(len(key) == 1 or key == "space" for key in command.keys.split(","))


def listed(browser: Browsing) -> list[str]:
    """The commands on the screen."""
    return [text_of(line) for line in browser.app.screen.query_one(CommandList).lines]


@pytest.mark.parametrize("pane", WAYS)
async def test_every_key_of_a_pane_does_what_there_is_and_help_names_what_no_printable_key_does(
    tmp_path: Path, cache: Synced, pane: str
) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await browser.press(*WAYS[pane])
        await browser.settle()
        bound = browser.app.screen.active_bindings
        named = {active.binding.id: active for active in bound.values()}
        for command in commands_of([pane], listed=False):
            active = named[command.id] if command.id in named else bound[command.keys]
            assert active.binding.action == command.action
            owner, _, name = active.binding.action.partition("(")[0].rpartition(".")
            node = {"app": browser.app, "screen": browser.app.screen}.get(owner, active.node)
            nodes = [node] if owner else [node, browser.app.screen, browser.app]
            assert any(hasattr(each, f"action_{name}") for each in nodes), command.id
        await browser.press("f1")
        lines = listed(browser)
        for command in commands_of([pane], listed=False):
            if not has_printable_key(command):
                key = keys_of(command, {})[0]
                assert any(key in line and command.label in line for line in lines), command.id


async def test_help_runs_what_is_chosen(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        at = browser.screen.agenda.day
        await browser.press("f1", "/", *"a page on", "enter")
        assert browser.app.screen is browser.screen
        assert browser.screen.agenda.day > at
        await browser.press("f1", "/", *"按名称查找", "enter")
        assert isinstance(browser.app.screen, CommandsScreen)


async def test_the_palette_offers_what_is_for_any_pane(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await browser.press("ctrl+p")
        for typed, label in (("群成员", "Members of chats"), ("only this", "Only this one"), ("下一栏", "Next pane")):
            browser.app.screen.query_one(Prompt).fill(typed)
            await browser.pilot.pause()
            assert any(label in line for line in listed(browser)), typed


@pytest.mark.parametrize("say", [EN, ZH])
def test_every_command_is_found_by_its_name_in_either_language(say: Language) -> None:
    for command in COMMANDS:
        there = commands_of([command.pane], listed=command.listed)
        for name in (command.label, ZH(command.label)):
            assert command in matching(there, name, say), (command.id, name)


async def test_every_screen_closes_itself_and_no_other(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        for key in ("?", "ctrl+p", "Z", *(way[0] for pane, way in WAYS.items() if pane in SCREENS and way)):
            await browser.press(key)
            screen = browser.app.screen
            if screen is browser.screen:
                assert key in ("o", "/")  # nothing to open there
                continue
            for _ in range(3):
                screen.dismiss(None)
            await browser.settle()
            assert browser.app.screen is browser.screen, key
