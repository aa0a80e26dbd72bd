"""Signing in on the screen, against the real device flow of the simulator over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from feishu_tui.commands.accounts import KnownAccounts
from feishu_tui.config import load
from feishu_tui.feishu.connect import open as connect
from feishu_tui.language import Language
from feishu_tui.simulator.logins import Device
from feishu_tui.store import Store
from feishu_tui.sync.desk import SyncDesk
from feishu_tui.ui.accounts import Onward
from feishu_tui.ui.app import FeishuApp
from feishu_tui.ui.line import text_of
from feishu_tui.ui.screens.main import MainScreen
from feishu_tui.ui.screens.sign_in import SignInScreen
from feishu_tui.ui.screens.welcome import WelcomeScreen
from feishu_tui.ui.widgets.line_view import LineView
from tests.commands.signing_in import SECRET, SignInOffice
from tests.ui.sample_office import SHANGHAI, Clock, placed

KNOWN = ("FEISHU_TUI_APP_ID", "FEISHU_TUI_APP_SECRET")


class Signing:
    """The program on its first start, and the server it signs in to."""

    def __init__(self, app: FeishuApp, pilot: Pilot[Onward], office: SignInOffice) -> None:
        self.app, self.pilot, self.office = app, pilot, office

    @property
    def device(self) -> Device:
        """The device code that was asked for last."""
        return list(self.office.simulator.state.logins.devices.values())[-1]

    def text(self) -> str:
        """What is on the screen, line by line."""
        views = self.app.screen.query(LineView)
        return "\n".join(text_of(line) for view in views if view.display for line in view.lines)

    async def until(self, true: Callable[[], bool]) -> None:
        """Waits for something to become true."""
        async with asyncio.timeout(60):
            while not true():
                await asyncio.sleep(0.01)
                await self.pilot.pause()

    async def until_said(self, words: str) -> None:
        """Waits for words on the screen."""
        await self.until(lambda: words in self.text())

    async def type(self, text: str) -> None:
        """Types into the field in use."""
        await self.pilot.press(*text)

    async def ended(self) -> Onward | None:
        """Waits until the screen closes; where to go on."""
        async with asyncio.timeout(60):
            while self.app.is_running:
                await asyncio.sleep(0.01)
        return self.app.return_value


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SignInOffice]:
    office = SignInOffice(tmp_path)
    yield office
    office.close()


@asynccontextmanager
async def started(
    office: SignInOffice,
    size: tuple[int, int] = (80, 24),
    *,
    known: bool = True,
    keys: Mapping[str, str] | None = None,
    **more: str,
) -> AsyncIterator[Signing]:
    """The program as it starts with what is on disk; ``known`` tells whether the configuration names the app."""
    environ = {name: value for name, value in office.environ.items() if known or name not in KNOWN}
    environ |= {"FEISHU_TUI_TZ": SHANGHAI.key, **more}
    config = replace(load({}, environ), keys=keys or {})
    store = Store.open(config.cache_path, Clock())
    accounts = KnownAccounts(config, environ, None)
    app = FeishuApp(config, store, None, Clock(), Language(config.lang), None, accounts)
    async with app.run_test(size=size) as pilot:
        await placed(app, pilot)
        if isinstance(app.screen, WelcomeScreen):
            await pilot.press("down", "enter")
        yield Signing(app, pilot, office)
    store.close()


async def test_a_first_start_begins_with_signing_in_and_goes_on_as_whoever_agreed(office: SignInOffice) -> None:
    async with started(office) as signing:
        await signing.until_said("Sign in to Feishu")
        await signing.pilot.press("enter")
        await signing.until_said("Valid for another")
        assert f"{office.server.url}/device?user_code={signing.device.user_code}" in signing.text()
        assert f"Code  {signing.device.user_code}" in signing.text()
        assert "█" in signing.text()
        office.simulator.state.logins.approve(signing.device.user_code, "ou_me")
        assert await signing.ended() == Onward(words="Signed in as 王小明.")
    assert (office.login.name, office.login.app_secret) == ("王小明", "")


async def test_id_and_secret_are_typed_the_secret_is_not_shown_and_both_are_kept(office: SignInOffice) -> None:
    async with started(office, known=False) as signing:
        await signing.until_said("create a custom app")
        await signing.type("cli_demo")
        await signing.pilot.press("enter")
        await signing.type(SECRET)
        picture = signing.app.export_screenshot()
        assert "cli_demo" in picture
        assert SECRET not in picture
        await signing.pilot.press("enter")
        await signing.until_said("Valid for another")
        office.simulator.state.logins.approve(signing.device.user_code, "ou_me")
        await signing.ended()
    assert (office.login.app_id, office.login.app_secret) == ("cli_demo", SECRET)


async def test_nothing_typed(office: SignInOffice) -> None:
    async with started(office, known=False) as signing:
        await signing.pilot.press("enter", "enter")
        await signing.until_said("To sign in, the id and the secret of an app are needed.")
        assert not office.simulator.state.logins.devices


async def test_a_wrong_secret_is_said_and_can_be_corrected(office: SignInOffice) -> None:
    async with started(office, known=False) as signing:
        await signing.type("cli_demo")
        await signing.pilot.press("enter", *"no-secret", "enter")
        await signing.until_said("Check the app id, the app secret and the brand")
        await signing.pilot.press("up", "ctrl+u", *SECRET, "enter")
        await signing.until_said("Valid for another")


async def test_somebody_refuses_and_may_think_again(office: SignInOffice) -> None:
    async with started(office) as signing:
        await signing.pilot.press("enter")
        await signing.until_said("Valid for another")
        first = signing.device
        office.simulator.state.logins.deny(first.user_code)
        await signing.until_said("The sign-in was refused in the browser.")
        assert "Valid for another" not in signing.text()
        await signing.pilot.press("enter")
        await signing.until_said("Valid for another")
        assert signing.device is not first
    assert office.file.read() is None


async def test_a_code_that_ends(office: SignInOffice) -> None:
    async with started(office, FEISHU_TUI_LANG="zh") as signing:
        await signing.pilot.press("enter")
        await signing.until_said("剩余")
        office.simulator.state.logins.expire_devices(0.0)
        await signing.until_said("验证码在同意之前已过期。请重新开始：feishu-tui login")


async def test_escape_stops_waiting_then_leaves_and_never_quits(office: SignInOffice) -> None:
    async with started(office) as signing:
        await signing.pilot.press("enter")
        await signing.until_said("Valid for another")
        await signing.pilot.press("escape")
        await signing.until_said("Stopped. Nobody was signed in.")
        office.simulator.state.logins.approve(signing.device.user_code, "ou_me")
        await signing.pilot.press("escape")
        await signing.pilot.pause()
        assert isinstance(signing.app.screen, MainScreen)
        assert "Not signed in: feishu-tui login" in signing.text()
        await signing.pilot.press("S")
        await signing.until(lambda: isinstance(signing.app.screen, SignInScreen))
        assert signing.app.is_running
    assert office.file.read() is None


async def test_the_address_is_copied(office: SignInOffice) -> None:
    async with started(office) as signing:
        await signing.pilot.press("enter")
        await signing.until_said("Valid for another")
        await signing.pilot.press("y")
        assert signing.app.clipboard == f"{office.server.url}/device?user_code={signing.device.user_code}"


async def test_its_keys_are_listed_and_can_be_set(office: SignInOffice) -> None:
    async with started(office, keys={"sign-in.copy": "c", "back": "x"}) as signing:
        await signing.pilot.press("enter")
        await signing.until_said("Valid for another")
        assert "c copy address  x stop" in signing.text()
        await signing.pilot.press("f1")
        assert "Copy the address where to agree" in signing.text()
        await signing.pilot.press("x", "y")
        assert signing.app.clipboard == ""
        await signing.pilot.press("c")
        assert signing.device.user_code in signing.app.clipboard


@pytest.mark.parametrize("theme", ["feishu-dark", "feishu-light", "terminal"])
async def test_the_qr_code_is_black_on_white_whatever_the_theme(office: SignInOffice, theme: str) -> None:
    async with started(office, FEISHU_TUI_THEME=theme) as signing:
        await signing.pilot.press("enter")
        await signing.until_said("Valid for another")
        guide = signing.app.screen.query_one("#guide", LineView)
        styles = [part.style for y in range(guide.size.height) for part in guide.render_line(y) if "█" in part.text]
        assert styles
        for style in styles:
            assert style is not None
            assert style.color is not None
            assert style.bgcolor is not None
            assert (style.color.get_truecolor(), style.bgcolor.get_truecolor()) == ((0, 0, 0), (255, 255, 255))


@pytest.mark.parametrize(("downs", "end"), [(1, Onward(demo=True)), (2, None)])
async def test_the_demo_and_quitting_are_offered(office: SignInOffice, downs: int, end: Onward | None) -> None:
    async with started(office) as signing:
        await signing.pilot.press(*["down"] * downs, "enter")
        assert await signing.ended() == end


async def test_a_server_that_is_gone(office: SignInOffice) -> None:
    office.close()
    async with started(office) as signing:
        await signing.pilot.press("enter")
        await signing.until_said("127.0.0.1")
        assert "Look around with sample data" in signing.text()


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_what_is_to_be_done_is_in_sight_at_every_size(office: SignInOffice, size: tuple[int, int]) -> None:
    async with started(office, size, known=False) as signing:
        await signing.until_said("Sign in")
        for name in ("#app-id", "#app-secret", "#choices", "#guide"):
            region = signing.app.screen.query_one(name).region
            assert region.height, name
            assert region.bottom <= size[1], name
        await signing.type("cli_demo")
        await signing.pilot.press("enter", *SECRET, "enter")
        await signing.until_said("Valid for another")
        assert signing.device.user_code in signing.text()
        guide = signing.app.screen.query_one("#guide", LineView)
        assert len(guide.lines) <= guide.size.height


async def test_with_a_cache_it_stays_to_be_browsed(office: SignInOffice) -> None:
    office.sign_in()
    config = load({}, office.environ)
    store = Store.open(config.cache_path, Clock())
    async with connect(config) as feishu:
        await SyncDesk(feishu, store, Clock()).refresh()
    store.close()
    office.file.remove()
    async with started(office, known=False) as signing:
        assert isinstance(signing.app.screen, MainScreen)
        assert "sign in again: feishu-tui login" in signing.text()


async def test_a_login_taken_back_leaves_the_cache_and_says_how_to_sign_in(office: SignInOffice) -> None:
    office.sign_in_long_ago()
    office.simulator.state.logins.end_renewables(20064)
    environ = {**office.environ, "FEISHU_TUI_TZ": SHANGHAI.key}
    config = load({}, environ)
    store = Store.open(config.cache_path, Clock())
    async with connect(config) as feishu:
        desk = SyncDesk(feishu, store, Clock())
        app = FeishuApp(config, store, desk, Clock(), Language("zh"), None, KnownAccounts(config, environ, feishu))
        async with app.run_test(size=(80, 24)) as pilot:
            signing = Signing(app, pilot, office)
            await signing.until_said("请重新登录：feishu-tui login")
            assert isinstance(app.screen, MainScreen)
    store.close()


async def test_a_login_that_others_can_read_is_named_and_replaced(office: SignInOffice) -> None:
    office.sign_in()
    office.file.path.chmod(0o644)
    async with started(office) as signing:
        await signing.until_said("chmod 600")
        await signing.pilot.press("enter")
        await signing.until_said("Valid for another")
        office.simulator.state.logins.approve(signing.device.user_code, "ou_me")
        await signing.ended()
    assert office.file.path.stat().st_mode & 0o777 == 0o600
    assert office.login.name == "王小明"


@pytest.mark.parametrize(("days", "told"), [(3, False), (1, True)])
async def test_a_login_that_ends_soon_is_told_while_it_still_works(office: SignInOffice, days: int, told: bool) -> None:
    environ = {**office.environ, "FEISHU_TUI_TZ": SHANGHAI.key}
    config = load({}, environ)
    login = office.sign_in()
    now = login.refresh_ends - days * 86400.0
    office.file.write(replace(login, access_ends=now + 7200.0, renew_at=now + 3600.0))
    store = Store.open(config.cache_path, Clock())
    async with connect(config, clock=lambda: now) as feishu:
        desk = SyncDesk(feishu, store, Clock())
        app = FeishuApp(config, store, desk, Clock(), Language("en"), None, KnownAccounts(config, environ, feishu))
        async with app.run_test(size=(100, 24)) as pilot:
            signing = Signing(app, pilot, office)
            await signing.until_said("synced just now")
            assert ("login ends soon: feishu-tui login" in signing.text()) == told
    store.close()
