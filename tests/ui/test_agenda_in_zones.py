"""Events of any zone, in any zone, over changes of clocks and ends of days: the agenda loses and doubles none."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from feishu_tui.agenda import days, days_of
from feishu_tui.model import Occurrence
from feishu_tui.text import width
from feishu_tui.ui.agenda_lines import AgendaLook, agenda_rows
from feishu_tui.ui.line import text_of
from tests.ui.events import EN, event, once

ZONES = [
    ZoneInfo(name)
    for name in (
        *("Asia/Shanghai", "UTC", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Pacific/Apia"),
        *("Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Casablanca", "America/St_Johns", "Pacific/Kiritimati"),
    )
]
AROUND = [
    datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2026, 10, 25, 1, tzinfo=UTC),
    datetime(2026, 3, 8, 7, tzinfo=UTC),
    datetime(2026, 11, 1, 6, tzinfo=UTC),
    datetime(2018, 11, 4, 3, tzinfo=UTC),
    datetime(2011, 12, 30, 10, tzinfo=UTC),
    datetime(2026, 4, 4, 15, tzinfo=UTC),
    datetime(2026, 11, 21, 16, tzinfo=UTC),
]
"""Moments at which clocks are changed somewhere, a day that Samoa left out, and midnight in Shanghai."""

zones = st.sampled_from(ZONES)
moments = st.builds(
    lambda moment, minutes: moment + timedelta(minutes=minutes),
    st.sampled_from(AROUND),
    st.integers(-36 * 4, 36 * 4).map(lambda quarters: 15 * quarters),
)
spans = st.tuples(moments, st.sampled_from([0, 15, 60, 24 * 60, 30 * 60]), zones)


def occurrences(made: list[tuple[datetime, int, ZoneInfo]]) -> list[Occurrence]:
    return [
        once(
            event(
                event_id=f"e{index}_0",
                start=start.astimezone(zone),
                end=(start + timedelta(minutes=length)).astimezone(zone),
            )
        )
        for index, (start, length, zone) in enumerate(made)
    ]


@settings(deadline=None)
@given(st.lists(spans, max_size=6), zones, moments, st.one_of(st.none(), zones), st.integers(40, 120))
def test_each_event_is_on_each_day_it_touches_once(
    made: list[tuple[datetime, int, ZoneInfo]], zone: ZoneInfo, now: datetime, second: ZoneInfo | None, cells: int
) -> None:
    events = occurrences(made)
    now = now.astimezone(zone)
    first, last = now.date() - timedelta(days=4), now.date() + timedelta(days=4)
    held = days(events, first, last, zone, work_hours=(time(9), time(18)))
    look = AgendaLook(cells, now, EN, {}, second=second)
    rows = agenda_rows(held, None, look)

    shown = [(row.day, row.entry.occurrence.instance_id) for row in rows if row.entry]
    wanted = [
        (day, one.instance_id)
        for one in events
        for day in (first + timedelta(days=number) for number in range(9))
        if days_of(one, zone)[0] <= day <= days_of(one, zone)[1]
    ]
    assert sorted(shown) == sorted(wanted)

    assert [row.kind for row in rows].count("now") == 1
    assert all(width(text_of(row.line)) <= cells for row in rows)
    assert all(row.day <= following.day for row, following in pairwise(rows))

    at = [row.kind for row in rows].index("now")
    for row in rows[:at]:
        assert row.entry is None or row.entry.occurrence.starts_at(zone).timestamp() <= now.timestamp()
    for row in rows[at:]:
        assert row.entry is None or row.day > now.date() or row.entry.occurrence.starts_at(zone) > now.astimezone(UTC)


@settings(deadline=None)
@given(st.lists(spans, max_size=6), zones, st.sampled_from(AROUND))
@example([], ZoneInfo("Pacific/Apia"), datetime(2011, 12, 30, 10, tzinfo=UTC))
def test_free_time_and_busy_time_never_meet(
    made: list[tuple[datetime, int, ZoneInfo]], zone: ZoneInfo, around: datetime
) -> None:
    events = occurrences(made)
    middle: date = around.astimezone(zone).date()
    for day in days(
        events, middle - timedelta(days=2), middle + timedelta(days=2), zone, work_hours=(time(9), time(18))
    ):
        for span in day.free:
            assert span.start.timestamp() < span.end.timestamp()
            assert {span.start.astimezone(zone).date(), span.end.astimezone(zone).date()} == {day.date}
            for one in events:
                starts, ends = one.starts_at(zone).timestamp(), one.ends_at(zone).timestamp()
                assert ends <= span.start.timestamp() or starts >= span.end.timestamp() or starts == ends


def test_in_the_hour_that_comes_twice_what_runs_is_what_runs() -> None:
    """In Berlin 02:00–03:00 came twice on 25 October 2026; by wall clock the first of them would still run."""
    berlin = ZoneInfo("Europe/Berlin")
    early = datetime(2026, 10, 25, 2, 0, tzinfo=berlin)
    late = early.replace(fold=1)
    one = once(event(start=early, end=early.replace(minute=45)))
    look = AgendaLook(80, late.replace(minute=15), EN, {})
    (row,) = [row for row in agenda_rows(days([one], early.date(), early.date(), berlin), None, look) if row.entry]
    assert "past" in [piece.role for piece in row.line]
