"""Whether a row satisfies the words of a query, exactly, and how well."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from feishu_tui.matching import Quality, quality, ranges, whole
from feishu_tui.pinyin import Range
from feishu_tui.query import Condition, Term, may_be_id
from feishu_tui.store.scan import Candidate
from feishu_tui.store.texts import BETWEEN, HEARD, parts_of
from feishu_tui.store.wanted import Wanted

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


def rank(candidate: Candidate, wanted: Wanted, *, titles_only: bool = False) -> int | None:
    """How well a row satisfies words and conditions, ``None`` where it does not; see ``Hit.rank``.

    Of several words the worst counts. What is asked of times, qualities and calendars is not looked at; with
    ``titles_only`` nor is what does not stand in the title.
    """
    query = wanted.query
    if query.literal and whole(candidate.title, query.literal):
        return 0
    if (query.without or query.conditions) and not _holds_all(candidate, wanted):
        return None
    worst = 0
    for term in query.terms:
        in_title = _quality_of_name(candidate.title, term, wanted.slips)
        if in_title is None or in_title == Quality.SLIP:
            own = None if titles_only else _elsewhere(term, candidate, wanted)
            if in_title is not None and not titles_only and (own is None or own > SLIPPED):
                own = SLIPPED
            if own is None:
                return None
            worst = max(worst, own)
        else:
            worst = max(worst, in_title)
    return int(worst)


def title_ranges(candidate: Candidate, wanted: Wanted) -> list[Range]:
    """Where in the folded title the words stand, or are spelled."""
    typed = whole(candidate.title, wanted.query.literal)
    if typed:
        return [typed]
    return [each for term in wanted.query.terms for each in ranges(candidate.title, term, slips=wanted.slips)]


def _holds_all(candidate: Candidate, wanted: Wanted) -> bool:
    """Whether a row has what filters ask for, and nothing that is not wanted."""
    query, parts = wanted.query, parts_of(candidate.rest)
    if any(term.text in text for term in query.without for text in (candidate.title, *parts.values())):
        return False
    return all(
        _holds(condition, candidate, parts) is not condition.negated
        for condition in query.conditions
        if condition.field != "cal"
    )


def _elsewhere(term: Term, candidate: Candidate, wanted: Wanted) -> int | None:
    """The rank of one word in all but the title."""
    found: list[Quality | None] = []
    parts = candidate.rest.split(BETWEEN)
    for part in filter(None, parts[:HEARD]):
        found.append(_quality_of_name(part, term, wanted.slips))
    for part in filter(None, parts[HEARD:]):
        # What nobody is called by is neither heard nor forgiving.
        if term.text in part:
            found.append(quality(part, term))
    found.append(wanted.named(term).get(candidate.feed))
    best = min((each for each in found if each is not None), default=None)
    if best is None:
        return None
    return SLIPPED + 1 if best == Quality.SLIP else ELSEWHERE + best


def _quality_of_name(text: str, term: Term, slips: bool) -> Quality | None:
    """Names and places stand in many events, and many are called alike."""
    return quality(text, term) if term.text in text else _known_quality(text, term.text, term.exact, slips)


@lru_cache(maxsize=4096)
def _known_quality(text: str, piece: str, exact: bool, slips: bool) -> Quality | None:
    return quality(text, Term(piece, exact), slips=slips)


def _holds(condition: Condition, candidate: Candidate, parts: Mapping[str, str]) -> bool:
    if condition.ids:
        return any(f" {each} " in candidate.ids for each in condition.ids)
    if f" {condition.value} " in candidate.ids and may_be_id(condition):
        return True
    term = Term(condition.text)
    looked_at = [parts[field] for field in _IN[condition.field] if field in parts]
    return any(_quality_of_name(text, term, False) is not None for text in looked_at)
