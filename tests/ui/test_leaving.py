"""However the program ends, the terminal is as it was before."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from select import select
from typing import Any

import pytest

from feishu_tui.ui.terminal_background import ASK as ASK_BACKGROUND
from tests.benchmarks.answers import answers
from tests.commands.signing_in import SECRET, SignInOffice
from tests.ui.left_behind import HIDE_CURSOR, check, first_frame, left_on, modes_of, opened
from tests.ui.program import Program

WRAPPED_AGAIN = b"\x1b[?7h"
"""What is sent before the reading of keys ends."""


@pytest.mark.parametrize(
    ("number", "status", "keys"),
    [(signal.SIGTERM, 143, "#"), (signal.SIGHUP, 129, "/re"), (signal.SIGINT, 130, "")],
    ids=lambda one: getattr(one, "name", ""),
)
def test_a_signal(environ: dict[str, str], number: signal.Signals, status: int, keys: str) -> None:
    with Program(environ) as program:
        before = modes_of(program)
        sent = opened(program) + program.press(keys)
        program.process.kill(number)
        sent += program.rest()
        check(program, sent, before)
        assert program.status() == status


def test_a_signal_on_the_first_screen(tmp_path: Path, environ: dict[str, str]) -> None:
    with Program({**environ, "FEISHU_TUI_CACHE_DIR": str(tmp_path / "empty")}) as program:
        before = modes_of(program)
        sent = program.wait_for("Look around")
        program.process.kill(signal.SIGHUP)
        sent += program.rest()
        check(program, sent, before)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_while_a_code_is_shown_to_sign_in_with(tmp_path: Path, number: signal.Signals) -> None:
    office = SignInOffice(tmp_path)
    unknown = {name: value for name, value in office.environ.items() if "_APP_" not in name}
    with Program({"HOME": str(tmp_path), "FEISHU_TUI_TZ": "Asia/Shanghai", **unknown}) as program:
        before = modes_of(program)
        sent = program.wait_for("Look around") + program.press("\x1b[B") + program.press("\r")
        sent += program.wait_for("create a custom app")
        for typed in ("cli_demo", "\r", SECRET, "\r"):
            sent += program.press(typed)
        sent += program.wait_for("Valid for another")
        program.process.kill(number)
        sent += program.rest()
        check(program, sent, before)
        assert program.status() == 128 + number
    office.close()


def test_a_signal_before_textual_is_there(environ: dict[str, str]) -> None:
    with Program(environ) as program:
        before = modes_of(program)
        sent = first_frame(program)
        program.process.kill(signal.SIGTERM)
        sent += program.rest()
        check(program, sent, before)
        assert program.status() == 143


def test_ctrl_z_before_textual_is_there(environ: dict[str, str]) -> None:
    with Program(environ) as program:
        before = modes_of(program)
        sent = first_frame(program)
        program.type("\x1a")
        sent += stopped(program)
        assert left_on(sent) == {}
        assert modes_of(program) == before
        sent += gone_on(program, before)
        while sent.count(HIDE_CURSOR) < 3:
            sent += program.read()
        sent += program.press("q") + program.rest()
        check(program, sent, before)
        assert program.status() == 0


def test_the_quit_character_is_a_key_also_before_textual_is_there(environ: dict[str, str]) -> None:
    with Program(environ) as program:
        before = modes_of(program)
        sent = first_frame(program)
        program.type("\x1cq")
        sent += program.rest()
        check(program, sent, before)
        assert program.status() == 0


def test_answers_that_come_while_it_ends_are_not_typed_into_the_shell(environ: dict[str, str]) -> None:
    with Program(environ) as program:
        program.answers = False
        before = modes_of(program)
        sent = b""
        while ASK_BACKGROUND.encode() not in sent:
            sent += program.read()
        program.process.kill(signal.SIGTERM)
        while WRAPPED_AGAIN not in sent:
            sent += program.read()
        assert not select([program.process.fd], [], [], 0.03)[0], "it waits for the answers"
        program.type(answers(sent, 80, 24).decode())
        sent += program.rest()
        check(program, sent, before)
        assert b"^[" not in sent, "echoed"


@pytest.mark.parametrize("place", ["key", "worker", "drawing"])
def test_a_mistake_of_the_program(tmp_path: Path, environ: dict[str, str], place: str) -> None:
    """One sentence, a report that quotes nothing from the calendars, and a status that is not 0."""
    with Program(environ, 120, 40, arguments=["tests.ui.in_trouble", place]) as program:
        before = modes_of(program)
        sent = b""
        if place != "drawing":
            sent += opened(program) + program.press("t")
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


def test_ctrl_z_gives_the_terminal_back_and_fg_paints_anew(environ: dict[str, str]) -> None:
    """A dialog is open meanwhile. SIGSTOP leaves no time for anything, but what comes after it is whole again."""
    with Program(environ) as program:
        before = modes_of(program)
        sent = opened(program) + program.press("#")
        program.type("\x1a")
        sent += stopped(program)
        assert left_on(sent) == {}
        assert modes_of(program) == before
        sent += gone_on(program, before)
        program.process.kill(signal.SIGSTOP)
        sent += stopped(program) + gone_on(program, before)
        sent += program.press("\x1b") + program.press("jjq") + program.rest()
        check(program, sent, before)
        assert program.status() == 0


def gone_on(program: Program, before: list[Any]) -> bytes:
    """What is sent when a stopped program goes on, until all is painted anew."""
    program.clear()
    os.kill(program.process.pid, signal.SIGCONT)
    sent = program.wait_for("Code freeze")
    assert modes_of(program) != before
    return sent


def stopped(program: Program) -> bytes:
    """What is sent until the program has been stopped: proc(5) has its state as T."""
    sent, end = b"", time.monotonic() + 60
    while Path(f"/proc/{program.process.pid}/stat").read_text().rpartition(")")[2].split()[0] != "T":
        assert time.monotonic() < end
        sent += program.quiet()
    return sent + program.quiet()
