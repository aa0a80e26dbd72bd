"""Which letters stand in a text or begin what is heard in it, so that most texts are passed over by one look.

Kept is what is lacking: of a text of which nothing is kept, anything may stand in it.
"""

from __future__ import annotations

from functools import lru_cache, reduce
from operator import or_

from feishu_tui.pinyin import ONLY_FIRST, readings

ALPHABET = "abcdefghijklmnopqrstuvwxyz"
TITLE, REST = 6, 6 + len(ALPHABET)
"""From which bit of a row's ``flags`` on stand the letters that its title, and its ``rest``, lack."""
KEPT = (1 << TITLE) - 1
"""The bits of ``flags`` below."""
LONG = 200
"""Characters of a title that is looked at letter by letter."""

_ALL = (1 << len(ALPHABET)) - 1
_BITS = {letter: 1 << place for place, letter in enumerate(ALPHABET)}
_LETTERS = frozenset(ALPHABET)


def lacking(title: str, heard: str, link: str = "", description: str = "") -> int:
    """The bits for a folded title, and for what of ``rest`` is heard and what is only read."""
    elsewhere = _spoken(heard) | _spoken(link)
    if description:
        elsewhere |= _written(description)
    # Titles differ, but have many words in common; very long ones are not remembered.
    pieces = title.split(" ") if len(title) < LONG else title
    return (_ALL & ~reduce(or_, map(_spoken, pieces), 0)) << TITLE | (_ALL & ~elsewhere) << REST


@lru_cache(maxsize=256)
def standing(piece: str, column: str) -> int:
    """Bits none of which is set where a folded piece stands in ``title`` or ``rest``."""
    return _written(piece) << (TITLE if column == "title" else REST)


@lru_cache(maxsize=256)
def spelling(piece: str, column: str) -> int:
    """Bits none of which is set where letters spell a part of ``title``, or of what is heard in ``rest``."""
    sure = piece[:1] + "".join(ONLY_FIRST.intersection(piece))
    return _written(sure) << (TITLE if column == "title" else REST)


@lru_cache(maxsize=2048)
def _spoken(text: str) -> int:
    return reduce(or_, map(_SPOKEN.__getitem__, text), 0)


def _written(text: str) -> int:
    return sum(map(_BITS.__getitem__, _LETTERS.intersection(text)))


class _Spoken(dict[str, int]):
    """The letter that a character is, or those that a Chinese one begins with."""

    def __missing__(self, character: str) -> int:
        first = "".join(reading[0] for reading in readings(character))
        self[character] = found = _written(first or character)
        return found


_SPOKEN = _Spoken()
