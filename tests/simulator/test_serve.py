"""The simulator over real HTTP."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import httpx
import pytest

from feishu_tui.simulator.api import Simulator
from feishu_tui.simulator.faults import Fault, Faults, bad_gateway
from feishu_tui.simulator.serve import MOST_BODY, Server, serve
from feishu_tui.simulator.state import State
from feishu_tui.simulator.switches import Switches
from tests.simulator.desk import ME, NOW, office, timed

LIST = "/open-apis/calendar/v4/calendars"
AUTH = {"Authorization": "Bearer u-demo"}


def simulator(*faults: Fault) -> Simulator:
    state = State.load(office(timed("周会", NOW, event_id="e_0")))
    return Simulator(state, Switches(rate_limits=()), lambda: float(NOW), Faults(*faults))


@pytest.fixture
def server() -> Iterator[Server]:
    with serve(simulator()) as running:
        yield running


def test_it_answers_on_a_free_port_of_loopback(server: Server) -> None:
    assert server.url == f"http://127.0.0.1:{server.port}"
    answer = httpx.get(f"{server.url}{LIST}/{ME.replace('@', '%40')}/events", headers=AUTH)
    assert answer.json()["data"]["items"][0]["summary"] == "周会"
    assert answer.headers["X-Tt-Logid"]
    assert answer.headers["Content-Length"] == str(len(answer.content))


def test_a_connection_is_kept_and_used_again(server: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    connection.connect()
    socket_before = connection.sock
    for path in (LIST, "/nowhere", LIST):
        connection.request("GET", path, headers=AUTH)
        connection.getresponse().read()
        assert connection.sock is socket_before
    connection.request("POST", f"{LIST}/search", b'{"query":"me"}', {**AUTH, "Content-Type": "application/json"})
    assert b'"code":0' in connection.getresponse().read()
    connection.close()


def test_unknown_methods_go_to_the_simulator(server: Server) -> None:
    for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "BREW"):
        answer = httpx.request(method, f"{server.url}{LIST}", headers=AUTH)
        assert (answer.status_code, answer.text) == (404, "404 page not found")
    assert httpx.head(f"{server.url}{LIST}", headers=AUTH).content == b""


def test_many_at_once(server: Server) -> None:
    with httpx.Client(base_url=server.url, headers=AUTH) as client, ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(lambda _: client.get(LIST).json()["code"], range(80)))
    assert codes == [0] * 80
    assert len(server.simulator.log) == 80


def test_bodies_that_are_too_large_or_of_no_known_length(server: Server) -> None:
    def status(headers: dict[str, str]) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
        connection.putrequest("POST", f"{LIST}/search")
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        try:
            return connection.getresponse().status
        finally:
            connection.close()

    assert status({"Content-Length": str(MOST_BODY + 1)}) == 413
    assert status({"Content-Length": "-1"}) == 411
    assert status({"Transfer-Encoding": "chunked"}) == 411
    assert server.simulator.log == []


def test_faults_over_http() -> None:
    with serve(simulator(bad_gateway(), Fault(nth=2, latency=0.05))) as server:
        answer = httpx.get(f"{server.url}{LIST}", headers=AUTH)
        assert (answer.status_code, answer.headers["Content-Type"]) == (502, "text/html")
        slow = httpx.get(f"{server.url}{LIST}", headers=AUTH)
        assert slow.elapsed.total_seconds() >= 0.05
        server.simulator.faults.add(Fault(latency=30.0))
        with pytest.raises(httpx.ReadTimeout):
            httpx.get(f"{server.url}{LIST}", headers=AUTH, timeout=0.05)


def test_closing_ends_open_connections_and_held_back_answers() -> None:
    server = serve(simulator(Fault("search", latency=600.0)))
    idle = socket.create_connection(("127.0.0.1", server.port))
    failures: list[Exception] = []

    def wait() -> None:
        try:
            httpx.post(f"{server.url}{LIST}/search", json={"query": "x"}, headers=AUTH, timeout=60)
        except httpx.TransportError as exc:
            failures.append(exc)

    waiting = threading.Thread(target=wait)
    waiting.start()
    while not server.simulator.log:
        httpx.get(f"{server.url}/ping")
        server.simulator.log[:] = [row for row in server.simulator.log if row[1] != "/ping"]
    server.close()
    waiting.join()
    assert len(failures) == 1
    assert idle.recv(1) == b""
    idle.close()
    server.close()
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{server.url}{LIST}")
    assert not [thread for thread in threading.enumerate() if thread.name == "simulator"]


def test_an_address_that_is_taken_is_an_os_error(server: Server) -> None:
    with pytest.raises(OSError, match="in use"):
        serve(simulator(), port=server.port)


def test_a_new_server_can_have_the_address_at_once() -> None:
    with serve(simulator()) as first:
        httpx.get(f"{first.url}{LIST}", headers=AUTH)
        port, host = first.port, urlsplit(first.url).hostname
    with serve(simulator(), port=port) as second:
        assert (second.port, host) == (port, "127.0.0.1")


def test_garbage_on_the_line_is_answered_and_nothing_breaks(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(b"\x16\x03\x01\x00nonsense\r\n\r\n")
        assert b"400" in connection.recv(1000)
    assert httpx.get(f"{server.url}{LIST}", headers=AUTH).status_code == 200
