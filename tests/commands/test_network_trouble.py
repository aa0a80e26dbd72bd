"""With the server gone, silent or unwilling: what was read is still there, and the exit status says the rest."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator

import pytest

from feishu_tui.commands import session
from feishu_tui.config import load
from feishu_tui.feishu import network
from feishu_tui.simulator.faults import Fault
from tests.commands.conftest import RunCli
from tests.feishu.office import CAL, HOUR, NOW, Office

LATER = ("--now", "2026-11-21T12:00:00+08:00")
"""An hour after the fixtures' clock: the cache is old."""


@pytest.fixture(autouse=True)
def one_try(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give up at the first refused connection instead of the third."""
    monkeypatch.setattr(network, "TRIES_WITHOUT_ANSWER", 1)


@pytest.fixture
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a second instead of ten."""
    monkeypatch.setattr(session, "PATIENCE_SECONDS", 0.5)


@pytest.fixture
def black_hole() -> Iterator[str]:
    """The address of something that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as hole:
        yield f"http://127.0.0.1:{hole.getsockname()[1]}"


@pytest.fixture
def read_before(run_cli: RunCli, office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office that was read once, in a cache that another address uses as well."""
    office.add("mine", NOW, NOW + HOUR)
    assert run_cli("agenda").status == 0
    assert run_cli("show", "mine_0").status == 0
    return office


def use_cache_of_office_at(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each server has a cache of its own: put the one there is in the place of another's."""
    before = load({}, os.environ).cache_path
    monkeypatch.setenv("FEISHU_TUI_BASE_URL", url)
    before.rename(load({}, os.environ).cache_path)


def test_a_server_that_is_gone(
    run_cli: RunCli, read_before: Office, monkeypatch: pytest.MonkeyPatch, short_patience: None
) -> None:
    use_cache_of_office_at("http://127.0.0.1:9", monkeypatch)
    ran = run_cli(*LATER, "agenda", "--json")
    assert ran.status == 0
    assert [row["summary"] for row in ran.document["occurrences"]] == ["mine"]
    assert (ran.document["stale"], ran.document["synced_at"]) == (True, "2026-11-21T11:00:00+08:00")
    assert ran.err.startswith("feishu-tui: Shown as last read, since the cache could not be brought up to date: ")
    assert run_cli("agenda", "--refresh", "--json").document["stale"] is True
    offline = run_cli(*LATER, "agenda", "--offline")
    assert (offline.status, offline.err) == (0, "")
    for argv in (["calendars"], ["show", "mine_0"]):
        ran = run_cli(*argv)
        assert ran.status == 0
        assert "Shown as last read, since the server could not be asked: " in ran.err
    assert run_cli("calendars", "--offline").err == ""
    assert run_cli("sync").status == 4


def test_a_server_that_never_answers_is_not_waited_for_long(
    run_cli: RunCli, read_before: Office, black_hole: str, monkeypatch: pytest.MonkeyPatch, short_patience: None
) -> None:
    use_cache_of_office_at(black_hole, monkeypatch)
    for argv in (["agenda", *LATER], ["agenda", "--refresh"], ["calendars"], ["show", "mine_0"]):
        ran = run_cli(*argv)
        assert ran.status == 0
        assert ran.out != ""
        assert "The server did not answer within 0.5 seconds." in ran.err


def test_a_name_server_that_never_answers_is_not_waited_for_long(
    run_cli: RunCli, read_before: Office, monkeypatch: pytest.MonkeyPatch, short_patience: None
) -> None:
    use_cache_of_office_at("https://open.feishu.example", monkeypatch)
    answered = threading.Event()

    def never(*_: object, **__: object) -> list[object]:
        answered.wait(30)
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", never)
    ran = run_cli("agenda", *LATER)
    assert not answered.is_set()
    assert ran.status == 0
    assert "did not answer within 0.5 seconds" in ran.err
    answered.set()


def test_a_host_that_does_not_exist(run_cli: RunCli, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> list[object]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", none)
    monkeypatch.setenv("FEISHU_TUI_BASE_URL", "https://open.feishu.example")
    monkeypatch.setenv("FEISHU_TUI_ACCESS_TOKEN", "u-demo")
    ran = run_cli("agenda", "--json")
    assert (ran.status, ran.error["kind"]) == (4, "network")
    assert "no host named open.feishu.example" in ran.error["message"]


@pytest.mark.parametrize("argv", [["agenda"], ["calendars"], ["show", "x_0"], ["sync"]], ids=" ".join)
def test_a_server_that_is_gone_and_nothing_read(
    argv: list[str], run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FEISHU_TUI_BASE_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("FEISHU_TUI_ACCESS_TOKEN", "u-demo")
    ran = run_cli(*argv, "--json")
    assert (ran.status, ran.error["kind"]) == (4, "network")
    assert ran.error["hint"]


@pytest.mark.parametrize("argv", [["agenda"], ["calendars"], ["show", "x_0"], ["sync"]], ids=" ".join)
def test_without_credentials_the_remedy_is_told(argv: list[str], run_cli: RunCli) -> None:
    ran = run_cli(*argv, "--json")
    assert (ran.status, ran.error["kind"]) == (3, "not_signed_in")
    assert "FEISHU_TUI_ACCESS_TOKEN" in ran.error["hint"]
    ran = run_cli(*argv)
    assert (ran.status, ran.out) == (3, "")
    assert len(ran.err.splitlines()) == 2


def test_without_credentials_the_cache_is_used_with_a_note(
    run_cli: RunCli, read_before: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FEISHU_TUI_ACCESS_TOKEN")
    assert run_cli("agenda").err == ""
    ran = run_cli("agenda", *LATER, "--json")
    assert (ran.status, ran.document["stale"]) == (0, True)
    assert "There is nothing to sign in with." in ran.err
    assert run_cli("sync").status == 3


def test_a_token_the_server_does_not_take(run_cli: RunCli, read_before: Office) -> None:
    read_before.simulator.expire_access_tokens()
    ran = run_cli("agenda", *LATER)
    assert (ran.status, "mine" in ran.out) == (0, True)
    assert "Shown as last read" in ran.err
    assert "log id" in ran.err
    ran = run_cli("sync", "--json")
    assert (ran.status, ran.error["kind"]) == (3, "not_signed_in")
    assert ran.error["log_id"]
    assert isinstance(ran.error["code"], int)
    assert run_cli("agenda", "--profile", "other").status == 3


def test_an_app_signs_in_by_itself(run_cli: RunCli, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FEISHU_TUI_ACCESS_TOKEN")
    monkeypatch.setenv("FEISHU_TUI_APP_ID", "cli_demo")
    monkeypatch.setenv("FEISHU_TUI_APP_SECRET", "demo-secret")
    assert run_cli("calendars").status == 0
    monkeypatch.setenv("FEISHU_TUI_APP_SECRET", "wrong")
    ran = run_cli("sync", "--json")
    assert (ran.status, ran.error["kind"]) == (3, "not_signed_in")


def test_nothing_read_and_offline(run_cli: RunCli, office: Office) -> None:
    for argv in (["agenda", "--offline"], ["calendars", "--offline"]):
        ran = run_cli(*argv, "--json")
        assert (ran.status, ran.error["kind"], ran.error["hint"]) == (4, "cache", "Run this first: feishu-tui sync")
    assert run_cli("calendars").status == 0
    assert run_cli("agenda", "--offline").status == 4
    assert len(office.simulator.log) == 1


def test_html_of_a_proxy_is_no_answer(run_cli: RunCli, office: Office) -> None:
    page = b"<html><body>Sign in to the guest network</body></html>"
    office.faults.add(Fault("", times=None, status=200, headers=(("Content-Type", "text/html"),), body=page))
    ran = run_cli("agenda", "--json")
    assert (ran.status, ran.error["kind"]) == (4, "bad_response")


def test_a_redirect_is_not_followed(run_cli: RunCli, office: Office) -> None:
    office.faults.add(Fault("", times=None, status=302, headers=(("Location", "http://127.0.0.1:9/"),), body=b""))
    assert run_cli("agenda").status == 4


def test_a_passing_failure_is_asked_again(run_cli: RunCli, office: Office) -> None:
    office.add("mine", NOW, NOW + HOUR)
    office.faults.add(Fault(r"/calendars\?", status=500, code=190003))
    ran = run_cli("agenda", "--json", "--calendar", CAL)
    assert (ran.status, len(ran.document["occurrences"])) == (0, 1)
