"""Searches behind the search bar; what is typed next replaces what is still under way."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine
from contextlib import suppress
from functools import partial
from threading import Event as Signal
from typing import TYPE_CHECKING, TypeVar

from textual.dom import DOMNode
from textual.worker import Worker

from feishu_tui import garbage
from feishu_tui.errors import FeishuTuiError
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.store import SearchCancelled
from feishu_tui.ui.asked import Asked
from feishu_tui.ui.desk import Desk
from feishu_tui.ui.messages import SearchAnswered, SearchFailed, SearchLooked, SeriesUnfolded
from feishu_tui.ui.reader import Reader
from feishu_tui.ui.result_rows import Unfolded

if TYPE_CHECKING:
    from feishu_tui.completion import Completion
    from feishu_tui.query import Query
    from feishu_tui.store.hits import Hit

T = TypeVar("T")

FIRST_HITS = 24
"""So many are shown at once: what one sees first. A pause brings what more a screen has room for."""

MOST_HITS = 500
"""So many are looked for in the cache; nobody reads on that far."""

FEW_HITS = 3
"""So few make it worth looking for words misspelled by a letter, which takes longer."""

GLANCE_SECONDS = 0.25
"""How long nothing has to be typed before the cache is looked through for more."""

SWITCH_SECONDS = 0.001
"""After so long a thread that searches lets the screen have its turn; Python's own 5 ms are felt by who types."""

SHOWN_SECONDS = 0.03
"""How long it takes to show that nothing was found."""

PATIENCE_SECONDS = 0.2
"""How long a search waits for what gets it ready to stop."""

PAUSE_SECONDS = 0.5
"""How long nothing has to be typed before the server is asked."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What the cache holds of what was asked."""

    asked: Asked
    hits: list[Hit]
    """With copies, the best first."""
    completion: Completion
    """What the last word may go on with."""
    more: bool = False
    """Whether there may be more than these."""
    again: bool = False
    """Whether it is the second look for the same: more of it, or words misspelled."""


