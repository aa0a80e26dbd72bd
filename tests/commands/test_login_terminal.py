"""``feishu-tui login`` on a real terminal: nothing scrolls away, nothing secret is echoed."""

from __future__ import annotations

import os
import signal
import sys
import termios
import time

import ptyprocess
import pyte
import pytest
import segno

from feishu_tui.commands.login_text import BLACK_ON_WHITE_16, Terminal, login_text, plain_text
from feishu_tui.feishu.login import DeviceCode
from feishu_tui.language import Language
from feishu_tui.simulator.logins import Device
from feishu_tui.ui.qr import half_blocks, qr_lines
from tests.commands.signing_in import SECRET, SignInOffice

ROWS, COLUMNS = 24, 80

SAY = Language()


class OnScreen:
    """``feishu-tui login`` in a pseudo-terminal, and what is on its screen."""

    def __init__(self, **environ: str) -> None:
        self.screen = pyte.HistoryScreen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.process = ptyprocess.PtyProcess.spawn(
            [sys.executable, "-m", "feishu_tui", "login"],
            dimensions=(ROWS, COLUMNS),
            env={**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **environ},
        )

    def until(self, text: str) -> list[str]:
        """Reads until ``text`` is on the screen; the lines of it."""
        deadline = time.monotonic() + 30
        while not any(text in line for line in self.screen.display):
            assert time.monotonic() < deadline, self.screen.display
            self._read()
        return list(self.screen.display)

    def to_the_end(self) -> int:
        """Reads until the program ends; its exit status."""
        while True:
            try:
                self._read()
            except EOFError:
                return int(self.process.wait())

    def _read(self) -> None:
        data = self.process.read(4096)
        self.raw += data
        self._stream.feed(data)


@pytest.fixture
def office(home, monkeypatch):
    office = SignInOffice(home)
    for name, value in office.environ.items():
        monkeypatch.setenv(name, value)
    yield office
    office.close()


def device_of(office: SignInOffice) -> Device:
    (device,) = office.simulator.state.logins.devices.values()
    return device


def test_address_code_and_qr_code_are_on_a_screen_of_80_by_24(office):
    shown = OnScreen()
    shown.until("Ctrl-C stops waiting.")
    office.simulator.state.logins.approve(device_of(office).user_code, "ou_me")
    assert shown.to_the_end() == 0
    assert not shown.screen.history.top
    lines = shown.screen.display
    device = device_of(office)
    address = f"{office.server.url}/device?user_code={device.user_code}"
    assert any(address in line for line in lines)
    assert any(f"Code: {device.user_code}" in line for line in lines)
    assert any("Signed in as 王" in line for line in lines)
    # The whole code with a light border of at least two modules, drawn in black on white.
    code = segno.make(address, error="l", boost_error=False, micro=False)
    drawn = half_blocks([list(row) for row in code.matrix_iter(border=2)])
    assert all(any(line.strip() in shown_line for shown_line in lines) for line in drawn if line.strip())
    assert b"\x1b[38;5;16;48;5;231m" in shown.raw
    assert device.device_code.encode() not in shown.raw


@pytest.mark.parametrize("environ", [{"TERM": "dumb"}, {"NO_COLOR": "1"}, {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}])
def test_where_no_qr_code_can_be_drawn_the_address_and_the_code_are_printed(office, environ):
    shown = OnScreen(**environ)
    lines = shown.until("Waiting for somebody to agree")
    assert any(line.startswith("Address: http://127.0.0.1") for line in lines)
    assert any(line.startswith(f"Code:    {device_of(office).user_code}") for line in lines)
    assert b"\x1b" not in shown.raw
    shown.process.sendintr()
    assert shown.to_the_end() == 130


