"""Invitations that wait for an answer."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.worker import Worker

from feishu_tui.errors import CacheError
from feishu_tui.store.hits import Hit
from feishu_tui.ui.background import Background
from feishu_tui.ui.card_lines import Side
from feishu_tui.ui.error_words import error_words
from feishu_tui.ui.keymap import IDS, Command, bindings_of, keys_of
from feishu_tui.ui.line import Line
from feishu_tui.ui.messages import LookedAhead, Synced
from feishu_tui.ui.reader import Reader
from feishu_tui.ui.reply_lines import answer_lines, reply_rows
from feishu_tui.ui.screens.following import FollowingScreen
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


class ReplyingScreen(FollowingScreen):
    """Has the list of invitations without an answer, and says on the status line how many there are."""

    def on_mount(self) -> None:
        """Count them."""
        spoken_of = ("changes", "replies", "sync", "sync-full", "back")
        self.status.name_keys({name: keys_of(IDS[name], self.settings.keys)[0] for name in spoken_of})
        if not getattr(self.app, "holds_back", False):  # else the app asks for it when there is time
            self.count_replies()

    def action_replies(self) -> None:
        """List them."""
        _: Worker[None] = self.run_worker(self._list_replies, group="replies", exclusive=True)

    @on(Synced)
    @on(LookedAhead)
    def _count_after_sync(self) -> None:
        self.count_replies()

    def count_replies(self) -> None:
        """Find out how many there are."""
        _: Worker[Sequence[Hit]] = self.run_worker(self._read_replies, group="replies", exclusive=True)

    async def _read_replies(self) -> Sequence[Hit]:
        """What has no answer; nothing, said on the status line, where the cache cannot tell."""
        try:
            found = await asyncio.to_thread(self.reader.unanswered)
        except CacheError as error:
            self.status.notice(error_words(error, self.reader.say), alarming=True)
            return []
        if self.reader.open_replies != len(found):
            self.reader.open_replies = len(found)
            self.status.draw()
        return found

    async def _list_replies(self) -> None:
        found = await self._read_replies()
        screen = RepliesScreen(found, self.reader, self.settings.keys, self.background, self.offline)
        self.app.push_screen(screen, self._go_to_invitation)

    def _go_to_invitation(self, hit: Hit | None) -> None:
        if hit is not None:
            one, zone = hit.occurrence, self.reader.zone
            self.panes.use("agenda")
            self.view.go_to(one.starts_at(zone).astimezone(zone).date(), one.instance_id)
