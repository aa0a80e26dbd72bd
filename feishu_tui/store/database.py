"""Running work against the cache: transactions, several threads, and what to do when SQLite fails.

Every piece of work is a function of a connection and runs in one transaction, so that it can be run again: a damaged
cache is set aside and built anew, one that cannot be written any more is carried on in memory. What remains becomes
``CacheError``.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from types import SimpleNamespace

from feishu_tui.errors import CacheError
from feishu_tui.lazy_threading import RLock
from feishu_tui.lazy_typing import TypeVar
from feishu_tui.sentence import Sentence
from feishu_tui.store import opening
from feishu_tui.store.rows import DamagedRow

T = TypeVar("T")

SPARE_PAGES = 256
"""So few free pages are left where they are."""

PAGES_AT_ONCE = 2000
"""How many pages are given back while others wait."""

Work = Callable[[sqlite3.Connection], T]

_Holder = SimpleNamespace
"""Holds a connection, as ``held``."""
_Held = tuple[sqlite3.Connection, tuple[int, int]]
"""A connection and which file it is to."""

PATIENCE_SECONDS = 5.0
"""How long closing waits for threads that read; after that they are left to the end of the process."""
_LOOK_AGAIN_SECONDS = 0.002


class Database:
    """The cache file, or a cache in memory when ``path`` is ``None``; usable from any thread.

    On a file as many connections read as are at work at once, so reading never waits, each used again by whoever reads
    next, as each takes memory. All write by one: what another connection writes would empty its page cache.
    """

    def __init__(self, path: str | None) -> None:
        self.notice = ""
        self._path = path
        self._identity: tuple[int, int] | None = None
        self._readers: list[_Holder] = []
        """What nobody reads by just now, that used last at the end."""
        self._writer = _Holder()
        self._open: set[sqlite3.Connection] = set()
        self._writing = RLock()
        self._writes_much = False
        self._memory: sqlite3.Connection | None = None
        self._closed = False
        self._at_work = 0
        self._counting = RLock()
        if path is None:
            self._memory = opening.open_memory()
        else:
            reader = _Holder()
            self._file_connection(path, reader)
            self._readers.append(reader)

    @property
    def path(self) -> str | None:
        """Where the cache is; ``None`` while nothing of it reaches the disk."""
        return None if self.in_memory else self._path

    @property
    def in_memory(self) -> bool:
        """Whether nothing of this session reaches the disk."""
        return self._memory is not None

    @property
    def closed(self) -> bool:
        """Whether it was closed, or is about to be."""
        return self._closed

    def read(self, work: Work[T]) -> T:
        """The result of ``work`` on one consistent state of the cache. Raises ``CacheError``."""
        try:
            reader = self._readers.pop()
        except IndexError:
            reader = _Holder()
        try:
            return self._run(work, "BEGIN", reader)
        finally:
            self._readers.append(reader)

    def write(self, work: Work[T]) -> T:
        """The result of ``work``, all of whose changes are kept, or none when it raises. Raises ``CacheError``."""
        with self._writing:
            return self._run(work, "BEGIN IMMEDIATE", self._writer)

    def compact(self) -> None:
        """Give pages that hold nothing back to the disk, some at a time, so that nobody waits long for it."""
        with self._writing:
            while self._run(_give_back, "", self._writer):
                pass

    def write_much(self) -> None:
        """Keep in memory what a page of new events touches, from now until ``rest``."""
        with self._writing:
            self._writes_much = True
            self._run(_keep_much, "", self._writer)

    def rest(self) -> None:
        """Let go of what is kept in memory to write much, as there is no more of it for a while.

        The statements that keep hundreds of rows at once take megabytes, too: they go with their connection.
        """
        with self._writing:
            if self._writes_much:
                self._writes_much = False
                self._let_go(self._writer)

    def rest_readers(self) -> None:
        """Let go of what was kept in memory to read the same again and again."""
        idle: list[_Holder] = []
        with suppress(IndexError):
            while not self._closed:
                idle.append(self._readers.pop())
        try:
            for reader in idle:
                self._run(_keep_little, "", reader)
        finally:
            self._readers += reversed(idle)

    def close(self) -> None:
        """Close every connection; nothing may be asked afterwards.

        Threads that still read are waited for: SQLite crashes where a connection is closed that is in use.
        """
        with self._counting:
            self._closed = True
        patience_ends = time.monotonic() + PATIENCE_SECONDS
        while self._at_work:
            if time.monotonic() > patience_ends:
                return
            time.sleep(_LOOK_AGAIN_SECONDS)
        with self._writing:
            for connection in self._open:
                connection.close()
            self._open.clear()
            if self._memory is not None:
                self._memory.close()

    def _run(self, work: Work[T], begin: str, holder: _Holder) -> T:
        for _ in range(3):
            try:
                return self._once(work, begin, holder)
            except (sqlite3.Error, DamagedRow) as exc:
                self._recover(exc, holder)
        raise CacheError("The cache keeps failing.", hint="Delete the cache folder and sync again.")

    def _once(self, work: Work[T], begin: str, holder: _Holder) -> T:
        with self._counting:
            if self._closed:
                raise CacheError("The cache is closed.")
            self._at_work += 1
        try:
            return self._worked(work, begin, holder)
        finally:
            with self._counting:
                self._at_work -= 1

    def _worked(self, work: Work[T], begin: str, holder: _Holder) -> T:
        if self._memory is not None:
            # One connection for all threads: they take turns.
            with self._writing:
                return _transact(self._memory, work, begin)
        assert self._path is not None
        connection = self._file_connection(self._path, holder)
        if self._memory is not None:
            return self._worked(work, begin, holder)
        return _transact(connection, work, begin)

    def _file_connection(self, path: str, holder: _Holder) -> sqlite3.Connection:
        """The connection in ``holder`` to the file that stands at the path now."""
        held: _Held | None = getattr(holder, "held", None)
        if held is not None:
            if held[1] == self._identity == opening.identify(path):
                return held[0]
            self._let_go(holder)
        with self._writing:
            try:
                # Only at the start may an unfit file be set aside: later it is another program's doing.
                opened = opening.open_file(path, set_aside=self._identity is None)
            except opening.Unusable as exc:
                return self._go_on_in_memory(str(exc))
            self._identity = opened.identity
            self._open.add(opened.connection)
            if holder is self._writer:
                opening.prepare_writer(opened.connection)
            holder.held = (opened.connection, opened.identity)
            self.notice = opened.notice or self.notice
            return opened.connection

    def _let_go(self, holder: _Holder) -> None:
        held: _Held | None = getattr(holder, "held", None)
        holder.held = None
        if held is not None:
            self._open.discard(held[0])
            held[0].close()

    def _recover(self, error: sqlite3.Error | DamagedRow, holder: _Holder) -> None:
        """Make the next try possible, or raise ``CacheError``."""
        if isinstance(error, DamagedRow) or opening.is_damage(error):
            self._rebuild(error, holder)
        elif opening.is_unwritable(error) and self._memory is None:
            with self._writing:
                self._go_on_in_memory(opening.IN_MEMORY)
        elif opening.is_busy(error):
            raise CacheError("Another program has been holding the cache for too long.", hint="Try again.") from error
        else:
            raise CacheError(Sentence("The cache cannot be used: {reason}.", reason=error)) from error

    def _rebuild(self, error: Exception, holder: _Holder) -> None:
        if self._memory is not None:
            with self._writing:
                self._memory = opening.open_memory()
            return
        assert self._path is not None
        with self._writing:
            identity = opening.identify(self._path)
            self._let_go(holder)
            self._let_go(self._writer)
            try:
                if identity is not None and identity == self._identity:
                    opening.set_aside_file(self._path, identity)
            except opening.Unusable as exc:
                raise CacheError("The cache is damaged and cannot be replaced.") from exc
            self.notice = opening.DAMAGED

    def _go_on_in_memory(self, notice: str) -> sqlite3.Connection:
        with self._writing:
            if self._memory is None:
                self._memory = opening.open_memory(self._path)
                self.notice = notice
            return self._memory


def _transact(connection: sqlite3.Connection, work: Work[T], begin: str) -> T:
    """``work`` between ``begin`` and a commit; without ``begin`` every statement of it is its own transaction."""
    if not begin:
        return work(connection)
    connection.execute(begin)
    try:
        result = work(connection)
        connection.execute("COMMIT")
    except BaseException:
        # SQLite may have rolled back by itself, as it does on a full disk.
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    return result


def _keep_little(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA cache_size = -{opening.CACHE_KB}")
    connection.execute("PRAGMA shrink_memory")


def _keep_much(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA cache_size = -{opening.MUCH_CACHE_KB}")


def _give_back(connection: sqlite3.Connection) -> bool:
    """Give back some pages; whether there may be more. A few are kept for what comes next."""
    free = connection.execute("PRAGMA freelist_count").fetchone()[0]
    if free < SPARE_PAGES:
        return False
    # The pragma gives back one page a step, and only a script runs all of its steps.
    connection.executescript(f"PRAGMA incremental_vacuum({PAGES_AT_ONCE})")
    return bool(connection.execute("PRAGMA freelist_count").fetchone()[0] < free)
