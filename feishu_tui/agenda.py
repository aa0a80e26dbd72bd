"""Occurrences laid out in days: who stands beside whom, what collides, where time is free, what comes next.

Instants are compared by Unix time throughout: ``datetime``s of one zone would compare by wall clock, which repeats
when clocks go back.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.model import Calendar, Occurrence, Span

SortKey = tuple[float, bool, float, int, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """An occurrence on one of the days it touches."""

    occurrence: Occurrence
    day_index: int
    """Which of its days this is, from 1."""
    day_count: int
    """How many days it touches."""
    lane: int = 0
    """Which column it stands in beside what overlaps it on this day, from 0; all-day ones among themselves."""
    lanes: int = 1
    """How many columns that group of overlapping entries needs."""
    conflicts: bool = False
    """Whether it collides with another: both busy, timed, neither cancelled nor declined."""
    mine: bool = True
    """Whether it is one's own time that it takes, unlike a colleague's or a room's."""

    @property
    def starts_here(self) -> bool:
        """Whether it starts on this day."""
        return self.day_index == 1

    @property
    def ends_here(self) -> bool:
        """Whether it ends on this day, midnight at its end included."""
        return self.day_index == self.day_count


@dataclass(frozen=True, slots=True)
class Day:
    """A day and what is on it: all-day entries first, then by start."""

    date: date
    entries: tuple[Entry, ...] = ()
    free: tuple[Span, ...] = ()
    """The stretches of the work hours that nothing of one's own takes, in order, where they were asked for."""


def sort_key(occurrence: Occurrence, zone: tzinfo, order: Mapping[str, int] | None = None) -> SortKey:
    """By start, at the same instant all-day first, then by end, the calendar's place in ``order``, and id."""
    return (
        occurrence.starts_at(zone).timestamp(),
        not occurrence.all_day,
        occurrence.ends_at(zone).timestamp(),
        (order or {}).get(occurrence.calendar_id, len(order or {})),
        occurrence.instance_id,
    )


def days(
    occurrences: Iterable[Occurrence],
    first: date,
    last: date,
    zone: tzinfo,
    order: Iterable[str] = (),
    own: Container[str] | None = None,
    *,
    shown: Callable[[Occurrence], bool] | None = None,
    work_hours: tuple[time, time] | None = None,
) -> list[Day]:
    """Every day from ``first`` to ``last``, both included, with what touches it in ``zone``.

    What goes over midnight is on each day it touches; ending exactly at midnight it does not touch the next.
    ``order`` lists calendar ids; of what starts and ends alike, the earlier calendar's comes first. ``own`` are the
    instance ids that may conflict (see ``own_instances``), ``None`` for all. What ``shown`` says no to takes no place
    and yet conflicts and takes time; ``work_hours`` asks for what is left free of them.
    """
    places = {calendar_id: place for place, calendar_id in enumerate(order)}
    in_order = sorted(occurrences, key=lambda occurrence: sort_key(occurrence, zone, places))
    mine = {one.instance_id for one in in_order if own is None or one.instance_id in own}
    collides = colliding([one for one in in_order if one.instance_id in mine])
    taken = [_extent(one) for one in in_order if work_hours and one.instance_id in mine and takes_time(one)]
    in_order = [one for one in in_order if shown is None or shown(one)]
    touches: dict[date, list[_Touch]] = {}
    for occurrence in in_order:
        touch = _Touch(occurrence, *days_of(occurrence, zone), occurrence.instance_id in mine)
        for ordinal in range(max(touch.begins, first).toordinal(), min(touch.ends, last).toordinal() + 1):
            touches.setdefault(date.fromordinal(ordinal), []).append(touch)
    bars = _bars(in_order)
    every = map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
    return [
        Day(
            day,
            tuple(_entries(day, touches.get(day, []), bars, collides)),
            tuple(gaps(day, work_hours, zone, taken)) if work_hours else (),
        )
        for day in every
    ]


@dataclass(frozen=True, slots=True)
class _Touch:
    """An occurrence with its first and last day."""

    occurrence: Occurrence
    begins: date
    ends: date
    mine: bool

    def on(self, day: date, lane: int, lanes: int, conflicts: bool) -> Entry:
        index = (day - self.begins).days + 1
        return Entry(self.occurrence, index, (self.ends - self.begins).days + 1, lane, lanes, conflicts, self.mine)


