"""The three folders the program keeps things in: whether they can be used, and by whom else."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from feishu_tui.commands.checkups.finding import Finding
from feishu_tui.config import Config
from feishu_tui.language import Language

LITTLE_ROOM = 50 << 20
"""Bytes; a large cache comes to about as much."""


def folders(config: Config, say: Language) -> Iterator[Finding]:
    """A finding for each folder, and one for a disk that is nearly full."""
    yield _config_folder(config.config_dir, say)
    yield _own_folder("cache_folder", config.cache_dir, "FEISHU_TUI_CACHE_DIR", say)
    yield _own_folder("state_folder", config.state_dir, "FEISHU_TUI_STATE_DIR", say)
    for path in dict.fromkeys(_nearest(folder) for folder in (config.cache_dir, config.state_dir)):
        free = _free(path)
        if free is not None and free < LITTLE_ROOM:
            sentence = say("Only {free} MB are free on the disk of {folder}.", free=free >> 20, folder=path)
            yield Finding("disk", "warning", sentence, say("Make room: nothing new can be kept on a full disk."))


def _config_folder(folder: Path, say: Language) -> Finding:
    try:
        mode = folder.stat().st_mode
    except OSError:
        return Finding("config_folder", "ok", say("{folder} does not exist, and need not.", folder=folder))
    if mode & (stat.S_IWGRP | stat.S_IWOTH) and not mode & stat.S_ISVTX:
        sentence = say("{folder} can be changed by others (mode {mode}).", folder=folder, mode=_octal(mode))
        return Finding("config_folder", "fault", sentence, f"chmod 700 {folder}")
    return Finding("config_folder", "ok", say("{folder} (mode {mode}).", folder=folder, mode=_octal(mode)))


def _own_folder(name: str, folder: Path, variable: str, say: Language) -> Finding:
    """A folder that only its owner should be able to look into."""
    elsewhere = say("Give yourself the right to write there, or set {variable} to another folder.", variable=variable)
    try:
        found = folder.stat()
    except FileNotFoundError:
        return _missing(name, folder, elsewhere, say)
    except OSError as error:
        sentence = say("{folder} cannot be looked into: {reason}.", folder=folder, reason=error.strerror)
        return Finding(name, "fault", sentence, elsewhere)
    if not stat.S_ISDIR(found.st_mode):
        sentence = say("{folder} is not a folder.", folder=folder)
        return Finding(name, "fault", sentence, elsewhere)
    if not os.access(folder, os.W_OK | os.X_OK):
        sentence = say("{folder} cannot be written to (mode {mode}).", folder=folder, mode=_octal(found.st_mode))
        return Finding(name, "fault", sentence, elsewhere)
    if found.st_mode & (stat.S_IRWXG | stat.S_IRWXO) and not found.st_mode & stat.S_ISVTX:
        sentence = say("{folder} is open to others (mode {mode}).", folder=folder, mode=_octal(found.st_mode))
        return Finding(name, "warning", sentence, f"chmod 700 {folder}")
    return Finding(name, "ok", say("{folder} (mode {mode}).", folder=folder, mode=_octal(found.st_mode)))


def _missing(name: str, folder: Path, elsewhere: str, say: Language) -> Finding:
    if os.access(_nearest(folder), os.W_OK | os.X_OK) and _nearest(folder).is_dir():
        return Finding(name, "ok", say("{folder} does not exist yet; it is made when needed.", folder=folder))
    sentence = say("{folder} does not exist and cannot be made.", folder=folder)
    return Finding(name, "fault", sentence, elsewhere)


def _nearest(folder: Path) -> Path:
    """The folder itself, or the nearest one above it that exists."""
    return next((path for path in (folder, *folder.parents) if path.exists()), folder)


def _free(folder: Path) -> int | None:
    try:
        status = os.statvfs(folder)
    except OSError:
        return None
    return status.f_bavail * status.f_frsize


def _octal(mode: int) -> str:
    return f"{stat.S_IMODE(mode):04o}"
