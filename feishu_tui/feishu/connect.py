"""Puts the parts together from a configuration."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from feishu_tui.errors import NotSignedIn
from feishu_tui.feishu.calendars import Calendars
from feishu_tui.feishu.client import FeishuClient
from feishu_tui.feishu.events import Events
from feishu_tui.feishu.http import checked_base_url
from feishu_tui.feishu.identity import identity
from feishu_tui.feishu.pace import Pace
from feishu_tui.feishu.retry import Backoff
from feishu_tui.feishu.spare_httpx import httpx
from feishu_tui.feishu.tokens import StaticToken, TenantToken
from feishu_tui.feishu.wire.times import AllDayEnd
from feishu_tui.sentence import Sentence
from feishu_tui.text import clean

if TYPE_CHECKING:
    from feishu_tui.config import Config
    from feishu_tui.feishu.oauth import App
    from feishu_tui.feishu.token_file import Login
    from feishu_tui.feishu.user_token import UserToken


class Feishu:
    """A connection to one server as one identity."""

    def __init__(self, client: FeishuClient, all_day_end: AllDayEnd, user: UserToken | None = None) -> None:
        self.client = client
        self._user = user
        self.calendars = Calendars(client)
        self.events = Events(client, all_day_end)

    async def __aenter__(self) -> Feishu:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Closes the connections; waits for a renewal of the login that is under way."""
        if self._user is not None:
            await self._user.aclose()
        await self.client.aclose()

    @property
    def notice(self) -> str:
        """What to tell the person about their login, empty for nothing; a whole sentence."""
        return self._user.notice if self._user is not None else ""


def open(
    config: Config,
    transport: httpx.AsyncBaseTransport | None = None,
    *,
    pace: Pace | None = None,
    backoff: Backoff | None = None,
    clock: Callable[[], float] = time.time,
) -> Feishu:
    """A connection as ``config`` says; ``transport`` replaces the network, ``pace`` and ``backoff`` its waits.

    Raises ``NotSignedIn`` where there is nobody to be, ``ConfigError`` for a base URL the token must not be sent to.
    Nothing is sent yet. ``clock`` gives Unix seconds: the real ones, as a login ends whatever ``--now`` pretends.
    """
    auth = sign_in(config, transport, clock=clock)
    client = FeishuClient(config.base_url, auth, transport=transport, pace=pace, backoff=backoff)
    return Feishu(client, config.all_day_end, None if isinstance(auth, StaticToken | TenantToken) else auth)


def sign_in(
    config: Config, transport: httpx.AsyncBaseTransport | None = None, *, clock: Callable[[], float] = time.time
) -> StaticToken | TenantToken | UserToken:
    """Who to be: the given token, else the signed-in user, else the app.

    Raises ``NotSignedIn`` where there is none of them, or where the login that is there must not be used.
    """
    kind = identity(config)
    if kind == "token":
        return StaticToken(config.access_token)
    base_url = checked_base_url(config.base_url)
    if kind == "app":
        return TenantToken(config.app_id, config.app_secret, base_url)
    # What a login takes is imported only where there is one.
    from feishu_tui.feishu.token_file import TokenFile
    from feishu_tui.feishu.user_token import UserToken

    file = TokenFile.of(config)
    return UserToken(file, lambda login: app_of(login, config), transport=_blocking(transport), clock=clock)


def app_of(login: Login, config: Config) -> App:
    """The app a login was made with. Raises ``NotSignedIn`` where its secret is not known."""
    from feishu_tui.feishu.oauth import App

    if config.app_id == login.app_id and config.app_secret:
        return App(config.app_id, config.app_secret)
    if login.app_secret:
        return App(login.app_id, login.app_secret)
    raise NotSignedIn(
        Sentence(
            "The login was made with the app {app_id}, whose secret is not known here.", app_id=clean(login.app_id)
        ),
        hint="Set FEISHU_TUI_APP_ID and FEISHU_TUI_APP_SECRET as then, or sign in again: feishu-tui login",
    )


def _blocking(transport: httpx.AsyncBaseTransport | None) -> httpx.BaseTransport | None:
    if transport is None or isinstance(transport, httpx.BaseTransport):
        return transport
    raise TypeError("a login is renewed in a thread: the transport has to serve that too")
