"""Text from anyone made harmless: whoever can invite you can write your titles.

What must never reach a terminal: control characters and the sequences they begin (ECMA-48 §5.4, §5.6, §8.3), which
could set the title, the clipboard or the screen; bidirectional controls (Unicode UAX #9 §2), which make a line read as
another; characters that take no room, which hide text or swell a line. Meaning is kept: marks stay on their letters,
joined emoji stay joined, a visible blank stays a blank.
"""

from __future__ import annotations

import re
import unicodedata

from feishu_tui.lazy_pattern import lazy_pattern
from feishu_tui.text.cells import CELLS, EMOJI_SELECTOR, JOINER, KEYCAP, SKIN_TONES, widened_by_selector

MARKS_PER_BASE = 6
"""Marks kept on one letter: pointed Hebrew and Tibetan stacks fit, towers over three lines do not."""
JOINERS_PER_EMOJI = 4
"""Joined emoji kept after the first: a family of four needs three."""

_ORDINARY = lazy_pattern("[ -~¡-¬®-ʯ‐-…、-〩ぁ-ゖァ-ヿ一-鿿가-힣！-～]*")
"""Text of nothing but characters that are drawn as themselves: nearly all there is."""
_SEQUENCE = lazy_pattern(
    r"(?P<escaped_string>\x1b[\]PX^_])"  # OSC, DCS, SOS, PM, APC
    r"|(?P<string>[\x90\x98\x9d\x9e\x9f])"  # the same in one byte
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"  # CSI
    r"|\x1b[ -/]*[0-~]?"  # two or more bytes: ESC c, ESC ( B
)
_STRING_END = lazy_pattern(r"[\x07\x9c]|\x1b\\")
_STRING_STOP = lazy_pattern(r"[\x1b\n\r]|\Z")
_LINE_BREAK = lazy_pattern("\r\n?|[\n\x0b\x0c\x85\u2028\u2029]")
_BLANKS = lazy_pattern("  +")
_KEYCAP_BASES = frozenset("#*0123456789")


def clean(text: str) -> str:
    """``text`` as one line that is safe to draw; idempotent.

    Escape sequences go whole, with what they carry; line breaks, tabs and every kind of blank become one space; lone
    surrogates and noncharacters become U+FFFD; both ends are stripped.
    """
    if not _is_ordinary(text):
        text = _harmless(_without_sequences(text))
    return (_BLANKS.sub(" ", text) if "  " in text else text).strip(" ")


def clean_multiline(text: str) -> str:
    """The same for text of several lines: breaks are "\\n", no more than two empty lines follow each other."""
    if _is_ordinary(text):
        return clean(text)
    lines = [clean(line) for line in _LINE_BREAK.sub("\n", _without_sequences(text)).split("\n")]
    return re.sub("\n{4,}", "\n\n\n", "\n".join(lines)).strip("\n")


def _is_ordinary(text: str) -> bool:
    return (text.isascii() and text.isprintable()) or _ORDINARY.fullmatch(text) is not None


def _without_sequences(text: str) -> str:
    """``text`` without escape sequences, the terminated strings among them with all they carry.

    A string that nothing ends: after ESC a terminal would swallow the rest, so the rest of the line goes; after the
    one-byte form, which mis-decoded text is full of, only that byte.
    """
    match = _SEQUENCE.search(text)
    if match is None:
        return text
    kept: list[str] = []
    at = 0
    endless = False
    while match is not None:
        kept.append(text[at : match.start()])
        at = match.end()
        if match["string"] or match["escaped_string"]:
            end = None if endless else _STRING_END.search(text, at)
            endless = end is None
            if end is not None:
                at = end.end()
            elif match["escaped_string"] and (stop := _STRING_STOP.search(text, at)):
                at = stop.start()
        match = _SEQUENCE.search(text, at)
    return "".join([*kept, text[at:]])


class _Replacements(dict[int, str | None]):
    """For ``str.translate``: what becomes of a code point by itself; each is thought about once."""

    def __missing__(self, code: int) -> str | None:
        self[code] = replacement = _replacement(code)
        return replacement


def _replacement(code: int) -> str | None:
    character = chr(code)
    if character in "\t\n\r\v\f\x85\u2028\u2029\u115f\u1160\u3164\uffa0":  # the last four: Hangul fillers
        return " "
    if code in (ord(JOINER), ord(EMOJI_SELECTOR)):
        return character
    if 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    if _is_unseen(code):
        return None
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    if category == "Cc" or (category == "Cf" and (CELLS[character] == 0 or code == 0xAD)):
        return None
    return character


def _is_unseen(code: int) -> bool:
    """Marks that are never drawn, and code points set aside for such (Unicode, Default_Ignorable_Code_Point)."""
    return (
        code in (0x34F, 0x17B4, 0x17B5, 0x2065)
        or 0x180B <= code <= 0x180F
        or 0xFE00 <= code <= 0xFE0F
        or 0xFFF0 <= code <= 0xFFFB
        or 0xE0000 <= code <= 0xE0FFF
    )


_REPLACEMENTS = _Replacements()


def _harmless(text: str) -> str:
    """``text`` of single code points made safe, then of their company."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")  # pairs of surrogates are one
    text = whole.translate(_REPLACEMENTS)
    return text if all(map(CELLS.__getitem__, text)) else _with_sane_marks(text)


def _with_sane_marks(text: str) -> str:
    """``text`` whose zero-width characters each stand where they mean something, and not too many of them."""
    kept: list[str] = []
    marks = joiners = 0
    for index, character in enumerate(text):
        before = kept[-1] if kept else " "
        after = text[index + 1 : index + 2]
        if CELLS[character]:
            marks = 0
            joiners = joiners if before == JOINER else 0
        elif character == JOINER:
            joiners += 1
            if joiners > JOINERS_PER_EMOJI or not (_ends_emoji(before) and _is_emoji(after)):
                continue
        elif character == EMOJI_SELECTOR:
            if after != KEYCAP if before in _KEYCAP_BASES else not _is_emoji(before):
                continue
        elif character in SKIN_TONES:
            if not _is_emoji(before):
                continue
        else:
            marks += 1
            if before in (" ", JOINER) or marks > MARKS_PER_BASE:
                continue
        kept.append(character)
    return "".join(kept)


def _is_emoji(character: str) -> bool:
    """Whether it may be joined to others: wide pictographs, and those that U+FE0F makes wide."""
    if character in widened_by_selector():
        return character not in _KEYCAP_BASES
    if not ("\u2300" <= character <= "\u2bff" or "\U0001f000" <= character < "\U00020000"):
        return False
    return CELLS[character] == 2


def _ends_emoji(character: str) -> bool:
    return character == EMOJI_SELECTOR or character in SKIN_TONES or _is_emoji(character)
