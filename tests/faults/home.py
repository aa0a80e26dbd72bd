"""The program as somebody runs it: in processes of their own, with a home, on a simulated office over real HTTP."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from feishu_tui.simulator.serve import serve
from tests.commands.ran import Ran
from tests.faults.forked import run_forked
from tests.feishu.office import CAL, HOUR, NOW, Office
from tests.ui.program import Program

TEAM = "feishu.cn_team@group.calendar.feishu.cn"
NOW_TEXT = "2026-11-21T11:00:00+08:00"
HOUR_AGO = "2026-11-21T10:00:00+08:00"
LONG = int(os.environ.get("FEISHU_TUI_LONG_TESTS", "0"))
"""How often, or for how many seconds, the long variants of tests try: 0 for the short ones of every day."""


@dataclass
class Home:
    """A person's folders, and what their environment says."""

    folder: Path
    environ: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.folder.mkdir(exist_ok=True)
        kept = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
        told = {
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "COLUMNS": "100",
            "PYTHONPATH": os.getcwd(),
            "FEISHU_TUI_TZ": "Asia/Shanghai",
            "FEISHU_TUI_NOW": NOW_TEXT,
        }
        self.environ = {**kept, **told, **self.environ}

    @property
    def config(self) -> Path:
        """The configuration folder."""
        return self.folder / ".config" / "feishu-tui"

    @property
    def cache(self) -> Path:
        """The cache folder."""
        return self.folder / ".cache" / "feishu-tui"

    @property
    def state(self) -> Path:
        """The state folder."""
        return self.folder / ".local" / "state" / "feishu-tui"

    @property
    def database(self) -> Path:
        """The one cache there is."""
        (found,) = self.cache.glob("*.sqlite3")
        return found

    def start(self, *argv: str, **options: Any) -> subprocess.Popen[str]:
        """Begin a command line."""
        command = [sys.executable, "-m", "feishu_tui", *argv]
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        environ = {**self.environ, **options.pop("environ", {})}
        return subprocess.Popen(command, text=True, env=environ, **{**pipes, **options})

    def run(
        self, *argv: str, environ: Mapping[str, str] | None = None, preexec_fn: Callable[[], object] | None = None
    ) -> Ran:
        """What became of a command line, in a process of its own; ``preexec_fn`` is called in it before it begins."""
        if preexec_fn is None:
            return run_forked(argv, {**self.environ, **(environ or {})})
        process = self.start(*argv, environ=environ or {}, preexec_fn=preexec_fn)
        out, err = process.communicate(timeout=60)
        return Ran(process.returncode, out, err)

    def well(self, *argv: str, **options: Any) -> Ran:
        """The same, of one that must not end by a signal or with a traceback."""
        ran = self.run(*argv, **options)
        assert ran.status in (0, 1, 3, 4, 5), ran
        assert "Traceback" not in ran.err, ran.err
        return ran

    def titles(self) -> list[str]:
        """What today's agenda shows of the cache alone."""
        ran = self.well("agenda", "--offline", "--json")
        assert ran.status == 0, ran
        return [each["summary"] for each in ran.document["occurrences"]]

    def browse(self, width: int = 100, height: int = 30) -> Program:
        """The browser in a terminal."""
        return Program(self.environ, width, height)


def kill(process: subprocess.Popen[str]) -> None:
    """SIGKILL, and wait for the end."""
    process.send_signal(signal.SIGKILL)
    process.communicate()


@contextmanager
def office_of_two(**switches: Any) -> Iterator[tuple[Office, str]]:
    """An office with two calendars of three events today, and its address."""
    office = Office({"calendar_id": TEAM, "summary": "Team", "type": "shared", "role": "reader"}, **switches)
    for calendar_id, name in ((CAL, "mine"), (TEAM, "team")):
        for number in range(3):
            office.add(f"{name}{number}", NOW + number * HOUR, NOW + (number + 1) * HOUR, calendar_id)
    with serve(office.simulator) as server:
        yield office, server.url


@contextmanager
def signed_in(folder: Path, **switches: Any) -> Iterator[tuple[Home, Office]]:
    """A home of somebody who has a token for such an office."""
    with office_of_two(**switches) as (office, url):
        yield Home(folder / "home", {"FEISHU_TUI_BASE_URL": url, "FEISHU_TUI_ACCESS_TOKEN": "u-demo"}), office
