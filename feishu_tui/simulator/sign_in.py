"""Tokens over HTTP: the app's tenant token, and who a user token belongs to."""

from __future__ import annotations

from typing import Any

from feishu_tui.simulator.call import USER_ID_SCOPE
from feishu_tui.simulator.envelope import Refusal
from feishu_tui.simulator.messages import Request
from feishu_tui.simulator.parameters import form_body, json_body
from feishu_tui.simulator.state import State
from feishu_tui.simulator.switches import Switches

_SCOPED = {"user_id": USER_ID_SCOPE, "email": "contact:user.email:readonly", "mobile": "contact:user.phone:readonly"}
_SCOPED["employee_no"] = "contact:user.employee:readonly"


def tenant_token(request: Request, state: State, switches: Switches, now: float) -> dict[str, Any]:
    """POST /open-apis/auth/v3/tenant_access_token/internal; the fields stand at the top level of the answer.

    https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal
    Refuses with 10003 for a missing or unknown app id, 10014 for a wrong secret, both with the same HTTP status.
    """
    body = _credentials(request, switches)
    app = state.tokens.apps.get(str(body.get("app_id", "")))
    if app is None:
        raise Refusal(10003, status=switches.bad_credentials_status)
    if body.get("app_secret") != app.secret:
        raise Refusal(10014, status=switches.bad_credentials_status)
    grant = state.tokens.tenant_token(app, now)
    return {
        "code": 0,
        "msg": "ok",
        "tenant_access_token": grant.token,
        "expire": int((grant.expires_at or now) - now),
    }


def user_info(request: Request, state: State, switches: Switches, now: float) -> dict[str, Any]:
    """GET /open-apis/authen/v1/user_info — …/authentication-management/login-state-management/get.

    A token that is no good user token is 20005 with HTTP 200, an account that is gone 20008.
    """
    try:
        grant = state.tokens.bearer(request.header("Authorization"), now, switches)
    except Refusal as exc:
        raise Refusal(20001 if exc.code == 99991661 else 20005) from exc
    if grant.kind != "user":
        raise Refusal(20005)
    user = state.users.get(grant.identity)
    if user is None:
        raise Refusal(20008)
    return {key: value for key, value in user.items() if key not in _SCOPED or grant.allows(_SCOPED[key])}


def _credentials(request: Request, switches: Switches) -> dict[str, Any]:
    is_form = request.header("Content-Type").startswith("application/x-www-form-urlencoded")
    if is_form and switches.token_request != "json":
        return form_body(request)
    if not is_form and switches.token_request != "form":
        try:
            return json_body(request)
        except Refusal as exc:
            raise Refusal(10003, status=switches.bad_credentials_status) from exc
    raise Refusal(10003, status=switches.bad_credentials_status)
