"""Real sockets: the simulator over HTTP, and servers that misbehave below HTTP."""

from __future__ import annotations

import asyncio
import gzip
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from feishu_tui.errors import BadResponse, NetworkError, NetworkTimeout
from feishu_tui.feishu import client as client_module
from feishu_tui.feishu import renewal
from feishu_tui.feishu.client import FeishuClient, path_of
from feishu_tui.feishu.connect import Feishu
from feishu_tui.feishu.oauth import App
from feishu_tui.feishu.pace import Pace
from feishu_tui.feishu.renewal import Renewal
from feishu_tui.feishu.retry import Passing
from feishu_tui.feishu.token_file import TokenFile
from feishu_tui.feishu.tokens import StaticToken
from feishu_tui.simulator.serve import serve
from tests.feishu.office import CAL, HOUR, NOW, Office
from tests.feishu.replies import Sleeps
from tests.feishu.signed_in import SignedIn

LIST = path_of("calendars")
Talk = Callable[[asyncio.StreamWriter], Awaitable[None]]


def client_at(url: str) -> FeishuClient:
    return FeishuClient(url, StaticToken("u-demo"), pace=Pace((), sleep=Sleeps()))


@asynccontextmanager
async def talking(talk: Talk) -> AsyncIterator[str]:
    """A server that leaves each connection to ``talk`` once a request came; gives its address."""
    writers: list[asyncio.StreamWriter] = []

    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        await reader.readuntil(b"\r\n\r\n")
        await talk(writer)

    server = await asyncio.start_server(greet, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        for writer in writers:
            writer.transport.abort()


def saying(answer: bytes) -> Talk:
    """Writes ``answer`` as it is and closes the connection."""

    async def talk(writer: asyncio.StreamWriter) -> None:
        writer.write(answer)
        await writer.drain()
        writer.close()

    return talk


async def resetting(writer: asyncio.StreamWriter) -> None:
    """Drops the connection."""
    writer.transport.abort()


async def dripping(writer: asyncio.StreamWriter) -> None:
    """Answers a byte at a time, for ever."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    while not writer.is_closing():
        writer.write(b" ")
        await asyncio.sleep(0.01)


async def test_everything_over_real_http():
    office = Office()
    wanted = [office.add(f"e{n}", NOW + n * 60, NOW + n * 60 + HOUR) for n in range(1200)]
    with serve(office.simulator) as server:
        async with Feishu(client_at(server.url), "exclusive") as feishu:
            assert [calendar.calendar_id for calendar in await feishu.calendars.list()] == [CAL]
            pages = [page async for page in feishu.events.full(CAL, NOW)]
            details = await asyncio.gather(*(feishu.events.get(CAL, event_id) for event_id in wanted[:20]))
    assert [listed.event.event_id for page in pages for listed in page.events] == wanted
    assert [detail.event.event_id for detail in details] == wanted[:20]


async def test_loopback_never_goes_through_a_proxy(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with serve(Office().simulator) as server:
        async with client_at(server.url) as client:
            assert "calendar_list" in await client.get(LIST)


async def test_nobody_listens():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        async with client_at(f"http://127.0.0.1:{held.getsockname()[1]}") as client:
            with pytest.raises(NetworkError, match="cannot be reached"):
                await client.get(LIST)
    assert client.requests == 3


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"code":0',
        b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"cod',
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: nonsense\r\n\r\n{}",
    ],
)
async def test_a_connection_that_breaks_off_or_speaks_something_else(answer):
    async with talking(saying(answer)) as url, client_at(url) as client:
        with pytest.raises(NetworkError, match="broke off"):
            await client.get(LIST)
    assert client.requests == 5


async def test_a_reset():
    async with talking(resetting) as url, client_at(url) as client:
        with pytest.raises(NetworkError, match="broke off"):
            await client.get(LIST)


async def test_a_server_that_drips_ends_with_a_timeout(monkeypatch):
    monkeypatch.setattr(client_module, "WHOLE_REPLY", 0.2)

    async with talking(dripping) as url, client_at(url) as client:
        with pytest.raises(NetworkTimeout, match="in time"):
            await client.get(LIST)
    assert client.requests == 1


async def dripping_headers(writer: asyncio.StreamWriter) -> None:
    """Answers with a header at a time, for ever."""
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while not writer.is_closing():
        writer.write(b"X: x\r\n")
        await asyncio.sleep(0.01)


@pytest.mark.parametrize("talk", [dripping, dripping_headers], ids=["body", "headers"])
async def test_a_renewal_whose_answer_drips_is_given_up_and_the_login_kept(talk, tmp_path, monkeypatch):
    monkeypatch.setattr(renewal, "WHOLE_REPLY", 0.2)
    signed_in = SignedIn(tmp_path)
    async with talking(talk) as url:
        login, file = replace(signed_in.login, base_url=url), TokenFile.of(replace(signed_in.config, base_url=url))
        file.write(login)
        renew = Renewal(file, lambda _: App("cli_demo", "demo-secret")).renew
        with pytest.raises(NetworkTimeout, match="in time"):
            await asyncio.to_thread(renew, login.access_token)
    assert file.read() == login


def flooding(beginning: bytes, crumb: bytes) -> Talk:
    """Says one thing again and again, as fast as it is read."""

    async def talk(writer: asyncio.StreamWriter) -> None:
        writer.write(beginning)
        while not writer.is_closing():
            writer.write(crumb * 1000)
            with suppress(ConnectionError):
                await writer.drain()

    return talk


FLOODS = {
    "provisional answers": (flooding(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), NetworkError, "broke off"),
    "crumbs": (
        flooding(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
        BadResponse,
        "too many pieces",
    ),
}


@pytest.mark.parametrize("name", FLOODS)
async def test_a_flood_is_given_up_long_before_the_time_is(name, tmp_path):
    talk, error, said = FLOODS[name]
    signed_in = SignedIn(tmp_path)
    async with talking(talk) as url, client_at(url) as client:
        with pytest.raises(error, match=said):
            await client.get(LIST)
        login, file = replace(signed_in.login, base_url=url), TokenFile.of(replace(signed_in.config, base_url=url))
        file.write(login)
        with pytest.raises((BadResponse, Passing), match=said):
            await asyncio.to_thread(Renewal(file, lambda _: App("cli_demo", "s")).renew, login.access_token)
    assert file.read() == login


async def test_a_redirect_to_another_host_is_not_followed(httpserver: HTTPServer):
    other = Office()
    with serve(other.simulator) as elsewhere:
        httpserver.expect_request(LIST).respond_with_data("", 302, {"Location": f"{elsewhere.url}{LIST}"})
        async with client_at(httpserver.url_for("")) as client:
            with pytest.raises(BadResponse, match="redirects"):
                await client.get(LIST)
    assert other.simulator.log == []


async def test_compressed_answers_are_unpacked(httpserver: HTTPServer):
    def answer(request: Request) -> Response:
        assert request.headers["Accept-Encoding"] == "gzip"
        return Response(gzip.compress(b'{"code":0,"data":{"a":1}}'), headers={"Content-Encoding": "gzip"})

    httpserver.expect_request(LIST).respond_with_handler(answer)
    async with client_at(httpserver.url_for("")) as client:
        assert await client.get(LIST) == {"a": 1}


async def test_encoded_ids_arrive_as_they_are():
    with serve(Office({"calendar_id": "团队 a/b?c#d%2F"}).simulator) as server:
        async with Feishu(client_at(server.url), "exclusive") as feishu:
            assert (await feishu.calendars.get("团队 a/b?c#d%2F")).calendar_id == "团队 a/b?c#d%2F"
