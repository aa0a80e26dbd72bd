"""Of a series the occurrence to show: the next one, or of what is over the last."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from feishu_tui.errors import RecurrenceError
from feishu_tui.model import Event, Moment, Occurrence, Span, original_time_of

if TYPE_CHECKING:
    from feishu_tui.recurrence import Shared

LOOK_BACK = timedelta(days=400)
"""How far back the last occurrence is looked for within days that are asked for."""
_LOOKS_BACK = (timedelta(days=31), LOOK_BACK)
"""How far back what is gone is looked for, one after the other."""


class Outlook(NamedTuple):
    """The occurrence of a series to show, and how many it stands for."""

    occurrence: Occurrence
    times: int | None
    """How many are still to come, or lie in the span asked for; ``None`` when it never ends, or cannot be counted."""


def outlook(
    master: Event, exceptions: Sequence[Event], now: datetime, span: Span | None = None, shared: Shared | None = None
) -> Outlook | None:
    """What to show of a series; ``now`` is aware, in the display zone. ``None`` where it has nothing in the span.

    ``shared`` is what the series of the same question may take together.
    """
    if span is None and not exceptions:
        return outlook_of_rows(master, (), lambda: (), now, shared)
    return _worked_out(master, exceptions, now, span, shared)


def outlook_of_rows(
    master: Event, rows: Hashable, exceptions: Callable[[], Sequence[Event]], now: datetime, shared: Shared | None
) -> Outlook | None:
    """As ``outlook`` without a span; what was found out is remembered for as long as ``rows`` are the same.

    These are what ``exceptions`` makes the series' exceptions of.
    """
    key = (master, now.tzinfo, rows)
    known = _KNOWN.get(key)
    if known is not None and known.since <= now < known.until:
        return known.outlook
    own = exceptions()
    found = _worked_out(master, own, now, None, shared)
    if found is not None:
        _remember(key, own, now, found, shared)
    return found


def _worked_out(
    master: Event, exceptions: Sequence[Event], now: datetime, span: Span | None, shared: Shared | None
) -> Outlook | None:
    try:
        return _outlook(master, exceptions, now, span, shared)
    except RecurrenceError:
        alone = Occurrence(master, master.start, master.end, original_time_of(master.start), recurring=True)
        return Outlook(alone, None) if span is None or span.overlaps(master.start, master.end) else None


_Series = tuple[Event, tzinfo | None, Hashable]
"""A master, the display zone, and what its exceptions are made of."""
_NEVER = datetime.max.replace(tzinfo=UTC)


class _Known(NamedTuple):
    """What to show of a series between two moments, as nothing of it begins or ends there."""

    since: datetime
    until: datetime
    outlook: Outlook


_KNOWN: dict[_Series, _Known] = {}
"""What was found out last: each key that is typed asks of much the same series."""
_MOST_KNOWN = 512


def _remember(key: _Series, exceptions: Sequence[Event], now: datetime, found: Outlook, shared: Shared | None) -> None:
    ends = found.occurrence.ends_at(now.tzinfo or UTC)
    until = ends if ends > now else _NEVER
    if exceptions:
        until = _until(key[0], exceptions, now, found, shared)
    if len(_KNOWN) >= _MOST_KNOWN:
        _KNOWN.clear()
    _KNOWN[key] = _Known(now, until, found)


def _until(
    master: Event, exceptions: Sequence[Event], now: datetime, found: Outlook, shared: Shared | None
) -> datetime:
    """When something else may have to be shown of a series with exceptions."""
    try:
        coming = _coming(master, exceptions, now, 1, shared)
        if not coming:
            return _NEVER
        if coming != [found.occurrence.start]:
            return now
        zone, length = now.tzinfo or UTC, _length(master)
        until = found.occurrence.starts_at(zone) + length
        for start in _coming(master, (), now, 1, shared) if found.times else ():
            # What is left of the rule is counted whether or not something stands in for it.
            own = Occurrence(master, start, start, original_time_of(start), recurring=True)
            until = min(until, own.starts_at(zone) + length)
        return until
    except RecurrenceError:
        return now


def unfolded(
    master: Event, exceptions: Sequence[Event], now: datetime, count: int, span: Span | None = None
) -> list[Occurrence]:
    """The occurrence that runs at ``now`` and those after it, then those gone, the latest first; ``count`` at most.

    Only those in the span, where there is one. Of a rule that cannot be read what ``outlook`` shows.
    """
    try:
        found = _still_coming(master, exceptions, now, count, span)
        return found + _gone(master, exceptions, now, count - len(found), span)
    except RecurrenceError:
        shown = outlook(master, exceptions, now, span)
        return [] if shown is None else [shown.occurrence]


def _still_coming(
    master: Event, exceptions: Sequence[Event], now: datetime, count: int, span: Span | None
) -> list[Occurrence]:
    after = now if span is None else max(now, span.start)
    starts = _coming(master, exceptions, after, count)
    found = [each for start in starts if (each := _at(master, exceptions, start, now.tzinfo)) is not None]
    return [each for each in found if span is None or span.overlaps(each.start, each.end)]


def _gone(master: Event, exceptions: Sequence[Event], now: datetime, count: int, span: Span | None) -> list[Occurrence]:
    from feishu_tui.recurrence import expand, last_start

    zone = now.tzinfo or UTC
    until = now if span is None else min(now, span.end)
    last = last_start(master)
    if last is not None:
        until = min(until, datetime.fromtimestamp(original_time_of(last), UTC) + timedelta(days=2))
    for back in _LOOKS_BACK:
        low = until - back if span is None else max(until - back, span.start)
        found = expand(master, exceptions, Span(low, until)) if count > 0 and low < until else []
        gone = [each for each in reversed(found) if each.ends_at(zone) <= now]
        if len(gone) >= count:
            break
    return gone[: max(count, 0)]


def _outlook(
    master: Event, exceptions: Sequence[Event], now: datetime, span: Span | None, shared: Shared | None
) -> Outlook | None:
    from feishu_tui.recurrence import last_start, remaining

    zone = now.tzinfo
    if span is not None:
        return _within(master, exceptions, now, span, shared)
    for start in _coming(master, exceptions, now, 1, shared):
        found = _at(master, exceptions, start, zone)
        if found is not None:
            return Outlook(found, remaining(master, now - _length(master), shared))
    last = last_start(master, shared)
    found = _at(master, exceptions, last, zone) if last is not None else None
    if found is None:
        found = Occurrence(master, master.start, master.end, original_time_of(master.start), recurring=True)
    return Outlook(found, 0)


def _within(
    master: Event, exceptions: Sequence[Event], now: datetime, span: Span, shared: Shared | None
) -> Outlook | None:
    from feishu_tui.recurrence import expand

    after = max(now, span.start)
    for start in _coming(master, exceptions, after, 1, shared):
        found = _at(master, exceptions, start, now.tzinfo)
        if found is not None and span.overlaps(found.start, found.end):
            return Outlook(found, _count(master, exceptions, span, shared))
    until = min(now, span.end) if span.start < now else span.end
    past = Span(max(span.start, until - LOOK_BACK), until)
    gone = expand(master, exceptions, past, shared) if past.start < past.end else []
    return Outlook(gone[-1], _count(master, exceptions, span, shared)) if gone else None


def _count(master: Event, exceptions: Sequence[Event], span: Span, shared: Shared | None) -> int | None:
    from feishu_tui.recurrence import expand

    if span.end - span.start > LOOK_BACK * 2:
        return None
    return len(expand(master, exceptions, span, shared))


def _coming(
    master: Event, exceptions: Sequence[Event], now: datetime, count: int, shared: Shared | None = None
) -> list[Moment]:
    """Starts of what runs at ``now`` or comes after it."""
    from feishu_tui.recurrence import next_starts

    return next_starts(master, exceptions, now - max(_length(master), timedelta(seconds=1)), count, shared)


def _at(master: Event, exceptions: Sequence[Event], start: Moment, zone: tzinfo | None) -> Occurrence | None:
    """The occurrence that starts then."""
    if not exceptions:
        return Occurrence(master, start, _end_of(start, _length(master)), original_time_of(start), recurring=True)
    from feishu_tui.recurrence import expand

    if isinstance(start, datetime):
        span = Span(start, start + timedelta(seconds=1))
    else:
        span = Span.of_days(start, start, zone or UTC)
    return next((each for each in expand(master, exceptions, span) if each.start == start), None)


def _end_of(start: Moment, length: timedelta) -> Moment:
    if isinstance(start, datetime):  # by instants: the wall clock may change in between
        return datetime.fromtimestamp(start.timestamp() + length.total_seconds(), start.tzinfo)
    return start + length


def _length(master: Event) -> timedelta:
    if isinstance(master.start, datetime) and isinstance(master.end, datetime):
        return timedelta(seconds=master.end.timestamp() - master.start.timestamp())
    return timedelta(seconds=original_time_of(master.end) - original_time_of(master.start))
