"""A screen that hands events on: how to join, links and words to copy, a file for other calendars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feishu_tui.dates import span_words
from feishu_tui.ui.addresses import read_address
from feishu_tui.ui.agenda_lines import title_of
from feishu_tui.ui.keymap import IDS, keys_of
from feishu_tui.ui.screens.following import FollowingScreen

if TYPE_CHECKING:
    from feishu_tui.ui.card_lines import Side


class SharingScreen(FollowingScreen):
    """Copies and opens what belongs to the event under the cursor."""

    _copied = ""

    def action_card(self, side: Side) -> None:
        """Show how to join the event, or its link in Feishu."""
        one = self.occurrence
        if one is None:
            self.status.notice(self.reader.say("There is no event here."))
            return
        keys = self.settings.keys
        from feishu_tui.ui.screens.card import CardScreen

        self.app.push_screen(CardScreen(one, side, self.reader, self.background, self.offline, keys))

    def action_copy(self) -> None:
        """Copy date, time, title and place of the event to the clipboard of the terminal."""
        one, reader, say = self.occurrence, self.reader, self.reader.say
        if one is None:
            self.status.notice(say("There is no event here to copy."))
            return
        when = span_words(one.start, one.end, reader.zone, reader.today, say)
        title = title_of(one.event, reader.calendars.get(one.calendar_id), say)
        self._copy(" ".join(part for part in (when, title, one.event.place.name) if part), "copy")

    def action_copy_link(self) -> None:
        """Copy the link to the event's meeting."""
        one, say = self.occurrence, self.reader.say
        address = read_address(one.event.meeting.url) if one and "MeetingVideo" not in one.event.hidden else None
        if address is None:
            self.status.notice(say("There is no meeting link here to copy."))
        else:
            self._copy(address.url, "copy-link")

    def _copy(self, text: str, command: str) -> None:
        """Send a text to the clipboard; asked for the same while that is still being said, show it for selecting."""
        say = self.reader.say
        if text == self._copied and self.status.has_notice:
            self._copied = ""
            self.status.notice("")
            from feishu_tui.ui.screens.large_text import LargeTextScreen

            self.app.push_screen(LargeTextScreen(text, say))
            return
        self._copied = text
        self.app.copy_to_clipboard(text)
        key = keys_of(IDS[command], self.settings.keys)[0]
        self.status.notice(say("Sent to the clipboard ({key} again shows it): {text}", key=key, text=text))
