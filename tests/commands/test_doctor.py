"""The doctor names what is wrong and what to do about it, in bounded time, and shows no secret."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from email.utils import formatdate
from pathlib import Path

import pytest

from feishu_tui.commands import doctor
from feishu_tui.config import load
from feishu_tui.feishu.token_file import TokenFile
from feishu_tui.simulator.api import Simulator
from feishu_tui.simulator.faults import Fault, Faults, bad_gateway
from feishu_tui.simulator.serve import serve
from feishu_tui.simulator.state import State
from tests.commands.conftest import RunCli
from tests.commands.doctor_checks import checks
from tests.feishu.office import Office
from tests.feishu.signed_in import login_of

Serve = Callable[..., Simulator]


@pytest.fixture
def serve_data(monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Serves an office in which the token u-demo has some scopes, with faults, and points the environment at it."""
    with ExitStack() as stack:

        def serve_it(*faults: Fault, scopes: str | None = None) -> Simulator:
            token = {"token": "u-demo", "identity": "ou_me"} | ({} if scopes is None else {"scopes": scopes})
            data = {
                "users": [{"open_id": "ou_me", "name": "王小明"}],
                "calendars": [{"summary": "Me", "type": "primary", "owner": "ou_me"}],
                "tokens": [token],
            }
            simulator = Simulator(State.load(data), faults=Faults(*faults))
            point_at(stack.enter_context(serve(simulator)).url, monkeypatch)
            monkeypatch.setenv("FEISHU_TUI_ACCESS_TOKEN", "u-demo")
            return simulator

        yield serve_it


