"""A calendar with every kind of event in and around November 2026, as a data file of the simulator."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

CAL = "feishu.cn_me@group.calendar.feishu.cn"
SHANGHAI, NEW_YORK, BERLIN = "Asia/Shanghai", "America/New_York", "Europe/Berlin"

Raw = dict[str, Any]


def timed(uid: str, start: str, hours: float = 1, zone: str = SHANGHAI, **fields: Any) -> Raw:
    """A timed event; ``start`` is on the wall of its zone. ``original`` makes it an exception of that series."""
    begins = seconds(start, zone)
    return {
        "event_id": f"{uid}_0",
        "summary": uid,
        "start_time": {"timestamp": str(begins), "timezone": zone},
        "end_time": {"timestamp": str(begins + int(hours * 3600)), "timezone": zone},
        **fields,
    }


def all_day(uid: str, first: str, days: int = 1, **fields: Any) -> Raw:
    """An all-day event of so many days, its title beginning with "day"."""
    after = datetime.fromisoformat(first) + timedelta(days=days)
    return {
        "event_id": f"{uid}_0",
        "summary": f"day {uid}",
        "start_time": {"date": first, "timezone": "UTC"},
        "end_time": {"date": f"{after:%Y-%m-%d}", "timezone": "UTC"},
        **fields,
    }


def exception(event: Raw, original: int, **fields: Any) -> Raw:
    """The event as an exception of the series of the same uid."""
    uid = event["event_id"].removesuffix("_0")
    return {
        **event,
        "event_id": f"{uid}_{original}",
        "is_exception": True,
        "recurring_event_id": f"{uid}_0",
        **fields,
    }


def seconds(wall: str, zone: str = SHANGHAI) -> int:
    """Unix seconds of a time on the wall."""
    return int(datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone)).timestamp())


def november(**switches: Any) -> Raw:
    """The data file, with switches."""
    return {
        "users": [{"open_id": "ou_me", "name": "Me"}],
        "tokens": [{"token": "u-demo", "identity": "ou_me"}],
        "calendars": [
            {"calendar_id": CAL, "summary": "Me", "type": "primary", "owner": "ou_me", "events": [*_events()]}
        ],
        "switches": switches,
    }


def _events() -> list[Raw]:
    return [*_singles(), *_series(), *_exceptions(), *_whole_days()]


def _singles() -> list[Raw]:
    return [
        timed("plain", "2026-11-12 09:30"),
        timed("over midnight", "2026-11-12 23:30"),
        timed("into the span", "2026-10-31 23:00", 2),
        timed("out of the span", "2026-11-30 23:00", 2),
        timed("ends where it starts", "2026-10-31 22:00", 2),
        timed("starts where it ends", "2026-12-01 00:00"),
        timed("all of it", "2026-10-20 10:00", 24 * 60),
        timed("no length", "2026-11-13 15:00", 0),
        timed("before", "2026-10-15 09:00"),
        timed("cancelled", "2026-11-14 10:00", status="cancelled"),
    ]


def _series() -> list[Raw]:
    return [
        timed("stand-up", "2026-01-05 09:30", 0.5, recurrence="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        # Clocks go back on 1 November there, and went back on 25 October in Berlin.
        timed("new york", "2026-10-05 09:00", zone=NEW_YORK, recurrence="FREQ=DAILY;COUNT=40"),
        timed("berlin", "2026-03-02 17:00", zone=BERLIN, recurrence="FREQ=WEEKLY;INTERVAL=2"),
        timed("night shift", "2026-11-03 22:00", 8, recurrence="FREQ=WEEKLY;UNTIL=20261118T000000Z"),
        timed("last friday", "2026-01-30 16:00", recurrence="FREQ=MONTHLY;BYDAY=-1FR"),
        timed("31st", "2026-01-31 12:00", recurrence="FREQ=MONTHLY;BYMONTHDAY=31"),
    ]


def _exceptions() -> list[Raw]:
    def stand_up(day: str) -> int:
        return seconds(f"{day} 09:30")

    return [
        exception(timed("stand-up", "2026-11-10 15:00"), stand_up("2026-11-09"), summary="moved by a day"),
        exception(timed("stand-up", "2026-12-24 15:00"), stand_up("2026-11-11"), summary="moved out of the span"),
        exception(timed("stand-up", "2026-11-15 15:00"), stand_up("2026-12-14"), summary="moved into the span"),
        exception(timed("stand-up", "2026-11-16 15:00"), stand_up("2026-06-01"), summary="moved in from afar"),
        exception(timed("stand-up", "2026-11-17 09:30", 0.5), stand_up("2026-11-17"), status="cancelled"),
        exception(timed("stand-up", "2026-11-18 09:30", 0.5), stand_up("2026-11-18"), summary="retitled"),
        exception(
            timed("new york", "2026-11-01 20:00", zone=NEW_YORK), seconds("2026-11-01 09:00", NEW_YORK), summary="later"
        ),
    ]


def _whole_days() -> list[Raw]:
    return [
        all_day("one", "2026-11-05"),
        all_day("three", "2026-11-29", 3),
        all_day("before", "2026-10-31"),
        all_day("into", "2026-10-30", 3),
        all_day("weekly", "2026-11-04", recurrence="FREQ=WEEKLY"),
        exception(all_day("weekly", "2026-11-26", 2), seconds("2026-11-25", "UTC"), summary="day moved"),
    ]
