"""Pipes, signals, locales and terminals, in processes of their own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from ptyprocess import PtyProcess

from feishu_tui.simulator.faults import Fault
from tests.commands.conftest import RunCli
from tests.feishu.office import CAL, HOUR, NOW, Office

PYTHON = (sys.executable, "-m", "feishu_tui")


def shell(script: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
    """Runs a shell script in which ``$F`` is the program."""
    environment = {**os.environ, "F": " ".join(PYTHON), **environ}
    return subprocess.run(["bash", "-c", script], capture_output=True, timeout=60, check=False, env=environment)


@pytest.fixture
def busy_office(run_cli: RunCli, office: Office) -> Office:
    """An office with much to print, read already."""
    for number in range(1200):
        office.add(f"e{number}", NOW + number * 60, NOW + number * 60 + 60, summary="会议" * 10)
    run_cli("sync")
    return office


@pytest.mark.parametrize(
    "command", ["agenda --days 3", "agenda --days 3 --json", "agenda --help", "agenda bogus --json"]
)
@pytest.mark.parametrize("reader", ["head -c 1", "true"])
def test_a_closed_pipe_ends_quietly(command: str, reader: str, busy_office: Office) -> None:
    done = shell(f"$F {command} | {reader} > /dev/null; echo ${{PIPESTATUS[0]}}")
    assert (done.stdout.strip(), done.stderr) in ((b"0", b""), (b"2", b""))


def test_notes_that_nobody_reads_are_no_error(office: Office) -> None:
    done = shell("$F agenda bogus 2>&1 >/dev/null | true; echo ${PIPESTATUS[0]}; $F agenda 2>&-")
    assert done.stdout == b"2\nNo events.\n"


def test_output_that_cannot_be_written_is_an_error(busy_office: Office) -> None:
    for command in ("agenda", "agenda --json"):
        done = shell(f"$F {command} > /dev/full")
        assert done.returncode == 4
        assert done.stderr == b"feishu-tui: The output cannot be written: No space left on device.\n"
    assert shell("$F agenda blursday --json > /dev/full").returncode == 2
    done = shell("$F agenda >&-")
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    "environ",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "gbk"},
    ],
    ids=str,
)
def test_any_locale_will_do(environ: dict[str, str], busy_office: Office) -> None:
    plain = shell("$F agenda", **environ)
    assert (plain.returncode, plain.stderr) == (0, b"")
    assert b"Sat 21 Nov" in plain.stdout
    document = shell("$F agenda --json", **environ)
    assert "会议" in document.stdout.decode("utf-8")
    assert shell("$F --demo agenda", **environ).returncode == 0


def test_interrupted_it_says_so_and_returns_130(busy_office: Office) -> None:
    busy_office.faults.add(Fault("", times=None, latency=30))
    with subprocess.Popen([*PYTHON, "sync", "--full"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        wait_for_request(busy_office)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (130, b"", b"feishu-tui: Interrupted.\n")
    assert shell("$F agenda --offline --json").returncode == 0


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def test_terminated_it_gives_the_terminal_back_and_leaves_nothing(temporary: Path) -> None:
    process = PtyProcess.spawn([*PYTHON, "--demo"], dimensions=(24, 80))
    read_until(process, b"\x1b[?1049h")
    assert list(temporary.iterdir()) != []
    process.kill(signal.SIGTERM)
    rest = read_until(process, None)
    assert process.wait() == 143
    assert b"\x1b[?1049l" in rest
    assert b"Traceback" not in rest
    assert list(temporary.iterdir()) == []


def test_a_lost_connection_ends_it_at_any_moment() -> None:
    for moment in (b"\x1b[?1049h", b"2026"):
        process = PtyProcess.spawn([*PYTHON, "--demo"], dimensions=(24, 80))
        read_until(process, moment)
        watchdog = threading.Timer(20, process.kill, (signal.SIGKILL,))
        watchdog.start()
        process.fileobj.close()
        assert process.wait() == 129
        watchdog.cancel()


def wait_for_request(office: Office) -> None:
    """Wait until the process has asked the office something."""
    office.simulator.log.clear()
    while not office.simulator.log:
        os.sched_yield()


def read_until(process: PtyProcess, end: bytes | None) -> bytes:
    """What a terminal is sent until ``end``, or until the process ends."""
    found = b""
    while end is None or end not in found:
        try:
            found += process.read(65536)
        except EOFError:
            assert end is None, found
            break
    return found


def on_terminal(*argv: str, **environ: str) -> bytes:
    """All that a command sends to a terminal."""
    process = PtyProcess.spawn([*PYTHON, *argv], dimensions=(24, 100), env={**os.environ, "TERM": "xterm", **environ})
    found = read_until(process, None)
    assert process.wait() == 0
    return found


def test_color_only_on_a_terminal_that_wants_it(busy_office: Office, run_process: RunCli) -> None:
    assert b"\x1b[1mSat 21 Nov" in on_terminal("agenda")
    assert b"\x1b" not in on_terminal("agenda", NO_COLOR="1")
    assert b"\x1b" not in on_terminal("agenda", TERM="dumb")
    assert "\x1b" not in run_process("agenda").out


def test_the_module_and_the_script_are_one(busy_office: Office, run_process: RunCli) -> None:
    script = Path(sys.executable).with_name("feishu-tui")
    done = subprocess.run([script, "agenda", "--json"], capture_output=True, timeout=60, check=False)
    ran = run_process("agenda", "--json")
    assert (done.returncode, done.stdout.decode(), done.stderr.decode()) == ran


@pytest.mark.parametrize("folder", ["/dev/null", "/proc/nowhere"])
@pytest.mark.parametrize("variable", ["HOME", "XDG_CACHE_HOME", "FEISHU_TUI_CACHE_DIR"])
def test_a_folder_that_cannot_be_written_means_a_session_in_memory(
    folder: str, variable: str, office: Office, run_process: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.add("mine", NOW, NOW + HOUR)
    monkeypatch.setenv(variable, folder)
    ran = run_process("agenda", "--json", "--calendar", CAL)
    assert (ran.status, len(ran.document["occurrences"])) == (0, 1)
    assert ran.err == "feishu-tui: The cache cannot be written here; this session is kept in memory only.\n"
