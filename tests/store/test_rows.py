"""What goes into a row comes out of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from feishu_tui.model import (
    Attachment,
    Attendee,
    ChatMember,
    CheckIn,
    Event,
    EventDetail,
    Meeting,
    MeetingSettings,
    Place,
)
from feishu_tui.store import rows
from feishu_tui.store.series_end import FOREVER, series_end
from tests.store.build import all_day, at, event, exception, seconds

FULL = Event(
    "me",
    "a_b_0",
    at("2026-11-21 09:30"),
    at("2026-11-21 10:30"),
    summary="周会 [bold]",
    description="line\nline",
    timezone="Asia/Shanghai",
    recurrence="FREQ=WEEKLY",
    status="tentative",
    organizer_calendar_id="team",
    organizer="张三",
    organizer_id="ou_1",
    place=Place("F3-12", "1 Road", 1.5, 2.5),
    meeting=Meeting("vc", "https://vc.example/1", "vc", "join"),
    visibility="private",
    attendee_ability="can_see_others",
    free_busy="free",
    color=0,
    reminders=(5, -10),
    created=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    app_link="https://applink.example/1",
    attachments=(Attachment("a.pdf", 10, "tok"), Attachment("b")),
    hidden=frozenset({"RSVP", "Attendee"}),
    rsvp="accept",
    problems=("The zone is unknown.",),
)


def returned(given: Event) -> Event:
    row = rows.event_row(given, "{}")
    return rows.decode_event(given.calendar_id, row.event_id, row.start, row.end, row.all_day, row.body.decode())


@pytest.mark.parametrize(
    "given",
    [
        FULL,
        event("single", "2026-11-21 09:30"),
        all_day("holiday", "2026-11-21", 3),
        exception(event("s", "2026-11-21 09:30", recurrence="FREQ=DAILY"), "2026-11-22 09:30", status="cancelled"),
        event("nowhere", "2026-11-21 09:30", timezone="Mars/Olympus"),
        event("empty zone", "2026-11-21 09:30", timezone=""),
    ],
    ids=lambda given: given.event_id,
)
def test_an_event_survives(given: Event) -> None:
    assert returned(given) == given


def test_zones_survive() -> None:
    berlin, odd = ZoneInfo("Europe/Berlin"), timezone(timedelta(hours=5, minutes=45))
    start = datetime(2026, 10, 25, 2, 30, tzinfo=berlin, fold=1)
    back = returned(Event("me", "x_0", start, (start + timedelta(hours=3)).astimezone(odd), timezone="Europe/Berlin"))
    assert isinstance(back.start, datetime)
    assert isinstance(back.end, datetime)
    assert back.start.tzinfo == berlin
    assert (back.start.hour, back.start.fold, back.start.timestamp()) == (2, 1, start.timestamp())
    assert back.end.utcoffset() == timedelta(hours=5, minutes=45)


def test_what_nobody_wrote_is_damage() -> None:
    for body in ("{", '{"colour": 1}', "[]", '{"place": {"nom": ""}}'):
        with pytest.raises(rows.DamagedRow):
            rows.decode_event("me", "x_0", 0, 0, 0, body)


def test_a_detail_survives() -> None:
    given = EventDetail(
        FULL,
        (
            Attendee("user", "李四", "user_1", "accept", is_organizer=True, user_id="ou_2"),
            Attendee("chat", "团队", members=(ChatMember("王五", "decline", is_external=True),)),
        ),
        settings=MeetingSettings("ou_1", "anyone_can_join", "1234", ("ou_2",), auto_record=False),
        check_in=CheckIn(True, ("before_event_start", 15), None, True),
        raw='{"x": 1}',
    )
    assert rows.decode_detail(FULL, rows.encode_detail(given), given.raw) == given
    bare = EventDetail(FULL, attendees_hidden=True)
    assert rows.decode_detail(FULL, rows.encode_detail(bare), bare.raw) == bare


@pytest.mark.parametrize(
    ("rule", "last_start"),
    [
        ("FREQ=DAILY;UNTIL=20270301T155959Z", date(2027, 3, 1)),
        ("RRULE: FREQ=WEEKLY;BYDAY=MO;UNTIL=20270301", date(2027, 3, 1)),
        ("FREQ=DAILY;COUNT=10", date(2026, 11, 30)),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=10;BYDAY=SA", date(2027, 3, 27)),
        ("FREQ=MONTHLY;COUNT=3", date(2027, 1, 21)),
        ("FREQ=YEARLY;COUNT=3", date(2028, 11, 21)),
        ("FREQ=DAILY;UNTIL=20200101T000000Z", date(2026, 11, 21)),
    ],
)
def test_a_series_with_an_end_is_bounded(rule: str, last_start: date) -> None:
    after = datetime.combine(last_start, at("2026-11-21 10:30").timetz()).timestamp()
    assert after <= series_end(rule, seconds("2026-11-21 09:30"), seconds("2026-11-21 10:30")) < FOREVER


@pytest.mark.parametrize(
    "rule",
    ["FREQ=DAILY", "nonsense", "FREQ=MONTHLY;BYMONTHDAY=31;COUNT=5", "FREQ=DAILY;COUNT=2\nRDATE:20300101T000000Z"],
)
def test_a_series_whose_end_is_not_cheap_never_ends(rule: str) -> None:
    assert series_end(rule, seconds("2026-11-21 09:30"), seconds("2026-11-21 10:30")) == FOREVER


def test_what_is_searched_is_folded() -> None:
    assert rows.event_row(replace(FULL, summary="TITEL ß"), "{}").text.title == "titel ss"
    assert rows.event_row(replace(FULL, summary=""), "{}").text.title == ""
