"""A pane repaints the lines that changed and no others, and never halves a wide glyph."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.geometry import Region
from textual.pilot import Pilot
from textual.strip import Strip

from feishu_tui.ui.line import Line, Piece
from feishu_tui.ui.widgets.ground import Ground
from feishu_tui.ui.widgets.line_view import LineView


class Counting(LineView):
    """Remembers which lines were drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn: list[int] = []
        self.moved: list[int] = []
        self.pressed: list[LineView.Pressed] = []

    def render_line(self, y: int) -> Strip:
        self.drawn.append(y)
        return super().render_line(y)

    def on_line_view_cursor_moved(self, event: LineView.CursorMoved) -> None:
        self.moved.append(event.line)

    def on_line_view_pressed(self, event: LineView.Pressed) -> None:
        self.pressed.append(event)


class ViewApp(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.view = Counting()

    def compose(self) -> ComposeResult:
        yield self.view


@asynccontextmanager
async def viewing(lines: Sequence[Line], cursor: int | None = 0) -> AsyncIterator[tuple[Counting, Pilot[None]]]:
    app = ViewApp()
    async with app.run_test(size=(20, 10)) as pilot:
        app.view.focus()
        app.view.show(lines, cursor=cursor)
        await pilot.pause()
        app.view.drawn.clear()
        yield app.view, pilot


LINES: list[Line] = [(Piece(f"line {number}"),) for number in range(100)]


async def test_a_cursor_move_draws_two_lines() -> None:
    async with viewing(LINES) as (view, pilot):
        view.move_cursor(3)
        await pilot.pause()
        assert sorted(view.drawn) == [0, 3]
        assert view.moved == [3]


async def test_other_lines_draw_only_those_that_differ() -> None:
    async with viewing(LINES, None) as (view, pilot):
        others = [*LINES]
        others[4] = (Piece("line 4", "dim"),)
        others[50] = (Piece("out of sight"),)
        view.show(others)
        await pilot.pause()
        assert view.drawn == [4]


async def test_the_same_again_draws_nothing() -> None:
    async with viewing(LINES) as (view, pilot):
        view.show([*LINES], cursor=0)
        await pilot.pause()
        assert view.drawn == []


async def test_scrolling_keeps_the_cursor_in_sight() -> None:
    async with viewing(LINES) as (view, pilot):
        view.move_cursor(25)
        assert view.top == 16
        view.scroll_lines(-100)
        assert (view.top, view.cursor) == (0, 9)
        view.scroll_lines(1000)
        assert (view.top, view.cursor) == (90, 90)
        view.move_cursor(1000)
        assert view.cursor == 99
        await pilot.pause()


async def test_fewer_lines_leave_no_gap_and_no_remains() -> None:
    async with viewing(LINES) as (view, pilot):
        view.move_cursor(99)
        view.show(LINES[:3], cursor=99)
        await pilot.pause()
        assert (view.top, view.cursor) == (0, 2)
        assert view.render_line(3).text.strip() == ""
        view.show([])
        assert view.cursor is None


async def test_wide_glyphs_are_never_halved() -> None:
    lines: list[Line] = [(Piece(" " * shift), Piece("会议" * 20)) for shift in range(4)]
    async with viewing(lines, None) as (view, _):
        for y in range(4):
            strip = view.render_line(y)
            assert strip.cell_length == 20
            assert cell_len(strip.text) == 20


async def test_a_click_tells_the_line_and_the_column() -> None:
    async with viewing([(Piece("会议"), Piece(" link", link="https://example.com"))], None) as (view, pilot):
        await pilot.click(LineView, offset=(6, 0))
        assert [(event.line, event.column) for event in view.pressed] == [(0, 6)]
        piece = view.piece_at(0, 6)
        assert piece is not None
        assert piece.link == "https://example.com"
        assert view.piece_at(0, 19) is None
        assert view.piece_at(7, 0) is None


async def test_markup_is_text() -> None:
    async with viewing([(Piece("[bold]x[/] [/foo]"),)], None) as (view, _):
        assert view.render_line(0).text.rstrip() == "[bold]x[/] [/foo]"


class OnGround(Ground, Horizontal):
    """Widgets with nothing between them, drawn as one line."""


class Grounds(App[None]):
    """The same container drawn by us and by Textual."""

    CSS = "Horizontal { height: 4; padding: 1 2; background: $primary; border-left: solid red; }"

    def compose(self) -> ComposeResult:
        yield OnGround()
        yield Horizontal()


@pytest.mark.parametrize("without_colours", [False, True])
async def test_the_ground_under_widgets_is_drawn_as_textual_does(
    without_colours: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if without_colours:
        monkeypatch.setenv("NO_COLOR", "1")
    app = Grounds()
    async with app.run_test(size=(30, 10)):
        ours, textuals = app.query_one(OnGround), app.query(Horizontal).last()
        for crop in Region(0, 0, 30, 4), Region(3, 2, 10, 2), Region(0, 0, 30, 0):
            drawn = [list(strip.simplify()) for strip in ours.render_lines(crop)]
            assert drawn == [list(strip.simplify()) for strip in textuals.render_lines(crop)]
            assert len(drawn) == crop.height
