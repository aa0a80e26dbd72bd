"""``feishu-tui login``, ``status`` and ``logout``, against a pretend server over HTTP."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from dataclasses import replace
from datetime import datetime

import httpx
import pytest

from feishu_tui.simulator.faults import Fault
from tests.commands.signing_in import SECRET, SignInOffice


@pytest.fixture
def open_sign_in(home, monkeypatch):
    """Opens a server to sign in to, and points the environment at it."""
    opened = []

    def open_it(**switches):
        office = SignInOffice(home, **switches)
        opened.append(office)
        for name, value in office.environ.items():
            monkeypatch.setenv(name, value)
        monkeypatch.delenv("FEISHU_TUI_NOW")
        return office

    yield open_it
    for office in opened:
        office.close()


@pytest.fixture
def office(open_sign_in):
    return open_sign_in()


def test_the_address_and_the_code_are_printed_and_the_login_is_kept(office, run_cli):
    waiting = office.when_asked(lambda code: office.simulator.state.logins.approve(code, "ou_me"))
    ran = run_cli("login")
    waiting.join()
    device = next(iter(office.simulator.state.logins.devices.values()))
    assert ran.status == 0
    assert ran.out.splitlines() == [
        f"Address: {office.server.url}/device?user_code={device.user_code}",
        f"Code:    {device.user_code}",
        "Signed in as 王小明 (tenant tk_1).",
    ]
    assert office.login.scopes == ("calendar:calendar:readonly", "offline_access")
    assert (office.login.name, office.login.app_secret) == ("王小明", "")
    assert stat.S_IMODE(office.file.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(office.file.path.parent.stat().st_mode) == 0o700
    assert run_cli("agenda").status == 0


def test_only_reading_and_staying_signed_in_are_asked_for(open_sign_in, run_cli):
    office = open_sign_in(device_approval="auto")
    assert run_cli("login").status == 0
    (device,) = office.simulator.state.logins.devices.values()
    assert device.scopes == {"calendar:calendar:readonly", "offline_access"}


def test_agreeing_on_the_page(office, run_cli):
    def press(code: str) -> None:
        page = httpx.get(f"{office.server.url}/device", params={"user_code": code.lower()}).text
        assert f"<b>{code}</b>" in page
        fields = {"user_code": code, "decision": "approve", "identity": "ou_me"}
        assert "Signed in" in httpx.post(f"{office.server.url}/device", data=fields).text

    waiting = office.when_asked(press)
    assert run_cli("login").status == 0
    waiting.join()


def test_somebody_refuses(office, run_cli):
    office.when_asked(office.simulator.state.logins.deny)
    ran = run_cli("login")
    assert ran.status == 3
    assert "The sign-in was refused in the browser." in ran.err
    assert office.file.read() is None


def test_nobody_agrees_in_time(open_sign_in, run_cli):
    open_sign_in(device_lifetime=1)
    ran = run_cli("login")
    assert ran.status == 3
    assert "The code expired before anybody agreed." in ran.err
    assert "Start again: feishu-tui login" in ran.err


@pytest.mark.parametrize("variable", ["FEISHU_TUI_APP_ID", "FEISHU_TUI_APP_SECRET"])
def test_a_wrong_app(office, run_cli, monkeypatch, variable):
    monkeypatch.setenv(variable, "wrong")
    ran = run_cli("login", "--verbose")
    assert ran.status == 3
    assert "Check the app id, the app secret and the brand" in ran.err
    assert SECRET not in ran.err + ran.out


def test_without_a_terminal_nothing_is_asked(office, run_process, monkeypatch):
    monkeypatch.delenv("FEISHU_TUI_APP_SECRET")
    ran = run_process("login", stdin=subprocess.DEVNULL)
    assert (ran.status, ran.out) == (2, "")
    assert "Set FEISHU_TUI_APP_ID and FEISHU_TUI_APP_SECRET" in ran.err


def test_begin_now_and_finish_later(office, run_cli):
    begun = run_cli("login", "--no-wait")
    document = json.loads(begun.out)
    assert begun.status == 0
    assert set(document) == {"verification_uri", "verification_uri_complete", "user_code", "expires_in", "interval"}
    assert 230 <= document["expires_in"] <= 240
    (pending,) = office.file.path.parent.glob("pending-*.json")
    assert stat.S_IMODE(pending.stat().st_mode) == 0o600
    office.simulator.state.logins.approve(document["user_code"], "ou_me")
    resumed = run_cli("login", "--resume", "--verbose")
    assert (resumed.status, resumed.out) == (0, "Signed in as 王小明 (tenant tk_1).\n")
    assert not pending.exists()
    assert office.login.name == "王小明"
    again = run_cli("login", "--resume")
    assert (again.status, again.out) == (2, "")
    for secret in office.secrets():
        assert secret not in begun.out + begun.err + resumed.out + resumed.err


def test_a_login_that_nobody_agreed_to_is_not_resumed_twice(office, run_cli):
    office.simulator.state.logins.deny(json.loads(run_cli("login", "--no-wait").out)["user_code"])
    assert run_cli("login", "--resume").status == 3
    assert run_cli("login", "--resume").status == 2


def test_the_right_to_read_is_not_granted(office, run_cli):
    scopes = frozenset({"offline_access"})
    office.when_asked(lambda code: office.simulator.state.logins.approve(code, "ou_me", scopes))
    ran = run_cli("login")
    assert ran.status == 0
    assert "add calendar:calendar:readonly to the app at https://open.feishu.cn/app" in ran.err
    refused = run_cli("calendars")
    assert refused.status == 3
    assert "calendar:calendar:readonly" in refused.err
    assert "feishu-tui login" in refused.err


def test_the_app_lacks_the_right_to_read(office, run_cli):
    office.sign_in()
    app = office.simulator.state.tokens.apps["cli_demo"]
    office.simulator.state.tokens.apps["cli_demo"] = replace(app, scopes=frozenset())
    refused = run_cli("calendars")
    assert refused.status == 3
    assert "calendar:calendar:readonly" in refused.err
    assert "https://open.feishu.cn/app" in refused.err


def test_staying_signed_in_is_not_granted(office, run_cli):
    scopes = frozenset({"calendar:calendar:readonly"})
    office.when_asked(lambda code: office.simulator.state.logins.approve(code, "ou_me", scopes))
    ran = run_cli("login")
    assert ran.status == 0
    assert "since offline_access was not granted" in ran.err
    assert office.login.refresh_token == ""
    assert run_cli("calendars").status == 0


def test_where_the_login_cannot_be_kept_nobody_is_asked_to_agree(office, run_cli, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("FEISHU_TUI_STATE_DIR", str(tmp_path / "file" / "state"))
    ran = run_cli("login")
    assert ran.status == 4
    assert "The login cannot be kept in" in ran.err
    assert office.simulator.log == []


def test_interrupted_while_waiting(office):
    process = subprocess.Popen(
        [sys.executable, "-m", "feishu_tui", "login"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith("Address: ")
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert err.splitlines()[-1] == "feishu-tui: Interrupted."
    assert "Traceback" not in err
    assert office.file.read() is None


def test_the_command_line_of_the_process_holds_no_secret(office):
    process = subprocess.Popen(
        [sys.executable, "-m", "feishu_tui", "login"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    with open(f"/proc/{process.pid}/cmdline", "rb") as file:
        shown = file.read().decode()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    assert not [secret for secret in office.secrets() if secret in shown]


def test_status(office, run_cli):
    office.sign_in(name="王小明")
    ran = run_cli("status")
    assert ran.status == 0
    lines = dict(line.split("  ", 1) for line in ran.out.splitlines())
    assert lines["signed in as"].strip() == "王小明"
    assert lines["scopes"].strip() == "calendar:calendar:readonly offline_access"
    assert not [secret for secret in office.secrets() if secret in ran.out + ran.err]


def test_status_as_json(office, run_cli):
    login = office.sign_in()
    document = json.loads(run_cli("status", "--json").out)
    assert document["identity"] == "user"
    assert (document["confirmed"], document["ended"], document["notice"]) == (True, False, None)
    assert (document["name"], document["open_id"], document["tenant_key"]) == ("王小明", "ou_me", "tk_1")
    assert document["scopes"] == ["calendar:calendar:readonly", "offline_access"]
    assert datetime.fromisoformat(document["refresh_expires_at"]).timestamp() == int(login.refresh_ends)


def test_status_without_a_network_says_what_the_file_says(office, run_cli):
    office.sign_in(name="王小明", tenant_key="tk_1")
    office.close()
    ran = run_cli("status", "--json")
    document = json.loads(ran.out)
    assert (ran.status, document["name"], document["confirmed"]) == (0, "王小明", False)
    assert "The server does not confirm it" in ran.err


def test_status_of_a_login_that_has_ended(office, run_cli):
    office.sign_in_long_ago()
    office.simulator.end_logins(20064)
    ran = run_cli("status", "--json")
    assert (ran.status, json.loads(ran.out)["ended"]) == (3, True)
    assert "Sign in again: feishu-tui login" in ran.err


def test_status_of_a_login_that_ends_soon(office, run_cli):
    office.sign_in(refresh_ends=time.time() + 86400)
    ran = run_cli("status")
    assert ran.status == 0
    assert "The login ends in less than two days." in ran.err


def test_status_of_other_identities(office, run_cli, monkeypatch):
    app = json.loads(run_cli("status", "--json").out)
    assert (app["identity"], app["app_id"], app["confirmed"]) == ("app", "cli_demo", None)
    office.sign_in()
    monkeypatch.setenv("FEISHU_TUI_ACCESS_TOKEN", "u-demo")
    token = json.loads(run_cli("status", "--json").out)
    assert (token["identity"], token["name"], token["scopes"]) == ("token", "王小明", None)
    monkeypatch.setenv("FEISHU_TUI_ACCESS_TOKEN", "u-wrong")
    assert run_cli("status").status == 3
    monkeypatch.delenv("FEISHU_TUI_ACCESS_TOKEN")
    monkeypatch.delenv("FEISHU_TUI_APP_ID")
    with office.file.lock():
        office.file.remove()
    nobody = run_cli("status", "--json")
    assert (nobody.status, json.loads(nobody.out)["error"]["kind"]) == (3, "not_signed_in")


def test_logout_says_what_it_removed(office, run_cli, home):
    office.sign_in(name="王小明")
    run_cli("login", "--no-wait")
    run_cli("calendars")
    kept = run_cli("logout")
    assert kept.out.splitlines() == [
        f"Removed the login of 王小明: {office.file.path}",
        "Removed a login that waited for somebody to agree.",
    ]
    assert "from now on its own calendars are read" in kept.err
    assert list((home / "cache").glob("default-*.sqlite3"))
    other = home / "cache" / "other-00000000.sqlite3"
    other.write_bytes(b"")
    purged = run_cli("logout", "--purge")
    assert purged.out.startswith("Removed the cache: ")
    assert list((home / "cache").iterdir()) == [other]
    assert run_cli("logout").out == "There was nothing to remove.\n"


def test_each_profile_has_a_login_of_its_own(office, run_cli, monkeypatch):
    office.sign_in()
    monkeypatch.delenv("FEISHU_TUI_APP_SECRET")
    assert run_cli("status").status == 0
    assert run_cli("--profile", "work", "status").status == 3


def test_a_file_that_others_can_read_is_not_used(office, run_cli):
    office.sign_in()
    assert run_cli("calendars").status == 0
    office.file.path.chmod(0o644)
    ran = run_cli("status")
    assert ran.status == 3
    assert f"chmod 600 {office.file.path}" in ran.err
    offline = run_cli("agenda", "--refresh")
    assert offline.status == 3
    os.chmod(office.file.path, 0o600)
    assert run_cli("agenda", "--refresh").status == 0


def test_the_cache_stays_readable_after_the_login_has_ended(office, run_cli):
    office.sign_in()
    assert run_cli("sync").status == 0
    office.sign_in_long_ago()
    office.simulator.end_logins(20037)
    ran = run_cli("agenda", "--refresh")
    assert (ran.status, ran.out) == (0, "No events.\n")
    assert "Sign in again: feishu-tui login" in ran.err


def test_eight_agendas_at_once_make_one_renewal(office):
    before = office.sign_in_long_ago()
    command = [sys.executable, "-m", "feishu_tui", "agenda", "--json", "--verbose"]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(8)]
    ended = [(*process.communicate(timeout=60), process.returncode) for process in processes]
    assert [status for _, _, status in ended] == [0] * 8, ended
    assert office.simulator.renewals == 1
    assert sum(path.endswith("/oauth/token") for _, path, _ in office.simulator.log) == 1
    assert office.login.refresh_token != before.refresh_token
    told = "".join(out + err for out, err, _ in ended)
    assert not [secret for secret in office.secrets() if secret in told]


def test_the_profile_is_named_where_it_was_asked_for(office, run_cli, monkeypatch):
    assert run_cli("--profile", "work", "login", "--no-wait").status == 0
    code = next(iter(office.simulator.state.logins.devices.values())).user_code
    office.simulator.state.logins.approve(code, "ou_me")
    assert run_cli("--profile", "work", "login", "--resume").status == 0
    office.simulator.expire_access_tokens()
    office.simulator.end_logins(20064)
    assert "Sign in again: feishu-tui --profile work login" in run_cli("--profile", "work", "calendars").err
    assert "feishu-tui --profile work login" in run_cli("--profile", "work", "status").err
    monkeypatch.setenv("FEISHU_TUI_PROFILE", "work")
    assert "Sign in again: feishu-tui login" in run_cli("calendars").err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_renewal_under_way_is_kept_when_the_program_is_asked_to_end(office, run_cli, number):
    before = office.sign_in_long_ago()
    office.faults.add(Fault("oauth/token", latency=0.7))
    process = subprocess.Popen([sys.executable, "-m", "feishu_tui", "sync"], stderr=subprocess.PIPE, text=True)
    while not office.simulator.renewals:
        time.sleep(0.005)
    process.send_signal(number)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 128 + number
    assert "Traceback" not in err
    assert office.login.refresh_token != before.refresh_token
    assert run_cli("sync").status == 0
    assert office.simulator.renewals == 1


def test_nothing_secret_is_logged_or_shown(office, run_cli, tmp_path):
    log = tmp_path / "log"
    office.sign_in_long_ago()
    office.simulator.end_logins(20073)
    told = ""
    for command in (["agenda"], ["status"], ["config", "show"], ["login", "--no-wait"], ["login", "--resume"]):
        if command[-1] == "--resume":
            office.when_asked(lambda code: office.simulator.state.logins.deny(code)).join()
        ran = run_cli(*command, "--verbose", "--log-file", str(log))
        told += ran.out + ran.err
    told += log.read_text()
    assert "Traceback" in told
    assert not [secret for secret in office.secrets() if secret in told]