class Seeker:
    """Looks in the cache in a thread of its own, then asks ``desk``, where there is one; posts to ``node``."""

    def __init__(self, node: DOMNode, reader: Reader, desk: Desk | None, week_start: int) -> None:
        self._node = node
        self._reader = reader
        self._desk = desk
        self._week_start = week_start
        self._names: dict[str, list[str]] | None = None
        self._vain: Query | None = None
        """What was looked for last, while one types on, and found nowhere."""
        self._barren: Query | None = None
        """The same where not even pieces of its last word stand in any title."""
        self.asked = Asked()
        self.looking = False
        """Whether the cache has not answered yet."""
        self._paused = False
        """Whether nobody looks for garbage meanwhile: a look may take longer than a key."""
        self._ready = False
        """Whether what is searched may be kept at hand."""
        self._typed = Signal()
        """Set as soon as it is too late to get ready."""
        self._prepared = Signal()
        """Set as soon as nobody gets ready any more."""
        self._prepared.set()

    def seek(self, asked: Asked) -> None:
        """Begin to search, in place of what is under way; posts SearchLooked, after a pause also SearchAnswered.

        Where one of them cannot be had, SearchFailed comes instead.
        """
        self.stop()
        query = asked.query(self._reader.today, self._week_start)
        self.asked, self.looking = asked, True
        self._work("search", partial(self._seek, asked, query))

    def unfold(self, hit: Hit, count: int) -> None:
        """Find out when a series of those found happens; posts SeriesUnfolded, or SearchFailed."""
        self._work("unfold", partial(self._unfold, hit, count))

    def begin(self) -> None:
        """The bar was opened: nothing is asked yet, and names may have become known."""
        self._names = self._vain = self._barren = None
        self.seek(Asked())
        self._typed, self._prepared = Signal(), Signal()
        sys.setswitchinterval(SWITCH_SECONDS)
        self._paused = garbage.pause() or self._paused
        self._ready = True
        self._work("prepare", self._prepare)

    def stop(self) -> None:
        """Nobody wants to know any more."""
        self._typed.set()
        for group in ("search", "unfold"):
            self._node.workers.cancel_group(self._node, group)
        self.looking = False

    def end(self) -> None:
        """The bar is closed."""
        self.stop()
        if self._paused:
            self._paused = False
            garbage.go_on()
        if self._ready:
            self._ready = False
            self._reader.end_searches()

    def is_current(self, asked: Asked) -> bool:
        """Whether that is what is asked now: the looks of an older question may still arrive."""
        return asked is self.asked

    def _work(self, group: str, work: Callable[[], Coroutine[None, None, None]]) -> None:
        """Begin it in place of what its group does; what is replaced at once is not even begun."""
        _: Worker[None] = self._node.run_worker(work, group=group, exclusive=True)

    async def _prepare(self) -> None:
        typed, prepared = self._typed, self._prepared

        def work() -> None:
            try:
                self._reader.prepare_search(typed.is_set)
            finally:
                prepared.set()

        with suppress(FeishuTuiError):  # the search itself will tell
            try:
                await asyncio.to_thread(work)
            finally:
                typed.set()

    async def _seek(self, asked: Asked, query: Query) -> None:
        try:
            looked = await self._look(asked, query)
            if not looked.hits:
                self._vain = query
            self._node.post_message(SearchLooked(looked))
            if not looked.hits:
                await asyncio.sleep(SHOWN_SECONDS)
                await self._look_for_pieces(query)
            if asked.finished and (looked.more or len(looked.hits) <= FEW_HITS):
                await asyncio.sleep(GLANCE_SECONDS)
                garbage.clear_much()
                self._node.post_message(SearchLooked(await self._look(asked, query, again=True)))
            if self._desk is not None and asked.finished and not query.is_empty:
                await asyncio.sleep(PAUSE_SECONDS)
                garbage.clear_much()
                self._node.post_message(SearchAnswered(asked, await self._desk.search(query, self._reader.now)))
        except FeishuTuiError as error:
            self._node.post_message(SearchFailed(asked, error))

    async def _unfold(self, hit: Hit, count: int) -> None:
        asked, reader = self.asked, self._reader
        query = asked.query(reader.today, self._week_start)
        try:
            found = await asyncio.to_thread(reader.unfold, hit.event, query, count + 1)
        except FeishuTuiError as error:
            self._node.post_message(SearchFailed(asked, error))
        else:
            unfolded = Unfolded(found[:count], len(found) > count)
            self._node.post_message(SeriesUnfolded(asked, hit.key, unfolded))

    def completion(self, text: str) -> Completion:
        """What the last word of ``text`` may go on with; the names are read once for each opening of the bar."""
        if self._names is None:
            self._names = self._reader.names()
        from feishu_tui.completion import complete

        return complete(text, len(text), self._names)

    def _is_vain(self, query: Query) -> bool:
        """Whether less was looked for and found nowhere, and the last word cannot stand in pieces either."""
        from feishu_tui.matching import may_join

        if self._vain is None or not query.extends(self._vain):
            return False
        return not may_join(query.terms[-1]) or (self._barren is not None and query.extends(self._barren))

    async def _look_for_pieces(self, query: Query) -> None:
        """Find out whether more letters of what was found nowhere may be found in pieces, as long as none are typed."""
        if query.terms and (self._barren is None or not query.extends(self._barren)):
            word = query.terms[-1].text
            if not await self._in_thread(lambda unwanted: self._reader.stands_in_pieces(word, unwanted)):
                self._barren = query

    async def _look(self, asked: Asked, query: Query, *, again: bool = False) -> Looked:
        most = MOST_HITS if again else FIRST_HITS

        def work(unwanted: Callable[[], bool]) -> Looked:
            if not query.is_empty:
                # Who gets ready stops at once, and leaves behind what searches take.
                self._prepared.wait(PATIENCE_SECONDS)
            if not again and self._is_vain(query):
                return Looked(asked, [], self.completion(asked.text))
            try:
                hits = self._reader.search(query, most, unwanted, slips=again)
            except SearchCancelled:
                hits = []
            return Looked(asked, hits, self.completion(asked.text), len(hits) >= most, again)

        return await self._in_thread(work)

    async def _in_thread(self, work: Callable[[Callable[[], bool]], T]) -> T:
        """What ``work`` makes in a thread; it is told whether anybody still wants it."""
        unwanted = Signal()
        thread = asyncio.create_task(asyncio.to_thread(work, unwanted.is_set))
        try:
            return await asyncio.shield(thread)
        except asyncio.CancelledError:
            unwanted.set()
            # The store may be closed next: let the thread leave it first.
            await asyncio.gather(thread, return_exceptions=True)
            raise
