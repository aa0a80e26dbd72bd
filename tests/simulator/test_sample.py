"""The sample office: there is always something to see, it holds every kind of event, and it is the same each time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import quote, urlencode
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feishu_tui.simulator.api import Request, Simulator
from feishu_tui.simulator.expand import starts
from feishu_tui.simulator.sample import USER_TOKEN, sample
from feishu_tui.simulator.state import State
from feishu_tui.simulator.switches import Switches

NOW = datetime(2026, 11, 21, 11, 7, tzinfo=ZoneInfo("Asia/Shanghai"))


class Office:
    """The sample behind its API."""

    def __init__(self, now: datetime, timezone: str = "Asia/Shanghai") -> None:
        self.state: State = sample(now, timezone)
        self._simulator = Simulator(self.state, Switches(rate_limits=()), now.timestamp)

    def ask(self, path: str, **query: object) -> dict[str, Any]:
        """The envelope of a GET."""
        request = Request(
            "GET", f"/open-apis/calendar/v4{path}", urlencode(query), {"Authorization": f"Bearer {USER_TOKEN}"}
        )
        envelope: dict[str, Any] = json.loads(self._simulator.handle(request).body)
        return envelope

    def calendars(self) -> list[dict[str, Any]]:
        """Rows of the calendar list."""
        rows: list[dict[str, Any]] = self.ask("/calendars")["data"]["calendar_list"]
        return rows

    def view(self, low: float, high: float) -> Iterator[dict[str, Any]]:
        """Every occurrence between two moments on the calendars that can be viewed."""
        for calendar in self.calendars():
            path = f"/calendars/{quote(calendar['calendar_id'])}/events/instance_view"
            envelope = self.ask(path, start_time=int(low), end_time=int(high))
            assert envelope["code"] in (0, 191002, 191004)
            yield from envelope.get("data", {}).get("items", [])

    def events(self) -> Iterator[dict[str, Any]]:
        """Every event as it is held."""
        for calendar in self.state.calendars.values():
            yield from (record.raw for record in calendar.shelf.order)


@pytest.fixture(scope="module")
def office() -> Office:
    return Office(NOW)


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2032, 12, 31), timezones=st.just(UTC)),
    st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Pacific/Auckland"]),
)
@settings(max_examples=6, deadline=None, derandomize=True)
def test_something_is_on_something_is_next_and_two_things_overlap(now, zone):
    office, moment = Office(now, zone), now.timestamp()
    timed = {
        row["event_id"]: (int(row["start_time"]["timestamp"]), int(row["end_time"]["timestamp"]))
        for row in office.view(moment - 6 * 3600, moment + 6 * 3600)
        if "timestamp" in row["start_time"] and row["free_busy_status"] == "busy" and row["status"] != "cancelled"
    }
    running = {key for key, (start, end) in timed.items() if start < moment < end}
    soon = {key for key, (start, _) in timed.items() if 0 < start - moment < 30 * 60}
    assert running
    assert soon
    assert any(timed[later][0] < timed[now_on][1] for later in soon for now_on in running)


@given(st.datetimes(datetime(2024, 1, 1), datetime(2032, 12, 31), timezones=st.just(UTC)))
@settings(max_examples=6, deadline=None, derandomize=True)
def test_every_series_begins_with_an_occurrence_and_its_exceptions_were_ones(now):
    office = Office(now)
    masters = {event["event_id"].rpartition("_")[0]: event for event in office.events() if event["recurrence"]}
    assert len(masters) > 15
    for master in masters.values():
        first, zone = wall(master["start_time"])
        later = first + timedelta(days=8 * 366)
        assert next(starts(master["recurrence"], first, first, later, zone=zone), None) == first, master["summary"]
    exceptions = [event for event in office.events() if event["is_exception"]]
    assert len(exceptions) > 5
    for event in exceptions:
        uid, _, original = event["event_id"].rpartition("_")
        first, zone = wall(masters[uid]["start_time"])
        slot = datetime.fromtimestamp(int(original), zone).replace(tzinfo=None)
        assert list(starts(masters[uid]["recurrence"], first, slot, slot + timedelta(seconds=1), zone=zone)) == [slot]


def wall(time_info: dict[str, str]) -> tuple[Any, ZoneInfo]:
    zone = ZoneInfo(time_info["timezone"])
    if "date" in time_info:
        return date.fromisoformat(time_info["date"]), zone
    return datetime.fromtimestamp(int(time_info["timestamp"]), zone).replace(tzinfo=None), zone


def test_the_same_now_gives_the_same_office():
    assert sample(NOW).dump() == sample(NOW.astimezone(UTC)).dump()
    assert sample(NOW).dump() != sample(NOW + timedelta(days=1)).dump()


def test_today_is_full_on_a_saturday(office):
    midnight = datetime.combine(NOW.date(), time.min, tzinfo=NOW.tzinfo).timestamp()
    titles = {row["summary"] for row in office.view(midnight, midnight + 86400)}
    assert {"站会 Stand-up", "产品评审会 Weekly product review", "1:1 陈静", "代码冻结 Code freeze 4.2"} <= titles
    assert len(titles) > 12


def test_calendars_of_every_kind(office):
    rows = office.calendars()
    assert {row["type"] for row in rows} == {"primary", "shared", "resource", "google", "exchange"}
    assert {row["role"] for row in rows} == {"owner", "writer", "reader", "free_busy_reader"}
    assert {0, -1, -11034625} <= {row["color"] for row in rows}
    codes: dict[int, set[tuple[str, str]]] = {}
    for row in rows:
        answer = office.ask(f"/calendars/{quote(row['calendar_id'])}/events", anchor_time="1")
        codes.setdefault(answer["code"], set()).add((row["type"], row["role"]))
    assert codes[191004] == {("google", "owner"), ("exchange", "owner")}
    assert codes[191002] == {("primary", "free_busy_reader")}
    assert len(codes[0]) > 3


def test_events_of_every_kind(office):
    """The list of what a simulator's data must hold, section by section of the fact sheet it is built from."""
    events = list(office.events())
    rules = [event["recurrence"] for event in events if event["recurrence"]]
    assert any("UNTIL=" in rule and rule.endswith("Z;BYDAY=TU,TH") for rule in rules)
    assert any("COUNT=" in rule for rule in rules)
    assert any(rule.startswith("RRULE: ") for rule in rules)
    days = {
        (date.fromisoformat(event["end_time"]["date"]) - date.fromisoformat(event["start_time"]["date"])).days
        for event in events
        if "date" in event["start_time"]
    }
    assert {1, 3} <= days
    exceptions = [event for event in events if event["is_exception"]]
    assert any(event["status"] == "cancelled" for event in exceptions)
    assert any("特别场" in event["summary"] for event in exceptions)
    assert any(event["start_time"]["timestamp"] != event["event_id"].rpartition("_")[2] for event in exceptions)
    assert any(event["status"] == "cancelled" for event in events if not event["is_exception"])
    assert any(event["organizer_calendar_id"] not in office.state.calendars for event in events)
    assert {"vc", "third_party", "no_meeting", "lark_live", "unknown", ""} <= {e["vchat"]["vc_type"] for e in events}
    assert {"", "release_4.2_checklist"} <= {event["summary"] for event in events}
    assert any("\x1b" in event["summary"] and "\u202e" in event["summary"] for event in events)
    assert {"Attendee", "OrganizerOrCreator", "MeetingVideo", "RSVP"} <= {
        schema["ui_name"] for event in events for schema in event["schemas"] if schema["ui_status"] == "hide"
    }
    assert {0, -1} < {event["color"] for event in events}
    assert max(len(event.get("attendees", [])) for event in events) > 101
    rooms = [row for event in events for row in event.get("attendees", []) if row["type"] == "resource"]
    assert {row["rsvp_status"] for row in rooms} == {"accept", "needs_action", "decline"}
    assert max(len(calendar.shelf.order) for calendar in office.state.calendars.values()) > 1000


