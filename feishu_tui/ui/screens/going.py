"""A screen that goes to what a search found, and from there to the next."""

from __future__ import annotations

from abc import abstractmethod

from textual import on

from feishu_tui.model import Occurrence
from feishu_tui.ui.desk import Desk
from feishu_tui.ui.keymap import IDS, keys_of
from feishu_tui.ui.matches import Matches
from feishu_tui.ui.reader import Reader
from feishu_tui.ui.screens.searching import SearchingScreen
from feishu_tui.ui.settings import Settings
from feishu_tui.ui.widgets.result_list import ResultList


class GoingScreen(SearchingScreen):
    """Keeps what the last search found for as long as one goes through it."""

    def __init__(self, reader: Reader, settings: Settings, desk: Desk | None) -> None:
        super().__init__(reader, settings, desk)
        self._matches: Matches | None = None

    @property
    def has_matches(self) -> bool:
        """Whether there is something to go through."""
        return self._matches is not None

    @abstractmethod
    def draw_again(self) -> None:
        """Draw everything that comes from the cache."""

    @on(ResultList.Chosen)
    def _go_to_result(self, event: ResultList.Chosen) -> None:
        reader, text = self.reader, self.prompt.text.strip()
        self._matches = Matches(self.results.hits, reader.zone)
        reader.remember_search(text)
        self.end_prompt()
        self.use("agenda")
        unusual = self._go_to(event.occurrence)
        onward, back = (keys_of(IDS[name], self.settings.keys)[0] for name in ("next-match", "previous-match"))
        usual = reader.say("{onward}, {back}: next, previous “{text}”", onward=onward, back=back, text=text)
        self.status.notice(unusual or usual)

    def _go_to(self, one: Occurrence) -> str:
        """Bring an occurrence on screen, and its calendar where that is hidden; what there is to say of it."""
        say, view = self.reader.say, self.view
        day = one.starts_at(self.reader.zone).astimezone(self.reader.zone).date()
        view.go_to(day, one.instance_id)
        if self._is_selected(one):
            return ""
        hidden = self.reader.is_hidden(one.calendar_id)
        if hidden:
            self.reader.show(one.calendar_id, True)
        # What only the server knew came into the cache after these days were read.
        self.draw_again()
        view.go_to(day, one.instance_id)
        if not self._is_selected(one):
            if one.event.status == "cancelled":
                return say("It is cancelled; the days do not list it.")
            return say("The days do not list it as things are set.")
        name = self.reader.calendars[one.calendar_id].name if hidden else ""
        return say("Shown again: the calendar “{name}”", name=name) if hidden else ""

    def _is_selected(self, one: Occurrence) -> bool:
        return self.view.entry is not None and self.view.entry.occurrence.instance_id == one.instance_id

    def action_match(self, way: int) -> None:
        """Go to the next event that the last search found, or to the previous one."""
        say = self.reader.say
        if self._matches is None:
            key = keys_of(IDS["search"], self.settings.keys)[0]
            self.status.notice(say("{key} searches; then there are matches to go to.", key=key))
            return
        view = self.view
        found = self._matches.beyond(self.reader.days, view.day, view.entry, way)
        if found is None:
            self.status.notice(say("No match after this one.") if way > 0 else say("No match before this one."))
        else:
            day, one = found
            self.use("agenda")
            view.go_to(day, one.instance_id)

    def forget_matches(self) -> bool:
        """Forget what the last search found; whether there was something."""
        forgotten, self._matches = self._matches is not None, None
        if forgotten:
            self.status.notice("")
        return forgotten
