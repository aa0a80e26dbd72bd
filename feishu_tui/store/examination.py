"""Looking a cache over without changing anything: neither is it made, nor set aside, nor brought to another version."""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from contextlib import closing
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.store import opening

_STEPS = 10_000
"""Instructions of SQLite's machine between two looks at the time: a few milliseconds."""


@dataclass(frozen=True, slots=True)
class Examination:
    """What a cache file looks like; ``condition`` says how far the rest is known."""

    condition: Literal["sound", "missing", "other_version", "damaged", "unreadable", "unfinished"]
    """``unfinished``: it was too large to be read through in time."""
    size: int = 0
    """Bytes, the write-ahead log included."""
    version: int = 0
    problem: str = ""
    """What SQLite or the system said."""
    calendars: int = 0
    events: int = 0
    synced_at: float | None = None
    """Unix seconds of the oldest complete pull among the calendars that are shown; ``None`` where there was none."""


def examine(path: Path, patience: float) -> Examination:
    """Read the cache at ``path`` through, for ``patience`` seconds at most; never raises."""
    try:
        refusal = _refusal(path)
    except (FileNotFoundError, NotADirectoryError):
        return Examination("missing")
    except OSError as exc:
        return Examination("unreadable", problem=exc.strerror or "")
    if refusal:
        return Examination("unreadable", problem=refusal)
    size = sum(_size(Path(f"{path}{side}")) for side in ("", "-wal"))
    try:
        with closing(_open(path)) as connection:
            return _examined(connection, size, patience)
    except sqlite3.Error as exc:
        return Examination("damaged" if opening.is_damage(exc) else "unreadable", size, problem=str(exc))


def _open(path: Path) -> sqlite3.Connection:
    """A connection that cannot write; one without locks where SQLite may not keep its files beside the cache."""
    last: sqlite3.Error | None = None
    # Without its log the file may not make sense.
    ways = ("mode=ro",) if _size(Path(f"{path}-wal")) else ("mode=ro", "mode=ro&immutable=1")
    for way in ways:
        connection = sqlite3.connect(f"file:{quote(str(path))}?{way}", uri=True, timeout=1.0)
        try:
            connection.execute("PRAGMA user_version").fetchone()
            return connection
        except sqlite3.Error as exc:
            connection.close()
            last = exc
            if opening.is_damage(exc):
                break
    assert last is not None
    raise last


def _examined(connection: sqlite3.Connection, size: int, patience: float) -> Examination:
    connection.execute("PRAGMA trusted_schema = OFF")
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    end = time.monotonic() + patience
    connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
    condition: Literal["sound", "unfinished"] = "sound"
    try:
        said = [str(row[0]) for row in connection.execute("PRAGMA quick_check(1)")]
    except sqlite3.OperationalError as exc:
        if exc.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise
        said, condition = ["ok"], "unfinished"
    connection.set_progress_handler(None, 0)
    if said != ["ok"]:
        return Examination("damaged", size, version, said[0] if said else "")
    if version != opening.VERSION:
        return Examination("other_version", size, version)
    calendars, events, synced_at = connection.execute(
        "SELECT count(*), coalesce(sum(events), 0), min(synced_at) FILTER (WHERE shown) FROM calendars"
    ).fetchone()
    return Examination(condition, size, version, "", calendars, events, synced_at)


def _refusal(path: Path) -> str:
    """Why the program would leave the file alone; empty where it would not."""
    found = path.lstat()
    if not stat.S_ISREG(found.st_mode):
        return opening.NOT_A_FILE
    return "" if found.st_uid == os.geteuid() else opening.NOT_OURS


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
