"""Glyphs a terminal cannot draw, or draws too wide, replaced by others in as many cells.

A terminal set up for Chinese, Japanese or Korean may draw the characters of East Asian class A (UAX #11), such as
``…``, ``→`` or ``│``, in two cells, where all widths here count one: whatever stands to the right of one would be
pushed out of line.
"""

from __future__ import annotations

import unicodedata

from feishu_tui.text import width

ASCII = {
    **dict(zip("…·∙•●○◦■□▪▌▐█▀▄▎▏", '~..**oo#-#||#"_||', strict=True)),
    **dict(zip("←→↑↓↔⇣⇡↵↻✓✗✔✘⚠×÷", "<>^v-v^@@+x+x!x/", strict=True)),
    **dict(zip("◂▸▹▾✚✎", "<>:v+*", strict=True)),
    **dict(zip("“”„‘’‚‹›«»–—―−°", "\"\"\"'''<><>----o", strict=True)),
}
"""What comes nearest in ASCII, each in one cell."""
_LETTERS = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяαβγδεζηθικλμνξοπρστυφχψω",
        "abvgdeejziiklmnoprstufhccss'y'euaabgdezhtiklmnxoprstufcpo",
        strict=True,
    )
)
"""The Latin letter that Cyrillic and Greek ones, which are of class A as well, are read by."""
_STROKES = {"horizontal": "-", "vertical": "|"}


class Glyphs(dict[str, str]):
    """What to send for a grapheme: itself, or what the terminal can draw in as many cells; looked up once each."""

    def __init__(self, *, ascii: bool = False, ambiguous: int = 1, encoding: str = "utf-8") -> None:
        """``ambiguous`` is how many cells the terminal gives a character of class A: 1 or 2."""
        super().__init__()
        self._ascii = ascii
        self._wide = ambiguous == 2
        self._encoding = encoding
        self.options = ascii, ambiguous, encoding
        """What these are made of."""

    def __missing__(self, grapheme: str) -> str:
        shown = self._shown(grapheme)
        self[grapheme] = shown
        return shown

    def _shown(self, grapheme: str) -> str:
        if grapheme.isascii():
            return grapheme
        too_wide = self._wide and width(grapheme) == 1 and unicodedata.east_asian_width(grapheme[0]) == "A"
        if (self._ascii or too_wide) and (stand_in := _in_ascii(grapheme[0])):
            return stand_in
        return _latin(grapheme[0]) if too_wide else self._encodable(grapheme)

    def _encodable(self, grapheme: str) -> str:
        try:
            grapheme.encode(self._encoding)
        except (UnicodeEncodeError, LookupError):
            cells = width(grapheme)
            return (_in_ascii(grapheme[0]) or "?").ljust(cells, "?")[:cells]
        return grapheme


def _latin(letter: str) -> str:
    """The Latin letter in one cell that comes nearest, ``?`` where none does."""
    found = _LETTERS.get(letter.lower(), "?")
    return found if letter.islower() else found.upper()


def _in_ascii(character: str) -> str:
    """One ASCII character that looks or reads alike; empty where there is none."""
    if character in ASCII:
        return ASCII[character]
    name = unicodedata.name(character, "")
    if name.startswith("BOX DRAWINGS"):
        return next((stroke for word, stroke in _STROKES.items() if name.endswith(word.upper())), "+")
    if name.endswith("BLOCK") or name.endswith("SHADE"):
        return "#"
    plain = unicodedata.normalize("NFKD", character)[:1]
    return plain if plain.isascii() and plain.isprintable() and width(character) == 1 else ""
