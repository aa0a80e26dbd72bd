"""The way to the server, over real sockets: each thing that can stand in it is told from the others."""

from __future__ import annotations

import asyncio
import errno
import os
import socket
import ssl
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from email.utils import formatdate
from pathlib import Path

import httpx
import pytest

from feishu_tui.feishu.obstacles import Obstacle, obstacle_of
from feishu_tui.feishu.reach import Journey, reach
from feishu_tui.simulator.api import Simulator
from feishu_tui.simulator.faults import Fault, Faults, bad_gateway, rate_limited
from feishu_tui.simulator.serve import serve
from feishu_tui.simulator.state import State

CERTIFICATES = Path(__file__).with_name("certificates")
FAR = "https://open.feishu.example"
SHORT = 0.5
NOW = 1_795_219_200.0
"""2026-11-21 00:00 UTC."""

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment that says nothing of proxies and certificates."""
    for name in list(os.environ):
        if name.lower().endswith("_proxy") or name.startswith("SSL_CERT_"):
            monkeypatch.delenv(name)


@asynccontextmanager
async def listening(talk: Talk) -> AsyncIterator[int]:
    """A server on loopback that leaves each connection to ``talk``; gives its port."""
    writers: list[asyncio.StreamWriter] = []

    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        try:
            await talk(reader, writer)
        except (OSError, asyncio.IncompleteReadError):
            return  # the other side went away first
        except asyncio.CancelledError:
            return  # the test is over

    server = await asyncio.start_server(greet, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]
        for writer in writers:
            writer.transport.abort()


def saying(answer: bytes, *, after: bytes = b"\r\n\r\n") -> Talk:
    """Answers the first request with these bytes, whatever it is, and closes."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(after)
        writer.write(answer)
        await writer.drain()
        writer.close()

    return talk


async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Takes whatever comes and says nothing."""
    await reader.read(-1)


def envelope(*headers: str) -> bytes:
    """What the API says to a request without a token."""
    body = b'{"code":99991661,"msg":"Missing access token"}'
    lines = ["HTTP/1.1 400 Bad Request", f"Content-Length: {len(body)}", "Content-Type: application/json", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


def proxy(then: Talk | None, certificate: str = "good", answer: bytes = b"HTTP/1.1 200 OK\r\n\r\n") -> Talk:
    """An HTTP proxy that answers CONNECT, then plays the server behind a certificate."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        if then is None:
            return
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATES / f"{certificate}.pem", CERTIFICATES / "key.pem")
        await writer.start_tls(context)
        await then(reader, writer)

    return talk


async def through(talk: Talk, monkeypatch: pytest.MonkeyPatch, url: str = FAR, trusted: str = "good") -> Journey:
    """The journey to ``url`` through a proxy on loopback, with one certificate trusted."""
    async with listening(talk) as port:
        monkeypatch.setenv("HTTPS_PROXY", f"http://somebody:s3cret@127.0.0.1:{port}")
        monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / f"{trusted}.pem"))
        return await reach(url, clock=lambda: NOW)


async def at(talk: Talk, scheme: str = "http", patience: float = 5.0) -> Journey:
    async with listening(talk) as port:
        return await reach(f"{scheme}://127.0.0.1:{port}", patience=patience, clock=lambda: NOW)


async def of_simulator(*faults: Fault) -> Journey:
    with serve(Simulator(State.load({}), faults=Faults(*faults))) as server:
        return await reach(server.url)


async def test_the_api_answers_that_a_token_is_missing() -> None:
    journey = await of_simulator()
    assert (journey.stage, journey.obstacle, journey.status) == ("answer", None, 400)
    assert journey.log_id
    assert journey.peer == f"127.0.0.1:{journey.port}"
    assert (journey.proxied, journey.addresses, journey.tls) == (False, (), "")
    assert journey.ahead is not None
    assert abs(journey.ahead) < 5


