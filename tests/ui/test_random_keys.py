"""Keys at random, at random sizes, during syncs: nothing raises, and it ends with ``q``."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from feishu_tui.ui.keymap import COMMANDS, SCREENS
from tests.ui.sample_office import Synced, browsing

SIZES = ((120, 40), (80, 24), (60, 20), (40, 12), (30, 8), (200, 60))
LEAVES = {"quit", "quit-now", "sign-in", "profiles"}
KEYS = sorted(
    {
        key
        for command in COMMANDS
        if command.id not in LEAVES and command.pane not in SCREENS
        for key in command.keys.split(",")
    }
)
TYPED = ("tomorrow", "+2w", "roadmap", "评审", "fri")


@pytest.mark.parametrize("seed", range(3))
async def test_random_keys(tmp_path: Path, cache: Synced, seed: int) -> None:
    chance = Random(seed)
    async with browsing(tmp_path, cache) as browser:
        for _ in range(120):
            key = chance.choice(KEYS)
            await browser.pilot.press(key)
            if browser.screen.prompt.purpose and chance.random() < 0.5:
                await browser.pilot.press(*chance.choice(TYPED), chance.choice(("enter", "escape")))
            if chance.random() < 0.1:
                await browser.pilot.resize_terminal(*chance.choice(SIZES))
        await browser.pilot.resize_terminal(80, 24)
        await browser.settle()
        for _ in range(8):
            await browser.pilot.press("escape")
        assert browser.app.is_running
        await browser.pilot.press("q", "q")
        assert not browser.app.is_running
