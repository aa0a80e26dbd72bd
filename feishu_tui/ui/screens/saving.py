"""A screen that writes events into files other calendars can read."""

from __future__ import annotations

from pathlib import Path

from textual import on

from feishu_tui.errors import StateError
from feishu_tui.model import Occurrence
from feishu_tui.text import clean
from feishu_tui.ui.agenda_lines import title_of
from feishu_tui.ui.error_words import error_words
from feishu_tui.ui.screens.searching import SearchingScreen
from feishu_tui.ui.widgets.prompt import Prompt


class SavingScreen(SearchingScreen):
    """Asks where to, in the bar; a name without a folder is one in the folder the program was started in."""

    _saved: Occurrence | None = None

    def action_save(self) -> None:
        """Ask for the file to save the event in, of a series all of it."""
        one, reader, say = self.occurrence, self.reader, self.reader.say
        if one is None:
            self.status.notice(say("There is no event here to save."))
            return
        try:
            folder = Path.cwd()
        except FileNotFoundError:
            self.status.notice(say("The folder the program was started in is gone."), alarming=True)
            return
        from feishu_tui.ui.event_file import folder_words, proposed_name

        self._saved = one
        title = title_of(one.event, reader.calendars.get(one.calendar_id), say)
        day = one.starts_at(reader.zone).astimezone(reader.zone).date()
        where = folder_words(folder, Path.home(), self.size.width // 3)
        self.ask("save", say("Save in {folder} as", folder=where), say("the name of a file"))
        self.prompt.fill(proposed_name(day, title, folder))

    @on(Prompt.Submitted)
    def _save(self, event: Prompt.Submitted) -> None:
        if event.purpose != "save":
            return
        self.end_prompt()
        say, name, one = self.reader.say, event.text.strip(), self._saved
        if not name or one is None:
            return
        from feishu_tui.ui.event_file import chosen_path, write_new

        try:
            path = chosen_path(name, say)
            write_new(path, self.reader.ics(one), say)
        except StateError as error:
            self.status.notice(clean(error_words(error, say)), alarming=True)
        else:
            self.status.notice(say("Saved: {path}", path=clean(str(path))))
