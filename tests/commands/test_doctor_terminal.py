"""The doctor on a real pseudo-terminal: asked where its cursor is, one answers, another does not."""

from __future__ import annotations

import os
import select
import signal
import sys
import termios
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import monotonic
from types import TracebackType

import pytest
from ptyprocess import PtyProcess

from feishu_tui.commands.checkups.clipboard import clipboard
from feishu_tui.commands.checkups.finding import Finding
from feishu_tui.commands.checkups.terminal import Terminal, terminal
from feishu_tui.commands.doctor_text import Sheet
from feishu_tui.language import Language
from feishu_tui.text import width

SAY = Language("en")
ASKED = b"\x1b[6n"
PATIENCE = 20.0
DOCTOR = (sys.executable, "-m", "feishu_tui", "doctor")


class Patient:
    """The doctor in a terminal that reports, after each sample, that its cursor is in the next of some columns."""

    def __init__(
        self, home: Path, columns: Sequence[int] = (), command: Sequence[str] = DOCTOR, **environ: str
    ) -> None:
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "PYTHONPATH")}
        nowhere = dict.fromkeys(("FEISHU_TUI_BASE_URL", "FEISHU_TUI_ACCOUNTS_URL"), "http://127.0.0.1:9")
        here = {"HOME": str(home), "TERM": "xterm-256color", "PYTHONPATH": os.getcwd()}
        self.process = PtyProcess.spawn([*command], env={**kept, **here, **nowhere, **environ}, dimensions=(24, 80))
        self.mode = termios.tcgetattr(self.process.fd)
        self.sent = b""
        self._columns = list(columns)
        self._asked = 0

    def __enter__(self) -> Patient:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.terminate(force=True)

    def until(self, text: bytes) -> None:
        """Reads, and answers, until some text came."""
        end = monotonic() + PATIENCE
        while text not in self.sent:
            assert monotonic() < end, self.sent
            if not self._read():
                break
        assert text in self.sent, self.sent

    def finish(self) -> str:
        """Everything that was sent until the end."""
        while self._read():
            pass
        return self.sent.decode()

    def _read(self) -> bool:
        ready, _, _ = select.select([self.process.fd], [], [], PATIENCE)
        if not ready:
            return False
        try:
            self.sent += self.process.read(4096)
        except EOFError:
            return False
        while self.sent.count(ASKED) > self._asked:
            self._asked += 1
            if self._columns:
                self.process.write(f"\x1b[5;{self._columns.pop(0)}R".encode())
        return True


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ((2, 3), "take 2 cells, ambiguous ones such as"),
        ((3, 3), "take 2 cells here; the program counts"),
        ((2, 2), "moves the cursor by 1, not 2"),
    ],
)
def test_a_terminal_that_answers(columns: tuple[int, int], told: str, home: Path) -> None:
    with Patient(home, columns) as patient:
        shown = patient.finish()
        assert told in " ".join(shown.split())
        assert termios.tcgetattr(patient.process.fd) == patient.mode
    assert "\x1b[32m✓\x1b[m size             80x24." in shown


def test_a_terminal_that_does_not_answer_is_not_waited_for_long(home: Path) -> None:
    with Patient(home, (2,)) as patient:
        patient.until(ASKED)
        began = monotonic()
        patient.until(b"widths")
        assert monotonic() - began < 5
        assert "could not be measured" in " ".join(patient.finish().split())
        assert termios.tcgetattr(patient.process.fd) == patient.mode


@pytest.mark.parametrize(("end", "status"), [("\x03", 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)], ids=str)
def test_whatever_ends_it_the_terminal_is_left_as_it_was(end: str | signal.Signals, status: int, home: Path) -> None:
    with Patient(home) as patient:
        patient.until(ASKED)
        assert termios.tcgetattr(patient.process.fd) != patient.mode
        if isinstance(end, str):
            patient.process.write(end.encode())
        else:
            os.kill(patient.process.pid, end)
        patient.finish()
        assert termios.tcgetattr(patient.process.fd) == patient.mode
        assert patient.process.wait() == status


def test_in_the_background_the_terminal_is_not_asked(home: Path) -> None:
    """Changing a terminal's mode from there would stop the program (SIGTTOU)."""
    job = f"set -m; {' '.join(DOCTOR)} & wait $!; echo ended with $?"
    with Patient(home, (2, 3), ("sh", "-c", job)) as patient:
        shown = patient.finish()
    assert "ended with 1" in shown
    assert ASKED.decode() not in shown


@pytest.mark.parametrize("environ", [{"TERM": "dumb"}, {"NO_COLOR": "1"}], ids=str)
def test_where_no_colour_is_wanted_there_is_none(environ: dict[str, str], home: Path) -> None:
    with Patient(home, (2, 3), **environ) as patient:
        shown = patient.finish()
    assert "[3" not in shown
    assert ("\x1b" in shown) == ("NO_COLOR" in environ)


