"""What could go on from a half-typed filter: names for ``cal:``, ``with:``, ``room:`` and ``chat:``, else words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.matching import quality
from feishu_tui.query import DATES, FIELDS, FILTERS, FLAGS, Term
from feishu_tui.text import fold, plain_width

DAYS = ("today", "tomorrow", "yesterday", "mon", "+1w", "-1w", "今天", "明天", "下周一")
"""Dates worth proposing."""

_LAST_WORD = re.compile(r'(?<!\S)(?P<minus>-?)(?:(?P<name>[a-z]+):)?(?P<rest>"[^"]*|\S*)\Z', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Completion:
    """What to put in the place of ``text[start:cursor]``; each of ``choices`` is the whole word."""

    start: int
    choices: tuple[str, ...] = ()


def complete(text: str, cursor: int, names: Mapping[str, Sequence[str]], limit: int = 50) -> Completion:
    """Completions of the word that ends at ``cursor``; none where there is nothing to complete.

    ``names`` are those known, by filter; see ``Store.names``, with the calendars' under ``cal``.
    """
    match = _LAST_WORD.search(plain_width(text[:cursor]))
    if match is None:
        return Completion(cursor)
    minus, name, rest = match["minus"], (match["name"] or "").lower(), match["rest"].lstrip('"')
    if not name:
        begun = [f"{minus}{each}:" for each in FILTERS if rest and each.startswith(fold(rest))]
        return Completion(match.start(), tuple(begun[:limit]))
    chosen = _fitting(_values(name, names), rest)[:limit]
    return Completion(match.start(), tuple(f"{minus}{name}:{_quoted(each)}" for each in chosen))


def _values(name: str, names: Mapping[str, Sequence[str]]) -> Iterable[str]:
    if name == "is":
        return FLAGS
    if name in DATES:
        return DAYS
    if name == "in":
        return names.get("room", ())
    return names.get(name, ()) if name in FIELDS else ()


def _fitting(values: Iterable[str], begun: str) -> list[str]:
    """The values that hold what is typed, those that begin with it first, then by how well it fits."""
    if not begun:
        return list(values)
    term = Term(fold(begun))
    ranked = []
    for value in values:
        folded = fold(value)
        fits = quality(folded, term)
        if fits is not None:
            ranked.append((not folded.startswith(term.text), fits, value))
    return [value for *_, value in sorted(ranked)]


def _quoted(value: str) -> str:
    plain = value.replace('"', "")
    return f'"{plain}"' if re.search(r"\s", plain) else plain
