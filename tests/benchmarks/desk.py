"""An office of some size, served by a process of its own, and a cache filled from it by a real sync."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from tests.benchmarks.office import TOKEN, ZONE, ZONE_VARIABLE
from tests.benchmarks.processes import Cost, run

PROGRAM = (sys.executable, "-m", "feishu_tui")
KEPT = (ZONE_VARIABLE, "PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "VIRTUAL_ENV")


def bare_environ(folder: Path) -> dict[str, str]:
    """The surroundings every program runs in: nobody's home, one zone, and compiled modules kept."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    places = {"HOME": str(folder), "XDG_CACHE_HOME": str(folder / "xdg-cache"), "XDG_CONFIG_HOME": str(folder / "xdg")}
    return {"LC_ALL": "C.UTF-8", **kept, **places, "TZ": ZONE.key, "PYTHONPATH": os.getcwd()}


class Desk:
    """``count`` events on a server and in a cache; a context manager that stops the server."""

    def __init__(self, folder: Path, count: int, today: date) -> None:
        self.count, self.folder = count, folder
        folder.mkdir(parents=True)
        command = [sys.executable, "-m", "tests.benchmarks.served", str(count), today.isoformat()]
        self._server = subprocess.Popen(
            command, env=bare_environ(folder), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._url = ""

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.close()
        self._server.wait()
        self._server.stdout.close()

    def wait(self) -> None:
        """Wait until the server listens, so that making its events disturbs nothing that is measured."""
        assert self.url

    @property
    def url(self) -> str:
        """Where the server listens; waits until it does."""
        if not self._url:
            self._url = self._told().removeprefix("READY ")
        return self._url

    @property
    def environ(self) -> dict[str, str]:
        """What the program is told about server, cache and zone."""
        return self.environ_in("cache")

    def environ_in(self, cache: str) -> dict[str, str]:
        """The same with a cache of another name."""
        folders = {f"FEISHU_TUI_{name.upper()}_DIR": str(self.folder / name) for name in ("config", "state")}
        return {
            **bare_environ(self.folder),
            **folders,
            "FEISHU_TUI_CACHE_DIR": str(self.folder / cache),
            "FEISHU_TUI_BASE_URL": self.url,
            "FEISHU_TUI_ACCESS_TOKEN": TOKEN,
            "FEISHU_TUI_TZ": ZONE.key,
            "FEISHU_TUI_LANG": "en",
        }

    def run(self, *arguments: str, environ: Mapping[str, str] | None = None) -> Cost:
        """Run a command of the program to its end."""
        return run([*PROGRAM, *arguments], environ or self.environ)

    def change(self, count: int) -> None:
        """Have the server hold other titles of some events."""
        assert self._server.stdin is not None
        self._server.stdin.write(f"change {count}\n")
        self._server.stdin.flush()
        assert self._told() == "CHANGED"

    def _told(self) -> str:
        assert self._server.stdout is not None
        return self._server.stdout.readline().strip()


def program(*arguments: str) -> list[str]:
    """The command line of the program."""
    return [*PROGRAM, *arguments]
