"""What a search looks for, and where."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import Enum

from feishu_tui.lazy_dataclasses import dataclass, field
from feishu_tui.matching import Quality, quality
from feishu_tui.query import Query, Term
from feishu_tui.store.conflicts import Conflicts


class Where(Enum):
    """Which of the rows are looked at that may hold the words."""

    ANYWHERE = "anywhere"
    TITLE = "title"
    """Those that may have all of them in the title."""
    WHOLE = "whole"
    """Those that may have all of them there as whole words."""


@dataclass(slots=True)
class Wanted:
    """A query seen against the calendars there are."""

    query: Query
    feeds: Mapping[int, str]
    """The feeds to look in, with their calendars."""
    left: Collection[int]
    """Those of them that ``cal:`` leaves; for a title that is all of what was typed every feed is good."""
    names: Mapping[str, str]
    """The folded names of calendars, by id."""
    low: int
    high: int
    """Unix seconds that take in the query's days."""
    slips: bool = False
    """Whether words may be misspelled by one letter."""
    near: bool = False
    """Whether of single events and exceptions only the ``NEAREST`` are looked at."""
    in_conflict: Conflicts = field(default_factory=dict)
    """What collides, where a query asks for that."""
    colliding: Sequence[int] = ()
    """The rows of it."""
    _named: dict[tuple[str, bool], dict[int, Quality]] = field(default_factory=dict)

    def named(self, term: Term) -> Mapping[int, Quality]:
        """The feeds of the calendars whose name the term stands in, and how well it fits there."""
        found = self._named.get((term.text, term.exact))
        if found is None:
            fits = {feed: quality(self.names.get(each, ""), term) for feed, each in self.feeds.items()}
            found = self._named[term.text, term.exact] = {feed: fit for feed, fit in fits.items() if fit is not None}
        return found
