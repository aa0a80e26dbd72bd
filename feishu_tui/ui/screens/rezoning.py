"""A screen whose times can be read on the clocks of other places."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from feishu_tui.agenda import days_of
from feishu_tui.dates import zone_label
from feishu_tui.errors import ConfigError
from feishu_tui.ui.error_words import error_words
from feishu_tui.ui.keymap import IDS, keys_of
from feishu_tui.ui.screens.following import FollowingScreen
from feishu_tui.ui.zones import home_of


class RezoningScreen(FollowingScreen):
    """Changes the zone in force and the one beside it; what is selected stays selected."""

    def ask_zone(self) -> None:
        """Ask once which zone to show times in, where nobody ever said; whoever leaves the question stays with it."""
        say = self.reader.say
        words = say("This machine is on UTC. Times and days are shown in the zone you choose here.")
        self._ask(say("Where are you?"), words, self.settings.zone_guess, lambda name: self._be_in(name or "UTC"))

    def action_choose_zone(self) -> None:
        """Ask which zone to show times in."""
        say, said_by = self.reader.say, self.settings.zone_said_by
        words = say("Times and days are shown in the zone you choose here.")
        if said_by:
            words = say("Until the program ends; after that {where} applies again.", where=said_by)
        self._ask(
            say("Where are you?"),
            words,
            self.reader.zones.display.key,
            lambda name: self._be_in(name) if name else None,
        )

    def action_next_zone(self) -> None:
        """On to the event's own zone, the second one, and back to the display zone."""
        entry, say = self.view.entry, self.reader.say
        if not self.reader.zones.turn(entry.occurrence if entry else None):
            key = keys_of(IDS["second-zone"], self.settings.keys)[0]
            self.status.notice(say("The event's own zone is the same. {key} chooses a second one.", key=key))
            return
        self.rezone()
        self.status.notice(say("Times in {city}", city=zone_label(self.reader.zone.key, say)))

    def action_second_zone(self) -> None:
        """Show times of a second zone beside the others; where they are shown, choose another one, or none."""
        zones, say = self.reader.zones, self.reader.say
        if zones.second is not None and zones.beside is None:
            zones.show_beside(True)
            if zones.beside is not None:
                self.draw_again()
                return
        none = say("no second zone") if zones.beside else ""
        guess = zones.second.key if zones.second else self._likely_second()
        words = say("Its times are shown beside the others.")
        self._ask(say("Which second zone?"), words, guess, self._put_beside, none)

    def rezone(self) -> None:
        """Draw everything in the zone now in force, with the same event selected, on whatever day that is now."""
        before = self.view.entry
        self.draw_again()
        if before is not None:
            one, after = before.occurrence, self.view.entry
            if after is None or after.occurrence.instance_id != one.instance_id:
                self.view.go_to(days_of(one, self.reader.zone)[0], one.instance_id, one.calendar_id)

    def _ask(
        self, question: str, words: str, guess: str, answered: Callable[[str | None], None], none: str = ""
    ) -> None:
        from feishu_tui.ui.screens.zone import ZoneScreen

        reader = self.reader
        screen = ZoneScreen(question, words, guess, reader.now, reader.say, self.settings.keys, none)
        self.app.push_screen(screen, answered)

    def _be_in(self, name: str) -> None:
        self.reader.zones.set_display(ZoneInfo(name))
        self.rezone()
        if not self.settings.zone_said_by:
            self._keep("timezone", name)

    def _put_beside(self, name: str | None) -> None:
        zones = self.reader.zones
        if name is None:
            return
        from feishu_tui.ui.screens.zone import NONE

        if name == NONE:
            zones.show_beside(False)
        else:
            zones.second = ZoneInfo(name)
            zones.show_beside(True)
            self._keep("second_zone", name)
        self.draw_again()

    def _keep(self, key: str, name: str) -> None:
        if self.settings.keep is None:
            return
        try:
            self.settings.keep(key, name)
        except ConfigError as error:
            self.status.notice(error_words(error, self.reader.say), alarming=True)

    def _likely_second(self) -> str:
        """The zone of the event under the cursor where that is another one, else one far from the display zone."""
        entry, display = self.view.entry, self.reader.zones.display
        home = home_of(entry.occurrence) if entry else None
        if home is not None and home.key != display.key:
            return home.key
        return "Europe/Berlin" if display.key.startswith("Asia/") else "Asia/Shanghai"
