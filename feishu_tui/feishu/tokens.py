"""Who we are to the server: a ready token, or the app's own token fetched and renewed.

Each is an ``httpx.Auth``; none shows its secrets in ``repr``, and none logs them.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Generator

from feishu_tui.errors import BadResponse, FeishuTuiError, NotSignedIn, ServerError
from feishu_tui.feishu.body import json_of
from feishu_tui.feishu.codes import TENANT_TOKEN_INVALID
from feishu_tui.feishu.envelope import code_of, document_of
from feishu_tui.feishu.identity import checked_token
from feishu_tui.feishu.spare_httpx import httpx

RENEW_BEFORE_END = 600.0
"""Seconds. Below 30 minutes the server hands out a new token while the old one stays valid."""


class StaticToken(httpx.Auth):
    """A token that is used as it is, whatever its prefix: OAuth tokens look different from the documented ones."""

    def __init__(self, token: str) -> None:
        self._token = checked_token(token)

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Puts the token on the request."""
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request

    def __repr__(self) -> str:
        return "StaticToken(…)"


class TenantToken(httpx.Auth):
    """The app's own identity: fetches a tenant token, renews it before it ends and once when it is refused.

    https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal
    ``clock`` gives monotonic seconds. Requests that need a token at the same time make one renewal.
    """

    def __init__(
        self, app_id: str, app_secret: str, base_url: str, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._app_id = app_id
        self._app_secret = app_secret
        self._url = f"{base_url.rstrip('/')}/open-apis/auth/v3/tenant_access_token/internal"
        self._clock = clock
        self._token = ""
        self._renew_at = 0.0
        self._renewing = asyncio.Lock()

    def __repr__(self) -> str:
        return f"TenantToken({self._app_id})"

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """Yields a token request where one is needed, then the request; once more with a new token if refused.

        Raises ``NotSignedIn`` where the server does not take the app id and secret.
        """
        if self._stale(""):
            async with self._renewing:
                if self._stale(""):
                    self._keep((yield self._token_request(request)))
        used = self._token
        response = yield self._signed(request)
        if not _refused(response):
            return
        async with self._renewing:
            if self._stale(used):
                self._keep((yield self._token_request(request)))
        if self._token == used:
            document_of(response)  # raises: the server stands by its refusal
        yield self._signed(request)

    def _stale(self, refused: str) -> bool:
        return not self._token or self._token == refused or self._clock() >= self._renew_at

    def _signed(self, request: httpx.Request) -> httpx.Request:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request

    def _token_request(self, request: httpx.Request) -> httpx.Request:
        return httpx.Request(
            "POST",
            self._url,
            json={"app_id": self._app_id, "app_secret": self._app_secret},
            headers={name: request.headers[name] for name in ("User-Agent", "Accept-Encoding")},
            extensions={"timeout": request.extensions["timeout"]},
        )

    def _keep(self, response: httpx.Response) -> None:
        try:
            document = document_of(response)
        except ServerError as exc:
            if exc.code is None:
                raise
            raise _refusal(exc) from exc
        token, seconds = document.get("tenant_access_token"), document.get("expire")
        if not (isinstance(token, str) and token.isascii() and token.isprintable() and token):
            raise BadResponse("The server's answer to the app's sign-in holds no token.")
        lasts = float(seconds) if isinstance(seconds, int | float) and 0 < seconds < 1e9 else 0.0
        self._token = token
        self._renew_at = self._clock() + max(lasts - RENEW_BEFORE_END, lasts / 2)


def _refused(response: httpx.Response) -> bool:
    if response.status_code < 400:
        return False
    try:
        return code_of(json_of(response.content)) == TENANT_TOKEN_INVALID
    except ValueError:
        return False


def _refusal(error: FeishuTuiError) -> NotSignedIn:
    """Any error code of the token endpoint speaks of the credentials, whatever it means elsewhere."""
    return NotSignedIn(
        "The server does not accept this app id and secret.",
        hint="Check FEISHU_TUI_APP_ID, FEISHU_TUI_APP_SECRET and the brand (feishu or lark).",
        code=error.code,
        log_id=error.log_id,
    )
