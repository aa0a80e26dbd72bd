"""What may be filtered, to tick several of it."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from feishu_tui.language import Language
from feishu_tui.ui.filters import FILTERS, Filter, filter_words
from feishu_tui.ui.line import Line, Piece, ends_apart, fitted
from feishu_tui.ui.status_lines import key_pieces
from feishu_tui.ui.widgets.choices import Choices
from feishu_tui.ui.widgets.status_line import OneLine


class FilterScreen(Screen[frozenset[Filter] | None]):
    """Ticks filters, those of ``chosen`` at first; ends with those that are to be on, ``None`` to leave it at that."""

    Result = frozenset[Filter] | None
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", show=False),
        Binding("enter", "take", show=False, priority=True),
        Binding("f,ｆ", "take", show=False, id="filter"),
        Binding("0,０", "none", show=False),
        Binding("escape", "leave", show=False, id="back"),
        Binding("q,ｑ", "leave", show=False, id="quit"),
    ]
    DEFAULT_CSS = """
    FilterScreen {
        padding: 0 1;
        & #title { margin-bottom: 1; }
        & Choices { height: 1fr; }
    }
    """

    def __init__(self, chosen: frozenset[Filter], say: Language) -> None:
        super().__init__()
        self._before = chosen
        self._chosen = set(chosen)
        self._say = say
        self._choices = Choices()

    def compose(self) -> ComposeResult:
        """A title over the filters."""
        yield OneLine(id="title")
        yield self._choices

    def on_mount(self) -> None:
        """Begin at the first."""
        self._choices.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for another width."""
        say, cells = self._say, event.size.width - 2
        keys = [("0", say("none of them")), ("Space", say("tick")), ("Enter", say("show")), ("Esc", say("back"))]
        title: Line = (Piece(f" {say('Show only what')}", "title"),)
        while keys and sum(len(key) + 2 * len(words) for key, words in keys) > cells:
            keys.pop(0)
        self.query_one("#title", OneLine).say(ends_apart(title, key_pieces(keys), cells))
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

    def action_take(self) -> None:
        """Show what passes; where no tick has changed the one under the cursor is meant."""
        if self._chosen == self._before:
            self.action_tick()
        self.dismiss(frozenset(self._chosen))

    def action_leave(self) -> None:
        """Back without a change."""
        self.dismiss(None)

    @on(Choices.Chosen)
    def _tick_pressed(self) -> None:
        self.action_tick()

    def _draw(self) -> None:
        lines = [self._line(name) for name in FILTERS]
        self._choices.offer(lines, self._choices.cursor or 0)

    def _line(self, name: Filter) -> Line:
        mark = "■" if name in self._chosen else "□"
        pieces = (Piece(" "), Piece(mark, "accent"), Piece(f" {filter_words(name, self._say)}"))
        return fitted(pieces, max(self.size.width - 2, 1))
