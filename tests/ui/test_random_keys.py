"""Random keys at random sizes, while a slow and faulty server is synced: nothing raises, nothing is stuck, q ends it.

Longer, as in ``FEISHU_TUI_RANDOM_MINUTES=10 python -m pytest -n0 --timeout=0 tests/ui/test_random_keys.py``; another
course than the usual one with ``FEISHU_TUI_RANDOM_SEED=7``. A failure names the last keys. Every view, every bar and
every dialog is visited: in a long run by chance, in a short one in turn before chance takes over.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import time
from collections import Counter, deque
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from textual.screen import Screen

from feishu_tui.simulator.faults import Fault, bad_gateway, rate_limited
from feishu_tui.ui import screens
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
WAYS = {
    "agenda": "a",
    "day": "d",
    "week": "w",
    "month": "m",
    "month of the calendars": "1",
    "calendars": "1 tab",
    "detail": "3",
    "date": "g",
    "search": "/",
    "save": "s",
    "too small": "",
    "CardScreen": "o",
    "ChangesScreen": "C",
    "CommandsScreen": "f1",
    "ComparisonScreen": "i",
    "FilterScreen": "f",
    "LargeTextScreen": "y y",
    "LogScreen": "L",
    "RepliesScreen": "I",
    "ThemesScreen": "#",
    "ZoneScreen": "W",
}
"""Every place to be, and the keys that lead there from the agenda."""
ELSEWHERE = {"MainScreen", "ProfilesScreen", "SignInScreen", "WelcomeScreen"}
"""What is made of the other places, and screens that end the program or come before it."""


def _place(browser: Browsing) -> str:
    """Where somebody is now."""
    main = browser.screen
    if browser.app.screen is not main:
        return type(browser.app.screen).__name__
    if main.too_small.display:
        return "too small"
    if main.prompt.purpose:
        return main.prompt.purpose
    if main.panes.pane == "picker":
        return "calendars" if main.panes.stop is main.picker.calendars else "month of the calendars"
    return "detail" if main.panes.pane == "detail" else str(main.view.id)


def _last_classes(kind: type) -> Iterator[type]:
    """The classes made of another of which no more are made."""
    made: list[type] = kind.__subclasses__()
    if not made:
        yield kind
    for each in made:
        yield from _last_classes(each)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.timeout(MINUTES * 60 * 2 + 300)
async def test_nothing_raises_and_q_ends_it(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    # What is saved on the way stands where a program is begun.
    monkeypatch.chdir(tmp_path)
    chance = Random(seed)
    last: deque[str] = deque(maxlen=40)
    visited: Counter[str] = Counter()
    async with browsing(tmp_path, None, (80, 24), lang=chance.choice(["en", "zh"])) as browser:
        end = time.monotonic() + MINUTES * 60
        done = 0
        try:
            if not MINUTES:
                await _visit_all(browser, last, visited)
            while done < STEPS or time.monotonic() < end:
                await _step(browser, chance, last)
                done += 1
                assert browser.app.is_running, "it ended by itself"
                visited[_place(browser)] += 1
        except BaseException as error:
            error.add_note(f"after {done} steps, the last of them: {' '.join(last)}")
            raise
        await _leave(browser)
        assert browser.app.return_code == 0
    print(f"{done} steps: {dict(visited.most_common())}")
    assert set(WAYS) - set(visited) == set()


async def _visit_all(browser: Browsing, last: deque[str], visited: Counter[str]) -> None:
    """Go to every place and back."""
    for place, keys in WAYS.items():
        last.append(keys)
        if not keys:
            await browser.resize(39, 11)
        await browser.press(*keys.split())
        visited[_place(browser)] += 1
        assert place in visited, (place, _place(browser))
        await browser.resize(120, 40)
        await browser.press("escape", "escape", "a")


async def _step(browser: Browsing, chance: Random, last: deque[str]) -> None:
    """A key, at times the one before or Esc; more rarely another size, words, a while later, or a server in trouble."""
    draw = chance.random()
    if draw < 0.04:
        size = chance.choice([*SIZES, (chance.randint(1, 200), chance.randint(1, 70))])
        last.append(f"{size[0]}x{size[1]}")
        await browser.resize(*size)
    elif draw < 0.06:
        word = chance.choice(WORDS)
        last.append(repr(word))
        await browser.press(*word)
    elif draw < 0.075:
        last.append(way := chance.choice([*WAYS.values()]))
        await browser.press(*way.split())
    elif draw < 0.09:
        last.append("later")
        browser.clock.now += timedelta(minutes=chance.choice([1, 7, 60, 1440]))
        browser.screen.tick()
    elif draw < 0.11:
        fault = chance.choice(TROUBLE)
        last.append(str(fault))
        browser.faults.add(fault)
    else:
        key = chance.choice(KEYS)
        if draw < 0.17:
            key = "escape"
        elif draw < 0.23 and last and last[-1] in KEYS:
            key = last[-1]
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
    await browser.resize(80, 24)
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


def test_every_screen_of_the_program_is_among_the_places() -> None:
    for module in pkgutil.iter_modules(screens.__path__):
        importlib.import_module(f"{screens.__name__}.{module.name}")
    found = {kind.__name__ for kind in _last_classes(Screen) if kind.__module__.startswith(screens.__name__)}
    assert found - ELSEWHERE == {place for place in WAYS if place.endswith("Screen")}
