"""What can be heard in a text, as a set of bits, so that texts without what is spelled are passed over quickly.

What is heard: syllables, each after a blank, and pairs of first letters of characters that follow each other, with
and without the blanks, or all that is not Chinese, between them; what is not Chinese is its own first letter. Each is
two of 240 bits (a Bloom filter): what lacks a bit lacks the sound.
"""

from __future__ import annotations

import re
from functools import lru_cache, reduce
from itertools import pairwise
from operator import or_
from zlib import crc32

from feishu_tui.pinyin.readings import CHINESE, TWO_LETTERS, holds_chinese, readings, syllables

BITS = 240

_WRITTEN = re.compile(r"[^\W_]")
"""What ``str.isalnum`` calls so."""

_MOST_WAYS = 8
"""So many ways to part letters are looked into."""
_MOST_ENDINGS = 5


@lru_cache(maxsize=8192)
def marks(text: str) -> int:
    """The bits of all that can be heard in folded ``text``; 0 without Chinese."""
    if not holds_chinese(text):
        return 0
    found = 0
    chinese = "".join(CHINESE.findall(text))
    for character in chinese:
        found |= _syllable_bits(character)
    rows = {text, "".join(_WRITTEN.findall(text)), chinese}
    pairs = {one + other for row in rows for one, other in pairwise(row)}
    return reduce(or_, map(_pair_bits, pairs), found)


@lru_cache(maxsize=20_000)
def _syllable_bits(character: str) -> int:
    found = 0
    for reading in readings(character):
        found |= _bits(f" {reading}")
    return found


@lru_cache(maxsize=60_000)
def _pair_bits(pair: str) -> int:
    found = 0
    for first in _first_letters(pair[0]):
        for second in _first_letters(pair[1]):
            found |= _bits(first + second)
    return found


@lru_cache(maxsize=8192)
def _bits(heard: str) -> int:
    number = crc32(heard.encode("utf-8", "surrogatepass"))
    return 1 << number % BITS | 1 << number // BITS % BITS


def _first_letters(character: str) -> set[str]:
    return {reading[0] for reading in readings(character)} or {character}


@lru_cache(maxsize=256)
def needed(letters: str) -> tuple[int, ...]:
    """The bits a text must have for folded ``letters`` to spell a part of it: all of at least one of these.

    They rule out most texts, and never one in which ``spelled`` finds anything; 0 rules out none.
    """
    for pieces in (3, 2, 1):
        ways = _ways(letters, pieces)
        if len(ways) <= _MOST_WAYS:
            return tuple(ways)
    return (0,)


def _ways(letters: str, pieces: int) -> list[int]:
    """The bits of the first so many pieces, for every way to part the letters."""
    ways: set[int] = set()
    open_ways = [(0, "", 0, 0)]
    while open_ways:
        at, before, count, heard = open_ways.pop()
        if at == len(letters) or count == pieces:
            ways.add(heard)
            continue
        first = _first_letter(letters[at])
        here = heard | _bits(before + first) if before and first else heard
        open_ways.append((at + 1, first, count + 1, here))
        if letters.startswith(TWO_LETTERS, at):
            open_ways.append((at + 2, first, count + 1, here))
        for end in range(at + 1, min(at + 6, len(letters)) + 1):
            if letters[at:end] in syllables():
                open_ways.append((end, first, count + 1, here | _bits(f" {letters[at:end]}")))
        endings = _endings(letters[at : at + 7])
        ways.update([here] if len(endings) > _MOST_ENDINGS else [here | _bits(f" {each}") for each in endings])
    return [way for way in ways if not any(other != way and other & way == other for other in ways)]


def _first_letter(character: str) -> str:
    """By what a character may begin a pair; empty for a Chinese one with several."""
    starts = _first_letters(character)
    return starts.pop() if len(starts) == 1 else ""


@lru_cache(maxsize=512)
def _endings(unfinished: str) -> tuple[str, ...]:
    """The syllables that begin with these letters and go on."""
    return tuple(each for each in syllables() if each.startswith(unfinished) and each != unfinished)
