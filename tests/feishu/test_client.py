"""One request: where it goes, when it is repeated, and what its failures are called."""

from __future__ import annotations

import asyncio
import logging
import ssl
from pathlib import Path

import httpx
import pytest

from feishu_tui.errors import (
    BadResponse,
    ConfigError,
    FeishuTuiError,
    NetworkError,
    NetworkTimeout,
    NotFound,
    NotPermitted,
    NotSignedIn,
    QuotaExhausted,
    RateLimited,
    ServerError,
    TokenExpired,
    UsageError,
)
from feishu_tui.feishu.client import FeishuClient, path_of
from feishu_tui.feishu.codes import MEANINGS
from feishu_tui.feishu.http import authorities_for, checked_base_url
from feishu_tui.feishu.pace import Pace
from feishu_tui.feishu.tokens import StaticToken
from tests.feishu.replies import BASE, Replies, Sleeps, client_of, ok, refusal

LIST = path_of("calendars")
CERTIFICATES = Path(__file__).parent / "certificates"


async def error_of(*replies: object, sleeps: Sleeps | None = None) -> FeishuTuiError:
    async with client_of(Replies(*replies), sleeps=sleeps) as client:
        with pytest.raises(FeishuTuiError) as caught:
            await client.get(LIST)
    assert caught.value.sentence.endswith(".")
    return caught.value


async def test_a_request_carries_the_token_the_version_and_encoded_ids():
    replies = Replies({"a": 1})
    async with client_of(replies) as client:
        data = await client.get(path_of("calendars", "a@b/../c", "events", "..", "x?y#z"), [("page_size", "50")])
    request = replies.asked[0]
    assert data == {"a": 1}
    raw = b"/open-apis/calendar/v4/calendars/a%40b%2F..%2Fc/events/%2E%2E/x%3Fy%23z?page_size=50"
    assert request.url.raw_path == raw
    assert request.headers["authorization"] == "Bearer u-secret"
    assert request.headers["user-agent"].startswith("feishu-tui/")


def test_an_empty_id_is_refused_before_it_becomes_another_address():
    with pytest.raises(UsageError):
        path_of("calendars", "", "events")


async def test_an_id_too_long_for_an_address_is_refused():
    async with client_of(Replies({})) as client:
        with pytest.raises(UsageError):
            await client.get(path_of("calendars", "x" * 70_000))


@pytest.mark.parametrize(
    "url", ["https://open.feishu.cn/", "http://127.0.0.1:80", "http://[::1]:8", "http://localhost"]
)
def test_addresses_a_token_may_be_sent_to(url):
    assert checked_base_url(url) == url.rstrip("/")


@pytest.mark.parametrize(
    "url",
    [
        "http://open.feishu.cn",
        "http://127.0.0.1.evil.example",
        "ftp://x",
        "",
        "open.feishu.cn",
        "https://u:p@x.example",
        "https://",
        "https://x:99999",
        "http://[::1",
        "https://x.example/?a=b",
    ],
)
def test_addresses_it_may_not(url):
    with pytest.raises(ConfigError):
        checked_base_url(url)


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [
        (99991661, 400, NotSignedIn),
        (99991663, 400, NotSignedIn),
        (99991668, 400, NotSignedIn),
        (99991671, 400, NotSignedIn),
        (99991677, 401, NotSignedIn),
        (195100, 404, NotSignedIn),
        (191002, 403, NotPermitted),
        (191004, 403, NotPermitted),
        (193002, 403, NotPermitted),
        (191000, 404, NotFound),
        (191003, 403, NotFound),
        (193001, 404, NotFound),
        (193003, 403, NotFound),
        (190008, 400, TokenExpired),
        (190009, 400, TokenExpired),
        (99991403, 400, QuotaExhausted),
        (190002, 400, ServerError),
        (190002, 200, ServerError),
        (123456, 400, ServerError),
        (123456, 200, ServerError),
    ],
)
async def test_the_code_decides_and_none_of_these_is_repeated(code, status, kind):
    sleeps = Sleeps()
    error = await error_of(refusal(code, status), sleeps=sleeps)
    assert type(error) is kind
    assert (error.code, error.log_id) == (code, "LOG1")
    assert sleeps.taken == []


