"""One request on its way through the documented checks, with all an endpoint needs to answer it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from feishu_tui.simulator.calendar import READERS, Calendar
from feishu_tui.simulator.envelope import Refusal
from feishu_tui.simulator.faults import Skew
from feishu_tui.simulator.messages import Request
from feishu_tui.simulator.paging import TokenMint
from feishu_tui.simulator.parameters import Parameters
from feishu_tui.simulator.shelf import Record
from feishu_tui.simulator.state import State
from feishu_tui.simulator.switches import Switches
from feishu_tui.simulator.tokens import Grant

_CALENDAR_ID = re.compile(r"[^@\s\x00-\x1f]+@[^@\s\x00-\x1f]+")
_EVENT_ID = re.compile(r"[^\s\x00-\x1f]+_[0-9]+")
USER_ID_SCOPE = "contact:user.employee_id:readonly"


@dataclass(slots=True)
class Call:
    """A request whose route is known and whose token is good."""

    request: Request
    path: Mapping[str, str]
    """The decoded path parameters."""
    query: Parameters
    state: State
    switches: Switches
    mint: TokenMint
    grant: Grant
    now: float
    page_rows: int | None
    """A fault's cap on the rows of this page."""
    skews: Mapping[str, Skew]

    @property
    def identity(self) -> str:
        """Who acts: the open_id of a user, or an app id."""
        return self.grant.identity

    def rows(self, page_size: int) -> int:
        """How many rows this page may hold."""
        return page_size if self.page_rows is None else min(page_size, self.page_rows)

    def calendar(self) -> Calendar:
        """The calendar of the path. Refuses: malformed 191001, unknown 191000, deleted 191003, no access 191002."""
        calendar = self._find(self.path["calendar_id"])
        if calendar.is_deleted:
            raise Refusal(191003)
        if not self.role(calendar):
            raise Refusal(191002)
        return calendar

    def readable(self, types: frozenset[str]) -> Calendar:
        """As `calendar`, with the role to read events (191002) and of one of the types (191004)."""
        calendar = self.calendar()
        if self.role(calendar) not in READERS:
            raise Refusal(191002)
        if calendar.type not in types:
            raise Refusal(191004)
        return calendar

    def role(self, calendar: Calendar) -> str:
        """The caller's role on a calendar; empty for none."""
        return calendar.role_of(self.identity)

    def primary(self, identity: str) -> Calendar | None:
        """The primary calendar of an identity: the one it owns, else one without an owner where its role is owner."""
        held = self.state.calendars.values()
        candidates = [calendar for calendar in held if calendar.type == "primary" and not calendar.is_deleted]
        for calendar in candidates:
            if identity and calendar.raw.get("owner") == identity:
                return calendar
        for calendar in candidates:
            if not calendar.raw.get("owner") and calendar.role_of(identity) == "owner":
                return calendar
        return None

    def record(self, calendar: Calendar, event_id: str) -> Record | None:
        """The stored row of an event id, or None for the id of an occurrence that has none of its own.

        Refuses: malformed 193000, unknown 193001, deleted 193003.
        """
        record = calendar.shelf.records.get(event_id)
        if record is None:
            if _EVENT_ID.fullmatch(event_id) is None:
                raise Refusal(193000)
            return None
        if record.deleted:
            raise Refusal(193003)
        return record

    def body_refused(self, details: str) -> Refusal:
        """190014, the code of pages that explain a bad body in `details`."""
        return Refusal(190014, details=[details])

    def _find(self, calendar_id: str) -> Calendar:
        in_events = "/calendars/primary/events" in self.request.path
        if calendar_id == "primary" and in_events and self.switches.primary_alias:
            primary = self.primary(self.identity)
            if primary is not None:
                return primary
            raise Refusal(self.switches.unknown_calendar)
        calendar = self.state.calendars.get(calendar_id)
        if calendar is not None:
            return calendar
        if _CALENDAR_ID.fullmatch(calendar_id) is None:
            raise Refusal(191001)
        raise Refusal(self.switches.unknown_calendar)


def user_id(call: Call, open_id: object, kind: str, *, external: bool = False) -> Any:
    """A user's id in the wanted type, None where it is withheld.

    user_id needs its own scope; of external people only open_id and union_id are told.
    """
    if not isinstance(open_id, str) or not open_id or kind == "open_id":
        return open_id
    user = call.state.users.get(open_id, {})
    if kind == "union_id":
        return user.get("union_id") or f"on_{open_id.removeprefix('ou_')}"
    if external:
        return open_id
    if not call.grant.allows(USER_ID_SCOPE):
        return None
    return user.get("user_id") or open_id.removeprefix("ou_")[:8]
