"""What Textual calls keys with signs on them, without Unicode's list of names: 0.8 MB once something is looked up."""

from __future__ import annotations

import unicodedata

import textual.keys

_NAMES = {
    " ": "SPACE", "!": "EXCLAMATION MARK", '"': "QUOTATION MARK", "#": "NUMBER SIGN", "$": "DOLLAR SIGN",
    "%": "PERCENT SIGN", "&": "AMPERSAND", "'": "APOSTROPHE", "(": "LEFT PARENTHESIS", ")": "RIGHT PARENTHESIS",
    "*": "ASTERISK", "+": "PLUS SIGN", ",": "COMMA", "-": "HYPHEN-MINUS", ".": "FULL STOP", "/": "SOLIDUS",
    ":": "COLON", ";": "SEMICOLON", "<": "LESS-THAN SIGN", "=": "EQUALS SIGN", ">": "GREATER-THAN SIGN",
    "?": "QUESTION MARK", "@": "COMMERCIAL AT", "[": "LEFT SQUARE BRACKET", "\\": "REVERSE SOLIDUS",
    "]": "RIGHT SQUARE BRACKET", "^": "CIRCUMFLEX ACCENT", "_": "LOW LINE", "`": "GRAVE ACCENT",
    "{": "LEFT CURLY BRACKET", "|": "VERTICAL LINE", "}": "RIGHT CURLY BRACKET", "~": "TILDE",
    "【": "LEFT BLACK LENTICULAR BRACKET", "】": "RIGHT BLACK LENTICULAR BRACKET", "「": "LEFT CORNER BRACKET",
    "」": "RIGHT CORNER BRACKET", "。": "IDEOGRAPHIC FULL STOP", "、": "IDEOGRAPHIC COMMA",
}  # fmt: skip
_NAMES |= {chr(ord(sign) + 0xFEE0): f"FULLWIDTH {name}" for sign, name in _NAMES.items() if "!" <= sign <= "~"}
"""With the signs that an input method types for those of ASCII."""
_SIGNS = {"TAB": "\t", "ESCAPE": "\x1b", **{name: sign for sign, name in _NAMES.items()}}


class _Unicode:
    """What Textual takes of ``unicodedata``."""

    @staticmethod
    def name(character: str) -> str:
        """See ``unicodedata.name``. Raises ValueError for one without a name."""
        return _NAMES.get(character) or unicodedata.name(character)

    @staticmethod
    def lookup(name: str) -> str:
        """See ``unicodedata.lookup``. Raises KeyError for what is no name, as that of a function key."""
        if name == "SLASH" or (name[:1] == "F" and name[1:].isdecimal()):
            raise KeyError(name)
        return _SIGNS.get(name) or unicodedata.lookup(name)


def know_names_of_signs() -> None:
    """Have Textual look here first."""
    vars(textual.keys)["unicodedata"] = _Unicode
