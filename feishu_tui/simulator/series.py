"""What a series comes to in a window once its exceptions are applied."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import chain

from feishu_tui.simulator.expand import resolve, starts
from feishu_tui.simulator.faults import Skew
from feishu_tui.simulator.shelf import Record, Shelf
from feishu_tui.simulator.slots import Slot, day_of, midnight, overlaps, zone_of

_MARGIN = timedelta(days=1)
"""What a window is widened by on the wall clock; the exact border is tested on instants."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One row of an expanded answer: `record` is the series, the exception or the single event it comes from.

    `original` is the original start in Unix seconds, 0 for a single event.
    """

    record: Record
    original: int
    slot: Slot


def rule_slots(master: Record, low: int, high: int, *, closed: bool = False) -> Iterator[Slot]:
    """The slots the rule alone gives that meet a window, in order.

    A rule that cannot be read gives the first occurrence only.
    """
    first = master.slot
    if first is None:
        return
    length = first.end - first.start
    for start in _starts_between(master, first, low - length, high):
        slot = first.moved_to(start)
        if overlaps(slot, low, high, closed=closed):
            yield slot


def occurs_at(master: Record, original: int) -> bool:
    """Whether the rule has an occurrence that starts at a moment."""
    return any(slot.start == original for slot in rule_slots(master, original, original, closed=True))


def occurrences(
    shelf: Shelf, master: Record, low: int, high: int, skew: Skew | None, *, closed: bool = False
) -> list[Occurrence]:
    """The series in a window by start: ordinary occurrences, and exceptions where they now are, cancelled ones too."""
    exceptions = shelf.exceptions(master.uid)
    ordinary = (
        Occurrence(master, slot.start, slot)
        for slot in rule_slots(master, low, high, closed=closed)
        if slot.start not in exceptions
    )
    moved = (
        Occurrence(record, record.original, slot)
        for record in exceptions.values()
        if (slot := exception_slot(master, record)) is not None and overlaps(slot, low, high, closed=closed)
    )
    rows = list(chain(ordinary, moved))
    if skew is not None:
        rows = list(_skewed(master, rows, skew, low, high))
    return sorted(rows, key=lambda row: (row.slot.start, row.original))


def exception_slot(master: Record, exception: Record) -> Slot | None:
    """Where an exception is: at its own times, or at its original one where it has none of its own."""
    if exception.slot is not None or master.slot is None:
        return exception.slot
    return master.slot.moved_to(exception.original)


def last_start(master: Record) -> datetime | None:
    """The last start of a rule with an end, in UTC; None for one that cannot be read."""
    if master.slot is None:
        return None
    every = deque(_starts_between(master, master.slot, master.slot.start, midnight(date(9000, 1, 1))), maxlen=1)
    return datetime.fromtimestamp(every[0], UTC) if every else None


def _starts_between(master: Record, first: Slot, low: int, high: int) -> Iterator[int]:
    """Starts on the time line from `low` to `high`, possibly a day more on either side."""
    rule = str(master.raw.get("recurrence"))
    try:
        if first.all_day:
            begin, finish = _days(low, high)
            for day in starts(rule, day_of(first.start), begin, finish):
                yield midnight(day)
        else:
            zone = zone_of(first.zone)
            clock_low, clock_high = (
                datetime.fromtimestamp(moment, zone).replace(tzinfo=None) for moment in (low, high)
            )
            local = datetime.fromtimestamp(first.start, zone).replace(tzinfo=None)
            told: set[int] = set()
            for moment in starts(rule, local, clock_low - _MARGIN, clock_high + _MARGIN, zone=zone):
                # The series keeps its own instant where the clock shows its time twice; times of the rule that fall
                # onto one instant, around an hour that is left out, are one occurrence.
                instant = first.start if moment == local else resolve(moment, zone)
                if instant not in told:
                    told.add(instant)
                    yield instant
    except ValueError:
        yield first.start


def _days(low: int, high: int) -> tuple[date, date]:
    return day_of(low) - _MARGIN, day_of(high) + 2 * _MARGIN


def _skewed(master: Record, rows: list[Occurrence], skew: Skew, low: int, high: int) -> Iterator[Occurrence]:
    for row in rows:
        if row.original in skew.drop:
            continue
        shift = skew.shift.get(row.original, 0)
        yield Occurrence(row.record, row.original + shift, row.slot.moved_to(row.slot.start + shift))
    for original in skew.add:
        if master.slot is not None and overlaps(slot := master.slot.moved_to(original), low, high):
            yield Occurrence(master, original, slot)
