"""What can be heard in a text, as a set of bits, so that texts without what is spelled are passed over quickly.

One bit for each syllable, and two of 480 (a Bloom filter) for each pair of first letters that follow each other, with
and without the blanks, or all that is not Chinese, between them; what is not Chinese is its own first letter.
"""

from __future__ import annotations

import re
from functools import lru_cache, reduce
from operator import add, or_
from zlib import crc32

from feishu_tui.pinyin.readings import CHINESE, TWO_LETTERS, holds_chinese, readings
from feishu_tui.pinyin.syllables import NUMBERS, beginning_with

BITS = 960
_FIRST_PAIR, _PAIRS = 480, 480

_MOST_WAYS = 16
"""So many ways to part letters are told apart."""
_WRITTEN = re.compile(r"[^\W_]")
"""What ``str.isalnum`` calls so."""

Way = tuple[int, ...]
"""Sets of bits; of each at least one must be set."""


def marks(text: str) -> int:
    """The bits of all that can be heard in folded ``text``; 0 without Chinese."""
    if not holds_chinese(text):
        return 0
    found = 0
    pairs: set[str] = set()
    # What each row ends with so far: the text as it is, without blanks, what is written in it, what is Chinese.
    last = joined = written = chinese = ""
    for number, piece in enumerate(text.split(" ")):
        if number:
            pairs.add(last + " ")
            last = " "
        bits, ends_written, ends_chinese = _piece(piece)
        found |= bits
        if piece:
            pairs.update((last + piece[0], joined + piece[0]))
            last = joined = piece[-1]
        if ends_written:
            pairs.add(written + ends_written[0])
            written = ends_written[1]
        if ends_chinese:
            pairs.add(chinese + ends_chinese[0])
            chinese = ends_chinese[1]
    for pair in pairs:
        if len(pair) == 2:
            found |= _pair_bits(pair)
    return found


@lru_cache(maxsize=2048)
def _piece(piece: str) -> tuple[int, str, str]:
    """The bits of what stands between two blanks, and how that begins and ends which is written or Chinese in it."""
    chinese, written = "".join(CHINESE.findall(piece)), "".join(_WRITTEN.findall(piece))
    found = reduce(or_, map(_syllable_bits, chinese), 0)
    pairs = {pair for row in {piece, written, chinese} for pair in map(add, row, row[1:])}
    return reduce(or_, map(_pair_bits, pairs), found), written[:1] + written[-1:], chinese[:1] + chinese[-1:]


@lru_cache(maxsize=256)
def needed(letters: str) -> tuple[Way, ...]:
    """What a text must have for folded ``letters`` to spell a part of it: the bits of at least one of these ways.

    They rule out most texts, and never one in which ``spelled`` finds anything; a way without bits rules out none.
    """
    for pieces in (4, 3, 2, 1):
        ways = _ways(letters, pieces)
        if len(ways) <= _MOST_WAYS:
            break
    return tuple(ways)


def _ways(letters: str, most: int) -> list[Way]:
    """The bits of the first so many pieces in their order, for every way to part the letters."""
    ways: dict[frozenset[int], Way] = {}
    unfinished: list[tuple[int, str, int, Way]] = [(0, "", 0, ())]
    while unfinished:
        at, before, count, bits = unfinished.pop()
        if at == len(letters) or count == most:
            ways[frozenset(bits)] = bits
            continue
        first = _first_letter(letters[at])
        here = (*bits, *_bits_of_pair(before + first)) if before and first else bits
        rest = letters[at:]
        if count or len(rest) > 1:
            unfinished.append((at + 1, first, count + 1, here))
            if letters.startswith(TWO_LETTERS, at) and len(rest) > 2:
                unfinished.append((at + 2, first, count + 1, here))
        for end in range(at + 1, min(at + 6, len(letters) - 1) + 1):
            if letters[at:end] in NUMBERS:
                unfinished.append((end, first, count + 1, (*here, 1 << NUMBERS[letters[at:end]])))
        if len(rest) <= 6 and (ending := beginning_with(rest)):
            way = (*here, (1 << ending.stop) - (1 << ending.start))
            ways[frozenset(way)] = way
    return [way for bits, way in ways.items() if not any(other < bits for other in ways)]


@lru_cache(maxsize=20_000)
def _syllable_bits(character: str) -> int:
    return reduce(or_, (1 << NUMBERS[each] for each in readings(character) if each in NUMBERS), 0)


@lru_cache(maxsize=60_000)
def _pair_bits(pair: str) -> int:
    pairs = (one + other for one in _first_letters(pair[0]) for other in _first_letters(pair[1]))
    return reduce(or_, (bit for each in pairs for bit in _bits_of_pair(each)))


@lru_cache(maxsize=8192)
def _bits_of_pair(pair: str) -> tuple[int, int]:
    number = crc32(pair.encode("utf-8", "surrogatepass"))
    return 1 << _FIRST_PAIR + number % _PAIRS, 1 << _FIRST_PAIR + number // _PAIRS % _PAIRS


def _first_letters(character: str) -> set[str]:
    return {reading[0] for reading in readings(character)} or {character}


def _first_letter(character: str) -> str:
    """By what a character may begin a pair; empty for a Chinese one with several."""
    starts = _first_letters(character)
    return starts.pop() if len(starts) == 1 else ""
