"""How the characters that stand in the cache are read: a search need not load a dictionary of all there are.

Loading it takes a tenth of a second, most of which nothing else can run in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from feishu_tui.pinyin import CHINESE, holds_chinese, learn, readings
from feishu_tui.store import bulk

_READINGS = bulk.Table("readings", ("character", "spoken"), clash=bulk.UNLESS_THERE)


def keep(connection: sqlite3.Connection, texts: Iterable[str]) -> None:
    """Remember how the Chinese characters of these texts are read."""
    joined = "".join(texts)
    if not holds_chinese(joined):
        return
    characters = CHINESE.findall("".join(set(joined)))
    rows = [(character, " ".join(readings(character))) for character in characters]
    bulk.insert(connection, _READINGS, rows)


def recall(connection: sqlite3.Connection) -> None:
    """Make known to ``pinyin`` what was kept."""
    rows = connection.execute("SELECT character, spoken FROM readings")
    learn({character: tuple(spoken.split()) for character, spoken in rows})
