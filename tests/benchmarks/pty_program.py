"""A program in a pseudo-terminal: when what arrives, how much it is, and what the screen then shows."""

from __future__ import annotations

import os
import re
import select
from collections.abc import Mapping, Sequence
from time import perf_counter
from types import TracebackType
from typing import NamedTuple, Self

import pyte
from ptyprocess import PtyProcess

from tests.benchmarks.answers import answers
from tests.benchmarks.processes import cpu_seconds

QUIET = 0.12
"""Seconds without output that count as an end."""
SLOWEST = 1.5
"""Seconds a key may take to be answered at all."""
REST_SECONDS, RESTING = 2.0, 0.01
"""A program that takes less than so many seconds of processor in so many has come to rest."""
PATIENCE = 60.0


class Reply(NamedTuple):
    """What came of a key."""

    ms: float
    """From the key to the last byte before it was quiet; 0 where nothing came."""
    size: int
    """Bytes."""


class PtyProgram:
    """Runs a command in a terminal of some size; a context manager that ends it."""

    def __init__(
        self, command: Sequence[str], environ: Mapping[str, str], size: tuple[int, int] = (120, 40), typed: str = ""
    ) -> None:
        """``typed`` is what somebody types before the program is there."""
        self._width, self._height = size
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        given = {**environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self._begun = perf_counter()
        self._process = PtyProcess.spawn(list(command), env=given, dimensions=(size[1], size[0]))
        if typed:
            self._process.write(typed.encode())

    @property
    def pid(self) -> int:
        """The process."""
        return int(self._process.pid)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate(force=True)
        self._process.close(force=True)

    def shows(self, text: str) -> bool:
        """Whether some line of the screen holds ``text``."""
        return any(text in line for line in self._screen.display)

    def found(self, pattern: re.Pattern[str]) -> str:
        """What is on the screen that ``pattern`` fits, empty for nothing."""
        return next((match[0] for line in self._screen.display if (match := pattern.search(line))), "")

    def time_to(self, text: str, times: int = 1) -> float:
        """Milliseconds from the start until ``text`` can be read ``times`` times. Raises TimeoutError."""
        last = perf_counter() + PATIENCE
        while True:
            # A clock goes on for ever.
            arrived = self._take(max(0.0, last - perf_counter()))
            if arrived is None:
                raise TimeoutError(f"{text!r} never came; there is:\n" + "\n".join(self._screen.display))
            if sum(line.count(text) for line in self._screen.display) >= times:
                return (arrived - self._begun) * 1000

    def settle(self, quiet: float = QUIET) -> int:
        """Wait until nothing comes for ``quiet`` seconds; how many bytes came before."""
        return sum(len(chunk) for _, chunk in self._chunks(quiet, quiet))

    def rest(self) -> None:
        """Wait until the first sync is over, and what is read ahead behind it, so that the network is quiet."""
        spent = 0.0
        while self.settle(REST_SECONDS) or cpu_seconds(self.pid) - spent > RESTING:
            spent = cpu_seconds(self.pid)

    def has_output(self, patience: float) -> bool:
        """Whether something comes within so many seconds; it stays to be read."""
        return bool(select.select([self._process.fd], [], [], patience)[0])

    def press(self, keys: str, quiet: float = QUIET) -> Reply:
        """What comes of keys."""
        begun = perf_counter()
        self._process.write(keys.encode())
        chunks = self._chunks(SLOWEST, quiet)
        ms = (chunks[-1][0] - begun) * 1000 if chunks else 0.0
        return Reply(ms, sum(len(chunk) for _, chunk in chunks))

    def _chunks(self, first: float, quiet: float) -> list[tuple[float, bytes]]:
        """What comes within ``first`` seconds and until it is quiet, and when. Drawn only then, as that takes time."""
        found: list[tuple[float, bytes]] = []
        while chunk := self._read(quiet if found else first):
            found.append((perf_counter(), chunk))
        for _, chunk in found:
            self._stream.feed(chunk)
        return found

    def _take(self, patience: float) -> float | None:
        """Read once and draw it; when it came, ``None`` when nothing did."""
        chunk = self._read(patience)
        arrived = perf_counter()
        if not chunk:
            return None
        self._stream.feed(chunk)
        return arrived

    def _read(self, patience: float) -> bytes:
        ready, _, _ = select.select([self._process.fd], [], [], patience)
        if not ready:
            return b""
        try:
            sent = os.read(self._process.fd, 1 << 16)
        except OSError:  # Linux: the other end is closed
            return b""
        reply = answers(sent, self._width, self._height)
        if reply:
            self._process.write(reply)
        return sent