def test_every_listed_code_has_a_sentence():
    assert all(meaning.sentence.endswith((".", ")")) for meaning in MEANINGS.values())
    assert len(MEANINGS) > 60


async def test_missing_scopes_and_where_to_grant_them_are_named():
    violations = [{"subject": "calendar:calendar:readonly", "type": "action_scope_required"}, {"scope": "x:y"}, None]
    helps = [{"url": "https://open.feishu.cn/app/cli_1/auth"}]
    error = await error_of(refusal(99991672, permission_violations=violations, helps=helps))
    assert isinstance(error, NotPermitted)
    assert "calendar:calendar:readonly, x:y" in error.sentence
    assert error.hint.endswith("https://open.feishu.cn/app/cli_1/auth")


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ({"details": [{"value": "end_time should be later\x1b[31m than start_time"}]}, "end_time should be later than"),
        ({"field_violations": [{"field": "page_size", "description": "out of range"}]}, "page_size – out of range"),
    ],
)
async def test_what_exactly_is_wrong_is_said_and_made_safe(extra, said):
    assert said in (await error_of(refusal(190014, **extra))).sentence


@pytest.mark.parametrize(
    "reply",
    [
        httpx.Response(400, json={"code": 190002, "error": {"logid": "L"}}),
        httpx.Response(400, json={"code": 190002, "log_id": "L", "error": "x"}),
        httpx.Response(400, json={"code": 190002}, headers={"X-Tt-Logid": "L"}),
        httpx.Response(400, json={"code": 190002, "error": {"log_id": 5}}, headers={"X-Request-Id": "L"}),
        httpx.Response(404, text="404 page not found", headers={"X-Tt-Logid": "L"}),
    ],
)
async def test_the_log_id_is_found_wherever_it_is(reply):
    assert (await error_of(reply)).log_id == "L"


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (httpx.Response(200, html="<html>log in</html>"), "HTTP 200 with text/html"),
        (httpx.Response(404, text="404 page not found"), "HTTP 404 with text/plain"),
        (httpx.Response(204), "HTTP 204 with an empty body"),
        (httpx.Response(200, content=b'{"code":0', headers={"content-type": "application/json"}), "application/json"),
        (httpx.Response(200, content=b"\xff\xfe\x00"), "HTTP 200"),
        (httpx.Response(200, content=b'{"code":0,"data":NaN}'), "HTTP 200"),
        pytest.param(httpx.Response(200, content=b"[" * 200_000), "HTTP 200", id="deep"),
        (httpx.Response(200, json=[1]), "HTTP 200"),
        (httpx.Response(200, json={"data": {}}), "whether it succeeded"),
        (httpx.Response(200, json={"code": 0, "data": [1]}), "no data"),
        (httpx.Response(304), "HTTP 304"),
    ],
)
async def test_what_is_not_the_promised_json_is_said_in_one_sentence(reply, said):
    sleeps = Sleeps()
    error = await error_of(reply, sleeps=sleeps)
    assert type(error) is BadResponse
    assert said in error.sentence
    assert sleeps.taken == []


@pytest.mark.parametrize(
    ("status", "kind"), [(401, NotSignedIn), (403, NotPermitted), (404, ServerError), (418, ServerError)]
)
async def test_without_a_code_the_status_decides(status, kind):
    assert type(await error_of(httpx.Response(status, json={"message": "x"}))) is kind


async def test_missing_data_is_empty_and_a_code_in_quotes_counts():
    replies = Replies(httpx.Response(200, json={"code": "0"}), httpx.Response(200, json={"code": 0, "data": None}))
    async with client_of(replies) as client:
        assert await client.get(LIST) == {}
        assert await client.post(LIST) == {}


