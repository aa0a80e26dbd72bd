"""From occurrences to what is exported: each event once, a series whole, with its exceptions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from feishu_tui.errors import UnreadableRule
from feishu_tui.ical.rules import settled
from feishu_tui.lazy_dataclasses import dataclass, replace
from feishu_tui.model import Event, EventDetail, Occurrence


class Row(Protocol):
    """An event as the cache keeps it."""

    @property
    def event(self) -> Event:
        """The event."""


class Known(Protocol):
    """What the cache knows beyond occurrences."""

    def event(self, calendar_id: str | None, event_id: str) -> Row | None:
        """The event of that id."""

    def exceptions(self, calendar_id: str, uid: str) -> list[Event]:
        """All exceptions of a series, cancelled ones too."""

    def detail(self, calendar_id: str, event_id: str) -> tuple[EventDetail, float] | None:
        """The details of an event, where they were ever fetched."""


@dataclass(frozen=True, slots=True)
class Exported:
    """An event, and for a series its exceptions; ``uid`` is the same however often it is exported."""

    uid: str
    event: Event
    detail: EventDetail | None
    exceptions: tuple[Exported, ...] = ()
    """Exceptions, cancelled ones too; none of a single event."""

    def events(self) -> Iterable[Event]:
        """The event and its exceptions."""
        return self.event, *(each.event for each in self.exceptions)


def gathered(occurrences: Iterable[Occurrence], known: Known) -> list[Exported]:
    """Everything the occurrences belong to, in their order.

    An occurrence whose series is not known, cannot be written as a rule, or is expanded otherwise by the server,
    stands for itself alone.
    """
    series: dict[tuple[str, str], list[Occurrence]] = {}
    for one in occurrences:
        event = one.event
        uid = (event.series_uid or event.uid) if one.recurring else event.event_id
        series.setdefault((event.calendar_id, uid), []).append(one)
    found: list[Exported] = []
    for (calendar_id, uid), group in series.items():
        master = _master(calendar_id, uid, group, known)
        if master is None:
            found += (_alone(one, known) for one in group)
        else:
            exceptions = [
                Exported(uid, each, _detail(each, known)) for each in known.exceptions(calendar_id, master.uid)
            ]
            found.append(Exported(uid, master, _detail(master, known), tuple(exceptions)))
    return found


def _master(calendar_id: str, uid: str, group: Sequence[Occurrence], known: Known) -> Event | None:
    """The series of some occurrences, settled; ``None`` where they have to stand alone."""
    if not all(one.recurring for one in group) or any(one.from_server for one in group):
        return None
    row = known.event(calendar_id, f"{uid}_0")
    if row is None or not row.event.is_series:
        return None
    try:
        return settled(row.event)
    except UnreadableRule:
        return None


def _alone(one: Occurrence, known: Known) -> Exported:
    event = replace(one.event, start=one.start, end=one.end, recurrence="")
    return Exported(one.instance_id if one.recurring else event.uid, event, _detail(event, known))


def _detail(event: Event, known: Known) -> EventDetail | None:
    found = known.detail(event.calendar_id, event.event_id)
    return found[0] if found else None
