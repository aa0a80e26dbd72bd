"""What decides how the first frame looks besides the cache: variables, files of the configuration, the version.

Told without reading the configuration: who finds the same again may take what was made of it before.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from feishu_tui import __version__

_VARIABLES = frozenset({"COLORFGBG", "COLORTERM", "HOME", "LANG", "NO_COLOR", "PYTHONTZPATH", "TERM", "TMUX", "TZ"})
_PREFIXES = ("FEISHU_TUI_", "LC_", "XDG_", "TEXTUAL")
_SECRETS = ("_TOKEN", "_SECRET")
"""Ends of the names of variables whose values are not to be written down, and make no difference to what is shown."""
_ZONE_FILES = ("/etc/localtime", "/etc/timezone", "/usr/share/zoneinfo/tzdata.zi")

Stamp = tuple[int, ...]
"""By which one tells whether files have changed."""


def early_folder(kind: str, environ: Mapping[str, str]) -> str | None:
    """The ``config`` or ``cache`` folder, as ``config.folders`` finds it; ``None`` where that takes more to find out.

    By the XDG Base Directory Specification: https://specifications.freedesktop.org/basedir-spec/latest/
    """
    named = environ.get(f"FEISHU_TUI_{kind.upper()}_DIR", "").strip()
    if named:
        return os.path.abspath(os.path.expanduser(named))
    if not sys.platform.startswith("linux"):
        return None
    parent = environ.get(f"XDG_{kind.upper()}_HOME", "").strip() or os.path.expanduser(f"~/.{kind}")
    return os.path.join(parent, "feishu-tui") if os.path.isabs(parent) else None


def surroundings(environ: Mapping[str, str], encoding: str) -> str | None:
    """Everything but the cache and the size of the screen in one text, without secrets; ``None`` where it is not known.

    ``encoding`` is that of the terminal.
    """
    folder = early_folder("config", environ)
    if folder is None:
        return None
    told = sorted(
        (name, value if name != "TMUX" else "")
        for name, value in environ.items()
        if (name in _VARIABLES or name.startswith(_PREFIXES)) and not name.endswith(_SECRETS)
    )
    files = [os.path.join(folder, "config.toml"), *_theme_files(os.path.join(folder, "themes")), *_ZONE_FILES]
    return repr((__version__, sys.hexversion, encoding, told, [(name, stamp_of(name)) for name in files]))


def cache_stamp(path: str) -> Stamp:
    """Changes whenever something is written to the SQLite file at ``path`` or its log; empty where there is none."""
    log = stamp_of(f"{path}-wal")
    # An empty log comes and goes with those who only read.
    return stamp_of(path) + (log if log and log[0] else ())


def stamp_of(path: str) -> Stamp:
    """Size, time of the last change in nanoseconds, and number of a file; empty where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return ()
    return found.st_size, found.st_mtime_ns, found.st_ino


def _theme_files(folder: str) -> list[str]:
    try:
        return sorted(os.path.join(folder, name) for name in os.listdir(folder))
    except OSError:
        return []
