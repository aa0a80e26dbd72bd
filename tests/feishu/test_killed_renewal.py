"""SIGKILL while a login is renewed: the next start is signed in, or says how to sign in."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time

import pytest

from feishu_tui.feishu.token_file import TokenFile
from feishu_tui.simulator.api import Simulator
from feishu_tui.simulator.serve import serve
from feishu_tui.simulator.state import State
from feishu_tui.simulator.switches import Switches
from tests.feishu.killed_renewal import next_start
from tests.feishu.signed_in import DATA, login_of

RENEWER = """
import sys
from pathlib import Path
from feishu_tui.feishu.oauth import App
from feishu_tui.feishu.renewal import Renewal
from feishu_tui.feishu.token_file import TokenFile

file = TokenFile(Path(sys.argv[1]), sys.argv[2])
print("ready", flush=True)
while True:
    Renewal(file, lambda _: App("cli_demo", "demo-secret")).renew(file.read().access_token)
"""


@pytest.fixture
def server():
    switches = Switches(rate_limits=(), device_interval=0.01, device_approval="auto")
    with serve(Simulator(State.load(DATA), switches)) as running:
        yield running


def test_killed_all_along_a_renewal(server, tmp_path):
    command = [sys.executable, "-m", "tests.feishu.killed_renewal", str(tmp_path), server.url]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    told = document["told"]
    assert told[-1] == "came to its end"
    assert set(told[:-1]) <= {"signed in", "sign in again"}
    assert len(told) > 50
    # Only from the moment the server has spent the old token to that in which the new one is in place.
    lost = [number for number, what in enumerate(told) if what == "sign in again"]
    assert lost == list(range(lost[0], lost[0] + len(lost)))
    assert len(lost) < len(told) / 2
    assert len(document["left"]) == 1, "nothing that holds a token is left beside the file"


def test_killed_at_any_time(server, tmp_path):
    chance = random.Random(4)
    path = tmp_path / "login.json"
    file = TokenFile(path, server.url)
    outcomes: list[str] = []
    # Which moment it is, is left to chance; few are enough unless all were those between two tokens.
    while len(outcomes) < 8 or "signed in" not in outcomes:
        assert len(outcomes) < 60, outcomes
        if not outcomes or outcomes[-1] != "signed in":
            file.write(login_of(server.simulator.sign_in("ou_me"), time.time(), server.url))
        process = subprocess.Popen(
            [sys.executable, "-c", RENEWER, str(path), server.url], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        one_takes = seconds_of_a_renewal(server.simulator, process)
        time.sleep(chance.random() * one_takes)
        process.kill()
        process.communicate()
        outcomes.append(next_start(file))
    assert set(outcomes) <= {"signed in", "sign in again"}


def seconds_of_a_renewal(simulator: Simulator, process: subprocess.Popen[str]) -> float:
    """How long one of several takes; returns when the server has just answered the last."""
    first = simulator.renewals + 1
    began = 0.0
    while simulator.renewals < first + 2:
        assert process.poll() is None
        if not began and simulator.renewals >= first:
            began = time.monotonic()
        time.sleep(0.001)
    return (time.monotonic() - began) / 2
