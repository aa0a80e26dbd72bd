"""A pretend server to sign in to, over real HTTP."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from feishu_tui.config import load
from feishu_tui.feishu.token_file import Login, TokenFile
from feishu_tui.simulator.api import Simulator
from feishu_tui.simulator.faults import Faults
from feishu_tui.simulator.serve import Server, serve
from feishu_tui.simulator.state import State
from feishu_tui.simulator.switches import Switches
from tests.feishu.signed_in import DATA, login_of

SECRET = "demo-secret"


class SignInOffice:
    """``environ`` is what a process needs to find the server; what its page would be used for are methods."""

    def __init__(self, home: Path, **switches: Any) -> None:
        self.faults = Faults()
        chosen = Switches(**{"rate_limits": (), "device_interval": 0.02, **switches})
        self.simulator = Simulator(State.load(DATA), chosen, faults=self.faults)
        self.server: Server = serve(self.simulator)
        self.environ = {
            "FEISHU_TUI_BASE_URL": self.server.url,
            "FEISHU_TUI_ACCOUNTS_URL": self.server.url,
            "FEISHU_TUI_APP_ID": "cli_demo",
            "FEISHU_TUI_APP_SECRET": SECRET,
            "FEISHU_TUI_STATE_DIR": str(home / "state"),
            "FEISHU_TUI_CACHE_DIR": str(home / "cache"),
            "FEISHU_TUI_CONFIG_DIR": str(home / "config"),
        }
        self.file = TokenFile.of(load({}, self.environ))

    def close(self) -> None:
        """Stops the server."""
        self.server.close()

    @property
    def login(self) -> Login:
        """What the file holds."""
        login = self.file.read()
        assert login is not None
        return login

    def sign_in(self, **values: Any) -> Login:
        """Signs the person in without the device flow."""
        login = login_of(self.simulator.sign_in("ou_me"), time.time(), self.server.url)
        login = replace(login, **values)
        self.file.write(login)
        return login

    def sign_in_long_ago(self) -> Login:
        """Signs the person in, so long ago that the access token has ended, here and on the server."""
        login = self.sign_in(access_ends=1.0, renew_at=1.0)
        self.simulator.expire_access_tokens()
        return login

    def when_asked(self, answer: Callable[[str], None]) -> threading.Thread:
        """Calls ``answer`` with the user code as soon as there is one."""

        def wait() -> None:
            logins = self.simulator.state.logins
            while not logins.devices:
                time.sleep(0.005)
            answer(next(iter(logins.devices.values())).user_code)

        thread = threading.Thread(target=wait, daemon=True)
        thread.start()
        return thread

    def secrets(self) -> list[str]:
        """Everything that must appear nowhere: the app's secret, each token and each device code given out."""
        state = self.simulator.state
        tokens = [token for token in state.tokens.grants if token != "u-demo"]
        return [SECRET, *tokens, *state.logins.renewables, *state.logins.devices]
