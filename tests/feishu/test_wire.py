"""What the server sends, read liberally: nothing it may send raises, and what can be shown is shown."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feishu_tui.errors import BadResponse
from feishu_tui.feishu.wire.calendars import busy_times_of, calendar_of, calendars_of, primary_of
from feishu_tui.feishu.wire.details import detail_of
from feishu_tui.feishu.wire.events import Listed, Skipped, read_event, read_events, read_occurrence
from feishu_tui.feishu.wire.pages import marks_of
from feishu_tui.feishu.wire.people import attendees_of, chat_members_of
from feishu_tui.model import Calendar, Event, Moment

TIMED = {
    "event_id": "e1_0",
    "start_time": {"timestamp": "1700000000", "timezone": "Europe/Berlin"},
    "end_time": {"timestamp": "1700003600", "timezone": "Europe/Berlin"},
}
ALL_DAY = {
    "event_id": "d1_0",
    "start_time": {"date": "2026-11-21", "timezone": "UTC"},
    "end_time": {"date": "2026-11-22", "timezone": "UTC"},
}


def event(all_day_end="exclusive", base=TIMED, **fields) -> Event:
    read = read_event({**base, **fields}, "cal", all_day_end)
    assert isinstance(read, Listed), read
    return read.event


def calendar(**fields) -> Calendar:
    read = calendar_of({"calendar_id": "c", **fields})
    assert read is not None
    return read


def zone_of(moment: Moment) -> str:
    assert isinstance(moment, datetime)
    return str(moment.tzinfo)


def test_a_timed_event_is_aware_in_its_own_zone():
    read = event()
    assert read.start == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert str(read.start) == "2023-11-14 23:13:20+01:00"
    assert read.timezone == "Europe/Berlin"
    assert read.problems == ()


def test_an_unknown_zone_keeps_its_name_and_the_instant_and_says_so():
    read = event(start_time={"timestamp": "1700000000", "timezone": "Mars/Olympus"})
    assert read.timezone == "Mars/Olympus"
    assert read.start == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert zone_of(read.start) == "Asia/Shanghai"
    assert "Mars/Olympus" in read.problems[0]


@pytest.mark.parametrize("name", ["../x", "/etc/passwd", "Asia", "a\0b", "localtime", "é/" * 30, "."])
def test_a_zone_name_that_is_no_zone_is_harmless(name):
    read = event(start_time={"timestamp": "1700000000", "timezone": name})
    assert zone_of(read.start) == "Asia/Shanghai"
    assert len(read.problems) == 1
    assert str(read.start) == "2023-11-15 06:13:20+08:00"


@pytest.mark.parametrize("zone", [None, "", {}, []])
def test_no_zone_is_the_documented_default(zone):
    read = event(start_time={"timestamp": 1700000000, "timezone": zone}, end_time={"timestamp": 1700000060.0})
    assert (zone_of(read.start), read.problems) == ("Asia/Shanghai", ())


@pytest.mark.parametrize(
    ("all_day_end", "last", "end"),
    [
        ("exclusive", "2026-11-22", date(2026, 11, 22)),
        ("exclusive", "2026-11-24", date(2026, 11, 24)),
        ("exclusive", "2026-11-21", date(2026, 11, 22)),
        ("exclusive", "2026-11-01", date(2026, 11, 22)),
        ("inclusive", "2026-11-21", date(2026, 11, 22)),
        ("inclusive", "2026-11-23", date(2026, 11, 24)),
        ("inclusive", "2026-11-01", date(2026, 11, 22)),
    ],
)
def test_the_end_of_an_all_day_event_follows_the_setting_and_is_at_least_a_day(all_day_end, last, end):
    read = event(all_day_end, ALL_DAY, end_time={"date": last})
    assert (read.start, read.end, read.all_day, read.timezone) == (date(2026, 11, 21), end, True, "")


def test_date_and_timestamp_together_are_timed_unless_both_are_midnights_in_utc():
    sample = {"date": "2018-09-01", "timestamp": "1602504000", "timezone": "Asia/Shanghai"}
    assert not event(start_time=sample, end_time=sample).all_day
    midnight = {"date": "2026-11-21", "timestamp": "1795219200"}
    after = {"date": "2026-11-22", "timestamp": "1795305600"}
    assert event(start_time=midnight, end_time=after).end == date(2026, 11, 22)


def test_instances_of_an_all_day_series_may_come_with_timestamps():
    row = {
        "event_id": "d1_1795219200",
        "start_time": {"timestamp": "1795219200"},
        "end_time": {"timestamp": "1795392000"},
    }
    occurrence = read_occurrence(row, "cal", "exclusive", all_day=True)
    assert occurrence is not None
    assert (occurrence.start, occurrence.end) == (date(2026, 11, 21), date(2026, 11, 23))
    assert occurrence.original_time == 1795219200
    assert occurrence.recurring
    assert not occurrence.event.is_exception


def test_cancelled_occurrences_are_left_out():
    assert read_occurrence({**TIMED, "status": "cancelled"}, "cal", "exclusive") is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [(-11034625, 0x579FFF), ("-14513409", 0x228AFF), (0, None), (-1, None), (4294967295, None), ("red", None)],
)
def test_colours(value, expected):
    assert event(color=value).color == expected
    assert calendar(color=value).color == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://vc.feishu.cn/j/1", "https://vc.feishu.cn/j/1"),
        ("http://x.example/", "http://x.example/"),
        ("vc.feishu.cn/j/1", "https://vc.feishu.cn/j/1"),
        ("vc.feishu.cn:8443/j/1", "https://vc.feishu.cn:8443/j/1"),
        ("//vc.feishu.cn/j", "https://vc.feishu.cn/j"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("mailto:x@y.example", ""),
        ("https://", ""),
        ("https://a b", ""),
        ("https://x.example/\x1b]8;;", ""),
        ("https://x.example/\u202egnp", ""),
        ("https://[::1", ""),
        ("https://x:99999999/", ""),
        ("ftp://x.example", ""),
        ("https://x\\@y.example/", ""),
        (None, ""),
        (["https://x.example"], ""),
    ],
)
def test_meeting_addresses_are_web_addresses_or_nothing(url, expected):
    assert event(vchat={"vc_type": "third_party", "meeting_url": url}).meeting.url == expected


def test_no_meeting_has_no_address():
    assert event(vchat={"vc_type": "no_meeting", "meeting_url": "https://x.example"}).meeting.url == ""


@pytest.mark.parametrize("link", ["e1_0", "e1", "", None])
def test_the_series_of_an_exception_is_its_uid_however_it_is_spelled(link):
    read = event(event_id="e1_1700000000", is_exception=True, recurring_event_id=link, recurrence="FREQ=DAILY")
    assert (read.series_uid, read.original_time, read.recurrence) == ("e1", 1700000000, "")


def test_an_unmarked_row_with_an_original_time_is_an_exception():
    assert event(event_id="e1_1700000000", is_exception=None).is_exception
    assert not event(event_id="e1_1700000000", is_exception=False).is_exception
    assert not event(event_id="e1_0").is_exception


def test_a_series_link_on_an_ordinary_event_is_ignored():
    read = event(is_exception=False, recurring_event_id="other_0", recurrence="FREQ=DAILY;INTERVAL=1")
    assert (read.series_uid, read.recurrence, read.is_series) == ("", "FREQ=DAILY;INTERVAL=1", True)


def test_unknown_words_get_safe_defaults_and_unknown_fields_are_ignored():
    read = event(
        status="rescheduled",
        visibility="galactic",
        free_busy_status="maybe",
        attendee_ability=3,
        vchat={"vc_type": "hologram"},
        self_rsvp_status="shrug",
        brand_new_field={"a": [1]},
    )
    assert (read.status, read.visibility, read.free_busy, read.attendee_ability) == ("confirmed", "default", "busy", "")
    assert (read.meeting.kind, read.rsvp) == ("unknown", "unknown")
    assert calendar(type="moon", role=None).type == "unknown"


def test_what_cannot_be_an_event_is_named_and_the_page_goes_on():
    rows = [
        None,
        "text",
        {"summary": "no id"},
        {"event_id": "late_0", "start_time": {"timestamp": "99999999999999999"}},
        {"event_id": "none_0", "start_time": None},
        TIMED,
    ]
    events, skipped = read_events(rows, "cal", "exclusive")
    assert [listed.event.event_id for listed in events] == ["e1_0"]
    assert [entry.event_id for entry in skipped] == ["?", "?", "?", "late_0", "none_0"]
    assert all(entry.reason.endswith(".") for entry in skipped)


def test_a_deletion_needs_no_times():
    removed = event(base={"event_id": "e1_0", "status": "cancelled"})
    assert (removed.status, removed.event_id) == ("cancelled", "e1_0")
    gone = event(base={"event_id": "e1_1700000000", "status": "cancelled", "is_exception": True, "start_time": {}})
    assert (gone.series_uid, gone.original_time) == ("e1", 1700000000)


@pytest.mark.parametrize("end", [None, {}, {"timestamp": "1600000000"}, {"timestamp": "9" * 17}])
def test_an_event_without_a_usable_end_has_no_length(end):
    read = event(end_time=end)
    assert read.end == read.start
    assert len(read.problems) == 1


def test_text_is_made_safe_and_markup_stays_text():
    read = event(
        summary="\x1b[31m[bold]A\x00\u202eB[/]\nC",
        description="<b>x</b>\x9b2J\r\n\r\n\r\n\r\n\r\ny",
        event_organizer={"display_name": "\x1b]0;title\x07Z", "user_id": 7},
        location={"name": "\ud800room", "latitude": "31.2", "longitude": 121.5},
    )
    assert read.summary == "[bold]AB[/] C"
    assert read.description == "<b>x</b>\n\n\ny"
    assert (read.organizer, read.organizer_id) == ("Z", "7")
    assert (read.place.name, read.place.latitude) == ("\ufffdroom", 31.2)


def test_the_raw_event_is_compact_ascii_json_of_what_came():
    row = {**TIMED, "summary": "周会\ud800\x9b", "unknown": {"x": [1, None]}}
    listed = read_event(row, "cal", "exclusive")
    assert isinstance(listed, Listed)
    assert json.loads(listed.raw) == row
    assert listed.raw.isascii()
    assert " " not in listed.raw


def test_details():
    detail, more = detail_of(
        {
            "event": {
                **TIMED,
                "vchat": {
                    "vc_type": "vc",
                    "meeting_settings": {
                        "owner_id": 7,
                        "password": "9710",
                        "assign_hosts": ["ou_1", 2, None],
                        "open_lobby": "true",
                        "auto_record": False,
                    },
                },
                "attendees": [
                    {"type": "user", "attendee_id": "user_1", "rsvp_status": "accept", "display_name": "张三"},
                    {"type": "user", "attendee_id": "user_1", "rsvp_status": "accept", "display_name": "张三"},
                    {"type": "resource", "attendee_id": "resource_1", "rsvp_status": "needs_action"},
                    {"type": "third_party", "third_party_email": "a@b.example"},
                    {"type": "group", "attendee_id": "chat_1", "chat_members": [{"display_name": "M"}, None]},
                    "nobody",
                ],
                "has_more_attendee": True,
                "reminders": [{"minutes": 5}, {"minutes": "-10"}, {"minutes": 10**30}, None],
                "attachments": [
                    {"file_token": "x", "file_size": "2345", "name": "a.jpg"},
                    {"file_token": "y", "is_deleted": True},
                ],
                "event_check_in": {
                    "enable_check_in": True,
                    "check_in_start_time": {"time_type": "before_event_start", "duration": "15"},
                    "check_in_end_time": {"time_type": "after_event_end"},
                },
                "schemas": [{"ui_name": "Attendee", "ui_status": "hide"}, {"ui_name": "RSVP", "ui_status": "readonly"}],
            }
        },
        "cal",
        "exclusive",
    )
    assert more
    assert [person.type for person in detail.attendees] == ["user", "resource", "third_party", "chat"]
    assert detail.attendees[2].name == "a@b.example"
    assert [member.name for member in detail.attendees[3].members] == ["M"]
    assert detail.settings is not None
    assert (detail.settings.owner_id, detail.settings.hosts, detail.settings.lobby) == ("7", ("ou_1", "2"), True)
    assert "9710" not in repr(detail)
    assert detail.event.reminders == (5, -10)
    assert [(file.name, file.size) for file in detail.event.attachments] == [("a.jpg", 2345)]
    assert detail.check_in is not None
    assert (detail.check_in.opens, detail.check_in.closes) == (("before_event_start", 15), None)
    assert detail.event.hidden == {"Attendee"}


def test_calendars_that_are_deleted_or_nameless_are_left_out():
    rows = [{"calendar_id": "a"}, {"calendar_id": "b", "is_deleted": "true"}, {"summary": "x"}, 5]
    assert [found.calendar_id for found in calendars_of(rows)] == ["a"]
    primary = primary_of({"calendars": [{"calendar": {"calendar_id": "me", "type": "shared"}}]})
    assert primary is not None
    assert primary.calendar_id == "me"
    assert primary_of({"calendars": None}) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["", "0", "-1", "9" * 30]),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(max_size=5), children, max_size=3),
    max_leaves=6,
)
TIME = st.fixed_dictionaries({}, optional={"date": JSON, "timestamp": JSON | st.integers(), "timezone": JSON})
FIELDS = [
    "summary",
    "description",
    "vchat",
    "location",
    "recurrence",
    "status",
    "is_exception",
    "recurring_event_id",
    "create_time",
    "schemas",
    "event_organizer",
    "app_link",
    "attachments",
    "reminders",
    "color",
    "visibility",
    "free_busy_status",
    "attendees",
    "event_check_in",
    "has_more_attendee",
    "self_rsvp_status",
    "attendee_ability",
    "organizer_calendar_id",
]
ROW = st.fixed_dictionaries(
    {"event_id": st.just("e_0") | JSON},
    optional={"start_time": TIME | JSON, "end_time": TIME | JSON, **dict.fromkeys(FIELDS, JSON)},
)
INNER = {
    "vchat": {"vc_type": JSON, "meeting_url": JSON | st.text(), "meeting_settings": JSON},
    "location": {"name": JSON, "latitude": JSON, "longitude": JSON},
    "event_organizer": {"display_name": JSON, "user_id": JSON},
}


@given(row=ROW | JSON)
def test_any_json_in_any_field_of_an_event_is_read_or_skipped(row):
    read = read_event(row, "cal", "exclusive")
    assert isinstance(read, Listed | Skipped)
    read_occurrence(row, "cal", "inclusive", all_day=True)
    with suppress(BadResponse):
        marks_of(row if isinstance(row, dict) else {})
    if isinstance(read, Listed):
        assert read.event.end >= read.event.start
        detail_of({"event": row}, "cal", "inclusive")


@given(
    fields=st.fixed_dictionaries(
        {}, optional={key: st.fixed_dictionaries({}, optional=inner) for key, inner in INNER.items()}
    )
)
def test_any_json_inside_an_event_is_read(fields):
    read = event(**fields)
    assert read.meeting.url == "" or read.meeting.url.startswith(("http://", "https://"))


@given(
    rows=st.lists(
        JSON | st.dictionaries(st.sampled_from(["calendar_id", "type", "color", "is_deleted", "attendee_id"]), JSON)
    )
)
def test_any_json_as_calendars_or_people_is_read(rows):
    calendars_of(rows)
    attendees_of(rows)
    chat_members_of(rows)
    busy_times_of({"freebusy_list": rows})
    primary_of({"calendars": rows})
