"""The command line by itself: a home of its own, a fixed clock, and a simulated office over real HTTP."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from feishu_tui.cli import run
from feishu_tui.simulator.serve import serve
from tests.commands.ran import Ran
from tests.feishu.office import Office

RunCli = Callable[..., Ran]
OpenOffice = Callable[..., Office]

TEAM = "feishu.cn_team@group.calendar.feishu.cn"


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty home; Saturday 21 November 2026, 11:00 in Shanghai, on a box in UTC."""
    for name in list(os.environ):
        if name.startswith(("FEISHU_TUI_", "XDG_", "LC_")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    folder = tmp_path / "home"
    folder.mkdir()
    for name, value in {
        "HOME": str(folder),
        "LANG": "en_US.UTF-8",
        "TZ": "UTC",
        "COLUMNS": "100",
        "FEISHU_TUI_TZ": "Asia/Shanghai",
        "FEISHU_TUI_NOW": "2026-11-21T11:00:00+08:00",
    }.items():
        monkeypatch.setenv(name, value)
    return folder


@pytest.fixture
def run_cli(capsys: pytest.CaptureFixture[str]) -> RunCli:
    """Runs a command line in this process."""

    def run_it(*argv: str) -> Ran:
        capsys.readouterr()
        status = run(argv)
        return Ran(status, *capsys.readouterr())

    return run_it


@pytest.fixture
def run_process() -> RunCli:
    """Runs a command line in a process of its own; keywords are those of ``subprocess.run``."""

    def run_it(*argv: str, **options: Any) -> Ran:
        command = [sys.executable, "-m", "feishu_tui", *argv]
        done = subprocess.run(command, capture_output=True, timeout=60, check=False, **options)
        return Ran(done.returncode, done.stdout.decode(errors="surrogateescape"), done.stderr.decode())

    return run_it


@pytest.fixture
def open_office(monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenOffice]:
    """Opens an office with calendars and switches, serves it over HTTP, and points the environment at it."""
    with ExitStack() as stack:

        def open_it(*calendars: dict[str, Any], **switches: Any) -> Office:
            office = Office(*calendars, **switches)
            server = stack.enter_context(serve(office.simulator))
            monkeypatch.setenv("FEISHU_TUI_BASE_URL", server.url)
            monkeypatch.setenv("FEISHU_TUI_ACCESS_TOKEN", "u-demo")
            return office

        yield open_it


@pytest.fixture
def office(open_office: OpenOffice) -> Office:
    """An office with the identity's own calendar and a shared one, called Team."""
    return open_office({"calendar_id": TEAM, "summary": "Team", "type": "shared", "role": "reader"})
