"""Days, marks and overlaps that were read before are what a reading now would give, until something changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from shutil import copyfile
from zoneinfo import ZoneInfo

import pytest

from feishu_tui.agenda import Day
from feishu_tui.language import Language
from feishu_tui.store import Store
from feishu_tui.ui.known_days import KnownDays
from feishu_tui.ui.reader import Reader, reader_for
from tests.ui.sample_office import TODAY, Clock, Synced, config_in


@pytest.fixture
def store(cache: Synced, tmp_path: Path) -> Iterator[Store]:
    copyfile(cache.path, tmp_path / "cache.sqlite3")
    store = Store.open(tmp_path / "cache.sqlite3", Clock())
    yield store
    store.close()


def fresh(store: Store, folder: Path) -> Reader:
    return reader_for(config_in(folder), store, Clock(), Language("en"))


def told(days: list[Day]) -> list[object]:
    """What an agenda tells of days; in which row of a grid a bar is drawn depends on the others there."""
    return [
        (
            day.date,
            [(each.occurrence, each.day_index, each.day_count, each.conflicts, each.mine) for each in day.entries],
        )
        for day in days
    ]


def test_what_is_known_is_what_would_be_read(store: Store, tmp_path: Path) -> None:
    random = Random(7)
    reader = fresh(store, tmp_path)
    known = KnownDays(reader)
    for _ in range(30):
        first = TODAY + timedelta(days=random.randrange(-40, 40))
        last = first + timedelta(days=random.randrange(12))
        days = known.days(first, last)
        assert told(days) == told(fresh(store, tmp_path).days(first, last))
        assert known.marks(first, last) == fresh(store, tmp_path).marks(first, last) == known.marks_at_hand(first, last)
        for entry in days[0].entries:
            one = entry.occurrence
            assert reader.overlaps(one) == fresh(store, tmp_path).overlaps(one)


def test_what_changes_is_read_anew(store: Store, tmp_path: Path) -> None:
    reader = fresh(store, tmp_path)
    known = KnownDays(reader)

    def both() -> tuple[list[object], object]:
        span = TODAY - timedelta(days=3), TODAY + timedelta(days=3)
        shown = told(known.days(*span)), known.marks(*span)
        assert shown == (told(reader.days(*span)), reader.marks(*span))
        return shown

    seen = [both()]
    reader.show(reader.states[0].calendar.calendar_id, False)
    seen.append(both())
    reader.show_only(set(reader.calendars))
    assert both() == seen[0]
    reader.filters = frozenset({"needs-reply"})
    seen.append(both())
    reader.filters = frozenset()
    reader.past = "hide"
    seen.append(both())
    reader.past = "dim"
    reader.zones.set_display(ZoneInfo("America/Los_Angeles"))
    reader.refresh()
    seen.append(both())
    assert all(one != other for index, one in enumerate(seen) for other in seen[:index])


def test_marks_are_not_at_hand_before_they_were_read(store: Store, tmp_path: Path) -> None:
    known = KnownDays(fresh(store, tmp_path))
    assert known.marks_at_hand(date(2026, 11, 1), date(2026, 11, 30)) is None
