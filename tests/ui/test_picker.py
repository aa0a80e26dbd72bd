"""The picker in a running program: keys and clicks, what it asks for, what it shows."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date

import pytest
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot

from feishu_tui.language import Language
from feishu_tui.model import Calendar
from feishu_tui.ui.line import text_of
from feishu_tui.ui.widgets.calendar_list import CalendarList
from feishu_tui.ui.widgets.mini_month import MiniMonth
from feishu_tui.ui.widgets.picker import Picker
from tests.ui.events import EN, TEAM, TODAY, ZH, state

ME = Calendar("me", "Zhang Wei", type="primary", role="owner")
SECRET = Calendar("secret", "Secret", role="reader")
STATES = [state(ME), state(SECRET, error_code=191002, error="no"), state(TEAM, shown=False)]


class PickerApp(App[None]):
    CSS = "Picker { width: 24; }"

    def __init__(self, say: Language = EN) -> None:
        super().__init__()
        self.picker = Picker(say, TODAY)
        self.told: list[Message] = []

    def compose(self) -> ComposeResult:
        yield self.picker

    def on_mini_month_day_selected(self, event: MiniMonth.DaySelected) -> None:
        self.told.append(event)

    def on_mini_month_month_shown(self, event: MiniMonth.MonthShown) -> None:
        self.told.append(event)

    def on_calendar_list_toggled(self, event: CalendarList.Toggled) -> None:
        self.told.append(event)

    def on_calendar_list_only(self, event: CalendarList.Only) -> None:
        self.told.append(event)


@asynccontextmanager
async def picking(height: int = 24, say: Language = EN) -> AsyncIterator[tuple[PickerApp, Pilot[None]]]:
    app = PickerApp(say)
    async with app.run_test(size=(40, height)) as pilot:
        app.picker.calendars.show_calendars(STATES)
        await pilot.pause()
        yield app, pilot


def texts(view: MiniMonth | CalendarList) -> list[str]:
    return [text_of(line) for line in view.lines]


def days_told(app: PickerApp) -> list[date]:
    return [event.day for event in app.told if isinstance(event, MiniMonth.DaySelected)]


async def test_it_asks_which_days_hold_something_once_a_month() -> None:
    async with picking() as (app, pilot):
        app.picker.month.show_days(date(2026, 11, 24), TODAY)
        app.picker.month.show_days(date(2026, 12, 24), TODAY)
        await pilot.pause()
        shown = [(event.first, event.last) for event in app.told if isinstance(event, MiniMonth.MonthShown)]
        assert shown == [
            (date(2026, 10, 26), date(2026, 12, 6)),
            (date(2026, 11, 30), date(2027, 1, 10)),
        ]
        assert days_told(app) == []


async def test_marks_arrive_later() -> None:
    async with picking() as (app, _):
        assert "∙" not in "".join(texts(app.picker.month))
        app.picker.month.mark({TODAY: [0x3370FF]})
        assert "21∙22" in texts(app.picker.month)[5]


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        (["l"], date(2026, 11, 22)),
        (["left"], date(2026, 11, 20)),
        (["j", "j", "j"], date(2026, 12, 12)),
        (["up", "h"], date(2026, 11, 13)),
    ],
)
async def test_keys_move_the_day(keys: list[str], day: date) -> None:
    async with picking() as (app, pilot):
        app.picker.month.focus()
        await pilot.press(*keys)
        assert days_told(app)[-1] == app.picker.month.selected == day
        assert any("selected" in piece.role for line in app.picker.month.lines for piece in line)


async def test_a_click_chooses_a_day_or_turns_the_month() -> None:
    async with picking() as (app, pilot):
        await pilot.click(MiniMonth, offset=(1, 3))
        await pilot.click(MiniMonth, offset=(20, 0))
        await pilot.click(MiniMonth, offset=(18, 0))
        await pilot.click(MiniMonth, offset=(22, 3))
        assert days_told(app) == [date(2026, 11, 2), date(2026, 12, 2), date(2026, 11, 2)]


async def test_at_the_end_of_time_the_day_stays() -> None:
    async with picking() as (app, pilot):
        app.picker.month.show_days(date.max, TODAY)
        app.picker.month.focus()
        await pilot.press("l", "j")
        assert app.picker.month.selected == date.max
        assert days_told(app) == []


async def test_calendars_are_listed_under_their_count() -> None:
    async with picking() as (app, _):
        assert texts(app.picker.calendars) == [
            "Calendars         2 of 3",
            "■ Zhang Wei      primary",
            "■ Secret",
            "  no access · 191002",
            "□ Team shared · can edit",
        ]


async def test_space_asks_to_turn_a_calendar_on_or_off_and_changes_nothing_itself() -> None:
    async with picking() as (app, pilot):
        app.picker.calendars.focus()
        before = texts(app.picker.calendars)
        await pilot.press("space", "j", "j", "space")
        assert [(event.calendar_id, event.shown) for event in app.told if isinstance(event, CalendarList.Toggled)] == [
            ("me", False),
            (TEAM.calendar_id, True),
        ]
        assert texts(app.picker.calendars) == before


async def test_enter_asks_for_one_calendar_alone() -> None:
    async with picking() as (app, pilot):
        app.picker.calendars.focus()
        await pilot.press("down", "enter")
        assert [event.calendar_id for event in app.told if isinstance(event, CalendarList.Only)] == ["secret"]


async def test_the_cursor_rests_on_calendars_only_and_follows_its_own() -> None:
    async with picking() as (app, pilot):
        calendars = app.picker.calendars
        calendars.focus()
        await pilot.press("k", "down", "down", "j")
        assert calendars.cursor == 4
        assert calendars.calendar_id == TEAM.calendar_id
        calendars.show_calendars([STATES[2], STATES[0]])
        assert (calendars.cursor, calendars.calendar_id) == (1, TEAM.calendar_id)
        calendars.show_calendars([STATES[0]])
        assert (calendars.cursor, calendars.calendar_id) == (1, "me")


async def test_keys_for_pages_and_for_both_ends() -> None:
    many = [state(Calendar(f"c{number}", f"Calendar {number}", role="reader")) for number in range(20)]
    broken = state(Calendar("c20", "Broken", role="reader"), error_code=191002, error="no access")
    async with picking(20) as (app, pilot):
        calendars = app.picker.calendars
        calendars.show_calendars([*many, broken])
        calendars.focus()
        seen = []
        for key in ("end", "home", "pagedown", "pageup", "ctrl+d", "ctrl+u", "G"):
            await pilot.press(key)
            seen.append(calendars.calendar_id)
            assert calendars.cursor is not None
            assert 0 < calendars.cursor - calendars.top + 1 <= calendars.page
        page, half = calendars.page - 1, calendars.page // 2
        assert seen == ["c20", "c0", f"c{page}", "c0", f"c{half}", "c0", "c20"]
        assert calendars.lines[calendars.top + calendars.page - 1] == calendars.lines[-1], "what is wrong is in sight"
        await pilot.press("home")
        assert calendars.top == 0, "the heading is in sight"


async def test_only_with_the_focus_the_cursor_is_seen() -> None:
    def backgrounds() -> set[object]:
        calendars = app.picker.calendars
        return {segment.style.bgcolor for line in (0, 1) for segment in calendars.render_line(line) if segment.style}

    async with picking() as (app, pilot):
        app.picker.calendars.focus()
        await pilot.pause()
        assert len(backgrounds()) == 2
        app.picker.month.focus()
        await pilot.pause()
        assert len(backgrounds()) == 1


async def test_a_click_turns_a_calendar_on_or_off_the_reason_below_belongs_to_it() -> None:
    async with picking() as (app, pilot):
        for line in (0, 3, 4, 7):
            await pilot.click(CalendarList, offset=(3, line))
        assert [event.calendar_id for event in app.told if isinstance(event, CalendarList.Toggled)] == [
            "secret",
            TEAM.calendar_id,
        ]


async def test_counts_run_while_syncing() -> None:
    async with picking() as (app, _):
        app.picker.calendars.show_calendars(STATES, {TEAM.calendar_id: 500})
        assert texts(app.picker.calendars)[-1] == "□ Team             ↻ 500"


async def test_no_calendars_is_a_sentence_and_keys_are_harmless() -> None:
    async with picking(say=ZH) as (app, pilot):
        app.picker.calendars.show_calendars([])
        app.picker.calendars.focus()
        await pilot.press("j", "k", "space", "enter")
        assert texts(app.picker.calendars)[1] == "还没有日历"
        assert not any(isinstance(event, CalendarList.Toggled | CalendarList.Only) for event in app.told)


@pytest.mark.parametrize(("height", "month", "calendars"), [(40, 8, 31), (16, 8, 7), (12, 5, 6), (10, 3, 6), (5, 3, 1)])
async def test_where_it_is_low_the_month_gives_way(height: int, month: int, calendars: int) -> None:
    async with picking(height) as (app, _):
        assert (app.picker.month.size.height, app.picker.calendars.size.height) == (month, calendars)
        assert any("selected" in piece.role for line in app.picker.month.lines for piece in line)
