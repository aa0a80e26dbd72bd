"""What must hold of a row of ``texts`` that may satisfy a query, as SQL; whether it does is found out afterwards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import reduce
from operator import and_

from feishu_tui.matching import JOINTS, kept_by_slip, letters_of, may_join, may_slip, may_spell
from feishu_tui.pinyin import Way, needed
from feishu_tui.query import Condition, Query, Term
from feishu_tui.store import texts
from feishu_tui.store.letters import spelling, standing
from feishu_tui.store.rows import DAY
from feishu_tui.store.series_end import FOREVER
from feishu_tui.store.wanted import Wanted, Where
from feishu_tui.store.wording import split_marks

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
_JOINTS = (" ", *JOINTS)


def condition(wanted: Wanted, where: Where) -> tuple[str, list[object]]:
    """What must hold of a row, as SQL with its parameters; cheap tests first."""
    query = wanted.query
    parts, values = _words(wanted, where)
    for term in query.without[:MOST_TERMS]:
        parts.append("NOT (instr(title, ?) OR instr(rest, ?))")
        values += [term.text, term.text]
    parts.append(f"feed IN ({numbers(wanted.left)})")
    if query.first is not None or query.last is not None:
        # A day more on either side for the zones of all-day events and of rules.
        parts.append("start < ? AND until >= ?")
        values += [min(wanted.high + DAY, FOREVER), max(wanted.low - DAY, -FOREVER)]
    flags = {**_FLAGS, "conflict": f"id IN ({numbers(wanted.colliding)})"}
    parts += [f"{'NOT ' if flag.negated else ''}({flags[flag.name]})" for flag in query.flags]
    if not any(flag.name == "cancelled" for flag in query.flags):
        parts.append(f"NOT flags & {texts.CANCELLED}")
    asked = [each for each in query.conditions if each.field != "cal" and not each.negated]
    for filtered in [each for each in asked if len(each.ids) <= MOST_TERMS][:MOST_TERMS]:
        part, own = _in_field(filtered)
        parts.append(part)
        values += own
    if query.literal:
        # All of it in a title is as good as what it says. Heard in it is only likely, and of such rows the words alone
        # are looked at again.
        whole = f"({_all_of_it(query)} AND feed IN ({numbers(wanted.feeds)}) AND NOT flags & {texts.CANCELLED})"
        return f"(({' AND '.join(parts)}) OR {whole})", [*values, query.literal]
    return " AND ".join(parts), values


def in_title(wanted: Wanted) -> tuple[str, list[object]]:
    """Whether all words of the query may stand in the title, as SQL with its parameters."""
    parts, values = _words(wanted, Where.TITLE)
    test = " AND ".join(parts) or "1"
    if wanted.query.literal:
        return f"({test} OR {_all_of_it(wanted.query)})", [*values, wanted.query.literal]
    return test, values


def _all_of_it(query: Query) -> str:
    """Whether all that was typed may stand in the title, given once as a parameter."""
    narrowed = query.flags or query.conditions or query.first is not None or query.last is not None
    heard = [] if narrowed else _heard(Term(query.literal), "title")
    return f"({' OR '.join(('instr(title, ?)', *heard))})"


def _words(wanted: Wanted, where: Where) -> tuple[list[str], list[object]]:
    parts: list[str] = []
    values: list[object] = []
    for term in wanted.query.terms[:MOST_TERMS]:
        if where == Where.WHOLE:
            way, own = _as_a_whole(term.text)
            ways = [way]
        else:
            ways, own = _in_any(term, wanted, ("title", "rest") if where == Where.ANYWHERE else ("title",))
        named = wanted.named(term) if where == Where.ANYWHERE else ()
        if named:
            ways.append(f"feed IN ({numbers(named)})")
        parts.append(f"({' OR '.join(ways)})")
        values += own
    return parts, values


def _as_a_whole(piece: str) -> tuple[str, list[object]]:
    """Whether a piece may stand in the title as a whole word."""
    test, values = _held("title", piece)
    if "GLOB" in test:
        before, after = ("[^A-Za-z0-9]" if end.isascii() and end.isalnum() else "" for end in (piece[0], piece[-1]))
        test += " AND (' ' || title || ' ') GLOB ?"
        values.append(f"*{before}{piece}{after}*")
    return _having(standing(piece, "title"), f"({test})"), values


def _in_any(term: Term, wanted: Wanted, columns: Sequence[str]) -> tuple[list[str], list[object]]:
    """The ways in which a word may stand in a row; each column is looked at where it has the letters at all."""
    ways: list[str] = []
    values: list[object] = []
    for column in columns:
        way, own = _in_column(term, wanted, column)
        ways.append(way)
        values += own
    return ways, values


def _in_column(term: Term, wanted: Wanted, column: str) -> tuple[str, list[object]]:
    pieces = kept_by_slip(term.text) if wanted.slips and may_slip(term) else (term.text,)
    tests = [(standing(piece, column), *_held(column, piece)) for piece in dict.fromkeys(pieces)]
    if column == "title" and may_join(term):
        letters = letters_of(term.text)
        tests.append((standing(letters, column), *in_pieces(letters)))
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


def in_pieces(word: str) -> tuple[str, list[object]]:
    """Whether a word may stand in the title with marks or blanks in it, as SQL: one half of it is whole then."""
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


def numbers(feeds: Collection[int]) -> str:
    """What stands between the brackets of ``IN``."""
    return ", ".join(map(str, feeds))
