"""The signed-in user's token: renewed in time, once, and never given up without need."""

from __future__ import annotations

import asyncio
import traceback
from dataclasses import replace

import httpx
import pytest

from feishu_tui.errors import FeishuTuiError, NetworkError, NotSignedIn, ServerError, StateError
from feishu_tui.feishu.client import FeishuClient
from feishu_tui.feishu.connect import app_of
from feishu_tui.feishu.pace import Pace
from feishu_tui.feishu.user_token import UserToken
from feishu_tui.feishu.users import who
from feishu_tui.simulator.faults import Fault, bad_gateway
from tests.feishu.replies import BASE, Replies
from tests.feishu.signed_in import DAY, HOUR, LIST, NOW, TOKEN_PATH, SignedIn, login_of


@pytest.fixture
def office(tmp_path):
    return SignedIn(tmp_path)


async def test_a_good_token_is_used_as_it_is(office):
    await office.client.get(LIST)
    assert office.asked == 0


async def test_it_is_renewed_five_minutes_before_its_end(office):
    before = office.login
    office.now += 2 * HOUR - 301
    await office.client.get(LIST)
    assert office.asked == 0
    office.now += 2
    await office.client.get(LIST)
    assert (office.asked, office.simulator.renewals) == (1, 1)
    assert office.login.access_token != before.access_token
    assert office.login.refresh_token != before.refresh_token
    assert office.login.access_ends == office.now + 2 * HOUR
    assert office.login.refresh_ends == office.now + 7 * DAY


async def test_a_short_token_is_not_renewed_with_every_request(tmp_path):
    office = SignedIn(tmp_path, access_token_lifetime=60)
    for _ in range(3):
        await office.client.get(LIST)
    assert office.asked == 0
    office.now += 31
    await office.client.get(LIST)
    assert office.asked == 1


@pytest.mark.parametrize("code", [99991677, 99991668, 99991663])
async def test_a_refused_token_is_renewed_once_and_the_request_repeated(office, code):
    office.faults.add(Fault(f"GET {LIST}", code=code))
    assert "calendar_list" in await office.client.get(LIST)
    assert office.simulator.renewals == 1


async def test_user_info_refuses_with_http_200(office):
    office.simulator.expire_access_tokens()
    person = await who(office.client)
    assert (person.name, person.tenant_key, office.simulator.renewals) == ("王小明", "tk_1", 1)


async def test_a_body_is_sent_again_after_a_renewal(office):
    office.simulator.expire_access_tokens()
    assert "calendars" in await office.client.post("/open-apis/calendar/v4/calendars/primary", json={})


async def test_requests_at_the_same_time_make_one_renewal(office):
    office.simulator.expire_access_tokens()
    await asyncio.gather(*(office.client.get(LIST) for _ in range(8)))
    assert office.asked == 1


async def test_processes_at_the_same_time_make_one_renewal(office):
    office.now += 3 * HOUR
    clients = [office.another()[1] for _ in range(6)]
    await asyncio.gather(*(client.get(LIST) for client in clients))
    assert office.asked == 1


async def test_a_token_refused_for_good_does_not_renew_for_ever(office):
    office.faults.add(Fault(f"GET {LIST}", times=None, code=99991668))
    for _ in range(3):
        with pytest.raises(NotSignedIn):
            await office.client.get(LIST)
    assert office.asked == 1


@pytest.mark.parametrize("code", [20026, 20037, 20064, 20073])
async def test_a_login_that_ended_for_good_says_how_to_sign_in(office, code):
    office.simulator.end_logins(code)
    office.now += 3 * HOUR
    for _ in range(2):
        with pytest.raises(NotSignedIn) as caught:
            await office.client.get(LIST)
        assert caught.value.hint == "Sign in again: feishu-tui login"
        assert caught.value.code == code
    assert office.asked == 1, "a login marked as ended is not tried again"
    assert office.login.ended == code
    assert office.token.notice == "The login has ended. Sign in again: feishu-tui login"


