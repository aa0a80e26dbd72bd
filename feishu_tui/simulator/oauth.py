"""Signing in over HTTP: the device flow (RFC 8628), the user token endpoint, the page on which a person agrees.

https://open.feishu.cn/document/authentication-management/access-token/get-user-access-token
https://open.feishu.cn/document/authentication-management/access-token/refresh-user-access-token
No page documents the device flow: it is served as the official command line asks for it, and as the official SDK does.
"""

from __future__ import annotations

import base64
import binascii
from typing import Any
from urllib.parse import quote

from feishu_tui.simulator.envelope import Refusal, json_response
from feishu_tui.simulator.logins import OFFLINE_ACCESS, Device
from feishu_tui.simulator.messages import Request, Response
from feishu_tui.simulator.parameters import form_body, json_body
from feishu_tui.simulator.state import State
from feishu_tui.simulator.switches import Switches
from feishu_tui.simulator.tokens import App, Grant

ACCOUNTS_DEVICE = "/oauth/v1/device_authorization"
OPEN_DEVICE = "/open-apis/authen/v2/oauth/device_authorization"
TOKEN = "/open-apis/authen/v2/oauth/token"
VERIFICATION = "/device"
DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"

_WORDS = {20050: "server_error", 20072: "temporarily_unavailable", 20002: "invalid_client", 20048: "invalid_client"}
_WORDS |= {20036: "unsupported_grant_type", 20063: "invalid_request", 20068: "invalid_scope"}


class OAuthRefusal(Exception):
    """A no in the words of RFC 6749 §5.2 and RFC 8628 §3.5, where no number is documented."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.error = error
        self.status = status


def speaks_oauth(path: str) -> bool:
    """Whether refusals of this path are `{code, error, error_description}`."""
    return path.rstrip("/") in (ACCOUNTS_DEVICE, OPEN_DEVICE, TOKEN)


def refused(refusal: Refusal, log_id: str, latency: float = 0.0) -> Response:
    """A numbered refusal as these endpoints print it."""
    content = {
        "code": refusal.code,
        "error": _WORDS.get(refusal.code, "invalid_grant"),
        "error_description": refusal.msg,
    }
    return json_response(refusal.status, content, log_id, refusal.headers, latency)


def answer(
    request: Request, state: State, switches: Switches, now: float, log_id: str, latency: float
) -> Response | None:
    """The answer to a sign-in request, None where it is none. Raises `Refusal`."""
    method, path = request.method.upper(), request.path.rstrip("/")
    if method != "POST" or not speaks_oauth(path):
        return None
    try:
        if path == TOKEN:
            content = _token(request, state, switches, now)
        elif path == ACCOUNTS_DEVICE and switches.device_endpoint != "open":
            content = _begin(request, state, switches, now, _by_basic(request, state), form_body(request))
        elif path == OPEN_DEVICE and switches.device_endpoint != "accounts":
            body = json_body(request)
            content = _begin(request, state, switches, now, _by_body(body, state), body)
        else:
            return None
    except OAuthRefusal as exc:
        content = {"error": exc.error, "error_description": str(exc)}
        return json_response(exc.status, content, log_id, latency=latency)
    return json_response(200, content, log_id, latency=latency)


def issue(state: State, switches: Switches, now: float, app: App, identity: str, scopes: frozenset[str]) -> Any:
    """The token endpoint's good answer: an access token, and a refresh token where `offline_access` was granted."""
    prefix = "eyJ" if switches.user_token_shape == "jwt" else "u-"
    grant = Grant(
        f"{prefix}{state.tokens.make()}",
        "user",
        identity,
        app.app_id,
        scopes,
        now + switches.access_token_lifetime,
    )
    state.tokens.grants[grant.token] = grant
    content: dict[str, Any] = {
        "code": 0,
        "access_token": grant.token,
        "expires_in": switches.access_token_lifetime,
        "token_type": "Bearer",
        "scope": " ".join(sorted(scopes)),
    }
    if OFFLINE_ACCESS in scopes:
        renewable = state.logins.renewable(app.app_id, identity, scopes, now + switches.refresh_token_lifetime)
        content["refresh_token"] = renewable.token
        content["refresh_token_expires_in"] = switches.refresh_token_lifetime
    return content


