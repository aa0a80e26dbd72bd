"""The profiles on the screen, and the whole program going over from one to another."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from feishu_tui.commands.accounts import KnownAccounts
from feishu_tui.config import load
from feishu_tui.language import Language
from feishu_tui.simulator.sample import USER_TOKEN
from feishu_tui.store import Store
from feishu_tui.text import width
from feishu_tui.ui.accounts import Onward, Profile
from feishu_tui.ui.app import FeishuApp
from feishu_tui.ui.line import text_of
from feishu_tui.ui.profile_lines import profile_lines
from feishu_tui.ui.screens.main import MainScreen
from feishu_tui.ui.screens.profiles import ProfilesScreen
from feishu_tui.ui.screens.sign_in import SignInScreen
from feishu_tui.ui.widgets.choices import Choices
from feishu_tui.ui.widgets.line_view import LineView
from tests.commands.signing_in import SECRET, SignInOffice
from tests.ui.events import EN, ZH
from tests.ui.program import Program
from tests.ui.sample_office import Clock, placed

FILE = """\
timezone = "Asia/Shanghai"

[profiles.work]
lang = "zh"
timezone = "Europe/Berlin"
theme = "feishu-light"

[profiles.lark]
brand = "lark"

[profiles.odd]
brand = "orange"
"""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SignInOffice]:
    office = SignInOffice(tmp_path)
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text(FILE)
    yield office
    office.close()


def environ_of(office: SignInOffice, **more: str) -> dict[str, str]:
    """Without the app, the hosts for every profile; ``more`` on top."""
    return {**{name: value for name, value in office.environ.items() if "APP_" not in name}, **more}


@asynccontextmanager
async def listed(
    environ: dict[str, str], size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[FeishuApp, Pilot[Onward]]]:
    """The program with the list of profiles open."""
    config = load({}, environ)
    store = Store.open(config.cache_path, Clock())
    accounts = KnownAccounts(config, environ, None)
    app = FeishuApp(config, store, None, Clock(), Language(config.lang), None, accounts)
    async with app.run_test(size=size) as pilot:
        await placed(app, pilot)
        if not isinstance(app.screen, MainScreen):
            await pilot.press("escape")
        await pilot.press("P")
        await pilot.pause()
        assert isinstance(app.screen, ProfilesScreen)
        yield app, pilot
    store.close()


def text(app: FeishuApp) -> list[str]:
    return [text_of(line).rstrip() for view in app.screen.query(LineView) for line in view.lines]


async def test_the_profiles_of_the_file_and_those_with_a_login_are_listed(office: SignInOffice) -> None:
    office.sign_in()
    path = office.file.path
    path.with_name(path.name.replace("default", "old")).write_bytes(path.read_bytes())
    async with listed(environ_of(office)) as (app, _):
        shown = text(app)
    assert shown[0].startswith(" Profiles")
    assert shown[1] == " ● default  Feishu  signed in"
    assert shown[2] == "   work     Feishu  not signed in · nothing read yet"
    assert shown[3] == "   lark     Lark    not signed in · nothing read yet"
    assert shown[4] == "   odd      cannot be opened"
    assert shown[5] == "   old      Feishu  signed in · nothing read yet"


@pytest.mark.parametrize(("typed", "screen"), [("sign in", SignInScreen), ("账号", ProfilesScreen)])
async def test_both_screens_are_reached_by_name(office: SignInOffice, typed: str, screen: type) -> None:
    async with listed(environ_of(office)) as (app, pilot):
        await pilot.press("escape", "ctrl+p", *typed, "enter")
        async with asyncio.timeout(60):
            while not isinstance(app.screen, screen):
                await pilot.pause(0.02)


async def test_another_is_chosen(office: SignInOffice) -> None:
    async with listed(environ_of(office)) as (app, pilot):
        await pilot.press("j", "enter")
        await pilot.pause()
        assert not app.is_running
    assert app.return_value == Onward("work")


async def test_the_open_one_is_chosen_and_nothing_happens(office: SignInOffice) -> None:
    async with listed(environ_of(office)) as (app, pilot):
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)


async def test_enter_that_is_pressed_twice_closes_one_screen(office: SignInOffice) -> None:
    async with listed(environ_of(office)) as (app, pilot):
        choices = app.screen.query_one(Choices)
        choices.action_open()
        choices.action_open()
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)
        assert app.is_running


async def test_one_with_a_mistake_is_not_gone_over_to(office: SignInOffice) -> None:
    async with listed(environ_of(office), (40, 12)) as (app, pilot):
        await pilot.press("G", "enter")
        await pilot.pause()
        assert isinstance(app.screen, ProfilesScreen)
        assert "orange" in "".join(text(app))
        assert all(width(line) <= 38 for line in text(app))
        await pilot.press("escape")
        assert isinstance(app.screen, MainScreen)


def test_lines_fit_and_speak_chinese() -> None:
    profiles = [Profile("默认", current=True, cached=True), Profile("x" * 40, "lark", signed_in=True)]
    assert [text_of(line).rstrip() for line in profile_lines(profiles, 80, ZH)] == [
        " ● 默认                      飞书  未登录",
        f"   {'x' * 23}…  Lark  已登录 · 尚未读取",
    ]
    assert all(width(text_of(line)) <= 20 for line in profile_lines(profiles, 20, EN))


def test_the_whole_program_goes_over_and_back(office: SignInOffice, tmp_path: Path) -> None:
    """Each profile comes with its language and zone, and its own cache."""
    environ = environ_of(office, HOME=str(tmp_path), FEISHU_TUI_ACCESS_TOKEN=USER_TOKEN)
    with Program(environ) as program:
        program.wait_for("synced")
        assert any("Shanghai" in line for line in program.display)
        program.press("P")
        program.press("j\r")
        program.wait_for("同步")
        assert any("柏林" in line.replace(" ", "") for line in program.display)
        program.press("P")
        program.wait_for("work")
        assert next(line for line in program.display if "work" in line).lstrip().startswith("●")
        program.press("G\r")
        program.wait_for("Shanghai")
        program.press("q")
        assert program.status() == 0
    kept = {path.name.rpartition("-")[0] for path in (tmp_path / "cache").glob("*.sqlite3")}
    assert kept == {"default", "work"}
    assert load({}, environ).cache_path.stat().st_mode & 0o777 == 0o600


def test_the_whole_program_signs_in_and_syncs_at_once(office: SignInOffice, tmp_path: Path) -> None:
    environ = environ_of(office, HOME=str(tmp_path))
    with Program(environ) as program:
        program.wait_for("Welcome to feishu-tui")
        program.press("j\r")
        program.wait_for("Sign in to Feishu")
        program.press("cli_demo")
        program.press("\r")
        program.press(SECRET)
        program.press("\r")
        program.wait_for("Valid for another")
        (device,) = office.simulator.state.logins.devices.values()
        office.simulator.state.logins.approve(device.user_code, "ou_me")
        program.wait_for("Signed in as 王")
        program.wait_for("1 of 1")
        program.press("q")
        assert program.status() == 0
    assert office.login.name == "王小明"


def test_the_demo_from_the_first_screen_leaves_nothing(office: SignInOffice, tmp_path: Path) -> None:
    environ = environ_of(office, HOME=str(tmp_path))
    with Program(environ) as program:
        program.wait_for("Welcome to feishu-tui")
        program.press("\r")
        program.wait_for("synced")
        program.press("S")
        program.wait_for("This is the demo")
        program.press("q")
        assert program.status() == 0
    assert not list((tmp_path / "state").glob("login*"))
    assert len(list((tmp_path / "cache").glob("*.sqlite3"))) == 1


def test_the_whole_program_hides_what_the_configuration_hides(office: SignInOffice, tmp_path: Path) -> None:
    (calendar_id,) = office.simulator.state.calendars
    (tmp_path / "config" / "config.toml").write_text(
        f'timezone = "Asia/Shanghai"\nhidden_calendars = ["{calendar_id}"]\n'
    )
    with Program(environ_of(office, HOME=str(tmp_path), FEISHU_TUI_ACCESS_TOKEN=USER_TOKEN), 120, 30) as program:
        program.wait_for("0 of 1")
        program.press("q")
        assert program.status() == 0
