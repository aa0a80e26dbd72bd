"""Short ways to say what a store should hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from feishu_tui.model import Calendar, Event, Moment, Span
from feishu_tui.store.records import Listing, Stored
from feishu_tui.store.store import Store

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
ME = Calendar("me", summary="Me", type="primary", role="owner", color=0x579FFF)
TEAM = Calendar("team", summary="Team", alias="小组", type="shared", role="reader")


def clock() -> datetime:
    return NOW


def at(text: str) -> datetime:
    """``2026-11-21 09:30`` in Shanghai."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def seconds(text: str) -> int:
    return int(at(text).timestamp())


def event(uid: str, start: str, minutes: int = 60, *, calendar: str = "me", **fields: Any) -> Event:
    """A timed event in Shanghai; ``fields`` are the model's."""
    first = at(start)
    fields.setdefault("summary", uid)
    fields.setdefault("timezone", "Asia/Shanghai")
    return Event(calendar, f"{uid}_0", first, first + timedelta(minutes=minutes), **fields)


def all_day(uid: str, first: str, days: int = 1, *, calendar: str = "me", **fields: Any) -> Event:
    start = date.fromisoformat(first)
    fields.setdefault("summary", uid)
    return Event(calendar, f"{uid}_0", start, start + timedelta(days=days), **fields)


def exception(master: Event, original: str, start: str = "", minutes: int = 60, **fields: Any) -> Event:
    """An exception of a timed series; without ``start`` it stays where it was meant to be."""
    first = at(start or original)
    fields.setdefault("summary", master.summary)
    return Event(
        master.calendar_id,
        f"{master.uid}_{seconds(original)}",
        first,
        first + timedelta(minutes=minutes),
        timezone=master.timezone,
        is_exception=True,
        series_uid=master.uid,
        **fields,
    )


def fill(store: Store, *events: Event, calendar: str = "me", token: str = "t1", anchor: int = 1) -> None:
    """A complete full pull of one calendar."""
    store.begin_full(calendar, anchor).finish([Stored(each, raw_of(each)) for each in events], token, NOW.timestamp())


def apply(store: Store, *events: Event, calendar: str = "me", token: str | None = "t2") -> None:
    store.apply(calendar, [Stored(each, raw_of(each)) for each in events], token, NOW.timestamp())


def raw_of(event: Event) -> str:
    return f'{{"event_id": "{event.event_id}"}}'


def days(first: str, last: str = "", zone: ZoneInfo = SHANGHAI) -> Span:
    return Span.of_days(date.fromisoformat(first), date.fromisoformat(last or first), zone)


def shown(listing: Listing) -> list[tuple[str, str]]:
    """What a listing shows: title and start."""
    return [(each.event.summary, said(each.start)) for each in listing.occurrences]


def said(moment: Moment) -> str:
    if isinstance(moment, datetime):
        return moment.astimezone(SHANGHAI).strftime("%m-%d %H:%M")
    return moment.strftime("%m-%d")


def ids(events: Sequence[Event]) -> list[str]:
    return [each.event_id for each in events]
