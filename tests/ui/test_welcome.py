"""The first screen: the demo, a sign-in or a token, at every size and in both languages."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from feishu_tui.commands.accounts import KnownAccounts
from feishu_tui.config import load
from feishu_tui.language import Language
from feishu_tui.store import Store
from feishu_tui.ui.accounts import Onward
from feishu_tui.ui.app import FeishuApp
from feishu_tui.ui.line import text_of, width_of
from feishu_tui.ui.screens.sign_in import SignInScreen
from feishu_tui.ui.screens.welcome import OfferList, WelcomeScreen, mistake_in
from feishu_tui.ui.widgets.line_view import LineView
from tests.ui.events import NOW
from tests.ui.sample_office import placed


@asynccontextmanager
async def started(
    folder: Path, size: tuple[int, int] = (80, 24), lang: str = "en"
) -> AsyncIterator[tuple[FeishuApp, Pilot[Onward]]]:
    """The program with nothing configured."""
    environ = {f"FEISHU_TUI_{kind}_DIR": str(folder / kind) for kind in ("CONFIG", "CACHE", "STATE")}
    environ |= {"FEISHU_TUI_TZ": "Asia/Shanghai", "FEISHU_TUI_LANG": lang}
    config = load({}, environ)
    store = Store.open(None, lambda: NOW)
    accounts = KnownAccounts(config, environ, None)
    app = FeishuApp(config, store, None, lambda: NOW, Language(lang), None, accounts)
    async with app.run_test(size=size) as pilot:
        await placed(app, pilot)
        yield app, pilot
    store.close()


async def ended(app: FeishuApp) -> Onward | None:
    async with asyncio.timeout(60):
        while app.is_running:
            await asyncio.sleep(0.01)
    return app.return_value


def said(app: FeishuApp) -> str:
    return " ".join(text_of(line).strip() for line in app.screen.query_one("#said", LineView).lines)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_all_three_are_in_sight_and_explained_at_every_size(
    tmp_path: Path, size: tuple[int, int], lang: str
) -> None:
    async with started(tmp_path, size, lang) as (app, _):
        assert isinstance(app.screen, WelcomeScreen)
        offers = app.screen.query_one(OfferList)
        lines = [text_of(line) for line in offers.lines]
        assert len(lines) <= offers.size.height
        assert all(width_of(line) <= offers.size.width for line in offers.lines)
        assert "".join(lines).count("u-…") == 1
        assert lines[-1].rstrip().endswith((".", "。"))


async def test_the_demo_is_one_key_away(tmp_path: Path) -> None:
    async with started(tmp_path) as (app, pilot):
        await pilot.press("enter")
        assert await ended(app) == Onward(demo=True)


async def test_signing_in_and_back(tmp_path: Path) -> None:
    async with started(tmp_path) as (app, pilot):
        await pilot.press("j", "enter")
        assert isinstance(app.screen, SignInScreen)
        await pilot.press("escape")
        assert isinstance(app.screen, WelcomeScreen)


async def test_a_token_is_taken_for_this_run_and_written_nowhere(tmp_path: Path) -> None:
    async with started(tmp_path) as (app, pilot):
        await pilot.press("G", "enter", *"u-secret", "enter")
        onward = await ended(app)
        assert onward is not None
        assert onward.token == "u-secret"
        assert "not stored" in onward.words
        assert "u-secret" not in repr(onward)
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and b"u-secret" in path.read_bytes()]


async def test_what_is_no_token_is_said_and_escape_goes_back(tmp_path: Path) -> None:
    async with started(tmp_path) as (app, pilot):
        await pilot.press("G", "enter", *"cli_q", "enter")
        assert said(app).startswith("A token begins with u- or t-")
        await pilot.press("escape", "escape", "escape", "escape")
        assert app.is_running
        assert not isinstance(app.screen, WelcomeScreen)


async def test_q_quits(tmp_path: Path) -> None:
    async with started(tmp_path) as (app, pilot):
        await pilot.press("q")
        assert await ended(app) is None


@pytest.mark.parametrize("token", ["", "cli_demo", "u-", "u-a b", "u-ü", "t-\x1b"])
def test_what_cannot_be_a_token(token: str) -> None:
    assert mistake_in(token) is not None


@pytest.mark.parametrize("token", ["u-demo", "t-g1044qeGEDXTB6NDJOGV4JQCYDGHRBARFTGT1234"])
def test_what_can(token: str) -> None:
    assert mistake_in(token) is None
