"""Whether a piece of a query stands in a text, where, and how well."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from feishu_tui.pinyin import Range, spelled
from feishu_tui.query import Term

_WORDS = re.compile(r"[a-z]+")
JOINTS = "-_./'’‐‑–·"
"""Marks over which a word is one: stand-up is also written standup, and stand up."""
_IN_PIECES = re.compile(f"[a-z0-9{re.escape(JOINTS)}]+")
_NO_LETTER = re.compile(r"[^a-z0-9]+")
_LETTER, _PLAIN = re.compile("[a-z]"), re.compile("[A-Za-z0-9]")
SHORTEST_JOINT, LONGEST_JOINT = 4, 40
"""Letters; shorter words stand at the seam of too many, longer ones are none."""
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


def quality(text: str, term: Term, *, slips: bool = False) -> Quality | None:
    """How well ``term`` fits folded ``text`` where it does best; ``slips`` allows one wrong letter."""
    piece = term.text
    if piece in text:
        return Quality.WHOLE if _whole(piece).search(text) else Quality.PART
    if not text or term.exact:
        return None
    if may_join(term) and letters_of(piece) in _NO_LETTER.sub("", text) and _joined(piece).search(text):
        return Quality.PART
    if may_spell(term) and spelled(text, piece, first=True):
        return Quality.PART
    return Quality.SLIP if slips and may_slip(term) and _slipped(text, piece) else None


def ranges(text: str, term: Term, *, slips: bool = False) -> list[Range]:
    """Where ``term`` stands in folded ``text``, else where it does in pieces, is spelled, or stands but for a slip."""
    found = _literal(text, term.text)
    if not found and may_join(term):
        found = [each.span() for each in _joined(term.text).finditer(text)]
    if not found and may_spell(term):
        found = spelled(text, term.text)
    if not found and slips and may_slip(term):
        found = _slipped(text, term.text)
    return found


def whole(title: str, literal: str) -> Range | None:
    """Where in a folded title all of what was typed stands or is spelled, first; ``None`` where it does not."""
    at = title.find(literal) if literal else -1
    if at >= 0:
        return at, at + len(literal)
    return next(iter(spelled(title, literal, first=True)), None) if literal else None


@lru_cache(maxsize=256)
def _joined(word: str) -> re.Pattern[str]:
    """Where a word stands in pieces: from the beginning of one; over blanks up to the end of one."""
    letters = letters_of(word)
    over_marks, over_blanks = (f"[{re.escape(JOINTS)}{blank}]{{0,3}}".join(letters) for blank in ("", " "))
    return re.compile(f"(?<![a-z0-9])(?:{over_marks}|{over_blanks}(?![a-z0-9]))")


def _literal(text: str, piece: str) -> list[Range]:
    """Every place, without overlap, where ``piece`` stands in ``text``."""
    found = []
    at = text.find(piece)
    while at >= 0:
        found.append((at, at + len(piece)))
        at = text.find(piece, at + len(piece))
    return found


def may_spell(term: Term) -> bool:
    """Whether a term could be pinyin: some of it are letters."""
    return not term.exact and _LETTER.search(term.text) is not None


def may_join(term: Term) -> bool:
    """Whether a term is a word that may be written in two, or as one where it is typed in two."""
    return not term.exact and _is_in_pieces(term.text)


@lru_cache(maxsize=256)
def _is_in_pieces(word: str) -> bool:
    if len(word) > LONGEST_JOINT or _IN_PIECES.fullmatch(word) is None:
        return False
    return len(letters_of(word)) >= SHORTEST_JOINT


@lru_cache(maxsize=256)
def letters_of(word: str) -> str:
    """A word without the marks in it."""
    return _NO_LETTER.sub("", word)


def may_slip(term: Term) -> bool:
    """Whether a term is a word long enough to allow for a slip of the finger."""
    return not term.exact and len(term.text) >= SHORTEST_SLIP and _WORDS.fullmatch(term.text) is not None


def kept_by_slip(word: str) -> tuple[str, str, str]:
    """Pieces of which at least one stands in anything that is one slip away from ``word``."""
    half = len(word) // 2
    swapped = word[: half - 1] + word[half] + word[half - 1] + word[half + 1 :]
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
    pieces = kept_by_slip(word)
    if not any(piece in text for piece in pieces):
        return []
    lengths = (len(word), len(word) + 1, len(word) - 1)
    return [
        found.span()
        for found in _WORDS.finditer(text)
        if len(found[0]) >= SHORTEST_SLIP
        and any(piece in found[0] for piece in pieces)
        and any(is_slip(word, found[0][:length]) for length in lengths)
    ]


@lru_cache(maxsize=256)
def _whole(piece: str) -> re.Pattern[str]:
    """Where a piece stands without a letter or figure of the same kind going on at either end."""
    before, after = ("[A-Za-z0-9]" if _PLAIN.match(end) else "" for end in (piece[0], piece[-1]))
    return re.compile(f"{f'(?<!{before})' if before else ''}{re.escape(piece)}{f'(?!{after})' if after else ''}")
