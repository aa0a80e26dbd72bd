"""A screen that shows of the days what one wants to see: filters, what is over, what is free."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feishu_tui.ui.filters import PASTS
from feishu_tui.ui.keymap import IDS, keys_of
from feishu_tui.ui.screens.following import FollowingScreen

if TYPE_CHECKING:
    from feishu_tui.ui.screens.filter import FilterScreen


class NarrowingScreen(FollowingScreen):
    """Changes what the reader lets pass, and draws again what comes of it."""

    def action_filter(self) -> None:
        """Choose what is shown and what is not."""
        from feishu_tui.ui.screens.filter import FilterScreen

        screen = FilterScreen(self.reader.filters, self.reader.say, self.settings.keys)
        self.app.push_screen(screen, self._take_filters)

    def drop_filters(self) -> bool:
        """Show everything again; whether something was filtered out."""
        if not self.reader.filters:
            return False
        self.reader.filters = frozenset()
        self._read_anew()
        return True

    def action_past(self) -> None:
        """What is over is dimmed, then hidden, then shown like the rest."""
        reader, say = self.reader, self.reader.say
        reader.past = PASTS[(PASTS.index(reader.past) + 1) % len(PASTS)]
        self._read_anew()
        words = {
            "dim": say("What is over is dimmed."),
            "hide": say("What is over is hidden."),
            "show": say("What is over is shown like the rest."),
        }
        self.status.notice(words[reader.past])

    def action_free_time(self) -> None:
        """Show free time between events, or no longer."""
        reader, say = self.reader, self.reader.say
        reader.free_time = not reader.free_time
        self.draw_again()
        if reader.free_time:
            opens, closes = (f"{hour:%H:%M}" for hour in reader.work_hours)
            self.status.notice(say("Free time between {opens} and {closes} is shown.", opens=opens, closes=closes))
        else:
            self.status.notice("")

    def _take_filters(self, chosen: FilterScreen.Result) -> None:
        if chosen is None or chosen == self.reader.filters:
            return
        self.reader.filters = chosen
        self._read_anew()
        if chosen:
            key = keys_of(IDS["back"], self.settings.keys)[0]
            self.status.notice(self.reader.say("{key} shows everything again.", key=key))

    def _read_anew(self) -> None:
        """Begin again at the selected day: while little passes many more days are held than are needed else."""
        view, day, entry = self.view, self.view.day, self.view.entry
        view.forget()
        view.go_to(day, *((entry.occurrence.instance_id, entry.occurrence.calendar_id) if entry else ()))
        self.draw_again()
