"""Documents as another program reads them: the icalendar and recurring-ical-events packages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import recurring_ical_events

from feishu_tui.ical import Exported, calendar_text
from feishu_tui.model import Event, Moment, Occurrence, Span

STAMP = datetime(2026, 11, 21, 3, 7, tzinfo=UTC)
Seen = tuple[str, str, str]
"""Start, end (instants in UTC, or dates) and title."""


def document(found: Sequence[Exported]) -> str:
    """The document of some events, which are called by their summaries."""
    return calendar_text(found, lambda event: event.summary, STAMP)


def exported(event: Event, *exceptions: Event) -> Exported:
    """An event with its exceptions, without details."""
    return Exported(event.uid, event, None, tuple(Exported(event.uid, each, None) for each in exceptions))


def component(text: str, name: str = "VEVENT") -> Any:
    """The first component of that name."""
    return icalendar.Calendar.from_ical(text).walk(name)[0]


def others_see(text: str, span: Span) -> list[Seen]:
    """What another program shows of a span."""
    calendar = icalendar.Calendar.from_ical(text)
    found = recurring_ical_events.of(calendar).between(span.start, span.end)
    seen = []
    for each in found:
        start, end = each["DTSTART"].dt, each.get("DTEND", each["DTSTART"]).dt
        if span.overlaps(start, end):
            seen.append((_told(start), _told(end), str(each["SUMMARY"])))
    return sorted(seen)


def we_see(occurrences: Iterable[Occurrence]) -> list[Seen]:
    """The same of our occurrences."""
    return sorted((_told(one.start), _told(one.end), one.event.summary) for one in occurrences)


def _told(moment: Moment) -> str:
    return moment.astimezone(UTC).isoformat() if isinstance(moment, datetime) else moment.isoformat()


def days(first: date, count: int) -> Span:
    """A span of whole days in UTC."""
    return Span.of_days(first, first + timedelta(days=count - 1), UTC)
