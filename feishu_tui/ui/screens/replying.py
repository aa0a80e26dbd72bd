"""Who waits for an answer: counted on the status line, and listed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.worker import Worker

from feishu_tui.errors import CacheError
from feishu_tui.ui.error_words import error_words
from feishu_tui.ui.keymap import IDS, keys_of
from feishu_tui.ui.messages import LookedAhead, Synced
from feishu_tui.ui.screens.following import FollowingScreen

if TYPE_CHECKING:
    from feishu_tui.store.hits import Hit


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
        from feishu_tui.ui.screens.replies import RepliesScreen

        screen = RepliesScreen(found, self.reader, self.settings.keys, self.background, self.offline)
        self.app.push_screen(screen, self._go_to_invitation)

    def _go_to_invitation(self, hit: Hit | None) -> None:
        if hit is not None:
            one, zone = hit.occurrence, self.reader.zone
            self.panes.use("agenda")
            self.view.go_to(one.starts_at(zone).astimezone(zone).date(), one.instance_id)
