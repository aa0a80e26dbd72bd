"""Whether a row satisfies a query, exactly, and how well."""

from __future__ import annotations

from typing import NamedTuple

from feishu_tui.matching import Match, Quality, match
from feishu_tui.pinyin import Range
from feishu_tui.query import Condition, Term
from feishu_tui.store.scan import Candidate, Wanted
from feishu_tui.store.texts import parts_of

ELSEWHERE = 2
"""Added to the rank of what does not stand in the title."""
SLIPPED = 4
"""The rank of what is found only because a slip of the finger is allowed."""

_IN: dict[str, tuple[str, ...]] = {
    "with": ("organizer", "attendees"),
    "room": ("rooms",),
    "chat": ("chats",),
    "in": ("place", "rooms"),
}
"""The fields a filter looks into."""


class Verdict(NamedTuple):
    """How a row satisfies a query."""

    rank: int
    """0 all words stand whole in the title, 1 in part, 2 and 3 elsewhere, 4 and 5 with a slip; of the worst word."""
    fields: frozenset[str]
    """Where the words stand: title, calendar or one of ``texts.FIELDS``."""
    ranges: tuple[Range, ...]
    """Where in the folded title."""


_BY_FILTERS_ALONE = Verdict(0, frozenset(), ())


def judge(candidate: Candidate, wanted: Wanted) -> Verdict | None:
    """How a row satisfies the words and conditions of a query; ``None`` where it does not.

    What is asked of times, qualities and calendars is not looked at.
    """
    query = wanted.query
    if query.literal and query.literal in candidate.title:
        start = candidate.title.index(query.literal)
        return Verdict(0, frozenset({"title"}), ((start, start + len(query.literal)),))
    parts = parts_of(candidate.rest)
    name = wanted.names.get(wanted.feeds[candidate.feed], "")
    if any(term.text in text for term in query.without for text in (candidate.title, name, *parts.values())):
        return None
    if not all(_holds(each, candidate, parts) is not each.negated for each in query.conditions if each.field != "cal"):
        return None
    verdict = _BY_FILTERS_ALONE
    for term in query.terms:
        own = _term(term, candidate.title, parts, name, wanted.slips)
        if own is None:
            return None
        verdict = Verdict(
            max(verdict.rank, own.rank), verdict.fields | own.fields, tuple(sorted({*verdict.ranges, *own.ranges}))
        )
    return verdict


def _term(term: Term, title: str, parts: dict[str, str], name: str, slips: bool) -> Verdict | None:
    """How one word stands in a row; in the title it may be spelled or slip, in a description or link it stands."""
    in_title = match(title, term, slips=slips)
    if in_title is not None and in_title.quality < Quality.SLIP:
        return Verdict(in_title.quality, frozenset({"title"}), in_title.ranges)
    found = {field: each for field, text in parts.items() if (each := _in_part(field, text, term, slips))}
    named = match(name, term)
    if named is not None:
        found["calendar"] = named
    best = min((each.quality for each in found.values()), default=None)
    if best is not None and best < Quality.SLIP:
        return Verdict(ELSEWHERE + best, frozenset(found), ())
    if in_title is not None:
        return Verdict(SLIPPED, frozenset({"title"}), in_title.ranges)
    return None if best is None else Verdict(SLIPPED + 1, frozenset(found), ())


def _in_part(field: str, text: str, term: Term, slips: bool) -> Match | None:
    if field in ("description", "link"):
        return match(text, Term(term.text, exact=True))
    return match(text, term, slips=slips)


def _holds(condition: Condition, candidate: Candidate, parts: dict[str, str]) -> bool:
    if condition.field != "in" and f" {condition.value} " in candidate.ids:
        return True
    term = Term(condition.text)
    return any(match(parts[field], term) is not None for field in _IN[condition.field] if field in parts)
