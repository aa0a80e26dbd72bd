"""Times on the clocks of other places: the zone in force, one beside it, and the question for it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feishu_tui.ui.screens.zone import ZoneScreen
from feishu_tui.ui.zone_choices import zone_choices, zone_lines
from feishu_tui.ui.zones import Zones
from tests.ui.events import EN, SHANGHAI, ZH, at, event, once
from tests.ui.sample_office import Browsing, Synced, browsing

BERLIN, UTC_ZONE = ZoneInfo("Europe/Berlin"), ZoneInfo("UTC")
IN_BERLIN = once(event(start=datetime(2026, 11, 21, 9, tzinfo=BERLIN), end=datetime(2026, 11, 21, 10, tzinfo=BERLIN)))
"""An event at home in another zone."""


def turned(zones: Zones, times: int) -> list[str]:
    found = []
    for _ in range(times):
        zones.turn(IN_BERLIN)
        found.append(zones.current.key)
    return found


def test_the_display_zone_the_events_own_the_second_one_and_back() -> None:
    zones = Zones(SHANGHAI, ZoneInfo("America/New_York"))
    assert turned(zones, 4) == ["Europe/Berlin", "America/New_York", "Asia/Shanghai", "Europe/Berlin"]


def test_what_is_the_same_zone_is_passed_over() -> None:
    assert turned(Zones(SHANGHAI, BERLIN), 2) == ["Europe/Berlin", "Asia/Shanghai"]
    zones = Zones(SHANGHAI)
    assert not zones.turn(once(event(start=at(9), end=at(10))))
    assert not zones.turn(None)
    assert zones.current == SHANGHAI


def test_an_all_day_event_is_at_home_everywhere() -> None:
    zones = Zones(SHANGHAI)
    assert not zones.turn(once(event(start=date(2026, 11, 21), end=date(2026, 11, 22))))


def test_from_the_zone_of_an_event_one_has_left_on_to_the_display_zone() -> None:
    zones = Zones(SHANGHAI)
    zones.turn(IN_BERLIN)
    assert zones.turn(None)
    assert zones.current == SHANGHAI


def test_while_the_second_zone_is_in_force_the_display_zone_stands_beside() -> None:
    zones = Zones(SHANGHAI, BERLIN)
    assert zones.beside is None
    zones.show_beside(True)
    assert zones.beside == BERLIN
    zones.turn(IN_BERLIN)
    assert (zones.current, zones.beside) == (BERLIN, SHANGHAI)


def test_a_second_zone_that_is_the_display_zone_stands_nowhere() -> None:
    zones = Zones(SHANGHAI, SHANGHAI)
    zones.show_beside(True)
    assert zones.beside is None


@given(st.lists(st.sampled_from(["turn", "turn home", "beside", "not beside"]), max_size=12))
def test_the_zone_beside_is_never_the_one_in_force(steps: list[str]) -> None:
    zones = Zones(SHANGHAI, BERLIN)
    for step in steps:
        if step.startswith("turn"):
            zones.turn(IN_BERLIN if step == "turn home" else None)
        else:
            zones.show_beside(step == "beside")
        assert zones.beside is None or zones.beside.key != zones.current.key


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("上海", "Asia/Shanghai"),
        ("北京", "Asia/Shanghai"),
        ("beijing", "Asia/Shanghai"),
        ("BERLIN", "Europe/Berlin"),
        ("慕尼黑", "Europe/Berlin"),
        ("旧金山", "America/Los_Angeles"),
        ("new york", "America/New_York"),
        ("europe/lis", "Europe/Lisbon"),
        ("kathmandu", "Asia/Kathmandu"),
        ("utc", "UTC"),
    ],
)
def test_zones_are_found_by_city_in_both_languages(typed: str, first: str) -> None:
    assert zone_choices(typed, "Asia/Shanghai")[0] == first


def test_the_guess_is_offered_first_and_once() -> None:
    offered = zone_choices("", "Asia/Tokyo")
    assert offered[0] == "Asia/Tokyo"
    assert len(offered) == len(set(offered))
    assert zone_choices("atlantis", "Asia/Tokyo") == []


def test_a_zone_is_told_by_its_clock() -> None:
    now = datetime(2026, 11, 21, 3, 7, tzinfo=UTC)
    shown = zone_lines(["Asia/Shanghai", "Asia/Kolkata", "UTC", "America/St_Johns"], now, 60, ZH)
    assert ["".join(piece.text for piece in line).split() for line in shown] == [
        ["上海", "11:07", "UTC+8", "Asia/Shanghai"],
        ["加尔各答", "08:37", "UTC+5:30", "Asia/Kolkata"],
        ["UTC", "03:07", "UTC", "UTC"],
        ["St", "Johns", "23:37", "UTC-3:30", "America/St_Johns"],
    ]
    assert EN("Shanghai") == "Shanghai"


async def chosen(browser: Browsing, typed: str) -> None:
    """Answer the question for a zone."""
    assert isinstance(browser.app.screen, ZoneScreen)
    await browser.press(*typed, "enter")
    await browser.settle()


async def test_the_cursor_stays_on_its_event_in_every_zone(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False, second_zone="America/Los_Angeles") as browser:
        await browser.press("j", "j")
        title, seen = browser.title(), []
        for _ in range(4):
            await browser.press("z")
            assert browser.title() == title
            seen.append(browser.screen.reader.zone.key)
        assert set(seen) == {"America/Los_Angeles", "Asia/Shanghai"}


async def test_an_event_that_is_on_another_day_there_is_followed(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False, second_zone="Pacific/Apia") as browser:
        await browser.press("g", *"2026-11-25", "enter", "G")
        before = browser.screen.view.entry
        assert before is not None
        while browser.screen.reader.zone.key != "Pacific/Apia":
            await browser.press("z")
            after = browser.screen.view.entry
            assert after is not None
            assert after.occurrence.instance_id == before.occurrence.instance_id
        assert browser.screen.reader.today == date(2026, 11, 21)
        assert browser.screen.reader.now.hour == 16


async def test_the_status_line_tells_the_zone_in_force(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (160, 40), signed_in=False, second_zone="Europe/Berlin") as browser:
        assert " · Shanghai · " in browser.status()
        await browser.press("Z")
        assert " · Shanghai + Berlin · " in browser.status()
        await browser.press("z", "z", "escape")
        assert " · Shanghai + Berlin · " in browser.status()
        await browser.press("z", "escape")
        assert " · Berlin + Shanghai · " in browser.status()


async def test_a_second_zone_stands_beside_with_another_day_marked(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (160, 40), signed_in=False) as browser:
        await browser.press("Z")
        await chosen(browser, "洛杉矶")
        lines = browser.lines(browser.screen.agenda)
        assert lines[0].endswith("Los Angeles")
        assert any("11:00–11:30 19:00-1 ▌设计评审" in line for line in lines)
        await browser.press("Z", "enter")
        await browser.settle()
        assert not browser.lines(browser.screen.agenda)[0].endswith("Los Angeles")


async def test_leaving_the_question_changes_nothing(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        before = browser.lines(browser.screen.agenda)
        await browser.press("Z", "escape")
        await browser.press("W", "escape")
        assert browser.lines(browser.screen.agenda) == before


async def test_another_display_zone_is_in_force_at_once(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (160, 40), signed_in=False) as browser:
        title = browser.title()
        await browser.press("W")
        await chosen(browser, "东京")
        assert browser.title() == title
        assert browser.screen.reader.now.hour == 12
        assert any(
            line.startswith(" now ─") and line.endswith(" 12:07") for line in browser.lines(browser.screen.agenda)
        )
        assert browser.screen.reader.zones.display.key == "Asia/Tokyo"
