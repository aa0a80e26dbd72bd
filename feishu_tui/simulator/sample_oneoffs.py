"""Single events on one's own calendar in the weeks around now: trips, interviews, and what people put into titles."""

from __future__ import annotations

from feishu_tui.simulator.sample_diary import Diary, color, meeting, third_party
from feishu_tui.simulator.sample_people import (
    ANNA,
    BUND,
    CHEN,
    HR,
    ME,
    PLATFORM_CHAT,
    PRIYA,
    TEAM,
    WANG,
    WEST_LAKE,
    ZHAO,
    ZHOU,
    Raw,
    guest,
    outsider,
)

# Days from today, time, minutes, title.
_PAST = (
    (-1, "17:00", 30, "Postmortem: 登录超时 Login timeouts"),
    (-2, "10:30", 60, "面试：前端工程师 Interview: frontend engineer"),
    (-3, "15:00", 45, "预算对齐 Budget alignment"),
    (-5, "11:00", 30, "Call with the landlord"),
    (-9, "13:30", 90, "架构评审 Architecture review: event bus"),
    (-12, "16:00", 60, "客户回访 Customer visit: 南京路店"),
    (-16, "09:00", 480, "校招 Campus recruiting day"),
    (-23, "19:00", 120, "团建 Team dinner 🍲"),
    (-40, "14:00", 60, "绩效沟通 Performance talk"),
    (-75, "10:00", 120, "安全演练 Fire and data drill"),
    (-120, "15:30", 60, "Vendor selection: monitoring"),
    (-200, "13:00", 240, "半年规划 Half-year planning"),
)


def mine(diary: Diary) -> list[Raw]:
    """One's own single events, today's aside."""
    past = [
        diary.event(
            f"past {title}",
            diary.timed(diary.working_day(offset), clock, minutes),
            title,
            attendees=[ME.attending(organizer=True), CHEN.attending(), ZHAO.attending("tentative")],
        )
        for offset, clock, minutes, title in _PAST
    ]
    return [*past, *_trip(diary), *_meetings(diary), *_titles(diary), *_removed(diary)]


def _trip(diary: Diary) -> list[Raw]:
    """Three days away from tomorrow, and a flight over midnight from one zone to another soon after."""
    flight: Raw = {"free_busy_status": "busy", "reminders": [{"minutes": 180}], "color": color(0x2B2F36)}
    return [
        diary.event(
            "offsite",
            diary.all_day(diary.day(1), 3),
            "团队外出 Offsite 莫干山 ⛰️",
            organizer=CHEN,
            description="<b>集合</b>：早上 8:30 大堂。<br>Packing list: <a href='https://qingtian.example/p'>here</a>",
            location={"name": "莫干山 Naked Stables", "latitude": 30.60800075531006, "longitude": 119.84300231933594},
            attendees=[CHEN.attending(organizer=True), PLATFORM_CHAT.invited(), ME.attending()],
            schemas=[{"ui_name": "MeetingVideo", "ui_status": "hide", "app_link": ""}],
        ),
        diary.event(
            "flight out",
            diary.timed(diary.day(8), "23:55", 725, end_zone="Europe/Berlin"),
            "✈ MU219 上海浦东 PVG → Frankfurt FRA",
            location={"name": "PVG T1"},
            **flight,
        ),
        diary.event(
            "berlin week",
            diary.all_day(diary.day(9), 5),
            "出差 Berlin",
            free_busy_status="free",
            reminders=[],
        ),
        diary.event(
            "flight back",
            diary.timed(diary.day(13), "13:40", 660, "Europe/Berlin", diary.timezone),
            "✈ MU220 FRA → PVG",
            location={"name": "Frankfurt Airport, Terminal 2"},
            **flight,
        ),
        diary.event("day off", diary.all_day(diary.working_day(15)), "调休 Day off", visibility="public", reminders=[]),
    ]


