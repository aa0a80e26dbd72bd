"""Occurrences fall on the days they touch, stand beside each other, collide, and leave gaps."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feishu_tui.agenda import Day, days, days_of, merge_copies, next_up, overlapping, own_instances, sort_key
from feishu_tui.model import Calendar, Event, Moment, Occurrence, Span

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
ZONES = [
    ZoneInfo(name) for name in ("Asia/Shanghai", "Europe/Berlin", "America/Sao_Paulo", "Pacific/Apia", "Asia/Kathmandu")
]
NOV_21 = date(2026, 11, 21)


def occurrence(start: Moment, end: Moment, name: str = "a", calendar: str = "me", **fields: object) -> Occurrence:
    event = Event(calendar, f"{name}_0", start, end, summary=name, **fields)  # type: ignore[arg-type]
    return Occurrence(event, start, end)


def at(hours: float, length: float = 1, name: str = "a", calendar: str = "me", **fields: object) -> Occurrence:
    """An occurrence so many hours after midnight of 21 November in Shanghai."""
    start = datetime(2026, 11, 21, tzinfo=SHANGHAI) + timedelta(hours=hours)
    return occurrence(start, start + timedelta(hours=length), name, calendar, **fields)


def names(day: Day) -> list[str]:
    return [entry.occurrence.event.summary for entry in day.entries]


def test_a_day_lists_all_day_first_then_by_start() -> None:
    whole = occurrence(NOV_21, date(2026, 11, 22), "whole")
    overnight = at(-2, 4, "overnight")
    (day,) = days([at(9, name="late"), at(8, 2, "long"), at(8, 1, "short"), overnight, whole], NOV_21, NOV_21, SHANGHAI)
    assert names(day) == ["whole", "overnight", "short", "long", "late"]


def test_of_what_is_at_the_same_time_the_earlier_calendar_goes_first() -> None:
    same = [at(9, name="x", calendar="team"), at(9, name="z", calendar="me"), at(9, name="y", calendar="other")]
    (day,) = days(same, NOV_21, NOV_21, SHANGHAI, order=["me", "team"])
    assert names(day) == ["z", "x", "y"]


def test_over_midnight_it_is_on_both_days() -> None:
    first, second = days([at(22.5, 3)], NOV_21, date(2026, 11, 22), SHANGHAI)
    (entry,), (later,) = first.entries, second.entries
    assert (entry.day_index, entry.day_count, entry.starts_here, entry.ends_here) == (1, 2, True, False)
    assert (later.day_index, later.day_count, later.starts_here, later.ends_here) == (2, 2, False, True)


def test_ending_at_midnight_it_does_not_touch_the_next_day() -> None:
    first, second = days([at(22, 2), at(24, 0, "moment")], NOV_21, date(2026, 11, 22), SHANGHAI)
    assert names(first) == ["a"]
    assert names(second) == ["moment"]


def test_several_days_are_counted_from_the_true_start() -> None:
    offsite = occurrence(date(2026, 11, 20), date(2026, 11, 23), "offsite")
    (day,) = days([offsite], NOV_21, NOV_21, SHANGHAI)
    assert (day.entries[0].day_index, day.entries[0].day_count) == (2, 3)


def test_all_day_does_not_shift_with_the_zone() -> None:
    holiday = occurrence(NOV_21, date(2026, 11, 22))
    for zone in ZONES:
        assert [bool(day.entries) for day in days([holiday], date(2026, 11, 20), date(2026, 11, 22), zone)] == [
            False,
            True,
            False,
        ]


def test_a_day_that_begins_at_one_is_not_touched_by_what_ends_then() -> None:
    """In São Paulo clocks went from midnight to one on 4 November 2018."""
    zone = ZoneInfo("America/Sao_Paulo")
    start = datetime(2018, 11, 3, 22, tzinfo=zone)
    end = (start.astimezone(UTC) + timedelta(hours=2)).astimezone(zone)
    assert end.hour == 1
    assert days_of(occurrence(start, end), zone) == (date(2018, 11, 3), date(2018, 11, 3))


def test_lanes_put_what_overlaps_side_by_side() -> None:
    (day,) = days(
        [at(9, 3, "a"), at(9.5, 1, "b"), at(10.5, 1, "c"), at(10, 0.25, "d"), at(13, 1, "e")], NOV_21, NOV_21, SHANGHAI
    )
    placed = {entry.occurrence.event.summary: (entry.lane, entry.lanes) for entry in day.entries}
    assert placed == {"a": (0, 3), "b": (1, 3), "d": (2, 3), "c": (1, 3), "e": (0, 1)}


def test_a_bar_of_several_days_keeps_its_lane() -> None:
    bars = [
        occurrence(date(2026, 11, 20), date(2026, 11, 22), "x"),
        occurrence(date(2026, 11, 21), date(2026, 11, 24), "y"),
        occurrence(date(2026, 11, 22), date(2026, 11, 23), "z"),
    ]
    week = days(bars, date(2026, 11, 20), date(2026, 11, 23), SHANGHAI)
    lanes = {(entry.occurrence.event.summary, entry.lane) for day in week for entry in day.entries}
    assert lanes == {("x", 0), ("y", 1), ("z", 0)}


def test_only_what_takes_time_collides() -> None:
    kinds = [
        at(9, 2, "busy"),
        at(10, 1, "also"),
        at(9, 2, "free", free_busy="free"),
        at(9, 2, "gone", status="cancelled"),
        at(9, 2, "declined", rsvp="decline"),
        at(10, 0, "moment"),
        at(11, 1, "after"),
        occurrence(NOV_21, date(2026, 11, 22), "whole"),
    ]
    (day,) = days(kinds, NOV_21, NOV_21, SHANGHAI)
    assert {entry.occurrence.event.summary for entry in day.entries if entry.conflicts} == {"busy", "also"}


def test_copies_of_one_event_do_not_collide() -> None:
    (day,) = days([at(9, calendar="me"), at(9, calendar="team")], NOV_21, NOV_21, SHANGHAI)
    assert not any(entry.conflicts for entry in day.entries)


def test_what_collides_tomorrow_is_marked_today() -> None:
    overnight, early = at(23, 4, "overnight"), at(25, 1, "early")
    first, _ = days([overnight, early], NOV_21, date(2026, 11, 22), SHANGHAI)
    assert first.entries[0].conflicts


def test_the_hour_that_happens_twice_is_two_hours() -> None:
    """In Berlin 02:00–03:00 came twice on 25 October 2026; by wall clock these two would overlap."""
    early = datetime(2026, 10, 25, 2, 0, tzinfo=BERLIN)
    late = early.replace(fold=1)
    twice = [occurrence(late, late + timedelta(minutes=30), "late"), occurrence(early, late, "early")]
    (day,) = days(twice, early.date(), early.date(), BERLIN)
    assert names(day) == ["early", "late"]
    assert [(entry.lane, entry.lanes, entry.conflicts) for entry in day.entries] == [(0, 1, False)] * 2


def test_of_copies_the_organizers_stays() -> None:
    calendars = [Calendar("me", type="primary"), Calendar("team"), Calendar("room", type="resource")]
    copies = [at(9, calendar=calendar, organizer_calendar_id="team") for calendar in ("room", "me", "team")]
    assert [one.calendar_id for one in merge_copies([*copies, at(12, name="b")], calendars)] == ["team", "me"]
    assert [one.calendar_id for one in merge_copies(copies[:2], calendars)] == ["me"]
    assert len(merge_copies([at(9), at(10, calendar="team")], calendars)) == 2


def test_gaps_are_what_work_hours_leave() -> None:
    (day,) = days(
        [
            at(8, 1.5), at(11, 1, "b"), at(11.5, 1, "c"), at(14, 1, "free", free_busy="free"), at(17.5, 4, "d"),
            occurrence(NOV_21, date(2026, 11, 22), "whole"),
        ],
        NOV_21, NOV_21, SHANGHAI, work_hours=(time(9), time(18)),
    )  # fmt: skip
    assert [f"{gap.start:%H:%M}-{gap.end:%H:%M}" for gap in day.free] == ["09:30-11:00", "12:30-17:30"]
    (empty,) = days([], NOV_21, NOV_21, SHANGHAI, work_hours=(time(9), time(18)))
    assert empty.free == (
        Span(datetime(2026, 11, 21, 9, tzinfo=SHANGHAI), datetime(2026, 11, 21, 18, tzinfo=SHANGHAI)),
    )


def test_what_is_not_shown_still_collides_and_takes_time() -> None:
    things = [at(9, 2, "asked"), at(10, 1, "hidden"), at(11, 7, "hidden")]
    hours = (time(9), time(18))
    (day,) = days(things, NOV_21, NOV_21, SHANGHAI, shown=lambda one: one.event.summary == "asked", work_hours=hours)
    assert names(day) == ["asked"]
    assert (day.entries[0].conflicts, day.entries[0].lanes, day.free) == (True, 1, ())


def test_only_ones_own_time_is_not_free() -> None:
    things = [at(9, 3, "mine"), at(12, 3, "a colleague's", calendar="anna")]
    (day,) = days(things, NOV_21, NOV_21, SHANGHAI, own={"mine_0"}, work_hours=(time(9), time(18)))
    assert [entry.mine for entry in day.entries] == [True, False]
    assert [f"{gap.start:%H:%M}-{gap.end:%H:%M}" for gap in day.free] == ["12:00-18:00"]


def test_what_overlaps_one_is_what_it_collides_with() -> None:
    one, later = at(9, 2, "one"), at(10, 2, "later")
    others = [one, later, at(10, 1, "free", free_busy="free"), at(11, 1, "after"), at(10, 0, "moment"), at(9, 2, "one")]
    assert [each.event.summary for each in overlapping(one, others)] == ["later"]
    assert overlapping(at(9, 2, "x", rsvp="decline"), others) == []


def test_what_runs_and_what_is_next() -> None:
    now = datetime(2026, 11, 21, 9, 30, tzinfo=SHANGHAI)
    things = [
        at(9, 2, "long"), at(9.5, 1, "running"), at(11, 1, "next"), at(10, 1, "declined", rsvp="decline"),
        at(8.5, 1, "over"), occurrence(NOV_21, date(2026, 11, 22), "whole"),
    ]  # fmt: skip
    running, coming = next_up(things, now, SHANGHAI)
    assert running is not None
    assert coming is not None
    assert (running.event.summary, coming.event.summary) == ("running", "next")
    assert next_up([], now, SHANGHAI) == (None, None)


@st.composite
def occurrences(draw: st.DrawFn) -> list[Occurrence]:
    made = []
    for index in range(draw(st.integers(0, 12))):
        zone = draw(st.sampled_from(ZONES))
        if draw(st.booleans()):
            first = date(2026, 10, 20) + timedelta(days=draw(st.integers(0, 14)))
            made.append(occurrence(first, first + timedelta(days=draw(st.integers(1, 5))), str(index)))
            continue
        start = datetime(2026, 10, 20, tzinfo=UTC) + timedelta(minutes=15 * draw(st.integers(0, 14 * 96)))
        end = start + timedelta(minutes=15 * draw(st.integers(0, 300)))
        made.append(occurrence(start.astimezone(zone), end.astimezone(zone), str(index)))
    return made


@given(occurrences(), st.sampled_from(ZONES))
def test_each_is_on_just_the_days_whose_span_it_overlaps(made: list[Occurrence], zone: ZoneInfo) -> None:
    for day in days(made, date(2026, 10, 22), date(2026, 10, 30), zone):
        span = Span.of_days(day.date, day.date, zone)
        expected = sorted(one.instance_id for one in made if span.overlaps(one.start, one.end))
        assert sorted(entry.occurrence.instance_id for entry in day.entries) == expected
        assert all(1 <= entry.day_index <= entry.day_count for entry in day.entries)


@given(occurrences(), st.sampled_from(ZONES))
def test_no_two_share_a_lane_and_no_lane_is_too_many(made: list[Occurrence], zone: ZoneInfo) -> None:
    for day in days(made, date(2026, 10, 18), date(2026, 11, 10), zone):
        timed = [entry for entry in day.entries if not entry.occurrence.all_day]
        extents = [(entry, *_extent(entry.occurrence, zone)) for entry in timed]
        for entry, start, end in extents:
            beside = [other for other, begins, ends in extents if begins < end and ends > start and other is not entry]
            assert entry.lane < entry.lanes
            assert entry.lane not in [other.lane for other in beside]
            assert {other.lanes for other in beside} <= {entry.lanes}
        depths = [sum(begins <= start < ends for _, begins, ends in extents) for _, start, _ in extents]
        assert max((entry.lanes for entry in timed), default=0) == max(depths, default=0)


def _extent(one: Occurrence, zone: ZoneInfo) -> tuple[float, float]:
    start, end = one.starts_at(zone).timestamp(), one.ends_at(zone).timestamp()
    return start, max(end, start + 1)


@given(occurrences(), st.sampled_from(ZONES))
def test_days_are_sorted_and_conflicts_are_mutual(made: list[Occurrence], zone: ZoneInfo) -> None:
    marked, every = set(), {one.instance_id: one for one in made if not one.all_day and one.start != one.end}
    for day in days(made, date(2026, 10, 1), date(2026, 11, 30), zone):
        for entries in (
            [entry.occurrence for entry in day.entries if entry.occurrence.all_day],
            [entry.occurrence for entry in day.entries if not entry.occurrence.all_day],
        ):
            assert all(sort_key(one, zone) <= sort_key(other, zone) for one, other in pairwise(entries))
        marked |= {entry.occurrence.instance_id for entry in day.entries if entry.conflicts}
    for key, one in every.items():
        start, end = _extent(one, zone)
        others = [other for name, other in every.items() if name != key]
        collides = any(_extent(other, zone)[0] < end and _extent(other, zone)[1] > start for other in others)
        assert collides == (key in marked)


@pytest.mark.parametrize("zone", ZONES)
def test_gaps_and_what_takes_time_make_up_the_work_hours(zone: ZoneInfo) -> None:
    day_of = date(2026, 11, 20)
    busy = [at(hours, 0.5, str(hours)) for hours in range(-24, 48, 3)]
    for day in days(busy, day_of, day_of + timedelta(days=1), zone, work_hours=(time(9), time(18))):
        total = sum((gap.end - gap.start).total_seconds() for gap in day.free)
        taken = 0.0
        opens = datetime.combine(day.date, time(9), tzinfo=zone).timestamp()
        for one in busy:
            start, end = _extent(one, zone)
            taken += max(0.0, min(end, opens + 9 * 3600) - max(start, opens))
        assert total + taken == 9 * 3600


def test_only_ones_own_time_can_conflict() -> None:
    """A colleague's or a room's calendar beside one's own does not make every meeting a conflict."""
    mine = Calendar("me", type="primary", role="owner")
    room = Calendar("room", type="resource", role="reader")
    shown = [at(9, name="a"), at(9, name="b", calendar="room")]
    own = own_instances(shown, [mine, room])
    assert own == frozenset({shown[0].instance_id})
    (day,) = days(shown, NOV_21, NOV_21, SHANGHAI, own=own)
    assert [entry.conflicts for entry in day.entries] == [False, False]
    assert own_instances(shown, [room]) is None
