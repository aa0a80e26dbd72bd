"""What others read of an event."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feishu_tui.ical import Exported
from feishu_tui.model import Attendee, Event, EventDetail, Meeting, Place
from tests.ical.read_back import component, document, exported

SHANGHAI = ZoneInfo("Asia/Shanghai")
NASTY = 'a;b,c\\n d\\\nBEGIN:VEVENT\nEND:VCALENDAR\n"quoted": 产品评审会👩‍👩‍👧‍👦é ' * 9


def event(**fields: Any) -> Event:
    start, end = datetime(2026, 11, 21, 14, tzinfo=SHANGHAI), datetime(2026, 11, 21, 15, tzinfo=SHANGHAI)
    given = {"calendar_id": "c", "event_id": "abc_0", "start": start, "end": end, "timezone": "Asia/Shanghai"}
    return Event(**{**given, **fields})


def read(listed: Event, *attendees: Attendee, **fields: Any) -> Any:
    detail = EventDetail(listed, attendees, **fields)
    return component(document([Exported(listed.uid, listed, detail)]))


def test_every_line_is_short_and_ended_by_cr_lf() -> None:
    text = document([exported(event(summary=NASTY, description=NASTY))])
    *lines, last = text.encode().split(b"\r\n")
    assert last == b""
    assert max(map(len, lines)) == 75
    assert not any(b"\n" in each or b"\r" in each for each in lines)
    for each in lines:
        each.decode()


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters="\n\t")))
def test_any_text_comes_back(text: str) -> None:
    found = read(event(summary=text, description=text, place=Place(text)))
    assert str(found["SUMMARY"]) == text
    assert str(found.get("LOCATION", "")) == text


def test_nasty_text_comes_back() -> None:
    found = read(event(summary=NASTY, description=NASTY, place=Place("F3-05, 外滩", "1; Main")))
    assert str(found["SUMMARY"]) == NASTY
    assert str(found["DESCRIPTION"]) == NASTY
    assert str(found["LOCATION"]) == "F3-05, 外滩, 1; Main"


def test_control_characters_stay_out() -> None:
    assert str(read(event(summary="a\x00b\x1b[31m\x7fc"))["SUMMARY"]) == "ab[31mc"


def test_times_and_days() -> None:
    timed = read(event())
    assert timed["DTSTART"].dt == datetime(2026, 11, 21, 14, tzinfo=SHANGHAI)
    assert timed["DTSTART"].params["TZID"] == "Asia/Shanghai"
    whole = read(event(start=date(2026, 11, 21), end=date(2026, 11, 23)))
    assert (whole["DTSTART"].dt, whole["DTEND"].dt) == (date(2026, 11, 21), date(2026, 11, 23))
    moment = event().start
    assert "DTEND" not in read(event(end=moment))


def test_an_hour_that_comes_twice_is_told_apart() -> None:
    first = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    for start in (first, first.replace(fold=1)):
        assert read(event(start=start, end=start)).decoded("DTSTART").timestamp() == start.timestamp()


def test_people() -> None:
    found = read(
        event(organizer='Li "Lee"; Wei', organizer_id="ou_li"),
        Attendee("user", "陈静, PM", rsvp="accept", user_id="ou_chen"),
        Attendee("resource", "F3-05", rsvp="decline", room_id="omm_1"),
        Attendee("third_party", "guest@example.com", email="guest@example.com", is_optional=True),
        Attendee("third_party", "odd", email="a:b@example.com"),
        Attendee("user", "gone", rsvp="removed", user_id="ou_gone"),
    )
    people = found["ATTENDEE"]
    assert [each.params["CN"] for each in people] == ["陈静, PM", "F3-05", "guest@example.com", "odd"]
    assert [each.params["PARTSTAT"] for each in people] == ["ACCEPTED", "DECLINED", "NEEDS-ACTION", "NEEDS-ACTION"]
    assert people[1].params["CUTYPE"] == "ROOM"
    assert people[2] == "mailto:guest@example.com"
    assert people[2].params["ROLE"] == "OPT-PARTICIPANT"
    assert all(each.startswith("urn:uuid:") for each in (people[0], people[3], found["ORGANIZER"]))
    assert found["ORGANIZER"].params["CN"] == "Li 'Lee'; Wei"


@pytest.mark.parametrize("fields", [{"attendees_hidden": True}, {}])
def test_hidden_people_stay_hidden(fields: dict[str, bool]) -> None:
    hidden = frozenset() if fields else frozenset({"Attendee"})
    assert "ATTENDEE" not in read(event(hidden=hidden), Attendee("user", "Li"), **fields)


def test_a_hidden_meeting_stays_hidden() -> None:
    assert "URL" not in read(
        event(meeting=Meeting("vc", "https://vc.feishu.cn/j/1"), hidden=frozenset({"MeetingVideo"}))
    )


def test_the_rest() -> None:
    found = read(
        event(
            meeting=Meeting("vc", "https://vc.feishu.cn/j/1?a=b;c,d"),
            description="<p>Read <b>this</b></p>",
            status="tentative",
            free_busy="free",
            visibility="private",
            reminders=(15, -5),
        )
    )
    assert found["URL"] == "https://vc.feishu.cn/j/1?a=b;c,d"
    assert str(found["DESCRIPTION"]).strip() == "Read this"
    assert (found["STATUS"], found["TRANSP"], found["CLASS"]) == ("TENTATIVE", "TRANSPARENT", "PRIVATE")
    alarms = [each["TRIGGER"].dt.total_seconds() for each in found.walk("VALARM")]
    assert alarms == [-900, 300]


def test_the_same_twice() -> None:
    assert document([exported(event())]) == document([exported(event())])
