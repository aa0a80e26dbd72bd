"""The configuration file: TOML, its top level overridden by the table of the profile in use."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping

from feishu_tui.config.plain_toml import read_toml
from feishu_tui.errors import ConfigError
from feishu_tui.language import Language
from feishu_tui.lazy_dataclasses import dataclass, field
from feishu_tui.lazy_pattern import lazy_pattern
from feishu_tui.lazy_typing import TYPE_CHECKING
from feishu_tui.sentence import Sentence

if TYPE_CHECKING:
    from os import PathLike

Key = tuple[str, ...]

MOST_BYTES = 1 << 20
_PLACE = lazy_pattern(r"\(at line (\d+), column \d+\)")
_TWICE = lazy_pattern(r"Cannot (?:overwrite a value|declare \(.*\) twice)")
"""What ``tomllib`` says, by its source: its messages are not documented, so others may come."""
_HEADER = lazy_pattern(r"\s*\[{1,2}([^\[\]]+)\]")
_ASSIGNMENT = lazy_pattern(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = lazy_pattern(r"""[\w-]+|"[^"]*"|'[^']*'""")


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """What a configuration file says, and on which lines."""

    path: str
    table: Mapping[str, object] = field(default_factory=dict)
    lines: Mapping[Key, int] = field(default_factory=dict)

    def where(self, key: Key, say: Language) -> str:
        """The file and, where known, the line a key stands on, or else the table it is in."""
        line = next((self.lines[key[:length]] for length in range(len(key), 0, -1) if key[:length] in self.lines), None)
        if line is None:
            return self.path
        return say("{file}, line {line}", file=self.path, line=line)

    @property
    def profiles(self) -> tuple[str, ...]:
        """The names of the tables ``[profiles.NAME]``, in order."""
        profiles = self.table.get("profiles")
        tables = profiles.items() if isinstance(profiles, dict) else ()
        return tuple(name for name, table in tables if isinstance(table, dict))

    def profile(self, name: str) -> Mapping[str, object]:
        """The table ``[profiles.NAME]``, empty where there is none."""
        profiles = self.table.get("profiles")
        table = profiles.get(name) if isinstance(profiles, dict) else None
        return table if isinstance(table, dict) else {}


def read_file(path: str | PathLike[str], say: Language) -> ConfigFile:
    """The file, an empty one where there is none.

    Raises ConfigError where it cannot be read as TOML at all: to go on without it could mean another server.
    """
    path = os.fspath(path)
    try:
        content = _content(path)
    except (FileNotFoundError, NotADirectoryError):
        return ConfigFile(path)
    except UnicodeDecodeError as exc:
        raise ConfigError(say("{file} is not UTF-8 text.", file=path)) from exc
    except OSError as exc:
        raise ConfigError(say("Cannot read {file}: {reason}.", file=path, reason=exc.strerror)) from exc
    if content is None:
        raise ConfigError(say("{file} is no configuration: it is not a plain file, or larger than 1 MB.", file=path))
    try:
        return ConfigFile(path, read_toml(content), key_lines(content))
    except (ValueError, RecursionError) as exc:
        raise _not_toml(path, content, str(exc), say) from exc


def _content(path: str) -> str | None:
    """The text of the file, with Unix line ends; ``None`` for what is none that could be a configuration."""
    if os.path.isdir(path):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    # Not to wait for the other end of a pipe that stands there.
    with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
        plain = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
        data = file.read(MOST_BYTES + 1) if plain else None
    if data is None or len(data) > MOST_BYTES:
        return None
    return data.decode("utf-8-sig").replace("\r\n", "\n")


def _not_toml(path: str, content: str, reason: str, say: Language) -> ConfigError:
    """The error of ``tomllib``, in our words where the mistake is one of two that are made often."""
    place = _PLACE.search(reason)
    if place is not None and _TWICE.match(reason):
        number = int(place[1])
        line = content.split("\n")[number - 1]
        where = say("{file}, line {line}", file=path, line=number)
        sentence = say("{where}: {key}: it is set twice", where=where, key=line.partition("=")[0].strip())
        return ConfigError(Sentence("{sentence}.", sentence=sentence), hint=say("Keep one of the two."))
    return ConfigError(
        say("{file} is not TOML: {reason}.", file=path, reason=reason),
        hint=say('Text goes in quotation marks: timezone = "Asia/Shanghai"'),
    )


def key_lines(content: str) -> dict[Key, int]:
    """The line, from 1, on which each key is set; good enough to point at, since ``tomllib`` keeps no positions."""
    table: Key = ()
    found: dict[Key, int] = {}
    for number, line in enumerate(content.split("\n"), 1):
        if header := _HEADER.match(line):
            table = _parts(header[1])
            for length in range(1, len(table) + 1):
                found.setdefault(table[:length], number)
        elif assignment := _ASSIGNMENT.match(line):
            key = table + _parts(assignment[1])
            found.setdefault(key, number)
            found.setdefault(key[: len(table) + 1], number)
    return found


def _parts(dotted: str) -> Key:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))
