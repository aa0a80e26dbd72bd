"""Keeps the detail on the event under the cursor; when the cursor rests there, the rest of it is asked for."""

from __future__ import annotations

from time import monotonic

from textual.timer import Timer

from feishu_tui.model import Occurrence
from feishu_tui.ui.background import Background
from feishu_tui.ui.change_words import change_line
from feishu_tui.ui.check_follower import CheckFollower
from feishu_tui.ui.reader import Reader
from feishu_tui.ui.subject import Fetch
from feishu_tui.ui.unfolded_chats import UnfoldedChats
from feishu_tui.ui.widgets.detail_view import DetailView

REST_SECONDS = 0.3
"""How long the cursor has to rest before anything is fetched."""
HURRY_SECONDS = 0.1
"""Moves closer together than this are somebody passing by: the detail waits until that is over."""
TYPING_SECONDS = 0.2
"""A pause so long between two keys is one in which to read."""


class DetailFollower:
    """Fills ``view`` from the cache and asks ``background``, where there is one, for what the cache lacks."""

    def __init__(self, view: DetailView, reader: Reader, background: Background | None) -> None:
        self._view = view
        self._reader = reader
        self._background = background
        self.checks = CheckFollower(reader, background)
        self.unfolded = UnfoldedChats()
        self.chat_keys = ("", "")
        self._timer: Timer | None = None
        self._moved_at = -HURRY_SECONDS
        self._fetch: Fetch = "none"
        self._offline = False

    def follow(self, one: Occurrence | None, none: str, *, offline: bool, typing: bool = False) -> None:
        """Show an event as far as it is known, for ``None`` the words ``none``; ask for the rest in a moment.

        While someone is ``typing``, it waits until they pause.
        """
        if self._timer is not None:
            self._timer.stop()
        moved_at, self._moved_at = self._moved_at, monotonic()
        hurried = self._moved_at - moved_at < HURRY_SECONDS
        if hurried or (typing and one is not None):
            pause = TYPING_SECONDS if typing else HURRY_SECONDS
            self._timer = self._view.set_timer(pause, lambda: self._arrive(one, none, offline))
        else:
            self._arrive(one, none, offline)

    def put_off(self) -> None:
        """Show and ask for nothing before ``follow`` is called again."""
        if self._timer is not None:
            self._timer.stop()

    def draw(self, fetch: Fetch | None = None, *, offline: bool | None = None) -> None:
        """Draw again what is shown, from what the cache now holds; ``None`` where it is as it was."""
        self._fetch = self._fetch if fetch is None else fetch
        self._offline = self._offline if offline is None else offline
        one = self._view.occurrence
        if one is not None:
            self._show(one)

    def _arrive(self, one: Occurrence | None, none: str, offline: bool) -> None:
        if one is None:
            self._view.clear(none)
            return
        due = self._background is not None and self._reader.detail_is_due(one)
        series = self._reader.series(one)
        check_due = series is not None and self.checks.is_due(series, offline=offline)
        self._fetch, self._offline = "loading" if due and not offline else "none", offline
        self._show(one)
        if due or check_due:
            self._timer = self._view.set_timer(REST_SECONDS, self._ask)

    def _show(self, one: Occurrence) -> None:
        reader = self._reader
        detail, fetched_at = reader.detail(one) or (None, None)
        series, shown = reader.series(one), self.unfolded.shown(one)
        self._view.show_occurrence(
            one,
            calendar=reader.calendars.get(one.calendar_id),
            zone=reader.zone,
            now=reader.now,
            detail=detail,
            fetch=self._fetch,
            fetched_at=fetched_at or reader.busy_times_at(one),
            offline=self._offline or self._background is None,
            master=series,
            outlook=reader.outlook(series) if series else None,
            overlaps=reader.overlaps(one),
            note=self.checks.note(series, offline=self._offline) if series else (),
            news=change_line(reader.news.of(one.event), reader.zone, reader.today, reader.say),
            chats=reader.chats(one) if shown else {},
            members_shown=shown,
            chat_keys=self.chat_keys,
        )

    def _ask(self) -> None:
        """The cursor rests: fetch the details and check the series, whichever is due."""
        one = self._view.occurrence
        if one is None or self._background is None:
            return
        if self._reader.detail_is_due(one):
            self._background.detail(one.calendar_id, one.event.event_id)
        series = self._reader.series(one)
        if series is not None and self.checks.is_due(series, offline=self._offline) and self.checks.begin(series):
            self._show(one)
