"""The signed-in user's identity: puts the access token on requests, and has it renewed in time."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import Future

from feishu_tui.errors import FeishuTuiError, NetworkTimeout, NotSignedIn
from feishu_tui.feishu.body import json_of
from feishu_tui.feishu.codes import TENANT_TOKEN_INVALID, USER_TOKEN_EXPIRED, USER_TOKEN_INVALID
from feishu_tui.feishu.envelope import code_of
from feishu_tui.feishu.oauth import App
from feishu_tui.feishu.renewal import Renewal, ended
from feishu_tui.feishu.retry import Passing
from feishu_tui.feishu.spare_httpx import httpx
from feishu_tui.feishu.token_file import SIGN_IN_AGAIN, Login, TokenFile, notice

PATIENCE = 60.0
"""Seconds a request waits for a renewal."""
LAST_PATIENCE = 20.0
"""Seconds to wait at the end for the answer to a renewal that was sent."""
TRY_AGAIN_AFTER = 60.0
"""Seconds between attempts to renew a token that can still be used."""
USER_INFO_TOKEN_INVALID = 20005
"""What user_info says, with HTTP 200, of a token that is no good."""
_REFUSALS = frozenset({USER_TOKEN_EXPIRED, USER_TOKEN_INVALID, TENANT_TOKEN_INVALID})

_log = logging.getLogger(__name__)


class UserToken(httpx.Auth):
    """Renews the login in a file some minutes before its access token ends, and once when it is refused.

    Requests at the same time, of several processes too, make one renewal. ``app_of`` names the app a login was made
    with and may raise ``NotSignedIn``; ``clock`` gives Unix seconds.
    """

    def __init__(
        self,
        file: TokenFile,
        app_of: Callable[[Login], App],
        *,
        transport: httpx.BaseTransport | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._file = file
        self._clock = clock
        self._renewal = Renewal(file, app_of, transport=transport, clock=clock)
        self._login: Login | None = None
        self._under_way: Future[Login] | None = None
        self._hopeless = ""
        """A token that was refused right after it was made: another would be no better."""
        self._not_before = 0.0

    def __repr__(self) -> str:
        return f"UserToken({self._file!r})"

    @property
    def notice(self) -> str:
        """What to tell the person about their login, empty for nothing. Reads no file."""
        return self._file.addressed(notice(self._login, self._clock())) if self._login else ""

    async def aclose(self) -> None:
        """Waits for the answer to a renewal that was sent; nothing is sent afterwards."""
        sent, under_way = self._renewal.stop(), self._under_way
        if sent and under_way is not None:
            await asyncio.wait({asyncio.wrap_future(under_way)}, timeout=LAST_PATIENCE)

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """Yields the request with a token that should be good; once more with a new one if it is refused.

        Raises ``NotSignedIn`` where the login has ended, and why it could not be renewed where that is not its end.
        """
        login = await self._good("")
        response = yield _signed(request, login)
        if not _refused(response) or login.access_token == self._hopeless:
            return
        login = await self._good(login.access_token)
        response = yield _signed(request, login)
        if _refused(response):
            self._hopeless = login.access_token

    async def _good(self, refused: str) -> Login:
        try:
            return await self._usable(refused)
        except NotSignedIn as exc:
            exc.hint = self._file.addressed(exc.hint)
            raise

    async def _usable(self, refused: str) -> Login:
        now = self._clock()
        if self._login is not None and self._login.is_fresh(now, refused):
            return self._login
        login = self._login = self._read()
        if login.is_fresh(now, refused):
            return login
        lasts = login.access_token != refused and now < login.access_ends
        if lasts and (not login.can_be_renewed or now < self._not_before):
            return login
        if not login.can_be_renewed:
            raise ended(login)
        try:
            self._login = await self._renewed(refused)
        except (FeishuTuiError, Passing) as exc:
            if not lasts:
                raise
            _log.warning("The login could not be renewed yet: %s", exc)
            self._not_before = now + TRY_AGAIN_AFTER
            self._login = self._read()
        return self._login

    def _read(self) -> Login:
        login = self._file.read()
        if login is None:
            raise NotSignedIn("Nobody is signed in any more.", hint=SIGN_IN_AGAIN)
        return login

    async def _renewed(self, refused: str) -> Login:
        if self._under_way is None or self._under_way.done():
            self._under_way = self._begin(refused)
        try:
            async with asyncio.timeout(PATIENCE):
                return await asyncio.wrap_future(self._under_way)
        except TimeoutError as exc:
            raise NetworkTimeout("The login could not be renewed in time.", hint="Check the network.") from exc

    def _begin(self, refused: str) -> Future[Login]:
        future: Future[Login] = Future()
        future.set_running_or_notify_cancel()  # from now on no waiting task can cancel it

        def work() -> None:
            try:
                future.set_result(self._renewal.renew(refused))
            except BaseException as exc:
                future.set_exception(exc)

        # Not kept alive for a name server that keeps silent; ``aclose`` waits where an answer may come.
        threading.Thread(target=work, name="renew the login", daemon=True).start()
        return future


def _signed(request: httpx.Request, login: Login) -> httpx.Request:
    request.headers["Authorization"] = f"Bearer {login.access_token}"
    return request


def _refused(response: httpx.Response) -> bool:
    if response.status_code < 400:
        return response.request.url.path.endswith("/user_info") and _code(response) == USER_INFO_TOKEN_INVALID
    return _code(response) in _REFUSALS


def _code(response: httpx.Response) -> int | None:
    try:
        return code_of(json_of(response.content))
    except ValueError:
        return None
