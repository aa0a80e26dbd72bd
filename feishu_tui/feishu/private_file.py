"""Small files that nobody but their owner may read: checked before they are believed, replaced as a whole.

The folder is 0700, the file 0600. A new content is written beside the old one, flushed to the disk and renamed over
it (rename(2) is atomic), so that a process killed at any moment leaves the old content or the new one.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from feishu_tui.config.private_folder import make_private_folder
from feishu_tui.errors import NotSignedIn, StateError
from feishu_tui.sentence import Sentence

_ROOM = 32 * 1024
"""Bytes taken on the disk before there is anything to write: a token has 1 to 4 KB."""
_MOST = 1 << 20
"""Bytes beyond which a file is none of ours."""
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


class PrivateFile:
    """One such file, there or not."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._new = path.with_name(f"{path.name}.new")

    def __repr__(self) -> str:
        return f"PrivateFile({str(self.path)!r})"

    def read(self) -> bytes | None:
        """What the file holds, ``None`` where there is none.

        Raises ``NotSignedIn``, with what to do, for a file that others can read or change or that is not ours.
        """
        try:
            descriptor = os.open(self.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as exc:
            if self.path.is_symlink():
                raise self._refusal(
                    "The login file {path} is a link to another file; it was not used.", "Remove it: rm {path}"
                ) from exc
            raise self._unreadable(exc, "Check who owns it and its folder.") from exc
        try:
            self._check(os.fstat(descriptor))
            with open(descriptor, "rb", closefd=False) as file:
                return file.read(_MOST)
        except OSError as exc:
            raise self._unreadable(exc, "Check the disk.") from exc
        finally:
            os.close(descriptor)

    @contextmanager
    def replacing(self) -> Iterator[Callable[[bytes], None]]:
        """Makes sure that there is room and a right to write, and gives the function that replaces the content.

        To be used by one process at a time. Raises ``StateError``; leaves nothing behind when nothing was written.
        """
        try:
            self._make_folder()
            self._new.unlink(missing_ok=True)
            descriptor = os.open(self._new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        except OSError as exc:
            raise self._unwritable(exc) from exc
        try:
            self._fill(descriptor)
            yield lambda content: self._replace(descriptor, content)
        finally:
            os.close(descriptor)
            with suppress(OSError):
                self._new.unlink(missing_ok=True)

    def write(self, content: bytes) -> None:
        """Replaces the content. Raises ``StateError`` where it stays as it was."""
        with self.replacing() as replace:
            replace(content)

    def remove(self) -> bool:
        """Removes the file and whatever a killed process left beside it; whether there was one."""
        try:
            self._new.unlink(missing_ok=True)
            self.path.unlink()
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError as exc:
            raise StateError(
                Sentence("{path} cannot be removed: {reason}.", path=self.path, reason=exc.strerror)
            ) from exc
        _flush_folder(self.path.parent)
        return True

    def _check(self, status: os.stat_result) -> None:
        if not stat.S_ISREG(status.st_mode):
            raise self._refusal(
                "The login file {path} is not an ordinary file; it was not used.", "Remove it: rm {path}"
            )
        if status.st_uid != os.geteuid():
            raise self._refusal(
                "The login file {path} belongs to another user; it was not used.",
                "Run as that user, or remove it: rm {path}",
            )
        if status.st_mode & _OTHERS:
            raise self._refusal(
                "The login file {path} can be read by others; it was not used.", "Take that away: chmod 600 {path}"
            )
        folder = self.path.parent
        mode = folder.stat().st_mode
        if mode & _OTHERS_WRITE and not mode & stat.S_ISVTX:
            raise self._refusal(
                "The login file {path} is in a folder that others can change; it was not used.",
                "Take that away: chmod 700 {folder}",
            )

    def _refusal(self, sentence: str, remedy: str) -> NotSignedIn:
        place = {"path": self.path, "folder": self.path.parent}
        return NotSignedIn(Sentence(sentence, **place), hint=Sentence(remedy, **place))

    def _unreadable(self, exc: OSError, remedy: str) -> NotSignedIn:
        sentence = "The login file {path} cannot be read: {reason}."
        return NotSignedIn(Sentence(sentence, path=self.path, reason=exc.strerror), hint=remedy)

    def _unwritable(self, exc: OSError) -> StateError:
        return StateError(
            Sentence("The login cannot be kept in {folder}: {reason}.", folder=self.path.parent, reason=exc.strerror),
            hint="Make room or give yourself the right to write there, or set FEISHU_TUI_STATE_DIR.",
        )

    def _make_folder(self) -> None:
        folder = self.path.parent
        make_private_folder(folder)
        status = folder.stat()
        # A folder that many share, such as /tmp, is left as it is.
        if status.st_uid == os.geteuid() and status.st_mode & _OTHERS and not status.st_mode & stat.S_ISVTX:
            folder.chmod(0o700)

    def _fill(self, descriptor: int) -> None:
        try:
            _write(descriptor, b" " * _ROOM)
            os.fsync(descriptor)
        except OSError as exc:
            raise self._unwritable(exc) from exc

    def _replace(self, descriptor: int, content: bytes) -> None:
        try:
            os.lseek(descriptor, 0, os.SEEK_SET)
            _write(descriptor, content)
            os.ftruncate(descriptor, len(content))
            os.fsync(descriptor)
            os.replace(self._new, self.path)
            _flush_folder(self.path.parent)
        except OSError as exc:
            raise self._unwritable(exc) from exc


def _write(descriptor: int, content: bytes) -> None:
    while content:
        content = content[os.write(descriptor, content) :]


def _flush_folder(folder: Path) -> None:
    """Makes a rename last (fsync(2), notes)."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
