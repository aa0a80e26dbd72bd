"""What starting costs: nothing is imported that a command does not need."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.commands.conftest import RunCli
from tests.feishu.office import HOUR, NOW, Office

HEAVY = {"textual", "rich", "httpx", "anyio", "asyncio", "dateutil", "ssl", "tomllib", "http"}


def imported(*argv: str) -> set[str]:
    """The modules a command line imports in an interpreter of its own."""
    code = (
        "import sys; from feishu_tui.cli import run; run(sys.argv[1:]); print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, *argv], capture_output=True, text=True, timeout=60, check=True)
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "argv", [["agenda", "--offline"], ["agenda"], ["calendars", "--offline"], ["config"], ["--help"]], ids=" ".join
)
def test_what_the_cache_answers_needs_neither_network_nor_screen(
    argv: list[str], run_cli: RunCli, office: Office
) -> None:
    office.add("mine", NOW, NOW + HOUR)
    run_cli("sync")
    assert imported(*argv) & HEAVY == set()


def test_a_day_needs_no_more_than_a_database_and_zones(run_cli: RunCli, office: Office) -> None:
    """Each of these takes longer to import than a day to read."""
    office.add_daily()
    run_cli("sync")
    code = "import contextlib, sqlite3, sys, zoneinfo; print(*sys.modules)"
    library = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    wanted = imported("agenda") - set(library.stdout.split())
    assert wanted & {"enum", "json", "pathlib", "re", "threading", "typing", "urllib.parse"} == set()


def test_series_need_no_more_than_dateutil(run_cli: RunCli, office: Office) -> None:
    office.add_daily()
    run_cli("sync")
    assert imported("agenda", "--offline") & (HEAVY - {"dateutil"}) == set()


def test_the_server_is_asked_without_the_screen(run_cli: RunCli, office: Office) -> None:
    found = imported("agenda", "--refresh")
    assert "httpx" in found
    assert found & {"textual", "feishu_tui.simulator", "http.server"} == set()


def test_httpx_comes_without_its_command_line(run_cli: RunCli, office: Office) -> None:
    assert imported("agenda", "--refresh") & {"click", "pygments", "rich"} == set()
