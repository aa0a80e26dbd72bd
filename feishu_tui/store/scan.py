"""Going through the texts outward from now, in SQL, for what may satisfy a query; what does is found out afterwards."""

from __future__ import annotations

import heapq
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import reduce
from operator import and_
from typing import NamedTuple

from feishu_tui.lazy_dataclasses import dataclass, field
from feishu_tui.matching import JOINTS, Quality, kept_by_slip, letters_of, may_join, may_slip, may_spell, quality
from feishu_tui.pinyin import Way, needed
from feishu_tui.query import Condition, Query, Term
from feishu_tui.store import texts
from feishu_tui.store.conflicts import Conflicts
from feishu_tui.store.letters import spelling, standing
from feishu_tui.store.rows import DAY
from feishu_tui.store.series_end import FOREVER
from feishu_tui.store.wording import split_marks

NEAREST = 10_000
"""So many on either side of now may be near."""

MOST_TERMS = 24
"""So many words, filters or ids are looked for in SQL, where expressions must not grow too deep; others afterwards."""
LONGEST_GLOB = 100
"""Letters; SQLite limits its patterns."""
GLOBBING = frozenset("*?[\0")
"""What GLOB would read otherwise than as it stands."""

_FLAGS = {
    "allday": f"flags & {texts.ALL_DAY}",
    "cancelled": f"flags & {texts.CANCELLED}",
    "tentative": f"flags & {texts.TENTATIVE}",
    "declined": f"flags & {texts.DECLINED}",
    "needs-reply": f"flags & {texts.NEEDS_REPLY}",
    "video": f"flags & {texts.VIDEO}",
    "recurring": "kind > 0",
    "exception": "kind = 2",
}


class Candidate(NamedTuple):
    """A row of ``texts`` that may satisfy a query."""

    start: int
    id: int
    feed: int
    kind: int
    until: int
    uid: str | None
    title: str
    rest: str
    ids: str


_JOINTS = (" ", *JOINTS)
_COLUMNS = ", ".join(Candidate._fields)


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


class Scan:
    """One search's way through the texts: series first, then all else, the nearest to ``now`` first."""

    def __init__(self, connection: sqlite3.Connection, wanted: Wanted, now: int) -> None:
        self._connection = connection
        self._wanted = wanted
        self._now = now
        self._conditions: dict[bool, tuple[str, list[object]]] = {}
        self.titles_only = False
        """Set while it runs to pass over what holds the words only elsewhere."""

    def series(self, low: int) -> Iterator[Candidate]:
        """The masters: those that go on beyond ``low``, the latest begun first, then the others, the latest over."""
        for side, order in (("until >= ?", "start"), ("until < ?", "until")):
            before = FOREVER
            seen: set[int] = set()
            mode = None
            while mode != self.titles_only:
                mode = self.titles_only
                for row in self._rows(f"series = 1 AND {order} <= ? AND {side}", f"{order} DESC", (before, low)):
                    before = row.start if order == "start" else row.until
                    if row.id not in seen:
                        seen.add(row.id)
                        yield row
                    if mode != self.titles_only:
                        break

    def others(self) -> Iterator[Candidate]:
        """Single events and exceptions, outward from now."""
        ahead = behind = self._now
        first, last = self._edges() if self._wanted.near else (-FOREVER, FOREVER)
        seen: set[int] = set()
        mode = None
        while mode != self.titles_only:
            mode = self.titles_only
            coming = self._rows("series = 0 AND start BETWEEN ? AND ?", "start", (ahead, last))
            gone = self._rows("series = 0 AND start >= ? AND start < ?", "start DESC", (first, behind))
            for row in heapq.merge(coming, gone, key=lambda each: abs(each.start - self._now)):
                if row.start >= self._now:
                    ahead = row.start
                else:
                    behind = row.start + 1
                if row.id not in seen:
                    seen.add(row.id)
                    yield row
                if mode != self.titles_only:
                    break

    def _edges(self) -> tuple[int, int]:
        """The first and the last start of what is near."""
        found = []
        for where, order, farthest in (("start < ?", "DESC", -FOREVER), ("start >= ?", "", FOREVER)):
            row = self._connection.execute(
                f"SELECT start FROM texts WHERE series = 0 AND {where} ORDER BY start {order} LIMIT 1 OFFSET ?",
                (self._now, NEAREST),
            ).fetchone()
            found.append(farthest if row is None else row[0])
        return found[0], found[1]

    def one(self, feeds: Collection[int], event_id: str) -> Candidate | None:
        """The row of one event, if it may satisfy the query."""
        own = f"SELECT kind = 1, start, id FROM events WHERE feed IN ({_numbers(feeds)}) AND event_id = ?"
        return next(self._rows(f"(series, start, id) IN ({own})", "id", (event_id,)), None)

    def _rows(self, where: str, order: str, bounds: tuple[object, ...]) -> Iterator[Candidate]:
        mode = self.titles_only
        if mode not in self._conditions:
            self._conditions[mode] = _condition(self._wanted, titles_only=mode)
        condition, parameters = self._conditions[mode]
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM texts WHERE {where} AND {condition} ORDER BY {order}", (*bounds, *parameters)
        )
        return map(Candidate._make, rows)


