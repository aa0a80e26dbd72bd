"""A question for a time zone, answered by choosing a city."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult

from feishu_tui.language import Language
from feishu_tui.text import wrap
from feishu_tui.ui.keymap import IDS
from feishu_tui.ui.line import Piece
from feishu_tui.ui.screens.overlay import Overlay
from feishu_tui.ui.widgets.choices import Choices
from feishu_tui.ui.widgets.line_view import LineView
from feishu_tui.ui.widgets.prompt import Prompt
from feishu_tui.ui.widgets.status_line import OneLine
from feishu_tui.ui.zone_choices import zone_choices, zone_lines

NONE = ""
"""The answer that there should be no zone."""


class ZoneScreen(Overlay[str | None]):
    """Asks for a zone, ``guess`` offered first; ends with an IANA name, ``None`` when it was left.

    ``none`` is what to call having no zone at all, an answer that is offered where it is not empty.
    """

    SHARED: ClassVar[tuple[str, ...]] = ("bar.open", "bar.down", "bar.up", "bar.close")
    DEFAULT_CSS = """
    ZoneScreen {
        padding: 0 1;
        & #words { height: auto; margin-bottom: 1; }
        & Prompt { margin-bottom: 1; }
        & Choices { height: 1fr; }
        & Choices > .line--cursor { background: $block-cursor-background; color: $block-cursor-foreground; }
    }
    """

    def __init__(
        self,
        question: str,
        words: str,
        guess: str,
        now: datetime,
        say: Language,
        keys: Mapping[str, str],
        none: str = "",
    ) -> None:
        super().__init__(say, keys)
        self._question, self._words, self._guess = question, words, guess
        self._now = now
        self._none = none
        self._choices = Choices()
        self._names: Sequence[str] = ()

    def compose(self) -> ComposeResult:
        """The question, why it is asked, a filter, the zones."""
        yield OneLine(id="title")
        yield LineView(id="words")
        yield Prompt()
        yield self._choices

    def on_mount(self) -> None:
        """Whoever types looks for a city."""
        self.query_one("#words", LineView).can_focus = False
        self._choices.can_focus = False
        self.query_one(Prompt).open("zone", "›", self.say("a city or country, in English or Chinese"))

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for another width."""
        cells, say = event.size.width - 2, self.say
        offered = [(IDS["bar.open"], say("choose")), (IDS["bar.close"], say("skip"))]
        self.query_one("#title", OneLine).say(self.title_line(f" {self._question}", offered, cells))
        view = self.query_one("#words", LineView)
        lines = [(Piece(f" {line}", "dim"),) for line in wrap(self._words, max(cells - 2, 1))]
        view.styles.height = len(lines)
        view.show(lines)
        self._offer(self.query_one(Prompt).text, self._choices.cursor or 0)

    @on(Prompt.Changed)
    def _narrow(self, event: Prompt.Changed) -> None:
        self._offer(event.text, 0)

    @on(Prompt.Moved)
    def _move(self, event: Prompt.Moved) -> None:
        self._choices.step(event.lines)

    @on(Prompt.Submitted)
    def _take(self) -> None:
        self._choices.action_open()

    @on(Choices.Chosen)
    def _choose(self, event: Choices.Chosen) -> None:
        if event.index < len(self._names):  # fewer may be left of them meanwhile
            self.dismiss(self._names[event.index])

    @on(Prompt.Closed)
    def _leave(self) -> None:
        self.dismiss(None)

    def _offer(self, typed: str, cursor: int) -> None:
        cells, say = self.size.width - 2, self.say
        self._names = zone_choices(typed, self._guess)
        lines = zone_lines(self._names, self._now, cells, say)
        if self._none and not typed.strip():
            self._names = [NONE, *self._names]
            lines.insert(0, (Piece(f" {self._none}"),))
        self._choices.offer(lines or [(Piece(f" {say('No such place.')}", "dim"),)], cursor)
