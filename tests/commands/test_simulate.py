"""The simulator as a process of its own."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.commands.conftest import RunCli
from tests.commands.november import CAL, november


@contextmanager
def simulating(*argv: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The running process and its address."""
    command = [sys.executable, "-m", "feishu_tui", "simulate", *argv]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            ready, url = process.stdout.readline().split()
            assert ready == "READY"
            yield process, url
        finally:
            process.terminate()


def get(url: str, path: str) -> Any:
    """The answer of the API below a path."""
    with httpx.Client(trust_env=False, headers={"Authorization": "Bearer u-demo"}) as client:
        return client.get(f"{url}/open-apis/calendar/v4{path}").json()


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_it_serves_the_sample_until_it_is_told_to_end(number: int, status: int) -> None:
    with simulating() as (process, url):
        assert len(get(url, "/calendars")["data"]["calendar_list"]) > 5
        process.send_signal(number)
        out, err = process.communicate(timeout=10)
        assert (process.returncode, out) == (status, "")
        assert err in ("", "feishu-tui: Interrupted.\n")


def test_it_serves_a_file_with_switches(tmp_path: Path) -> None:
    data = tmp_path / "data.json"
    data.write_text(
        json.dumps(november(recurring_event_id="bare", times="both", rate_limits=[[9, 1]], list_types=["primary"]))
    )
    with simulating("--data", str(data)) as (process, url):
        items = get(url, f"/calendars/{CAL}/events?anchor_time=1793000000&page_size=1000")["data"]["items"]
        assert {item.get("recurring_event_id") for item in items} >= {"stand-up"}
        assert all(item["start_time"]["timestamp"] for item in items)
        process.terminate()
        assert "switched: recurring_event_id = 'bare'" in process.communicate(timeout=10)[1]


def test_a_host_that_others_can_reach_is_pointed_out() -> None:
    with simulating("--host", "0.0.0.0") as (process, url):
        assert url.startswith("http://0.0.0.0:")
        process.terminate()
        assert "Everyone who reaches 0.0.0.0 can read" in process.communicate(timeout=10)[1]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is not JSON"),
        (b"\xff\xfe", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b"[]", "cannot be served"),
        (b"3", "cannot be served"),
        (b'{"calendars": 3}', "cannot be served"),
        (b'{"calendars": [3]}', "cannot be served"),
        (b'{"calendars": [{"events": [3]}]}', "cannot be served"),
        (b'{"switches": 3}', '"switches" has to be an object'),
        (b'{"switches": {"no_such": 3}}', "there is no switch 'no_such'"),
        (b'{"switches": {"times": "three"}}', "times is one of 'one', 'both'"),
        (b'{"switches": {"deleted_in_full": 1}}', "deleted_in_full cannot be 1"),
        (b'{"switches": {"rate_limits": [3]}}', "cannot be served"),
    ],
)
def test_a_file_that_cannot_be_served_is_told(content: bytes, words: str, run_cli: RunCli, tmp_path: Path) -> None:
    path = tmp_path / "data.json"
    path.write_bytes(content)
    ran = run_cli("simulate", "--data", str(path))
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err
    assert str(path) in ran.err


def test_a_file_that_is_not_there(run_cli: RunCli, tmp_path: Path) -> None:
    assert "No such file" in run_cli("simulate", "--data", str(tmp_path / "none")).err
    assert "directory" in run_cli("simulate", "--data", str(tmp_path)).err


def test_an_address_that_cannot_be_had(run_cli: RunCli) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ran = run_cli("simulate", "--port", str(taken.getsockname()[1]))
    assert ran.status == 2
    assert "Address already in use" in ran.err
    for host in ("no.such.host.invalid", "a" * 70 + ".x", "192.0.2.1"):
        ran = run_cli("simulate", "--host", host)
        assert ran.status == 2
        assert host in ran.err
