"""TOML as most files hold it, read at once: ``tomllib`` takes longer to import than a day takes to read.

https://toml.io/en/v1.0.0
"""

from __future__ import annotations

from feishu_tui.lazy_typing import Any

_WORDS = {"true": True, "false": False}


def read_toml(content: str) -> dict[str, Any]:
    """What a document says. Raises ``tomllib.TOMLDecodeError``, a ``ValueError``, and ``RecursionError``."""
    found = plain_table(content)
    if found is not None:
        return found
    import tomllib

    return tomllib.loads(content)


def plain_table(content: str) -> dict[str, Any] | None:
    """The document, ``None`` where more is in it than tables of texts, numbers and truth values, a line each.

    Of those a table within braces is known, too, of texts alone. What is wrong is not known either.
    """
    whole: dict[str, Any] = {}
    table = whole
    for whole_line in content.split("\n"):
        if not whole_line.isprintable():
            return None
        line = whole_line.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            name = line[1:-1]
            if not line.endswith("]") or not _is_bare(name) or name in whole:
                return None
            table = whole[name] = {}
            continue
        key, _, written = line.partition("=")
        key, value = key.rstrip(), _value(written.lstrip())
        if value is None or not _is_bare(key) or key in table:
            return None
        table[key] = value
    return whole


def _is_bare(key: str) -> bool:
    return key.isascii() and key.replace("-", "a").replace("_", "a").isalnum()


def _value(written: str) -> Any:
    """A value; ``None`` where it is none of the plain ones."""
    if written in _WORDS:
        return _WORDS[written]
    if written.startswith("{") and written.endswith("}"):
        return _inline_table(written[1:-1])
    if written.isascii() and written.isdecimal() and (written == "0" or not written.startswith("0")):
        return int(written) if len(written) < 19 else None
    return _text(written)


def _text(written: str) -> str | None:
    inner = written[1:-1]
    is_plain = len(written) > 1 and written[0] == written[-1] == '"' and '"' not in inner and "\\" not in inner
    return inner if is_plain else None


def _inline_table(written: str) -> dict[str, str] | None:
    """``a = "b", c = "d"``: where quotation marks part it, each second piece is a text."""
    *pieces, rest = written.split('"')
    found: dict[str, str] = {}
    for place in range(0, len(pieces) - 1, 2):
        before = pieces[place].strip()
        if found:
            if not before.startswith(","):
                return None
            before = before[1:].lstrip()
        key = before[:-1].rstrip()
        if not before.endswith("=") or not _is_bare(key) or key in found or "\\" in pieces[place + 1]:
            return None
        found[key] = pieces[place + 1]
    return found if found and len(pieces) % 2 == 0 and not rest.strip() else None
