"""The file ``--log-file`` names: for its owner alone, never larger than it may be, and never in the program's way."""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from feishu_tui.commands.output import note
from feishu_tui.sentence import Sentence

MOST_BYTES = 4_000_000
"""Of this size it is renamed to ``….1``, in place of an earlier one, and begun anew."""


class LogFile(RotatingFileHandler):
    """Appends to a file. Raises OSError where it cannot be opened; one that fails later is told at the end."""

    def __init__(self, path: Path) -> None:
        self._failed = False
        super().__init__(path, maxBytes=MOST_BYTES, backupCount=1, encoding="utf-8", errors="backslashreplace")

    def _open(self) -> TextIOWrapper:
        # A pipe that nobody reads would hold the program up for ever.
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND | _NO_BLOCK, 0o600)
        os.set_blocking(descriptor, True)
        return TextIOWrapper(open(descriptor, "ab"), encoding=self.encoding, errors=self.errors)

    def emit(self, record: logging.LogRecord) -> None:
        """Write a message, as long as any can be written."""
        if not self._failed:
            super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:
        """Give the file up: the program goes on without."""
        self._failed = True

    def close(self) -> None:
        """Close the file; tell, now that no screen is in the way, where not all could be written."""
        with suppress(OSError):
            super().close()
        if self._failed:
            note(Sentence("The log {path} could not be written to its end.", path=self.baseFilename))


_NO_BLOCK = getattr(os, "O_NONBLOCK", 0)
