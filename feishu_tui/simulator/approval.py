"""The page on which a person agrees to a login, or does not: plain HTML without a script."""

from __future__ import annotations

from html import escape
from urllib.parse import parse_qsl

from feishu_tui.simulator.logins import Device
from feishu_tui.simulator.messages import Request, Response
from feishu_tui.simulator.oauth import VERIFICATION
from feishu_tui.simulator.parameters import form_body
from feishu_tui.simulator.state import State

_PAGE = """\
<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Sign in (simulator)</title>
<body style="font-family: sans-serif; max-width: 32em; margin: 2em auto">
<h1>Sign in <small>(simulator)</small></h1>
{content}
</body></html>
"""


def answer(request: Request, state: State, now: float, log_id: str) -> Response | None:
    """The page, or what came of pressing a button on it; None for any other address."""
    if request.path.rstrip("/") != VERIFICATION:
        return None
    method = request.method.upper()
    if method == "GET":
        code = dict(parse_qsl(request.query)).get("user_code", "")
        return _page(_form(state, code, now) if code else _ask_for_code(), log_id)
    if method == "POST":
        return _page(_decide(form_body(request), state, now), log_id)
    return None


def _decide(fields: dict[str, str], state: State, now: float) -> str:
    device = _open(state, fields.get("user_code", ""), now)
    if device is None:
        return _unknown()
    if fields.get("decision") != "approve":
        state.logins.deny(device.user_code)
        return "<p>Refused. You can close this page.</p>"
    identity = fields.get("identity", "")
    if identity not in state.users:
        return "<p>There is no such person here.</p>"
    state.logins.approve(device.user_code, identity)
    return "<p>Signed in. Go back to the terminal; you can close this page.</p>"


def _form(state: State, code: str, now: float) -> str:
    device = _open(state, code, now)
    if device is None:
        return _unknown()
    people = "".join(
        f'<option value="{escape(open_id)}">{escape(str(user.get("name", open_id)))}</option>'
        for open_id, user in state.users.items()
    )
    scopes = "".join(f"<li><code>{escape(scope)}</code></li>" for scope in sorted(device.scopes))
    return f"""\
<p>The app <b>{escape(device.app_id)}</b> asks for:</p><ul>{scopes}</ul>
<p>Check that your terminal shows this code: <b>{escape(device.user_code)}</b></p>
<form method="post" action="{VERIFICATION}">
<input type="hidden" name="user_code" value="{escape(device.user_code)}">
<p>as <select name="identity">{people}</select></p>
<button name="decision" value="approve">Approve</button> <button name="decision" value="deny">Refuse</button>
</form>"""


def _ask_for_code() -> str:
    return f"""\
<form method="get" action="{VERIFICATION}">
<p>The code your terminal shows: <input name="user_code" autofocus> <button>Go on</button></p>
</form>"""


def _unknown() -> str:
    return "<p>This code is not known, or has ended. Start again in the terminal.</p>"


def _open(state: State, code: str, now: float) -> Device | None:
    try:
        device = state.logins.by_user_code(code)
    except KeyError:
        return None
    return device if not device.answer and now < device.expires_at else None


def _page(content: str, log_id: str) -> Response:
    headers = (("Content-Type", "text/html; charset=utf-8"), ("X-Tt-Logid", log_id))
    return Response(200, headers, _PAGE.format(content=content).encode())
