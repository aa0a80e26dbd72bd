"""The blocks of an event's detail: people, meeting, settings, check-in, reminders, place."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from feishu_tui.model import Attendee, ChatMember, CheckIn, EventDetail, Meeting, MeetingSettings, Place
from feishu_tui.ui.detail_lines import detail_lines
from feishu_tui.ui.subject import Subject
from tests.ui.events import block, event, person, subject, texts


def with_people(*attendees: Attendee, **fields: Any) -> Subject:
    return subject(event(**fields), detail=EventDetail(event(**fields), attendees))


class TestPeople:
    def test_one_person_and_no_answers(self) -> None:
        assert "People    1 person" in texts(with_people(person("Ann", "unknown")))

    def test_the_removed_are_left_out(self) -> None:
        shown = with_people(person("Ann"), person("Gone", "removed"), Attendee("resource", "Old room", rsvp="removed"))
        assert "People    1 person  ✓1" in texts(shown)
        assert not any("Gone" in line or "Old room" in line for line in texts(shown))

    def test_they_are_ordered_by_answer_organizer_first_optional_last(self) -> None:
        shown = with_people(
            person("No", "decline"),
            person("Maybe", "tentative"),
            person("Late", is_optional=True),
            person("Yes"),
            person("Host", is_organizer=True),
            person("Silent", "needs_action"),
            person("Odd", "unknown"),
        )
        assert block(shown, 2) == [
            "✓ Host  organizer",
            "✓ Yes",
            "✓ Late  optional",
            "~ Maybe",
            "? Silent",
            "✗ No",
            "  Odd",
        ]

    def test_a_chat_shows_its_members_answers(self) -> None:
        crowd = (ChatMember("Bo", "decline", is_external=True), ChatMember("Ann", "accept", is_organizer=True))
        shown = with_people(Attendee("chat", "Ops", members=crowd), Attendee("chat", "", members=()))
        assert "People    2 chats" in texts(shown)
        assert block(shown, 2) == [
            "# Ops  2 members  ✓1 ✗1",
            "  ✓ Ann  organizer",
            "  ✗ Bo  external",
            "# a chat  chat",
        ]

    def test_a_hidden_list_is_told(self) -> None:
        shown = subject(event(), detail=EventDetail(event(), attendees_hidden=True))
        assert "People    hidden by the organizer" in texts(shown)

    def test_the_organizer_may_be_known_from_the_list_alone(self) -> None:
        assert "Organizer Host" in texts(with_people(person("Ann"), person("Host", is_organizer=True)))

    def test_an_address_follows_the_name(self) -> None:
        guest = Attendee("third_party", "Ada", email="ada@example.com")
        assert "  Ada  ada@example.com" in texts(with_people(guest))


class TestMeeting:
    def lines(self, meeting: Meeting, cells: int = 60) -> list[str]:
        return block(subject(event(meeting=meeting)), 1, cells)[:-1]

    def test_no_meeting_no_line(self) -> None:
        assert self.lines(Meeting("no_meeting", "https://vc.feishu.cn/j/1")) == []
        assert self.lines(Meeting()) == []

    def test_a_link_of_another_kind_says_of_which(self) -> None:
        assert self.lines(Meeting("third_party", "https://zoom.us/j/1", description="Zoom")) == [
            "Meeting   https://zoom.us/j/1",
            "          Zoom",
        ]
        assert self.lines(Meeting("lark_live", "https://l.feishu.cn/1"))[1] == "          live stream"
        assert self.lines(Meeting("", "https://example.com/1"))[1] == "          external meeting"

    def test_a_meeting_without_a_link_yet(self) -> None:
        assert self.lines(Meeting("vc")) == ["Meeting   video meeting, no link yet"]

    @pytest.mark.parametrize(
        "url",
        [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "https://",
            "https://vc.feishu.cn\\@evil.example/",
            "https://vc.feishu.cn%2e.evil.example/",
            "https://[::1",
            "//vc.feishu.cn/j/1",
        ],
    )
    def test_what_is_no_web_address_is_not_shown(self, url: str) -> None:
        assert self.lines(Meeting("third_party", url)) == ["Meeting   its link is not a web address and is not shown"]

    def test_a_name_before_the_host_is_left_out(self) -> None:
        shown = subject(event(meeting=Meeting("vc", "https://vc.feishu.cn@evil.example/j/1")))
        [link] = [piece for line in detail_lines(shown, 60) for piece in line if piece.link]
        assert link.text == link.link == "https://evil.example/j/1"

    def test_a_host_in_other_letters_is_shown_as_it_travels(self) -> None:
        assert self.lines(Meeting("vc", "https://vc.f\u0435ishu.cn/j/1")) == [
            "Meeting   https://vc.xn--fishu-zwe.cn/j/1"
        ]

    def test_a_long_host_is_never_cut(self) -> None:
        host = "vc.feishu.cn." + "a" * 150 + ".evil.example"
        shown = subject(event(meeting=Meeting("vc", f"https://{host}/{'j' * 400}")))
        links = [piece for line in detail_lines(shown, 40) for piece in line if piece.link]
        assert f"https://{host}" in "".join(piece.text for piece in links)
        assert links[-1].text.endswith("…")

    def test_a_link_that_would_break_stands_without_its_label(self) -> None:
        assert self.lines(Meeting("vc", "https://vc.feishu.cn/j/384726159"), 40) == ["https://vc.feishu.cn/j/384726159"]


def test_settings_of_a_meeting() -> None:
    settings = MeetingSettings("ou_9", "anyone_can_join", "", ("ou_1", "ou_9"), False, False, False)
    shown = subject(event(), detail=EventDetail(event(), settings=settings))
    assert block(shown, 2, 80)[0] == "Joining   anyone may join · only hosts may start it · 2 hosts"


@pytest.mark.parametrize(
    ("check_in", "words"),
    [
        (CheckIn(False, ("before_event_start", 15)), None),
        (CheckIn(True), "on"),
        (
            CheckIn(True, ("after_event_start", 0), ("after_event_end", 60)),
            "opens at the start · closes 1 h after the end",
        ),
        (CheckIn(True, ("some_day", 5)), "opens some_day"),
    ],
)
def test_check_in(check_in: CheckIn, words: str | None) -> None:
    lines = texts(subject(event(), detail=EventDetail(event(), check_in=check_in)), 80)
    assert [line for line in lines if line.startswith("Check-in")] == ([f"Check-in  {words}"] if words else [])


def test_reminders_after_and_at_the_start() -> None:
    shown = subject(event(reminders=(0, -10, 1440, 0)))
    assert "Reminder  1 day before · at the start · 10 min after the start" in texts(shown, 80)


def test_reminders_of_a_whole_day_are_times_of_day() -> None:
    day = date(2026, 11, 26)
    shown = subject(event(start=day, end=day + timedelta(days=1), reminders=(900, 0, -540, 2340, -1500)))
    assert [line[10:] for line in texts(shown, 60) if "before at" in line or "the day" in line or "after" in line] == [
        "2 days before at 09:00 · the day before at 09:00",
        "on the day at 00:00 · on the day at 09:00",
        "1 day 1 h after the start",
    ]


def test_a_place_without_an_address_has_its_coordinates() -> None:
    assert block(subject(event(place=Place("Park", "", 31.2304, 121.4737))), 1)[:2] == [
        "Place     Park",
        "          31.2304, 121.4737",
    ]
