"""Writes the sample's events down: times on the office's clock around a given now, fields as the pages name them."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from feishu_tui.simulator.expand import resolve
from feishu_tui.simulator.sample_people import ME, Person, Raw


def color(rgb: int) -> int:
    """0xRRGGBB, fully opaque, in the API's spelling: ARGB in a signed 32-bit number."""
    return rgb - 0x1000000


def meeting(number: str, **settings: Any) -> Raw:
    """A Feishu video meeting of nine digits, with its settings."""
    url = f"https://vc.feishu.cn/j/{number}"
    return {
        "vc_type": "vc",
        "icon_type": "vc",
        "description": "",
        "meeting_url": url,
        "meeting_settings": {
            "owner_id": ME.open_id,
            "join_meeting_permission": "only_organization_employees",
            "assign_hosts": [ME.open_id],
            "auto_record": False,
            "open_lobby": False,
            "allow_attendees_start": True,
            **settings,
        },
    }


def third_party(url: str, description: str) -> Raw:
    """A meeting held elsewhere."""
    return {"vc_type": "third_party", "icon_type": "default", "description": description, "meeting_url": url}


class Diary:
    """The sample's sense of time: everything is placed relative to `now`, on the wall clock of `timezone`."""

    def __init__(self, now: datetime, timezone: str) -> None:
        self.timezone = timezone
        self.now = now.astimezone(ZoneInfo(timezone)).replace(tzinfo=None, fold=0)
        self.today = self.now.date()

    def day(self, offset: int) -> date:
        """So many days from today."""
        return self.today + timedelta(days=offset)

    def weekday(self, weekday: int, weeks: int = 0) -> date:
        """That weekday (0 is Monday) of this week or `weeks` later."""
        return self.today + timedelta(days=weekday - self.today.weekday() + 7 * weeks)

    def working_day(self, offset: int) -> date:
        """The day so many days from today, or the first after it that is no Saturday or Sunday."""
        day = self.day(offset)
        return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)

    def timed(self, day: date, clock: str, minutes: int, zone: str = "", end_zone: str = "") -> Raw:
        """The times of an event that begins at `clock` (HH:MM in `zone`) and lasts `minutes` of real time."""
        hour, minute = map(int, clock.split(":"))
        return self.between(datetime(day.year, day.month, day.day, hour, minute), minutes, zone, end_zone)

    def between(self, local: datetime, minutes: int, zone: str = "", end_zone: str = "") -> Raw:
        """As `timed`, from a naive wall-clock time on."""
        name = zone or self.timezone
        start = resolve(local, ZoneInfo(name))
        return {
            "start_time": {"timestamp": str(start), "timezone": name},
            "end_time": {"timestamp": str(start + 60 * minutes), "timezone": end_zone or name},
        }

    def all_day(self, first: date, days: int = 1) -> Raw:
        """The times of an all-day event; the end date is the day after the last one."""
        last = first + timedelta(days=days)
        return {
            "start_time": {"date": first.isoformat(), "timezone": "UTC"},
            "end_time": {"date": last.isoformat(), "timezone": "UTC"},
        }

    def event(self, name: str, times: Raw, summary: str, *, organizer: Person = ME, **fields: Any) -> Raw:
        """An event with every field the list page documents; `name` makes its id, `fields` replace what is usual."""
        return {
            "event_id": f"{uuid.uuid5(uuid.NAMESPACE_URL, f'sample office: {name}')}_0",
            "organizer_calendar_id": organizer.primary,
            "summary": summary,
            "description": "",
            **times,
            "vchat": {"vc_type": "no_meeting", "icon_type": "", "description": "", "meeting_url": ""},
            "visibility": "default",
            "attendee_ability": "can_see_others",
            "free_busy_status": "busy",
            "location": {},
            "color": -1,
            "reminders": [{"minutes": 5}],
            "recurrence": "",
            "status": "confirmed",
            "is_exception": False,
            "recurring_event_id": "",
            "create_time": str(self._created(times)),
            "schemas": [],
            "event_organizer": {"user_id": organizer.open_id, "display_name": organizer.name},
            "attachments": [],
            **fields,
        }

    def exception(self, master: Raw, original: int, **fields: Any) -> Raw:
        """The occurrence of a series scheduled for `original` (Unix seconds), with `fields` of its own."""
        uid = master["event_id"].removesuffix("_0")
        length = int(master["end_time"]["timestamp"]) - int(master["start_time"]["timestamp"])
        return {
            **master,
            "event_id": f"{uid}_{original}",
            "start_time": {**master["start_time"], "timestamp": str(original)},
            "end_time": {**master["end_time"], "timestamp": str(original + length)},
            "recurrence": "",
            "is_exception": True,
            "recurring_event_id": master["event_id"],
            **fields,
        }

    def original(self, master: Raw, day: date) -> int:
        """The Unix seconds at which a timed series meant to begin on a day."""
        zone = ZoneInfo(master["start_time"]["timezone"])
        first = datetime.fromtimestamp(int(master["start_time"]["timestamp"]), zone)
        return resolve(datetime.combine(day, first.time()), zone)

    def _created(self, times: Raw) -> int:
        """When the event was put in: nine days before it begins, or before now for what is still to come."""
        start = times["start_time"]
        moment = (
            int(start["timestamp"])
            if "timestamp" in start
            else resolve(datetime.combine(date.fromisoformat(start["date"]), datetime.min.time()), ZoneInfo("UTC"))
        )
        return min(moment, resolve(self.now, ZoneInfo(self.timezone))) - 9 * 86400
