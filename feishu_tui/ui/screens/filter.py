"""What may be filtered, to tick several of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType

from feishu_tui.language import Language
from feishu_tui.ui.filters import FILTERS, Filter, filter_words
from feishu_tui.ui.keymap import IDS, bindings, bindings_of
from feishu_tui.ui.line import Line, Piece, fitted
from feishu_tui.ui.screens.overlay import Overlay
from feishu_tui.ui.widgets.choices import Choices
from feishu_tui.ui.widgets.line_view import LineView
from feishu_tui.ui.widgets.status_line import OneLine


class Ticks(Choices):
    """The filters: Enter takes those that are ticked, a click ticks."""

    def action_open(self) -> None:
        """Done."""
        if isinstance(self.screen, FilterScreen):
            self.screen.action_filter()

    def on_line_view_pressed(self, event: LineView.Pressed) -> None:
        """A click ticks what it hits."""
        event.stop()
        if event.line < len(self.lines):
            self.move_cursor(event.line)
            self.post_message(self.Chosen(event.line))


class FilterScreen(Overlay[frozenset[Filter] | None]):
    """Ticks filters, those of ``chosen`` at first; ends with those that are to be on, ``None`` to leave it at that."""

    Result = frozenset[Filter] | None
    PANES: ClassVar[tuple[str, ...]] = ("ticks", "choices")
    SHARED: ClassVar[tuple[str, ...]] = ("filter", *Overlay.SHARED)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("ticks"), *bindings_of("filter")]
    DEFAULT_CSS = """
    FilterScreen {
        padding: 0 1;
        & #title { margin-bottom: 1; }
        & Choices { height: 1fr; }
    }
    """

    def __init__(self, chosen: frozenset[Filter], say: Language, keys: Mapping[str, str]) -> None:
        super().__init__(say, keys)
        self._before = chosen
        self._chosen = set(chosen)
        self._choices = Ticks()

    def compose(self) -> ComposeResult:
        """A title over the filters."""
        yield OneLine(id="title")
        yield self._choices

    def on_mount(self) -> None:
        """Begin at the first."""
        self._choices.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for another width."""
        say, cells = self.say, event.size.width - 2
        offered = [
            (IDS["ticks.none"], say("none of them")),
            (IDS["ticks.tick"], say("tick")),
            (IDS["choices.open"], say("show")),
            (IDS["back"], say("back")),
        ]
        self.query_one("#title", OneLine).say(self.title_line(f" {say('Filter')}", offered, cells))
        self._draw()

    def action_tick(self) -> None:
        """Tick the filter under the cursor, or no longer."""
        if self._choices.cursor is not None:
            self._chosen ^= {FILTERS[self._choices.cursor]}
            self._draw()

    def action_none(self) -> None:
        """Tick none."""
        self._chosen.clear()
        self._draw()

    def action_filter(self) -> None:
        """Show what passes; where no tick has changed the one under the cursor is meant."""
        if self._chosen == self._before:
            self.action_tick()
        self.dismiss(frozenset(self._chosen))

    @on(Choices.Chosen)
    def _tick_pressed(self) -> None:
        self.action_tick()

    def _draw(self) -> None:
        lines = [self._line(name) for name in FILTERS]
        self._choices.offer(lines, self._choices.cursor or 0)

    def _line(self, name: Filter) -> Line:
        mark = "■" if name in self._chosen else "□"
        pieces = (Piece(" "), Piece(mark, "accent"), Piece(f" {filter_words(name, self.say)}"))
        return fitted(pieces, max(self.size.width - 2, 1))
