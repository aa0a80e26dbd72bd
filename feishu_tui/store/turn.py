"""Whose turn it is to bring a cache up to date: of all programs on it one at a time, so that none asks twice."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from functools import partial

from feishu_tui.lazy_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from os import PathLike


_TAKEN = (errno.EACCES, errno.EAGAIN)
_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP)


def _beside(path: str | PathLike[str]) -> str:
    return f"{os.fspath(path)}.turn"


def locks_are_kept(path: str) -> bool:
    """Whether the file system of ``path`` keeps locks as SQLite needs them (fcntl(2)), tried on the file beside it.

    Not on the file itself: closing it would let go of the locks that are held on it.
    """
    try:
        import fcntl
    except ImportError:  # Windows, where a lock is part of opening a file
        return True
    try:
        descriptor = _opened(_beside(path))
    except OSError:
        return True  # what it is about is found out by opening the file itself
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as exc:
        return exc.errno not in _NO_LOCKS
    finally:
        os.close(descriptor)
    return True


def _opened(path: str) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)


class Turn:
    """A lock beside the cache file; the end of a process ends its turn, however it ends.

    Where no lock can be kept every turn is one's own: pulling twice costs requests, but does no harm.
    """

    def __init__(self, path: str | PathLike[str] | None) -> None:
        self._path = None if path is None else _beside(path)
        self._let_go: Callable[[], None] | None = None

    def take(self) -> bool:
        """Whether it is one's own turn now; does not wait."""
        if self._path is None:
            return True
        try:
            self._let_go = _locked(self._path)
        except (OSError, NotImplementedError):
            return True
        return self._let_go is not None

    def go_on(self) -> None:
        """Show those who wait that the turn is made use of."""
        if self._path is not None and self._let_go is not None:
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
        if self._let_go is not None:
            self._let_go()
            self._let_go = None


def _locked(path: str) -> Callable[[], None] | None:
    """What gives back the lock that is now held on a file (flock(2)); ``None`` where another one holds it.

    Raises OSError or NotImplementedError where no lock can be kept.
    """
    try:
        import fcntl
    except ImportError:
        return _locked_on_windows(path)
    descriptor = _opened(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BaseException as exc:
        os.close(descriptor)
        if isinstance(exc, OSError) and exc.errno in _TAKEN:
            return None
        raise
    return partial(os.close, descriptor)


def _locked_on_windows(path: str) -> Callable[[], None] | None:
    import filelock  # which takes more memory than a day of events

    lock = filelock.FileLock(path, mode=0o600, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout:
        return None
    return lock.release
