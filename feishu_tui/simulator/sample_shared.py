"""The calendars that others keep: the company's days, colleagues' calendars, on-call duty, a meeting room."""

from __future__ import annotations

from datetime import date, timedelta

from feishu_tui.simulator.sample_diary import Diary, color
from feishu_tui.simulator.sample_people import (
    ANNA,
    CHEN,
    HR,
    JONAS,
    LIN,
    ME,
    PRIYA,
    WANG,
    WEST_LAKE,
    ZHAO,
    ZHOU,
    Person,
    Raw,
)

# First days of holidays that follow the moon, by year.
_SPRING_FESTIVAL = ("2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-03")
_DRAGON_BOAT = ("2024-06-10", "2025-05-31", "2026-06-19", "2027-06-09", "2028-05-28", "2029-06-16", "2030-06-05")
_MID_AUTUMN = ("2024-09-17", "2025-10-06", "2026-09-25", "2027-09-15", "2028-10-03", "2029-09-22", "2030-09-12")


def company(diary: Diary) -> list[Raw]:
    """Public holidays here and in Berlin, pay day, and the days the company made up itself."""
    holidays = [
        _holiday(diary, date(2015, 1, 1), 1, "元旦 New Year's Day"),
        _holiday(diary, date(2015, 5, 1), 5, "劳动节 Labour Day"),
        _holiday(diary, date(2015, 10, 1), 7, "国庆节 National Day"),
        _holiday(diary, date(2018, 12, 25), 2, "Weihnachten (Berlin office closed)"),
        _holiday(diary, date(2018, 10, 3), 1, "Tag der Deutschen Einheit (Berlin)"),
    ]
    moving = [
        diary.event(f"{title} {first}", diary.all_day(date.fromisoformat(first), days), title, **_FREE)
        for title, days, firsts in (
            ("春节 Spring Festival", 8, _SPRING_FESTIVAL),
            ("端午节 Dragon Boat Festival", 3, _DRAGON_BOAT),
            ("中秋节 Mid-Autumn Festival", 3, _MID_AUTUMN),
        )
        for first in firsts
    ]
    pay_day = diary.event(
        "pay day",
        diary.all_day(date(2021, 1, 29)),
        "发薪日 Pay day 💰",
        recurrence="FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        **_FREE,
    )
    anniversary = diary.event(
        "anniversary", diary.all_day(diary.day(10)), "公司周年庆 Company anniversary", **_FREE, color=color(0xF76964)
    )
    return [*holidays, *moving, pay_day, anniversary]


_FREE: Raw = {"free_busy_status": "free", "visibility": "public", "reminders": [], "organizer": HR}


def _holiday(diary: Diary, first: date, days: int, title: str) -> Raw:
    return diary.event(f"holiday {title}", diary.all_day(first, days), title, recurrence="FREQ=YEARLY", **_FREE)


def team(diary: Diary) -> list[Raw]:
    """The team's own calendar: rotas and reminders."""
    return [
        diary.event(
            "retrospective",
            diary.timed(diary.weekday(4, -27), "16:30", 60),
            "迭代回顾 Sprint retro",
            organizer=CHEN,
            recurrence="FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
            attendees=[CHEN.attending(organizer=True), ME.attending(), LIN.attending(), PRIYA.attending()],
        ),
        diary.event(
            "office plants",
            diary.all_day(diary.weekday(0, -40)),
            "🌱 浇花 Water the plants",
            organizer=LIN,
            recurrence="FREQ=WEEKLY;BYDAY=MO",
            free_busy_status="free",
        ),
        diary.event("vacation", diary.all_day(diary.weekday(0, 2), 5), "休假 Vacation: 赵磊", organizer=ZHAO),
    ]


def product(diary: Diary) -> list[Raw]:
    """Milestones and talks with users."""
    return [
        diary.event("beta", diary.all_day(diary.working_day(5)), "4.2 Beta 🚢", organizer=ZHOU, color=color(0x7F3BF5)),
        diary.event(
            "user research",
            diary.timed(diary.weekday(2, -12), "15:00", 60),
            "用户访谈 User interviews",
            organizer=ZHOU,
            recurrence="FREQ=WEEKLY;BYDAY=WE;COUNT=26",
            attendees=[ZHOU.attending(organizer=True), WANG.attending()],
        ),
        diary.event(
            "roadmap",
            diary.timed(diary.working_day(2), "09:30", 120),
            "Roadmap workshop 2027 路线图",
            organizer=ZHOU,
        ),
    ]


