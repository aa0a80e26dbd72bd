"""Events and calendars for tests of the panes, on Saturday 21 November 2026 in Shanghai."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from feishu_tui.language import Language
from feishu_tui.model import (
    Attachment,
    Attendee,
    Calendar,
    ChatMember,
    CheckIn,
    Event,
    EventDetail,
    Meeting,
    MeetingSettings,
    Occurrence,
    Place,
    Rsvp,
)
from feishu_tui.store.changes import Change, Snapshot
from feishu_tui.store.records import CalendarState
from feishu_tui.ui.detail_lines import detail_lines
from feishu_tui.ui.line import text_of
from feishu_tui.ui.subject import Subject

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 11, 7, tzinfo=SHANGHAI)
EN, ZH = Language("en"), Language("zh")
TEAM = Calendar("team@calendar", "Team", type="shared", role="writer", color=0x3370FF)


def at(hour: int, minute: int = 0, day: int = 21) -> datetime:
    """A time of November 2026 in Shanghai."""
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


def state(calendar: Calendar, **fields: Any) -> CalendarState:
    """A synced, shown calendar, with other fields where given."""
    return CalendarState(calendar, True, 0.0, "", 0, None, "", 0)._replace(**fields)


def event(**fields: Any) -> Event:
    """Two to three in the afternoon, a single event of the team."""
    given = {"calendar_id": TEAM.calendar_id, "event_id": "abc_0", "start": at(14), "end": at(15), "summary": "Review"}
    return Event(**{**given, **fields})


def once(listed: Event, **fields: Any) -> Occurrence:
    """The event as its own occurrence."""
    return replace(Occurrence(listed, listed.start, listed.end), **fields)


def change_to(listed: Event) -> Change:
    """That the event is new, unseen."""
    return Change(1, listed.calendar_id, listed.event_id, 0.0, False, None, Snapshot(listed.start, listed.end))


def subject(listed: Event, **fields: Any) -> Subject:
    """What the detail pane shows of an event by default: no details, English, Shanghai."""
    given: dict[str, Any] = {"occurrence": once(listed), "calendar": TEAM, "zone": SHANGHAI, "now": NOW, "say": EN}
    return Subject(**{**given, **fields})


def person(name: str, rsvp: Rsvp = "accept", **fields: Any) -> Attendee:
    """A colleague who is invited."""
    return Attendee("user", name, rsvp=rsvp, **fields)


def rich_event(title: str = "Weekly product review", name: str = "张伟") -> tuple[Event, EventDetail]:
    """An event with something in every field, and its details; ``name`` is everybody's first name."""
    full = event(
        summary=title,
        start=at(14).astimezone(BERLIN),
        end=at(15).astimezone(BERLIN),
        description="<p>What shipped, what slipped.</p><ul><li>Roadmap</li><li>评审新的搜索</li></ul>",
        timezone="Europe/Berlin",
        recurrence="FREQ=WEEKLY;BYDAY=SA",
        organizer="李娜",
        place=Place("Building F3", "北京市海淀区中关村大街 27 号", 39.98, 116.31),
        meeting=Meeting("vc", "https://vc.feishu.cn/j/384726159"),
        visibility="private",
        attendee_ability="can_see_others",
        reminders=(5, 60),
        created=datetime(2026, 10, 12, 4, tzinfo=UTC),
        app_link="https://applink.feishu.cn/client/calendar/event/detail?calendarId=7039673579105026066&key=aeac9c56",
        attachments=(Attachment("roadmap-2027.pdf", 2345678), Attachment("附件.jpeg", 812), Attachment("notes")),
        rsvp="needs_action",
        problems=("The zone Mars/Olympus is unknown here.",),
    )
    members = (ChatMember("Ann", "accept"), ChatMember("Bo", "needs_action"), ChatMember("Gone", "removed"))
    attendees = (
        person(f"{name} 1", "needs_action"),
        person("李娜", "accept", is_organizer=True, user_id="ou_1"),
        person(f"{name} 2", "accept", is_optional=True),
        person(f"{name} 3", "decline"),
        person(f"{name} 4", "tentative", is_external=True),
        Attendee("third_party", "", rsvp="needs_action", email="guest@example.com", is_external=True),
        Attendee("resource", "F3-12 Room", rsvp="accept"),
        Attendee("resource", "F3-14 Room", rsvp="needs_action"),
        Attendee("resource", "Lab", rsvp="decline"),
        Attendee("chat", "Design team", members=members),
    )
    settings = MeetingSettings("ou_1", "only_event_attendees", "971024", ("ou_1",), True, True, True)
    check_in = CheckIn(True, ("before_event_start", 15), ("after_event_end", 0), True)
    return full, EventDetail(full, attendees, settings=settings, check_in=check_in)


def texts(shown: Subject, cells: int = 44) -> list[str]:
    """The lines of the detail pane, without their looks."""
    return [text_of(line) for line in detail_lines(shown, cells)]


def block(shown: Subject, number: int, cells: int = 44) -> list[str]:
    """One of the blocks that blank lines part, counted from 0."""
    return "\n".join(texts(shown, cells)).split("\n\n")[number].split("\n")