def test_id_and_secret_are_asked_for_and_the_secret_is_not_echoed(office, monkeypatch, home):
    monkeypatch.delenv("FEISHU_TUI_APP_ID")
    monkeypatch.delenv("FEISHU_TUI_APP_SECRET")
    shown = OnScreen()
    shown.until("App ID (cli_…):")
    shown.process.write(b"cli_demo\n")
    shown.until("App Secret (not shown):")
    shown.process.write(f"{SECRET}\n".encode())
    shown.until("Ctrl-C stops waiting.")
    office.simulator.state.logins.approve(device_of(office).user_code, "ou_me")
    assert shown.to_the_end() == 0
    assert b"cli_demo" in shown.raw
    assert SECRET.encode() not in shown.raw
    assert (office.login.app_id, office.login.app_secret) == ("cli_demo", SECRET)
    assert not (home / "config").exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("shown_before", ["Ctrl-C stops waiting.", "App Secret (not shown):"], ids=["code", "secret"])
def test_a_signal_leaves_the_terminal_as_it_was(office, monkeypatch, number, shown_before):
    asked = "Secret" in shown_before
    if asked:
        monkeypatch.delenv("FEISHU_TUI_APP_SECRET")
    shown = OnScreen()
    before = termios.tcgetattr(shown.process.fd)
    shown.until(shown_before)
    assert (termios.tcgetattr(shown.process.fd) != before) == asked
    shown.process.kill(number)
    assert shown.to_the_end() == 128 + number
    assert termios.tcgetattr(shown.process.fd) == before
    assert b"Traceback" not in shown.raw
    assert not shown.screen.cursor.hidden
    assert b"\x1b[0m" in shown.raw or asked
    assert office.file.read() is None


@pytest.mark.parametrize("typed", [b"\n\n", b"cli_demo\n\x04"])
def test_nothing_typed(office, monkeypatch, typed):
    monkeypatch.delenv("FEISHU_TUI_APP_ID")
    monkeypatch.delenv("FEISHU_TUI_APP_SECRET")
    shown = OnScreen()
    shown.until("App ID (cli_…):")
    shown.process.write(typed[: typed.index(b"\n") + 1])
    shown.until("App Secret (not shown):")
    shown.process.write(typed[typed.index(b"\n") + 1 :])
    assert shown.to_the_end() == 2
    assert b"To sign in, the id and the secret" in shown.raw


def code_of(address: str, complete: str = "") -> DeviceCode:
    return DeviceCode("device", "ABCD-EFGH", address, complete, 0.0, 5.0)


@pytest.mark.parametrize("length", range(30, 400, 17))
@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (80, 25), (60, 24), (45, 24), (120, 40), (40, 12), (0, 0)])
def test_it_fits_whatever_the_length_of_the_address(length, columns, rows):
    short = "https://accounts.feishu.cn/device"
    code = code_of(short, f"{short}?{'x' * (length - len(short))}")
    text = login_text(code, "11:07", Terminal(columns, rows, BLACK_ON_WHITE_16), SAY)
    assert code.address in text
    assert "ABCD-EFGH" in text
    if text == plain_text(code, SAY):
        return
    lines = [line.replace(BLACK_ON_WHITE_16, "").replace("\x1b[0m", "") for line in text.split("\n")]
    used = sum(-(-max(len(line), 1) // columns) for line in lines)
    assert used <= rows - 1, "the cursor stands on the line below"
    assert all(len(line) <= columns for line in lines[1:])


def test_at_80_by_24_there_is_always_a_qr_code_for_addresses_of_a_sane_length():
    short = "https://accounts.larksuite.com/oauth/v1/device/verify"
    for length in range(0, 300, 10):
        code = code_of(short, f"{short}?flow_id={'x' * length}&user_code=ABCD-EFGH")
        assert "█" in login_text(code, "11:07", Terminal(80, 24, BLACK_ON_WHITE_16), SAY), length


def test_half_blocks():
    assert half_blocks([[0, 1, 0, 1], [0, 0, 1, 1], [1, 0, 1, 0]]) == [" ▀▄█", "▀ ▀ "]


def test_a_qr_code_has_no_more_border_than_there_is_room_for():
    assert [len(qr_lines("x" * 70, 80, rows)) for rows in (18, 19, 20, 21, 40)] == [18, 19, 19, 21, 21]
    assert qr_lines("x" * 70, 80, 16) == []
    assert qr_lines("x" * 5000, 800, 800) == []
