"""In tmux over a real SSH connection on loopback: browse, search, copy a link, quit; the terminal is as before."""

from __future__ import annotations

import getpass
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
MISSING = [name for name in ("ssh", "ssh-keygen", "tmux") if not shutil.which(name)] + ([] if SSHD else ["sshd"])
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")

PATIENCE = 40.0
MODES = re.compile(r"[0-9a-f]+(?::[0-9a-f]+){34}:0")
"""What ``stty -g`` prints."""
CODE = str(Path(__file__).parents[2])


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """An SSH server of our own on loopback, which lets this user in by a key made for it."""
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / name], check=True)
    shutil.copyfile(tmp_path / "user.pub", tmp_path / "authorized")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = int(free.getsockname()[1])
    settings = {
        "HostKey": tmp_path / "host",
        "AuthorizedKeysFile": tmp_path / "authorized",
        "ListenAddress": "127.0.0.1",
        "PidFile": "none",
        "StrictModes": "no",
        "UsePAM": "no",
        "PasswordAuthentication": "no",
        "PermitRootLogin": "yes",
    }
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # where it locks itself in, asked for when it runs as root
    options = [f"-o{name}={value}" for name, value in settings.items()]
    command = [str(SSHD), "-D", "-e", "-f", os.devnull, "-p", str(number), *options]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        yield number
        server.terminate()


class Tmux:
    """A tmux server of our own with one window of 80x24."""

    def __init__(self, folder: Path, command: str) -> None:
        self._socket = folder / "tmux"
        environ = {"PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
        self._run("-f", os.devnull, "new-session", "-d", "-x", "80", "-y", "24", command, env=environ)
        self._run("set", "-s", "set-clipboard", "on")

    def _run(self, *words: str, env: dict[str, str] | None = None) -> str:
        done = subprocess.run(["tmux", "-u", "-S", self._socket, *words], env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def press(self, *keys: str) -> None:
        self._run("send-keys", *keys)

    def screen(self) -> str:
        return self._run("capture-pane", "-p")

    def state(self) -> str:
        """Cursor, alternate screen, keypad and mouse of the terminal as tmux knows them."""
        names = ("cursor_flag", "alternate_on", "keypad_flag", "mouse_any_flag", "wrap_flag", "insert_flag")
        return self._run("display", "-p", " ".join(f"{name}=#{{{name}}}" for name in names))

    def wait_for(self, *texts: str) -> str:
        """The screen, once every text is on it."""
        end = time.monotonic() + PATIENCE
        while not all(text in (shown := self.screen()) for text in texts):
            assert time.monotonic() < end, shown
            time.sleep(0.1)
        return shown

    def buffer(self) -> str:
        """What was last copied, as tmux received it."""
        end = time.monotonic() + PATIENCE
        while not (lines := self._run("list-buffers").splitlines()):
            assert time.monotonic() < end
            time.sleep(0.1)
        assert lines
        return self._run("show-buffer")

    def close(self) -> None:
        subprocess.run(["tmux", "-S", self._socket, "kill-server"], capture_output=True)


@pytest.fixture
def tmux(tmp_path: Path, port: int) -> Iterator[Tmux]:
    """tmux with a shell on the other end of the connection."""
    options = (
        "StrictHostKeyChecking=no",
        f"UserKnownHostsFile={os.devnull}",
        "LogLevel=ERROR",
        "ConnectionAttempts=20",
    )
    flags = " ".join(f"-o{option}" for option in options)
    shell = f"env -i PATH={os.environ['PATH']} HOME={tmp_path} TERM=$TERM LC_ALL=C.UTF-8 PS1='ready> ' sh -i"
    window = Tmux(
        tmp_path,
        f"ssh -tt -F {os.devnull} {flags} -i {tmp_path / 'user'} -p {port} "
        f"{getpass.getuser()}@127.0.0.1 {shlex.quote(f'cd {CODE} && exec {shell}')}",
    )
    yield window
    window.close()


def test_a_visit(tmux: Tmux) -> None:
    tmux.wait_for("ready>")
    tmux.press("stty -g; echo be''fore #", "Enter")
    before = tmux.wait_for("before\n")
    modes = MODES.findall(before.replace("\n", ""))
    assert len(modes) == 1
    state = tmux.state()

    now = "--now 2026-11-21T11:07:00+08:00 --tz Asia/Shanghai"
    tmux.press(f"{sys.executable} -m feishu_tui --demo {now}", "Enter")
    tmux.wait_for("Sat 21 Nov", "Code freeze")
    assert tmux.state() != state
    tmux.press("}")
    tmux.wait_for("Mon 21 Dec")
    tmux.press("t")
    tmux.wait_for("Sat 21 Nov", "11:07")
    tmux.press("/")
    tmux.press("-l", "weekly product")
    tmux.wait_for("1 event found")
    tmux.press("Enter")
    tmux.wait_for("11:07", "Code freeze")
    tmux.press("Y")
    assert tmux.buffer().startswith("https://vc.feishu.cn/"), "OSC 52 came through"
    tmux.press("q")
    tmux.wait_for("before\n")
    tmux.press("stty -g; echo af''ter #", "Enter")
    after = tmux.wait_for("before\n", "after\n")
    assert after.startswith(before.rstrip().removesuffix("ready>").rstrip()), "what stood there stands there"
    assert MODES.findall(after.replace("\n", "")) == modes * 2, "the terminal's modes are as before"
    assert tmux.state() == state
