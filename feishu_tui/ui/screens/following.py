"""A screen whose detail follows the cursor: what is looked at is fetched, and checked, behind it."""

from __future__ import annotations

from textual import on

from feishu_tui.errors import NetworkError
from feishu_tui.model import Occurrence, Span
from feishu_tui.ui.desk import Desk
from feishu_tui.ui.detail_follower import DetailFollower
from feishu_tui.ui.error_words import error_words
from feishu_tui.ui.keymap import IDS, keys_of
from feishu_tui.ui.messages import CheckFailed, DetailArrived, DetailFailed, LookedAhead, SeriesChecked
from feishu_tui.ui.reader import Reader
from feishu_tui.ui.screens.syncing import SyncingScreen
from feishu_tui.ui.settings import Settings
from feishu_tui.ui.widgets.panes import Panes
from feishu_tui.ui.widgets.view import View


class FollowingScreen(SyncingScreen):
    """Has the panes; keeps the detail on the selected event and knows of its series whether the server agrees."""

    def __init__(self, reader: Reader, settings: Settings, desk: Desk | None) -> None:
        super().__init__(reader, desk)
        self.settings = settings
        hint = reader.say("{key} shows more", key=keys_of(IDS["agenda.open"], settings.keys)[0])
        self.panes = Panes(reader, settings.start or reader.today, settings.week_start, settings.view, hint)
        self.agenda, self.detail = self.panes.agenda, self.panes.detail
        self._follower = DetailFollower(self.detail, reader, self.background)
        self.is_behind = False
        """Whether the days are to be drawn again once a search does not lie over them any more."""

    @property
    def view(self) -> View:
        """The view of the days in use."""
        return self.panes.view

    @property
    def occurrence(self) -> Occurrence | None:
        """What is under the cursor; ``None`` on a day without events."""
        if self.panes.results.display:
            return self.panes.results.occurrence
        return self.view.entry.occurrence if self.view.entry else None

    def follow(self) -> None:
        """Show what is under the cursor in the detail, where that is on screen."""
        self.follow_in_detail()

    def follow_in_detail(self, *, typing: bool = False) -> None:
        """The same and no more, with ``typing`` at the next pause."""
        if self.detail.display:
            none = "" if self.panes.results.display else self.reader.say("No event on this day.")
            self._follower.follow(self.occurrence, none, offline=self.offline, typing=typing)

    def fetch_lacking(self) -> None:
        """Ask for what the cache lacks of the days held, unless the last sync failed."""
        held = self.view.held
        if held and self.background and self.status.state.error is None and self.reader.lacks(*held):
            self.background.cover(Span.of_days(*held, self.reader.zone))

    def tick_detail(self) -> None:
        """Write again what depends on the time."""
        self._follower.draw()

    def action_inspect(self) -> None:
        """Show what the server sent of the event; its series as it is expanded here, beside the server's own."""
        one = self.occurrence
        if one is None:
            self.status.notice(self.reader.say("There is no event here to inspect."))
            return
        series, sent = self.reader.series(one), self.reader.sent(one)
        from feishu_tui.ui.screens.comparison import ComparisonScreen

        screen = ComparisonScreen(series, sent, self.reader, self.background, self.offline, self.settings.keys)
        self.app.push_screen(screen, lambda _: self.draw_again())

    @on(View.Grown)
    def _fetch_what_came_into_view(self) -> None:
        self.fetch_lacking()

    @on(LookedAhead)
    def _show_what_came(self) -> None:
        self._follower.draw()

    @on(DetailArrived)
    def _show_arrived(self) -> None:
        self._follower.draw("none", offline=False)

    @on(DetailFailed)
    def _show_detail_failure(self, event: DetailFailed) -> None:
        self._follower.draw("failed", offline=isinstance(event.error, NetworkError))
        if not isinstance(event.error, NetworkError):
            self.status.notice(error_words(event.error, self.reader.say), alarming=True)

    @on(SeriesChecked)
    def _show_checked(self, event: SeriesChecked) -> None:
        checked = event.checked
        self._follower.checks.end((checked.calendar_id, checked.event_id), checked if checked.error else None)
        if self.panes.searching:
            self.is_behind = True
            self.reader.refresh()
        else:
            self.draw_again()
        self._follower.draw()

    @on(CheckFailed)
    def _show_check_failure(self, event: CheckFailed) -> None:
        self._follower.checks.end((event.calendar_id, event.event_id), event.error)
        self._follower.draw()
