"""Puts the parts together from a configuration."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING

import httpx

from feishu_tui.errors import NotSignedIn
from feishu_tui.feishu.calendars import Calendars
from feishu_tui.feishu.client import FeishuClient, checked_base_url
from feishu_tui.feishu.events import Events
from feishu_tui.feishu.pace import Pace
from feishu_tui.feishu.tokens import StaticToken, TenantToken
from feishu_tui.feishu.wire.times import AllDayEnd

if TYPE_CHECKING:
    from feishu_tui.config import Config


class Feishu:
    """A connection to one server as one identity."""

    def __init__(self, client: FeishuClient, all_day_end: AllDayEnd) -> None:
        self.client = client
        self.calendars = Calendars(client)
        self.events = Events(client, all_day_end)

    async def __aenter__(self) -> Feishu:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Closes the connections."""
        await self.client.aclose()


def open(config: Config, transport: httpx.AsyncBaseTransport | None = None, *, pace: Pace | None = None) -> Feishu:
    """A connection as ``config`` says; ``transport`` replaces the network, ``pace`` the rate limit.

    A ready token comes before the app's. Raises ``NotSignedIn`` where there is neither, ``ConfigError`` for a base
    URL the token must not be sent to. Nothing is sent yet.
    """
    client = FeishuClient(config.base_url, sign_in(config), transport=transport, pace=pace)
    return Feishu(client, config.all_day_end)


def sign_in(config: Config) -> httpx.Auth:
    """Who to be: the given token, else the app. Raises ``NotSignedIn`` where there is nothing to sign in with."""
    if config.access_token:
        return StaticToken(config.access_token)
    if config.app_id and config.app_secret:
        return TenantToken(config.app_id, config.app_secret, checked_base_url(config.base_url))
    raise NotSignedIn(
        "There is nothing to sign in with.",
        hint="Set FEISHU_TUI_ACCESS_TOKEN, or FEISHU_TUI_APP_ID and FEISHU_TUI_APP_SECRET; --demo needs neither.",
    )
