"""The disk cache; the only user of sqlite3."""

from __future__ import annotations

from feishu_tui.store.records import CalendarState, Counts, Listing, Storable, Stored, StoredEvent, Superseded
from feishu_tui.store.shadow import Shadow
from feishu_tui.store.store import Store

__all__ = [
    "CalendarState",
    "Counts",
    "Listing",
    "Shadow",
    "Storable",
    "Store",
    "Stored",
    "StoredEvent",
    "Superseded",
]
