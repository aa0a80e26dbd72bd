"""A screen whose detail unfolds invited chats to their members, read behind it page by page."""

from __future__ import annotations

from textual import on

from feishu_tui.errors import NetworkError
from feishu_tui.ui.desk import Desk
from feishu_tui.ui.error_words import error_words
from feishu_tui.ui.keymap import IDS, keys_of
from feishu_tui.ui.messages import ChatsArrived, ChatsFailed
from feishu_tui.ui.reader import Reader
from feishu_tui.ui.screens.following import FollowingScreen
from feishu_tui.ui.settings import Settings


class UnfoldingScreen(FollowingScreen):
    """Fetches what the cache lacks of the members when they are to be shown."""

    def __init__(self, reader: Reader, settings: Settings, desk: Desk | None) -> None:
        super().__init__(reader, settings, desk)
        unfold, more = (keys_of(IDS[name], settings.keys)[0] for name in ("detail.unfold", "detail.more-members"))
        self._follower.chat_keys = (unfold, more)

    def action_unfold_chats(self) -> None:
        """Show the members of the chats invited, or hide them again."""
        one, say = self.detail.occurrence, self.reader.say
        known = self.reader.detail(one) if one else None
        if one is None or known is None or not any(each.type == "chat" for each in known[0].attendees):
            self.status.notice(say("No chat is invited here."))
        elif self._follower.unfolded.toggle(one):
            self._fetch_members()
        self._follower.draw()

    def action_more_members(self) -> None:
        """Show more members of the chats that are unfolded."""
        one = self.detail.occurrence
        if one is not None and self._follower.unfolded.shown(one):
            self._follower.unfolded.more(one)
            self._fetch_members()
            self._follower.draw()

    def _fetch_members(self) -> None:
        one = self.detail.occurrence
        known = self.reader.detail(one) if one else None
        if one is None or known is None or self.background is None:
            return
        now = self.reader.now.timestamp()
        pages = self._follower.unfolded.lacking(one, known[0], self.reader.chats(one), now)
        if pages:
            self.background.chats(one.calendar_id, one.event.event_id, pages)

    @on(ChatsArrived)
    def _show_members(self) -> None:
        self._follower.draw()

    @on(ChatsFailed)
    def _show_why_not(self, event: ChatsFailed) -> None:
        say = self.reader.say
        if isinstance(event.error, NetworkError):
            self.status.notice(say("offline: only what was read before"), alarming=True)
        else:
            self.status.notice(error_words(event.error, say), alarming=True)
