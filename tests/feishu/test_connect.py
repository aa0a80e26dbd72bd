"""A connection as the configuration says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from feishu_tui.config import Config
from feishu_tui.errors import BadResponse, ConfigError, NotSignedIn
from feishu_tui.feishu import connect
from feishu_tui.feishu.codes import MEANINGS
from feishu_tui.feishu.pace import Pace
from feishu_tui.feishu.tokens import StaticToken, TenantToken
from feishu_tui.feishu.user_token import UserToken
from feishu_tui.language import Language
from feishu_tui.sync.server import Server
from tests.feishu.office import CAL, NOW, Office
from tests.feishu.replies import Replies
from tests.feishu.signed_in import SignedIn
from tests.transport import transport


def config(tmp_path: Path, **values) -> Config:
    return Config(config_folder=str(tmp_path), cache_folder=str(tmp_path), state_folder=str(tmp_path), **values)


async def test_a_token_is_used_before_the_app(tmp_path):
    chosen = config(tmp_path, access_token="u-demo", app_id="cli_demo", app_secret="demo-secret")
    office = Office()
    async with connect.open(chosen, transport(office.simulator), pace=Pace(())) as feishu:
        server: Server = feishu
        assert [calendar.calendar_id for calendar in await server.calendars.list()] == [CAL]
    assert isinstance(connect.sign_in(chosen), StaticToken)


async def test_the_app_signs_in_by_itself(tmp_path):
    chosen = config(tmp_path, app_id="cli_demo", app_secret="demo-secret")
    office = Office()
    async with connect.open(chosen, transport(office.simulator), pace=Pace(())) as feishu:
        await feishu.calendars.list()
    assert office.simulator.log[0][1].endswith("/tenant_access_token/internal")
    assert isinstance(connect.sign_in(chosen), TenantToken)


async def test_the_all_day_setting_reaches_the_events(tmp_path):
    office = Office(all_day_end="inclusive")
    office.add_days("trip", "2026-11-21", "2026-11-24")
    chosen = config(tmp_path, access_token="u-demo", all_day_end="inclusive")
    async with connect.open(chosen, transport(office.simulator), pace=Pace(())) as feishu:
        event = (await feishu.events.window(CAL, NOW - 86400, NOW + 86400)).events[0].event
    assert str(event.end) == "2026-11-24"


def test_a_signed_in_user_goes_before_the_app_and_after_a_token(tmp_path):
    office = SignedIn(tmp_path)
    assert isinstance(connect.sign_in(office.config), UserToken)
    assert isinstance(connect.sign_in(replace(office.config, access_token="u-demo")), StaticToken)
    assert isinstance(connect.sign_in(replace(office.config, profile="work")), TenantToken)
    assert isinstance(connect.sign_in(replace(office.config, base_url="https://open.larksuite.com")), TenantToken)


def test_an_ended_login_is_not_replaced_by_the_app(tmp_path):
    """Its calendars would go from the cache, and the app's own, mostly none, come in their place."""
    office = SignedIn(tmp_path)
    office.file.write(replace(office.login, ended=20064))
    assert isinstance(connect.sign_in(office.config), UserToken)


def test_a_login_that_must_not_be_used_is_not_passed_over(tmp_path):
    office = SignedIn(tmp_path)
    office.file.path.chmod(0o644)
    with pytest.raises(NotSignedIn, match="can be read by others"):
        connect.sign_in(office.config)


async def test_the_connection_tells_of_the_login(tmp_path):
    office = SignedIn(tmp_path)
    office.file.write(replace(office.login, refresh_ends=office.now + 3600))
    async with connect.open(
        office.config, transport(office.simulator), pace=Pace(()), clock=lambda: office.now
    ) as feishu:
        await feishu.calendars.list()
        assert feishu.notice.startswith("The login ends in less than two days.")


async def test_a_redirect_does_not_carry_the_users_token_elsewhere(tmp_path):
    office = SignedIn(tmp_path)
    replies = Replies(httpx.Response(302, headers={"location": "https://evil.example/"}))
    async with connect.open(office.config, replies.transport, pace=Pace(()), clock=lambda: office.now) as feishu:
        with pytest.raises(BadResponse, match="was not sent there"):
            await feishu.calendars.list()
    assert {request.url.host for request in replies.asked} == {"open.feishu.cn"}


@pytest.mark.parametrize("half", [{}, {"app_id": "cli_demo"}, {"app_secret": "x"}])
def test_nothing_to_sign_in_with(tmp_path, half):
    with pytest.raises(NotSignedIn, match="nothing to sign in with"):
        connect.open(config(tmp_path, **half))


def test_a_token_is_not_sent_in_the_clear(tmp_path):
    with pytest.raises(ConfigError, match="not encrypted"):
        connect.open(config(tmp_path, access_token="u-x", base_url="http://open.feishu.cn"))


def test_every_meaning_of_a_code_is_said_in_chinese():
    say = Language("zh")
    said = {phrase for meaning in MEANINGS.values() for phrase in (meaning.sentence, meaning.hint) if phrase}
    assert [phrase for phrase in sorted(said) if say(phrase) == phrase] == []
