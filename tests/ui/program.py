"""``feishu-tui`` itself in a pseudo-terminal, with folders and a server of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

import pyte
from ptyprocess import PtyProcess

from tests.ui.terminal import Emulated, Terminal


class Program(Terminal):
    """Runs the program with ``environ`` and nothing else of this machine's but its paths."""

    def __init__(
        self, environ: Mapping[str, str], width: int = 80, height: int = 24, arguments: Sequence[str] = ()
    ) -> None:
        kept = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
        given = {**kept, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PYTHONPATH": os.getcwd(), **environ}
        command = [sys.executable, "-m", *(arguments or ["feishu_tui"])]
        self._process = PtyProcess.spawn(command, env=given, dimensions=(height, width))
        self._screen = Emulated(width, height)
        self._stream = pyte.ByteStream(self._screen)

    def status(self) -> int:
        """Waits for the end; the exit status."""
        while self._process.isalive():
            self._read(1.0)
        return int(self._process.wait())
