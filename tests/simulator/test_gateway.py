"""What stands before every endpoint: routes, tokens, scopes, rates, envelopes."""

from __future__ import annotations

from typing import Any

import pytest

from feishu_tui.simulator.switches import Switches
from tests.simulator.desk import ME, Desk, office, timed

LIST = "/calendar/v4/calendars"


def desk(switches: Switches | None = None, **more: Any) -> Desk:
    return Desk({**office(timed("one", 1795219200)), **more}, switches=switches)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/calendar/v4/nothing"),
        ("DELETE", "/calendar/v4/calendars"),
        ("POST", "/calendar/v4/calendars"),
        ("GET", f"/calendar/v4/calendars/{ME}/events/"),
        ("GET", "/calendar/v4/calendars/"),
        ("GET", "/calendar/v3/calendars"),
    ],
)
def test_unknown_path_or_method_is_plain_text(method: str, path: str) -> None:
    answer = desk().ask(method, path)
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "text/plain"
    assert answer.text == "404 page not found"
    assert answer.headers["X-Tt-Logid"]


def test_every_answer_is_json_with_its_own_log_id_spelled_for_the_sdk() -> None:
    one = desk()
    answers = [one.ask("GET", LIST), one.ask("GET", LIST, page_size=1), one.ask("GET", LIST)]
    assert {answer.headers["Content-Type"] for answer in answers} == {"application/json; charset=utf-8"}
    assert len({answer.headers["X-Tt-Logid"] for answer in answers}) == 3
    names = [name for name, _ in answers[0].headers.raw]
    assert b"X-Tt-Logid" in names
    assert answers[1].json()["error"]["log_id"] == answers[1].headers["X-Tt-Logid"]


def test_success_envelope() -> None:
    body = desk().ask("GET", LIST).json()
    assert (body["code"], body["msg"]) == (0, "success")


@pytest.mark.parametrize(
    ("header", "status", "code"),
    [
        (None, 400, 99991661),
        ("u-demo", 400, 99991661),
        ("Basic u-demo", 400, 99991661),
        ("Bearer ", 400, 99991661),
        ("Bearer t-wrong", 400, 99991663),
        ("Bearer u-wrong", 400, 99991668),
        ("Bearer eyJwrong", 400, 99991668),
        ("Bearer wrong", 400, 99991671),
    ],
)
def test_bad_tokens(header: str | None, status: int, code: int) -> None:
    answer = desk().http.get(f"/open-apis{LIST}", headers={"Authorization": header} if header else {})
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_token_is_looked_at_after_the_route_and_before_the_parameters() -> None:
    one = desk()
    one.token = "u-wrong"
    assert one.ask("GET", "/calendar/v4/nothing").status_code == 404
    assert one.refusal("/calendars", page_size=1) == (400, 99991668)


def test_expired_tokens() -> None:
    one = desk(
        tokens=[
            {"token": "u-old", "identity": "ou_me", "expires_at": 1795219200 + 60},
            {"token": "t-old", "expires_at": 1795219200 + 60},
        ]
    )
    one.token = "u-old"
    one.get("/calendars")
    one.now += 60
    assert one.refusal("/calendars") == (401, 99991677)
    one.token = "t-old"
    assert one.refusal("/calendars") == (400, 99991663)


def test_bad_tokens_by_switch() -> None:
    switches = Switches(expired_user_token=99991668, unknown_token="invalid")
    one = desk(switches, tokens=[{"token": "u-old", "identity": "ou_me", "expires_at": 1}])
    for token in ("u-old", "wrong"):
        one.token = token
        assert one.refusal("/calendars") == (400, 99991668)


@pytest.mark.parametrize(
    ("scope", "allowed"),
    [
        ("calendar:calendar", {"calendars", "events", "freebusy"}),
        ("calendar:calendar:readonly", {"calendars", "events", "freebusy", "primary"}),
        ("calendar:calendar:read", {"calendars", "primary"}),
        ("calendar:calendar.event:read", {"events"}),
        ("calendar:calendar.free_busy:read", {"freebusy"}),
        ("contact:user.employee_id:readonly", set()),
    ],
)
def test_any_scope_of_an_endpoints_set_is_enough(scope: str, allowed: set[str]) -> None:
    one = desk(tokens=[{"token": "u-demo", "identity": "ou_me", "scopes": [scope]}])
    calls = {
        "calendars": ("GET", "/calendar/v4/calendars", None),
        "events": ("GET", f"/calendar/v4/calendars/{ME}/events", None),
        "primary": ("POST", "/calendar/v4/calendars/primary", None),
        "freebusy": (
            "POST",
            "/calendar/v4/freebusy/list",
            {"time_min": "2026-11-21T00:00:00Z", "time_max": "2026-11-22T00:00:00Z", "user_id": "ou_me"},
        ),
    }
    codes = {name: one.ask(method, path, body).json()["code"] for name, (method, path, body) in calls.items()}
    assert codes == {name: 0 if name in allowed else 99991679 for name in calls}


def test_a_scope_the_app_lacks_names_what_is_missing() -> None:
    one = desk(apps=[{"app_id": "cli_a", "app_secret": "s", "scopes": ["calendar:calendar.free_busy:read"]}])
    answer = one.ask("GET", LIST)
    body = answer.json()
    assert (answer.status_code, body["code"]) == (400, 99991672)
    assert "[calendar:calendar, calendar:calendar:read, calendar:calendar:readonly]" in body["msg"]
    assert {"type": "action_scope_required", "subject": "calendar:calendar:readonly"} in body["error"][
        "permission_violations"
    ]
    assert body["error"]["message"]
    assert body["error"]["helps"]