@pytest.mark.parametrize("code", [20026, 20037, 20064, 20073])
async def test_until_its_end_the_access_token_of_an_ended_login_is_used(office, code):
    office.simulator.end_logins(code)
    office.now += 2 * HOUR - 100
    for _ in range(2):
        await office.client.get(LIST)
    assert office.asked == 1
    assert office.token.notice == "The login cannot be renewed and ends soon. Sign in again: feishu-tui login"


@pytest.mark.parametrize("code", [20002, 20010, 20024, 20048, 20066, 20068, 20069, 20074, 20999])
async def test_any_other_refusal_keeps_the_login(office, code):
    before = office.login
    office.faults.add(Fault(TOKEN_PATH, code=code))
    office.now += 3 * HOUR
    with pytest.raises(FeishuTuiError) as caught:
        await office.client.get(LIST)
    assert caught.value.code == code
    assert office.login == before
    await office.client.get(LIST)


TROUBLE = [
    Fault(TOKEN_PATH, times=None, code=20050),
    Fault(TOKEN_PATH, times=None, code=20072),
    Fault(TOKEN_PATH, times=None, code=99991400),
    Fault(TOKEN_PATH, times=None, status=500),
    bad_gateway(TOKEN_PATH, times=None),
    Fault(TOKEN_PATH, times=None, status=200, body=b"<html>a hotel's page</html>"),
    Fault(TOKEN_PATH, times=None, status=302, headers=(("Location", "https://elsewhere.example/"),)),
    Fault(TOKEN_PATH, times=None, status=200, headers=(("Content-Type", "application/json"),), body=b'{"code":0}'),
]


@pytest.mark.parametrize("fault", TROUBLE)
async def test_trouble_keeps_the_login_and_uses_the_token_while_it_lasts(office, fault):
    before = office.login
    office.faults.add(fault)
    office.now += 2 * HOUR - 60
    for _ in range(3):
        await office.client.get(LIST)
    assert office.asked == 1, "not tried again with every request"
    office.now += 120
    with pytest.raises(ServerError):
        await office.client.get(LIST)
    assert office.login == before
    office.faults.clear()
    await office.client.get(LIST)
    assert office.simulator.renewals == 1


@pytest.mark.parametrize("trouble", [httpx.ConnectError, httpx.ReadError, httpx.ConnectTimeout, httpx.ReadTimeout])
async def test_without_a_network_nobody_is_logged_out(office, trouble):
    before = office.login

    def answer(request: httpx.Request) -> httpx.Response:
        raise trouble("scripted")

    broken = httpx.MockTransport(answer)
    token = UserToken(
        office.file, lambda login: app_of(login, office.config), transport=broken, clock=lambda: NOW + DAY
    )
    async with FeishuClient(BASE, token, transport=broken, pace=Pace((), sleep=office.sleeps)) as client:
        with pytest.raises(NetworkError):
            await client.get(LIST)
    assert office.login == before


async def test_a_process_that_was_quicker_is_noticed_after_a_refusal(office, monkeypatch):
    """The token was used by a copy that does not share the lock, such as one on another machine."""
    newer = office.simulator.sign_in("ou_me")
    office.simulator.end_logins(0)

    def answer(request: httpx.Request) -> httpx.Response:
        office.file.write(login_of(newer, office.now))
        return httpx.Response(400, json={"code": 20073, "error": "invalid_grant", "error_description": "used"})

    office.now += 3 * HOUR
    replies = Replies(answer)
    token = UserToken(
        office.file, lambda login: app_of(login, office.config), transport=replies.transport, clock=lambda: office.now
    )
    async with FeishuClient(
        BASE, token, transport=httpx.MockTransport(lambda _: httpx.Response(200, json={"code": 0}))
    ) as client:
        await client.get(LIST)
    assert office.login.ended == 0
    assert office.login.access_token == newer["access_token"]


async def test_the_new_pair_is_kept_before_it_is_used(office):
    seen: list[str] = []
    office.now += 3 * HOUR

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers["authorization"].removeprefix("Bearer "))
        assert office.login.access_token == seen[-1]
        return httpx.Response(200, json={"code": 0, "data": {}})

    async with FeishuClient(BASE, office.token, transport=httpx.MockTransport(answer)) as client:
        await client.get(LIST)
    assert len(seen) == 1


