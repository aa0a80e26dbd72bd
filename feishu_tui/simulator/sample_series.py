"""The sample's recurring events: stand-up, reviews, one-to-ones and the like, and what became of some occurrences."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from feishu_tui.simulator.rule_text import WEEKDAYS
from feishu_tui.simulator.sample_diary import Diary, color, meeting, third_party
from feishu_tui.simulator.sample_people import (
    ANNA,
    AUDITORIUM,
    CHEN,
    HR,
    JONAS,
    ME,
    PLATFORM_CHAT,
    PRODUCT_CHAT,
    SPREE,
    TEAM,
    WEST_LAKE,
    ZHOU,
    Raw,
    everyone,
    guest,
    outsider,
)


def stand_up(diary: Diary) -> list[Raw]:
    """Every working day, and today even at a weekend; the next one is late, the one of a week ago fell out."""
    days = sorted({0, 1, 2, 3, 4, diary.today.weekday()})
    master = diary.event(
        "stand-up",
        diary.timed(diary.weekday(0, -60), "09:30", 30),
        "站会 Stand-up",
        organizer=CHEN,
        recurrence=f"FREQ=WEEKLY;INTERVAL=1;BYDAY={','.join(WEEKDAYS[day] for day in days)}",
        vchat=meeting("301998842", owner_id=CHEN.open_id, assign_hosts=[]),
        attendees=[CHEN.attending(organizer=True), *(person.attending() for person in TEAM if person != CHEN)],
        color=0,
    )
    late = diary.working_day(1)
    return [
        master,
        diary.exception(master, diary.original(master, late), **diary.timed(late, "10:30", 20)),
        diary.exception(master, diary.original(master, diary.working_day(-7)), status="cancelled"),
    ]


def product_review(diary: Diary, calendar_id: str) -> list[Raw]:
    """Weekly on today's weekday: last week's was moved by a day, next week's is a special one, then one is off."""
    weekday = WEEKDAYS[diary.today.weekday()]
    organizer = {"user_id": ZHOU.open_id, "display_name": ZHOU.name}
    master = diary.event(
        "product review",
        diary.timed(diary.day(-7 * 52), "14:00", 60),
        "产品评审会 Weekly product review",
        organizer_calendar_id=calendar_id,
        event_organizer=organizer,
        recurrence=f"FREQ=WEEKLY;BYDAY={weekday}",
        description='<p>议程 <a href="https://qingtian.example/wiki/review">Agenda &amp; notes</a></p><p>5 min</p>',
        vchat=meeting("774120093", owner_id=ZHOU.open_id, assign_hosts=[ZHOU.open_id], auto_record=True),
        location={"name": "F3-12 西湖", "address": "上海市徐汇区虹桥路 3 号"},
        reminders=[{"minutes": 5}, {"minutes": 60}],
        attendees=[
            ZHOU.attending(organizer=True),
            ME.attending(),
            PRODUCT_CHAT.invited(),
            JONAS.attending("decline"),
            WEST_LAKE.booked(),
            outsider("design@studio-nord.example", "tentative", optional=True),
        ],
        attachments=[{"file_token": "boxcnReviewDeck", "file_size": "10485760", "name": "Roadmap Q4 路线图.pptx"}],
    )
    slots = {weeks: diary.original(master, diary.day(7 * weeks)) for weeks in (-1, 1, 2, 3)}
    return [
        master,
        diary.exception(master, slots[-1], **diary.timed(diary.day(-6), "16:00", 60), location={"name": "F3-05 外滩"}),
        diary.exception(master, slots[1], summary="产品评审会（特别场）Roadmap 2027 deep dive", color=color(0xFF8800)),
        diary.exception(master, slots[2], status="cancelled"),
        diary.exception(master, slots[3], **diary.timed(diary.day(17), "10:00", 90)),
    ]


def mine(diary: Diary) -> list[Raw]:
    """One's own series."""
    return [*_meetings(diary), *_across_zones(diary), *_private(diary)]


def _meetings(diary: Diary) -> list[Raw]:
    weekday = WEEKDAYS[diary.today.weekday()]
    until = datetime.combine(diary.day(24), time(23, 59, 59), tzinfo=ZoneInfo(diary.timezone)).astimezone(UTC)
    return [
        diary.event(
            "one to one with Chen",
            diary.timed(diary.day(-7 * 30), "14:30", 30),
            "1:1 陈静",
            recurrence=f"FREQ=WEEKLY;INTERVAL=1;BYDAY={weekday}",
            attendees=[ME.attending(organizer=True), CHEN.attending()],
            visibility="private",
            vchat={"vc_type": "", "icon_type": "", "description": "", "meeting_url": ""},
        ),
        diary.event(
            "sprint planning",
            diary.timed(diary.weekday(0, -26), "10:00", 90),
            "迭代规划 Sprint planning",
            recurrence="FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;WKST=MO",
            vchat=meeting("558310042"),
            attendees=[ME.attending(organizer=True), PLATFORM_CHAT.invited(), WEST_LAKE.booked()],
            attendee_ability="can_modify_event",
        ),
        diary.event(
            "okr review",
            diary.timed(_nth_weekday(diary.today.year - 1, 1, 1, 2), "13:30", 150),
            "OKR 季度复盘 Quarterly OKR review",
            recurrence="FREQ=YEARLY;BYMONTH=1,4,7,10;BYDAY=2TU",
            attendees=[ME.attending(organizer=True), *(person.attending("needs_action") for person in TEAM[1:])],
        ),
        diary.event(
            "onboarding course",
            diary.timed(diary.weekday(1, -9), "11:00", 45),
            "新人培训 Onboarding course",
            organizer=HR,
            recurrence=f"FREQ=WEEKLY;UNTIL={until:%Y%m%dT%H%M%SZ};BYDAY=TU,TH",
            attendees=[HR.attending(organizer=True), ME.attending("accept", optional=True)],
            event_check_in=_check_in(10),
        ),
        diary.event(
            "english class",
            diary.timed(diary.weekday(3, -6), "18:30", 60),
            "英语课 English class",
            organizer=HR,
            recurrence="FREQ=WEEKLY;COUNT=12;BYDAY=TH",
            vchat=third_party("teams.microsoft.com/l/meetup-join/19%3asample", "Microsoft Teams"),
            attendees=[HR.attending(organizer=True), ME.attending(), guest("Emma Clarke")],
        ),
        diary.event(
            "weekly report",
            diary.timed(date(2015, 1, 2), "17:30", 15),
            "周报 Weekly report due",
            recurrence="FREQ=WEEKLY;BYDAY=FR",
            free_busy_status="free",
            reminders=[{"minutes": 0}, {"minutes": -30}],
        ),
    ]


