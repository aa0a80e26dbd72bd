"""Two expansions of one series, held against each other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from feishu_tui.errors import CacheError
from feishu_tui.model import Event, Moment, Occurrence, Span
from feishu_tui.sync.checked import Checked
from feishu_tui.sync.comparison import Row, compare, verdict

START = datetime(2026, 11, 2, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
WINDOW = Span(START - timedelta(days=3), START + timedelta(days=3, hours=1))
DAY = 86400
FIRST = int(START.timestamp())


def timed(day: int, *, original: int | None = None, minutes: int = 60, exception: bool = False) -> Occurrence:
    """The occurrence of a day after START; ``original`` is its number, 0 for an id without one."""
    start = START + timedelta(days=day)
    number = int(start.timestamp()) if original is None else original
    event = Event("c", f"u_{number}", start, start + timedelta(minutes=minutes), is_exception=exception)
    return Occurrence(event, event.start, event.end, number, number != 0)


def whole(day: str, *, original: int | None = None, days: int = 1, exception: bool = False) -> Occurrence:
    start = date.fromisoformat(day)
    number = midnight(day) if original is None else original
    event = Event("c", f"u_{number}", start, start + timedelta(days=days), is_exception=exception)
    return Occurrence(event, event.start, event.end, number, True)


def midnight(day: str, offset: int = 0) -> int:
    """Midnight of a day so many hours east of Greenwich."""
    zone = timezone(timedelta(hours=offset))
    return int(datetime.fromisoformat(day).replace(tzinfo=zone).timestamp())


def named(rows: Sequence[Row]) -> tuple[list[int], list[int]]:
    """The differing originals of either side."""
    apart = [row for row in rows if not row.agrees]
    return [row.original for row in apart if row.local], [row.original for row in apart if row.server]


def timed_rows(local: Sequence[Occurrence], server: Sequence[Occurrence]) -> tuple[list[int], list[int]]:
    return named(compare(local, server, WINDOW, all_day=False))


def test_the_same_on_both_sides_agrees_whatever_the_zone_says() -> None:
    here = [timed(0), timed(1)]
    there = [
        Occurrence(each.event, each.start.astimezone(UTC), each.end.astimezone(UTC), each.original_time, True)
        for each in here
        if isinstance(each.start, datetime) and isinstance(each.end, datetime)
    ]
    rows = compare(here, there, WINDOW, all_day=False)
    assert [row.agrees for row in rows] == [True, True]
    assert [row.original for row in rows] == [FIRST, FIRST + DAY]


def test_what_one_side_lacks_is_named_on_the_other() -> None:
    assert timed_rows([timed(0), timed(1)], [timed(1)]) == ([FIRST], [])
    assert timed_rows([timed(1)], [timed(0), timed(1)]) == ([], [FIRST])


def test_a_moved_or_shortened_one_is_named_on_both_sides() -> None:
    assert timed_rows([timed(0), timed(1)], [timed(2, original=FIRST), timed(1)]) == ([FIRST], [FIRST])
    assert timed_rows([timed(0)], [timed(0, minutes=30)]) == ([FIRST], [FIRST])


def test_one_moved_out_of_the_window_on_one_side_is_lacking_there() -> None:
    assert timed_rows([timed(0)], [timed(9, original=FIRST, exception=True)]) == ([FIRST], [])
    assert timed_rows([timed(9, original=FIRST, exception=True)], [timed(0)]) == ([], [FIRST])
    away = timed(9, original=FIRST, exception=True)
    assert compare([away], [away], WINDOW, all_day=False) == []


def test_the_edges_of_the_window_are_outside() -> None:
    window = Span(START, START + timedelta(days=2))
    rows = compare([timed(0), timed(1), timed(2)], [timed(1)], window, all_day=False)
    assert [row.original for row in rows] == [FIRST + DAY]
    assert rows[0].agrees


def test_an_id_without_a_number_goes_by_its_start() -> None:
    assert timed_rows([timed(0), timed(1)], [timed(0, original=0), timed(1, original=0)]) == ([], [])
    assert timed_rows([timed(0)], [timed(0, original=0), timed(1, original=0)]) == ([], [FIRST + DAY])


def test_numbers_nobody_knows_go_by_the_time_where_that_is_the_same() -> None:
    assert timed_rows([timed(0), timed(1)], [timed(0, original=7), timed(1)]) == ([], [])
    assert timed_rows([timed(0)], [timed(1, original=7)]) == ([FIRST], [7])


def test_two_with_one_number_are_one_too_many() -> None:
    twice = [timed(1, original=FIRST), timed(0)]
    rows = compare([timed(0)], twice, WINDOW, all_day=False)
    assert named(rows) == ([], [FIRST])
    assert len(rows) == 2


@pytest.mark.parametrize("offset", [0, 8, -5, 14])
def test_all_day_ones_go_by_date_whichever_midnight_their_ids_hold(offset: int) -> None:
    days = ["2026-11-02", "2026-11-03", "2026-11-04"]
    there = [whole(day, original=midnight(day, offset)) for day in days]
    assert named(compare(map(whole, days), there, WINDOW, all_day=True)) == ([], [])
    rows = compare(map(whole, days), there[1:], WINDOW, all_day=True)
    assert named(rows) == ([midnight("2026-11-02")], [])


def test_an_all_day_exception_is_known_by_the_date_it_was_meant_for() -> None:
    here = [whole("2026-11-04", original=midnight("2026-11-02"), exception=True)]
    there = [whole("2026-11-04", original=midnight("2026-11-02", 8), exception=True)]
    [row] = compare(here, there, WINDOW, all_day=True)
    assert row.agrees
    assert row.original == midnight("2026-11-02")


def test_a_timed_exception_of_an_all_day_series_may_arrive_as_its_date() -> None:
    there = whole("2026-11-02", exception=True)
    start = datetime(2026, 11, 2, 6, tzinfo=UTC)
    here = Occurrence(there.event.at(start, start + timedelta(hours=1)), start, start, there.original_time, True)
    assert named(compare([here], [there], WINDOW, all_day=True)) == ([], [])


def test_the_first_day_of_a_window_of_whole_days_belongs_to_it() -> None:
    window = Span.of_days(date(2026, 11, 2), date(2026, 11, 3), ZoneInfo("America/New_York"))
    days = [whole(f"2026-11-0{number}") for number in range(1, 6)]
    assert [row.original for row in compare(days, days, window, all_day=True)] == [
        midnight("2026-11-02"),
        midnight("2026-11-03"),
    ]


def at(day: int) -> tuple[Moment, Moment]:
    start = START + timedelta(days=day)
    return start, start + timedelta(hours=1)


def test_the_referee_sides_with_whoever_has_what_it_expects() -> None:
    dropped = [Row(FIRST, at(0), None), Row(FIRST + DAY, at(1), at(1))]
    assert verdict(dropped, [FIRST, FIRST + DAY], []) == "local"
    assert verdict(dropped, [FIRST + DAY], []) == "server"
    added = [Row(FIRST, None, at(0))]
    assert verdict(added, [FIRST], []) == "server"
    assert verdict(added, [], []) == "local"
    moved = [Row(FIRST, at(0), at(2))]
    assert verdict(moved, [FIRST], []) == "local"


def test_the_referee_may_side_with_neither_and_cannot_speak_of_exceptions() -> None:
    apart = [Row(FIRST, at(0), None), Row(FIRST + DAY, at(1), None)]
    assert verdict(apart, [FIRST], []) == "neither"
    assert verdict(apart, [FIRST], [FIRST, FIRST + DAY]) == "unknown"
    longer = (at(0)[0], at(1)[0])
    assert verdict([Row(FIRST, at(0), longer)], [FIRST], []) == "unknown"


def test_a_result_is_the_same_after_it_was_kept() -> None:
    rows = (
        Row(FIRST, at(0), at(0)),
        Row(FIRST + DAY, at(1), None),
        Row(FIRST + 2 * DAY, at(2), at(3)),
        Row(FIRST + 5 * DAY, None, at(5)),
    )
    result = Checked("c", "u_0", "周会", "FREQ=DAILY", FIRST - 1, FIRST + 9 * DAY, 5.0, rows=rows, referee="local")
    again = Checked.of_document("c", "u_0", result.document(), 5.0)
    assert again.status == "mismatch"
    assert (again.local, again.server) == (3, 3)
    assert again.only_local == [FIRST + DAY, FIRST + 2 * DAY]
    assert again.only_server == [FIRST + 2 * DAY, FIRST + 5 * DAY]
    assert again == result
    dates = ((date(2026, 11, 2), date(2026, 11, 3)), (date(2026, 11, 2), date(2026, 11, 4)))
    whole_days = Checked(
        "c", "u_0", "", "FREQ=DAILY", 1, 2, 5.0, True, (Row(midnight("2026-11-02"), *dates),), referee="unknown"
    )
    assert Checked.of_document("c", "u_0", whole_days.document(), 5.0) == whole_days
    assert whole_days.only_server == ["2026-11-02"]
    with pytest.raises(CacheError):
        Checked.of_document("c", "u_0", {"rows": []}, 5.0)


def test_what_could_not_be_compared_counts_nothing() -> None:
    result = Checked("c", "u_0", "", "FREQ=DAILY", 1, 2, 5.0, error="gone")
    assert (result.status, result.local, result.server, result.only_local) == ("error", None, None, [])
