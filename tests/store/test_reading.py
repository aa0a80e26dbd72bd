"""What the store shows of a span."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from feishu_tui.agenda import days_of
from feishu_tui.model import Event, Occurrence, Span
from feishu_tui.store.store import Store
from tests.store.build import NOW, SHANGHAI, all_day, apply, at, days, event, exception, fill, ids, seconds, shown

STANDUP = event("standup", "2026-11-02 09:30", 30, recurrence="FREQ=DAILY")


def test_a_day_holds_what_overlaps_it(store: Store) -> None:
    fill(
        store,
        event("before", "2026-11-20 23:00", 60),
        event("over midnight", "2026-11-20 23:30", 60),
        event("inside", "2026-11-21 12:00"),
        event("zero", "2026-11-21 00:00", 0),
        event("after", "2026-11-22 00:00"),
        event("for years", "2020-01-01 00:00", 60 * 24 * 365 * 20),
    )
    assert shown(store.occurrences(days("2026-11-21"))) == [
        ("for years", "01-01 00:00"),
        ("over midnight", "11-20 23:30"),
        ("zero", "11-21 00:00"),
        ("inside", "11-21 12:00"),
    ]


def test_all_day_events_keep_their_dates_in_every_zone(store: Store) -> None:
    fill(store, all_day("one", "2026-11-21"), all_day("three", "2026-11-19", 3))
    for zone in ("Pacific/Kiritimati", "Pacific/Niue", "Asia/Shanghai"):
        span = [days("2026-11-21", zone=ZoneInfo(zone)), days("2026-11-22", zone=ZoneInfo(zone))]
        assert shown(store.occurrences(span[0])) == [("three", "11-19"), ("one", "11-21")]
        assert shown(store.occurrences(span[1])) == []


def test_exceptions_take_the_place_of_occurrences(store: Store) -> None:
    fill(
        store,
        STANDUP,
        exception(STANDUP, "2026-11-20 09:30", "2026-11-25 08:00", summary="moved out"),
        exception(STANDUP, "2026-12-24 09:30", "2026-11-21 08:00", summary="moved in"),
        exception(STANDUP, "2026-11-22 09:30", summary="retitled"),
        exception(STANDUP, "2026-11-23 09:30", status="cancelled"),
    )
    assert shown(store.occurrences(days("2026-11-20", "2026-11-23"))) == [
        ("moved in", "11-21 08:00"),
        ("standup", "11-21 09:30"),
        ("retitled", "11-22 09:30"),
    ]
    assert shown(store.occurrences(days("2026-11-25"))) == [("moved out", "11-25 08:00"), ("standup", "11-25 09:30")]
    assert shown(store.occurrences(days("2026-12-24"))) == []


def test_an_exception_outlives_a_finished_series(store: Store) -> None:
    ended = event("ended", "2026-01-05 10:00", recurrence="FREQ=WEEKLY;UNTIL=20260201T000000Z")
    fill(store, ended, exception(ended, "2026-01-12 10:00", "2026-11-21 10:00", summary="late"))
    assert shown(store.occurrences(days("2026-11-21"))) == [("late", "11-21 10:00")]


def test_an_exception_without_its_series_stands_alone(store: Store) -> None:
    fill(store, exception(STANDUP, "2026-11-21 09:30", summary="alone"))
    (only,) = store.occurrences(days("2026-11-21")).occurrences
    assert (only.event.summary, only.recurring, only.instance_id) == (
        "alone",
        True,
        f"standup_{seconds('2026-11-21 09:30')}",
    )


def test_exceptions_of_another_calendar_do_not_meddle(store: Store) -> None:
    theirs = event("standup", "2026-11-02 09:30", 30, calendar="team", recurrence="FREQ=DAILY")
    fill(store, STANDUP)
    fill(store, theirs, exception(theirs, "2026-11-21 09:30", status="cancelled"), calendar="team")
    listing = store.occurrences(days("2026-11-21"))
    assert [each.calendar_id for each in listing.occurrences] == ["me"]


def test_what_cannot_be_expanded_is_named_and_taken_from_the_server(store: Store) -> None:
    odd = event("odd", "2026-11-02 10:00", recurrence="FREQ=SOMETIMES")
    fill(
        store,
        odd,
        exception(odd, "2026-11-22 10:00", "2026-11-21 12:00", summary="moved"),
        event("fine", "2026-11-21 13:00"),
    )
    start = at("2026-11-21 10:00")
    told = Occurrence(odd, start, start + timedelta(hours=1), seconds("2026-11-21 10:00"), recurring=True)
    listing = store.occurrences(days("2026-11-21"))
    assert shown(listing) == [("moved", "11-21 12:00"), ("fine", "11-21 13:00")]
    assert [master.event_id for master, _ in listing.unreadable] == ["odd_0"]
    assert "SOMETIMES" in listing.unreadable[0][1]

    span = days("2026-11-21")
    store.put_instances("me", "odd_0", int(span.start.timestamp()), int(span.end.timestamp()), [told], NOW.timestamp())
    listing = store.occurrences(span)
    assert shown(listing) == [("odd", "11-21 10:00"), ("moved", "11-21 12:00"), ("fine", "11-21 13:00")]
    assert [each.from_server for each in listing.occurrences] == [True, False, False]
    assert store.occurrences(days("2026-11-22")).occurrences == []


def test_what_cannot_be_expanded_is_shown_at_its_own_start_until_the_server_has_told_more(store: Store) -> None:
    odd = event("odd", "2026-11-21 10:00", recurrence="FREQ=SOMETIMES")
    cut = event("cut", "2026-11-21 11:00", recurrence="FREQ=SOMETIMES")
    fill(store, odd, cut, exception(cut, "2026-11-21 11:00", status="cancelled"))
    span = days("2026-11-21")
    listing = store.occurrences(span)
    assert shown(listing) == [("odd", "11-21 10:00")]
    assert listing.occurrences[0].instance_id == f"odd_{seconds('2026-11-21 10:00')}"
    store.put_instances("me", "odd_0", int(span.start.timestamp()), int(span.end.timestamp()), [], NOW.timestamp())
    assert store.occurrences(span).occurrences == []


def test_only_chosen_and_shown_calendars_are_read(store: Store) -> None:
    fill(store, event("mine", "2026-11-21 09:00"))
    fill(store, event("theirs", "2026-11-21 09:00", calendar="team"), calendar="team")
    span = days("2026-11-21")
    assert shown(store.occurrences(span, ["team"])) == [("theirs", "11-21 09:00")]
    assert store.occurrences(span, []).occurrences == []
    store.set_shown("me", False)
    assert shown(store.occurrences(span, shown_only=True)) == [("theirs", "11-21 09:00")]
    assert len(store.occurrences(span).occurrences) == 2


def test_busy_days_name_the_calendars(store: Store) -> None:
    fill(store, event("late", "2026-11-20 23:00", 60), all_day("trip", "2026-11-22", 2))
    fill(store, event("theirs", "2026-11-22 09:00", calendar="team"), calendar="team")
    assert store.busy_days(date(2026, 11, 20), date(2026, 11, 22), SHANGHAI) == {
        date(2026, 11, 20): {"me"},
        date(2026, 11, 22): {"me", "team"},
    }


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/Los_Angeles", "Pacific/Apia"])
def test_busy_days_are_those_of_the_occurrences(store: Store, zone: str) -> None:
    random = Random(zone)
    there, first = ZoneInfo(zone), date(2026, 10, 26)

    def at() -> str:
        return f"2026-{random.choice((10, 11, 12))}-{random.randrange(1, 31):02} {random.randrange(24):02}:00"

    for calendar in ("me", "team"):
        made = [event(f"{calendar}{number}", at(), random.choice((0, 30, 60, 1500)), calendar=calendar)
                for number in range(12)]  # fmt: skip
        made += [all_day(f"{calendar}day{number}", at()[:10], number, calendar=calendar) for number in range(1, 4)]
        if calendar == "me":
            moved = exception(STANDUP, "2026-11-20 09:30", "2026-11-25 23:30")
            made += [STANDUP, moved, exception(STANDUP, "2026-11-19 09:30", status="cancelled")]
        fill(store, *made, calendar=calendar)
    for length in (1, 7, 41):
        last = first + timedelta(days=length)
        expected: dict[date, set[str]] = {}
        for one in store.occurrences(Span.of_days(first, last, there), shown_only=True).occurrences:
            begin, end = days_of(one, there)
            for day in range(max(begin, first).toordinal(), min(end, last).toordinal() + 1):
                expected.setdefault(date.fromordinal(day), set()).add(one.calendar_id)
        assert store.busy_days(first, last, there) == expected


def test_an_event_is_found_by_any_of_its_ids(store: Store) -> None:
    moved = exception(STANDUP, "2026-11-20 09:30", "2026-11-25 08:00")
    fill(store, STANDUP, moved, event("single", "2026-11-21 09:00"))
    for asked, found in (
        ("single_0", "single_0"),
        ("standup_0", "standup_0"),
        (moved.event_id, moved.event_id),
        (f"standup_{seconds('2026-11-21 09:30')}", "standup_0"),
    ):
        stored = store.event(None, asked)
        assert stored is not None
        assert stored.event.event_id == found
        assert stored.raw == f'{{"event_id": "{found}"}}'
        assert stored.fetched_at == NOW.timestamp()
    assert store.event("team", "single_0") is None
    assert store.event(None, "nothing_0") is None


def test_a_copy_on_the_organizers_calendar_is_preferred(store: Store) -> None:
    fill(store, event("shared", "2026-11-21 09:00", organizer_calendar_id="team"))
    fill(store, event("shared", "2026-11-21 09:00", calendar="team", organizer_calendar_id="team"), calendar="team")
    stored = store.event(None, "shared_0")
    assert stored is not None
    assert stored.event.calendar_id == "team"


def test_series_and_their_exceptions_are_listed(store: Store) -> None:
    gone = exception(STANDUP, "2026-11-23 09:30", status="cancelled")
    moved = exception(STANDUP, "2026-11-20 09:30", "2026-11-25 08:00")
    fill(store, gone, moved, STANDUP, event("single", "2026-11-21 09:00"))
    assert ids(store.series()) == ["standup_0"]
    assert store.exceptions("me", "standup") == [moved, gone]
    assert store.series(["team"]) == []


def test_a_daily_series_over_the_end_of_summer_time_keeps_its_wall_clock(store: Store) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    start = datetime(2026, 10, 20, 9, 0, tzinfo=berlin)
    fill(
        store, Event("me", "b_0", start, start + timedelta(hours=1), timezone="Europe/Berlin", recurrence="FREQ=DAILY")
    )
    starts = [
        each.starts_at(UTC).astimezone(UTC).hour
        for each in store.occurrences(days("2026-10-24", "2026-10-26")).occurrences
    ]
    assert starts == [7, 8, 8]


def test_incremental_changes_are_applied(store: Store) -> None:
    fill(
        store, STANDUP, event("single", "2026-11-21 12:00"), exception(STANDUP, "2026-11-22 09:30", summary="retitled")
    )
    apply(store, event("single", "2026-11-21 13:00"), exception(STANDUP, "2026-11-21 09:30", status="cancelled"))
    assert shown(store.occurrences(days("2026-11-21"))) == [("single", "11-21 13:00")]
    counts = store.apply("me", [], "t3", 5.0, base="t2")
    assert counts == (0, 0)
    apply(store, event("standup", "2026-11-02 09:30", status="cancelled"), event("new", "2026-11-21 08:00"))
    assert shown(store.occurrences(days("2026-11-20", "2026-11-23"))) == [
        ("new", "11-21 08:00"),
        ("single", "11-21 13:00"),
    ]
    assert store.exceptions("me", "standup") == []
    assert store.calendars()[0].events == 2
