"""Choosing a theme: shown at once, kept by Enter, given back by Esc."""

from __future__ import annotations

import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.color import Color
from textual.pilot import Pilot

from feishu_tui.commands.accounts import KnownAccounts
from feishu_tui.config import load
from feishu_tui.config.themes import read_theme, theme_files
from feishu_tui.language import Language
from feishu_tui.store import Store
from feishu_tui.ui.accounts import Onward
from feishu_tui.ui.app import FeishuApp
from feishu_tui.ui.line import text_of
from feishu_tui.ui.screens.themes import ThemesScreen
from feishu_tui.ui.widgets.choices import Choices
from tests.ui.sample_office import Clock, Synced, browsing, placed

PAPER = read_theme(theme_files()["paper"])


@asynccontextmanager
async def opened(folder: Path, **flags: str) -> AsyncIterator[tuple[FeishuApp, Pilot[Onward]]]:
    """The program with a configuration folder of its own, where themes can be kept."""
    environ = {f"FEISHU_TUI_{kind}_DIR": str(folder / kind.lower()) for kind in ("CONFIG", "CACHE", "STATE")}
    config = replace(load({"tz": "Asia/Shanghai", **flags}, environ), access_token="u-demo")
    store = Store.open(folder / "cache.sqlite3", Clock())
    accounts = KnownAccounts(config, environ, None)
    app = FeishuApp(config, store, None, Clock(), Language(config.lang), None, accounts)
    async with app.run_test(size=(80, 24)) as pilot:
        await placed(app, pilot)
        while len(app.screen_stack) > 1:  # with nothing to look at it begins with signing in
            await pilot.press("escape")
        yield app, pilot
    store.close()


async def choose(app: FeishuApp, pilot: Pilot[Onward], name: str) -> None:
    """Open the list and put the cursor on a theme."""
    await pilot.press("#")
    assert isinstance(app.screen, ThemesScreen)
    choices = app.screen.query_one(Choices)
    while app.theme != name:
        before = choices.cursor
        await pilot.press("j")
        assert choices.cursor != before, f"{name} is not listed"


async def test_it_is_shown_while_choosing_and_esc_gives_the_former_back(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (80, 24), signed_in=False) as browser:
        await choose(browser.app, browser.pilot, "paper")
        assert browser.screen.styles.background == Color.parse(PAPER.background)
        style = browser.screen.agenda.render_line(0)._segments[0].style
        assert style is not None
        assert style.bgcolor is not None
        assert style.bgcolor.name == PAPER.background
        seen = browser.app.export_screenshot().replace("&#160;", " ")
        assert "Run along the river" in seen, "the calendar is in sight behind the list"
        assert PAPER.dim in seen
        await browser.press("escape")
        assert browser.app.theme == "feishu-dark"
        assert browser.screen.styles.background != Color.parse(PAPER.background)


async def test_enter_keeps_it_in_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    file = tmp_path / "config" / "config.toml"
    file.write_text('# what I like\nlang = "en"\n', encoding="utf-8")
    async with opened(tmp_path) as (app, pilot):
        await choose(app, pilot, "paper")
        await pilot.press("enter")
        await pilot.pause()
        assert app.theme == "paper"
        assert "Theme: Paper, from now on." in text_of(app._main.status.lines[0])
    assert file.read_text(encoding="utf-8").startswith("# what I like\n")
    assert tomllib.loads(file.read_text(encoding="utf-8")) == {"lang": "en", "theme": "paper"}
    async with opened(tmp_path) as (app, pilot):
        assert app.theme == "paper"


async def test_a_flag_goes_before_what_is_kept_and_that_is_said(tmp_path: Path) -> None:
    async with opened(tmp_path, theme="feishu-dark") as (app, pilot):
        await choose(app, pilot, "paper")
        await pilot.press("enter")
        await pilot.pause()
        assert "--theme goes first" in text_of(app._main.status.lines[0])


async def test_a_persons_own_is_listed_and_a_broken_one_says_why(tmp_path: Path) -> None:
    themes = tmp_path / "config" / "themes"
    themes.mkdir(parents=True)
    (themes / "mine.toml").write_text(theme_files()["paper"].read_text(encoding="utf-8"), encoding="utf-8")
    (themes / "zzz.toml").write_text("[colors]\nbackground = 'pink'\n", encoding="utf-8")
    async with opened(tmp_path) as (app, pilot):
        await choose(app, pilot, "mine")
        await pilot.press("G")
        await pilot.pause()
        assert app.theme == "mine", "what cannot be worn changes nothing"
        said = " ".join(text_of(line) for line in app.screen.query_one("#words").lines)  # type: ignore[attr-defined]
        assert "zzz.toml" in said.replace(" ", "")
        await pilot.press("enter")
        assert isinstance(app.screen, ThemesScreen)
        await pilot.press("escape")
        assert app.theme == "feishu-dark"


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (120, 40), (20, 5), (1, 1)], ids=str)
async def test_the_list_fits_every_terminal(tmp_path: Path, cache: Synced, size: tuple[int, int]) -> None:
    async with browsing(tmp_path, cache, size, signed_in=False, lang="zh") as browser:
        await browser.press("#", "G", "k", "enter")
        assert len(browser.app.screen_stack) == 1
