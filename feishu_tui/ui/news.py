"""What changed and was not seen yet, as the screen sees it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from feishu_tui.lazy_json import dumps, loads
from feishu_tui.model import Event, Moment, Occurrence, Place, Span, split_event_id

if TYPE_CHECKING:
    from feishu_tui.store import Store
    from feishu_tui.store.changes import Change

_VISITED = "changes_seen_up_to"
"""The ``meta`` key of the last look at the list of changes."""


class Visit(NamedTuple):
    """A look at the list of changes: when, in Unix seconds, and the number of the newest change there was."""

    at: float
    newest: int


class News:
    """The changes of the calendars that are shown; of copies of an event on several calendars one."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._order: Mapping[str, int] = {}
        self._lingering: Change | None = None
        self._told: int | None = None
        self.unseen: Mapping[str, Change] = {}
        """By event id."""

    def refresh(self, shown: Collection[str]) -> None:
        """Read anew, of the calendars ``shown``, in this order."""
        self._order = {calendar_id: place for place, calendar_id in enumerate(shown)}
        self.unseen = {change.event_id: change for change in self._once(self._store.changes(unseen_only=True))}
        if self._told is None:
            self._told = self._newest

    @property
    def count(self) -> int:
        """How many changes nobody has looked at."""
        return len(self.unseen)

    @property
    def told(self) -> tuple[Mapping[str, Change], Change | None]:
        """What there is to tell, as ``of`` and ``cancelled`` have it."""
        return self.unseen, self._lingering

    def of(self, event: Event) -> Change | None:
        """What changed of an event: until it was looked at, and as long as that goes on."""
        lingering = self._lingering
        if lingering is not None and lingering.event_id == event.event_id:
            return lingering
        return self.unseen.get(event.event_id)

    def cancelled(self, span: Span, listed: Iterable[Occurrence]) -> list[Occurrence]:
        """What is no more, where it was, in the span's zone: as long as its change is told (see ``of``).

        Left out is what is ``listed`` all the same, since another calendar has it still, and a series that is gone as
        a whole, since nobody knows its times any more.
        """
        told = {**self.unseen, **({self._lingering.event_id: self._lingering} if self._lingering else {})}
        gone = [change for change in told.values() if change.kinds == ("cancelled",) and not change.is_series]
        found = [_as_it_was(change, span.start.tzinfo) for change in gone]
        there = {one.instance_id for one in listed} if found else ()
        return [one for one in found if span.overlaps(one.start, one.end) and one.instance_id not in there]

    def look_at(self, event: Event | None) -> Change | None:
        """The cursor is on that event now; the change that was looked at before and is not marked any more."""
        lingering = self._lingering
        if lingering is not None and event is not None and event.event_id == lingering.event_id:
            return None
        self._lingering = None
        return lingering

    def see(self, event: Event) -> bool:
        """Somebody looks at the event: its change is no news any more; whether it was."""
        change = self.unseen.get(event.event_id)
        if change is None:
            return False
        self._lingering = change
        self._forget([event.event_id])
        return True

    def see_all(self, changes: Iterable[Change]) -> list[str]:
        """Somebody has seen these; whose they are, for ``keep_seen``."""
        ids = [change.event_id for change in changes if change.event_id in self.unseen]
        self._forget(ids)
        return ids

    def keep_seen(self, event_ids: Collection[str]) -> None:
        """Remember that these were seen; for a thread, as another program may be writing."""
        self._store.mark_seen(event_ids)

    def fresh(self) -> int:
        """How many came since this was asked last, or since the program was started."""
        found = sum(change.number > (self._told or 0) for change in self.unseen.values())
        self._told = max(self._newest, self._told or 0)
        return found

    def listed(self) -> list[Change]:
        """Every change that is kept, the latest first."""
        return self._once(self._store.changes())

    def visit(self, now: float, changes: Sequence[Change]) -> Visit | None:
        """Someone looks at the list of changes as it is now; when that was last done, ``None`` for never."""
        last = loads(self._store.meta(_VISITED) or "null")
        newest = max((change.number for change in changes), default=0)
        self._store.set_meta(_VISITED, dumps(Visit(now, newest)))
        return None if last is None else Visit(*last)

    @property
    def _newest(self) -> int:
        return max((change.number for change in self.unseen.values()), default=0)

    def _forget(self, event_ids: Collection[str]) -> None:
        self.unseen = {name: change for name, change in self.unseen.items() if name not in event_ids}

    def _once(self, changes: Iterable[Change]) -> list[Change]:
        """Each event's change once, as the first of the shown calendars has it."""
        best: dict[tuple[object, ...], Change] = {}
        for change in changes:
            if change.calendar_id not in self._order:
                continue
            key = (change.event_id, *(state and state.start for state in (change.before, change.after)))
            if key not in best or self._order[change.calendar_id] < self._order[best[key].calendar_id]:
                best[key] = change
        return list(best.values())


def _as_it_was(change: Change, zone: tzinfo | None) -> Occurrence:
    """What was cancelled, as an occurrence of an event that is."""
    was = change.latest
    uid, original_time = split_event_id(change.event_id)
    start, end = (_in_zone(moment, zone) for moment in (was.start, was.end))
    event = Event(
        change.calendar_id,
        change.event_id,
        start,
        end,
        was.summary,
        status="cancelled",
        is_exception=change.is_occurrence,
        series_uid=uid if change.is_occurrence else "",
        place=Place(was.place),
    )
    return Occurrence(event, start, end, original_time, recurring=change.is_occurrence)


def _in_zone(moment: Moment, zone: tzinfo | None) -> Moment:
    return moment.astimezone(zone) if isinstance(moment, datetime) else moment