async def test_where_nothing_can_be_written_the_refresh_token_is_not_spent(office, monkeypatch):
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    office.now += 2 * HOUR - 60
    await office.client.get(LIST)
    office.now += 120
    with pytest.raises(StateError, match="No space left"):
        await office.client.get(LIST)
    assert office.asked == 0
    monkeypatch.undo()
    await office.client.get(LIST)


async def test_a_login_without_a_refresh_token_ends_with_its_access_token(office):
    office.file.write(replace(office.login, refresh_token="", refresh_ends=0.0))
    office.now += 2 * HOUR - 1
    await office.client.get(LIST)
    office.now += 1
    with pytest.raises(NotSignedIn, match="The login has ended"):
        await office.client.get(LIST)
    assert office.asked == 0


async def test_signed_out_meanwhile(office):
    office.now += 3 * HOUR
    with office.file.lock():
        office.file.remove()
    with pytest.raises(NotSignedIn, match="any more"):
        await office.client.get(LIST)


async def test_another_app_in_the_configuration_does_not_get_the_refresh_token(office):
    _, client = office.another(app_id="cli_other", app_secret="other-secret")
    await client.get(LIST)
    office.now += 3 * HOUR
    with pytest.raises(NotSignedIn, match="cli_demo, whose secret is not known") as caught:
        await client.get(LIST)
    assert "demo-secret" not in str(caught.value)
    assert office.asked == 0


async def test_a_kept_secret_renews_without_a_configuration(office):
    office.file.write(replace(office.login, app_secret="demo-secret"))
    _, client = office.another(app_id="", app_secret="")
    office.now += 3 * HOUR
    await client.get(LIST)
    assert office.login.app_secret == "demo-secret"


async def test_a_cancelled_request_does_not_lose_the_new_pair(office):
    """Lost patience or Ctrl-C while the server answers: the answer is waited for and kept."""
    before = office.login.refresh_token
    office.now += 3 * HOUR
    asking = asyncio.create_task(office.client.get(LIST))
    while not office.asked:
        await asyncio.sleep(0)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    with office.file.lock():  # the thread has done its work
        assert office.login.refresh_token != before
    assert office.simulator.renewals == 1


def test_the_days_left_are_told(office):
    assert office.token.notice == ""


async def test_a_warning_when_less_than_two_days_are_left(office):
    office.file.write(replace(office.login, refresh_ends=office.now + 2 * DAY - 1))
    await office.client.get(LIST)
    assert office.token.notice == "The login ends in less than two days. Sign in again: feishu-tui login"
    office.file.write(replace(office.login, refresh_ends=office.now + 2 * DAY))
    token, client = office.another()
    await client.get(LIST)
    assert token.notice == ""


async def test_nothing_secret_is_shown(office, caplog):
    caplog.set_level(0)
    office.faults.add(Fault(TOKEN_PATH, code=20064))
    login = office.login
    office.now += 3 * HOUR
    with pytest.raises(NotSignedIn) as caught:
        await office.client.get(LIST)
    told = "".join(traceback.format_exception(caught.value)) + repr(login) + repr(office.token) + caplog.text
    for secret in (login.access_token, login.refresh_token, "demo-secret"):
        assert secret not in told


async def test_a_secret_that_the_server_quotes_is_not_repeated(office):
    login = office.login
    said = f"the token {login.refresh_token} of demo-secret is odd"
    replies = Replies(httpx.Response(400, json={"code": 20999, "error": "odd", "error_description": said}))
    token = UserToken(
        office.file, lambda login: app_of(login, office.config), transport=replies.transport, clock=lambda: NOW + DAY
    )
    async with FeishuClient(BASE, token, transport=replies.transport) as client:
        with pytest.raises(ServerError, match="the token … of … is odd") as caught:
            await client.get(LIST)
    told = "".join(traceback.format_exception(caught.value))
    assert login.refresh_token not in told
    assert "demo-secret" not in told
