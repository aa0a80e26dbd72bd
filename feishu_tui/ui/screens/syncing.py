"""A screen over the cache that is brought up to date behind it."""

from __future__ import annotations

from abc import abstractmethod

from textual import on

from feishu_tui.errors import NetworkError
from feishu_tui.ui.background import Background
from feishu_tui.ui.desk import Desk
from feishu_tui.ui.error_words import error_words
from feishu_tui.ui.messages import SpanCovered, SpanFailed, Synced, SyncFailed, SyncProgressed, SyncStopped
from feishu_tui.ui.reader import Reader
from feishu_tui.ui.screens.painting import PaintingScreen
from feishu_tui.ui.widgets.status_line import StatusLine

REFRESH_SECONDS = 300.0
"""How often the server is asked for changes."""
FOCUS_SECONDS = 60.0
"""How old a sync has to be for coming back to the terminal to be a reason for another."""


class SyncingScreen(PaintingScreen):
    """Begins syncs by key, by clock and when someone comes back, and says on ``status`` how they go."""

    def __init__(self, reader: Reader, desk: Desk | None) -> None:
        super().__init__()
        self.reader = reader
        self.background = Background(self, desk) if desk else None
        self.status = StatusLine(reader, desk is not None, id="status")
        self._asked_full = False
        self._told_trouble = reader.trouble
        """What was last told of the cache; what there is to tell at first, the program says itself."""

    @abstractmethod
    def draw_again(self) -> None:
        """Draw everything that comes from the cache."""

    @abstractmethod
    def fetch_lacking(self) -> None:
        """Ask for what the cache lacks of the days on screen."""

    @property
    def offline(self) -> bool:
        """Whether the server could not be reached."""
        return isinstance(self.status.state.error, NetworkError)

    def keep_in_sync(self) -> None:
        """Sync once this is on screen, then every some minutes."""
        self.set_interval(REFRESH_SECONDS, self._sync_quietly)
        self.call_after_refresh(self._sync_quietly)

    def welcome_back(self) -> None:
        """Someone came back to the terminal: what they see should be fresh."""
        synced = self.status.state.synced_at
        if synced is None or not 0 <= self.reader.now.timestamp() - synced <= FOCUS_SECONDS:
            self._sync_quietly()

    def action_sync(self) -> None:
        """Ask the server for changes."""
        self._begin(full=False)

    def action_sync_full(self) -> None:
        """Fetch everything anew; asks first."""
        if self.withdraw_question():
            self._begin(full=True)
        else:
            self._asked_full = True
            words = self.reader.say(
                "Fetch every calendar again? {yes} does it, {no} leaves it.",
                yes=self.status.key_of("sync-full"),
                no=self.status.key_of("back"),
            )
            self.status.notice(words)

    def withdraw_question(self) -> bool:
        """Take back the question that is on the status line; whether there was one."""
        asked, self._asked_full = self._asked_full and self.status.has_notice, False
        if asked:
            self.status.notice("")
        return asked

    def stop_syncing(self) -> bool:
        """Stop the sync; whether there was one."""
        if self.background is None or not self.background.stop():
            return False
        self.status.notice(self.reader.say("Stopped. What has arrived stays."))
        return True

    def _begin(self, *, full: bool) -> None:
        if self.background is None:
            self.status.notice(self.reader.say("Not signed in: there is no server to ask."), alarming=True)
        elif not self.background.syncing:
            self.status.begin()
            self.background.sync(full=full)

    def _sync_quietly(self) -> None:
        if self.background is not None:
            self._begin(full=False)

    @on(SyncProgressed)
    def _show_progress(self, event: SyncProgressed) -> None:
        self.status.progress(event.progress)

    @on(Synced)
    def _show_synced(self, event: Synced) -> None:
        self.draw_again()
        self.status.end(event.report)
        self._tell_trouble()
        self.fetch_lacking()
        if self.background is not None:
            self.background.look_ahead()

    @on(SyncFailed)
    def _show_failure(self, event: SyncFailed) -> None:
        self.status.end(error=event.error)
        self._tell_trouble()

    def _tell_trouble(self) -> None:
        """Say once what became of the cache meanwhile: a disk may be full, or damage be found, at any time."""
        if self.reader.trouble != self._told_trouble:
            self._told_trouble = self.reader.trouble
            self.status.notice(self._told_trouble, alarming=True)

    @on(SyncStopped)
    def _show_stopped(self) -> None:
        self.draw_again()
        self.status.end()

    @on(SpanCovered)
    def _show_covered(self) -> None:
        self.draw_again()

    @on(SpanFailed)
    def _show_uncovered(self, event: SpanFailed) -> None:
        self.status.notice(error_words(event.error, self.reader.say), alarming=True)
