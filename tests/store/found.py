"""Searching a cache, and saying briefly what was found."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from feishu_tui.query import parse
from feishu_tui.store.hits import Hit
from feishu_tui.store.store import Store
from tests.store.build import NOW, SHANGHAI, said

HERE = NOW.astimezone(SHANGHAI)


def hits(store: Store, text: str, now: datetime = HERE, **options: Any) -> list[Hit]:
    return store.search(parse(text, now.date()), now, **options)


def titles(store: Store, text: str, **options: Any) -> list[str]:
    return [hit.event.summary for hit in hits(store, text, **options)]


def starts(store: Store, text: str, **options: Any) -> list[tuple[str, str, int | None]]:
    """Title, start and how many times."""
    return [(hit.event.summary, said(hit.occurrence.start), hit.times) for hit in hits(store, text, **options)]


def marked(hit: Hit) -> list[str]:
    """The parts of the title that matched."""
    return [hit.event.summary[start:end] for start, end in hit.title_ranges]
