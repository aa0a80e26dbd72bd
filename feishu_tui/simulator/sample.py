"""A believable office around a given now: what `--demo` shows and `simulate` serves when no data file is named.

李明 (Ming Li) works in a team in Shanghai with colleagues in Berlin. Whatever the day and hour, something is running,
something begins within half an hour, and two things overlap. The same now gives the same office, ids included.
"""

from __future__ import annotations

from datetime import datetime

from feishu_tui.simulator import sample_oneoffs, sample_series, sample_shared, sample_today
from feishu_tui.simulator.sample_diary import Diary, color
from feishu_tui.simulator.sample_people import (
    ANNA,
    CHEN,
    GROUPS,
    HR,
    ME,
    TEAM,
    WANG,
    ZHAO,
    ZHOU,
    Person,
    Raw,
    digest,
    everyone,
)
from feishu_tui.simulator.state import State

USER_TOKEN = "u-demo"
"""A user token of 李明."""
APP_ID, APP_SECRET = "cli_demo", "demo-secret"
"""An app that may read; the calendars of team, product and company are shared with it, its own one is empty."""


def sample(now: datetime, timezone: str = "Asia/Shanghai") -> State:
    """The office around `now` (aware), which keeps its hours in `timezone`."""
    diary = Diary(now, timezone)
    return State.load(
        {
            "users": [person.as_user() for person in everyone()],
            "chats": {group.chat_id: group.members() for group in GROUPS},
            "apps": [{"app_id": APP_ID, "app_secret": APP_SECRET}],
            "tokens": [{"token": USER_TOKEN, "kind": "user", "identity": ME.open_id, "app_id": APP_ID}],
            "calendars": _calendars(diary),
        }
    )


def _calendars(diary: Diary) -> list[Raw]:
    product_id = _shared_id("product")
    stand_up = sample_series.stand_up(diary)
    review = sample_series.product_review(diary, product_id)
    all_hands = sample_series.all_hands(diary, _shared_id("company"))
    mine = [
        *sample_today.mine(diary),
        *stand_up,
        *review,
        all_hands,
        *sample_series.mine(diary),
        *sample_oneoffs.mine(diary),
    ]
    return [
        _primary(ME, color(0x579FFF), owner=True, events=mine),
        _shared(
            "team",
            "平台团队 Platform Team",
            color(0x14C0FF),
            "writer",
            events=[*sample_today.team(diary), *sample_shared.team(diary)],
        ),
        _shared(
            "product", "产品日历 Product", color(0x35BD4B), "reader", events=[*review, *sample_shared.product(diary)]
        ),
        _shared(
            "company",
            "公司日历与节假日 Company & holidays",
            -1,
            "reader",
            permissions="public",
            description="法定节假日、发薪日和全员活动",
            events=[all_hands, *sample_shared.company(diary)],
        ),
        _shared(
            "releases",
            "发布与值班 Releases & on-call",
            color(0xFF8800),
            "reader",
            summary_alias="值班 On-call",
            events=[*sample_today.releases(diary), *sample_shared.releases(diary)],
        ),
        _primary(
            ANNA,
            color(0xF54A45),
            role="reader",
            summary_alias="Anna (Berlin)",
            events=[*_organized_by(ANNA, mine), *sample_shared.anna(diary)],
        ),
        _primary(WANG, color(0xC469DE), role="free_busy_reader", events=sample_shared.wang(diary)),
        _shared("room F3-12", "F3-12 西湖 (12)", 0, "reader", type="resource", events=sample_shared.room(diary)),
        _shared("google", "ming.li@gmail.example", color(0x34A853), "owner", type="google", is_third_party=True),
        _shared("exchange", "Outlook – Ming Li", color(0x0078D4), "owner", type="exchange", is_third_party=True),
        _app_primary(),
    ]


def _organized_by(person: Person, events: list[Raw]) -> list[Raw]:
    """The events that stand on the organizer's own calendar too."""
    return [event for event in events if event["organizer_calendar_id"] == person.primary]


_FOR_THE_APP = frozenset({"team", "product", "company"})


def _shared_id(name: str) -> str:
    return f"feishu.cn_{digest('shared ' + name)[:22]}@group.calendar.feishu.cn"


def _shared(name: str, summary: str, argb: int, role: str, **fields: object) -> Raw:
    """A calendar of the team's, of the company's or of a service."""
    app = {APP_ID: "reader"} if name in _FOR_THE_APP else {}
    colleagues = {person.open_id: "writer" for person in (*TEAM, ZHOU, HR, ZHAO, CHEN)} if app else {}
    return {
        "calendar_id": _shared_id(name),
        "summary": summary,
        "description": "",
        "permissions": "private",
        "color": argb,
        "type": "shared",
        "summary_alias": "",
        "is_deleted": False,
        "is_third_party": False,
        "members": {**colleagues, ME.open_id: role, **app},
        **fields,
    }


def _primary(person: Person, argb: int, *, owner: bool = False, role: str = "", **fields: object) -> Raw:
    """Somebody's own calendar, subscribed to by 李明 in a role unless it is his."""
    return {
        "calendar_id": person.primary,
        "summary": person.name,
        "description": "",
        "permissions": "show_only_free_busy",
        "color": argb,
        "type": "primary",
        "summary_alias": "",
        "is_deleted": False,
        "is_third_party": False,
        "owner": person.open_id,
        "members": {} if owner else {ME.open_id: role},
        **fields,
    }


def _app_primary() -> Raw:
    """The app's own calendar, empty as such calendars are."""
    return {
        "calendar_id": f"feishu.cn_{digest('calendar app')[:22]}@group.calendar.feishu.cn",
        "summary": "飞书日程助手 Demo app",
        "description": "",
        "permissions": "private",
        "color": -1,
        "type": "primary",
        "summary_alias": "",
        "is_deleted": False,
        "is_third_party": False,
        "owner": APP_ID,
        "members": {},
        "events": [],
    }
