"""Opening the cache file safely: whose it is, which version it has, and what to do when it is unfit.

A cache that is damaged, or of a version that cannot be extended, is set aside beside itself and built anew. Where none
can be kept, the session runs in memory. Files that are not ours are never touched: no link is followed, no other
owner's file opened.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing, suppress

from feishu_tui.config.private_folder import make_private_folder
from feishu_tui.lazy_typing import NamedTuple
from feishu_tui.store.turn import locks_are_kept

VERSION = 8
"""``PRAGMA user_version`` of the schema; a cache of another version is set aside."""
EXTENDED = (4, 5, 6, 7)
"""The versions to which only tables were added since: such a cache is given them and goes on being used."""

BUSY_SECONDS = 15.0
"""How long one process waits for another's write."""

IN_MEMORY = "The cache cannot be written here; this session is kept in memory only."
NOT_A_FILE = "Something that is not a plain file stands where the cache should be; this session is kept in memory only."
NOT_OURS = "The cache belongs to another user and is left alone; this session is kept in memory only."
NO_LOCKS = "The file system of the cache keeps no locks; this session is kept in memory only."
DAMAGED = "The cache was damaged; it was set aside and is being built anew."
OTHER_VERSION = "The cache was written by another version; it was set aside and is being built anew."

CACHE_KB = 100
"""What a connection touches is at hand in the system's memory anyway."""
MUCH_CACHE_KB = 16_384
"""What a page of new events touches lies all over the cache: read again for each page it costs more than writing."""
_STATEMENTS = 48
"""So many statements of a connection are kept prepared; each takes some kilobytes."""
_PAGES_LOGGED = 16_000
"""So many pages gather in the log before they are written to their places, most of them several times by then."""

_SIDE_FILES = ("-wal", "-shm", "-journal")
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class Unusable(Exception):
    """No cache can be kept at this path; the text is the notice for the person."""


class _Unfit(Exception):
    """The file is ours, but no cache this program can read; the text is the notice for the person."""


class Opened(NamedTuple):
    """A connection, which file it is (device and inode), and what the person should know."""

    connection: sqlite3.Connection
    identity: tuple[int, int]
    notice: str


def open_file(path: str, *, set_aside: bool = True) -> Opened:
    """The cache at ``path``, made where there is none. Raises ``Unusable``.

    With ``set_aside`` false an unfit file is left where it is, and is ``Unusable``.
    """
    notice = ""
    for last_try in (False, True):
        identity = _claim(path)
        try:
            return Opened(_connect(path), identity, notice)
        except _Unfit as exc:
            notice = str(exc)
            if last_try or not set_aside:
                raise Unusable(IN_MEMORY) from exc
            set_aside_file(path, identity)
        except (sqlite3.Error, OSError) as exc:
            raise Unusable(IN_MEMORY) from exc
    raise AssertionError("both tries return or raise")


def prepare_writer(connection: sqlite3.Connection) -> None:
    """Make a connection that was opened by ``open_file`` fit to write much."""
    connection.execute(f"PRAGMA wal_autocheckpoint = {_PAGES_LOGGED}")


def open_memory(copy_of: str | None = None) -> sqlite3.Connection:
    """A cache in memory, holding what can still be read of the file ``copy_of``."""
    connection = _copy(copy_of) if copy_of is not None and _is_our_plain_file(copy_of) else None
    if connection is None:
        connection = _new_memory()
        _create(connection)
    return connection


def set_aside_file(path: str, identity: tuple[int, int]) -> None:
    """Rename an unfit cache, and what SQLite keeps beside it, to ``….set-aside``, in place of an earlier one.

    Does nothing when another process has put a new file there meanwhile. Raises ``Unusable``.
    """
    try:
        if identify(path) != identity:
            return
        # The file itself first: a log left beside a new, empty file is discarded by SQLite.
        os.replace(path, f"{path}.set-aside")
        for side in _SIDE_FILES:
            with suppress(FileNotFoundError):
                os.replace(f"{path}{side}", f"{path}.set-aside{side}")
    except OSError as exc:
        raise Unusable(IN_MEMORY) from exc


