"""Signing in without a browser on this machine: the device flow of RFC 8628.

The accounts host gives a device code, the person agrees on any other device, the open host then gives the tokens.
No page documents the first step; it is asked for as the official command line asks for it.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from types import TracebackType
from urllib.parse import urlsplit

from feishu_tui.errors import BadResponse, FeishuTuiError, NetworkError, NotPermitted, NotSignedIn
from feishu_tui.feishu.http import WHOLE_REPLY, checked_base_url, open_http
from feishu_tui.feishu.network import translate
from feishu_tui.feishu.oauth import (
    SCOPES,
    TOKEN_PATH,
    App,
    Granted,
    Refused,
    answered,
    granted_of,
    is_token,
    seconds_of,
)
from feishu_tui.feishu.retry import Passing
from feishu_tui.feishu.spare_httpx import httpx
from feishu_tui.lazy_dataclasses import dataclass, field
from feishu_tui.text import clean

DEVICE_PATH = "/oauth/v1/device_authorization"
DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"
DEFAULT_LIFETIME, DEFAULT_INTERVAL = 240.0, 5.0
"""Seconds, where the server does not say."""
SLOWER, LONGEST_INTERVAL = 5.0, 60.0
"""Seconds that ``slow_down`` adds to the interval (RFC 8628 §3.5), and the most it comes to."""
TRIES = 3
"""For the first step; the second is asked until the code ends."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DeviceCode:
    """What to show the person, and what to wait with. Its ``repr`` does not show the device code."""

    device_code: str = field(repr=False)
    user_code: str
    verification_uri: str
    verification_uri_complete: str
    """The same with the user code in it; empty where the server gives none."""
    expires_at: float
    """Unix seconds."""
    interval: float
    """Seconds between two polls."""

    @property
    def address(self) -> str:
        """The address to open: the one that needs no typing, if there is one."""
        return self.verification_uri_complete or self.verification_uri


class DeviceFlow:
    """One login in the making; a context manager that closes the connections.

    ``clock`` gives Unix seconds; ``transport`` replaces the network. Raises ``ConfigError`` for an address that the
    secret must not be sent to.
    """

    def __init__(
        self,
        app: App,
        base_url: str,
        accounts_url: str,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._app = app
        self._token_url = f"{checked_base_url(base_url)}{TOKEN_PATH}"
        self._device_url = f"{checked_base_url(accounts_url)}{DEVICE_PATH}"
        self._clock = clock
        self._sleep = sleep
        self._http = open_http((base_url, accounts_url), transport)

    async def __aenter__(self) -> DeviceFlow:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._http.aclose()

    async def begin(self) -> DeviceCode:
        """Asks for a device code. Raises our errors: ``NotSignedIn`` where the app id or secret is not taken."""
        for tried in range(1, TRIES + 1):
            try:
                return await self._begin()
            except Passing as passing:
                if tried == TRIES:
                    raise passing.error from passing.__cause__
                await self._sleep(min(passing.wait or 1.0, LONGEST_INTERVAL))
            except Refused as refused:
                raise _said(refused) from refused
        raise AssertionError("the last try returns or raises")

    async def wait(self, code: DeviceCode) -> Granted:
        """Waits until the person has agreed; the tokens.

        Network trouble is waited out. Raises ``NotPermitted`` where the person refuses, ``NotSignedIn`` when the
        code ends, and our errors for whatever else the server says.
        """
        interval = code.interval
        trouble: FeishuTuiError | None = None
        while True:
            await self._sleep(interval)
            if self._clock() >= code.expires_at:
                raise _too_late() from trouble
            try:
                return await self._poll(code)
            except Passing as passing:
                trouble = passing.error
                _log.info("%s Asking again.", trouble)
                interval = min(max(interval + 1.0, passing.wait or 0.0), LONGEST_INTERVAL)
            except (BadResponse, NetworkError) as exc:
                trouble = exc
                _log.info("%s Asking again.", trouble)
                interval = min(interval + 1.0, LONGEST_INTERVAL)
            except Refused as refused:
                if refused.word == "slow_down":
                    interval = min(interval + SLOWER, LONGEST_INTERVAL)
                elif refused.word != "authorization_pending":
                    raise _said(refused) from refused

    async def _begin(self) -> DeviceCode:
        response = await self._post(
            self._device_url,
            {"client_id": self._app.app_id, "scope": " ".join(SCOPES)},
            auth=httpx.BasicAuth(self._app.app_id, self._app.secret),
        )
        fields = answered(response, (self._app.secret,))
        device_code, user_code = fields.get("device_code"), _text(fields.get("user_code"))
        address = _address(fields.get("verification_uri"))
        if not isinstance(device_code, str) or not is_token(device_code) or not user_code or not address:
            raise BadResponse("The server's answer to the sign-in holds no code and address to show.")
        return DeviceCode(
            device_code,
            user_code,
            address,
            _address(fields.get("verification_uri_complete")),
            self._clock() + seconds_of(fields.get("expires_in"), DEFAULT_LIFETIME),
            min(seconds_of(fields.get("interval"), DEFAULT_INTERVAL), LONGEST_INTERVAL),
        )

    async def _poll(self, code: DeviceCode) -> Granted:
        response = await self._post(
            self._token_url,
            {
                "grant_type": DEVICE_GRANT,
                "device_code": code.device_code,
                "client_id": self._app.app_id,
                "client_secret": self._app.secret,
            },
        )
        return granted_of(response, (self._app.secret, code.device_code))

    async def _post(self, url: str, fields: dict[str, str], auth: httpx.Auth | None = None) -> httpx.Response:
        host = urlsplit(url).hostname or ""
        request = self._http.build_request("POST", url, data=fields)
        try:
            async with asyncio.timeout(WHOLE_REPLY):
                response = await self._http.send(request, auth=auth)
        except (httpx.HTTPError, TimeoutError) as exc:
            raise translate(exc, host) from exc
        _log.debug("POST %s HTTP %d %s", url, response.status_code, response.headers.get("x-tt-logid", ""))
        return response


def _said(refused: Refused) -> FeishuTuiError:
    problem = refused.problem
    if refused.word == "access_denied":
        return NotPermitted("The sign-in was refused in the browser.", code=problem.code, log_id=problem.log_id)
    if refused.word == "expired_token" or (refused.word == "invalid_grant" and problem.code in (None, 20003, 20004)):
        return _too_late(problem)
    if refused.word in ("invalid_client", "unauthorized_client") and problem.code is None:
        hint = "Check the app id, the app secret and the brand (feishu or lark)."
        return NotSignedIn("The server does not accept this app id and secret.", hint=hint, log_id=problem.log_id)
    return problem


def _too_late(problem: FeishuTuiError | None = None) -> NotSignedIn:
    return NotSignedIn(
        "The code expired before anybody agreed.",
        hint="Start again: feishu-tui login",
        code=problem.code if problem else None,
        log_id=problem.log_id if problem else "",
    )


def _text(value: object) -> str:
    return clean(value)[:100] if isinstance(value, str) else ""


def _address(value: object) -> str:
    """An address that may be shown and put into a QR code; empty for anything else."""
    if not isinstance(value, str) or len(value) > 1000 or not (value.isascii() and value.isprintable()):
        return ""
    return value if value.startswith(("https://", "http://")) and " " not in value else ""