def _condition(wanted: Wanted, *, titles_only: bool) -> tuple[str, list[object]]:
    """What must hold of a row, as SQL with its parameters; cheap tests first."""
    query = wanted.query
    parts, values = _words(wanted, titles_only)
    parts.append(f"feed IN ({_numbers(wanted.left)})")
    if query.first is not None or query.last is not None:
        # A day more on either side for the zones of all-day events and of rules.
        parts.append("start < ? AND until >= ?")
        values += [min(wanted.high + DAY, FOREVER), max(wanted.low - DAY, -FOREVER)]
    flags = {**_FLAGS, "conflict": f"id IN ({_numbers(wanted.colliding)})"}
    parts += [f"{'NOT ' if flag.negated else ''}({flags[flag.name]})" for flag in query.flags]
    if not any(flag.name == "cancelled" for flag in query.flags):
        parts.append(f"NOT flags & {texts.CANCELLED}")
    asked = [each for each in query.conditions if each.field != "cal" and not each.negated]
    for condition in [each for each in asked if len(each.ids) <= MOST_TERMS][:MOST_TERMS]:
        part, own = _in_field(condition)
        parts.append(part)
        values += own
    if query.literal:
        # All of it in a title is as good as what it says. Heard in it is only likely, and of such rows the words alone
        # are looked at again.
        narrowed = query.flags or query.conditions or query.first is not None or query.last is not None
        heard = [] if narrowed else _heard(Term(query.literal), "title")
        ways = " OR ".join(("instr(title, ?)", *heard))
        whole = f"(({ways}) AND feed IN ({_numbers(wanted.feeds)}) AND NOT flags & {texts.CANCELLED})"
        return f"(({' AND '.join(parts)}) OR {whole})", [*values, query.literal]
    return " AND ".join(parts), values


def _words(wanted: Wanted, titles_only: bool) -> tuple[list[str], list[object]]:
    parts: list[str] = []
    values: list[object] = []
    for term in wanted.query.terms[:MOST_TERMS]:
        ways, own = _anywhere(term, wanted, titles_only)
        named = [] if titles_only else wanted.named(term)
        if named:
            ways.append(f"feed IN ({_numbers(named)})")
        parts.append(f"({' OR '.join(ways)})")
        values += own
    for term in wanted.query.without[:MOST_TERMS]:
        parts.append("NOT (instr(title, ?) OR instr(rest, ?))")
        values += [term.text, term.text]
    return parts, values


