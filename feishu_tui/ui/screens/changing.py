"""What changed: marked until seen, told after a sync, and listed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.timer import Timer
from textual.worker import Worker

from feishu_tui.model import Event
from feishu_tui.ui.keymap import IDS, keys_of
from feishu_tui.ui.messages import Synced
from feishu_tui.ui.screens.following import FollowingScreen
from feishu_tui.ui.widgets.view import View

if TYPE_CHECKING:
    from feishu_tui.store.changes import Change

REST_SECONDS = 1.5
"""How long the cursor has to rest on an event for its change to have been seen."""


class ChangingScreen(FollowingScreen):
    """Takes the mark from a changed event once it was looked at; has the list of changes."""

    _rest: Timer | None = None

    def follow(self) -> None:
        """Show what is under the cursor; when the cursor rests there, it was seen."""
        super().follow()
        if self._rest is not None:
            self._rest.stop()
        entry, news = self.view.entry, self.reader.news
        event = entry.occurrence.event if entry else None
        done = news.look_at(event)
        if done is not None:
            self._unmark(done)
        if event is not None and event.event_id in news.unseen:
            self._rest = self.set_timer(REST_SECONDS, lambda: self._see(event))

    def action_changes(self) -> None:
        """List what changed."""
        news = self.reader.news
        changes = news.listed()
        since = news.visit(self.reader.now.timestamp(), changes)
        # Of what is cancelled there is nothing else to look at.
        gone = [change for change in changes if change.kinds == ("cancelled",)]

        def leave(chosen: Change | None) -> None:
            if seen := news.see_all(gone):
                self._keep_seen(seen)
                self.panes.reload()
            if chosen is not None:
                self._go_to_changed(chosen)

        from feishu_tui.ui.screens.changes import ChangesScreen

        self.app.push_screen(ChangesScreen(changes, since, self.reader, self.settings.keys), leave)

    @on(View.Opened)
    def _see_opened(self, event: View.Opened) -> None:
        self._see(event.entry.occurrence.event)

    @on(Synced)
    def _tell_when_drawn(self) -> None:
        # The screens below this one read the cache when they hear of the sync: not before is anything known.
        self.call_next(self._tell_news)

    def _tell_news(self) -> None:
        fresh = self.reader.news.fresh()
        if fresh:
            key = keys_of(IDS["changes"], self.settings.keys)[0]
            self.status.notice(self.reader.say("{count} changed · {key} lists them", count=fresh, key=key))

    def _unmark(self, change: Change) -> None:
        """Show an event like any other from now on; what is cancelled leaves the days."""
        if change.kinds == ("cancelled",):
            self.panes.reload()
        else:
            self.view.tick()

    def _see(self, event: Event) -> None:
        if self.reader.news.see(event):
            self._keep_seen([event.event_id])

    def _keep_seen(self, event_ids: Sequence[str]) -> None:
        keep = partial(asyncio.to_thread, self.reader.news.keep_seen, event_ids)
        _: Worker[None] = self.run_worker(keep, group="seen")
        self.status.draw()

    def _go_to_changed(self, change: Change) -> None:
        reader = self.reader
        place = reader.place_of(change.calendar_id, change.event_id)
        self.panes.use("agenda")
        if place is not None:
            self.view.go_to(*place)
        elif not change.is_series:
            start = change.latest.start
            day = start.astimezone(reader.zone).date() if hasattr(start, "astimezone") else start
            self.view.go_to(day)
            self.status.notice(reader.say("The event is not there any more; this was its day."))
        else:
            self.status.notice(reader.say("The series is not there any more."))
