"""A pretend server, a state folder and a person signed in there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from feishu_tui.config import Config
from feishu_tui.feishu.client import FeishuClient, path_of
from feishu_tui.feishu.connect import app_of
from feishu_tui.feishu.oauth import Granted
from feishu_tui.feishu.pace import Pace
from feishu_tui.feishu.token_file import Login, TokenFile
from feishu_tui.feishu.user_token import UserToken
from feishu_tui.simulator.api import Simulator
from feishu_tui.simulator.faults import Fault, Faults
from feishu_tui.simulator.state import State
from feishu_tui.simulator.switches import Switches
from tests.feishu.replies import BASE, Sleeps
from tests.transport import transport

LIST = path_of("calendars")
TOKEN_PATH = "/open-apis/authen/v2/oauth/token"
NOW = 1_795_219_200.0
"""2026-11-21 00:00 UTC."""
HOUR, DAY = 3600.0, 86400.0
DATA = {
    "users": [{"open_id": "ou_me", "name": "王小明", "tenant_key": "tk_1"}],
    "calendars": [{"summary": "Me", "type": "primary", "owner": "ou_me"}],
}


class SignedIn:
    """``now`` moves only when told; ``client`` asks as the person signed in."""

    def __init__(self, folder: Path, *faults: Fault, **switches: Any) -> None:
        self.now = NOW
        self.faults = Faults(*faults)
        self.simulator = Simulator(
            State.load(DATA), Switches(rate_limits=(), **switches), lambda: self.now, self.faults
        )
        self.config = Config(
            config_folder=str(folder),
            cache_folder=str(folder / "cache"),
            state_folder=str(folder / "state"),
            base_url=BASE,
            app_id="cli_demo",
            app_secret="demo-secret",
        )
        self.file = TokenFile.of(self.config)
        self.sign_in()
        self.sleeps = Sleeps()
        self.token, self.client = self.another()

    def sign_in(self) -> Login:
        """Signs the person in anew, without the device flow."""
        login = login_of(self.simulator.sign_in("ou_me"), self.now)
        self.file.write(login)
        return login

    def another(self, **config: Any) -> tuple[UserToken, FeishuClient]:
        """Another process on the same file: its identity and its connection."""
        chosen = replace(self.config, **config)
        token = UserToken(
            self.file,
            lambda login: app_of(login, chosen),
            transport=transport(self.simulator),
            clock=lambda: self.now,
        )
        network = transport(self.simulator)
        return token, FeishuClient(BASE, token, transport=network, pace=Pace((), sleep=self.sleeps))

    @property
    def login(self) -> Login:
        """What the file holds."""
        login = self.file.read()
        assert login is not None
        return login

    @property
    def asked(self) -> int:
        """How often the token endpoint was asked."""
        return sum(path == TOKEN_PATH for _, path, _ in self.simulator.log)


def login_of(content: dict[str, Any], now: float, base_url: str = BASE, **values: Any) -> Login:
    """The login that an answer of the token endpoint makes."""
    empty = Login(base_url=base_url, app_id="cli_demo", access_token="", access_ends=0.0, **values)
    granted = Granted(
        content["access_token"],
        content["expires_in"],
        content.get("refresh_token", ""),
        content.get("refresh_token_expires_in", 0.0),
        tuple(content["scope"].split()),
    )
    return empty.granted(granted, now)