def _anywhere(term: Term, wanted: Wanted, titles_only: bool) -> tuple[list[str], list[object]]:
    """The ways in which a word may stand in a row; each column is looked at where it has the letters at all."""
    ways: list[str] = []
    values: list[object] = []
    for column in ("title",) if titles_only else ("title", "rest"):
        way, own = _in_column(term, wanted, column)
        ways.append(way)
        values += own
    return ways, values


def _in_column(term: Term, wanted: Wanted, column: str) -> tuple[str, list[object]]:
    pieces = kept_by_slip(term.text) if wanted.slips and may_slip(term) else (term.text,)
    tests = [(standing(piece, column), *_held(column, piece)) for piece in dict.fromkeys(pieces)]
    if column == "title" and may_join(term):
        letters = letters_of(term.text)
        tests.append((standing(letters, column), *_in_pieces(letters)))
    heard = _heard(term, "title" if column == "title" else "names")
    if heard:
        tests.append((spelling(term.text, column), f"({' OR '.join(heard)})", []))
    for_any = reduce(and_, (lacks for lacks, _, _ in tests))
    ways = " OR ".join(_having(lacks & ~for_any, test) for lacks, test, _ in tests)
    return _having(for_any, f"({ways})"), [value for _, _, own in tests for value in own]


def _having(letters: int, test: str) -> str:
    """A test of what can only hold of a row that lacks none of these letters."""
    return f"NOT flags & {letters} AND {test}" if letters else test


def _held(column: str, piece: str) -> tuple[str, list[object]]:
    """Whether a piece stands in a column: by GLOB where it can be, which looks for its first letter far faster."""
    if piece[:1].isascii() and len(piece) <= LONGEST_GLOB and not GLOBBING.intersection(piece):
        return f"{column} GLOB ?", [f"*{piece}*"]
    return f"instr({column}, ?)", [piece]


def _in_pieces(word: str) -> tuple[str, list[object]]:
    """Whether a word may stand in the title with marks or blanks in it: one half of it is whole then."""
    half = len(word) // 2
    title = "title"
    for _ in _JOINTS:
        title = f"replace({title}, ?, '')"
    return f"(instr(title, ?) OR instr(title, ?)) AND instr({title}, ?)", [word[:half], word[half:], *_JOINTS, word]


def _in_field(condition: Condition) -> tuple[str, list[object]]:
    if condition.ids:
        return f"({' OR '.join('instr(ids, ?)' for _ in condition.ids)})", [f" {each} " for each in condition.ids]
    ways = ["instr(rest, ?)"]
    values: list[object] = [condition.text]
    ways += _heard(Term(condition.text), "names")
    if condition.field != "in":
        ways.append("instr(ids, ?)")
        values.append(f" {condition.value} ")
    return f"({' OR '.join(ways)})", values


def _heard(term: Term, where: str) -> list[str]:
    """The ways in which what is spelled may be heard in a row; none where a term cannot be pinyin."""
    if not may_spell(term):
        return []
    return _any_way(where, needed(term.text))


def _any_way(where: str, ways: Sequence[Way]) -> list[str]:
    """Whether at least one of the ways is open; what several have to pass first is tested once."""
    if any(not way for way in ways):
        return ["1"]
    by_first: dict[int, list[Way]] = defaultdict(list)
    for first, *rest in ways:
        by_first[first].append(tuple(rest))
    tests = []
    for first, rests in by_first.items():
        further = _any_way(where, rests)
        test = _any_bit(where, first)
        tests.append(test if further == ["1"] else f"{test} AND ({' OR '.join(further)})")
    return tests


def _any_bit(where: str, bits: int) -> str:
    """Whether at least one of the bits is set."""
    words = [f"{where}{index} & {word}" for index, word in enumerate(split_marks(bits)) if word]
    return words[0] if len(words) == 1 else f"({' OR '.join(words)})"


def _numbers(feeds: Collection[int]) -> str:
    return ", ".join(map(str, feeds))
