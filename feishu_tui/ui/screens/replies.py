"""Invitations that wait for an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType

from feishu_tui.store.hits import Hit
from feishu_tui.ui.background import Background
from feishu_tui.ui.card_lines import Side
from feishu_tui.ui.keymap import IDS, Command, bindings_of, keys_of
from feishu_tui.ui.line import Line
from feishu_tui.ui.reader import Reader
from feishu_tui.ui.reply_lines import answer_lines, reply_rows
from feishu_tui.ui.screens.listing import ListingScreen
from feishu_tui.ui.widgets.target_list import Listed


class RepliesScreen(ListingScreen[Hit]):
    """Lists invitations and tells how to answer them, which is done elsewhere."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("open-in-feishu")]
    SHARED: ClassVar[tuple[str, ...]] = ("open-in-feishu", *ListingScreen.SHARED)

    def __init__(
        self,
        hits: Sequence[Hit],
        reader: Reader,
        keys: Mapping[str, str],
        background: Background | None,
        offline: bool,
    ) -> None:
        super().__init__(reader.say, keys)
        self._hits = hits
        self._reader = reader
        self._background = background
        self._offline = offline

    @property
    def name_of_list(self) -> str:
        """What the list is called, and how long it is."""
        return self.say("To answer: {count}", count=len(self._hits)) if self._hits else self.say("To answer")

    def rows(self, cells: int) -> Sequence[Listed[Hit]]:
        """An invitation a row."""
        reader = self._reader
        return reply_rows(self._hits, cells, reader.now, reader.zone, reader.calendars, self.say)

    @property
    def more_keys(self) -> Sequence[tuple[Command, str]]:
        """Where one answers."""
        return [(IDS["open-in-feishu"], self.say("in Feishu"))] if self._hits else []

    def foot(self, cells: int) -> Sequence[Line]:
        """How to answer."""
        key = keys_of(IDS["open-in-feishu"], self.keys)[0]
        return answer_lines(self.listed.target, cells, key, self.say)

    def action_card(self, side: Side) -> None:
        """Show the link of the event in Feishu, where one answers."""
        hit = self.listed.target
        if hit is not None:
            from feishu_tui.ui.screens.card import CardScreen

            card = CardScreen(hit.occurrence, side, self._reader, self._background, self._offline, self.keys)
            self.app.push_screen(card)
