"""JSON whose rows are read one by one as they were written: to write one anew takes longer than to read it.

A row that is made into something else at once leaves its room to the next one, which is quicker than to keep a
thousand of them; and a page takes longer to read than others may have to wait.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Generator
from typing import TypeVar

T = TypeVar("T")

_BLANK = re.compile(r"[ \t\n\r]*")
_LISTS_LIE_AT = 2
"""How deep the lists are whose rows matter: in the ``data`` of an answer."""
_DATA = "data"
ROWS_A_TURN = 50
"""So many are read before others have a turn."""

Reader = Callable[[object, str], object]
"""Makes something of the value of a row and its text."""
Steps = Generator[None, None, T]
"""Work that others may have a turn in between."""


class Rows(list[object]):
    """The values of a list, or what a reader made of them, and a hash of the text of each in the same order."""

    prints: list[int]


def whole(steps: Steps[T]) -> T:
    """What comes of all steps, nobody else having a turn."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: T = end.value
            return found


def read(text: str, decoder: json.JSONDecoder, reader: Reader | None = None) -> Steps[object]:
    """``text`` as JSON, every list two objects deep as ``Rows``. Raises ``ValueError``, also for anything else."""
    found, at = yield from _object(text, _after_blank(text, 0), decoder, 1, reader)
    if at != len(text):
        raise ValueError("something follows")
    return found


def _value(
    text: str, at: int, decoder: json.JSONDecoder, depth: int, reader: Reader | None
) -> Steps[tuple[object, int]]:
    """The value that begins at ``at`` and where what follows it begins; ``depth`` is how many objects it lies in."""
    if text[at : at + 1] == "{" and depth < _LISTS_LIE_AT:
        return (yield from _object(text, at, decoder, depth + 1, reader))
    if text[at : at + 1] == "[" and depth == _LISTS_LIE_AT:
        return (yield from _rows(text, at, decoder, reader))
    value, at = decoder.raw_decode(text, at)
    return value, _after_blank(text, at)


def _object(
    text: str, at: int, decoder: json.JSONDecoder, depth: int, reader: Reader | None
) -> Steps[tuple[dict[str, object], int]]:
    found: dict[str, object] = {}
    at = _after(text, at, "{")
    if text[at : at + 1] != "}":
        while True:
            key, at = decoder.raw_decode(text, at)
            if not isinstance(key, str):
                raise ValueError("a name is no text")
            at = _after(text, _after_blank(text, at), ":")
            # What else lists something, as an error does, is no row of what was asked for.
            own = reader if depth > 1 or key == _DATA else None
            found[key], at = yield from _value(text, at, decoder, depth, own)
            if text[at : at + 1] != ",":
                break
            at = _after(text, at, ",")
    return found, _after(text, at, "}")


def _rows(text: str, at: int, decoder: json.JSONDecoder, reader: Reader | None) -> Steps[tuple[Rows, int]]:
    found = Rows()
    found.prints = prints = []
    at = _after(text, at, "[")
    if text[at : at + 1] != "]":
        while True:
            value, end = decoder.raw_decode(text, at)
            written = text[at:end]
            prints.append(hash(written))
            found.append(value if reader is None else reader(value, written))
            if not len(found) % ROWS_A_TURN:
                yield
            if text.startswith(",{", end):  # as nearly always
                at = end + 1
                continue
            at = _after_blank(text, end)
            if text[at : at + 1] != ",":
                break
            at = _after(text, at, ",")
    return found, _after(text, at, "]")


def _after(text: str, at: int, sign: str) -> int:
    """Where something begins after ``sign``, which has to stand at ``at``."""
    if text[at : at + 1] != sign:
        raise ValueError(f"{sign} is missing")
    return _after_blank(text, at + 1)


def _after_blank(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at
