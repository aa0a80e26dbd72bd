"""A connection as the configuration says."""

from __future__ import annotations

from pathlib import Path

import pytest

from feishu_tui.config import Config
from feishu_tui.errors import ConfigError, NotSignedIn
from feishu_tui.feishu import connect
from feishu_tui.feishu.codes import MEANINGS
from feishu_tui.feishu.pace import Pace
from feishu_tui.feishu.tokens import StaticToken, TenantToken
from feishu_tui.language import Language
from feishu_tui.sync.server import Server
from tests.feishu.office import CAL, NOW, Office
from tests.transport import transport


def config(tmp_path: Path, **values) -> Config:
    return Config(config_dir=tmp_path, cache_dir=tmp_path, state_dir=tmp_path, **values)


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
