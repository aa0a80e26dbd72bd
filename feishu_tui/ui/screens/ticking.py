"""A screen that goes with the time: the now line, what is past, what is next, and which day it is."""

from __future__ import annotations

from datetime import UTC, datetime

from feishu_tui.ui.desk import Desk
from feishu_tui.ui.reader import Reader
from feishu_tui.ui.screens.following import FollowingScreen
from feishu_tui.ui.settings import Settings

LOOK_SECONDS = 10.0
"""How often at least the clock is looked at: timers stand still while the machine sleeps, the clock does not."""
SLEPT_SECONDS = 300.0
"""A clock that went on so far between two looks went on while the machine slept; one that went back was set."""


class TickingScreen(FollowingScreen):
    """Draws what depends on the time when the clock shows another minute than before, however long nothing ran."""

    def __init__(self, reader: Reader, settings: Settings, desk: Desk | None) -> None:
        super().__init__(reader, settings, desk)
        self._today = reader.today
        self._ticked = self._minute()
        self._clock_seen = reader.now

    def keep_time(self) -> None:
        """Draw again what depends on the time, where the clock shows another minute than it did."""
        self._clock_seen = self.reader.now
        if self._minute() != self._ticked:
            self.tick()

    def look_at_the_clock(self) -> None:
        """Keep the time from now on; after a sleep ask the server, as the timer that does slept as well."""
        slept = (self.reader.now - self._clock_seen).total_seconds()
        if abs(slept) > SLEPT_SECONDS:
            self.welcome_back()
        else:
            self.keep_time()
        now = self.reader.now
        self.set_timer(min(60 - now.second - now.microsecond / 1e6, LOOK_SECONDS), self.look_at_the_clock)

    def welcome_back(self) -> None:
        """Someone came back to the terminal: what they see should be of now."""
        self.keep_time()
        super().welcome_back()

    def tick(self) -> None:
        """Draw the now line, what is past, what is next; go along to another day, unless one looks elsewhere."""
        self._ticked = self._minute()
        today, before = self.reader.today, self._today
        self._today = today
        if self.panes.searching:
            self.is_behind = True
        elif self.reader.past == "hide":
            self.panes.reload()
        if today != before and self.view.day == before:
            self.view.action_today()
        elif not self.panes.searching:
            self.view.tick()
        self.panes.picker.month.show_days(self.view.day, today)
        self.tick_detail()
        self.status.read()

    def _minute(self) -> datetime:
        return self.reader.now.astimezone(UTC).replace(second=0, microsecond=0)
