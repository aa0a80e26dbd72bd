"""What a person types into a search, read: words, "exact words", -without, and filters such as with:li or after:fri.

Nothing typed is an error: what is no filter is text. Full-width forms count as their plain ones. The text of a query is
folded (``text.fold``). Dates are those of ``dates.parse_date``; ``after:`` includes its day, ``before:`` does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from feishu_tui.dates import parse_date
from feishu_tui.errors import UsageError
from feishu_tui.lazy_dataclasses import dataclass, field, replace
from feishu_tui.lazy_pattern import lazy_pattern
from feishu_tui.text import fold

Field = Literal["cal", "with", "room", "chat", "in"]

FIELDS: tuple[Field, ...] = ("cal", "with", "room", "chat", "in")
DATES = ("after", "before", "on")
FLAGS = (
    "recurring",
    "allday",
    "exception",
    "cancelled",
    "tentative",
    "declined",
    "needs-reply",
    "conflict",
    "video",
)
FILTERS = (*FIELDS, "is", *DATES)
"""The names of all filters."""

_WORD = lazy_pattern(
    r"(?P<minus>-?)"
    rf"(?:(?P<name>{'|'.join(FILTERS)}):(?=\S))?"
    r'(?:"(?P<quoted>[^"]*)"(?=\s|\Z)|(?P<plain>\S+))',
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Term:
    """A piece of text that must stand in an event, or must not."""

    text: str
    exact: bool = False
    """As it stands: no pinyin, no slips of the finger."""
    typed: str = field(default="", compare=False)
    """With its capitals and accents; empty where they are not known."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A filter on one field: its name or id holds ``text``."""

    field: Field
    text: str
    value: str
    """As it was typed, for ids."""
    negated: bool = False
    ids: tuple[str, ...] = ()
    """Ids of which one suffices; only these count then."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A filter on a quality."""

    name: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A query, read; an event must satisfy all of it, or have ``literal`` in its title."""

    raw: str
    terms: tuple[Term, ...] = ()
    without: tuple[Term, ...] = ()
    conditions: tuple[Condition, ...] = ()
    flags: tuple[Flag, ...] = ()
    first: date | None = None
    """The first day an event may be on."""
    last: date | None = None
    """The last day, included."""
    literal: str = field(default="", compare=False)
    """All that was typed, folded, where there is more to it than words: a title that looks like a query is found by
    itself, or by how it is spelled; empty otherwise."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked."""
        return not (self.terms or self.conditions or self.flags or self.first or self.last)

    def has(self, flag: str) -> bool:
        """Whether a quality is asked for."""
        return Flag(flag) in self.flags

    def extends(self, other: Query) -> bool:
        """Whether it is ``other`` with more at the end of the last word, so that it asks for more still."""
        if self.literal or other.literal or not self.terms or len(self.terms) != len(other.terms):
            return False
        (*words, last), (*others, shorter) = self.terms, other.terms
        longer = last.exact == shorter.exact and last.text.startswith(shorter.text)
        return longer and words == others and replace(self, raw="", terms=()) == replace(other, raw="", terms=())

    def narrowed(self, first: date | None = None, last: date | None = None, *conditions: Condition) -> Query:
        """The same within days, both included, and with more conditions; a title alone no longer suffices."""
        firsts = [day for day in (self.first, first) if day is not None]
        lasts = [day for day in (self.last, last) if day is not None]
        return replace(
            self,
            first=max(firsts, default=None),
            last=min(lasts, default=None),
            conditions=(*self.conditions, *conditions),
            literal="",
        )


def parse(text: str, today: date, week_start: int = 0) -> Query:
    """Read a query; ``today`` and ``week_start`` (0 is Monday) are what its dates are counted from."""
    query = Query(text)
    typed = fold(text)
    for match in _WORD.finditer(_cased(text)):
        query = _with(query, match, today, week_start)
    if query.without and query.is_empty:
        # "-1" alone asks for no less than everything else; it is rather a piece of a title.
        query = Query(text, tuple(Term(word) for word in dict.fromkeys(typed.split())))
    query = replace(
        query,
        terms=tuple(dict.fromkeys(query.terms)),
        without=tuple(dict.fromkeys(query.without)),
        conditions=tuple(dict.fromkeys(query.conditions)),
        flags=tuple(dict.fromkeys(query.flags)),
    )
    plain = replace(query, terms=()) == Query(text) and not any(term.exact for term in query.terms)
    return replace(query, literal="" if plain else typed.strip())


ID_PREFIXES: dict[Field, tuple[str, ...]] = {
    "with": ("ou_", "on_"),
    "room": ("omm_",),
    "chat": ("oc_",),
}
"""How the server's ids of people, rooms and chats begin (api documentation, user id types)."""


def is_id(condition: Condition) -> bool:
    """Whether a filter names one of the server's ids."""
    return condition.value.startswith(ID_PREFIXES.get(condition.field, ())) and not condition.negated


def may_be_id(condition: Condition) -> bool:
    """Whether a filter's value could be an id of its kind; those of people need not tell by how they begin."""
    others = [prefix for kind, each in ID_PREFIXES.items() if kind != condition.field for prefix in each]
    if condition.field == "with":
        return not condition.value.startswith(tuple(others))
    return condition.value.startswith(ID_PREFIXES.get(condition.field, ()))


def any_of(name: Field, ids: Iterable[str]) -> tuple[Condition, ...]:
    """The condition that one of these ids takes part; none where there are no ids."""
    wanted = tuple(each.strip() for each in ids if each.strip())
    return (Condition(name, "", "", ids=wanted),) if wanted else ()


def _cased(text: str) -> str:
    """``text`` in plain forms, but with its capitals, which ids need, and its accents."""
    return "".join('"' if fold(each) == '"' else unicodedata.normalize("NFKC", each) for each in text)


def _with(query: Query, match: re.Match[str], today: date, week_start: int) -> Query:
    """The query with one more word."""
    negated = bool(match["minus"])
    value = match["quoted"] if match["quoted"] is not None else match["plain"]
    if match["name"] is not None:
        filtered = _filtered(query, match["name"].lower(), value.strip(), negated, today, week_start)
        if filtered is not None:
            return filtered
        return replace(query, terms=(*query.terms, Term(fold(match[0]))))
    text = fold(value).strip()
    if not text:
        # Quotes around nothing, or marks that stand on nothing.
        left = fold(match[0]).strip()
        return replace(query, terms=(*query.terms, Term(left))) if left else query
    term = Term(text, match["quoted"] is not None, value.strip())
    if negated:
        return replace(query, without=(*query.without, term))
    return replace(query, terms=(*query.terms, term))


def _filtered(query: Query, name: str, value: str, negated: bool, today: date, week_start: int) -> Query | None:
    """The query with one more filter; ``None`` where it is none."""
    folded = fold(value).strip()
    if not folded:
        return None
    if name == "is":
        flag = folded.replace("_", "-").replace("all-day", "allday").replace("canceled", "cancelled")
        return replace(query, flags=(*query.flags, Flag(flag, negated))) if flag in FLAGS else None
    for each in FIELDS:
        if name == each:
            return replace(query, conditions=(*query.conditions, Condition(each, folded, value, negated)))
    if negated:
        return None
    try:
        day = parse_date(value, today, week_start)
        if name == "after":
            return query.narrowed(first=day)
        return query.narrowed(last=day - timedelta(days=1)) if name == "before" else query.narrowed(day, day)
    except (UsageError, OverflowError):
        return None