async def test_a_number_too_large_costs_the_field_and_not_the_page():
    async with client_of(Replies(httpx.Response(200, content=b'{"code":0,"data":{"x":1e999,"y":1}}'))) as client:
        assert await client.get(LIST) == {"x": None, "y": 1}


async def test_a_redirect_is_an_error_and_the_token_does_not_travel():
    replies = Replies(httpx.Response(302, headers={"Location": "https://evil.example/"}))
    async with client_of(replies) as client:
        with pytest.raises(BadResponse, match="redirects"):
            await client.get(LIST)
    assert [request.url.host for request in replies.asked] == ["open.feishu.cn"]


@pytest.mark.parametrize(
    "reply",
    [
        refusal(190003, 500),
        refusal(190004, 429),
        refusal(190005, 429),
        refusal(190010, 429),
        refusal(99991400, 400),
        httpx.Response(502, html="<h1>Bad Gateway</h1>"),
        httpx.Response(503, json={"message": "x"}),
        httpx.ReadError,
        httpx.RemoteProtocolError,
    ],
)
async def test_what_may_pass_is_repeated_with_growing_waits(reply):
    replies, sleeps = Replies(reply), Sleeps()
    async with client_of(replies, sleeps=sleeps) as client:
        with pytest.raises(FeishuTuiError):
            await client.get(LIST)
    assert len(replies.asked) == client.requests == 5
    assert sleeps.taken == [0.5, 1.0, 2.0, 4.0]


async def test_a_repeat_that_succeeds_is_a_success():
    replies = Replies(httpx.ConnectError, refusal(190003, 500), {"x": 1})
    async with client_of(replies) as client:
        assert await client.post(LIST, json={"query": "q"}) == {"x": 1}
    assert [request.content for request in replies.asked] == [b'{"query":"q"}'] * 3


@pytest.mark.parametrize(("chance", "seconds"), [(0.0, 0.4), (0.999999, 0.6)])
async def test_jitter_spreads_the_waits_by_a_fifth(chance, seconds):
    sleeps = Sleeps()
    async with client_of(Replies(refusal(190003, 500), {}), sleeps=sleeps, chance=lambda: chance) as client:
        await client.get(LIST)
    assert sleeps.taken == [pytest.approx(seconds, abs=1e-4)]


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"x-ogw-ratelimit-reset": "7", "Retry-After": "3"}, 7),
        ({"x-ogw-ratelimit-reset": "0", "Retry-After": "3"}, 3),
        ({"Retry-After": "86400"}, 60),
        ({"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}, 0.5),
        ({"x-ogw-ratelimit-reset": "-5"}, 0.5),
    ],
)
async def test_the_server_says_how_long_to_wait_within_bounds(headers, seconds):
    sleeps = Sleeps()
    async with client_of(Replies(refusal(99991400, 429, headers), {}), sleeps=sleeps) as client:
        await client.get(LIST)
    assert sleeps.taken == [seconds]


async def test_a_rate_limit_of_html_is_one_too():
    error = await error_of(httpx.Response(429, html="slow down", headers={"Retry-After": "1"}))
    assert isinstance(error, RateLimited)
    assert error.retry_after == 1


async def test_everyone_waits_while_the_server_asks_for_a_pause():
    gate = asyncio.Event()

    async def sleep(seconds: float) -> None:
        await gate.wait()

    replies = Replies(refusal(99991400, 429, {"x-ogw-ratelimit-reset": "9"}), {})
    async with FeishuClient(
        BASE, StaticToken("u-x"), transport=replies.transport, pace=Pace((), sleep=sleep)
    ) as client:
        tasks = [asyncio.create_task(client.get(LIST))]
        while not replies.asked:
            await asyncio.sleep(0)
        tasks += [asyncio.create_task(client.get(LIST)) for _ in range(3)]
        for _ in range(20):
            await asyncio.sleep(0)
        assert len(replies.asked) == 1
        gate.set()
        await asyncio.gather(*tasks)
    assert len(replies.asked) == 5