def _begin(
    request: Request, state: State, switches: Switches, now: float, app: App, body: dict[str, Any]
) -> dict[str, Any]:
    scopes = frozenset(str(body.get("scope") or "").split())
    if app.scopes is not None:
        scopes &= app.scopes | {OFFLINE_ACCESS}
    device = state.logins.begin(app.app_id, scopes, now + switches.device_lifetime, switches.device_interval)
    if switches.device_approval == "auto":
        state.logins.approve(device.user_code, next(iter(state.users), ""))
    host = request.header("Host") or "localhost"
    page = f"{'http' if ':' in host else 'https'}://{host}{VERIFICATION}"
    content = {
        "device_code": device.device_code,
        "user_code": device.user_code,
        "verification_uri": page,
        "verification_uri_complete": f"{page}?user_code={quote(device.user_code)}",
        "expires_in": switches.device_lifetime,
        "interval": switches.device_interval,
    }
    return {"code": 0, "data": content} if switches.device_data_wrapper else content


def _token(request: Request, state: State, switches: Switches, now: float) -> dict[str, Any]:
    is_form = request.header("Content-Type").startswith("application/x-www-form-urlencoded")
    if switches.token_request == ("json" if is_form else "form"):
        raise Refusal(20063)
    try:
        body = form_body(request) if is_form else json_body(request)
    except Refusal as exc:
        raise Refusal(20063) from exc
    if request.header("Authorization") and body.get("client_secret"):
        raise Refusal(20070)
    kind = body.get("grant_type")
    if kind == DEVICE_GRANT:
        return _by_device(body, _by_body(body, state), state, switches, now)
    if kind == "refresh_token":
        return _renew(body, _by_body(body, state), state, switches, now)
    raise Refusal(20036)


def _by_device(body: dict[str, Any], app: App, state: State, switches: Switches, now: float) -> dict[str, Any]:
    device = state.logins.devices.get(str(body.get("device_code") or ""))
    if device is None or device.app_id != app.app_id:
        raise Refusal(20003)
    if device.answer == "used":
        raise Refusal(20065)
    if now >= device.expires_at:
        raise OAuthRefusal("expired_token", "The device code has expired.")
    if device.answer == "denied":
        raise OAuthRefusal("access_denied", "The user denied the request.")
    if device.answer != "approved":
        raise _not_yet(device, now)
    device.answer = "used"
    content: dict[str, Any] = issue(state, switches, now, app, device.identity, device.scopes)
    return content


def _not_yet(device: Device, now: float) -> OAuthRefusal:
    """RFC 8628 §3.5: asked again too soon, the interval grows by five seconds."""
    too_soon = device.asked_at is not None and now - device.asked_at < device.interval
    device.asked_at = now
    if too_soon:
        device.interval += 5
        return OAuthRefusal("slow_down", "Polling too often.")
    return OAuthRefusal("authorization_pending", "The user has not answered yet.")


def _renew(body: dict[str, Any], app: App, state: State, switches: Switches, now: float) -> dict[str, Any]:
    if not switches.refresh_allowed:
        raise Refusal(20074)
    renewable = state.logins.renewables.get(str(body.get("refresh_token") or ""))
    if renewable is None:
        raise Refusal(20026)
    if renewable.app_id != app.app_id:
        raise Refusal(20024)
    if renewable.spent:
        raise Refusal(renewable.spent)
    if now >= renewable.expires_at:
        raise Refusal(20037)
    wanted = frozenset(str(body.get("scope") or "").split())
    if not wanted <= renewable.scopes:
        raise Refusal(20068)
    renewable.spent = switches.used_refresh_code
    state.logins.renewed += 1
    content: dict[str, Any] = issue(state, switches, now, app, renewable.identity, wanted or renewable.scopes)
    return content


def _by_basic(request: Request, state: State) -> App:
    scheme, _, encoded = request.header("Authorization").partition(" ")
    try:
        app_id, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        app_id, secret = "", ""
    if scheme.lower() != "basic":
        app_id = ""
    return _app(state, app_id, secret)


def _by_body(body: dict[str, Any], state: State) -> App:
    return _app(state, str(body.get("client_id") or ""), str(body.get("client_secret") or ""))


def _app(state: State, app_id: str, secret: str) -> App:
    app = state.tokens.apps.get(app_id)
    if app is None:
        raise Refusal(20048)
    if secret != app.secret:
        raise Refusal(20002)
    return app
