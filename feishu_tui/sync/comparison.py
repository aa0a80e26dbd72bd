"""One series as it is expanded here and as the server expands it, held against each other by original time.

Only what starts strictly inside the window counts, on each side by where it now is: whatever straddles an edge is no
difference, and neither is an exception moved out of the window.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Literal

from feishu_tui.lazy_dataclasses import dataclass, replace
from feishu_tui.model import Moment, Occurrence, Span, original_time_of
from feishu_tui.recurrence import starts_inside, zone_of

Times = tuple[Moment, Moment]
"""Start and end (exclusive)."""

Referee = Literal["local", "server", "neither", "unknown"]
"""Whom a second engine agrees with: us, the server, each of them in part, or it cannot say."""

DAY = 86400


@dataclass(frozen=True, slots=True)
class Row:
    """One original time, and when it happens on each side; ``None`` where that side has no such occurrence."""

    original: int
    """Unix seconds; for an all-day series midnight UTC."""
    local: Times | None
    server: Times | None

    @property
    def agrees(self) -> bool:
        """Whether both sides have it, with the same start and end."""
        if self.local is None or self.server is None:
            return False
        return self.local is self.server or _same(self.local, self.server)


def compare(local: Iterable[Occurrence], server: Iterable[Occurrence], window: Span, *, all_day: bool) -> list[Row]:
    """A row for each original time that starts strictly inside the window on either side, ascending.

    ``all_day`` says that the series is an all-day one; its dates are counted in the window's zone.
    """
    here = {each.original_time: times_of(each) for each in inside(numbered(local, all_day), window)}
    there = [(each.original_time, times_of(each)) for each in inside(numbered(server, all_day), window)]
    there = _renumbered(there, here)
    rows: dict[int, Row] = {original: Row(original, times, None) for original, times in here.items()}
    extra: list[Row] = []
    for original, times in sorted(there, key=lambda one: not _same(here.get(one[0]), one[1])):
        known = rows.get(original, Row(original, None, None))
        if known.server is None:
            rows[original] = replace(known, server=times)
        else:
            extra.append(Row(original, None, times))
    return sorted([*rows.values(), *extra], key=lambda row: (row.original, row.local is None))


def numbered(occurrences: Iterable[Occurrence], all_day: bool) -> list[Occurrence]:
    """Occurrences of one series with an original time each: the start, where the id tells none.

    For an all-day series that is midnight UTC of the date the id means, whichever zone's midnight it holds.
    """
    return [replace(each, original_time=_original(each, all_day), recurring=True) for each in occurrences]


def inside(occurrences: Iterable[Occurrence], window: Span) -> list[Occurrence]:
    """Those that start strictly inside the window, where they now are."""
    return [each for each in occurrences if starts_inside(original_time_of(each.start), each.all_day, window)]


def times_of(occurrence: Occurrence) -> Times:
    """When an occurrence is."""
    return occurrence.start, occurrence.end


def verdict(rows: Sequence[Row], expected: Iterable[int], exceptional: Iterable[int]) -> Referee:
    """Whom another engine's original times agree with, where the rows do not agree.

    ``exceptional`` are original times that an exception stands for on either side: no rule can say where those are.
    """
    ordinary, moved = set(expected), set(exceptional)
    words: set[Referee] = set()
    for row in rows:
        here, there = _is_regular(row.original, row.local), _is_regular(row.original, row.server)
        if not row.agrees and row.original not in moved and here != there:
            words.add("local" if here == (row.original in ordinary) else "server")
    if len(words) == 1:
        return words.pop()
    return "neither" if words else "unknown"


def _original(occurrence: Occurrence, all_day: bool) -> int:
    original = occurrence.original_time
    if not all_day or not original:
        return original or original_time_of(_day(occurrence.start) if all_day else occurrence.start)
    start = original_time_of(_day(occurrence.start))
    if not occurrence.event.is_exception and abs(original - start) < DAY:
        return start
    for zone in (UTC, zone_of(occurrence.event.timezone)):
        at = datetime.fromtimestamp(original, zone)
        if (at.hour, at.minute, at.second) == (0, 0, 0):
            return original_time_of(at.date())
    return original - original % DAY


def _renumbered(there: list[tuple[int, Times]], here: dict[int, Times]) -> list[tuple[int, Times]]:
    """What the server numbers in a way unknown here takes the number of what happens here at the same time."""
    numbers = {original for original, _ in there}
    lone = {_seconds(times): original for original, times in here.items() if original not in numbers}
    return [(original if original in here else lone.get(_seconds(times), original), times) for original, times in there]


def _same(one: Times | None, other: Times | None) -> bool:
    if one is None or other is None:
        return False
    if isinstance(one[0], datetime) != isinstance(other[0], datetime):
        # An instance tells dates and times by its series only: a timed exception of an all-day one arrives as a date.
        return _day(one[0]) == _day(other[0])
    return _seconds(one) == _seconds(other)


def _seconds(times: Times) -> tuple[int, int]:
    return original_time_of(times[0]), original_time_of(times[1])


def _day(moment: Moment) -> date:
    """The date of a moment; of a time the one in UTC, as all-day times are counted."""
    return moment.astimezone(UTC).date() if isinstance(moment, datetime) else moment


def _is_regular(original: int, times: Times | None) -> bool:
    return times is not None and original_time_of(times[0]) == original
