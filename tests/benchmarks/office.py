"""Made-up calendars of any size: singles, series of all ages, exceptions, Chinese and English, attendees.

A bigger office is one that reaches farther and lies denser away from now: the days around now hold about as much at
every size, as somebody's own week does, and what is added are other weeks, and series that are over or rare. The same
count and day always give the same office, and another day moves it along, weekdays aside.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

ZONE_VARIABLE = "FEISHU_TUI_BENCHMARK_ZONE"
"""Tells the processes of one run which zone it is in."""
MORNING = 9


def _zone_where_it_is_morning() -> str:
    """One without summer time, so that a run at any hour meets the same day and no midnight."""
    offset = MORNING - datetime.now(UTC).hour
    return f"Etc/GMT{-(offset if offset >= -12 else offset + 24):+d}"


ZONE = ZoneInfo(os.environ.setdefault(ZONE_VARIABLE, _zone_where_it_is_morning()))
TOKEN = "u-demo"
OWNER = "ou_bench_owner"
MARK = "Quarter close"
"""The title of an all-day event of today's: where it can be read, today's agenda can."""
COMMON_WORD = "review"
"""In many titles, at every size."""

NEAR_DAYS = 58
"""Days either side of now that hold the same at every size."""
SINGLES_A_DAY = 3
"""With the series, seven to nine events a day where there are 10 000 or more: a full day of somebody's."""
PAST_DAYS, COMING_DAYS = 360, 800
"""How far the other single events reach, at least."""
SERIES_SHARE, EXCEPTIONS_SHARE = 0.02, 0.05

SUBJECTS = (
    "Design review", "设计评审", "Sprint planning", "迭代计划会", "1:1 王芳", "1:1 with Anna", "Budget review",
    "预算评审", "Interview: platform engineer", "面试：平台工程师", "Release 3.2", "版本发布", "Incident review",
    "故障复盘", "Customer call Nordwind", "客户沟通", "Security training", "安全培训", "All hands", "全员大会",
    "Roadmap Q1", "季度规划", "Code reading", "代码走读", "Lunch with Jonas", "健身", "Dentist", "架构委员会",
    "Architecture board", "On-call handover",
)  # fmt: skip
PLACES = ("F3-05 外滩", "F3-12 西湖", "Room Berlin", "Conference 7", "", "", "")
PEOPLE = (
    "李明",
    "陈静",
    "王芳",
    "赵磊",
    "Anna Schmidt",
    "Jonas Weber",
    "Priya Nair",
    "林晓",
    "周洋",
    "欧阳娜娜(Nana Ouyang)",
)
RULES = (
    ("FREQ=DAILY", 6), ("FREQ=WEEKLY;BYDAY=MO,WE,FR", 20), ("FREQ=WEEKLY", 30), ("FREQ=WEEKLY;INTERVAL=2", 20),
    ("FREQ=MONTHLY", 10), ("FREQ=MONTHLY;BYDAY=1TU", 8), ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", 6),
)  # fmt: skip
"""Rules and how often each is met, of every hundred series."""
LIVE_SERIES = 72
"""Series of which some still go on; further ones are over, or birthdays."""


@dataclass(frozen=True, slots=True)
class Made:
    """One event before it takes any program's form; times are wall-clock in ``ZONE``."""

    uid: str
    calendar: int
    summary: str
    start: datetime
    minutes: int
    all_day: bool = False
    rule: str = ""
    original: datetime | None = None
    """For an exception: what it stands for; its ``uid`` is that of its series."""
    cancelled: bool = False
    place: str = ""
    people: tuple[str, ...] = ()
    description: str = ""

    @property
    def end(self) -> datetime:
        """When it is over."""
        return self.start + timedelta(minutes=self.minutes)


def events(count: int, today: date) -> list[Made]:
    """``count`` events around ``today``."""
    random = Random(count)
    masters = list(_series(random, int(count * SERIES_SHARE), today))
    exceptions = list(_exceptions(random, masters, int(count * EXCEPTIONS_SHARE), today))
    mark = Made(_uid(random), 0, MARK, datetime.combine(today, time()), 1440, all_day=True)
    singles = _singles(random, count - len(masters) - len(exceptions) - 1, today)
    return [mark, *masters, *exceptions, *singles]


def data_file(count: int, today: date) -> dict[str, Any]:
    """The office as the simulator's data file."""
    calendars: list[dict[str, Any]] = [
        {"calendar_id": f"feishu.cn_bench{number}@group.calendar.feishu.cn", "summary": name, "type": kind,
         "permissions": "private", "color": color, "members": {OWNER: role}, "events": []}
        for number, (name, kind, role, color) in enumerate(CALENDARS)
    ]  # fmt: skip
    calendars[0]["owner"] = OWNER
    for made in events(count, today):
        calendars[made.calendar]["events"].append(_raw(made))
    return {
        "calendars": calendars,
        "users": [{"open_id": OWNER, "name": PEOPLE[0]}],
        "tokens": [{"token": TOKEN, "kind": "user", "identity": OWNER}],
    }


CALENDARS = (
    ("李明", "primary", "owner", -11034625),
    ("平台团队 Platform", "shared", "writer", -15417089),
    ("公司 Company", "shared", "reader", -1),
    ("Releases & on-call", "shared", "reader", -30720),
)
"""Name, type, role and colour."""


def _uid(random: Random) -> str:
    return str(UUID(int=random.getrandbits(128), version=4))


def _titled(random: Random) -> str:
    return f"{random.choice(SUBJECTS)} {random.randrange(1000)}"


def _at(random: Random, day: date) -> datetime:
    return datetime.combine(day, time(random.randrange(8, 19), random.choice((0, 15, 30, 45))))