async def test_at_most_four_requests_are_under_way():
    under_way = most = 0
    turn = asyncio.Event()

    async def answer(request: httpx.Request) -> httpx.Response:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await turn.wait()
        under_way -= 1
        return ok({})

    async with FeishuClient(BASE, StaticToken("u-x"), transport=httpx.MockTransport(answer), pace=Pace(())) as client:
        tasks = [asyncio.create_task(client.get(LIST)) for _ in range(12)]
        for _ in range(50):
            await asyncio.sleep(0)
        turn.set()
        await asyncio.gather(*tasks)
    assert most == 4


@pytest.mark.parametrize(
    ("exception", "kind", "tries"),
    [
        (httpx.ConnectTimeout, NetworkTimeout, 1),
        (httpx.ReadTimeout, NetworkTimeout, 1),
        (httpx.ConnectError, NetworkError, 3),
        (httpx.ProxyError, NetworkError, 3),
        (httpx.WriteError, NetworkError, 5),
    ],
)
async def test_no_answer_is_a_network_error_that_names_the_host(exception, kind, tries):
    replies = Replies(exception)
    async with client_of(replies) as client:
        with pytest.raises(NetworkError) as caught:
            await client.get(LIST)
    assert type(caught.value) is kind
    assert "open.feishu.cn" in caught.value.sentence
    assert isinstance(caught.value.__cause__, exception)
    assert len(replies.asked) == tries


async def test_silence_is_tried_again_once_the_server_has_answered():
    replies = Replies({}, httpx.ReadTimeout)
    async with client_of(replies) as client:
        await client.get(LIST)
        with pytest.raises(NetworkTimeout):
            await client.get(LIST)
    assert len(replies.asked) == 1 + 3


async def test_no_cookie_is_kept_or_sent():
    replies = Replies(httpx.Response(200, json={"code": 0}, headers=[("Set-Cookie", "a=b"), ("Set-Cookie", ";=;x")]))
    async with client_of(replies) as client:
        await client.get(LIST)
        await client.get(LIST)
    assert ["cookie" in request.headers for request in replies.asked] == [False, False]


async def test_nothing_secret_is_logged(caplog):
    with caplog.at_level(logging.DEBUG):
        async with client_of(Replies(refusal(190003, 500), {})) as client:
            await client.get(LIST)
    assert "Trying again" in caplog.text
    assert "u-secret" not in caplog.text


def test_a_broken_environment_is_a_configuration_error(monkeypatch, tmp_path):
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "missing.pem"))
    with pytest.raises(ConfigError, match="certificates"):
        FeishuClient(BASE, StaticToken("u-x"))
    monkeypatch.delenv("SSL_CERT_FILE")
    monkeypatch.setenv("HTTPS_PROXY", "gopher://user:pass@proxy.example")
    with pytest.raises(ConfigError) as caught:
        FeishuClient(BASE, StaticToken("u-x"))
    assert "pass" not in str(caught.value)


def test_authorities_are_read_for_encrypted_addresses_alone():
    assert authorities_for(("https://open.feishu.cn",)) is True
    assert authorities_for(("http://127.0.0.1:8080", "https://accounts.feishu.cn")) is True
    assert authorities_for(("http://127.0.0.1:8080",)) is None


async def test_a_client_for_plain_addresses_trusts_no_encrypted_one_either():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / "good.pem", CERTIFICATES / "key.pem")

    async def nothing(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    async with await asyncio.start_server(nothing, "127.0.0.1", 0, ssl=context) as server:
        port = server.sockets[0].getsockname()[1]
        async with httpx.AsyncClient(verify=authorities_for((f"http://127.0.0.1:{port}",)), trust_env=False) as http:
            with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
                await http.get(f"https://127.0.0.1:{port}/")