@pytest.mark.parametrize(("shape", "keys"), [("C", {"log_id", "troubleshooter"}), ("minimal", set()), ("A", {"logid"})])
def test_error_shapes(shape: Any, keys: set[str]) -> None:
    body = desk(Switches(error_shape=shape)).ask("GET", LIST, page_size=1).json()
    assert keys <= set(body.get("error", {}))
    assert ("error" in body) == (shape != "minimal")
    if shape != "minimal":
        assert body["error"]["field_violations"] == [
            {"field": "page_size", "value": "1", "description": "the value is out of range 50-1000"}
        ]


def test_fifty_calls_a_second_for_each_api() -> None:
    one = desk(Switches())
    assert [one.ask("GET", LIST).status_code for _ in range(51)] == [200] * 50 + [429]
    answer = one.ask("GET", LIST)
    assert answer.json()["code"] == 99991400
    assert answer.json()["msg"] == "request trigger frequency limit"
    assert answer.headers["x-ogw-ratelimit-limit"] == "50"
    assert answer.headers["x-ogw-ratelimit-reset"] == "1"
    assert one.ask("GET", f"/calendar/v4/calendars/{ME}/events").status_code == 200
    one.now += 1
    assert one.ask("GET", LIST).status_code == 200


def test_a_thousand_calls_a_minute() -> None:
    one = desk(Switches(rate_limits=((50, 1), (100, 60))))
    for _ in range(2):
        for _ in range(50):
            one.get("/calendars")
        one.now += 1
    answer = one.ask("GET", LIST)
    assert (answer.status_code, answer.headers["x-ogw-ratelimit-limit"]) == (429, "100")
    assert answer.headers["x-ogw-ratelimit-reset"] == "58"
    one.now += 58
    one.get("/calendars")


def test_another_app_has_its_own_count() -> None:
    tokens = [{"token": f"u-{n}", "identity": "ou_me", "app_id": f"cli_{n}"} for n in "ab"]
    one = desk(Switches(rate_limits=((1, 1),)), tokens=tokens)
    one.token = "u-a"
    one.get("/calendars")
    one.token = "u-b"
    one.get("/calendars")
    assert one.refusal("/calendars") == (429, 99991400)


def test_the_rate_limit_by_switch() -> None:
    one = desk(Switches(rate_limits=((0, 1),), rate_status=400, rate_code=99991402))
    assert one.refusal("/calendars") == (400, 99991402)


class TestTenantToken:
    PATH = "/auth/v3/tenant_access_token/internal"
    GOOD = {"app_id": "cli_demo", "app_secret": "demo-secret"}  # noqa: RUF012

    @pytest.mark.parametrize("slash", ["", "/"])
    def test_fields_stand_at_the_top(self, slash: str) -> None:
        one = desk()
        answer = one.http.post(f"/open-apis{self.PATH}{slash}", json=self.GOOD)
        body = answer.json()
        assert body["code"] == 0
        assert body["expire"] == 7200
        one.token = body["tenant_access_token"]
        one.get("/calendars")

    def test_the_same_token_until_half_an_hour_is_left_then_both_live(self) -> None:
        one = desk()
        first = one.ask("POST", self.PATH, self.GOOD).json()
        one.now += 5400
        again = one.ask("POST", self.PATH, self.GOOD).json()
        assert (again["tenant_access_token"], again["expire"]) == (first["tenant_access_token"], 1800)
        one.now += 1
        second = one.ask("POST", self.PATH, self.GOOD).json()
        assert second["tenant_access_token"] != first["tenant_access_token"]
        for body in (first, second):
            one.token = body["tenant_access_token"]
            one.get("/calendars")

    @pytest.mark.parametrize(
        ("body", "code"),
        [
            ({"app_id": "cli_demo", "app_secret": "wrong"}, 10014),
            ({"app_id": "cli_none", "app_secret": "demo-secret"}, 10003),
            ({}, 10003),
        ],
    )
    def test_bad_credentials_come_with_http_200(self, body: dict[str, str], code: int) -> None:
        answer = desk().ask("POST", self.PATH, body)
        assert (answer.status_code, answer.json()["code"]) == (200, code)
        answer = desk(Switches(bad_credentials_status=400)).ask("POST", self.PATH, body)
        assert (answer.status_code, answer.json()["code"]) == (400, code)

    def test_a_form_is_read_too(self) -> None:
        assert desk().http.post(f"/open-apis{self.PATH}", data=self.GOOD).json()["code"] == 0
        strict = desk(Switches(token_request="json"))
        assert strict.http.post(f"/open-apis{self.PATH}", data=self.GOOD).json()["code"] == 10003


class TestUserInfo:
    def test_the_user_behind_the_token_with_fields_by_scope(self) -> None:
        body = desk().ask("GET", "/authen/v1/user_info").json()
        assert body["data"] == {"open_id": "ou_me", "union_id": "on_me", "user_id": "me01", "name": "王小明"}
        narrow = desk(tokens=[{"token": "u-demo", "identity": "ou_me", "scopes": []}])
        assert "user_id" not in narrow.ask("GET", "/authen/v1/user_info").json()["data"]

    @pytest.mark.parametrize(("token", "code"), [("u-wrong", 20005), ("t-app", 20005), ("", 20001), ("u-ghost", 20008)])
    def test_refusals_have_http_200(self, token: str, code: int) -> None:
        one = desk(tokens=[{"token": "t-app"}, {"token": "u-ghost", "identity": "ou_gone"}])
        one.token = token
        answer = one.ask("GET", "/authen/v1/user_info")
        assert (answer.status_code, answer.json()["code"]) == (200, code)
