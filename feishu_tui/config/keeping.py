"""Keeping a setting: the one line of the configuration file that says it, everything else untouched."""

from __future__ import annotations

import json
import os
import re
import tempfile
from contextlib import suppress
from glob import escape
from pathlib import Path

from feishu_tui.config.file import Key, key_lines, read_file
from feishu_tui.config.private_folder import make_private_folder
from feishu_tui.errors import ConfigError
from feishu_tui.language import Language

_AFTER = re.compile(r"""=\s*("(?:[^"\\]|\\.)*"|'[^']*'|[^\s#"']+)""")
"""What stands behind a key, up to a comment."""


def keep_setting(path: Path, profile: str, key: str, value: str, say: Language) -> None:
    """Set ``key`` to ``value`` where the file sets it for ``profile``, else above the profiles.

    The file is replaced whole (rename(2)), with its mode, so that comments and order survive and a crash loses
    nothing; where there is none it is made. Raises ConfigError where it cannot be written, or is written in a way
    that another line would change what else it says.
    """
    path = path.resolve()
    before = read_file(path, say)
    content = _existing(path)
    within: Key = ("profiles", profile, key) if key in before.profile(profile) else (key,)
    after = _with(content, within, value)
    if not _says(after, within, value, before.table):
        raise ConfigError(
            say("{file} is written in a way this program does not edit; it was left as it is.", file=path),
            hint=f"{key} = {json.dumps(value, ensure_ascii=False)}",
        )
    try:
        replace_whole(path, after)
    except OSError as exc:
        raise ConfigError(say("Cannot write {file}: {reason}.", file=path, reason=exc.strerror)) from exc


def _existing(path: Path) -> str:
    """The text of the file with its own line ends; empty where there is none."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""


def _with(content: str, key: Key, value: str) -> str:
    lines = content.splitlines(keepends=True)
    quoted = json.dumps(value, ensure_ascii=False)
    at = key_lines(content.replace("\r\n", "\n")).get(key)
    if at is not None:
        lines[at - 1] = _AFTER.sub(lambda _: f"= {quoted}", lines[at - 1], count=1)
        return "".join(lines)
    remark = re.compile(rf"#\s*{re.escape(key[-1])}\s*=")
    end = next((number for number, line in enumerate(lines) if line.lstrip().startswith("[")), len(lines))
    found = next((number + 1 for number in range(end) if remark.match(lines[number])), None)
    place = found if found is not None else _above_blanks(lines, end)
    if place and not lines[place - 1].endswith("\n"):
        lines[place - 1] += "\n"
    return "".join([*lines[:place], f"{key[-1]} = {quoted}\n", *lines[place:]])


def _above_blanks(lines: list[str], end: int) -> int:
    """Where the settings above the first table end."""
    while end and not lines[end - 1].strip():
        end -= 1
    return end


def _says(content: str, key: Key, value: str, before: object) -> bool:
    """Whether ``content`` says what ``before`` did, but for the one setting."""
    import copy
    import tomllib

    wanted = copy.deepcopy(before)
    table = wanted
    for name in key[:-1]:
        table = table[name] if isinstance(table, dict) else {}
    if isinstance(table, dict):
        table[key[-1]] = value
    try:
        return tomllib.loads(content) == wanted
    except tomllib.TOMLDecodeError:
        return False


def replace_whole(path: Path, content: str) -> None:
    """Put a file in the place of what is there, with its mode, else readable by its owner alone; raises OSError."""
    make_private_folder(path.parent)
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o600
    _sweep(path)
    descriptor, name = _beside(path)
    try:
        with open(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode)
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


_UNFINISHED = "new-"


def _beside(path: Path) -> tuple[int, str]:
    """A new file beside ``path``, locked as long as it is open, and its name."""
    import fcntl

    while True:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.{_UNFINISHED}", dir=path.parent)
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        if os.path.exists(name):
            return descriptor, name
        os.close(descriptor)  # swept before it was locked


def _sweep(path: Path) -> None:
    """Remove what killed processes left beside ``path``: what nobody holds locked (flock(2))."""
    import fcntl

    for left in path.parent.glob(f".{escape(path.name)}.{_UNFINISHED}????????"):
        with suppress(OSError):
            descriptor = os.open(left, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                os.unlink(left)
            finally:
                os.close(descriptor)
