"""Whose turn it is to bring a cache up to date: of all programs on it one at a time, so that none asks twice."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from filelock import BaseFileLock


class Turn:
    """A lock beside the cache file; the end of a process ends its turn, however it ends.

    Where no lock can be kept every turn is one's own: pulling twice costs requests, but does no harm.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = None if path is None else path.with_name(f"{path.name}.turn")
        self._lock: BaseFileLock | None = None

    def take(self) -> bool:
        """Whether it is one's own turn now; does not wait."""
        if self._path is None:
            return True
        import filelock

        lock = filelock.FileLock(self._path, mode=0o600, thread_local=False)
        try:
            lock.acquire(timeout=0)
        except filelock.Timeout:
            return False
        except (OSError, NotImplementedError):
            return True
        self._lock = lock
        return True

    def go_on(self) -> None:
        """Show those who wait that the turn is made use of."""
        if self._path is not None and self._lock is not None:
            with suppress(OSError):
                os.utime(self._path)

    def sign(self) -> int:
        """A number that changes while whose turn it is makes use of it."""
        try:
            return 0 if self._path is None else os.stat(self._path).st_mtime_ns
        except OSError:
            return 0

    def give_back(self) -> None:
        """Let another one have it."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None
