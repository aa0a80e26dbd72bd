"""The device flow of RFC 8628, step by step."""

from __future__ import annotations

import base64
import traceback
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest

from feishu_tui.errors import (
    BadResponse,
    ConfigError,
    FeishuTuiError,
    NetworkError,
    NotPermitted,
    NotSignedIn,
    RateLimited,
)
from feishu_tui.feishu.login import DEVICE_PATH, DeviceCode, DeviceFlow
from feishu_tui.feishu.oauth import TOKEN_PATH, App
from feishu_tui.simulator.api import Simulator
from feishu_tui.simulator.state import State
from feishu_tui.simulator.switches import Switches
from tests.feishu.replies import BASE, Replies
from tests.feishu.signed_in import DATA, NOW
from tests.transport import transport

ACCOUNTS = "https://accounts.feishu.cn"
APP = App("cli_demo", "demo-secret")
CODE = DeviceCode("device-secret", "ABCD-EFGH", "https://x.example/d", "", NOW + 600, 5.0)
GRANTED = {"code": 0, "access_token": "u-1", "expires_in": 7200, "scope": "a b"}


class Clock:
    """Time that passes by sleeping; ``slept`` holds the seconds asked for."""

    def __init__(self) -> None:
        self.now = NOW
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def flow_of(network: httpx.AsyncBaseTransport, clock: Clock, app: App = APP) -> DeviceFlow:
    return DeviceFlow(app, BASE, ACCOUNTS, transport=network, clock=clock, sleep=clock.sleep)


def said(error: str, code: int | None = None, status: int = 400) -> httpx.Response:
    """A refusal of the token endpoint."""
    content: dict[str, Any] = {"error": error, "error_description": "in words"}
    return httpx.Response(status, json=content if code is None else {"code": code, **content})


async def waited(*replies: object) -> tuple[Clock, Replies]:
    """Waits for a code while the token endpoint gives these replies, the last of which grants it."""
    clock, scripted = Clock(), Replies(*replies)
    async with flow_of(scripted.transport, clock) as flow:
        granted = await flow.wait(CODE)
    assert granted.access_token == "u-1"
    return clock, scripted


async def refused(*replies: object) -> FeishuTuiError:
    """The error with which waiting ends."""
    with pytest.raises(FeishuTuiError) as caught:
        await waited(*replies)
    return caught.value


@pytest.fixture
def office() -> Simulator:
    clock = Clock()
    return Simulator(State.load(DATA), Switches(rate_limits=()), clock)


async def test_the_whole_flow_against_the_simulator():
    clock = Clock()
    office = Simulator(State.load(DATA), Switches(rate_limits=()), clock)

    async def sleep_and_agree(seconds: float) -> None:
        await clock.sleep(seconds)
        if len(clock.slept) == 3:
            (device,) = office.state.logins.devices.values()
            office.state.logins.approve(device.user_code, "ou_me")

    async with DeviceFlow(APP, BASE, ACCOUNTS, transport=transport(office), clock=clock, sleep=sleep_and_agree) as flow:
        code = await flow.begin()
        assert code.address == f"{code.verification_uri}?user_code={code.user_code}"
        assert (code.expires_at, code.interval) == (NOW + 240, 5.0)
        granted = await flow.wait(code)
    assert clock.slept == [5.0, 5.0, 5.0]
    assert granted.scopes == ("calendar:calendar:readonly", "offline_access")
    assert (granted.expires_in, granted.refresh_expires_in) == (7200.0, 604800.0)
    assert "device" not in repr(granted) + str(granted.access_token)
    assert [path for _, path, _ in office.log] == [DEVICE_PATH, *[TOKEN_PATH] * 3]


