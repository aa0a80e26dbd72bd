"""Calendars whose events the API does not list, and why."""

from __future__ import annotations

from feishu_tui.model import Calendar

NO_ACCESS, WRONG_TYPE = 191002, 191004
"""The codes of a calendar whose events the API does not list for this identity (api documentation, error codes)."""

NOT_A_PERSONS = "Only people's busy times can be asked for."
UNKNOWN_OWNER = "It cannot be found out whose it is."
"""Why of a calendar that shares busy times not even those are known."""


def why_unlisted(calendar: Calendar) -> str:
    """Why the API lists no events of a calendar, one sentence."""
    if code_of(calendar) == WRONG_TYPE:
        return "Calendars of this type (Google, Exchange) are not listed by the API."
    return "Only free and busy times of this calendar may be seen."


def code_of(calendar: Calendar) -> int:
    """What the server would answer if a calendar that lists no events were asked."""
    return WRONG_TYPE if calendar.type in ("google", "exchange") else NO_ACCESS
