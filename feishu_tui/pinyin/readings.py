"""Every reading of a Chinese character."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

CHINESE = re.compile("[〇㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff]")
TWO_LETTERS = ("zh", "ch", "sh")
"""First letters that are two."""


def holds_chinese(text: str) -> bool:
    """Whether any character of ``text`` is a Chinese one."""
    return not text.isascii() and CHINESE.search(text) is not None


def readings(character: str) -> tuple[str, ...]:
    """Every toneless reading of a Chinese character, the commonest first; none for anything else."""
    return _READINGS[character]


def learn(known: Mapping[str, tuple[str, ...]]) -> None:
    """Take over readings of characters, as ``readings`` told them before, so that they need not be looked up."""
    for character, each in known.items():
        _READINGS.setdefault(character, each)


class _Readings(dict[str, tuple[str, ...]]):
    """Each character's readings are looked up once."""

    def __missing__(self, character: str) -> tuple[str, ...]:
        self[character] = found = _looked_up(character)
        return found


_READINGS = _Readings()


class _Beginnings(dict[str, str]):
    def __missing__(self, character: str) -> str:
        self[character] = found = character + "".join(dict.fromkeys(each[0] for each in readings(character)))
        return found


BEGINNINGS = _Beginnings()
"""Each character with the letters that its readings begin with."""


def _looked_up(character: str) -> tuple[str, ...]:
    if CHINESE.match(character) is None:
        return ()
    spoken = [_toneless(each) for each in _dictionary().get(ord(character), "").split(",") if each]
    typed = [each for one in spoken for each in ((one,) if "ü" not in one else (_v(one), one.replace("ü", "u")))]
    return tuple(dict.fromkeys(typed))


@lru_cache(maxsize=1)
def _dictionary() -> Mapping[int, str]:
    # Phrases are of no use where every reading counts, and take five times as long to load and 40 MB
    # (pypinyin documentation, PYPINYIN_NO_PHRASES).
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "true")
    from pypinyin.constants import PINYIN_DICT

    return PINYIN_DICT


def _toneless(spoken: str) -> str:
    """Without tone marks; ê is e, ü stays."""
    apart = unicodedata.normalize("NFD", spoken).replace("u\u0308", "ü")
    return "".join(each for each in apart if not unicodedata.combining(each)).strip()


def _v(spoken: str) -> str:
    return spoken.replace("ü", "v")
