"""What is kept is for its owner alone, the log tells nothing of the calendars, and nobody else is spoken to."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from feishu_tui.simulator.faults import Fault
from tests.commands.conftest import RunCli, run_cli
from tests.faults.home import Home, signed_in
from tests.feishu.office import HOUR, NOW

__all__ = ["run_cli"]

WATCH = """
import os, sys

def note(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.bind"):
        told = arguments[1] if event.startswith(("socket.connect", "socket.sendto", "socket.bind")) else arguments[:2]
        with open(os.environ["WATCHED"], "a") as file:
            print(event, told, file=file)

sys.addaudithook(note)
"""
"""Run by Python before the program: writes down whom it speaks to, and whose address it asks for."""

EACH = """
import sys
from feishu_tui.cli import run

sys.exit(max(run(line.split()) for line in sys.argv[1:]))
"""
"""Runs command lines one after the other; ends as badly as the worst."""

SECRETS = ("Layoffs", "重组", "Wang Xiaoming", "王小明", "u-demo", "Secret place", "Hidden agenda", "Confidential")


def modes(folder: Path) -> dict[str, str]:
    """The permissions of everything below a folder."""
    found = [folder, *folder.rglob("*")]
    return {str(path.relative_to(folder)): oct(stat.S_IMODE(path.lstat().st_mode)) for path in found}


def busy_office(home: Home, add: object) -> None:
    assert callable(add)
    add(
        "secret",
        NOW,
        NOW + HOUR,
        summary="Layoffs 重组",
        description="Confidential",
        location={"name": "Secret place"},
        event_organizer={"user_id": "ou_x", "display_name": "Wang Xiaoming"},
        attendees=[{"type": "user", "attendee_id": "user_1", "user_id": "ou_y", "display_name": "王小明"}],
    )
    home.environ["FEISHU_TUI_APP_ID"] = "cli_demo"


def test_everything_kept_is_for_the_owner_alone_whatever_the_umask(tmp_path: Path) -> None:
    with signed_in(tmp_path) as (home, office):
        before = os.umask(0)
        try:
            home.folder.chmod(0o755)
            log = home.folder / "log"
            assert home.run("sync", "--log-file", str(log)).status == 0
            assert home.run("config", "init").status == 0
            office.faults.add(Fault("/events", times=None, latency=5))
            with home.browse() as screen:
                screen.wait_for("mine0")
                assert any(name.endswith("-wal") for name in modes(home.folder))
                found = modes(home.folder)
                screen.type("q")
                screen.rest()
        finally:
            os.umask(before)
    assert found.pop(".") == "0o755"
    for name, mode in found.items():
        assert mode == ("0o700" if (home.folder / name).is_dir() else "0o600"), name


def test_the_log_holds_neither_titles_nor_names_nor_tokens(
    tmp_path: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    with signed_in(tmp_path) as (home, office):
        busy_office(home, office.add)
        for name, value in home.environ.items():
            monkeypatch.setenv(name, value)
        log = home.folder / "log"
        commands = [
            ("sync",),
            ("agenda", "--refresh"),
            ("agenda", "--calendar", "Confidential"),
            ("show", "secret_0"),
            ("search", "Layoffs"),
            ("search", "重组", "--server"),
            ("check",),
            ("export",),
            ("status",),
            ("next",),
            ("doctor",),
        ]
        told = [run_cli(*command, "--log-file", str(log)) for command in commands]
        office.faults.add(Fault("/events", times=None, code=190002))
        told.append(run_cli("sync", "--full", "--log-file", str(log)))
    assert "Layoffs 重组" in told[1].out
    text = log.read_text(encoding="utf-8")
    assert len(re.findall("HTTP 200", text)) > 5
    assert [secret for secret in SECRETS if secret in text] == []


def test_a_log_is_begun_anew_before_it_grows_large(tmp_path: Path) -> None:
    with signed_in(tmp_path) as (home, _):
        log = home.folder / "log"
        log.write_text("x" * 3_999_999)
        assert home.run("sync", "--log-file", str(log)).status == 0
        assert log.stat().st_size < 100_000
        assert home.folder.joinpath("log.1").stat().st_size < 4_100_000


def test_nobody_but_the_configured_server_is_spoken_to(tmp_path: Path) -> None:
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    (hooks / "sitecustomize.py").write_text(WATCH)
    watched = tmp_path / "watched"
    with signed_in(tmp_path) as (home, _):
        home.environ["WATCHED"] = str(watched)
        home.environ["PYTHONPATH"] = f"{hooks}{os.pathsep}{home.environ['PYTHONPATH']}"
        commands = ["sync", "agenda --refresh", "search mine", "check", "status", "next"]
        program = [sys.executable, "-c", EACH, *commands]
        ran = subprocess.run(program, env=home.environ, capture_output=True, text=True, timeout=60, check=False)
        assert ran.returncode == 0, ran.stderr
        with home.browse() as screen:
            screen.wait_for("synced")
            screen.press("j")
            screen.type("q")
            screen.rest()
        port = int(home.environ["FEISHU_TUI_BASE_URL"].rpartition(":")[2])
    lines = set(watched.read_text().splitlines())
    allowed = {f"socket.connect ('127.0.0.1', {port})", f"socket.getaddrinfo ('127.0.0.1', {port})"}
    assert lines
    assert lines - allowed == set()


def test_logout_purge_removes_all_of_the_profile_and_says_so(tmp_path: Path) -> None:
    with signed_in(tmp_path) as (home, _):
        assert home.run("sync").status == 0
        assert home.run("--profile", "other", "sync").status == 0
        (home.cache / f"{home_cache(home).name}.set-aside").write_text("old")
        home.state.mkdir(parents=True, exist_ok=True)
        for name in ("login-default-0123abcd.json", "login-other-0123abcd.json", "notes.json"):
            (home.state / name).write_text("{}")
        (home.state / "crash-report.txt").write_text("Then:")
        ran = home.run("logout", "--purge")
        assert ran.status == 0
        assert "Removed the report of a mistake: " in ran.out
        kept = {path.name for path in home.state.iterdir()}
        assert {name.partition("-01")[0] for name in kept if not name.startswith("login-other-")} == {"notes.json"}
        left = [path.name for path in home.cache.iterdir()]
        assert left
        assert all(name.startswith("other-") for name in left)
        assert ran.out.count("Removed the cache: ") >= 2
        assert home.run("--profile", "other", "logout", "--purge").status == 0
        assert list(home.cache.iterdir()) == []
        assert [path.name for path in home.state.iterdir()] == ["notes.json"]
        assert home.run("logout", "--purge").out == "There was nothing to remove.\n"
        assert json.loads(home.run("agenda", "--offline", "--json").out)["error"]["kind"]


def home_cache(home: Home) -> Path:
    """The cache of the default profile."""
    (found,) = home.cache.glob("default-*.sqlite3")
    return found
