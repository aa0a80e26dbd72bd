"""What of the calendars one wants to see, for as long as the program runs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Set

from feishu_tui.language import Language
from feishu_tui.lazy_typing import Literal
from feishu_tui.model import Occurrence

Filter = Literal["needs-reply", "mine", "room", "no-declined", "no-all-day"]
Past = Literal["dim", "hide", "show"]
"""What becomes of what is over."""

FILTERS: tuple[Filter, ...] = ("needs-reply", "mine", "room", "no-declined", "no-all-day")
"""In the order they are offered; the first three say what is wanted, the others what is not."""
PASTS: tuple[Past, ...] = ("dim", "hide", "show")


def filter_words(name: Filter, say: Language) -> str:
    """What a filter is called."""
    words = {
        "needs-reply": say("needs my reply"),
        "mine": say("organized by me"),
        "room": say("with a room or place"),
        "no-declined": say("without declined"),
        "no-all-day": say("without all-day"),
    }
    return words[name]


def passing(filters: Set[Filter], own_calendars: Collection[str]) -> Callable[[Occurrence], bool]:
    """What passes all of ``filters``; ``own_calendars`` are the ids of one's own primary ones."""
    tests: dict[Filter, Callable[[Occurrence], bool]] = {
        "needs-reply": lambda one: one.event.reply == "needs_action" and one.event.status != "cancelled",
        "mine": lambda one: _organizer(one) in own_calendars,
        "room": lambda one: bool(one.event.place.name or one.event.place.address),
        "no-declined": lambda one: one.event.rsvp != "decline",
        "no-all-day": lambda one: not one.all_day,
    }
    chosen = [test for name, test in tests.items() if name in filters]
    return lambda one: all(test(one) for test in chosen)


def _organizer(one: Occurrence) -> str:
    """The calendar of who invites; an event without one is the calendar's own."""
    return one.event.organizer_calendar_id or one.calendar_id