def _entries(
    day: date, touches: Sequence[_Touch], bars: Mapping[int, tuple[int, int]], collides: Container[str]
) -> Iterator[Entry]:
    for touch in touches:
        if touch.occurrence.all_day:
            yield touch.on(day, *bars[id(touch.occurrence)], False)
    timed = [touch for touch in touches if not touch.occurrence.all_day]
    for touch, (lane, lanes) in zip(timed, lanes_of([_room_of(touch.occurrence) for touch in timed]), strict=True):
        yield touch.on(day, lane, lanes, touch.occurrence.instance_id in collides)


def days_of(occurrence: Occurrence, zone: tzinfo) -> tuple[date, date]:
    """The first and the last day it touches in ``zone``, both included."""
    start, end = occurrence.start, occurrence.end
    if not (isinstance(start, datetime) and isinstance(end, datetime)):
        return start, max(start, end - timedelta(days=1))
    begins = _day_of(start, zone)
    if end.timestamp() <= start.timestamp():
        return begins, begins
    return begins, _day_of(end, zone, before=timedelta(microseconds=1))


def _day_of(moment: datetime, zone: tzinfo, before: timedelta = timedelta(0)) -> date:
    try:
        # Through UTC: by wall clock, midnight less an instant may be an hour that does not exist.
        return (moment.astimezone(UTC) - before).astimezone(zone).date()
    except OverflowError:  # at the ends of what a datetime can say no zone can be applied
        return moment.date()


def _extent(occurrence: Occurrence) -> tuple[float, float]:
    """Start and end (exclusive) as numbers: Unix seconds, or day numbers for an all-day occurrence."""
    start, end = occurrence.start, occurrence.end
    if isinstance(start, datetime) and isinstance(end, datetime):
        return start.timestamp(), end.timestamp()
    return float(start.toordinal()), float(end.toordinal())


def _room_of(occurrence: Occurrence) -> tuple[float, float]:
    """The extent it is drawn with: what has no length still takes a place."""
    start, end = _extent(occurrence)
    return start, max(end, start + 1)


def _bars(in_order: Sequence[Occurrence]) -> dict[int, tuple[int, int]]:
    """Lane and lanes of the all-day occurrences by identity; a bar over several days keeps its lane on all of them."""
    bars = [occurrence for occurrence in in_order if occurrence.all_day]
    return {id(bar): lane for bar, lane in zip(bars, lanes_of([_room_of(bar) for bar in bars]), strict=True)}


