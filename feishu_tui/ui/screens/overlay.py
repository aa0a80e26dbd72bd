"""A screen over the main one: the keys that leave it, and help that lists the keys it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, TypeVar

from textual.binding import BindingType

from feishu_tui.language import Language
from feishu_tui.ui.keymap import Command, bindings_of, keys_of
from feishu_tui.ui.line import Line, Piece, ends_apart, fitted, width_of
from feishu_tui.ui.screens.closing import ClosingScreen
from feishu_tui.ui.status_lines import key_pieces

T = TypeVar("T")

APART = 2
"""Cells at least between the name of a screen and its keys."""


class Overlay(ClosingScreen[T]):
    """Esc and q leave it, ? and F1 list its keys: those of ``PANES``, and by their ids those of ``SHARED``."""

    PANES: ClassVar[tuple[str, ...]] = ()
    SHARED: ClassVar[tuple[str, ...]] = ("help", "back", "quit")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("help", "back", "quit")]

    def __init__(self, say: Language, keys: Mapping[str, str]) -> None:
        """``keys`` is what a person remapped."""
        super().__init__()
        self.say = say
        self.keys = keys

    def action_back(self) -> None:
        """Back to where one was."""
        self.dismiss(None)

    def action_close(self) -> None:
        """The same as back, by the key that quits elsewhere."""
        self.action_back()

    def action_help(self) -> None:
        """List the keys of this screen."""
        from feishu_tui.ui.screens.commands import CommandsScreen

        screen = CommandsScreen(self.PANES, self.keys, self.say, as_help=True, also=self.SHARED)
        self.app.push_screen(screen, self._run_command)

    def title_line(self, name: str, offered: Sequence[tuple[Command, str]], cells: int) -> Line:
        """What this is called and, where there is room, keys that matter: commands and words, the last ones first."""
        title = Piece(name, "title")
        keys = [(keys_of(command, self.keys)[0], words) for command, words in offered]
        while keys and width_of((title, *key_pieces(keys))) + APART > cells:
            keys.pop(0)
        return ends_apart((title,), key_pieces(keys), cells) if keys else fitted((title,), cells)

    async def _run_command(self, command: Command | None) -> None:
        if command is not None:
            await self.app.run_action(command.action, self.focused or self)
