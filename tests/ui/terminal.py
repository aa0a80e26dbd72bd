"""A pseudo-terminal with an emulator on this side, which answers as a real one would."""

from __future__ import annotations

import os
import select
import sys
import termios
from contextlib import suppress
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self

import pyte
from ptyprocess import PtyProcess

ANSWER = b"\x1b[?2026;2$y"
"""That it knows synchronized output."""
QUIET = 0.3
"""Seconds without output that count as an end."""
SETTLED = 1.5
"""Seconds without output after which nothing more is expected."""
PATIENCE = 60.0


class Emulated(pyte.Screen):
    """Draws also what comes after a character without a width, with which pyte leaves off."""

    def draw(self, data: str) -> None:
        """As pyte does, character by character where some may have none."""
        for part in [data] if data.isascii() else data:
            super().draw(part)


class Terminal:
    """Runs the program on a cache in a terminal of some size."""

    answers = True
    """Whether it answers what it is asked."""

    def __init__(self, cache: Path, width: int, height: int, term: str = "xterm-256color", **environ: str) -> None:
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        told = {"COLORTERM": "truecolor", "PYTHONPATH": os.getcwd()} | environ
        environ = {**kept, "HOME": str(cache.parent), "TERM": term, **told}
        command = [sys.executable, "-m", "tests.ui.in_terminal", str(cache)]
        self._process = PtyProcess.spawn(command, env=environ, dimensions=(height, width))
        self._screen = Emulated(width, height)
        self._stream = pyte.ByteStream(self._screen)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate(force=True)

    @property
    def process(self) -> PtyProcess:
        """The program's."""
        return self._process

    def clear(self) -> None:
        """Wipe the screen, as a shell's output would over time."""
        self._screen.reset()

    def resize(self, width: int, height: int) -> None:
        """Give it another size, as somebody does who pulls at its window."""
        self._process.setwinsize(height, width)
        self._screen.resize(height, width)

    @property
    def display(self) -> list[str]:
        """What is on the screen, line by line; the second cell of a wide glyph is left out."""
        return [line.rstrip() for line in self._screen.display]

    def cell(self, y: int, x: int) -> pyte.screens.Char:
        """A cell of the screen: its glyph, colours and attributes."""
        return self._screen.buffer[y][x]

    @property
    def screen(self) -> pyte.Screen:
        """What is on the screen, with colours."""
        return self._screen

    def painted(self) -> list[list[tuple[object, ...]]]:
        """What can be seen of every cell: glyph, colours and attributes, of a blank only what is behind it."""
        cells = ([self.cell(y, x) for x in range(self._screen.columns)] for y in range(self._screen.lines))
        return [
            [
                (cell.data, cell.bg, cell.underscore, cell.reverse, cell.strikethrough)
                if cell.data == " "
                else tuple(cell)
                for cell in row
            ]
            for row in cells
        ]

    def attributes(self) -> list[object]:
        """How the terminal treats what is typed (termios(3))."""
        return list(termios.tcgetattr(self._process.fd))

    def type(self, keys: str) -> None:
        """Type without waiting for anything."""
        self._process.write(keys.encode())

    def read(self) -> bytes:
        """What is sent next."""
        return self._read(PATIENCE)

    def wait_for(self, text: str) -> bytes:
        """Everything sent until ``text`` is on the screen and it is quiet again."""
        sent = b""
        end = monotonic() + PATIENCE
        while not any(text in line for line in self.display):
            assert monotonic() < end, self.display
            sent += self._read(1.0)
        return sent + self.quiet()

    def press(self, keys: str) -> bytes:
        """What is sent in answer to keys until it is quiet again."""
        self._process.write(keys.encode())
        return self.quiet()

    def quiet(self) -> bytes:
        """What is sent until nothing comes for a while, and the program has nothing to do."""
        sent = b""
        while (more := self._read(QUIET)) or self._works():
            sent += more
        return sent

    def settle(self) -> None:
        """Wait until nothing more comes, also from what begins when the cursor rests on a busy machine."""
        while self._read(SETTLED) or self._works():
            pass

    def rest(self) -> bytes:
        """What is sent until the program has ended."""
        sent, end = b"", monotonic() + PATIENCE
        while self._process.isalive():
            assert monotonic() < end, self.display
            sent += self._read(QUIET)
        return sent + self.quiet()

    def _works(self) -> bool:
        """Whether the program runs, or would if a busy machine let it: proc(5) has such a thread as R, or D."""
        for thread in Path(f"/proc/{self._process.pid}/task").glob("*/stat"):
            with suppress(OSError):  # it has ended meanwhile
                if thread.read_text().rpartition(")")[2].split()[0] in ("R", "D"):
                    return True
        return False

    def _read(self, patience: float) -> bytes:
        ready, _, _ = select.select([self._process.fd], [], [], patience)
        if not ready:
            return b""
        try:
            sent: bytes = self._process.read(65536)
        except EOFError:
            return b""
        if self.answers and b"\x1b[?2026$p" in sent:
            self._process.write(ANSWER)
        self._stream.feed(sent)
        return sent
