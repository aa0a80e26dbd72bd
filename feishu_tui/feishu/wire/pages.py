"""The marks of a page: its rows, whether more follow, and where to go on."""

from __future__ import annotations

from feishu_tui.feishu.wire.values import DAMAGE, Row, flag
from feishu_tui.lazy_dataclasses import dataclass

LONGEST_TOKEN = 8_000
"""Characters; an address as a whole may have 65 536, and many a server takes 8 192."""


@dataclass(frozen=True, slots=True)
class Marks:
    """One reply of a list endpoint; ``rows`` as they came, which may hold anything."""

    rows: list[object]
    has_more: bool | None
    page_token: str
    sync_token: str


def marks_of(data: Row, key: str = "items") -> Marks:
    """The marks of ``data``, whose rows lie under ``key``; ``null`` rows are no rows."""
    found = data.get(key)
    return Marks(
        rows=found if isinstance(found, list) else [],
        has_more=flag(data.get("has_more")),
        page_token=_token(data.get("page_token")),
        sync_token=_token(data.get("sync_token")),
    )


def _token(value: object) -> str:
    """A token as it came: it goes back to the server unchanged and is never shown.

    One that is damaged, or that no address can carry, is none: it could be sent in vain for ever.
    """
    if not isinstance(value, str) or len(value) > LONGEST_TOKEN or not value.isprintable() or DAMAGE in value:
        return ""
    return value
