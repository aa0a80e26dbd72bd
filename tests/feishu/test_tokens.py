"""Who we are: a ready token, or the app's token fetched, renewed and never shown."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from feishu_tui.errors import BadResponse, ConfigError, NetworkError, NotSignedIn, ServerError
from feishu_tui.feishu.client import FeishuClient, path_of
from feishu_tui.feishu.pace import Pace
from feishu_tui.feishu.tokens import StaticToken, TenantToken
from feishu_tui.simulator.api import Simulator
from feishu_tui.simulator.state import State
from feishu_tui.simulator.switches import Switches
from tests.feishu.replies import BASE, Replies, client_of, ok, refusal
from tests.transport import transport

LIST = path_of("calendars")
TOKEN_PATH = "/open-apis/auth/v3/tenant_access_token/internal"


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


class Office:
    """A simulator with one app, and a client of that app."""

    def __init__(self, secret: str = "demo-secret", app_id: str = "cli_demo", **switches) -> None:
        self.clock = Clock()
        state = State.load({"calendars": [{"summary": "x"}]})
        self.simulator = Simulator(state, Switches(rate_limits=(), **switches), clock=self.clock)
        self.token = TenantToken(app_id, secret, BASE, clock=self.clock)
        self.client = FeishuClient(BASE, self.token, transport=transport(self.simulator), pace=Pace(()))

    @property
    def token_requests(self) -> int:
        return sum(path == TOKEN_PATH for _, path, _ in self.simulator.log)


async def test_requests_at_the_same_time_fetch_one_token():
    office = Office()
    await asyncio.gather(*(office.client.get(LIST) for _ in range(8)))
    assert office.token_requests == 1


async def test_the_token_is_renewed_before_it_ends():
    office = Office()
    await office.client.get(LIST)
    office.clock.now += 7200 - 601
    await office.client.get(LIST)
    assert office.token_requests == 1
    office.clock.now += 2
    await asyncio.gather(*(office.client.get(LIST) for _ in range(4)))
    assert office.token_requests == 2


async def test_a_refused_token_is_renewed_once_and_the_request_repeated():
    office = Office()
    await office.client.get(LIST)
    office.simulator.expire_access_tokens()
    await asyncio.gather(*(office.client.get(LIST) for _ in range(4)))
    assert office.token_requests == 2


async def test_a_body_is_sent_again_after_a_renewal():
    office = Office()
    await office.client.get(LIST)
    office.simulator.expire_access_tokens()
    data = await office.client.post(path_of("calendars", "primary"), json={})
    assert "calendars" in data


async def test_a_token_refused_for_good_is_not_renewed_for_ever():
    answers = {"code": 0, "tenant_access_token": "t-same", "expire": 7200}
    replies = Replies(lambda request: httpx.Response(200, json=answers) if _is_token(request) else refusal(99991663))
    async with client_of(replies, auth=TenantToken("a", "b", BASE)) as client:
        with pytest.raises(NotSignedIn):
            await client.get(LIST)
    assert [_is_token(request) for request in replies.asked] == [True, False, True]


@pytest.mark.parametrize(("app_id", "secret"), [("cli_demo", "wrong"), ("cli_other", "demo-secret")])
@pytest.mark.parametrize("status", [200, 400])
async def test_bad_credentials_are_not_signed_in_whatever_the_status(app_id, secret, status):
    office = Office(secret, app_id, bad_credentials_status=status)
    with pytest.raises(NotSignedIn, match="app id and secret") as caught:
        await office.client.get(LIST)
    assert caught.value.code in (10003, 10014)
    assert caught.value.log_id
    assert secret not in str(caught.value)
    assert len(office.simulator.log) == 1


@pytest.mark.parametrize("token", [None, "", 5, "t\nx", "t-\u00e9"])
async def test_an_answer_without_a_token_is_bad(token):
    replies = Replies(httpx.Response(200, json={"code": 0, "tenant_access_token": token, "expire": 60}))
    async with client_of(replies, auth=TenantToken("a", "b", BASE)) as client:
        with pytest.raises(BadResponse):
            await client.get(LIST)


async def test_trouble_while_fetching_the_token_is_repeated_and_is_no_sign_out():
    good = httpx.Response(200, json={"code": 0, "tenant_access_token": "t-1", "expire": 7200})
    replies = Replies(httpx.ReadError, httpx.Response(502, html="x"), good, {"a": 1})
    async with client_of(replies, auth=TenantToken("a", "b", BASE)) as client:
        assert await client.get(LIST) == {"a": 1}
    for trouble, kind in ((httpx.ConnectError, NetworkError), (refusal(20050, 500), ServerError)):
        async with client_of(Replies(trouble), auth=TenantToken("a", "b", BASE)) as client:
            with pytest.raises(kind):
                await client.get(LIST)


async def test_an_odd_lifetime_is_harmless():
    for expire in (None, "7200", -1, 10**30, True):
        answer = httpx.Response(200, json={"code": 0, "tenant_access_token": "t-1", "expire": expire})
        async with client_of(Replies(answer, {}), auth=TenantToken("a", "b", BASE)) as client:
            assert await client.get(LIST) == {}


async def test_the_app_secret_goes_to_the_token_address_only():
    replies = Replies(lambda request: _token_or(request, {}))
    async with client_of(replies, auth=TenantToken("cli_x", "hush", BASE)) as client:
        await client.get(LIST)
    first, second = replies.asked
    assert b"hush" in first.content
    assert "authorization" not in first.headers
    assert second.headers["authorization"] == "Bearer t-1"
    assert first.headers["user-agent"].startswith("feishu-tui/")


def test_secrets_are_not_shown():
    assert "u-secret" not in repr(StaticToken("u-secret"))
    assert "hush" not in repr(TenantToken("cli_x", "hush", BASE))


@pytest.mark.parametrize("token", ["u-\u00e9", "u-a b", "u-a\nb", "u-\x00"])
def test_a_token_with_odd_characters_is_refused_before_it_is_sent(token):
    with pytest.raises(ConfigError) as caught:
        StaticToken(token)
    assert token not in str(caught.value)


def test_a_token_may_have_blanks_around_it():
    request = httpx.Request("GET", BASE)
    next(StaticToken(" u-x\n").auth_flow(request))
    assert request.headers["authorization"] == "Bearer u-x"


def _is_token(request: httpx.Request) -> bool:
    return request.url.path == TOKEN_PATH


def _token_or(request: httpx.Request, data: object) -> httpx.Response:
    if _is_token(request):
        return httpx.Response(200, json={"code": 0, "tenant_access_token": "t-1", "expire": 7200})
    return ok(data)
