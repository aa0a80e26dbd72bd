"""Signing in to the simulator: the device flow, the token endpoint, and tokens that end."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from feishu_tui.simulator.faults import Fault, bad_gateway
from feishu_tui.simulator.oauth import ACCOUNTS_DEVICE, DEVICE_GRANT, OPEN_DEVICE, TOKEN
from feishu_tui.simulator.switches import Switches
from tests.simulator.desk import DAY, Desk, office

APP = {"client_id": "cli_demo", "client_secret": "demo-secret"}
SCOPE = "calendar:calendar:readonly offline_access"


def desk(*faults: Fault, **switches: Any) -> Desk:
    return Desk(office(), *faults, switches=Switches(rate_limits=(), **switches))


def begin(one: Desk, scope: str = SCOPE) -> dict[str, Any]:
    """A device code, asked for as the official command line does."""
    answer = one.http.post(
        ACCOUNTS_DEVICE, data={"client_id": "cli_demo", "scope": scope}, auth=("cli_demo", "demo-secret")
    )
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def poll(one: Desk, device_code: str, **changed: Any) -> httpx.Response:
    """One poll, as a form."""
    fields = {"grant_type": DEVICE_GRANT, "device_code": device_code, **APP, **changed}
    return one.http.post(TOKEN, data=fields)


def renew(one: Desk, token: str, **changed: Any) -> httpx.Response:
    """One renewal, as JSON."""
    return one.http.post(TOKEN, json={"grant_type": "refresh_token", "refresh_token": token, **APP, **changed})


def signed_in(one: Desk, scope: str = SCOPE) -> dict[str, Any]:
    """What the token endpoint answers once somebody has agreed."""
    begun = begin(one, scope)
    one.state.logins.approve(begun["user_code"], "ou_me")
    answer = poll(one, begun["device_code"])
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def refusal(answer: httpx.Response) -> tuple[int, Any, str]:
    """(HTTP status, code, error) of a refusal, which names no other fields than these endpoints do."""
    body = answer.json()
    assert set(body) <= {"code", "error", "error_description"}
    assert body["error_description"]
    return answer.status_code, body.get("code"), body["error"]


def test_a_device_code_by_form_and_basic() -> None:
    begun = begin(desk())
    assert set(begun) == {
        "device_code",
        "user_code",
        "verification_uri",
        "verification_uri_complete",
        "expires_in",
        "interval",
    }
    assert begun["verification_uri_complete"] == f"{begun['verification_uri']}?user_code={begun['user_code']}"
    assert (begun["expires_in"], begun["interval"]) == (240, 5)


def test_a_device_code_by_json_as_the_sdk_asks() -> None:
    one = desk(device_data_wrapper=True)
    answer = one.http.post(OPEN_DEVICE, json={**APP, "scope": SCOPE}).json()
    assert answer["data"]["user_code"]


@pytest.mark.parametrize(("served", "gone"), [("accounts", OPEN_DEVICE), ("open", ACCOUNTS_DEVICE)])
def test_one_of_the_two_addresses_by_switch(served: str, gone: str) -> None:
    assert desk(device_endpoint=served).http.post(gone, json=APP).status_code == 404


@pytest.mark.parametrize(
    ("auth", "code"), [(("cli_demo", "wrong"), 20002), (("cli_none", "demo-secret"), 20048), (None, 20048)]
)
def test_a_wrong_app(auth: Any, code: int) -> None:
    answer = desk().http.post(ACCOUNTS_DEVICE, data={"client_id": "cli_demo", "scope": SCOPE}, auth=auth)
    assert refusal(answer) == (400, code, "invalid_client")


def test_pending_then_too_fast_then_slower() -> None:
    one = desk()
    begun = begin(one)
    assert refusal(poll(one, begun["device_code"])) == (400, None, "authorization_pending")
    one.now += 4
    assert refusal(poll(one, begun["device_code"])) == (400, None, "slow_down")
    one.now += 9
    assert refusal(poll(one, begun["device_code"])) == (400, None, "slow_down")
    one.now += 15
    assert refusal(poll(one, begun["device_code"])) == (400, None, "authorization_pending")


def test_agreed_to_once() -> None:
    one = desk()
    begun = begin(one)
    one.state.logins.approve(begun["user_code"].lower().replace("-", " "), "ou_me")
    body = poll(one, begun["device_code"]).json()
    assert (body["code"], body["token_type"], body["scope"]) == (0, "Bearer", SCOPE)
    assert (body["expires_in"], body["refresh_token_expires_in"]) == (7200, 7 * DAY)
    one.token = body["access_token"]
    assert one.get("/calendars")["calendar_list"]
    assert refusal(poll(one, begun["device_code"])) == (400, 20065, "invalid_grant")


def test_refused_and_expired() -> None:
    one = desk()
    begun = begin(one)
    one.state.logins.deny(begun["user_code"])
    assert refusal(poll(one, begun["device_code"])) == (400, None, "access_denied")
    begun = begin(one)
    one.now += 240
    assert refusal(poll(one, begun["device_code"])) == (400, None, "expired_token")
    begun = begin(one)
    one.state.logins.expire_devices(one.now)
    assert refusal(poll(one, begun["device_code"])) == (400, None, "expired_token")


def test_a_code_of_another_app_or_of_nobody() -> None:
    assert refusal(poll(desk(), "nothing")) == (400, 20003, "invalid_grant")


def test_agreed_to_by_itself() -> None:
    one = desk(device_approval="auto")
    assert poll(one, begin(one)["device_code"]).json()["code"] == 0


@pytest.mark.parametrize(("scope", "renewable"), [(SCOPE, True), ("calendar:calendar:readonly", False)])
def test_a_refresh_token_is_given_for_offline_access_only(scope: str, renewable: bool) -> None:
    body = signed_in(desk(), scope)
    assert ("refresh_token" in body) == ("refresh_token_expires_in" in body) == renewable


def test_less_is_granted_than_was_asked_for() -> None:
    one = desk()
    begun = begin(one)
    one.state.logins.approve(begun["user_code"], "ou_me", frozenset({"offline_access"}))
    body = poll(one, begun["device_code"]).json()
    assert body["scope"] == "offline_access"
    one.token = body["access_token"]
    assert one.refusal("/calendars") == (400, 99991679)


def test_an_app_grants_no_scope_it_lacks() -> None:
    data = {**office(), "apps": [{"app_id": "cli_demo", "app_secret": "demo-secret", "scopes": []}]}
    one = Desk(data, switches=Switches(rate_limits=()))
    assert signed_in(one)["scope"] == "offline_access"


@pytest.mark.parametrize("form", [False, True])
def test_a_renewal_gives_a_new_pair_and_spends_the_old_token(form: bool) -> None:
    one = desk()
    first = signed_in(one)
    fields = {"grant_type": "refresh_token", "refresh_token": first["refresh_token"], **APP}
    second = (one.http.post(TOKEN, data=fields) if form else one.http.post(TOKEN, json=fields)).json()
    assert second["refresh_token"] != first["refresh_token"]
    assert second["scope"] == SCOPE
    for token in (first["access_token"], second["access_token"]):
        one.token = token
        one.get("/calendars")
    assert refusal(renew(one, first["refresh_token"])) == (400, 20073, "invalid_grant")
    assert renew(one, second["refresh_token"]).json()["code"] == 0
    assert one.simulator.renewals == 2


def test_a_spent_token_by_switch() -> None:
    one = desk(used_refresh_code=20064)
    token = signed_in(one)["refresh_token"]
    renew(one, token)
    assert refusal(renew(one, token))[1] == 20064


def test_both_tokens_end_on_the_servers_clock() -> None:
    one = desk()
    body = signed_in(one)
    one.token = body["access_token"]
    one.now += 7200
    assert one.refusal("/calendars") == (401, 99991677)
    one.now += 7 * DAY - 7200
    assert refusal(renew(one, body["refresh_token"])) == (400, 20037, "invalid_grant")


@pytest.mark.parametrize("code", [20026, 20037, 20064])
def test_every_login_can_be_ended(code: int) -> None:
    one = desk()
    body = signed_in(one)
    one.simulator.end_logins(code)
    assert refusal(renew(one, body["refresh_token"])) == (400, code, "invalid_grant")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"refresh_token": "ur-none"}, 20026),
        ({"client_secret": "wrong"}, 20002),
        ({"client_id": "cli_none"}, 20048),
        ({"grant_type": "password"}, 20036),
        ({"scope": "calendar:calendar"}, 20068),
    ],
)
def test_renewals_that_are_refused(changed: dict[str, str], code: int) -> None:
    one = desk()
    token = signed_in(one)["refresh_token"]
    answer = renew(one, **{"token": token, **changed}) if "refresh_token" not in changed else renew(one, "ur-none")
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert renew(one, token).json()["code"] == 0, "the token was not spent by it"


def test_a_login_of_another_app() -> None:
    apps = [{"app_id": f"cli_{name}", "app_secret": "demo-secret"} for name in ("demo", "other")]
    one = Desk({**office(), "apps": apps}, switches=Switches(rate_limits=()))
    token = signed_in(one)["refresh_token"]
    assert refusal(renew(one, token, client_id="cli_other"))[1] == 20024


def test_renewing_can_be_switched_off() -> None:
    one = desk(refresh_allowed=False)
    assert refusal(renew(one, signed_in(one)["refresh_token"]))[1] == 20074


def test_basic_and_a_secret_together() -> None:
    one = desk()
    answer = one.http.post(TOKEN, json={"grant_type": "refresh_token", **APP}, auth=("cli_demo", "demo-secret"))
    assert refusal(answer)[1] == 20070


def test_trouble_speaks_as_the_endpoint_does() -> None:
    one = desk(Fault(TOKEN, code=20050), Fault(TOKEN, nth=2, code=20072), bad_gateway(TOKEN, nth=3))
    assert refusal(renew(one, "x")) == (500, 20050, "server_error")
    assert refusal(renew(one, "x")) == (503, 20072, "temporarily_unavailable")
    assert renew(one, "x").status_code == 502


def test_tokens_like_those_of_the_samples() -> None:
    assert signed_in(desk(user_token_shape="jwt"))["access_token"].startswith("eyJ")
    assert signed_in(desk())["access_token"].startswith("u-")


class TestPage:
    def test_asks_for_the_code(self) -> None:
        assert 'name="user_code"' in desk().http.get("/device").text

    def test_shows_what_is_asked_for_and_by_whom(self) -> None:
        one = desk()
        begun = begin(one)
        page = one.http.get("/device", params={"user_code": begun["user_code"]})
        assert page.headers["Content-Type"] == "text/html; charset=utf-8"
        for text in (begun["user_code"], "cli_demo", "offline_access", "王小明", "Approve", "Refuse"):
            assert text in page.text
        assert begun["device_code"] not in page.text

    @pytest.mark.parametrize(("decision", "error"), [("approve", ""), ("deny", "access_denied")])
    def test_a_button_decides(self, decision: str, error: str) -> None:
        one = desk()
        begun = begin(one)
        fields = {"user_code": begun["user_code"], "decision": decision, "identity": "ou_me"}
        assert one.http.post("/device", data=fields).status_code == 200
        assert poll(one, begun["device_code"]).json().get("error", "") == error
        assert "not known" in one.http.post("/device", data=fields).text

    def test_strangers_text_is_escaped(self) -> None:
        page = desk().http.get("/device", params={"user_code": "<script>"}).text
        assert "<script>" not in page
        data = office()
        data["users"][0]["name"] = "<b onclick=x>"
        one = Desk(data, switches=Switches(rate_limits=()))
        page = one.http.get("/device", params={"user_code": begin(one)["user_code"]}).text
        assert "<b onclick" not in page

    def test_an_ended_code_and_an_unknown_person(self) -> None:
        one = desk()
        begun = begin(one)
        fields = {"user_code": begun["user_code"], "decision": "approve", "identity": "ou_none"}
        assert "no such person" in one.http.post("/device", data=fields).text
        one.now += 240
        assert "has ended" in one.http.get("/device", params={"user_code": begun["user_code"]}).text
