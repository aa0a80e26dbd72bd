"""A view by itself: what it reads, and where the selection goes when the cache has changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from textual.app import App, ComposeResult

from feishu_tui.agenda import Day, days
from feishu_tui.model import Occurrence
from feishu_tui.ui.agenda_lines import AgendaLook
from feishu_tui.ui.widgets.days_view import DaysView
from feishu_tui.ui.widgets.month_view import MonthView
from feishu_tui.ui.widgets.time_grid import TimeGrid
from tests.ui.events import EN, NOW, SHANGHAI, TEAM, TODAY, at, event, once


class Alone(App[None]):
    """One view over occurrences that may be changed."""

    def __init__(self, kind: str, occurrences: Sequence[Occurrence]) -> None:
        super().__init__()
        self.occurrences = occurrences
        self.read: list[tuple[date, date]] = []
        self.view: DaysView = (
            MonthView(self.load, self.look, TODAY, 0)
            if kind == "month"
            else TimeGrid(self.load, self.look, TODAY, 0, 7 if kind == "week" else 1)
        )

    def load(self, first: date, last: date) -> Sequence[Day]:
        self.read.append((first, last))
        return days(self.occurrences, first, last, SHANGHAI)

    def look(self, width: int, spacious: bool) -> AgendaLook:
        return AgendaLook(width, NOW, EN, {TEAM.calendar_id: TEAM}, spacious)

    def compose(self) -> ComposeResult:
        yield self.view

    @property
    def selected(self) -> str:
        return self.view.entry.occurrence.event.summary if self.view.entry else ""


def named(name: str, hour: int, day: int = 21) -> Occurrence:
    return once(event(event_id=f"{name}_0", summary=name, start=at(hour, day=day), end=at(hour + 1, day=day)))


KINDS = pytest.mark.parametrize("kind", ["day", "week", "month"])


@KINDS
async def test_the_selection_follows_an_event_that_moves(kind: str) -> None:
    app = Alone(kind, [named("a", 9), named("b", 14)])
    async with app.run_test(size=(100, 30)):
        app.view.go_to(TODAY, "b_0")
        app.occurrences = [named("a", 9), named("b", 10, day=25)]
        app.view.reload()
        assert (app.view.day, app.selected) == (date(2026, 11, 25), "b")


@KINDS
async def test_what_is_gone_gives_way_to_what_is_nearest_in_time(kind: str) -> None:
    app = Alone(kind, [named("a", 9), named("b", 14), named("c", 16)])
    async with app.run_test(size=(100, 30)):
        app.view.go_to(TODAY, "b_0")
        app.occurrences = [named("a", 9), named("c", 16)]
        app.view.reload()
        assert (app.view.day, app.selected) == (TODAY, "c")
        app.occurrences = []
        app.view.reload()
        assert (app.view.day, app.view.entry) == (TODAY, None)


@KINDS
async def test_an_event_that_comes_on_the_selected_day_is_selected(kind: str) -> None:
    app = Alone(kind, [])
    async with app.run_test(size=(100, 30)):
        app.occurrences = [named("a", 9)]
        app.view.reload()
        assert app.selected == "a"


@KINDS
async def test_moving_among_the_days_shown_reads_nothing(kind: str) -> None:
    app = Alone(kind, [named("a", 9), named("b", 14), named("c", 9, day=20)])
    async with app.run_test(size=(100, 30)):
        app.read.clear()
        app.view.action_next_event(-1) if kind == "day" else app.view.action_days(-1)
        app.view.tick()
        assert app.read == []


@KINDS
async def test_now_is_what_runs_or_comes_next(kind: str) -> None:
    app = Alone(kind, [named("a", 9), named("far", 9, day=30)])
    async with app.run_test(size=(100, 30)):
        app.view.action_now()
        assert app.selected == "far"
        app.occurrences = [named("a", 11)]
        app.view.reload()
        app.view.action_now()
        assert app.selected == "a"


@KINDS
async def test_now_is_not_what_has_gone_on_for_days_nor_what_was_declined(kind: str) -> None:
    trip = once(event(event_id="trip_0", summary="trip", start=at(9, day=20), end=at(9, day=23)))
    declined = once(event(event_id="no_0", summary="no", start=at(11), end=at(12), rsvp="decline"))
    app = Alone(kind, [trip, declined, named("next", 15)])
    async with app.run_test(size=(100, 30)):
        assert app.selected == "next"
        app.view.action_first()
        app.view.action_now()
        assert app.selected == "next"


@KINDS
async def test_at_the_ends_of_time_it_stops(kind: str) -> None:
    app = Alone(kind, [])
    async with app.run_test(size=(100, 30)):
        for end in (date.min, date.max):
            app.view.go_to(end)
            for way in (-1, 1):
                app.view.action_days(way)
                app.view.action_weeks(way)
                app.view.action_months(way)
                app.view.action_next_event(way)
            assert abs((app.view.day - end).days) < 60


async def test_the_hours_go_to_the_selected_event_and_by_themselves() -> None:
    app = Alone("day", [named("early", 5), named("late", 22)])
    async with app.run_test(size=(60, 12)):
        lines = [app.view.render_line(y).text for y in range(12)]
        assert any("late" in line for line in lines)
        app.view.action_next_event(-1)
        assert any("early" in app.view.render_line(y).text for y in range(12))
        app.view.scroll_lines(20)
        assert not any("early" in app.view.render_line(y).text for y in range(12))
        assert app.selected == "early"