async def test_what_is_sent_where():
    begin = {"device_code": "d", "user_code": "U", "verification_uri": "https://x.example/d"}
    replies = Replies(httpx.Response(200, json=begin), httpx.Response(200, json=GRANTED))
    clock = Clock()
    async with flow_of(replies.transport, clock) as flow:
        await flow.wait(await flow.begin())
    first, second = replies.asked
    assert str(first.url) == f"{ACCOUNTS}/oauth/v1/device_authorization"
    assert first.headers["authorization"] == f"Basic {base64.b64encode(b'cli_demo:demo-secret').decode()}"
    assert parse_qs(first.content.decode()) == {
        "client_id": ["cli_demo"],
        "scope": ["calendar:calendar:readonly offline_access"],
    }
    assert str(second.url) == f"{BASE}/open-apis/authen/v2/oauth/token"
    assert "authorization" not in second.headers
    assert parse_qs(second.content.decode()) == {
        "grant_type": ["urn:ietf:params:oauth:grant-type:device_code"],
        "device_code": ["d"],
        "client_id": ["cli_demo"],
        "client_secret": ["demo-secret"],
    }


@pytest.mark.parametrize("wrapped", [False, True])
async def test_missing_times_have_the_defaults_and_a_wrapper_is_taken_off(wrapped):
    fields = {"device_code": "d", "user_code": "U", "verification_uri": "https://x.example/d"}
    answer = {"code": 0, "data": fields} if wrapped else fields
    async with flow_of(Replies(httpx.Response(200, json=answer)).transport, Clock()) as flow:
        code = await flow.begin()
    assert (code.expires_at, code.interval, code.address) == (NOW + 240, 5.0, "https://x.example/d")


@pytest.mark.parametrize("interval", [None, 0, -1, "x", True, 10**30])
async def test_an_odd_interval_is_five_seconds(interval):
    fields = {"device_code": "d", "user_code": "U", "verification_uri": "https://x.example/d", "interval": interval}
    async with flow_of(Replies(httpx.Response(200, json=fields)).transport, Clock()) as flow:
        assert (await flow.begin()).interval == 5.0


@pytest.mark.parametrize(
    "changed",
    [
        {"device_code": None},
        {"device_code": ""},
        {"user_code": "\x1b]0;x\x07"},
        {"verification_uri": "javascript:alert(1)"},
        {"verification_uri": "https://x.example/\x1b[31m"},
        {"verification_uri": "https://x.example/" + "x" * 2000},
    ],
)
async def test_an_answer_with_nothing_to_show_is_bad(changed):
    fields = {"device_code": "d", "user_code": "U", "verification_uri": "https://x.example/d", **changed}
    async with flow_of(Replies(httpx.Response(200, json=fields)).transport, Clock()) as flow:
        with pytest.raises(BadResponse):
            await flow.begin()


@pytest.mark.parametrize("app", [App("cli_other", "demo-secret"), App("cli_demo", "not-the-secret")])
async def test_a_wrong_app_is_not_signed_in(app, office):
    async with flow_of(transport(office), Clock(), app) as flow:
        with pytest.raises(NotSignedIn) as caught:
            await flow.begin()
    assert "brand" in caught.value.hint
    assert app.secret not in str(caught.value)


async def test_beginning_is_tried_three_times():
    clock, replies = Clock(), Replies(httpx.ConnectError)
    async with flow_of(replies.transport, clock) as flow:
        with pytest.raises(NetworkError):
            await flow.begin()
    assert len(replies.asked) == 3


async def test_a_server_that_asks_to_wait_for_years_is_asked_again_in_a_minute():
    busy = {"code": 99991400, "msg": "request trigger frequency limit"}
    clock, replies = Clock(), Replies(httpx.Response(429, json=busy, headers={"x-ogw-ratelimit-reset": "99999999"}))
    async with flow_of(replies.transport, clock) as flow:
        with pytest.raises(RateLimited):
            await flow.begin()
    assert clock.slept == [60.0, 60.0]


