"""The timed events of a day as blocks on rows of equal minutes, side by side where they meet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, tzinfo

from feishu_tui.agenda import Day, Entry, lanes_of
from feishu_tui.lazy_dataclasses import dataclass, replace
from feishu_tui.model import Occurrence
from feishu_tui.ui.agenda_lines import Spot

DAY_MINUTES = 24 * 60
_BAR_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Block:
    """An event on the rows it takes, or several that have to share a place."""

    entries: tuple[Entry, ...]
    top: int
    """The first row, counted from midnight."""
    bottom: int
    """The row after the last; always below ``top``."""
    lane: int = 0
    lanes: int = 1
    """Of how many columns side by side it stands in which, from 0."""
    span: int = 1
    """How many of them it takes."""
    behind: int = 0
    """How many others share its place and are told of nowhere else."""


def is_bar(occurrence: Occurrence) -> bool:
    """Whether it stands above the hours: all-day, or timed over 24 hours and more."""
    if occurrence.all_day:
        return True
    return occurrence.ends_at(UTC).timestamp() - occurrence.starts_at(UTC).timestamp() >= _BAR_SECONDS


def minutes_of(entry: Entry, zone: tzinfo) -> tuple[int, int]:
    """From which minute of its day to which, by the clock on the wall; a whole day is 0 to 1440.

    Where clocks go back, something may end at an earlier minute than it begins.
    """
    start = entry.occurrence.starts_at(zone).astimezone(zone)
    end = entry.occurrence.ends_at(zone).astimezone(zone)
    first = start.hour * 60 + start.minute if entry.starts_here else 0
    ends_today = entry.ends_here and not (end.hour == end.minute == 0 and end.date() > start.date())
    return first, end.hour * 60 + end.minute if ends_today else DAY_MINUTES


def blocks(day: Day, zone: tzinfo, minutes: int, most: int, chosen: Spot) -> list[Block]:
    """The blocks of a day on rows of so many ``minutes``, at most ``most`` side by side; none lies on another.

    Each takes the rows its times are nearest to, at least one. What finds no column of its own shares the last one;
    the ``chosen`` one comes out of there onto rows of its own.
    """
    rows = DAY_MINUTES // minutes
    spans: list[tuple[int, int, Entry]] = []
    for entry in day.entries:
        if not is_bar(entry.occurrence):
            first, last = minutes_of(entry, zone)
            top = min((2 * first + minutes) // (2 * minutes), rows - 1)
            spans.append((top, min(max((2 * last + minutes) // (2 * minutes), top + 1), rows), entry))
    spans.sort(key=lambda span: (span[0], -span[1]))
    lanes = lanes_of([(top, bottom) for top, bottom, _ in spans])
    found = [
        Block((entry,), top, bottom, lane, count)
        for (top, bottom, entry), (lane, count) in zip(spans, lanes, strict=True)
    ]
    return _widened(list(_gathered(found, most, chosen)))


def _gathered(found: Sequence[Block], most: int, chosen: Spot) -> Iterator[Block]:
    """The blocks with those beyond the last lane put together, where they touch one another."""
    stack: Block | None = None
    for block in found:
        if block.lanes <= most:
            yield block
        elif block.lane < most - 1:
            yield replace(block, lanes=most)
        elif stack and block.top < stack.bottom:
            stack = replace(stack, entries=stack.entries + block.entries, bottom=max(stack.bottom, block.bottom))
        else:
            if stack:
                yield from _opened(stack, found, chosen)
            stack = replace(block, lane=most - 1, lanes=most)
    if stack:
        yield from _opened(stack, found, chosen)


def _opened(stack: Block, found: Sequence[Block], chosen: Spot) -> Iterator[Block]:
    """A stack with the chosen event, where it is one of it, on its own rows between the others."""
    out = next(
        (each for each in found if each.entries[0] in stack.entries and is_chosen(each.entries[0], chosen)), None
    )
    if out is None:
        yield stack
        return
    rest = tuple(entry for entry in stack.entries if entry is not out.entries[0])
    if stack.top < out.top:
        yield replace(stack, entries=rest, bottom=out.top)
    hides = stack.top == out.top and stack.bottom == out.bottom
    yield replace(out, lane=stack.lane, lanes=stack.lanes, behind=len(rest) if hides else 0)
    if out.bottom < stack.bottom:
        yield replace(stack, entries=rest, top=out.bottom)


def _widened(found: Sequence[Block]) -> list[Block]:
    """The blocks with each taking the free columns to its right."""
    wide: list[Block] = []
    for block in found:
        right = [
            other.lane
            for other in found
            if other.lane > block.lane and other.top < block.bottom and block.top < other.bottom
        ]
        wide.append(replace(block, span=min(right, default=block.lanes) - block.lane))
    return wide


def is_chosen(entry: Entry, chosen: Spot) -> bool:
    """Whether an entry is the one selected, on whichever of its days."""
    one = entry.occurrence
    return bool(chosen.instance_id) and (one.instance_id, one.calendar_id) == (chosen.instance_id, chosen.calendar_id)
