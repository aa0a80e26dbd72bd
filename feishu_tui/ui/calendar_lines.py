"""The calendar list: which calendars there are, of which kind, and what is wrong with some."""

from __future__ import annotations

from collections.abc import Sequence

from feishu_tui.language import Language
from feishu_tui.model import Calendar
from feishu_tui.store.records import CalendarState
from feishu_tui.sync.unlisted import NOT_A_PERSONS, UNKNOWN_OWNER
from feishu_tui.text import width, wrap
from feishu_tui.ui.event_colors import calendar_color
from feishu_tui.ui.line import Line, Piece, ends_apart, fitted, width_of

NO_ACCESS, WRONG_TYPE = 191002, 191004
"""Error codes of the API for calendars whose events it never lists to this identity."""

_SHOWN, _NOT_SHOWN = "■", "□"
_REASON_LINES = 2
_LEAST_NAME = 8
"""Cells of a name that stay visible before a badge gives way."""


def heading_line(states: Sequence[CalendarState], width: int, say: Language) -> Line:
    """What stands above the list: how many calendars are shown, of how many."""
    shown = sum(state.shown for state in states)
    count = Piece(say("{shown} of {all}", shown=shown, all=len(states)), "dim")
    return ends_apart((Piece(say("Calendars"), "heading"),), (count,), width)


def calendar_rows(state: CalendarState, received: int | None, width: int, say: Language) -> list[Line]:
    """A calendar's line, and below it the reason where its events could not be read.

    ``received`` counts the events that arrived so far while it is being synced, ``None`` while it is not.
    """
    calendar = state.calendar
    refused = state.error_code in (NO_ACCESS, WRONG_TYPE)
    off = refused or not (calendar.lists_events or calendar.shares_busy_times)
    box = Piece(_SHOWN if state.shown else _NOT_SHOWN, color=calendar_color(calendar))
    name = Piece(calendar.name, "dim" if off or not state.shown else "")
    badge: Sequence[Piece] = () if refused else _badge(calendar, width, say)
    if received is not None:
        badge = _progress(received)
    rows = [_row(box, name, badge, width)]
    if state.error_code is not None or state.error:
        reason = wrap(reason_of(state, say), max(width - 2, 2))[:_REASON_LINES]
        rows += [fitted((Piece("  "), Piece(line, "dim" if off else "warning")), width) for line in reason]
    return rows


def reason_of(state: CalendarState, say: Language) -> str:
    """Why the calendar's events could not be read, in a few words; the server's code where there is one."""
    if state.error_code == NO_ACCESS:
        return say("no access · {code}", code=NO_ACCESS)
    if state.error_code == WRONG_TYPE:
        return say("not supported · {code}", code=WRONG_TYPE)
    if state.error_code is None:
        reasons = {
            NOT_A_PERSONS: say("Only people's busy times can be asked for."),
            UNKNOWN_OWNER: say("It cannot be found out whose it is."),
        }
        return reasons.get(state.error, state.error)
    return f"{state.error or say('not synced')} · {state.error_code}"


def role_words(calendar: Calendar, say: Language) -> str:
    """What the identity may do with the calendar."""
    if calendar.type in ("google", "exchange"):
        return say("not supported")
    words = {
        "owner": say("owner"),
        "writer": say("can edit"),
        "reader": say("read-only"),
        "free_busy_reader": say("busy only"),
    }
    return words.get(calendar.role, "")


def type_words(calendar: Calendar, say: Language) -> str:
    """What kind of calendar it is."""
    words = {
        "primary": say("primary"),
        "shared": say("shared"),
        "resource": say("room"),
        "google": "Google",
        "exchange": "Exchange",
    }
    return words.get(calendar.type, "")


def _row(box: Piece, name: Piece, badge: Sequence[Piece], cells: int) -> Line:
    left = (box, Piece(" "), name)
    taken = width_of(badge)
    if not badge or cells - taken - 1 < 2 + min(width(name.text), _LEAST_NAME):
        return fitted(left, cells)
    return ends_apart(left, tuple(badge), cells)


def _progress(received: int) -> list[Piece]:
    return [Piece(f"↻ {received}" if received else "↻", "accent")]


def _badge(calendar: Calendar, cells: int, say: Language) -> list[Piece]:
    """Kind and role where both fit beside the name, else the one that tells more."""
    kind, role = type_words(calendar, say), role_words(calendar, say)
    both = " · ".join(word for word in (kind, role) if word)
    if cells - width(both) - 1 >= width(calendar.name) + 2:
        return [Piece(both, "dim")] if both else []
    telling = kind if calendar.role == "owner" and calendar.lists_events else role
    return [Piece(telling, "dim")] if telling else []