@pytest.fixture
def black_hole() -> Iterator[str]:
    """The address of something that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as hole:
        yield f"http://127.0.0.1:{hole.getsockname()[1]}"


def point_at(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEISHU_TUI_BASE_URL", url)
    monkeypatch.setenv("FEISHU_TUI_ACCOUNTS_URL", url)


def test_all_is_well(run_cli: RunCli, office: Office) -> None:
    found = checks(run_cli("doctor", "--json"))
    assert {name for name, check in found.items() if check["state"] != "ok"} == {"configuration"}  # a fixed clock
    assert {"zone", "zone_data", "cache", "login", "connection", "server", "clock", "token"} <= set(found)
    assert {f"scope_{name}" for name in ("calendars", "events", "attendees", "free_busy")} <= set(found)
    assert "Log id" in found["server"]["message"]
    assert "Me" in found["token"]["message"]


def test_with_no_configuration_nobody_signed_in_and_no_server(
    run_process: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("FEISHU_TUI_TZ", "FEISHU_TUI_NOW", "COLUMNS"):
        monkeypatch.delenv(name)
    point_at("http://127.0.0.1:9", monkeypatch)
    ran = run_process("doctor", "--json")
    assert ran.err == ""
    found = checks(ran)
    assert "feishu-tui login" in found["login"]["remedy"]
    assert found["connection"] == {
        "name": "connection",
        "state": "fault",
        "message": "127.0.0.1:9 refuses the connection.",
        "remedy": "Nothing listens there, or a firewall says no: check FEISHU_TUI_BASE_URL.",
    }
    assert "probably not yours" in found["zone"]["message"]
    assert "FEISHU_TUI_TZ" in found["zone"]["remedy"]


def test_as_text_each_finding_is_a_line_with_its_remedy_below(run_cli: RunCli, monkeypatch: pytest.MonkeyPatch) -> None:
    point_at("http://127.0.0.1:9", monkeypatch)
    ran = run_cli("doctor")
    lines = ran.out.splitlines()
    fault = next(number for number, line in enumerate(lines) if line.startswith("✗ login"))
    assert lines[fault + 1].strip().startswith("→ Sign in: feishu-tui login")
    assert any(line.startswith("✓ cache ") for line in lines)
    assert any(line.startswith("! configuration") for line in lines)
    assert lines[-1] == f"{sum(line[0:1] == '✓' for line in lines)} ok, 1 to look at, 2 at fault."
    assert (ran.status, ran.err, "\x1b" in ran.out) == (1, "", False)


def test_a_remedy_names_the_profile(run_cli: RunCli, monkeypatch: pytest.MonkeyPatch) -> None:
    point_at("http://127.0.0.1:9", monkeypatch)
    assert "feishu-tui --profile work login" in run_cli("--profile", "work", "doctor").out


@pytest.mark.parametrize("environ", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}])
def test_an_encoding_without_marks(
    environ: dict[str, str], run_process: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    point_at("http://127.0.0.1:9", monkeypatch)
    monkeypatch.setenv("PYTHONUTF8", "0")
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    lines = run_process("doctor", stdin=None).out.splitlines()
    assert any(line.startswith("x login") for line in lines)
    assert any(line.startswith("+ cache ") for line in lines)
    assert any(line.startswith("! characters") for line in lines)
    assert not any(letter in line for line in lines for letter in "✓✗→")


def test_with_standard_input_closed(run_process: RunCli, monkeypatch: pytest.MonkeyPatch) -> None:
    point_at("http://127.0.0.1:9", monkeypatch)
    monkeypatch.setenv("TERM", "dumb")
    ran = run_process("doctor", "--json", preexec_fn=lambda: os.close(0))
    assert checks(ran)["terminal"]["state"] == "ok"


# The server and what it allows


@pytest.mark.parametrize(
    ("scopes", "lacking", "state"),
    [
        ("calendar:calendar:read calendar:calendar.free_busy:read", "events", "fault"),
        ("calendar:calendar.event:read calendar:calendar.free_busy:read", "calendars", "fault"),
        ("calendar:calendar:read calendar:calendar.event:read", "free_busy", "warning"),
    ],
)
def test_a_scope_that_was_not_granted_is_named(
    scopes: str, lacking: str, state: str, run_cli: RunCli, serve_data: Serve
) -> None:
    serve_data(scopes=scopes)
    found = checks(run_cli("doctor", "--json"))
    lack = found[f"scope_{lacking}"]
    assert lack["state"] == state
    assert "calendar:calendar:readonly" in lack["message"]
    assert "Error 99991679" in lack["message"]
    assert "Sign in again" in lack["remedy"]
    granted = {"calendars", "events", "free_busy"} - {lacking}
    assert all(found[f"scope_{name}"]["state"] == "ok" for name in granted)


def test_a_scope_the_app_lacks_is_named_with_where_to_add_it(run_cli: RunCli, serve_data: Serve) -> None:
    serve_data(Fault(r"/events", times=None, code=99991672))
    lack = checks(run_cli("doctor", "--json"))["scope_events"]
    assert (lack["state"], "The app lacks a permission" in lack["message"]) == ("fault", True)
    assert "developer console" in lack["remedy"]


def test_a_token_the_server_does_not_take_is_told_once(
    run_cli: RunCli, serve_data: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve_data()
    monkeypatch.setenv("FEISHU_TUI_ACCESS_TOKEN", "u-wrong")
    found = checks(run_cli("doctor", "--json"))
    assert (found["server"]["state"], found["token"]["state"]) == ("ok", "fault")
    assert "99991668" in found["token"]["message"]
    assert not any(name.startswith("scope_") for name in found)


def test_an_app_has_no_free_and_busy_times_of_its_own(
    run_cli: RunCli, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FEISHU_TUI_ACCESS_TOKEN")
    monkeypatch.setenv("FEISHU_TUI_APP_ID", "cli_demo")
    monkeypatch.setenv("FEISHU_TUI_APP_SECRET", "demo-secret")
    found = checks(run_cli("doctor", "--json"))
    assert "cli_demo" in found["login"]["message"]
    assert [found[f"scope_{name}"]["state"] for name in ("calendars", "events", "attendees")] == ["ok"] * 3
    assert "scope_free_busy" not in found


@pytest.mark.parametrize(
    ("seconds", "state", "words"),
    [
        (10, "ok", "agrees"),
        (100, "warning", "1 min ahead"),
        (-100, "warning", "1 min behind"),
        (4000, "fault", "1 h 6 min ahead"),
    ],
)
def test_a_clock_that_is_off(seconds: int, state: str, words: str, run_cli: RunCli, serve_data: Serve) -> None:
    date = ("Date", formatdate(time.time() - seconds, usegmt=True))
    serve_data(Fault(times=None, status=400, headers=(date,), body=b'{"code":99991661,"msg":"no token"}'))
    clock = checks(run_cli("doctor", "--json"))["clock"]
    assert (clock["state"], words in clock["message"]) == (state, True), clock


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (bad_gateway(times=None), "fails to answer (HTTP 502)"),
        (Fault(times=None, status=200, body=b"<html>", headers=(("Content-Type", "text/html"),)), "text/html"),
        (Fault(times=None, status=200, body=b""), "an empty page"),
        (Fault(times=None, status=302, headers=(("Location", "http://127.0.0.1:9"),), body=b""), "redirects elsewhere"),
    ],
    ids=["502", "html", "empty", "redirect"],
)
def test_a_server_that_is_not_itself(fault: Fault, words: str, run_cli: RunCli, serve_data: Serve) -> None:
    simulator = serve_data(fault)
    server = checks(run_cli("doctor", "--json"))["server"]
    assert (server["state"], words in server["message"]) == ("fault", True), server
    assert len(simulator.log) == 1, "no token goes to a server that is not itself"


def test_a_black_hole_is_waited_for_in_bounded_time(
    run_cli: RunCli, black_hole: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "NETWORK_PATIENCE", 0.5)
    point_at(black_hole, monkeypatch)
    monkeypatch.setenv("FEISHU_TUI_ACCESS_TOKEN", "u-demo")
    began = time.monotonic()
    found = checks(run_cli("doctor", "--json"))
    assert time.monotonic() - began < 5
    assert "does not answer within" in found["server"]["message"]
    assert doctor.NETWORK_PATIENCE + doctor.PERMISSIONS_PATIENCE < 10


def test_a_server_that_falls_silent_is_waited_for_in_bounded_time(
    run_cli: RunCli, serve_data: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "PERMISSIONS_PATIENCE", 0.5)
    serve_data(Fault("", nth=2, times=None, latency=60))
    found = checks(run_cli("doctor", "--json"))
    assert (found["server"]["state"], found["scopes"]["state"]) == ("ok", "warning")


def test_where_signing_in_begins_is_tried_when_nobody_is_signed_in(
    run_cli: RunCli, serve_data: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve_data()
    monkeypatch.setenv("FEISHU_TUI_ACCOUNTS_URL", "http://127.0.0.1:9")
    assert "accounts_server" not in checks(run_cli("doctor", "--json"))
    monkeypatch.delenv("FEISHU_TUI_ACCESS_TOKEN")
    found = checks(run_cli("doctor", "--json"))
    assert found["accounts_server"]["message"] == "127.0.0.1:9 refuses the connection."


# The login


@pytest.mark.parametrize(
    ("ends_in", "state", "words"),
    [(7 * 86400, "ok", "6 days 23 h left"), (86400, "warning", "23 h"), (-60, "fault", "ended")],
)
def test_days_left_of_a_login(
    ends_in: int, state: str, words: str, run_cli: RunCli, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FEISHU_TUI_ACCESS_TOKEN")
    keep_login(office, ends_in)
    found = checks(run_cli("doctor", "--json"))
    assert (found["login"]["state"], words in found["login"]["message"]) == (state, True), found["login"]
    assert ("token" in found) == (state != "fault")


def test_a_login_that_others_can_read(run_cli: RunCli, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FEISHU_TUI_ACCESS_TOKEN")
    path = keep_login(office, 86400)
    path.chmod(0o644)
    login = checks(run_cli("doctor", "--json"))["login"]
    assert (login["state"], f"chmod 600 {path}" in login["remedy"]) == ("fault", True)


def keep_login(office: Office, ends_in: float) -> Path:
    """Signs the office's person in for so many seconds; where that is kept."""
    file, now = TokenFile.of(load({}, os.environ)), time.time()
    login = login_of(office.simulator.sign_in("ou_me"), now, os.environ["FEISHU_TUI_BASE_URL"], name="王小明")
    ends, access_ends = now + ends_in, now + min(ends_in, 7200)
    login = replace(login, app_secret="demo-secret", access_ends=access_ends, refresh_ends=ends, renew_at=access_ends)
    file.write(login)
    return file.path


@pytest.mark.parametrize("options", [(), ("--json",), ("--lang", "zh"), ("--verbose",)], ids=str)
def test_no_secret_is_shown(
    options: tuple[str, ...], run_cli: RunCli, office: Office, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FEISHU_TUI_ACCESS_TOKEN")
    keep_login(office, 86400)
    kept = TokenFile.of(load({}, os.environ)).read()
    assert kept is not None
    monkeypatch.setenv("FEISHU_TUI_APP_SECRET", "s3cret-of-the-app")
    monkeypatch.setenv("HTTPS_PROXY", "http://user:s3cret-of-the-proxy@127.0.0.1:9")
    ran = run_cli("doctor", *options)
    for secret in (kept.access_token, kept.refresh_token, "demo-secret", "s3cret"):
        assert secret not in ran.out + ran.err
