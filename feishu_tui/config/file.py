"""The configuration file: TOML, its top level overridden by the table of the profile in use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from feishu_tui.errors import ConfigError
from feishu_tui.language import Language

Key = tuple[str, ...]

_HEADER = re.compile(r"\s*\[([^\[\]]+)\]")
_ASSIGNMENT = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """What a configuration file says, and on which lines."""

    path: Path
    table: Mapping[str, object] = field(default_factory=dict)
    lines: Mapping[Key, int] = field(default_factory=dict)

    def where(self, key: Key, say: Language) -> str:
        """The file and, where known, the line a key stands on."""
        line = self.lines.get(key)
        if line is None:
            return str(self.path)
        return say("{file}, line {line}", file=self.path, line=line)

    def profile(self, name: str) -> Mapping[str, object]:
        """The table ``[profiles.NAME]``, empty where there is none."""
        profiles = self.table.get("profiles")
        table = profiles.get(name) if isinstance(profiles, dict) else None
        return table if isinstance(table, dict) else {}


def read_file(path: Path, say: Language) -> ConfigFile:
    """The file, an empty one where there is none.

    Raises ConfigError where it cannot be read as TOML at all: to go on without it could mean another server.
    """
    try:
        content = path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return ConfigFile(path)
    except UnicodeDecodeError as exc:
        raise ConfigError(say("{file} is not UTF-8 text.", file=path)) from exc
    except OSError as exc:
        raise ConfigError(say("Cannot read {file}: {reason}.", file=path, reason=exc.strerror)) from exc
    import tomllib

    try:
        return ConfigFile(path, tomllib.loads(content), key_lines(content))
    except tomllib.TOMLDecodeError as exc:
        raise ConfigError(
            say("{file} is not TOML: {reason}.", file=path, reason=exc),
            hint=say('Text goes in quotation marks: timezone = "Asia/Shanghai"'),
        ) from exc


def key_lines(content: str) -> dict[Key, int]:
    """The line, from 1, on which each key is set; good enough to point at, since ``tomllib`` keeps no positions."""
    table: Key = ()
    found: dict[Key, int] = {}
    for number, line in enumerate(content.splitlines(), 1):
        if header := _HEADER.match(line):
            table = _parts(header[1])
            found.setdefault(table, number)
        elif assignment := _ASSIGNMENT.match(line):
            key = table + _parts(assignment[1])
            found.setdefault(key, number)
            found.setdefault(key[: len(table) + 1], number)
    return found


def _parts(dotted: str) -> Key:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))
