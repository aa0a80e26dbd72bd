"""A line at the bottom to type into: a date to go to, or what to search for."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input, Static

from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.ui.keymap import bindings

IDEOGRAPHIC_SPACE = "\u3000"


class PromptInput(Input):
    """The text of a prompt: every printable key is text, and the arrows are left to what the text is about."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("bar")]
    virtual_size = reactive(Size(0, 0))
    """As every widget's, but that the screen is not laid out anew for each character: the field keeps its size."""

    def __init__(self, fold: Callable[[], bool]) -> None:
        super().__init__(select_on_focus=False)
        # Compact, as the argument would make it, but without working out a style that nobody sees.
        self.set_reactive(Input.compact, True)
        self.set_class(True, "-textual-compact", update=False)
        self.cursor_blink = False
        self._fold = fold

    def on_key(self, event: events.Key) -> None:
        """Take the blank of a Chinese input method too, which Textual does not count among what can be printed."""
        if event.character == IDEOGRAPHIC_SPACE:
            event.stop()
            event.prevent_default()
            self.insert_text_at_cursor(IDEOGRAPHIC_SPACE)

    def action_prompt_move(self, lines: int) -> None:
        """Tell the prompt to move in the list it is about."""
        self.post_message(Prompt.Moved(lines))

    def action_prompt_right(self) -> None:
        """A character on; at the end take what the text may go on with, or see more of what it is about."""
        if self.cursor_position < len(self.value):
            self.action_cursor_right()
        else:
            self.post_message(Prompt.Completed())

    def action_prompt_left(self) -> None:
        """A character back; at the end first see less of what the text is about."""
        if self.cursor_position < len(self.value) or not self._fold():
            self.action_cursor_left()

    def action_prompt_cycle(self, way: int) -> None:
        """Tell the prompt to look elsewhere."""
        self.post_message(Prompt.Cycled(way))

    def action_prompt_close(self) -> None:
        """Tell the prompt that it is over."""
        self.post_message(Prompt.Closed())


class Prompt(Horizontal):
    """A label and a text field, hidden until asked for."""

    @dataclass
    class Changed(Message):
        """Another text."""

        purpose: str
        text: str

    @dataclass
    class Submitted(Message):
        """Enter was pressed."""

        purpose: str
        text: str

    @dataclass
    class Moved(Message):
        """An arrow was pressed: so many lines down, or up when negative."""

        lines: int

    @dataclass
    class Completed(Message):
        """The text should go on with what is proposed, or what it is about be unfolded."""

    @dataclass
    class Cycled(Message):
        """Tab was pressed: the next kind of answer is wanted, or the previous one where ``way`` is -1."""

        way: int

    @dataclass
    class Closed(Message):
        """Escape was pressed."""

    DEFAULT_CSS = """
    Prompt {
        height: 1;
        display: none;
        & > Static { width: auto; padding: 0 1; color: $text-accent; }
        & > Input { width: 1fr; height: 1; border: none; padding: 0; background: $background; }
        & > Input:focus { border: none; background: $background; }
    }
    """

    def __init__(self, fold: Callable[[], bool] = lambda: False, *, id: str | None = None) -> None:
        """``fold`` shows less of what the text is about; whether there was more to see."""
        super().__init__(id=id)
        self.purpose = ""
        self._fold = fold

    def compose(self) -> ComposeResult:
        """The label and the field."""
        yield Static("", markup=False)
        yield PromptInput(self._fold)

    @property
    def is_open(self) -> bool:
        """Whether it is on screen."""
        return bool(self.display)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.query_one(Input).value

    def fill(self, text: str) -> None:
        """Put another text into the field, as if it had been typed."""
        field = self.query_one(Input)
        field.value = text
        field.cursor_position = len(text)

    def at_end(self) -> PromptInput:
        """The field, with its cursor at the end, where arrows are for what the text is about."""
        field = self.query_one(PromptInput)
        field.cursor_position = len(field.value)
        return field

    def open(self, purpose: str, label: str, hint: str = "") -> None:
        """Ask for something; ``purpose`` comes back with each message, ``hint`` stands in the empty field."""
        self.purpose = purpose
        self.query_one(Static).update(label)
        field = self.query_one(Input)
        field.placeholder = hint
        with field.prevent(Input.Changed):
            field.value = ""
        self.display = True
        self.take_keys()

    def take_keys(self) -> None:
        """Have what is typed next as text, at once; a field that was hidden for a while has lost the focus."""
        self.screen.set_focus(self.query_one(Input))

    def close(self) -> None:
        """Take it off the screen."""
        self.display = False
        self.purpose = ""

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.purpose:
            self.post_message(self.Changed(self.purpose, event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self.purpose:
            self.post_message(self.Submitted(self.purpose, event.value))