def _across_zones(diary: Diary) -> list[Raw]:
    year = diary.today.year - 1
    return [
        diary.event(
            "berlin sync",
            diary.timed(_nth_weekday(year, 2, 2, 1), "09:30", 45, "Europe/Berlin"),
            "Berlin ↔ 上海 sync",
            organizer=ANNA,
            recurrence="FREQ=WEEKLY;BYDAY=WE",
            vchat=meeting("660041275", owner_id=ANNA.open_id, join_meeting_permission="anyone_can_join"),
            attendees=[ANNA.attending(organizer=True), ME.attending(), JONAS.attending(), SPREE.booked()],
            color=color(0x14C0FF),
        ),
        diary.event(
            "customer call",
            diary.timed(_nth_weekday(year, 9, 3, 1), "08:30", 30, "America/New_York"),
            "Customer call: Hudson & Sons",
            organizer_calendar_id="larksuite.com_hudson0000000000000@group.calendar.larksuite.com",
            event_organizer={"user_id": guest("Sam Hudson")["user_id"], "display_name": "Sam Hudson"},
            recurrence="FREQ=MONTHLY;BYDAY=1TH,3TH",
            attendee_ability="none",
            vchat={
                "vc_type": "unknown",
                "icon_type": "vc",
                "description": "",
                "meeting_url": "https://vc.larksuite.com/j/120874553",
            },
            attendees=[guest("Sam Hudson", organizer=True), ME.attending("tentative")],
        ),
    ]


def _private(diary: Diary) -> list[Raw]:
    return [
        diary.event(
            "gym",
            diary.timed(diary.day(-301), "07:00", 60),
            "健身 Gym",
            recurrence="RRULE: FREQ=DAILY;INTERVAL=3;UNTIL=" + f"{diary.day(60):%Y%m%d}",
            visibility="private",
            free_busy_status="free",
            reminders=[],
        ),
        diary.event(
            "mother's birthday",
            diary.all_day(date(1996, (diary.today + timedelta(days=11)).month, min((diary.day(11)).day, 28))),
            "🎂 妈妈生日",
            recurrence="FREQ=YEARLY",
            visibility="private",
            free_busy_status="free",
            reminders=[{"minutes": 1440}],
        ),
        diary.event(
            "month end",
            diary.timed(date(diary.today.year - 1, 1, 31), "18:00", 30),
            "报销截止 Expenses due",
            recurrence="FREQ=MONTHLY;BYMONTHDAY=-1",
            free_busy_status="free",
        ),
    ]


def all_hands(diary: Diary, calendar_id: str) -> Raw:
    """The company's monthly meeting on the last Friday, everyone invited, streamed live."""
    start = _last_weekday(diary.today.year - 1, diary.today.month, 4)
    return diary.event(
        "all-hands",
        diary.timed(start, "15:00", 90),
        "全员大会 All-hands",
        organizer=HR,
        organizer_calendar_id=calendar_id,
        recurrence="FREQ=MONTHLY;BYDAY=-1FR",
        description="直播链接会前发出。Questions: https://qingtian.example/ask",
        vchat={
            "vc_type": "lark_live",
            "icon_type": "live",
            "description": "观看直播 Watch live",
            "meeting_url": "https://meetings.feishu.cn/s/1k2allhands",
        },
        location={"name": "F1 报告厅 Auditorium"},
        visibility="public",
        attendee_ability="can_see_others",
        attendees=[HR.attending(organizer=True), AUDITORIUM.booked(), *_invited_staff()],
        event_check_in=_check_in(15),
        schemas=[
            {"ui_name": "ForwardIcon", "ui_status": "hide", "app_link": ""},
            {"ui_name": "RSVP", "ui_status": "readonly", "app_link": ""},
        ],
        color=color(0x35BD4B),
    )


def _invited_staff() -> list[Raw]:
    answers = ("accept", "accept", "needs_action", "accept", "tentative", "accept", "decline")
    staff = [person for person in everyone() if person != HR]
    return [person.attending(answers[number % len(answers)]) for number, person in enumerate(staff)]


def _check_in(minutes: int) -> Raw:
    return {
        "enable_check_in": True,
        "check_in_start_time": {"time_type": "before_event_start", "duration": minutes},
        "check_in_end_time": {"time_type": "after_event_start", "duration": 30},
        "need_notify_attendees": True,
    }


def _nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    """The `number`th (1 = first) weekday (0 is Monday) of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


def _last_weekday(year: int, month: int, weekday: int) -> date:
    last = date(year, month, monthrange(year, month)[1])
    return last - timedelta(days=(last.weekday() - weekday) % 7)
