"""How the simulator behaves where the documentation is silent or contradicts itself.

The defaults are the documented reading; each field names the other reading it can be switched to.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

DAY = 86400


@dataclass(frozen=True, slots=True)
class Switches:
    """One configuration object for every doubtful point; frozen, so that a test states its server once."""

    stale_page_token: Literal["omit", "old", "empty"] = "omit"
    """page_token with has_more=false: left out as the tables say, the last one as in the samples, or ""."""
    search_has_more: bool = False
    """Search answers carry has_more; the page lists only page_token."""
    paging_without_anchor: bool = False
    """A plain list without anchor_time is paged; documented is one page, the rest is cut off."""
    sync_token_in_window: bool = False
    """A start_time/end_time list carries a sync_token too."""
    exclusive_pairs: Literal["190002", "190009"] = "190002"
    """The code for a window together with anchor_time or page_token; with sync_token it is always 190009."""
    half_window: Literal["refuse", "open"] = "refuse"
    """Only one of start_time and end_time: 190002, or the missing side is open."""
    window_borders: Literal["open", "closed"] = "open"
    """Overlap of lists, instances, views and searches: end > low and start < high, or with equality."""
    recurring_event_id: Literal["suffixed", "bare"] = "suffixed"
    """`{uid}_0`, or the uid alone as in the endpoint samples."""
    view_series_link: bool = True
    """instance_view rows of a series carry recurring_event_id even where is_exception is false."""
    times: Literal["one", "both"] = "one"
    """Exactly one of date and timestamp, or both filled as in every sample."""
    all_day_end: Literal["exclusive", "inclusive"] = "exclusive"
    """What end_time.date of an all-day event means when read."""
    all_day_instances: Literal["date", "timestamp"] = "date"
    """All-day rows of events.instances: dates, or timestamps at midnight UTC."""
    occurrence_get: Literal["synthesise", "193001"] = "synthesise"
    """get on the id of an ordinary occurrence: that occurrence, or event not found."""
    instances_of_single: Literal["193000", "190002", "itself"] = "193000"
    """events.instances on an event that does not recur."""
    cancelled_instances: bool = True
    """Cancelled exceptions are rows of events.instances and instance_view."""
    view_span_limit: Literal["over", "at"] = "over"
    """instance_view refuses a span over 40 days, or one of exactly 40 days as well."""
    view_count_limit: Literal["over", "at"] = "over"
    """instance_view refuses more than 1000 rows, or exactly 1000 as well."""
    view_identity: Literal["any", "user"] = "any"
    """instance_view accepts every token, or user tokens only."""
    list_types: frozenset[str] = frozenset({"primary", "shared", "resource"})
    """Calendar types whose events can be listed; others get 191004."""
    search_types: frozenset[str] = frozenset({"primary", "shared"})
    """Calendar types that can be searched and viewed; others get 191004."""
    search_window: Literal["around", "past"] = "around"
    """Search without times: 30 days either side of now, or only the 30 before it."""
    search_hits: Literal["masters", "occurrences"] = "masters"
    """Search answers masters and exceptions, or single occurrences."""
    search_underscore: Literal["exact", "substring"] = "exact"
    """Titles containing `_` match only when equal to the query, or like any other."""
    deleted_in_full: bool = False
    """A full list also holds deleted events as cancelled rows; they always appear in changes."""
    count_in_rules: Literal["accept", "until"] = "accept"
    """COUNT is served as stored, or as the UNTIL it amounts to (the write side is said not to take COUNT)."""
    rule_prefix: Literal["", "RRULE: ", "RRULE:"] = ""
    """What stands before a rule."""
    vc_meeting_url: bool = True
    """vchat of type `vc` carries meeting_url."""
    primary_alias: bool = True
    """`primary` stands for the caller's own calendar in event paths; otherwise 191001."""
    rate_code: Literal[99991400, 99991402] = 99991400
    """The code of the gateway's frequency limit; one SDK file reads 99991402 as that."""
    rate_status: Literal[429, 400] = 429
    """The HTTP status of the frequency limit; some old endpoints answer 400."""
    rate_limits: tuple[tuple[int, int], ...] = ((50, 1), (1000, 60))
    """(calls, seconds) bounds for each API and app on the simulator's clock; () turns them off."""
    error_shape: Literal["C", "A", "minimal"] = "C"
    """The `error` object: as the SDK models it, as the guide draws it, or none at all."""
    attendee_chat_type: Literal["chat", "group"] = "chat"
    """What the type of a group attendee is called."""
    token_request: Literal["both", "json", "form"] = "both"
    """The encodings token endpoints read."""
    unknown_token: Literal["prefix", "invalid"] = "prefix"
    """A token of no known prefix: 99991671, or 99991668 as for any bad user token."""
    page_size_fault: Literal["99992402", "190002", "clamp"] = "99992402"
    """An out-of-range page_size where only a range is documented."""
    schema_fault: Literal["99992402", "190002"] = "99992402"
    """A missing, mistyped or out-of-range parameter."""
    token_lifetime: int = 90 * DAY
    """Seconds a page token or sync token lives before 190008."""
    primary_type: Literal["primary", "shared"] = "primary"
    """The type calendars.primary prints; the sample says shared."""
    unknown_calendar: Literal[191000, 191001] = 191000
    """A well-formed id of no calendar; an oddly formed one is always 191001."""
    deleted_attachments: Literal["search", "everywhere"] = "search"
    """Where attachments carry is_deleted and deleted ones are still listed."""
    unknown_route: Literal["text", "json"] = "text"
    """Wrong path or method: plain text, or the codes 99991201 and 99991301 of the table."""
    bad_credentials_status: Literal[200, 400] = 200
    """The HTTP status of a refused tenant-token request."""
    expired_user_token: Literal[99991677, 99991668] = 99991677
    """The code of an expired user token; the first travels with 401, the second with 400."""
    device_endpoint: Literal["both", "accounts", "open"] = "both"
    """Where a device code is had: on the accounts host by form and Basic, on the open host by JSON, or both."""
    device_data_wrapper: bool = False
    """The answer with a device code stands under `data`."""
    device_approval: Literal["page", "auto"] = "page"
    """A login waits for somebody to press a button, or the first user agrees at once."""
    device_lifetime: int = 240
    """Seconds a device code can be used."""
    device_interval: float = 5.0
    """Seconds to leave between two polls."""
    access_token_lifetime: int = 7200
    """Seconds a user's access token lives."""
    refresh_token_lifetime: int = 7 * DAY
    """Seconds a refresh token lives."""
    refresh_allowed: bool = True
    """Whether the app's refresh switch is on; else 20074."""
    used_refresh_code: Literal[20073, 20064] = 20073
    """The code of a refresh token used for the second time."""
    user_token_shape: Literal["u-", "jwt"] = "u-"
    """User tokens look as in the seeds, or like the JWT of the samples."""
    delta_pair: Literal["accept", "reject"] = "accept"
    """Continuing a round of changes with page_token and the same sync_token together; rejected with 190009."""

    def changed(self) -> dict[str, object]:
        """The switches that differ from the documented reading, for printing at start-up."""
        values = {field.name: (getattr(self, field.name), field.default) for field in fields(self)}
        return {name: value for name, (value, default) in values.items() if value != default}