def lanes_of(spans: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    """For each span (end exclusive), in order of start, its lane and how many lanes its cluster has.

    A cluster is what overlaps in an unbroken chain. The lowest free lane, in order of start, colours an interval
    graph with as few lanes as spans ever overlap at once.
    """
    lanes: list[int] = []
    counts: list[int] = []
    free_from: list[float] = []  # when each lane of the cluster becomes free
    cluster = 0  # index of its first span

    def close() -> None:
        counts.extend([len(free_from)] * (len(lanes) - cluster))

    for index, (start, end) in enumerate(spans):
        if free_from and start >= max(free_from):
            close()
            cluster, free_from = index, []
        lane = next((lane for lane, free in enumerate(free_from) if free <= start), len(free_from))
        free_from[lane : lane + 1] = [end]
        lanes.append(lane)
    close()
    return list(zip(lanes, counts, strict=True))


def takes_time(occurrence: Occurrence) -> bool:
    """Whether it keeps one busy at a time of day: timed, busy, neither cancelled nor declined."""
    event = occurrence.event
    if occurrence.all_day or event.free_busy == "free":
        return False
    return is_on(occurrence)


def is_on(occurrence: Occurrence) -> bool:
    """Whether it takes place as far as one is concerned: neither cancelled nor declined."""
    return occurrence.event.status != "cancelled" and occurrence.event.rsvp != "decline"


def is_over(occurrence: Occurrence, now: datetime, zone: tzinfo) -> bool:
    """Whether it has ended; its end is exclusive."""
    return occurrence.ends_at(zone).timestamp() <= now.timestamp()


def is_running(occurrence: Occurrence, now: datetime, zone: tzinfo) -> bool:
    """Whether a timed occurrence runs now."""
    at = now.timestamp()
    return (
        not occurrence.all_day and occurrence.starts_at(zone).timestamp() <= at < occurrence.ends_at(zone).timestamp()
    )


def colliding(in_order: Iterable[Occurrence]) -> set[str]:
    """Instance ids of what overlaps another, of occurrences in order of start; copies of one event do not collide."""
    found: set[str] = set()
    running: dict[str, float] = {}  # instance id -> end
    for occurrence in in_order:
        if not takes_time(occurrence):
            continue
        begins, ends = _extent(occurrence)
        if begins == ends:
            continue
        running = {other: until for other, until in running.items() if until > begins}
        others = running.keys() - {occurrence.instance_id}
        if others:
            found |= others | {occurrence.instance_id}
        running[occurrence.instance_id] = max(ends, running.get(occurrence.instance_id, ends))
    return found


def own_calendars(calendars: Iterable[Calendar]) -> frozenset[str]:
    """The ids of the identity's own primary calendars; empty where none is among ``calendars``."""
    return frozenset(one.calendar_id for one in calendars if one.type == "primary" and one.role == "owner")


def own_instances(occurrences: Iterable[Occurrence], calendars: Iterable[Calendar]) -> frozenset[str] | None:
    """Instance ids of what stands on the identity's own primary calendar: its time, unlike a colleague's or a room's.

    ``None`` where no such calendar is among ``calendars``: nobody's time, or everybody's. Ask before merging copies.
    """
    mine = own_calendars(calendars)
    if not mine:
        return None
    return frozenset(one.instance_id for one in occurrences if one.calendar_id in mine)


def merge_copies(occurrences: Iterable[Occurrence], calendars: Iterable[Calendar]) -> list[Occurrence]:
    """One of each event that several calendars list, at the place of its first copy.

    The organizer's calendar goes before a primary one, that before the others in the order of ``calendars``. Copies
    at different times are different things and all stay.
    """
    known = {calendar.calendar_id: (place, calendar.type) for place, calendar in enumerate(calendars)}

    def rank(occurrence: Occurrence) -> tuple[bool, bool, int]:
        place, kind = known.get(occurrence.calendar_id, (len(known), ""))
        return occurrence.event.organizer_calendar_id != occurrence.calendar_id, kind != "primary", place

    best: dict[tuple[str, bool, float, float], Occurrence] = {}
    for occurrence in occurrences:
        key = (occurrence.instance_id, occurrence.all_day, *_extent(occurrence))
        if key not in best or rank(occurrence) < rank(best[key]):
            best[key] = occurrence
    return list(best.values())


def gaps(day: date, hours: tuple[time, time], zone: tzinfo, taken: Iterable[tuple[float, float]]) -> Iterator[Span]:
    """The stretches of a day's work hours that nothing takes; ``taken`` is in order of start, in Unix seconds."""
    opens, closes = (datetime.combine(day, hour, tzinfo=zone).timestamp() for hour in hours)
    if datetime.fromtimestamp(opens, zone).date() != day:
        # A zone that crossed the date line left the day out.
        return
    free_from = opens
    for start, end in taken:
        until = min(start, closes)
        if until > free_from:
            yield Span(datetime.fromtimestamp(free_from, zone), datetime.fromtimestamp(until, zone))
        free_from = max(free_from, end)
    if closes > free_from:
        yield Span(datetime.fromtimestamp(free_from, zone), datetime.fromtimestamp(closes, zone))


def overlapping(one: Occurrence, others: Iterable[Occurrence]) -> list[Occurrence]:
    """Of ``others`` in their order those that ``one`` collides with, as ``days`` marks it; copies of it do not."""
    start, end = _extent(one)
    if not takes_time(one) or start == end:
        return []
    found = (each for each in others if takes_time(each) and each.instance_id != one.instance_id)
    return [
        each
        for each in found
        if start < _extent(each)[1] and end > _extent(each)[0] and _extent(each)[0] != _extent(each)[1]
    ]


def next_up(
    occurrences: Iterable[Occurrence], now: datetime, zone: tzinfo
) -> tuple[Occurrence | None, Occurrence | None]:
    """What runs at ``now`` (of several the one that started last) and what starts next; timed ones only.

    What is cancelled or declined is passed over. ``None`` where there is none among ``occurrences``.
    """
    at = now.timestamp()
    timed = [one for one in occurrences if not one.all_day and is_on(one)]
    timed.sort(key=lambda one: sort_key(one, zone))
    running = [one for one in timed if is_running(one, now, zone)]
    coming = (one for one in timed if one.starts_at(zone).timestamp() > at)
    return (running[-1] if running else None), next(coming, None)
