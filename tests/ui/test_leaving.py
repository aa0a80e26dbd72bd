"""However the program ends, the terminal is as it was before."""

from __future__ import annotations

import os
import re
import signal
import termios
import time
from pathlib import Path
from typing import Any

import pytest

from tests.ui.program import Program

MODES = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
BEFORE = {b"25": b"h", b"7": b"h"}
"""What is on in a terminal to begin with: cursor and line wrap; every other mode is off."""


def left_on(sent: bytes) -> dict[bytes, bytes]:
    """The modes that are not as they were."""
    now = {mode: how for match in MODES.finditer(sent) for mode in match[1].split(b";") for how in [match[2]]}
    now.pop(b"2026", None)  # begins and ends around each picture
    return {mode: how for mode, how in now.items() if how != BEFORE.get(mode, b"l")}


def environ(folder: Path, **more: str) -> dict[str, str]:
    folders = {f"FEISHU_TUI_{kind}_DIR": str(folder / kind.lower()) for kind in ("CONFIG", "CACHE", "STATE")}
    return {**folders, "HOME": str(folder), "COLORTERM": "truecolor", **more}


def modes_of(program: Program) -> list[Any]:
    return termios.tcgetattr(program.process.fd)


def check(program: Program, sent: bytes, before: list[Any]) -> None:
    assert left_on(sent) == {}
    assert sent.count(b"\x1b[<u") == len(re.findall(rb"\x1b\[>\d+u", sent))
    assert b"\x1b[?1049h" in sent
    assert modes_of(program) == before
    assert b"Traceback" not in sent
    tail = sent[sent.rindex(b"\x1b[?1049l") :]
    assert b"\x1b[?25h" in tail


@pytest.mark.parametrize("term", ["xterm-256color", "screen", "screen-256color", "tmux-256color", "linux", "vt100"])
def test_quitting(tmp_path: Path, term: str) -> None:
    with Program(environ(tmp_path, TERM=term), arguments=["feishu_tui", "--demo"]) as program:
        before = modes_of(program)
        sent = program.wait_for("Code freeze")
        assert modes_of(program) != before
        sent += program.press("jj") + program.press("q") + program.rest()
        check(program, sent, before)
        assert program.status() == 0


@pytest.mark.parametrize(
    ("number", "status"),
    [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)],
    ids=lambda one: getattr(one, "name", ""),
)
def test_a_signal(tmp_path: Path, number: signal.Signals, status: int) -> None:
    with Program(environ(tmp_path), arguments=["feishu_tui", "--demo"]) as program:
        before = modes_of(program)
        sent = program.wait_for("Code freeze")
        program.process.kill(number)
        sent += program.rest()
        check(program, sent, before)
        assert program.status() == status


@pytest.mark.parametrize("place", ["key", "worker", "drawing"])
def test_a_mistake_of_the_program(tmp_path: Path, place: str) -> None:
    """One sentence, a report that quotes nothing from the calendars, and a status that is not 0."""
    with Program(environ(tmp_path), 120, 40, arguments=["tests.ui.in_trouble", place, "--demo"]) as program:
        before = modes_of(program)
        sent = b""
        if place != "drawing":
            sent += program.wait_for("Code freeze") + program.press("t")
        sent += program.rest()
        check(program, sent, before)
        assert program.status() not in (0, 129, 130, 143)
    assert b"The program made a mistake and had to stop: " in sent
    assert b"secret title" not in sent
    report = tmp_path / "state" / "crash-report.txt"
    assert report.stat().st_mode & 0o777 == 0o600
    text = report.read_text(encoding="utf-8")
    assert "in_trouble.py" in text
    assert text.rstrip().endswith("LookupError")
    assert "secret title" not in text


def test_ctrl_z_gives_the_terminal_back_and_fg_paints_anew(tmp_path: Path) -> None:
    with Program(environ(tmp_path), arguments=["feishu_tui", "--demo"]) as program:
        before = modes_of(program)
        sent = program.wait_for("Code freeze")
        os.kill(program.process.pid, signal.SIGTSTP)
        end = time.monotonic() + 20
        while _state(program.process.pid) != "T":
            assert time.monotonic() < end
            sent += program.quiet()
        assert left_on(sent + program.quiet()) == {}
        assert modes_of(program) == before
        program.clear()
        os.kill(program.process.pid, signal.SIGCONT)
        again = program.wait_for("Code freeze")
        assert modes_of(program) != before
        again += program.press("jjq") + program.rest()
        check(program, again, before)
        assert program.status() == 0


def _state(pid: int) -> str:
    """A process's state as proc(5) has it: T for stopped."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
