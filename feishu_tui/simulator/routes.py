"""Which path answers what, and which scopes open it (any one of a set is enough)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from feishu_tui.simulator import attendees, calendars, event, events, freebusy, instances, search
from feishu_tui.simulator.call import Call

EVENT_SCOPES = frozenset({"calendar:calendar", "calendar:calendar.event:read", "calendar:calendar:readonly"})
CALENDAR_SCOPES = frozenset({"calendar:calendar", "calendar:calendar:read", "calendar:calendar:readonly"})
PRIMARY_SCOPES = frozenset({"calendar:calendar:read", "calendar:calendar:readonly"})
FREE_BUSY_SCOPES = frozenset({"calendar:calendar", "calendar:calendar.free_busy:read", "calendar:calendar:readonly"})


@dataclass(frozen=True, slots=True)
class Route:
    """A method and a path, its segments fixed or `:named`."""

    method: str
    template: tuple[str, ...]
    answer: Callable[[Call], dict[str, Any]]
    scopes: frozenset[str]


def _route(method: str, path: str, answer: Callable[[Call], dict[str, Any]], scopes: frozenset[str]) -> Route:
    return Route(method, ("", "open-apis", "calendar", "v4", *path.split("/")), answer, scopes)


ROUTES = (
    _route("GET", "calendars", calendars.listing, CALENDAR_SCOPES),
    _route("POST", "calendars/primary", calendars.primary, PRIMARY_SCOPES),
    _route("POST", "calendars/primarys", calendars.primarys, PRIMARY_SCOPES),
    _route("POST", "calendars/mget", calendars.mget, PRIMARY_SCOPES),
    _route("POST", "calendars/search", calendars.search, CALENDAR_SCOPES),
    _route("GET", "calendars/:calendar_id", calendars.get, CALENDAR_SCOPES),
    _route("GET", "calendars/:calendar_id/events", events.listing, EVENT_SCOPES),
    _route("POST", "calendars/:calendar_id/events/search", search.search, EVENT_SCOPES),
    _route("GET", "calendars/:calendar_id/events/instance_view", instances.view, EVENT_SCOPES),
    _route("GET", "calendars/:calendar_id/events/:event_id", event.get, EVENT_SCOPES),
    _route("GET", "calendars/:calendar_id/events/:event_id/instances", instances.instances, EVENT_SCOPES),
    _route("GET", "calendars/:calendar_id/events/:event_id/attendees", attendees.listing, EVENT_SCOPES),
    _route(
        "GET",
        "calendars/:calendar_id/events/:event_id/attendees/:attendee_id/chat_members",
        attendees.chat_members,
        EVENT_SCOPES,
    ),
    _route("POST", "freebusy/list", freebusy.listing, FREE_BUSY_SCOPES),
    _route("POST", "freebusy/batch", freebusy.batch, FREE_BUSY_SCOPES),
)
"""Fixed segments come before named ones of the same shape: the first that fits answers."""
