"""Reads one value of any JSON type as what we need, never raising."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import TypeVar, cast
from urllib.parse import urlsplit

from feishu_tui.text import clean, clean_multiline

Row = Mapping[str, object]
Choice = TypeVar("Choice", bound=str)


class Data(dict[str, object]):
    """The data of an answer, and the server's log id of that answer, empty where it gave none."""

    log_id = ""


DAMAGE = "\ufffd"
"""What stands where bytes were no text (Unicode §3.9, U+FFFD)."""
LONGEST_LINE = 4_000
LONGEST_TEXT = 100_000
"""Characters; titles are documented up to 1 000, descriptions up to 40 960."""
LONGEST_URL = 4_000
SHORT = 40
"""Characters of what is cleaned once: names come again and again."""

_EMPTY: Row = {}
_FLAGS = {"true": True, "1": True, "false": False, "0": False}
_PLAIN_ADDRESS = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(?::\d{1,4})?(?:[/?#][!#-;=?-\[\]-~]*)?", re.ASCII)
"""What most addresses look like, which need no taking apart."""
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\d)")


def line(row: Row, key: str) -> str:
    """A text of one line, safe to show; empty where there is none."""
    text = row.get(key)
    if not isinstance(text, str):
        text = "" if text is None else _text(text)
    # Nearly all need no cleaning, which is found out without looking at each character.
    if not text or (
        text.isascii()
        and text.isprintable()
        and text[0] != " "
        and text[-1] != " "
        and "  " not in text
        and len(text) <= LONGEST_LINE
    ):
        return text
    return _cleaned(text) if len(text) < SHORT else clean(text[:LONGEST_LINE])


def lines(row: Row, key: str) -> str:
    """A text that may have several lines, safe to show."""
    text = row.get(key)
    if not text:
        return ""
    if not isinstance(text, str):
        text = _text(text)
    return clean_multiline(text[:LONGEST_TEXT])


def choice(row: Row, key: str, known: Collection[Choice], default: Choice) -> Choice:
    """One of the ``known`` words; ``default`` for anything else, as enums grow."""
    given = row.get(key)
    return default if given is None else chosen(given, known, default)


def chosen(given: object, known: Collection[Choice], default: Choice) -> Choice:
    """The same of a value that is there."""
    if given in known:
        return cast(Choice, given)
    word = _text(given)
    if word not in known:
        word = word.strip().lower()
    return cast(Choice, word) if word in known else default


def integer(value: object) -> int | None:
    """A whole number, also in quotes or with a fraction of zero; ``None`` for anything else."""
    if type(value) is int:
        return value
    if isinstance(value, str):
        if value.isascii() and value.isdigit() and len(value) < 20:
            return int(value)
        text = value.strip()
        if text.isascii() and text.removeprefix("-").isdigit() and len(text) < 20:
            return int(text)
        value = number(text)
    elif isinstance(value, bool):
        return None
    elif isinstance(value, int):
        return value
    return int(value) if isinstance(value, float) and math.isfinite(value) else None


def number(value: object) -> float | None:
    """A finite number, also in quotes; ``None`` for anything else."""
    if value is None or isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        parsed = float(value)
    except (ValueError, OverflowError):
        return None
    return parsed if math.isfinite(parsed) else None


def flag(value: object) -> bool | None:
    """True or false, also in quotes or as a number; ``None`` for anything else."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _FLAGS.get(value.strip().lower())
    if isinstance(value, int | float):
        return bool(value)
    return None


def inner(row: Row, key: str) -> Row:
    """The object under ``key``; an empty one where there is none."""
    value = row.get(key)
    return value if isinstance(value, dict) else _EMPTY


def rows(row: Row, key: str) -> list[Row]:
    """The objects in the list under ``key``; what is no object is left out."""
    value = row.get(key)
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def words(row: Row, key: str) -> tuple[str, ...]:
    """The texts in the list under ``key``, numbers included, safe to show."""
    value = row.get(key)
    return tuple(filter(None, (clean(_text(word)) for word in value))) if isinstance(value, list) else ()


def color(value: object) -> int | None:
    """0xRRGGBB of an ARGB int32; ``None`` for 0 and -1, which leave it to the calendar or the client."""
    argb = integer(value)
    if argb is None or argb in (0, -1, 0xFFFFFFFF):
        return None
    return argb & 0xFFFFFF


def web_address(row: Row, key: str) -> str:
    """An http or https address; ``https://`` is added where the scheme is missing; empty for anything else."""
    given = row.get(key)
    if given is None:
        return ""
    text = _text(given).strip()
    if not text or (_PLAIN_ADDRESS.fullmatch(text) and len(text) <= LONGEST_URL):
        return text
    if len(text) > LONGEST_URL or clean(text) != text or any(c in text for c in ' \\<>"'):
        return ""
    if "://" not in text and not _SCHEME.match(text):
        text = f"https://{text.removeprefix('//')}"
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return ""
    return text if parts.scheme in ("http", "https") and host else ""


_cleaned = lru_cache(maxsize=1024)(clean)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return str(value)