async def test_pending_keeps_the_interval_and_slow_down_adds_five_seconds():
    pending, slow = said("authorization_pending"), said("slow_down")
    clock, _ = await waited(pending, slow, pending, slow, pending, httpx.Response(200, json=GRANTED))
    assert clock.slept == [5.0, 5.0, 10.0, 10.0, 15.0, 15.0]


async def test_a_code_beside_the_word_changes_nothing():
    clock, _ = await waited(
        said("authorization_pending", 20999), said("slow_down", 20999, 429), httpx.Response(200, json=GRANTED)
    )
    assert clock.slept == [5.0, 5.0, 10.0]


async def test_the_interval_never_exceeds_a_minute():
    clock, _ = await waited(*[said("slow_down")] * 13, httpx.Response(200, json=GRANTED))
    assert max(clock.slept) == 60.0


@pytest.mark.parametrize(
    "trouble",
    [
        httpx.ConnectError,
        httpx.ReadTimeout,
        httpx.ReadError,
        httpx.Response(502, html="bad gateway"),
        httpx.Response(200, html="a hotel's page"),
        said("server_error", 20050, 500),
        said("temporarily_unavailable", 20072, 503),
        httpx.Response(429, json={"code": 99991400, "msg": "frequency"}),
    ],
)
async def test_trouble_is_waited_out(trouble):
    clock, _ = await waited(trouble, trouble, httpx.Response(200, json=GRANTED))
    assert len(clock.slept) == 3
    assert clock.slept[1] > clock.slept[0]


async def test_somebody_refuses():
    error = await refused(said("authorization_pending"), said("access_denied"))
    assert isinstance(error, NotPermitted)
    assert error.sentence == "The sign-in was refused in the browser."


@pytest.mark.parametrize("last", [said("expired_token"), said("invalid_grant"), said("invalid_grant", 20003)])
async def test_the_code_ends(last):
    error = await refused(said("authorization_pending"), last)
    assert isinstance(error, NotSignedIn)
    assert (error.sentence, error.hint) == (
        "The code expired before anybody agreed.",
        "Start again: feishu-tui login",
    )


async def test_the_code_ends_on_our_clock_too():
    clock, replies = Clock(), Replies(said("authorization_pending"))
    async with flow_of(replies.transport, clock) as flow:
        with pytest.raises(NotSignedIn, match="before anybody agreed"):
            await flow.wait(CODE)
    assert clock.now == NOW + 600
    assert len(replies.asked) == 119


@pytest.mark.parametrize("code", [20002, 20010, 20036, 20048, 20069])
async def test_anything_else_ends_with_its_own_sentence(code):
    error = await refused(said("odd", code))
    assert error.code == code
    assert error.sentence


async def test_a_redirect_is_not_followed_and_says_nothing_elsewhere():
    away = httpx.Response(307, headers={"location": "https://evil.example/"})
    replies = Replies(away)
    async with flow_of(replies.transport, Clock()) as flow:
        with pytest.raises(BadResponse, match="redirects elsewhere"):
            await flow.begin()
    assert {request.url.host for request in replies.asked} == {"accounts.feishu.cn"}


@pytest.mark.parametrize(
    ("base", "accounts"), [("http://open.feishu.cn", ACCOUNTS), (BASE, "http://accounts.feishu.cn"), (BASE, "ftp://x")]
)
def test_the_secret_is_not_sent_in_the_clear(base, accounts):
    with pytest.raises(ConfigError):
        DeviceFlow(APP, base, accounts)


async def test_nothing_secret_is_shown(caplog):
    caplog.set_level(0)
    answer = {"code": 20999, "error": "odd", "error_description": "device-secret of demo-secret is odd"}
    replies = Replies(httpx.Response(400, json=answer))
    async with flow_of(replies.transport, Clock()) as flow:
        with pytest.raises(FeishuTuiError) as caught:
            await flow.wait(CODE)
    told = "".join(traceback.format_exception(caught.value)) + repr(CODE) + repr(APP) + caplog.text
    assert "device-secret" not in told
    assert "demo-secret" not in told
