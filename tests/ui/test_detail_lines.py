"""The detail of an event, line by line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from feishu_tui.language import Language
from feishu_tui.model import EventDetail, Place
from feishu_tui.ui.detail_lines import detail_lines
from feishu_tui.ui.line import Line, Piece, text_of, width_of
from feishu_tui.ui.subject import Subject
from tests.ui.events import BERLIN, EN, NOW, SHANGHAI, TEAM, ZH, at, event, once, rich_event, subject, texts
from tests.ui.titles import AWKWARD_TITLES


def rich(say: Language = EN) -> Subject:
    listed, detail = rich_event()
    return subject(listed, detail=detail, occurrence=once(listed, recurring=True), say=say)


def test_every_field_has_its_place() -> None:
    assert texts(rich()) == [
        "Weekly product review",
        "Sat 21 Nov 14:00–15:00 Shanghai",
        "1 h · in 2 h 53 min",
        "07:00–08:00 Berlin",
        "! The zone Mars/Olympus is unknown here.",
        "",
        "Meeting   https://vc.feishu.cn/j/384726159",
        "Place     Building F3",
        "          北京市海淀区中关村大街 27 号",
        "Room      F3-12 Room ✓ booked",
        "          F3-14 Room ? pending",
        "          Lab ✗ refused",
        "People    6 people  ✓2 ~1 ?2 ✗1 · 1 chat",
        "Organizer 李娜",
        "Reply     ? no answer yet",
        "Calendar  ■ Team",
        "",
        "↻ every week on Sat",
        "",
        "What shipped, what slipped.",
        "",
        "• Roadmap",
        "• 评审新的搜索",
        "",
        "Files     roadmap-2027.pdf  2.2 MB",
        "          附件.jpeg  812 B",
        "          notes",
        "",
        "✓ 李娜  organizer",
        "✓ 张伟 2  optional",
        "~ 张伟 4  external",
        "? 张伟 1",
        "? guest@example.com  external",
        "✗ 张伟 3",
        "# Design team  2 members  ✓1 ?1",
        "  ✓ Ann",
        "  ? Bo",
        "",
        "Joining   only those invited may join",
        "          password: set",
        "          with a waiting room",
        "          recorded automatically",
        "          anyone invited may start it",
        "          hosted by 李娜",
        "Check-in  opens 15 min before the start",
        "          closes at the end",
        "          people are told when it opens",
        "Reminder  1 h before · 5 min before",
        "Shown as  busy · private",
        "Guests    may see one another",
        "Created   12 Oct",
        "Open      https://applink.feishu.cn/client/…",
        "Id        abc_0",
    ]


def test_in_chinese_too() -> None:
    lines = texts(rich(ZH))
    assert lines[1:4] == ["11月21日 周六 14:00–15:00 上海", "1 小时 · 2 小时 53 分钟后", "07:00–08:00 柏林"]
    assert any(line.startswith("↻ 每周") for line in lines)
    assert "会议室 F3-12 Room ✓ 已预定" in lines
    assert "参与者 6 人  ✓2 ~1 ?2 ✗1 · 1 个群组" in lines
    assert "签到   开始前 15 分钟开放 · 结束时截止" in lines
    assert "提醒   提前 1 小时 · 提前 5 分钟" in lines


def test_what_is_not_there_takes_no_line() -> None:
    assert texts(subject(event())) == [
        "Review",
        "Sat 21 Nov 14:00–15:00",
        "1 h · in 2 h 53 min",
        "",
        "Calendar  ■ Team",
        "",
        "Shown as  busy · default visibility",
        "Id        abc_0",
    ]


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (at(13, 48), "1 h · in 12 min"),
        (at(14), "1 h · now, 1 h left"),
        (at(14, 40), "1 h · now, 20 min left"),
        (at(15), "1 h · just now"),
        (at(17, 30), "1 h · 2 h ago"),
    ],
)
def test_how_soon_it_is(now: datetime, words: str) -> None:
    assert texts(subject(event(), now=now))[2] == words


def test_what_has_no_length_does_not_say_how_long_it_is() -> None:
    assert texts(subject(event(end=at(14))))[2] == "in 2 h 53 min"


@pytest.mark.parametrize(
    ("first", "days", "lines"),
    [
        (21, 1, ["Sat 21 Nov, all day", "today"]),
        (22, 1, ["Sun 22 Nov, all day", "tomorrow"]),
        (20, 3, ["Fri 20 Nov – Sun 22 Nov, 3 days", "now, day 2 of 3"]),
        (26, 2, ["Thu 26 Nov – Fri 27 Nov, 2 days", "in 5 days"]),
        (16, 2, ["Mon 16 Nov – Tue 17 Nov, 2 days", "4 days ago"]),
    ],
)
def test_all_day_events_are_counted_in_days(first: int, days: int, lines: list[str]) -> None:
    start = date(2026, 11, first)
    shown = subject(event(start=start, end=start + timedelta(days=days)), zone=BERLIN)
    assert texts(shown)[1:3] == lines


def test_the_own_zone_names_its_day_where_that_is_another() -> None:
    shown = subject(event(start=at(2).astimezone(BERLIN), end=at(3).astimezone(BERLIN)))
    assert texts(shown)[1:4] == ["Sat 21 Nov 02:00–03:00 Shanghai", "1 h · 8 h ago", "Fri 20 Nov 19:00–20:00 Berlin"]


def test_zones_whose_clocks_agree_are_not_told_apart() -> None:
    assert not any("Shanghai" in line for line in texts(subject(event())))


def test_an_event_over_midnight_says_so() -> None:
    assert texts(subject(event(start=at(23), end=at(1, day=22))))[1] == "Sat 21 Nov 23:00–01:00 +1"


def exception(original_hour: int, **fields: Any) -> Subject:
    original = int(at(original_hour).timestamp())
    moved = event(event_id=f"abc_{original}", is_exception=True, series_uid="abc")
    master = event(recurrence="FREQ=WEEKLY;BYDAY=SA", start=at(original_hour, day=7), end=at(15, day=7))
    shown = once(moved, recurring=True, original_time=original)
    return replace(subject(moved, occurrence=shown), **{"master": master, **fields})


def test_a_moved_occurrence_says_from_where() -> None:
    assert texts(exception(9))[3] == "↻ moved from 09:00"
    assert "↻ every week on Sat" in texts(exception(9))
    late = int(at(23, day=19).timestamp())
    other_day = replace(exception(9).occurrence, original_time=late)
    assert texts(exception(9, occurrence=other_day))[3] == "↻ moved from Thu 19 Nov 23:00"


def test_an_occurrence_says_what_else_is_not_as_in_its_series() -> None:
    shown = exception(14)
    assert shown.master is not None
    other = replace(shown.master, summary="Weekly", end=at(16, day=7), place=Place("Lab"))
    assert texts(replace(shown, master=other))[3] == "↻ not as in the series: title, length, place"
    moved = exception(9)
    assert texts(moved, 60)[3:5] == ["↻ moved from 09:00", "  not as in the series: length"]


def test_an_all_day_occurrence_was_moved_from_a_day() -> None:
    original = 1795046400  # 2026-11-19, midnight UTC
    moved = event(
        event_id=f"abc_{original}",
        is_exception=True,
        start=date(2026, 11, 21),
        end=date(2026, 11, 22),
    )
    shown = subject(moved, occurrence=once(moved, recurring=True, original_time=original))
    assert texts(shown)[3] == "↻ moved from Thu 19 Nov"
    assert "↻ one of a series" in texts(shown)


@pytest.mark.parametrize("original", [14, None])
def test_an_occurrence_that_was_not_moved_differs(original: int | None) -> None:
    shown = exception(14)
    if original is None:
        shown = replace(shown, occurrence=replace(shown.occurrence, original_time=10**15))
    assert texts(shown)[3] == "↻ this occurrence differs from its series"


def test_a_rule_that_cannot_be_read_is_shown_as_it_is() -> None:
    listed = event(recurrence="EVERY=SATURDAY")
    shown = subject(listed, occurrence=once(listed, recurring=True, from_server=True))
    lines = texts(shown, 60)
    assert lines[lines.index("Calendar  ■ Team") :][1:4] == [
        "",
        "↻ EVERY=SATURDAY · the rule cannot be read here",
        "  times taken from the server",
    ]


def test_a_note_follows_the_rule() -> None:
    listed, _ = rich_event()
    shown = subject(listed, occurrence=once(listed, recurring=True), note=(Piece("matches the server", "good"),))
    assert "↻ every week on Sat · matches the server" in texts(shown)


def test_a_cancelled_event_says_so() -> None:
    assert texts(subject(event(status="cancelled")))[1] == "✗ cancelled"


def test_tentative_is_an_answer_still_to_be_given() -> None:
    assert "Reply     ? no answer yet" in texts(subject(event(status="tentative")))
    assert "Reply     ✓ accepted" in texts(subject(event(status="tentative", rsvp="accept")))


def test_a_title_that_may_not_be_read_is_busy() -> None:
    reader = replace(TEAM, role="reader")
    private = event(summary="")
    assert texts(subject(private, calendar=reader))[0] == "Busy"
    assert texts(subject(private, calendar=TEAM))[0] == "(no title)"


@pytest.mark.parametrize(
    ("block_name", "gone", "stays"),
    [
        ("Attendee", ["张伟", "李娜  ", "F3-12", "6 people", "Ann", "hosted by"], ["Organizer 李娜", "Place"]),
        ("OrganizerOrCreator", ["Organizer", "organizer"], ["✓ 李娜", "6 people"]),
        ("MeetingVideo", ["https://vc", "password", "Joining"], ["Place", "6 people"]),
        ("RSVP", ["Reply"], ["6 people  ✓2 ~1 ?2 ✗1"]),
        ("ForwardIcon", [], ["Reply", "6 people", "https://vc"]),
    ],
)
def test_what_the_server_hides_stays_hidden(block_name: str, gone: list[str], stays: list[str]) -> None:
    listed, detail = rich_event()
    hiding = replace(listed, hidden=frozenset({block_name}))
    whole = "\n".join(texts(subject(hiding, detail=replace(detail, event=hiding))))
    assert [word for word in gone if word in whole] == []
    assert [word for word in stays if word not in whole] == []


def test_the_password_itself_is_never_shown() -> None:
    assert "971024" not in "\n".join(texts(rich()))


def test_an_occurrence_takes_the_fields_of_its_own_event_not_of_another_detail() -> None:
    _, detail = rich_event()
    other = event(event_id="other_0", summary="Another")
    assert texts(subject(other, detail=detail))[0] == "Another"


def test_what_is_listed_is_newer_than_details_read_before() -> None:
    listed, detail = rich_event()
    retitled = replace(listed, summary="Renamed", description="New text", place=Place("Elsewhere"))
    whole = texts(subject(retitled, detail=detail))
    assert whole[0] == "Renamed"
    assert "New text" in whole
    assert "Place     Elsewhere" in whole


def test_what_a_short_row_leaves_out_comes_from_the_details() -> None:
    _, detail = rich_event()
    whole = texts(subject(event(), detail=detail))
    assert "Meeting   https://vc.feishu.cn/j/384726159" in whole
    assert "Place     Building F3" in whole
    assert "Organizer 李娜" in whole
    assert "• Roadmap" in whole


def test_escapes_spelled_in_html_are_gone_too() -> None:
    shown = subject(event(description="<p>a&#27;[2Jb &#x202e;c [bold]d[/]</p>"))
    assert "a[2Jb c [bold]d[/]" in texts(shown)


class TestFetching:
    def test_what_the_list_knows_is_there_while_details_load(self) -> None:
        listed, _ = rich_event()
        lines = texts(subject(listed, fetch="loading"))
        assert lines[0] == "Weekly product review"
        assert "Meeting   https://vc.feishu.cn/j/384726159" in lines
        assert "loading details…" in lines

    def test_old_details_are_on_screen_without_a_word_while_new_ones_load(self) -> None:
        listed, detail = rich_event()
        lines = texts(subject(listed, detail=detail, fetch="loading", fetched_at=at(10)))
        assert not any("details" in line for line in lines)

    def test_without_a_connection_they_are_as_old_as_they_are(self) -> None:
        shown = subject(event(), detail=EventDetail(event()), offline=True, fetched_at=at(10, 32, day=20))
        assert "details read yesterday 10:32" in texts(shown)
        failed = subject(event(), detail=EventDetail(event()), fetch="failed", fetched_at=at(11, 4))
        assert "details read 3 min ago" in texts(failed)

    def test_without_a_connection_and_never_read(self) -> None:
        assert "no details read so far" in texts(subject(event(), offline=True), 80)


def check_sweep(shown: Subject, width: int) -> None:
    lines: list[Line] = detail_lines(shown, width)
    too_wide = [text_of(line) for line in lines if width_of(line) > width]
    assert too_wide == [], width


@pytest.mark.parametrize("title", AWKWARD_TITLES)
@pytest.mark.parametrize("say", [EN, ZH])
def test_no_line_is_wider_than_asked(title: str, say: Language) -> None:
    listed, detail = rich_event(title, title)
    strange = replace(
        listed,
        description=title,
        place=Place(title, title),
        organizer=title,
        recurrence=title,
        problems=(title or "!",),
    )
    shown = once(strange, recurring=True, from_server=True)
    for width in range(20, 81):
        check_sweep(subject(strange, detail=replace(detail, event=strange), occurrence=shown, say=say), width)


def test_nothing_reaches_the_screen_but_what_can_be_printed() -> None:
    for title in AWKWARD_TITLES:
        listed, detail = rich_event(title, title)
        for line in detail_lines(subject(listed, detail=detail), 40):
            assert "\x1b" not in text_of(line)
            assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in text_of(line))


def test_now_is_handed_in() -> None:
    assert subject(event()).today == NOW.astimezone(SHANGHAI).date()
