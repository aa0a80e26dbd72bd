"""Random keys at random sizes, while a slow and faulty server is synced: nothing raises, nothing is stuck, q ends it.

Longer, as in ``FEISHU_TUI_RANDOM_MINUTES=10 python -m pytest -n0 --timeout=0 tests/ui/test_random_keys.py``; another
course than the usual one with ``FEISHU_TUI_RANDOM_SEED=7``. A failure names the last keys.
"""

from __future__ import annotations

import os
import time
from collections import deque
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from feishu_tui.simulator.faults import Fault, bad_gateway, rate_limited
from feishu_tui.ui.keymap import COMMANDS
from tests.ui.sample_office import Browsing, browsing

MINUTES = float(os.environ.get("FEISHU_TUI_RANDOM_MINUTES", "0"))
SEEDS = [int(os.environ["FEISHU_TUI_RANDOM_SEED"])] if "FEISHU_TUI_RANDOM_SEED" in os.environ else [1, 2]
STEPS = 60
SIZES = ((200, 60), (120, 40), (80, 24), (60, 20), (40, 12), (39, 11), (10, 3), (1, 1), (300, 90))
WORDS = ("review", "会议", "+2w", "下周三", "fri", "with:anna", "\x1b", "[/red]", "👨‍👩‍👧", "zzz")
ENDING = {"quit", "quit-now", "sign-in", "profiles"}
"""What ends the program or goes over to another; tried on its own elsewhere."""
KEYS = sorted(
    {key.strip() for command in COMMANDS if command.id not in ENDING for key in command.keys.split(",")}
    | {"？", "、", "。", "【", "】", "f5", "delete", "backspace", "ctrl+c", "ctrl+a", "0", "9", "x", "e", "\\", "~"}
)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.timeout(MINUTES * 60 * 2 + 300)
async def test_nothing_raises_and_q_ends_it(tmp_path: Path, seed: int) -> None:
    chance = Random(seed)
    last: deque[str] = deque(maxlen=40)
    async with browsing(tmp_path, None, (80, 24), lang=chance.choice(["en", "zh"])) as browser:
        end = time.monotonic() + MINUTES * 60
        done = 0
        try:
            while done < STEPS or time.monotonic() < end:
                await _step(browser, chance, last)
                done += 1
                assert browser.app.is_running, "it ended by itself"
        except BaseException as error:
            error.add_note(f"after {done} steps, the last of them: {' '.join(last)}")
            raise
        await _leave(browser)
        assert browser.app.return_code == 0


async def _step(browser: Browsing, chance: Random, last: deque[str]) -> None:
    """A key, more rarely another size, words, a minute or a day later, or trouble with the server."""
    draw = chance.random()
    if draw < 0.04:
        size = chance.choice([*SIZES, (chance.randint(1, 200), chance.randint(1, 70))])
        last.append(f"{size[0]}x{size[1]}")
        await browser.pilot.resize_terminal(*size)
    elif draw < 0.06:
        word = chance.choice(WORDS)
        last.append(repr(word))
        await browser.press(*word)
    elif draw < 0.08:
        last.append("later")
        browser.clock.now += timedelta(minutes=chance.choice([1, 7, 60, 1440]))
        browser.screen.tick()
    elif draw < 0.11:
        fault = chance.choice(TROUBLE)
        last.append(str(fault))
        browser.faults.add(fault)
    else:
        key = chance.choice(KEYS)
        last.append(key)
        await browser.press(key)


TROUBLE = (
    Fault(latency=0.05, times=3),
    Fault("/events", latency=0.3, times=1),
    Fault("/events", code=190008, msg="sync token expired"),
    Fault("/instances", status=404),
    Fault("/calendars", null_items=True),
    Fault("/events/", code=193001),
    bad_gateway(times=2),
    rate_limited(reset=0),
)


async def _leave(browser: Browsing) -> None:
    """Stop what runs, close what is open, quit; no work is left behind."""
    await browser.pilot.resize_terminal(80, 24)
    for _ in range(20):
        if len(browser.app.screen_stack) == 1 and not browser.screen.prompt.is_open:
            break
        await browser.press("escape")
    assert len(browser.app.screen_stack) == 1
    for _ in range(6):
        if not browser.app.is_running:
            break
        await browser.press("escape", "q")
    assert not browser.app.is_running, (browser.app.screen, browser.app.focused, browser.screen.prompt.purpose)
    assert [worker for worker in browser.app.workers if worker.is_running] == []


def test_every_key_of_the_program_is_among_them() -> None:
    assert {"j", "G", "/", "?", "#", "M", "{", "}"} <= set(KEYS)