def _meetings(diary: Diary) -> list[Raw]:
    return [
        diary.event(
            "board preparation",
            diary.timed(diary.day(1), "20:00", 90),
            "董事会材料 Board deck",
            organizer=ZHOU,
            attendee_ability="none",
            schemas=[
                {"ui_name": "Attendee", "ui_status": "hide", "app_link": ""},
                {"ui_name": "OrganizerOrCreator", "ui_status": "hide", "app_link": ""},
                {"ui_name": "RSVP", "ui_status": "hide", "app_link": ""},
            ],
            attendees=[ZHOU.attending(organizer=True), ME.attending()],
        ),
        diary.event(
            "partner visit",
            diary.timed(diary.working_day(4), "10:00", 120),
            "合作方来访 Partner visit: 东方制造",
            organizer_calendar_id="feishu.cn_orient9f3c1e6a7b2d4508@group.calendar.feishu.cn",
            event_organizer={"user_id": guest("吴经理")["user_id"], "display_name": "吴经理"},
            vchat=third_party("https://meeting.tencent.com/dm/sample0001", "腾讯会议 Tencent Meeting"),
            attendees=[guest("吴经理", organizer=True), ME.attending(), WANG.attending("decline"), WEST_LAKE.booked()],
            location={"name": "F3-12 西湖", "address": "上海市徐汇区虹桥路 3 号"},
        ),
        diary.event(
            "interview next",
            diary.timed(diary.working_day(3), "16:00", 60),
            "面试：数据科学家 Interview: data scientist",
            organizer=HR,
            attendees=[HR.attending(organizer=True), ME.attending("needs_action"), BUND.booked("needs_action")],
        ),
        diary.event(
            "training",
            diary.timed(diary.working_day(5), "13:30", 180),
            "信息安全培训 Security training",
            organizer=HR,
            vchat=meeting("887001254", owner_id=HR.open_id, join_meeting_permission="only_event_attendees"),
            event_check_in={
                "enable_check_in": True,
                "check_in_start_time": {"time_type": "before_event_start", "duration": 15},
                "check_in_end_time": {"time_type": "after_event_end", "duration": 0},
                "need_notify_attendees": False,
            },
            attendees=[HR.attending(organizer=True), *(person.attending() for person in TEAM)],
        ),
    ]


def _titles(diary: Diary) -> list[Raw]:
    """Underscores, nothing at all, far too much, joined emoji, and an invitation that means no good."""
    mallory = guest("Mallory \x1b[5mSales\x1b[0m")
    return [
        diary.event("underscores", diary.timed(diary.day(2), "11:00", 30), "release_4.2_checklist"),
        diary.event("more underscores", diary.timed(diary.day(-4), "11:00", 30), "P0_incident_review"),
        diary.event("blank", diary.timed(diary.day(2), "13:15", 15), "", reminders=[]),
        diary.event(
            "long",
            diary.timed(diary.day(2), "17:30", 60),
            "关于明年第一季度跨部门协作流程优化与需求评审机制调整的专题讨论会 "
            "(Special session on streamlining cross-team requests, requirement reviews, hand-over of on-call duties "
            "and everything else that did not fit into last week's meeting, 请务必准时参加，谢谢配合)",
            organizer=ZHAO,
            attendees=[ZHAO.attending(organizer=True), ME.attending("tentative"), PRIYA.attending()],
        ),
        diary.event(
            "family day",
            diary.timed(diary.day(6), "10:00", 360),
            "👨‍👩‍👧‍👦 Family & friends day 🎉 家庭日 🇨🇳🇩🇪",
            organizer=HR,
            visibility="public",
            location={"name": "共青森林公园", "address": "上海市杨浦区军工路 2000 号"},
        ),
        diary.event(
            "hostile",
            diary.timed(diary.day(3), "14:00", 30),
            "\x1b]0;owned\x07\x1b[31mURGENT\x1b[0m [bold]Free prize[/] [/] \u202etxt.exe\u202c\nJoin\x00 now\u2028!",
            organizer_calendar_id="feishu.cn_mallory00000000000000@group.calendar.feishu.cn",
            event_organizer={"user_id": mallory["user_id"], "display_name": mallory["display_name"]},
            description=(
                "<script>alert(1)</script><a href='javascript:alert(1)'>Click</a>\x1b[2J\x9b31m \u2066hidden\u2069"
            ),
            location={"name": "Everywhere\x1b[1A\x1b[2K"},
            vchat=third_party("javascript:alert(document.cookie)", "[link=file:///etc/passwd]Join[/link]"),
            attendees=[{**mallory, "is_organizer": True}, ME.attending("needs_action")],
        ),
        diary.event(
            "workshop",
            diary.timed(diary.day(7), "09:30", 210),
            "Workshop: 定价策略 Pricing",
            organizer=ANNA,
            attendees=[ANNA.attending(organizer=True), ME.attending(), outsider("coach@studio-nord.example")],
        ),
    ]


def _removed(diary: Diary) -> list[Raw]:
    """An event that was deleted, and a series that was deleted with a changed occurrence in it."""
    kickoff = diary.event(
        "cancelled kickoff", diary.timed(diary.day(1), "15:00", 60), "项目启动会 Kick-off", status="cancelled"
    )
    series = diary.event(
        "cancelled series",
        diary.timed(diary.day(-28), "12:30", 30),
        "读书会 Book club",
        recurrence="FREQ=WEEKLY;COUNT=20",
    )
    changed = diary.exception(series, diary.original(series, diary.day(7)), summary="读书会（改期）")
    return [kickoff, series, changed, {**series, "status": "cancelled"}]
