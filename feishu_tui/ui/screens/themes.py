"""The themes there are, each worn as soon as the cursor is on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from feishu_tui.config.themes import ThemeColors
from feishu_tui.language import Language
from feishu_tui.text import wrap
from feishu_tui.ui.keymap import IDS
from feishu_tui.ui.line import Piece, fitted
from feishu_tui.ui.screens.overlay import Overlay
from feishu_tui.ui.theme_lines import ThemeRow, theme_lines
from feishu_tui.ui.widgets.choices import Choices
from feishu_tui.ui.widgets.line_view import LineView
from feishu_tui.ui.widgets.status_line import OneLine

WIDTH = 38
WORDS = 4
"""Lines for what is wrong with a file."""


class ThemesScreen(Overlay[ThemeRow | None], ModalScreen[ThemeRow | None]):
    """Lists ``rows`` over what they colour; ends with the one that was chosen, or ``None`` in the colours before."""

    PANES: ClassVar[tuple[str, ...]] = ("choices",)
    DEFAULT_CSS = """
    ThemesScreen {
        align: right top;
        & > #box { height: auto; max-height: 100%; background: $surface; padding: 0 1; border: solid $line; }
        & Choices { height: auto; background: $surface; }
        & OneLine, & #words { height: auto; background: $surface; }
    }
    """

    def __init__(
        self,
        rows: Sequence[ThemeRow],
        worn: str,
        wear: Callable[[ThemeColors], None],
        say: Language,
        keys: Mapping[str, str],
    ) -> None:
        super().__init__(say, keys)
        self._rows = rows
        self._worn = worn
        self._wear = wear
        self._choices = Choices()
        self._words = LineView(id="words")
        self._words.can_focus = False

    def compose(self) -> ComposeResult:
        """A title with the keys, the themes, what is wrong with one."""
        with Vertical(id="box"):
            yield OneLine(id="title")
            yield self._choices
            yield self._words

    def on_mount(self) -> None:
        """Begin at the one that is worn."""
        self._choices.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for another size; the list scrolls where not all fit."""
        box = min(WIDTH, event.size.width)
        cells = box - 4
        self.query_one("#box").styles.width = box
        offered = [(IDS["choices.open"], self.say("keep")), (IDS["back"], self.say("back"))]
        self.query_one("#title", OneLine).say(self.title_line(f" {self.say('Themes')}", offered, cells))
        names = [row.name for row in self._rows]
        first = names.index(self._worn) if self._worn in names else 0
        at = first if self._choices.cursor is None else self._choices.cursor
        self._choices.styles.height = max(min(len(self._rows), event.size.height - 3 - WORDS), 1)
        self._choices.offer(theme_lines(self._rows, self._worn, cells, self.say), at)
        self._tell(self._rows[at].problem)

    def action_back(self) -> None:
        """Back, in the colours that were worn before."""
        row = next((row for row in self._rows if row.name == self._worn), None)
        if row is not None and row.colors is not None:
            self._wear(row.colors)
        self.dismiss(None)

    @on(LineView.CursorMoved)
    def _try_on(self, event: LineView.CursorMoved) -> None:
        row = self._rows[event.line]
        if row.colors is not None:
            self._wear(row.colors)
        self._tell(row.problem)

    @on(Choices.Chosen)
    def _choose(self, event: Choices.Chosen) -> None:
        row = self._rows[event.index]
        if row.colors is not None:
            self.dismiss(row)

    def _tell(self, problem: str) -> None:
        cells = min(WIDTH, self.size.width) - 4
        lines = [fitted((Piece(f" {line}", "warning"),), cells) for line in wrap(problem, cells - 1)[:WORDS]]
        self._words.display = bool(problem)
        self._words.styles.height = max(len(lines), 1)
        self._words.show(lines)
