"""One calendar as the server holds it: its fields, who may do what, and its events."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from feishu_tui.simulator.shelf import Shelf

READERS = frozenset({"reader", "writer", "owner"})
"""Roles that see events."""
WRITERS = frozenset({"writer", "owner"})
"""Roles that see private events and edit."""
_OURS = frozenset({"events", "owner", "members"})


@dataclass(slots=True)
class Calendar:
    """`raw` holds the documented fields and, beside them, `owner` and `members` (see `state`)."""

    calendar_id: str
    raw: dict[str, Any]
    version: int
    shelf: Shelf = field(default_factory=Shelf)

    @property
    def is_deleted(self) -> bool:
        """Deleted calendars answer 191003."""
        return bool(self.raw.get("is_deleted"))

    @property
    def type(self) -> str:
        """The documented type; `shared` when the data does not say."""
        return str(self.raw.get("type") or "shared")

    def is_listed_for(self, identity: str) -> bool:
        """Whether it stands in the calendar list of an identity, that is, whether that one subscribes to it."""
        members = self.raw.get("members")
        return identity == self.raw.get("owner") or not isinstance(members, dict) or identity in members

    def role_of(self, identity: str) -> str:
        """The role of an identity: owner, then its membership, then the role written on the calendar.

        With a list of members everyone else has what `permissions` gives the public; empty means no access.
        """
        if identity and identity == self.raw.get("owner"):
            return "owner"
        members = self.raw.get("members")
        if not isinstance(members, dict):
            return str(self.raw.get("role") or "owner")
        if identity in members:
            return str(members[identity])
        by_permission = {"public": "reader", "show_only_free_busy": "free_busy_reader"}
        return by_permission.get(str(self.raw.get("permissions") or ""), "")

    def row_for(self, identity: str) -> dict[str, Any]:
        """The documented calendar object as an identity sees it."""
        row = {key: value for key, value in self.raw.items() if key not in _OURS}
        row["calendar_id"] = self.calendar_id
        row.setdefault("type", "shared")
        row["role"] = self.role_of(identity) or "unknown"
        return row
