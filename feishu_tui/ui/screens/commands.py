"""All commands with their keys: as help for a pane, or as a palette to choose from by name."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from feishu_tui.language import Language
from feishu_tui.ui.command_lines import CommandRow, command_rows, commands_of, matching
from feishu_tui.ui.keymap import IDS, Command, bindings, bindings_of, keys_of
from feishu_tui.ui.line import Piece, ends_apart
from feishu_tui.ui.role_styles import CHOSEN, RoleStyles
from feishu_tui.ui.screens.closing import ClosingScreen
from feishu_tui.ui.status_lines import key_pieces
from feishu_tui.ui.widgets.line_view import LineView
from feishu_tui.ui.widgets.prompt import Prompt
from feishu_tui.ui.widgets.status_line import OneLine


class CommandList(LineView):
    """The commands that match, one under the cursor; headings are passed over."""

    ROLES: ClassVar[RoleStyles] = {"cursor": CHOSEN}
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("choices")]

    def __init__(self, keys: Mapping[str, str], say: Language) -> None:
        super().__init__()
        self._keys = keys
        self._say = say
        self._commands: Sequence[Command] = ()
        self._rows: list[CommandRow] = []

    @property
    def command(self) -> Command | None:
        """The command under the cursor."""
        return self._rows[self.cursor].command if self.cursor is not None and self._rows else None

    def offer(self, commands: Sequence[Command]) -> None:
        """Show these, the first under the cursor."""
        self._commands = commands
        self._layout(None)

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for another width."""
        self._layout(self.command)

    def step(self, lines: int) -> None:
        """Move by commands, not by lines."""
        places = self._places()
        if self.cursor is None or not places:
            return
        index = places.index(self.cursor) if self.cursor in places else 0
        at = places[min(max(index + lines, 0), len(places) - 1)]
        # The heading belongs to the first command, and the whole of its sentence to each.
        end = next((row for row in range(at + 1, len(self._rows)) if not self._rows[row].goes_on), len(self._rows))
        self.show(self.lines, cursor=at, top=0 if at == places[0] else max(self.top, end - self.page))

    def action_cursor_down(self) -> None:
        """The next command."""
        self.step(1)

    def action_cursor_up(self) -> None:
        """The previous command."""
        self.step(-1)

    def action_page_down(self) -> None:
        """A page on."""
        self.step(self.page - 1)

    def action_page_up(self) -> None:
        """A page back."""
        self.step(1 - self.page)

    def action_half_page_down(self) -> None:
        """Half a page on."""
        self.step(self.page // 2)

    def action_half_page_up(self) -> None:
        """Half a page back."""
        self.step(-(self.page // 2))

    def action_first(self) -> None:
        """The first command."""
        self.step(-len(self._rows))

    def action_last(self) -> None:
        """The last command."""
        self.step(len(self._rows))

    def action_open(self) -> None:
        """Run the command under the cursor."""
        if self.command:
            self.screen.dismiss(self.command)

    def on_line_view_pressed(self, event: LineView.Pressed) -> None:
        """A click runs what it hits."""
        above = [line for line in self._places() if line <= event.line]
        if (
            event.line < len(self._rows)
            and above
            and all(row.goes_on for row in self._rows[above[-1] + 1 : event.line + 1])
        ):
            self.screen.dismiss(self._rows[above[-1]].command)

    def _places(self) -> list[int]:
        return [index for index, row in enumerate(self._rows) if row.command]

    def _layout(self, chosen: Command | None) -> None:
        self._rows = command_rows(self._commands, self._keys, self.content_size.width, self._say)
        places = self._places()
        at = next((index for index in places if self._rows[index].command == chosen), places[0] if places else None)
        lines = [row.line for row in self._rows] or [(Piece(f" {self._say('Nothing matches.')}", "dim"),)]
        self.show(lines, cursor=at, top=0 if places and at == places[0] else None)


class CommandsScreen(ClosingScreen[Command | None]):
    """Lists the commands of ``panes``; ends with the command that was chosen, or ``None``.

    As ``help`` the list has the focus and shows every key; otherwise the filter has it, and until something is typed
    only what is worth choosing by name is listed. ``idle`` are the ids of commands that would do nothing now,
    ``also`` those of further commands that are to be listed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(each.key, action, show=False, id=each.id)
        for name, action in (("back", "leave"), ("quit", "leave"), ("help", "leave"), ("search", "filter"))
        for each in bindings_of(name)
    ]
    DEFAULT_CSS = """
    CommandsScreen {
        padding: 0 1;
        & #title { margin-bottom: 1; }
        & Prompt { margin-bottom: 1; }
    }
    """

    def __init__(
        self,
        panes: Sequence[str],
        keys: Mapping[str, str],
        say: Language,
        *,
        as_help: bool,
        idle: Collection[str] = (),
        also: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._say = say
        self._keys = keys
        self._as_help = as_help
        found = [*commands_of(panes, listed=False), *(IDS[name] for name in also)]
        self._commands = [each for each in found if each.id not in idle]
        self._list = CommandList(keys, say)

    def compose(self) -> ComposeResult:
        """A title, the filter, the list."""
        yield OneLine(id="title")
        yield Prompt()
        yield self._list

    def on_mount(self) -> None:
        """Show everything."""
        self._offer("")
        if self._as_help:
            self.set_focus(self._list)  # at once: a key may be next
        else:
            self.action_filter()

    def on_resize(self, event: events.Resize) -> None:
        """Write the title for the width."""
        name = self._say("Keys") if self._as_help else self._say("Commands")
        offered = [("choices.open", self._say("run")), ("back", self._say("back"))]
        if self._as_help:
            offered.insert(0, ("search", self._say("filter")))
        keys = [(keys_of(IDS[command], self._keys)[0], words) for command, words in offered]
        title = ends_apart((Piece(f" {name}", "title"),), key_pieces(keys), event.size.width - 2)
        self.query_one("#title", OneLine).say(title)

    def action_filter(self) -> None:
        """Type a part of a name."""
        hint = self._say("type a part of a name, in English or Chinese")
        self.query_one(Prompt).open("filter", "›", hint)

    def action_leave(self) -> None:
        """Close the filter, then the screen."""
        self.dismiss(None)

    @on(Prompt.Changed)
    def _narrow(self, event: Prompt.Changed) -> None:
        self._offer(event.text)

    @on(Prompt.Submitted)
    def _choose(self) -> None:
        self._list.action_open()

    @on(Prompt.Moved)
    def _move(self, event: Prompt.Moved) -> None:
        self._list.step(event.lines)

    @on(Prompt.Closed)
    def _close_filter(self) -> None:
        prompt = self.query_one(Prompt)
        had_text = bool(prompt.query_one(Input).value)
        if not self._as_help and not had_text:
            self.dismiss(None)
            return
        prompt.close()
        self._offer("")
        self._list.focus()

    def _offer(self, typed: str) -> None:
        """List what matches what is typed."""
        every = self._as_help or typed.strip()
        commands = [command for command in self._commands if every or command.listed]
        self._list.offer(matching(commands, typed, self._say, self._keys))
