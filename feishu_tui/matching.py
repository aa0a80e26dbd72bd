"""Whether a piece of a query stands in a text, where, and how well."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from feishu_tui.pinyin import Range, spelled
from feishu_tui.query import Term

_WORDS = re.compile(r"[a-z]+")
SHORTEST_SLIP = 4
"""Letters; in shorter words every slip is another word."""


class Quality(IntEnum):
    """How well a piece of text fits, the best first."""

    WHOLE = 0
    """A whole word, or Chinese characters as they stand."""
    PART = 1
    """A part of a word, or pinyin."""
    SLIP = 2
    """A word but for one slip of the finger."""


@dataclass(frozen=True, slots=True)
class Match:
    """Where folded text fits, from left to right, and the best way any of them does."""

    ranges: tuple[Range, ...]
    quality: Quality


def match(text: str, term: Term, *, slips: bool = False) -> Match | None:
    """Where ``term`` stands in folded ``text``, or where its letters spell it; ``slips`` allows one wrong letter."""
    ranges = literal_ranges(text, term.text)
    if ranges:
        whole = any(_is_whole(text, each) for each in ranges)
        return Match(tuple(ranges), Quality.WHOLE if whole else Quality.PART)
    if term.exact:
        return None
    if may_spell(term):
        ranges = spelled(text, term.text)
        if ranges:
            return Match(tuple(ranges), Quality.PART)
    if slips and may_slip(term):
        ranges = _slipped(text, term.text)
        if ranges:
            return Match(tuple(ranges), Quality.SLIP)
    return None


def literal_ranges(text: str, piece: str) -> list[Range]:
    """Every place, without overlap, where ``piece`` stands in ``text``."""
    ranges = []
    at = text.find(piece)
    while at >= 0:
        ranges.append((at, at + len(piece)))
        at = text.find(piece, at + len(piece))
    return ranges


def may_spell(term: Term) -> bool:
    """Whether a term could be pinyin: some of it are letters."""
    return not term.exact and any("a" <= letter <= "z" for letter in term.text)


def may_slip(term: Term) -> bool:
    """Whether a term is a word long enough to allow for a slip of the finger."""
    return not term.exact and len(term.text) >= SHORTEST_SLIP and _WORDS.fullmatch(term.text) is not None


def kept_by_slip(word: str) -> tuple[str, str, str]:
    """Pieces of which at least one stands in anything that is one slip away from ``word``."""
    half = len(word) // 2
    swapped = word[half - 1 : half + 1][::-1]
    return word[:half], word[half:], swapped


def is_slip(typed: str, word: str) -> bool:
    """Whether one letter added, lost, changed or swapped with the next makes ``word`` of ``typed``."""
    shorter, longer = sorted((typed, word), key=len)
    if len(longer) - len(shorter) > 1:
        return False
    at = next((index for index, letter in enumerate(shorter) if letter != longer[index]), len(shorter))
    if len(longer) > len(shorter):
        return shorter[at:] == longer[at + 1 :]
    rest, other = shorter[at:], longer[at:]
    return rest[1:] == other[1:] or (rest[:2] == other[1::-1] and rest[2:] == other[2:])


def _slipped(text: str, word: str) -> list[Range]:
    """The words of ``text`` that ``word``, perhaps unfinished, is one slip away from."""
    lengths = (len(word), len(word) + 1, len(word) - 1)
    return [
        found.span()
        for found in _WORDS.finditer(text)
        if len(found[0]) >= SHORTEST_SLIP and any(is_slip(word, found[0][:length]) for length in lengths)
    ]


def _is_whole(text: str, found: Range) -> bool:
    """Whether no letter or figure of the same kind goes on at either end."""
    start, end = found
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (_joins(before, text[start]) or _joins(text[end - 1], after))


def _joins(one: str, other: str) -> bool:
    return one.isalnum() and other.isalnum() and one.isascii() and other.isascii()