def anna(diary: Diary) -> list[Raw]:
    """Anna's own calendar in Berlin, with what she keeps to herself."""
    berlin = "Europe/Berlin"
    year = diary.today.year - 1
    return [
        diary.event(
            "deep work",
            diary.timed(diary.weekday(1, -70), "09:00", 120, berlin),
            "Fokuszeit – bitte nicht stören",
            organizer=ANNA,
            recurrence="FREQ=WEEKLY;BYDAY=TU,TH",
        ),
        diary.event(
            "daily berlin",
            diary.timed(_monday(date(year, 1, 8)), "10:15", 15, berlin),
            "Daily Berlin",
            organizer=ANNA,
            recurrence="FREQ=DAILY;INTERVAL=1;BYDAY=MO,TU,WE,TH,FR",
            attendees=[ANNA.attending(organizer=True), JONAS.attending()],
        ),
        diary.event(
            "anna's appointment",
            diary.timed(diary.today, "15:00", 60, berlin),
            "Zahnarzt",
            organizer=ANNA,
            visibility="private",
            location={"name": "Dr. Krause, Torstraße 12"},
        ),
        diary.event(
            "anna's therapy",
            diary.timed(diary.weekday(2, -20), "17:00", 60, berlin),
            "Physiotherapie",
            organizer=ANNA,
            visibility="private",
            recurrence="FREQ=WEEKLY;BYDAY=WE;COUNT=30",
        ),
        diary.event(
            "anna's vacation", diary.all_day(diary.weekday(0, 4), 12), "Urlaub 🏔️", organizer=ANNA, visibility="public"
        ),
    ]


def wang(diary: Diary) -> list[Raw]:
    """A colleague who shows only when she is busy."""
    return [
        diary.event("wang busy", diary.timed(diary.today, "10:00", 120), "供应链会议", organizer=WANG),
        diary.event(
            "wang weekly",
            diary.timed(diary.weekday(1, -10), "16:00", 60),
            "部门例会",
            organizer=WANG,
            recurrence="FREQ=WEEKLY;BYDAY=TU",
        ),
    ]


def releases(diary: Diary) -> list[Raw]:
    """On-call duty, and a load test long ago that ran every half hour for 25 days."""
    return [
        diary.event(
            "hand-over",
            diary.timed(diary.weekday(0, -30), "10:00", 15),
            "值班交接 On-call hand-over",
            organizer=ZHAO,
            recurrence="FREQ=WEEKLY;BYDAY=MO",
        ),
        diary.event(
            "backup check",
            diary.timed(date(2005, 3, 5), "06:00", 20),
            "备份检查 Backup check",
            organizer=ZHAO,
            recurrence="FREQ=MONTHLY;BYDAY=1SA,3SA",
            free_busy_status="free",
        ),
        diary.event(
            "load test",
            diary.timed(diary.day(-200), "00:00", 10),
            "压测 Load test batch",
            organizer=ZHAO,
            recurrence="FREQ=MINUTELY;INTERVAL=30;COUNT=1200",
            free_busy_status="free",
            reminders=[],
        ),
    ]


def room(diary: Diary) -> list[Raw]:
    """The bookings of a well-used meeting room: five each working day of most of the year, and a few to come."""
    slots = (("09:00", 45), ("10:00", 60), ("11:30", 30), ("13:30", 90), ("16:00", 60))
    titles = ("周会", "Sync", "面试", "评审", "1:1", "Training", "客户会议")
    people = (CHEN, WANG, ZHAO, LIN, ZHOU, PRIYA, HR)
    days = [day for day in (diary.day(offset) for offset in range(-360, -60)) if day.weekday() < 5]
    past = [
        _booking(diary, f"room {number} {clock}", day, clock, minutes, titles[turn % 7], people[turn * 3 % 7])
        for number, day in enumerate(days)
        for turn, (clock, minutes) in enumerate(slots, number)
    ]
    coming = [
        _booking(diary, f"room coming {offset}", diary.day(offset), "11:00", 60, "预订 Booked", ZHAO)
        for offset in (0, 1, 3)
    ]
    return [*past, *coming]


def _booking(diary: Diary, name: str, day: date, clock: str, minutes: int, title: str, organizer: Person) -> Raw:
    return diary.event(
        name,
        diary.timed(day, clock, minutes),
        title,
        organizer=organizer,
        attendees=[organizer.attending(organizer=True), WEST_LAKE.booked()],
        reminders=[],
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