def test_a_view_of_forty_days_can_be_too_many(office):
    busy = next(calendar for calendar in office.state.calendars.values() if "on-call" in calendar.raw["summary"])
    low = int((NOW - timedelta(days=201)).timestamp())
    path = f"/calendars/{quote(busy.calendar_id)}/events/instance_view"
    assert office.ask(path, start_time=low, end_time=low + 39 * 86400)["code"] == 193104


def test_a_reader_sees_when_but_not_what(office):
    anna = next(row for row in office.calendars() if row["summary"] == "Anna Schmidt")
    items = office.ask(f"/calendars/{quote(anna['calendar_id'])}/events", anchor_time="1")["data"]["items"]
    private = [item for item in items if item["visibility"] == "private"]
    assert private
    assert not any(item["summary"] or item.get("location") for item in private)
    assert all(item["start_time"]["timestamp"] for item in private)


def test_attendees_are_hidden_where_the_organizer_hides_them(office):
    mine = office.calendars()[0]["calendar_id"]
    interview = next(event for event in office.events() if "backend engineer" in event["summary"])
    path = f"/calendars/{quote(mine)}/events/{interview['event_id']}"
    assert office.ask(path, need_attendee="true")["code"] == 194001
    assert office.ask(path)["data"]["event"]["summary"] == interview["summary"]


def test_members_of_an_invited_chat(office):
    mine = office.calendars()[0]["calendar_id"]
    planning = next(event for event in office.events() if "Sprint planning" in event["summary"])
    chat = next(row for row in planning["attendees"] if row["type"] == "chat")
    path = f"/calendars/{quote(mine)}/events/{planning['event_id']}/attendees/{chat['attendee_id']}/chat_members"
    members = office.ask(path)["data"]["items"]
    assert [member["display_name"] for member in members] == ["李明", "陈静", "王芳", "赵磊", "林晓", "Priya Nair"]
