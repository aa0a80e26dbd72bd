"""A bare Textual program with three panes, to know what Textual itself costs."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.widgets import OptionList, Static

CALENDARS = "Calendars\n\n" + "\n".join(f"[ ] calendar {number}" for number in range(8))


class BareApp(App[None]):
    """A list between two texts; the right one says what is chosen."""

    CSS = "Horizontal { height: 1fr; } #left { width: 28; } OptionList { width: 1fr; } #right { width: 40; }"
    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        """Three panes over a line."""
        with Horizontal():
            yield Static(CALENDARS, id="left")
            yield OptionList(*(f"{9 + number // 4:02}:00 Event {number}" for number in range(30)))
            yield Static("", id="right")
        yield Static("ready")

    def on_mount(self) -> None:
        """The list has the keys."""
        self.animation_level = "none"
        self.query_one(OptionList).focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say at the right what is chosen."""
        self.query_one("#right", Static).update(f"Chosen: number {event.option_index}")


if __name__ == "__main__":
    BareApp().run()
