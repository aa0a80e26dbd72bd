"""What the rows stand on: offices of three sizes with their caches, and the rivals that are installed."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from functools import cached_property
from pathlib import Path

from tests.benchmarks.desk import Desk, bare_environ
from tests.benchmarks.office import events
from tests.benchmarks.processes import run
from tests.benchmarks.pty_program import PtyProgram
from tests.benchmarks.rivals import Calcurse, Khal, installed

SMALL, MIDDLE, LARGE = 1_000, 10_000, 100_000


class Ground:
    """Everything that is measured on; a context manager that stops the servers."""

    def __init__(self, folder: Path, today: date, runs: int) -> None:
        self.folder, self.today, self.runs = folder, today, runs
        """``runs``: how often quick things are measured; slow ones a fraction of that."""
        self._stack = ExitStack()
        self._desks: dict[int, Desk] = {}
        self.environ = bare_environ(folder)

    def __enter__(self) -> Ground:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def open(self, count: int) -> Desk:
        """The office of that size with an empty cache; its server starts while others are used."""
        if count not in self._desks:
            self._desks[count] = self._stack.enter_context(Desk(self.folder / str(count), count, self.today))
        return self._desks[count]

    def desk(self, count: int) -> Desk:
        """The office of that size with its cache filled by a sync."""
        desk = self.open(count)
        if not (desk.folder / "cache").exists():
            desk.run("sync")
        return desk

    @cached_property
    def calcurse(self) -> dict[int, Calcurse]:
        """calcurse by number of events; empty where it is not installed."""
        if not installed("calcurse"):
            return {}
        return {count: Calcurse(self.folder / f"c{count}", events(count, self.today), self.environ)
                for count in (SMALL, MIDDLE)}  # fmt: skip

    @cached_property
    def khal(self) -> Khal | None:
        """khal on the middle number of events, its cache filled; ``None`` where it is not installed."""
        if not installed("khal"):
            return None
        khal = Khal(self.folder / "k", events(MIDDLE, self.today), self.environ)
        run(khal.list_today, khal.environ)
        return khal

    def calcurse_row(self, count: int) -> Calcurse | None:
        """calcurse on that many events, ``None`` where it is not installed."""
        return self.calcurse.get(count)


def browser(desk: Desk, size: tuple[int, int] = (120, 40), typed: str = "", *arguments: str) -> PtyProgram:
    """The program browsing in a terminal."""
    from tests.benchmarks.desk import program

    return PtyProgram(program(*arguments), desk.environ, size, typed)
