"""Text as a search compares it: case, width, accents and the shape of quotes make no difference.

Folding goes character by character, so that what is found in folded text can be pointed at in the text itself.
"""

from __future__ import annotations

import unicodedata

_QUOTES = dict.fromkeys("“”„‟«»＂〝〞", '"') | dict.fromkeys("‘’‚‛＇", "'")


class _Folds(dict[int, str]):
    """For ``str.translate``: what a code point becomes; each is thought about once."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded(chr(code))
        return folded


def _folded(character: str) -> str:
    if character in _QUOTES:
        return _QUOTES[character]
    if "\ud800" <= character <= "\udfff":  # half a pair: nothing that could be kept
        return "\ufffd"
    if "가" <= character <= "힣":  # taken apart, a syllable would hold others that it does not show
        return character
    apart = unicodedata.normalize("NFKD", character)
    if apart.isspace() and character != "\n":
        return " "
    plain = "".join(each for each in apart if not unicodedata.combining(each)).casefold()
    again = unicodedata.normalize("NFKD", plain)
    return "".join(each for each in again if not unicodedata.combining(each))


_FOLDS = _Folds()
_PLAIN = {plain + 0xFEE0: plain for plain in range(0x21, 0x7F)} | {0x3000: 0x20}


def fold(text: str) -> str:
    """``text`` folded (Unicode NFKD, without marks, case folded); ``fold(a + b) == fold(a) + fold(b)``; idempotent."""
    return text.lower() if text.isascii() else text.translate(_FOLDS)


def plain_width(text: str) -> str:
    """``text`` with full-width signs, letters and blanks as their plain ones, each for one (U+FF01…FF5E, U+3000)."""
    return text if text.isascii() else text.translate(_PLAIN)


def fold_in_place(text: str) -> tuple[str, list[int]]:
    """``text`` folded, and for each folded character the index in ``text`` it comes from; its length at the end."""
    if text.isascii():
        return text.lower(), [*range(len(text) + 1)]
    folded: list[str] = []
    places: list[int] = []
    for index, character in enumerate(text):
        piece = _FOLDS[ord(character)]
        folded.append(piece)
        places += [index] * len(piece)
    return "".join(folded), [*places, len(text)]