def identify(path: str) -> tuple[int, int] | None:
    """Which file stands at the path, ``None`` when there is none."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def is_damage(error: sqlite3.Error) -> bool:
    """Whether SQLite says that the file does not hold what it should."""
    # Every statement is right for the tables that were made: where it is not, they are not those.
    words = str(error)
    other = words.startswith(("no such column", "no such table")) or "has no column named" in words
    return other or _primary_code(error) in _DAMAGE


def is_unwritable(error: sqlite3.Error) -> bool:
    """Whether the disk, and not the statement, is what failed."""
    return _primary_code(error) in (
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_NOLFS,
    )


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another process held the cache for too long."""
    return _primary_code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _primary_code(error: sqlite3.Error) -> int:
    code = getattr(error, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else -1


def _claim(path: str) -> tuple[int, int]:
    """Make sure the path is a plain file of ours, readable by us alone, made where there is none; say which it is.

    A file that is there is not opened: closing it again would let go of every lock that this process's connections
    hold on it (fcntl(2)), and the next program to close the cache would take the log away from under them.
    """
    try:
        make_private_folder(os.path.dirname(path))
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        found = os.lstat(path)
    except OSError as exc:
        raise Unusable(IN_MEMORY) from exc
    if not stat.S_ISREG(found.st_mode):
        raise Unusable(NOT_A_FILE)
    if _owner_differs(found):
        raise Unusable(NOT_OURS)
    if not os.access(path, os.R_OK | os.W_OK):
        raise Unusable(IN_MEMORY)
    if not locks_are_kept(path):
        # SQLite would take it for another program at work, and wait.
        raise Unusable(NO_LOCKS)
    with suppress(OSError):
        if stat.S_IMODE(found.st_mode) & 0o077:
            os.chmod(path, 0o600)
    return found.st_dev, found.st_ino


def _owner_differs(found: os.stat_result) -> bool:
    return hasattr(os, "geteuid") and found.st_uid != os.geteuid()


def _is_our_plain_file(path: str) -> bool:
    try:
        found = os.lstat(path)
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and not _owner_differs(found)


def _connect(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=_STATEMENTS
    )
    try:
        _settle(connection)
    except sqlite3.DatabaseError as exc:
        connection.close()
        if is_damage(exc):
            raise _Unfit(DAMAGED) from exc
        raise
    except BaseException:
        connection.close()
        raise
    return connection


def _settle(connection: sqlite3.Connection) -> None:
    """Bring a fresh connection into the state every statement counts on. Raises ``_Unfit``."""
    connection.execute("PRAGMA trusted_schema = OFF")
    if _number(connection, "PRAGMA user_version") == 0:
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        _write_ahead(connection)
        _create(connection)
    _extend(connection)
    if _number(connection, "PRAGMA user_version") != VERSION:
        raise _Unfit(OTHER_VERSION)
    _write_ahead(connection)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA journal_size_limit = 4194304")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KB}")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Let readers and a writer work at once. Where it is refused, or somebody is just doing it, any journal will do."""
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        return
    try:
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
    except sqlite3.OperationalError as exc:
        if not is_busy(exc):
            connection.execute("PRAGMA journal_mode = TRUNCATE").fetchone()


def _create(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty database; another process may do so at the same moment. Raises ``_Unfit``."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _number(connection, "PRAGMA user_version") == 0:
            if _number(connection, "SELECT count(*) FROM sqlite_master"):
                raise _Unfit(OTHER_VERSION)
            _run_script(connection, "schema.sql")
            _run_script(connection, "additions.sql")
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _extend(connection: sqlite3.Connection) -> None:
    """Give a cache of a version in ``EXTENDED`` the tables it lacks; another process may do so at the same moment."""
    if _number(connection, "PRAGMA user_version") not in EXTENDED:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _number(connection, "PRAGMA user_version") in EXTENDED:
            _run_script(connection, "additions.sql")
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _run_script(connection: sqlite3.Connection, name: str) -> None:
    with open(os.path.join(os.path.dirname(__file__), name), encoding="utf-8") as script:
        for statement in script.read().split(";\n"):
            connection.execute(statement)


def _number(connection: sqlite3.Connection, statement: str) -> int:
    return int(connection.execute(statement).fetchone()[0])


def _new_memory() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)


_COPY_SECONDS = 1.0
"""How long copying waits for a lock; where none can be kept it would wait in vain."""


def _copy(path: str) -> sqlite3.Connection | None:
    """A cache that can be read but not written, copied into memory; ``None`` when it cannot be read either."""
    from urllib.parse import quote  # which takes long to import, and is seldom needed

    ways = ["mode=ro"]
    log = f"{path}-wal"
    if not (os.path.exists(log) and os.path.getsize(log)):
        # Without a log nothing is lost by reading the file as if nobody could change it, which needs no lock file.
        ways.append("mode=ro&immutable=1")
    for way in ways:
        target = _new_memory()
        try:
            with closing(sqlite3.connect(f"file:{quote(path)}?{way}", uri=True, timeout=_COPY_SECONDS)) as source:
                # The lock of a read first: a backup by itself waits for ever.
                source.execute("BEGIN")
                _number(source, "PRAGMA user_version")
                source.backup(target)
            _extend(target)
            if _number(target, "PRAGMA user_version") == VERSION:
                return target
        except sqlite3.Error:
            pass
        target.close()
    return None
