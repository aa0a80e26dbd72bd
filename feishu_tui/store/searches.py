"""What is asked of the cache in words; see ``Store``."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from datetime import datetime

from feishu_tui.errors import CacheError
from feishu_tui.lazy_module import lazy_module
from feishu_tui.lazy_typing import TYPE_CHECKING
from feishu_tui.model import Occurrence
from feishu_tui.store import calendars, windows
from feishu_tui.store.database import Database
from feishu_tui.store.records import SearchCancelled, Storable
from feishu_tui.store.rows import DAY

if TYPE_CHECKING:
    from feishu_tui.query import Condition, Query
    from feishu_tui.store import details, texts, writing
    from feishu_tui.store.hits import Hit
    from feishu_tui.store.known_ids import KnownIds
    from feishu_tui.store.nearness import Distances
else:
    details, texts, writing = (lazy_module(f"feishu_tui.store.{name}") for name in ("details", "texts", "writing"))

REHEARSED = 24
"""So many are looked for beforehand, as a first answer shows."""
_SEARCHED_KB = 32_768
"""What is searched of 100 000 events; each key goes through much of it again."""


class Searches:
    """The searching side of a ``Store``."""

    _database: Database
    _recalled = False
    """Whether readings of the cache's characters are known already."""
    _distances: Distances | None = None
    """What searches found out about series, for the next."""

    def search(
        self,
        query: Query,
        now: datetime,
        calendar_ids: Sequence[str] | None = None,
        limit: int | None = 200,
        *,
        slips: bool = True,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> list[Hit]:
        """What satisfies the query, the best fit first; ``now`` is aware, in the zone in which days are counted.

        Meant for a thread of its own; raises ``SearchCancelled`` soon after ``cancelled``, which is asked often, says
        so. Cancelled occurrences are found by ``is:cancelled`` only. ``limit`` ``None`` finds everything; of up to 500
        the first are the same whatever it is. ``slips`` looks also for words that are misspelled by a letter where
        hardly anything is found.
        """

        # Whoever reads a day from the cache should not wait for what a search takes.
        from feishu_tui.store import finding, nearness

        self.prepare_search()
        distances = self._distances = self._distances or nearness.Distances()

        def work(connection: sqlite3.Connection) -> list[Hit]:
            names = calendars.names(connection)
            feeds = calendars.feeds(connection, calendar_ids)
            return finding.search(connection, feeds, names, query, now, limit, cancelled, slips, distances)

        return self._database.read(work)

    def stands_in_pieces(self, word: str, cancelled: Callable[[], bool]) -> bool:
        """Whether a word that ``search`` finds nowhere may stand in a title in pieces, or begin one that does.

        Meant for a thread; raises ``SearchCancelled`` soon after ``cancelled`` says so.
        """
        from feishu_tui.store import finding

        return self._database.read(lambda connection: finding.stands_in_pieces(connection, word, cancelled))

    def prepare_search(self) -> None:
        """Read and load, before anything is asked, what the first search would wait for; meant for a thread."""
        from feishu_tui import recurrence  # noqa: F401
        from feishu_tui.store import finding  # noqa: F401

        self._recall()

    def _recall(self) -> None:
        """Know how the characters in the cache are read, so that the dictionary of all is seldom loaded."""
        if not self._recalled:
            from feishu_tui.store import spoken

            self._database.read(spoken.recall)
            self._recalled = True

    def unanswered(
        self, now: datetime, calendar_ids: Sequence[str] | None = None, limit: int | None = 200
    ) -> list[Hit]:
        """Invitations without an answer that go on today or later, as ``search`` finds them; for a thread, as that is.

        Mostly there are none, which takes less time and memory to know than a search does.
        """
        since = now.timestamp() - 2 * DAY  # days end with their zones

        def may_be(connection: sqlite3.Connection) -> bool:
            return texts.has_flag(connection, calendars.feeds(connection, calendar_ids), texts.NEEDS_REPLY, since)

        if not self._database.read(may_be):
            return []
        from feishu_tui.query import Flag, Query

        return self.search(Query("", flags=(Flag("needs-reply"),), first=now.date()), now, calendar_ids, limit)

    def rehearse_search(self, now: datetime, cancelled: Callable[[], bool]) -> None:
        """Have at hand what is searched: when the series come next that most searches begin with, then what a letter
        finds that most texts hold, then all the rest.

        Meant for a thread; ends soon after ``cancelled``, which is asked often, says so. What is kept in memory for it
        is let go by ``end_searches``.
        """
        from feishu_tui.query import Query, Term
        from feishu_tui.store import finding, nearness

        distances = self._distances = self._distances or nearness.Distances()

        def work(connection: sqlite3.Connection) -> None:
            finding.rehearse(connection, calendars.feeds(connection), now, cancelled, distances)

        with suppress(SearchCancelled):
            self._database.read(work)
            self.search(Query("e", (Term("e"),)), now, None, REHEARSED, slips=False, cancelled=cancelled)
            self._database.read(lambda connection: _walk(connection, cancelled))

    def end_searches(self) -> None:
        """Nothing is searched any more for a while."""
        with suppress(CacheError):  # who reads next is told
            self._database.rest_readers()

    def known_ids(self, query: Query) -> KnownIds:
        """By which ids the server can be asked for whom a query names."""
        from feishu_tui.store import known_ids

        return self._database.read(lambda connection: known_ids.of_query(connection, query))

    def told(
        self, query: Query, now: datetime, keys: Iterable[tuple[str, str]], vouched: Collection[Condition] = ()
    ) -> list[Hit]:
        """What the server found for a query, by calendar and event id, as hits of source ``server``.

        Left out is what a filter rules out, but for those the server applied itself (``vouched``).
        """
        from feishu_tui.store import finding

        wanted = list(keys)

        def work(connection: sqlite3.Connection) -> list[Hit]:
            names = calendars.names(connection)
            return finding.told(connection, calendars.feeds(connection), names, query, now, wanted, vouched)

        return self._database.read(work)

    def unfold(self, calendar_id: str, event_id: str, query: Query, now: datetime, count: int = 20) -> list[Occurrence]:
        """The occurrences of a series in the days and conflicts a query asks for, ``count`` at most.

        From the one that runs at ``now`` on, then those gone, the latest first.
        """

        from feishu_tui.store import finding

        def work(connection: sqlite3.Connection) -> list[Occurrence]:
            feeds = calendars.feeds(connection, [calendar_id])
            found = details.find_event(connection, feeds, event_id)
            return [] if found is None else finding.unfold(connection, feeds, found.event, query, now, count)

        return self._database.read(work)

    def names(self) -> dict[str, list[str]]:
        """Names to complete filters by: those of people under ``with``, of rooms under ``room``, chats ``chat``."""
        return self._database.read(texts.names)

    def put_found(self, calendar_id: str, events: Iterable[Storable], at: float) -> list[str]:
        """Keep events that a search on the server found and the cache lacks; by which ids they all are known here."""
        rows = writing.rows_of(events)
        return self._database.write(lambda connection: windows.put_found(connection, calendar_id, rows, at))


def _walk(connection: sqlite3.Connection, cancelled: Callable[[], bool]) -> None:
    """Have SQLite read all that is searched, and keep it: whoever reads next uses the same connection."""
    from feishu_tui.store.finding import interrupted

    connection.execute(f"PRAGMA cache_size = -{_SEARCHED_KB}")
    with interrupted(connection, cancelled):
        connection.execute("SELECT max(flags) FROM texts").fetchone()