@pytest.mark.parametrize(("behind", "told"), [(0, 0.0), (400, 400.0), (-400, -400.0)])
async def test_the_clock_is_held_against_the_servers(behind: int, told: float) -> None:
    journey = await at(saying(envelope(f"Date: {formatdate(NOW - behind, usegmt=True)}")))
    assert journey.obstacle is None
    assert journey.ahead == pytest.approx(told, abs=1.0)


@pytest.mark.parametrize("headers", [(), ("Date: yesterday",), ("Date:",)])
async def test_a_server_without_a_date_tells_no_time(headers: tuple[str, ...]) -> None:
    journey = await at(saying(envelope(*headers)))
    assert (journey.obstacle, journey.ahead) == (None, None)


@pytest.mark.parametrize(
    ("fault", "obstacle", "status"),
    [
        (bad_gateway(), Obstacle.SERVER_FAILED, 502),
        (Fault(status=500, code=190003), Obstacle.SERVER_FAILED, 500),
        (Fault(status=503, body=b""), Obstacle.SERVER_FAILED, 503),
        (Fault(status=302, headers=(("Location", "http://127.0.0.1:9/"),), body=b""), Obstacle.REDIRECTED, 302),
        (Fault(status=200, headers=(("Content-Type", "text/html"),), body=b"<html>"), Obstacle.NOT_THE_API, 200),
        (Fault(status=200, body=b'{"hello": "world"}'), Obstacle.NOT_THE_API, 200),
        (Fault(status=404, body=b"404 page not found"), Obstacle.NOT_THE_API, 404),
        (rate_limited(), None, 429),
    ],
    ids=["502", "190003", "empty 503", "redirect", "html", "other json", "404", "rate limit"],
)
async def test_answers_that_are_none_of_the_api(fault: Fault, obstacle: Obstacle | None, status: int) -> None:
    journey = await of_simulator(fault)
    assert (journey.stage, journey.obstacle, journey.status) == ("answer", obstacle, status)


async def test_where_signing_in_begins_any_answer_will_do() -> None:
    page = Fault(status=404, headers=(("Content-Type", "text/html"),), body=b"<html>")
    with serve(Simulator(State.load({}), faults=Faults(page))) as server:
        assert (await reach(server.url, "/oauth", api=False)).obstacle is None


async def test_a_port_nobody_listens_at() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        journey = await reach(f"http://127.0.0.1:{free.getsockname()[1]}")
    assert (journey.stage, journey.obstacle) == ("connection", Obstacle.REFUSED)


@pytest.mark.parametrize(("scheme", "obstacle"), [("http", Obstacle.NO_ANSWER), ("https", Obstacle.ENCRYPTION_SILENT)])
async def test_a_black_hole_is_not_waited_for_long(scheme: str, obstacle: Obstacle) -> None:
    began = time.monotonic()
    journey = await at(silent, scheme, patience=SHORT)
    assert journey.obstacle is obstacle
    assert SHORT <= journey.took < 3
    assert time.monotonic() - began < 3


