"""A file for an event: what to call it, and writing it without touching what is there."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

from feishu_tui.errors import StateError
from feishu_tui.language import Language
from feishu_tui.text import clean, width
from feishu_tui.text.cells import clusters

LONGEST_NAME = 120
"""Bytes of a proposed name; file systems take 255."""
_UNSAFE = re.compile(r'[\s/\\:*?"<>|\x00-\x1f\x7f]+')


def proposed_name(day: date, title: str, folder: Path) -> str:
    """A name that any file system takes and that is still free in ``folder``: ``2026-11-21 Review.ics``."""
    words = _UNSAFE.sub(" ", title).strip(" .")
    stem = f"{day.isoformat()} {words}".encode()[:LONGEST_NAME].decode(errors="ignore").rstrip(" .")
    names = (f"{stem}{f' {number}' if number > 1 else ''}.ics" for number in range(1, 1000))
    return next((name for name in names if not os.path.lexists(folder / name)), f"{stem}.ics")


def folder_words(folder: Path, home: Path, cells: int) -> str:
    """A folder in at most so many cells: ``~`` for the home folder, and its end where all of it is too long."""
    words = clean(str(folder))
    if folder.is_relative_to(home):
        words = clean(str(Path("~") / folder.relative_to(home)))
    if width(words) <= cells:
        return words
    end = ""
    for cluster, size in reversed(list(clusters(words))):
        if width(end) + size >= cells:
            break
        end = cluster + end
    return f"…{end}"


def chosen_path(name: str, say: Language) -> Path:
    """The file someone means by a name, in the folder the program was started in unless another one is given.

    Raises ``StateError`` where that folder is gone, or there is no such home folder as ``~name``.
    """
    try:
        return Path.cwd() / Path(name).expanduser()
    except (FileNotFoundError, RuntimeError) as exc:
        raise StateError(say("{path} cannot be the name of a file.", path=name)) from exc


def write_new(path: Path, text: str, say: Language) -> None:
    """Write a file that does not exist yet, readable by its owner alone, its line ends as they are.

    Raises ``StateError`` where there is one already, or where it cannot be written; then nothing is left of it.
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0), 0o600)
    except FileExistsError as exc:
        raise StateError(say("{path} exists already; it was left as it is.", path=path)) from exc
    except OSError as exc:
        raise StateError(say("{path} cannot be written: {why}.", path=path, why=exc.strerror)) from exc
    except ValueError as exc:  # a NUL in the name
        raise StateError(say("{path} cannot be the name of a file.", path=path)) from exc
    try:
        with open(descriptor, "wb") as file:
            file.write(text.encode())
    except OSError as exc:
        path.unlink(missing_ok=True)
        raise StateError(say("{path} cannot be written: {why}.", path=path, why=exc.strerror)) from exc
