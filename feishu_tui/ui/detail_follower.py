"""Keeps the detail on the event under the cursor, and has the rest of it fetched when the cursor rests there."""

from __future__ import annotations

from time import monotonic

from textual.timer import Timer

from feishu_tui.agenda import Entry
from feishu_tui.model import Occurrence
from feishu_tui.ui.background import Background
from feishu_tui.ui.reader import Reader
from feishu_tui.ui.subject import Fetch
from feishu_tui.ui.widgets.detail_view import DetailView

REST_SECONDS = 0.3
"""How long the cursor has to rest before anything is fetched."""
HURRY_SECONDS = 0.1
"""Moves closer together than this are somebody passing by: the detail waits until that is over."""
FRESH_SECONDS = 600.0
"""How long a fetched detail is taken as it is."""


class DetailFollower:
    """Fills ``view`` from the cache and asks ``background``, where there is one, for what the cache lacks."""

    def __init__(self, view: DetailView, reader: Reader, background: Background | None) -> None:
        self._view = view
        self._reader = reader
        self._background = background
        self._timer: Timer | None = None
        self._moved_at = -HURRY_SECONDS

    def follow(self, entry: Entry | None, *, offline: bool) -> None:
        """Show an entry as far as it is known, ``None`` for a day without events; fetch the rest in a moment."""
        if self._timer is not None:
            self._timer.stop()
        moved_at, self._moved_at = self._moved_at, monotonic()
        if self._moved_at - moved_at < HURRY_SECONDS:
            self._timer = self._view.set_timer(HURRY_SECONDS, lambda: self._arrive(entry, offline))
        else:
            self._arrive(entry, offline)

    def _arrive(self, entry: Entry | None, offline: bool) -> None:
        if entry is None:
            self._view.clear(self._reader.say("No event on this day."))
            return
        known = self._reader.detail(entry.occurrence)
        stale = known is None or (self._reader.now - known[1]).total_seconds() >= FRESH_SECONDS
        wanted = stale and self._background is not None
        self._show(entry.occurrence, "loading" if wanted and not offline else "none", offline)
        if wanted:
            self._timer = self._view.set_timer(REST_SECONDS, self._fetch)

    def draw(self, fetch: Fetch, *, offline: bool) -> None:
        """Draw again what is shown, from what the cache now holds."""
        if self._view.occurrence is not None:
            self._show(self._view.occurrence, fetch, offline)

    def _show(self, one: Occurrence, fetch: Fetch, offline: bool) -> None:
        reader = self._reader
        detail, fetched_at = reader.detail(one) or (None, None)
        self._view.show_occurrence(
            one,
            calendar=reader.calendars.get(one.calendar_id),
            zone=reader.zone,
            now=reader.now,
            detail=detail,
            fetch=fetch,
            fetched_at=fetched_at,
            offline=offline or self._background is None,
            master=reader.master(one),
        )

    def _fetch(self) -> None:
        one = self._view.occurrence
        if one is not None and self._background is not None:
            self._background.detail(one.calendar_id, one.event.event_id)
