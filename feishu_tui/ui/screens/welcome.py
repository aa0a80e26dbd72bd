"""The first screen where nothing is set up: look around, sign in, or use a token."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Input

from feishu_tui.language import Language
from feishu_tui.sentence import Sentence
from feishu_tui.text import cut, wrap
from feishu_tui.ui.accounts import Accounts, Onward
from feishu_tui.ui.keymap import IDS
from feishu_tui.ui.line import BLANK, Line, Piece
from feishu_tui.ui.screens.overlay import Overlay
from feishu_tui.ui.screens.sign_in import Field, SignInScreen
from feishu_tui.ui.widgets.choices import Choices
from feishu_tui.ui.widgets.line_view import LineView
from feishu_tui.ui.widgets.status_line import OneLine

EXPLAINED_IN = 2
"""Lines below each offer."""
ROOM_FOR_BLANKS = 16
"""Rows from which on offers stand apart."""

OFFERS: tuple[tuple[str, Sentence, Sentence], ...] = (
    (
        "Look around with sample data",
        Sentence("An invented office: no account, no network, nothing kept."),
        Sentence("Everything works as it does with your own calendars."),
    ),
    (
        "Sign in",
        Sentence("With a code, on your phone or in any browser; you stay signed in."),
        Sentence("It needs the id and secret of an app, and asks only to read."),
    ),
    (
        "Use a token",
        Sentence("Paste a u-… or t-… token: used until you quit, never stored."),
        Sentence("To have one used every time, set FEISHU_TUI_ACCESS_TOKEN."),
    ),
)
"""What each is called, what it is, and what else there is to know where there is room."""
DEMO, SIGN_IN, TOKEN = range(len(OFFERS))


class OfferList(Choices):
    """The offers, each a line to choose with what explains it below."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._places: list[int] = []

    def offer_blocks(self, blocks: Sequence[Sequence[Line]], *, apart: bool) -> None:
        """Show the blocks, the first line of each to be chosen; the one that was chosen stays under the cursor."""
        chosen = self._places.index(self.cursor) if self.cursor in self._places else 0
        lines: list[Line] = []
        self._places = []
        for block in blocks:
            lines += [BLANK] if lines and apart else []
            self._places.append(len(lines))
            lines += block
        self.show(lines, cursor=self._places[chosen])

    def step(self, lines: int) -> None:
        """Move by offers, not by lines."""
        if self.cursor in self._places:
            index = self._places.index(self.cursor) + (1 if lines > 0 else -1)
            self.move_cursor(self._places[min(max(index, 0), len(self._places) - 1)])

    def action_first(self) -> None:
        """The first offer."""
        self.move_cursor(self._places[0])

    def action_last(self) -> None:
        """The last offer."""
        self.move_cursor(self._places[-1])

    def action_open(self) -> None:
        """Choose the offer under the cursor."""
        if self.cursor in self._places:
            self.post_message(self.Chosen(self._places.index(self.cursor)))

    def on_line_view_pressed(self, event: LineView.Pressed) -> None:
        """A click on any line of an offer chooses it."""
        event.stop()
        above = [place for place in self._places if place <= event.line]
        if above and event.line < len(self.lines):
            self.move_cursor(above[-1])
            self.action_open()


class WelcomeScreen(Overlay[None]):
    """Offers the ways to begin; closes the program's screen with where to go on, or itself when left."""

    PANES: ClassVar[tuple[str, ...]] = ("choices",)
    DEFAULT_CSS = """
    WelcomeScreen {
        padding: 0 1;
        & #title { margin-bottom: 1; }
        & OfferList { height: 1fr; }
        & #token { display: none; height: 1; & Static { width: auto; margin-right: 2; } & Input { width: 1fr; } }
        &.-token #token { display: block; }
        & #said { height: 2; }
    }
    """

    def __init__(self, accounts: Accounts, say: Language, keys: Mapping[str, str]) -> None:
        super().__init__(say, keys)
        self._accounts = accounts
        self._offers = OfferList()
        self._token = Field(say("Token"), "", say("not shown"), secret=True, id="token")
        self._said = LineView(id="said")
        self._said.can_focus = False
        self._said.display = False

    def compose(self) -> ComposeResult:
        """The offers; below them the token, once it is asked for, and what is wrong with it."""
        yield OneLine(id="title")
        yield self._offers
        yield self._token
        yield self._said

    def on_mount(self) -> None:
        """Begin at the first offer."""
        self._offers.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for another size."""
        cells = event.size.width - 2
        blocks = [self._block(title, texts, cells) for title, *texts in OFFERS]
        self._offers.offer_blocks(blocks, apart=event.size.height >= ROOM_FOR_BLANKS)
        offered = [(IDS["choices.open"], self.say("choose")), (IDS["quit"], self.say("Quit").lower())]
        title = self.title_line(f" {self.say('Welcome to feishu-tui')}", offered, cells)
        self.query_one("#title", OneLine).say(title)

    def action_back(self) -> None:
        """Back to the offers from the token, else to the empty calendar."""
        if self.has_class("-token"):
            self._end_token()
        else:
            self.dismiss(None)

    def action_close(self) -> None:
        """There is nothing under it to look at."""
        self.app.exit()

    @on(Choices.Chosen)
    def _choose(self, event: Choices.Chosen) -> None:
        if not self.is_current:
            return  # Enter was pressed twice
        if event.index == DEMO:
            self.app.exit(Onward(demo=True))
        elif event.index == SIGN_IN:
            self.app.push_screen(SignInScreen(self._accounts.sign_in(), self.say, self.keys))
        else:
            self.add_class("-token")
            self._token.input.focus()
            self._tell(self.say("Paste the token and press Enter; Esc goes back."), "dim")

    @on(Input.Submitted)
    def _take_token(self, event: Input.Submitted) -> None:
        event.stop()
        token = self._token.value
        if not token:
            return
        mistake = mistake_in(token)
        if mistake is None:
            self.app.exit(Onward(token=token, words=self.say("The token is used until you quit; it is not stored.")))
        else:
            self._tell(self.say(mistake), "error")

    def _end_token(self) -> None:
        self.remove_class("-token")
        self._token.input.value = ""
        self._tell("", "")
        self._offers.focus()

    def _tell(self, words: str, role: str) -> None:
        self._said.display = bool(words)
        self._said.show([(Piece(f" {line}", role),) for line in wrap(words, self.size.width - 4)] if words else [])

    def _block(self, title: str, texts: Sequence[Sentence], cells: int) -> list[Line]:
        explained, more = (wrap(self.say(text), cells - 5) for text in texts)
        explained += more if len(explained) + len(more) <= EXPLAINED_IN else []
        return [
            (Piece(cut(f" {self.say(title)} ", cells)),),
            *[(Piece(f"   {line}", "dim"),) for line in explained[:EXPLAINED_IN]],
        ]


def mistake_in(token: str) -> Sentence | None:
    """What is wrong with the looks of a token, ``None`` where nothing is: the server has the last word.

    User tokens begin with u-, tenant tokens with t- (https://open.feishu.cn/document/ukTMukTMukTM/ugTNz4CO1MjL4UzM).
    """
    if not token.startswith(("u-", "t-")):
        return Sentence("A token begins with u- or t-; an app's id (cli_…) and secret are not tokens.")
    if not (token.isascii() and token.isprintable()) or " " in token or len(token) < len("u-") + 1:
        return Sentence("The access token holds characters that do not belong in one.")
    return None
