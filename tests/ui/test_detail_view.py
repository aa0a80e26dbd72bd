"""The detail pane in a running program: what it shows, keeps and lays out again."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from feishu_tui.model import Occurrence
from feishu_tui.ui.line import text_of, width_of
from feishu_tui.ui.widgets.detail_view import DetailView
from tests.ui.events import EN, NOW, SHANGHAI, TEAM, at, event, once, rich_event


class DetailApp(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.detail = DetailView(EN)

    def compose(self) -> ComposeResult:
        yield self.detail


@asynccontextmanager
async def reading(width: int = 44, height: int = 12) -> AsyncIterator[tuple[DetailView, Pilot[None]]]:
    app = DetailApp()
    async with app.run_test(size=(width, height)) as pilot:
        app.detail.focus()
        await pilot.pause()
        yield app.detail, pilot


def show(view: DetailView, occurrence: Occurrence, **fields: Any) -> None:
    view.show_occurrence(occurrence, **{"calendar": TEAM, "zone": SHANGHAI, "now": NOW, **fields})


def show_rich(view: DetailView, **fields: Any) -> None:
    listed, detail = rich_event()
    show(view, once(listed), **{"detail": detail, **fields})


def texts(view: DetailView) -> list[str]:
    return [text_of(line) for line in view.lines]


async def test_it_shows_an_event_and_then_none() -> None:
    async with reading() as (view, _):
        assert texts(view) == []
        show_rich(view)
        assert texts(view)[0] == "Weekly product review"
        assert view.occurrence is not None
        view.clear("No event on this day.")
        assert texts(view) == ["No event on this day."]
        assert view.occurrence is None
        view.clear()
        assert texts(view) == []


async def test_keys_scroll_as_far_as_there_are_lines() -> None:
    async with reading() as (view, pilot):
        show_rich(view)
        await pilot.press("j", "down", "k")
        assert view.top == 1
        await pilot.press("pagedown")
        assert view.top == 12
        await pilot.press("G")
        assert view.top == len(view.lines) - 12
        await pilot.press("j")
        assert view.top == len(view.lines) - 12
        await pilot.press("ctrl+u")
        assert view.top == len(view.lines) - 18
        await pilot.press("home")
        assert view.top == 0


async def test_details_that_arrive_keep_the_place() -> None:
    async with reading(height=6) as (view, pilot):
        listed, detail = rich_event()
        show(view, once(listed), fetch="loading")
        await pilot.press("j", "j")
        show(view, once(listed), detail=detail)
        assert view.top == 2
        assert "6 people" in "\n".join(texts(view))


async def test_another_event_begins_at_its_top() -> None:
    async with reading(height=6) as (view, pilot):
        show_rich(view)
        await pilot.press("j", "j")
        show(view, once(event(event_id="other_0")))
        assert view.top == 0


async def test_another_time_of_the_same_series_is_another_event() -> None:
    async with reading(height=6) as (view, pilot):
        listed, _ = rich_event()
        first = replace(once(listed), recurring=True, original_time=1)
        show(view, first)
        await pilot.press("j", "j")
        show(view, replace(first, original_time=2))
        assert view.top == 0


async def test_a_new_minute_changes_only_the_line_that_tells_it() -> None:
    async with reading() as (view, _):
        show_rich(view)
        before = texts(view)
        show_rich(view, now=at(11, 8))
        changed = [(old, new) for old, new in zip(before, texts(view), strict=True) if old != new]
        assert changed == [("1 h · in 2 h 53 min", "1 h · in 2 h 52 min")]


async def test_in_brief_it_ends_at_the_lower_edge_with_how_to_see_more() -> None:
    async with reading(height=40) as (view, _):
        show_rich(view)
        everything = texts(view)
        view.abridge("Enter shows more")
        assert len(view.lines) == 40
        assert texts(view)[-2:] == ["", "Enter shows more"]
        assert any(line.startswith("Reminder") for line in everything)
        assert not any(line.startswith("Reminder") for line in texts(view))
        view.abridge("")
        assert texts(view) == everything


async def test_in_brief_what_is_longer_than_the_pane_ends_with_how_to_see_more() -> None:
    async with reading(height=6) as (view, _):
        show_rich(view)
        view.abridge("Enter shows more")
        assert texts(view)[-2:] == ["", "Enter shows more"]
        assert view.top == 0


@pytest.mark.parametrize("width", [38, 40, 44, 60])
async def test_it_is_laid_out_again_for_another_width(width: int) -> None:
    async with reading(80) as (view, pilot):
        show_rich(view)
        await pilot.resize_terminal(width, 12)
        assert max(width_of(line) for line in view.lines) <= width
        assert texts(view)[0] == "Weekly product review"


async def test_in_forty_by_twelve_the_first_screen_tells_when_where_and_how_to_join() -> None:
    async with reading(40, 12) as (view, _):
        show_rich(view)
        first_screen = texts(view)[:12]
        for words in ("Weekly product review", "Sat 21 Nov 14:00–15:00 Shanghai", "https://vc.feishu.cn/j/384726159"):
            assert words in first_screen


async def test_links_lead_where_they_say() -> None:
    async with reading() as (view, _):
        show_rich(view)
        links = {piece.link for line in view.lines for piece in line if piece.link}
        assert "https://vc.feishu.cn/j/384726159" in links
        assert all(link.startswith(("https://vc.feishu.cn/", "https://applink.feishu.cn/")) for link in links)
