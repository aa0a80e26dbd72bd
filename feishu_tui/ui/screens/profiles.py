"""The profiles there are, to go over to another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult

from feishu_tui.language import Language
from feishu_tui.text import wrap
from feishu_tui.ui.accounts import Onward, Profile
from feishu_tui.ui.keymap import IDS
from feishu_tui.ui.line import Piece
from feishu_tui.ui.profile_lines import profile_lines
from feishu_tui.ui.screens.overlay import Overlay
from feishu_tui.ui.widgets.choices import Choices
from feishu_tui.ui.widgets.line_view import LineView
from feishu_tui.ui.widgets.status_line import OneLine


class ProfilesScreen(Overlay[None]):
    """Lists ``profiles``; choosing another closes the program's screen with where to go on."""

    PANES: ClassVar[tuple[str, ...]] = ("choices",)
    DEFAULT_CSS = """
    ProfilesScreen {
        padding: 0 1;
        & #title { margin-bottom: 1; }
        & Choices { height: 1fr; }
        & #words { max-height: 6; }
    }
    """

    def __init__(self, profiles: Sequence[Profile], say: Language, keys: Mapping[str, str]) -> None:
        super().__init__(say, keys)
        self._profiles = profiles
        self._choices = Choices()
        self._words = ""

    def compose(self) -> ComposeResult:
        """A title, the profiles, a line for what stands in the way."""
        yield OneLine(id="title")
        yield self._choices
        yield LineView(id="words")

    def on_mount(self) -> None:
        """Begin at the one that is open."""
        self.query_one("#words", LineView).can_focus = False
        self._choices.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for another width."""
        cells, say = event.size.width - 2, self.say
        offered = [(IDS["choices.open"], say("open")), (IDS["back"], say("back"))]
        self.query_one("#title", OneLine).say(self.title_line(f" {say('Profiles')}", offered, cells))
        current = next((index for index, profile in enumerate(self._profiles) if profile.current), 0)
        at = current if self._choices.cursor is None else self._choices.cursor
        self._choices.offer(profile_lines(self._profiles, cells, say), at)
        self._tell(self._words or say("More of them: [profiles.NAME] in config.toml, or feishu-tui --profile NAME"))

    @on(Choices.Chosen)
    def _choose(self, event: Choices.Chosen) -> None:
        profile = self._profiles[event.index]
        if profile.current:
            self.dismiss(None)
        elif profile.problem:
            self._words = profile.problem
            self._tell(profile.problem)
        else:
            self.app.exit(Onward(profile.name))

    def _tell(self, words: str) -> None:
        role = "warning" if self._words else "dim"
        lines = [(Piece(f" {line}", role),) for line in wrap(words, self.size.width - 3)]
        view = self.query_one("#words", LineView)
        view.styles.height = len(lines)
        view.show(lines)
