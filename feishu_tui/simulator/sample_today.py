"""What the sample office does today: always something on, something about to begin, and two things at once."""

from __future__ import annotations

from datetime import datetime, timedelta

from feishu_tui.simulator.sample_diary import Diary, color, meeting, third_party
from feishu_tui.simulator.sample_people import (
    ANNA,
    BUND,
    CHEN,
    HR,
    LIN,
    ME,
    OUYANG,
    PRIYA,
    WANG,
    WEST_LAKE,
    ZHAO,
    ZHOU,
    Raw,
    outsider,
)


def mine(diary: Diary) -> list[Raw]:
    """Today's single events on one's own calendar."""
    return [*_around_now(diary), *_afternoon(diary)]


def _with_anna(diary: Diary) -> Raw:
    """The talk that begins within the next half hour."""
    return diary.event(
        "one to one with Anna",
        diary.between(_soon(diary.now), 30),
        "1:1 Anna ↔ 李明",
        organizer=ANNA,
        description="- Berlin office move\n- Q4 launch dates\n- 谁去柏林？",
        vchat=meeting("418203377", owner_id=ANNA.open_id, assign_hosts=[ANNA.open_id]),
        attendee_ability="can_modify_event",
        attendees=[ANNA.attending(organizer=True), ME.attending()],
        reminders=[{"minutes": 5}, {"minutes": 0}],
    )


def _around_now(diary: Diary) -> list[Raw]:
    start = _running_since(diary.now)
    until = _soon(diary.now) + timedelta(minutes=15)
    times = diary.between(start, int((until - start).total_seconds()) // 60)
    if 8 <= start.hour < 20:
        summary, place = "设计评审 Design review: Onboarding 2.0", "F3-05 外滩"
    else:
        summary, place = "发布值守 Release watch 4.2", "War room"
    running = diary.event(
        "running now",
        times,
        summary,
        description=(
            "<p>请提前看 <a href='https://qingtian.example/docx/onboarding'>设计稿</a>。</p>"
            "<ul><li>空状态 Empty states</li><li>新手引导 &amp; tips</li></ul>"
        ),
        location={"name": place, "address": "上海市徐汇区虹桥路 3 号", "latitude": 31.195, "longitude": 121.437},
        vchat=meeting("902117645", password="204816", open_lobby=True),
        color=color(0x9F6FF1),
        attendees=[
            ME.attending(organizer=True),
            OUYANG.attending(),
            CHEN.attending("tentative"),
            ZHOU.attending("needs_action", optional=True),
            BUND.booked(),
        ],
        attachments=[
            {"file_token": "boxcnDesignReview01", "file_size": "2483027", "name": "Onboarding 2.0 设计稿.pdf"},
            {"file_token": "boxcnDesignReview00", "file_size": "2011", "name": "旧版.pdf", "is_deleted": True},
        ],
    )
    return [running, _with_anna(diary)]


def _afternoon(diary: Diary) -> list[Raw]:
    lunch = diary.event(
        "lunch",
        diary.timed(diary.today, "12:00", 60),
        "午饭 Lunch 🍜",
        free_busy_status="free",
        reminders=[],
        location={"name": "兰州拉面（虹桥路店）"},
        color=0,
    )
    interview = diary.event(
        "interview today",
        diary.timed(diary.today, "16:00", 60),
        "面试：后端工程师 Interview: backend engineer",
        organizer=HR,
        description="候选人 5 年经验，简历见附件。Please fill in the scorecard the same day.",
        visibility="private",
        attendee_ability="none",
        attendees=[HR.attending(organizer=True), ME.attending(), LIN.attending("needs_action"), BUND.booked("decline")],
        attachments=[{"file_token": "boxcnResume77", "file_size": "184320", "name": "简历.pdf"}],
        reminders=[{"minutes": 15}],
    )
    vendor = diary.event(
        "vendor call",
        diary.timed(diary.today, "16:30", 45),
        "Vendor call – Northwind (renewal)",
        organizer=ZHAO,
        status="tentative",
        vchat=third_party("https://zoom.us/j/95512345678?pwd=c2FtcGxl", "Join Zoom Meeting"),
        attendees=[
            ZHAO.attending(organizer=True),
            ME.attending("needs_action", optional=True),
            outsider("sales@northwind.example", "accept"),
            WEST_LAKE.booked("needs_action"),
        ],
        self_rsvp_status="needs_action",
    )
    run = diary.event(
        "evening run",
        diary.timed(diary.today, "19:30", 50),
        "🏃 夜跑 Run along the river",
        visibility="private",
        reminders=[{"minutes": 30}],
    )
    return [lunch, interview, vendor, run]


def team(diary: Diary) -> list[Raw]:
    """All-day notes on the team's calendar: a freeze on its second day, who works from home, who is on call."""
    return [
        diary.event(
            "code freeze",
            diary.all_day(diary.day(-1), 3),
            "代码冻结 Code freeze 4.2",
            organizer=CHEN,
            color=color(0xF54A45),
            free_busy_status="free",
            reminders=[{"minutes": 900}],
        ),
        diary.event(
            "home office",
            diary.all_day(diary.today),
            "居家办公 WFH: 林晓, Priya",
            organizer=LIN,
            free_busy_status="free",
            attendees=[LIN.attending(organizer=True), PRIYA.attending()],
        ),
        diary.event(
            "on call",
            diary.all_day(diary.today),
            "值班 On call: 王芳",
            organizer=WANG,
            free_busy_status="free",
            color=0,
        ),
    ]


def releases(diary: Diary) -> list[Raw]:
    """Tonight's release, over midnight."""
    return [
        diary.event(
            "release window",
            diary.timed(diary.today, "22:30", 180),
            "发布窗口 Release window 4.2",
            organizer=ZHAO,
            description="Runbook: https://qingtian.example/wiki/release_4.2_checklist",
            attendees=[ZHAO.attending(organizer=True), WANG.attending(), ME.attending("tentative", optional=True)],
        )
    ]


def _running_since(now: datetime) -> datetime:
    """The last full or half hour that is at least five minutes ago."""
    ago = now - timedelta(minutes=5)
    return ago.replace(minute=ago.minute // 30 * 30, second=0, microsecond=0)


def _soon(now: datetime) -> datetime:
    """The first quarter of an hour that is at least eight minutes off."""
    ahead = now + timedelta(minutes=8)
    quarter = ahead.replace(minute=ahead.minute // 15 * 15, second=0, microsecond=0)
    return quarter if quarter == ahead else quarter + timedelta(minutes=15)