@pytest.mark.parametrize("columns", [80, 42, 20])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_lines_fit_the_terminal(columns: int, lang: str) -> None:
    sheet = Sheet(columns, "utf-8", False, Language(lang))
    findings = [*looked_at(None, "latin-1"), Finding("login", "fault", "登录已失效。" * 9, "feishu-tui login " * 9)]
    lines = [*sheet.lines(findings)]
    assert max(map(width, lines)) <= columns
    assert "".join("".join(lines).split()).count("登录已失效。") >= 9


def test_in_a_terminal_lines_are_broken(home: Path) -> None:
    with Patient(home, (2, 3), NO_COLOR="1") as patient:
        shown = patient.finish()
    assert max(len(line) for line in shown.replace("\x1b[6n", "").splitlines()) <= 80


# What is told by the environment alone


def found(findings: Sequence[Finding], name: str) -> Finding:
    return next(each for each in findings if each.name == name)


@pytest.fixture
def window() -> Iterator[int]:
    """A file descriptor that is a terminal of 80x24."""
    near, far = os.openpty()
    termios.tcsetwinsize(far, (24, 80))
    yield far
    os.close(near)
    os.close(far)


def looked_at(window: int | None, encoding: str = "utf-8", **environ: str) -> list[Finding]:
    return [*terminal(Terminal(None, window, encoding, environ), SAY)]


def test_without_a_terminal_only_the_encoding_is_looked_at() -> None:
    assert [(each.name, each.state) for each in looked_at(None)] == [("terminal", "ok"), ("unicode", "ok")]
    assert looked_at(None, "latin-1")[1].state == "warning"
    assert looked_at(None, "UTF8")[1].state == "ok"


@pytest.mark.parametrize(
    ("term", "state"), [("xterm-256color", "ok"), ("linux", "warning"), ("dumb", "warning"), ("", "warning")]
)
def test_kinds_of_terminals(term: str, state: str, window: int) -> None:
    assert found(looked_at(window, TERM=term), "terminal").state == state


@pytest.mark.parametrize(
    ("columns", "lines", "state"),
    [(80, 24, "ok"), (60, 20, "ok"), (39, 24, "warning"), (80, 11, "warning"), (0, 0, "warning")],
)
def test_sizes(columns: int, lines: int, state: str, window: int) -> None:
    termios.tcsetwinsize(window, (lines, columns))
    size = found(looked_at(window, TERM="xterm"), "size")
    assert (size.state, bool(size.remedy)) == (state, state == "warning")


@pytest.mark.parametrize(
    ("environ", "state", "words"),
    [
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "ok", "16 million"),
        ({"TERM": "xterm-direct"}, "ok", "16 million"),
        ({"TERM": "tmux-256color"}, "ok", "256"),
        ({"TERM": "xterm"}, "warning", "16 or fewer"),
        ({"TERM": "xterm", "COLORTERM": "24bit", "NO_COLOR": "1"}, "ok", "NO_COLOR"),
    ],
    ids=str,
)
def test_colours(environ: dict[str, str], state: str, words: str, window: int) -> None:
    colors = found(looked_at(window, **environ), "colors")
    assert (colors.state, words in colors.sentence) == (state, True)


@pytest.mark.parametrize(
    ("answer", "state", "words"),
    [
        ("3.3a|external|0|1", "warning", "allow-passthrough"),
        ("3.4|external|off|1", "warning", "allow-passthrough"),
        ("3.4|external|on|1", "ok", "set-clipboard external"),
        ("3.4|external|all|", "ok", "passes"),
        ("3.2a|external||1", "ok", "passes"),
        ("next-3.6|external|off|1", "warning", "allow-passthrough"),
        ("3.4|on|off|1", "ok", "set-clipboard on"),
        (None, "ok", "could not be asked"),
        ("nonsense", "ok", "could not be asked"),
    ],
)
def test_tmux(answer: str | None, state: str, words: str) -> None:
    multiplexer = found([*clipboard({"TMUX": "/run/tmux"}, SAY, lambda: answer)], "multiplexer")
    assert (multiplexer.state, words in multiplexer.sentence + multiplexer.remedy) == (state, True)


def test_tmux_without_utf8() -> None:
    first = next(clipboard({"TMUX": "/run/tmux"}, SAY, lambda: "3.4|on|on|0"))
    assert (first.state, first.remedy) == ("warning", "Attach with: tmux -u attach")


@pytest.mark.parametrize(
    ("environ", "state"),
    [({}, "ok"), ({"VTE_VERSION": "7600"}, "warning"), ({"TERM_PROGRAM": "Apple_Terminal"}, "warning")],
    ids=str,
)
def test_terminals_known_not_to_copy(environ: dict[str, str], state: str) -> None:
    assert found([*clipboard(environ, SAY)], "clipboard").state == state
    assert found([*clipboard({**environ, "STY": "1.x"}, SAY)], "multiplexer").state == "ok"
