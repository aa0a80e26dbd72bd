"""JSON in which each row of a list also stands as it was written: to write it anew takes longer than to read it."""

from __future__ import annotations

import json
import re

_BLANK = re.compile(r"[ \t\n\r]*")
_LISTS_LIE_AT = 2
"""How deep the lists are whose rows matter: in the ``data`` of an answer."""


class Rows(list[object]):
    """The values of a list, and the text of each in the same order."""

    written: list[str]


def read(text: str, decoder: json.JSONDecoder) -> object:
    """``text`` as JSON, every list two objects deep as ``Rows``. Raises ``ValueError``, also for anything else."""
    found, at = _object(text, _after_blank(text, 0), decoder, 1)
    if at != len(text):
        raise ValueError("something follows")
    return found


def _value(text: str, at: int, decoder: json.JSONDecoder, depth: int) -> tuple[object, int]:
    """The value that begins at ``at`` and where what follows it begins; ``depth`` is how many objects it lies in."""
    if text[at : at + 1] == "{" and depth < _LISTS_LIE_AT:
        return _object(text, at, decoder, depth + 1)
    if text[at : at + 1] == "[" and depth == _LISTS_LIE_AT:
        return _rows(text, at, decoder)
    value, at = decoder.raw_decode(text, at)
    return value, _after_blank(text, at)


def _object(text: str, at: int, decoder: json.JSONDecoder, depth: int) -> tuple[dict[str, object], int]:
    found: dict[str, object] = {}
    at = _after(text, at, "{")
    if text[at : at + 1] != "}":
        while True:
            key, at = decoder.raw_decode(text, at)
            if not isinstance(key, str):
                raise ValueError("a name is no text")
            found[key], at = _value(text, _after(text, _after_blank(text, at), ":"), decoder, depth)
            if text[at : at + 1] != ",":
                break
            at = _after(text, at, ",")
    return found, _after(text, at, "}")


def _rows(text: str, at: int, decoder: json.JSONDecoder) -> tuple[Rows, int]:
    found, written = Rows(), []
    at = _after(text, at, "[")
    if text[at : at + 1] != "]":
        while True:
            value, end = decoder.raw_decode(text, at)
            found.append(value)
            written.append(text[at:end])
            at = _after_blank(text, end)
            if text[at : at + 1] != ",":
                break
            at = _after(text, at, ",")
    found.written = written
    return found, _after(text, at, "]")


def _after(text: str, at: int, sign: str) -> int:
    """Where something begins after ``sign``, which has to stand at ``at``."""
    if text[at : at + 1] != sign:
        raise ValueError(f"{sign} is missing")
    return _after_blank(text, at + 1)


def _after_blank(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at
