"""A login from the first question to the file it is kept in."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import TYPE_CHECKING

from feishu_tui.errors import FeishuTuiError, NotSignedIn
from feishu_tui.feishu.client import FeishuClient
from feishu_tui.feishu.http import checked_base_url
from feishu_tui.feishu.login import DeviceCode, DeviceFlow
from feishu_tui.feishu.oauth import App, Granted
from feishu_tui.feishu.private_file import PrivateFile
from feishu_tui.feishu.spare_httpx import httpx
from feishu_tui.feishu.token_file import SIGN_IN_AGAIN, Login, TokenFile
from feishu_tui.feishu.tokens import StaticToken
from feishu_tui.feishu.users import Person, who
from feishu_tui.lazy_dataclasses import dataclass, field, replace

if TYPE_CHECKING:
    from feishu_tui.config import Config

PATIENCE = 10.0
"""Seconds to wait for the person's name, once they are signed in."""

_log = logging.getLogger(__name__)


class SigningIn:
    """Signs somebody in with an app, for the profile and server of a configuration.

    ``kept`` puts the app's secret into the file of the login too, for an app that was typed and stands nowhere else.
    ``transport``, ``clock`` (Unix seconds) and ``sleep`` replace the network and the time.
    """

    def __init__(
        self,
        config: Config,
        app: App,
        *,
        kept: bool,
        transport: httpx.AsyncBaseTransport | None = None,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._config = config
        self._app = app
        self._kept = kept
        self._transport = transport
        self._clock = clock
        self._sleep = sleep
        self._file = TokenFile.of(config)

    async def begin(self) -> DeviceCode:
        """What to show the person. Raises our errors; ``StateError`` where a login could not be kept anyway."""
        await asyncio.to_thread(self._make_sure)
        async with self._flow() as flow:
            return await flow.begin()

    async def finish(self, code: DeviceCode) -> Login:
        """Waits for the person to agree, and keeps the login. Raises our errors."""
        async with self._flow() as flow:
            login = self._login(await flow.wait(code))
        await asyncio.to_thread(self._keep, login)
        person = await self._person(login)
        if person is None:
            return login
        named = replace(login, name=person.name, open_id=person.open_id, tenant_key=person.tenant_key)
        await asyncio.to_thread(self._keep, named, login.access_token)
        return named

    def _flow(self) -> DeviceFlow:
        return DeviceFlow(
            self._app,
            self._config.base_url,
            self._config.accounts_url,
            transport=self._transport,
            clock=self._clock,
            sleep=self._sleep,
        )

    def _make_sure(self) -> None:
        with self._file.lock(), self._file.replacing():
            return

    def _keep(self, login: Login, instead_of: str = "") -> None:
        """Writes a login; only over the one with the access token ``instead_of``, where one is named."""
        with self._file.lock():
            if instead_of:
                now = self._file.read()
                if now is None or now.access_token != instead_of:
                    return  # signed in or out by another process in the meantime
            self._file.write(login)

    def _login(self, granted: Granted) -> Login:
        empty = Login(
            base_url=self._config.base_url,
            app_id=self._app.app_id,
            app_secret=self._app.secret if self._kept else "",
            access_token="",
            access_ends=0.0,
        )
        return empty.granted(granted, self._clock())

    async def _person(self, login: Login) -> Person | None:
        """Who it is; ``None`` where the server does not say: they are signed in all the same."""
        base_url = checked_base_url(self._config.base_url)
        try:
            async with (
                asyncio.timeout(PATIENCE),
                FeishuClient(base_url, StaticToken(login.access_token), transport=self._transport) as client,
            ):
                return await who(client)
        except (FeishuTuiError, TimeoutError) as exc:
            _log.info("The name could not be asked for: %s", exc)
            return None


@dataclass(frozen=True, slots=True)
class Pending:
    """A login that waits to be resumed. Its ``repr`` shows no secret."""

    code: DeviceCode
    app_id: str
    app_secret: str = field(default="", repr=False)
    """Only where it was typed."""


class PendingFile:
    """Where a login that waits is kept, in the state folder as the login itself will be."""

    def __init__(self, config: Config) -> None:
        self._file = PrivateFile(config.state_path("pending"))

    def read(self) -> Pending | None:
        """The login that waits, ``None`` for none. Raises ``NotSignedIn`` for a file that is not to be trusted."""
        content = self._file.read()
        if content is None:
            return None
        try:
            document = json.loads(content)
            return Pending(DeviceCode(**document.pop("code")), **document)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise NotSignedIn("The login that waits cannot be read.", hint=SIGN_IN_AGAIN) from None

    def write(self, pending: Pending) -> None:
        """Keeps it. Raises ``StateError``."""
        self._file.write(json.dumps(asdict(pending)).encode())

    def remove(self) -> bool:
        """Forgets it; whether there was one. Raises ``StateError``."""
        return self._file.remove()
