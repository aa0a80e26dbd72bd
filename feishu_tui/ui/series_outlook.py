"""What is still to come of a series: when it ends, how many are left, the next few, how many are not as the rule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from feishu_tui.errors import UnreadableRule
from feishu_tui.lazy_dataclasses import dataclass, replace
from feishu_tui.model import Event, Moment, original_time_of
from feishu_tui.recurrence import last_start, next_starts, remaining
from feishu_tui.rule import parse

if TYPE_CHECKING:
    from feishu_tui.sync.checked import Checked

NEXT = 5
"""How many starts are told."""
_MOST_COUNTED = 500
"""Up to so many starts left, those that are cancelled are taken off."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """A series as seen from a moment; exceptions are counted at their own time."""

    endless: bool = False
    last: Moment | None = None
    """The last start the rule gives; ``None`` where it never ends, or where that takes too long to work out."""
    left: int | None = None
    """Starts still to come; ``None`` where they have no end, or are too many to count."""
    next: tuple[Moment, ...] = ()
    """The next starts, ``NEXT`` at most."""
    changed: int = 0
    """Occurrences that were moved or otherwise changed."""
    cancelled: int = 0


def outlook(master: Event, exceptions: Sequence[Event], now: datetime) -> Outlook | None:
    """What is still to come after ``now`` (aware, in the display zone); ``None`` where the rule cannot be read."""
    try:
        rule = parse(master.recurrence)
        left = remaining(master, now)
        wanted = NEXT if left is None or left > _MOST_COUNTED else max(NEXT, left + len(exceptions))
        coming = next_starts(master, exceptions, now, wanted)
        last = last_start(master)
    except UnreadableRule:
        return None
    cancelled = sum(exception.status == "cancelled" for exception in exceptions)
    return Outlook(
        endless=rule.until is None and rule.count is None,
        last=last,
        left=len(coming) if left is not None and left <= _MOST_COUNTED else left,
        next=tuple(coming[:NEXT]),
        changed=len(exceptions) - cancelled,
        cancelled=cancelled,
    )


def as_the_server_has_it(ours: Outlook, checked: Checked, now: datetime) -> Outlook:
    """The same with the next starts the server told when it was found to differ."""
    told = [row.server[0] for row in checked.rows if row.server is not None]
    coming = sorted(
        (start for start in told if (start > now if isinstance(start, datetime) else start > now.date())),
        key=original_time_of,
    )
    return replace(ours, next=tuple(coming[:NEXT]))