def _single(random: Random, day: date) -> Made:
    all_day = random.random() < 0.04
    return Made(
        _uid(random),
        random.choices(range(4), (5, 3, 1, 1))[0],
        _titled(random),
        datetime.combine(day, time()) if all_day else _at(random, day),
        1440 * random.choice((1, 1, 2, 5)) if all_day else random.choice((30, 30, 45, 60, 60, 90, 120)),
        all_day,
        place=random.choice(PLACES),
        people=tuple(random.sample(PEOPLE, random.randrange(1, 5))) if random.random() < 0.5 else (),
        description="Agenda and notes: https://example.feishu.cn/docx/notes 请提前阅读。"
        if random.random() < 0.15
        else "",
    )


def _singles(random: Random, count: int, today: date) -> Iterator[Made]:
    near = min(count, SINGLES_A_DAY * 2 * NEAR_DAYS)
    for number in range(near):
        yield _single(random, today + timedelta(days=number % (2 * NEAR_DAYS) - NEAR_DAYS))
    for _ in range(count - near):
        offset = random.randrange(PAST_DAYS + COMING_DAYS - 2 * NEAR_DAYS) - PAST_DAYS
        yield _single(random, today + timedelta(days=offset if offset < -NEAR_DAYS else offset + 2 * NEAR_DAYS))


def _series(random: Random, count: int, today: date) -> Iterator[Made]:
    """Begun between twenty years and some days ago; nearly all are over, some go on, birthdays go on for ever."""
    texts, weights = [rule for rule, _ in RULES], [weight for _, weight in RULES]
    for number in range(count):
        begun = today - timedelta(days=int(7000 * random.random() ** 3) + random.randrange(1, 30))
        fate, live = number % 4, number < LIVE_SERIES
        past = timedelta(0 if live else NEAR_DAYS)
        begun -= 2 * past
        if fate == 0 and not live:
            day = datetime.combine(begun, time())
            yield Made(_uid(random), 2, f"{random.choice(PEOPLE)} 生日 {number}", day, 1440, True, "FREQ=YEARLY")
            continue
        rule = random.choices(texts, weights)[0]
        if fate == 1 and live:
            rule += f";COUNT={random.randrange(3, 30)}"
        elif fate:
            last = begun + (today - past - begun) * random.random()
            rule += f";UNTIL={last:%Y%m%d}T155959Z"
        start = _at(random, begun)
        yield Made(_uid(random), number % 4, _titled(random), start, 30, rule=rule, people=PEOPLE[: number % 9])


def _exceptions(random: Random, masters: list[Made], count: int, today: date) -> Iterator[Made]:
    """Occurrences of weekly series that were moved, renamed or cancelled, at any time since they began."""
    weekly = [one for one in masters if one.rule.startswith("FREQ=WEEKLY") and "INTERVAL" not in one.rule]
    plain = [one for one in weekly if "BYDAY" not in one.rule and "COUNT" not in one.rule]
    taken: set[tuple[str, datetime]] = set()
    for number in range(count if plain else 0):
        master = random.choice(plain)
        original = master.start + timedelta(weeks=random.randrange(_weeks(master, today)))
        if (master.uid, original) in taken:
            continue
        taken.add((master.uid, original))
        moved = original + timedelta(hours=random.choice((0, 1, 2, 24)))
        yield Made(
            master.uid, master.calendar, f"{master.summary} ({number})", moved, 45, original=original,
            cancelled=number % 3 == 0, people=master.people,
        )  # fmt: skip


def _weeks(master: Made, today: date) -> int:
    """How many weeks a weekly series has until its end, or until two months from now."""
    until = master.rule.partition("UNTIL=")[2][:8]
    last = date.fromisoformat(until) if until else today + timedelta(weeks=8)
    return max((last - master.start.date()).days // 7, 1)


def _raw(made: Made) -> dict[str, Any]:
    """The event as the server holds it."""
    suffix = int(made.original.replace(tzinfo=ZONE).timestamp()) if made.original else 0
    raw = {
        "event_id": f"{made.uid}_{suffix}",
        "summary": made.summary,
        "description": made.description,
        "start_time": _moment(made.start, made.all_day),
        "end_time": _moment(made.end, made.all_day),
        "visibility": "default",
        "attendee_ability": "can_see_others",
        "free_busy_status": "free" if made.all_day else "busy",
        "location": {"name": made.place} if made.place else {},
        "color": -1,
        "reminders": [{"minutes": 5}],
        "recurrence": made.rule,
        "status": "cancelled" if made.cancelled else "confirmed",
        "is_exception": made.original is not None,
        "recurring_event_id": f"{made.uid}_0" if made.original else "",
        "create_time": "1757727000",
        "event_organizer": {"user_id": OWNER, "display_name": PEOPLE[0]},
    }
    if made.people:
        raw["vchat"] = {"vc_type": "vc", "icon_type": "vc", "meeting_url": "https://vc.feishu.cn/j/301998842"}
        raw["attendees"] = [_attendee(number, name) for number, name in enumerate(made.people)]
    return raw


def _attendee(number: int, name: str) -> dict[str, Any]:
    return {
        "type": "user",
        "attendee_id": f"user_bench{number}",
        "rsvp_status": "accept" if number % 3 else "needs_action",
        "is_optional": False,
        "is_organizer": number == 0,
        "is_external": False,
        "display_name": name,
        "user_id": f"ou_bench_{number}",
    }


def _moment(moment: datetime, all_day: bool) -> dict[str, str]:
    if all_day:
        return {"date": f"{moment:%Y-%m-%d}", "timezone": "UTC"}
    return {"timestamp": str(int(moment.replace(tzinfo=ZONE).astimezone(UTC).timestamp())), "timezone": ZONE.key}
