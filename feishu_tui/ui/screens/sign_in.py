"""Signing in: how to set up an app, its id and secret, then an address and a code to agree to on another device."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static
from textual.worker import Worker

from feishu_tui.errors import FeishuTuiError
from feishu_tui.language import Language
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.text import wrap
from feishu_tui.ui.accounts import Onward, SignIn, SignInCode, Welcome
from feishu_tui.ui.error_words import error_words
from feishu_tui.ui.keymap import IDS, bindings
from feishu_tui.ui.line import Line, Piece
from feishu_tui.ui.screens.overlay import Overlay
from feishu_tui.ui.sign_in_lines import code_lines, guide_lines, title_words, welcome_words
from feishu_tui.ui.widgets.choices import Choices
from feishu_tui.ui.widgets.line_view import LineView
from feishu_tui.ui.widgets.reading_view import ReadingView
from feishu_tui.ui.widgets.status_line import OneLine

SECOND = 1.0
LOW = 20
"""Rows below which nothing is left blank."""


class Field(Horizontal):
    """A label and a line to type into; the arrows go to what stands above and below."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("field")]

    def __init__(self, label: str, value: str, hint: str, *, secret: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self._label = label
        self.input = Input(value, hint, password=secret, compact=True, select_on_focus=False)
        self.input.cursor_blink = False

    def compose(self) -> ComposeResult:
        """The label, then the line."""
        yield Static(self._label, markup=False)
        yield self.input

    @property
    def value(self) -> str:
        """What was typed, without blanks around it."""
        return self.input.value.strip()


class GuideView(ReadingView, can_focus=False):
    """What is to be read: the guide, later the address, the code and the QR code, which keeps its own colours."""

    @property
    def has_more(self) -> bool:
        """Whether not everything is in sight."""
        return len(self.lines) > self.page


class SignInScreen(Overlay[None]):
    """Signs somebody in; closes the program's screen with where to go on, or itself when left.

    ``keys`` is what a person remapped.
    """

    @dataclass
    class CodeArrived(Message):
        """There is a code to agree to."""

        code: SignInCode

    @dataclass
    class Failed(Message):
        """It came to nothing."""

        error: FeishuTuiError

    @dataclass
    class Succeeded(Message):
        """Somebody is signed in, and the login is kept."""

        welcome: Welcome

    CSS_PATH = "sign_in.tcss"
    AUTO_FOCUS = ""
    """Nothing by itself: while a code waits, there is no field to type into."""
    PANES: ClassVar[tuple[str, ...]] = ("sign-in", "field", "choices")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("sign-in")]

    def __init__(self, sign_in: SignIn, say: Language, keys: Mapping[str, str]) -> None:
        super().__init__(say, keys)
        self._sign_in = sign_in
        self._code: SignInCode | None = None
        self._worker: Worker[None] | None = None
        self._message: tuple[str, str] = ("", "")
        self._guide = GuideView(id="guide")
        self._choices = Choices(id="choices")
        self._app_id = Field(say("App ID"), sign_in.app_id, "cli_…", id="app-id")
        self._secret = Field(say("App Secret"), "", say("not shown"), secret=True, id="app-secret")

    def compose(self) -> ComposeResult:
        """The guide over what is to be typed and chosen; while a code waits, only what is to be read."""
        yield OneLine(id="title")
        yield self._guide
        with Vertical(id="fields"):
            yield self._app_id
            yield self._secret
        yield LineView(id="message")
        yield self._choices

    def on_mount(self) -> None:
        """Begin with the first thing to do."""
        self.query_one("#message", LineView).can_focus = False
        self.set_class(not self._sign_in.needs_secret, "-known")
        rows = [self.say("Sign in"), self.say("Look around with sample data"), self.say("Quit")]
        self._choices.offer([(Piece(f" {row} "),) for row in rows])
        self._focus_first()
        self.set_interval(SECOND, self._tick)

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for another size."""
        self.set_class(event.size.height < LOW, "-low")
        self.call_after_refresh(self._draw)

    # What a person does

    def action_back(self) -> None:
        """Stop waiting; else leave the screen."""
        if self._worker is None:
            self.dismiss(None)
            return
        self._stop()
        self._tell(self.say("Stopped. Nobody was signed in."), "dim")

    def action_copy(self) -> None:
        """Copy the address to the clipboard of the terminal."""
        if self._code is not None:
            self.app.copy_to_clipboard(self._code.address)
            self._tell(self.say("Copied: {text}", text=self._code.address), "accent")

    def action_scroll_guide(self, pages: int) -> None:
        """Read on in the guide, or back."""
        self._guide.scroll_lines(pages * max(self._guide.page - 1, 1))

    @on(Input.Submitted)
    def _go_on(self, event: Input.Submitted) -> None:
        event.stop()
        if event.input is self._app_id.input:
            self._secret.input.focus()
        else:
            self._begin()

    @on(Choices.Left)
    def _go_up(self) -> None:
        if self._sign_in.needs_secret:
            self._secret.input.focus()

    @on(Choices.Chosen)
    def _choose(self, event: Choices.Chosen) -> None:
        if event.index == 0:
            self._begin()
        else:
            self.app.exit(Onward(demo=True) if event.index == 1 else None)

    # What comes of it

    def _begin(self) -> None:
        if self._worker is None:
            self._worker = self.run_worker(
                partial(self._signed_in, self._app_id.value, self._secret.value), group="sign-in"
            )
            self._tell(self.say("Asking the server for a code …"), "accent")

    async def _signed_in(self, app_id: str, secret: str) -> None:
        try:
            self.post_message(self.CodeArrived(await self._sign_in.begin(app_id, secret)))
            welcome = await self._sign_in.finish()
        except FeishuTuiError as error:
            self.post_message(self.Failed(error))
        else:
            self.post_message(self.Succeeded(welcome))

    def on_sign_in_screen_code_arrived(self, event: CodeArrived) -> None:
        """Show the code alone; it needs the room."""
        if self._worker is None:
            return
        self._code = event.code
        self.set_focus(None)
        self.add_class("-waiting")
        self._tell("", "")

    def on_sign_in_screen_failed(self, event: Failed) -> None:
        """Say why, and offer to try again."""
        if self._worker is not None:
            self._stop()
            self._tell(error_words(event.error, self.say), "error")

    def on_sign_in_screen_succeeded(self, event: Succeeded) -> None:
        """Go on as whoever it is."""
        self.app.exit(Onward(words=welcome_words(event.welcome, self._sign_in.brand, self.say)))

    def _stop(self) -> None:
        if self._worker is not None:
            self._worker.cancel()
        self._worker = self._code = None
        self.remove_class("-waiting")
        self._focus_first()

    def _focus_first(self) -> None:
        """The first field that lacks something, else the choices."""
        fields = [self._app_id, self._secret] if self._sign_in.needs_secret else []
        lacking = [field.input for field in fields if not field.value]
        (lacking[0] if lacking else self._choices).focus()

    # What is shown

    def _tick(self) -> None:
        if self._code is not None:
            self._draw_guide()

    def _tell(self, words: str, role: str) -> None:
        self._message = words, role
        self._draw()

    def _draw(self) -> None:
        """Write everything for the width; the guide once it is known how much is left for it."""
        cells = self.size.width - 2
        words, role = self._message
        message = self.query_one("#message", LineView)
        message.display = bool(words)
        lines: list[Line] = [(Piece(f" {line}", role),) for line in wrap(words, cells - 1)] if words else []
        message.styles.height = max(len(lines), 1)
        message.show(lines)
        self._choices.styles.height = len(self._choices.lines)
        self.call_after_refresh(self._draw_guide)

    def _draw_guide(self) -> None:
        cells, rows = self._guide.content_size
        if not cells:
            return
        if self._code is None:
            self._guide.show(guide_lines(self._sign_in, cells, self.say))
        else:
            left, whole = self._sign_in.seconds_left(), getattr(self.app, "whole_cells", False)
            self._guide.show(code_lines(self._code, left, cells, rows, self.say, whole=whole), top=0)
        self.query_one("#title", OneLine).say(self._title(cells))

    def _title(self, cells: int) -> Line:
        back = IDS["back"]
        if self._code is not None:
            offered = [(IDS["sign-in.copy"], self.say("copy address")), (back, self.say("stop"))]
        elif self._guide.has_more:
            offered = [(IDS["sign-in.more"], self.say("more")), (back, self.say("back"))]
        else:
            offered = [(back, self.say("back"))]
        return self.title_line(f" {title_words(self._sign_in, self.say)}", offered, cells)