async def test_a_connection_that_breaks_off() -> None:
    assert (await at(saying(b""))).obstacle is Obstacle.BROKEN_OFF
    assert (await at(saying(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"))).obstacle is Obstacle.BROKEN_OFF


async def test_a_server_that_speaks_no_tls() -> None:
    journey = await at(saying(b"HTTP/1.1 400 Bad Request\r\n\r\n", after=b"\x00"), "https")
    assert (journey.stage, journey.obstacle) == ("encryption", Obstacle.ENCRYPTION_FAILED)


async def test_a_body_that_cannot_be_taken_in() -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 3\r\n\r\nabc"
    journey = await at(saying(answer))
    assert (journey.obstacle, bool(journey.said)) == (Obstacle.NOT_THE_API, True)


@pytest.mark.parametrize(
    ("number", "obstacle"),
    [(socket.EAI_NONAME, Obstacle.NO_SUCH_HOST), (socket.EAI_AGAIN, Obstacle.NAME_SERVICE_SILENT)],
)
async def test_a_name_that_is_not_found(number: int, obstacle: Obstacle, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> list[object]:
        raise socket.gaierror(number, "no")

    monkeypatch.setattr(socket, "getaddrinfo", none)
    journey = await reach(FAR)
    assert (journey.stage, journey.obstacle) == ("name", obstacle)
    assert (journey.peer, journey.proxied) == ("open.feishu.example:443", False)


async def test_a_name_server_that_never_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()

    def never(*_: object, **__: object) -> list[object]:
        over.wait(30)
        raise socket.gaierror(socket.EAI_AGAIN, "no")

    monkeypatch.setattr(socket, "getaddrinfo", never)
    try:
        journey = await reach(FAR, patience=SHORT)
    finally:
        over.set()
    assert (journey.stage, journey.obstacle) == ("name", Obstacle.NAME_SERVICE_SILENT)


@pytest.mark.parametrize(
    ("cause", "obstacle"),
    [
        (OSError(errno.ENETUNREACH, "Network is unreachable"), Obstacle.UNREACHABLE),
        (ExceptionGroup("", [OSError(errno.EHOSTUNREACH, "no"), ConnectionRefusedError()]), Obstacle.REFUSED),
        (TimeoutError(errno.ETIMEDOUT, "Connection timed out"), Obstacle.CONNECTION_SILENT),
        (OSError("All connection attempts failed"), Obstacle.UNREACHABLE),
    ],
)
def test_what_the_system_says_of_a_connection(cause: Exception, obstacle: Obstacle) -> None:
    error = httpx.ConnectError("All connection attempts failed")
    error.__cause__ = cause
    assert obstacle_of(error, "connection") == (obstacle, "")


async def test_through_a_proxy_to_a_trusted_server(monkeypatch: pytest.MonkeyPatch) -> None:
    journey = await through(proxy(saying(envelope())), monkeypatch)
    assert (journey.stage, journey.obstacle, journey.status) == ("answer", None, 400)
    assert (journey.proxied, journey.host) == (True, "open.feishu.example")
    assert journey.peer.startswith("127.0.0.1:")
    assert journey.tls.startswith("TLSv1.")
    assert journey.certificate_ends == pytest.approx(4_733_424_000, abs=86400 * 365)
    assert "s3cret" not in repr(journey)


@pytest.mark.parametrize(
    ("certificate", "trusted", "url", "obstacle"),
    [
        ("expired", "expired", FAR, Obstacle.CERTIFICATE_EXPIRED),
        ("early", "early", FAR, Obstacle.CERTIFICATE_EARLY),
        ("good", "good", "https://other.feishu.example", Obstacle.CERTIFICATE_NAME),
    ],
)
async def test_certificates_that_do_not_hold(
    certificate: str, trusted: str, url: str, obstacle: Obstacle, monkeypatch: pytest.MonkeyPatch
) -> None:
    journey = await through(proxy(silent, certificate), monkeypatch, url, trusted)
    assert (journey.stage, journey.obstacle) == ("encryption", obstacle)


async def test_a_certificate_nobody_vouches_for() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATES / "good.pem", CERTIFICATES / "key.pem")
        await writer.start_tls(context)

    journey = await at(talk, "https")
    assert (journey.stage, journey.obstacle) == ("encryption", Obstacle.CERTIFICATE_UNTRUSTED)
    assert journey.said


async def test_a_proxy_that_wants_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
    journey = await through(proxy(None, answer=answer), monkeypatch)
    assert journey.obstacle is Obstacle.PROXY_REFUSED
    assert "407" in journey.said
    assert "s3cret" not in repr(journey)


async def test_an_environment_that_makes_no_sense(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "carrier-pigeon://s3cret@loft")
    journey = await reach(FAR)
    assert (journey.stage, journey.obstacle) == ("settings", Obstacle.SETTINGS)
    assert journey.said
    assert "s3cret" not in repr(journey)
