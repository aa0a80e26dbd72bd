"""Calendars that are not shown at first, by id or by any name a person may give."""

from __future__ import annotations

from pathlib import Path

import pytest

from feishu_tui.model import Calendar
from feishu_tui.store import Store
from tests.store.build import ME, TEAM, clock


def shown(store: Store) -> list[str]:
    return [state.calendar.calendar_id for state in store.calendars() if state.shown]


@pytest.mark.parametrize("name", ["team", "TEAM", "Team", "小组"])
def test_a_calendar_is_hidden_by_id_title_or_alias(name: str) -> None:
    store = Store.open(None, clock, [name])
    store.put_calendars([ME, TEAM])
    assert shown(store) == ["me"]


def test_what_is_shown_later_stays_shown(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite3"
    store = Store.open(path, clock, ["Team"])
    store.put_calendars([ME, TEAM])
    store.set_shown("team", True)
    store.put_calendars([ME, TEAM])
    store.close()
    again = Store.open(path, clock, ["Team"])
    again.put_calendars([ME, TEAM, Calendar("other", summary="Other")])
    assert shown(again) == ["me", "team", "other"]
    again.close()


def test_nothing_is_hidden_unasked() -> None:
    store = Store.open(None, clock, ["", "nobody"])
    store.put_calendars([ME, TEAM, Calendar("nameless")])
    assert shown(store) == ["me", "team", "nameless"]
