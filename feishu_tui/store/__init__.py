"""The disk cache; the only user of sqlite3."""

from __future__ import annotations

from feishu_tui.store.records import (
    CalendarState,
    Counts,
    Listing,
    SearchCancelled,
    Storable,
    Stored,
    StoredEvent,
    Superseded,
)
from feishu_tui.store.store import Store

__all__ = [
    "CalendarState",
    "Counts",
    "Listing",
    "SearchCancelled",
    "Storable",
    "Store",
    "Stored",
    "StoredEvent",
    "Superseded",
]
