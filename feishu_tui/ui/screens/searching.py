"""A screen with a search bar: what is typed is looked for at once, behind it."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace

from textual import on
from textual.widget import Widget

from feishu_tui.errors import FeishuTuiError, NetworkError
from feishu_tui.store.hits import without_copies
from feishu_tui.ui.answered import joined
from feishu_tui.ui.asked import Asked
from feishu_tui.ui.desk import Desk
from feishu_tui.ui.error_words import error_words
from feishu_tui.ui.keymap import IDS, keys_of
from feishu_tui.ui.line import Line, Piece
from feishu_tui.ui.matches import Matches
from feishu_tui.ui.messages import SearchAnswered, SearchFailed, SearchLooked
from feishu_tui.ui.pane_layout import Pane
from feishu_tui.ui.reader import Reader
from feishu_tui.ui.result_lines import SERVER_ONLY, SERVER_TOO
from feishu_tui.ui.screens.following import FollowingScreen
from feishu_tui.ui.seeker import Looked, Seeker
from feishu_tui.ui.settings import Settings
from feishu_tui.ui.widgets.prompt import Prompt
from feishu_tui.ui.widgets.result_list import ResultList


class SearchingScreen(FollowingScreen):
    """Has the bar, in which other things may be asked, too; results lie over the agenda while one searches."""

    def __init__(self, reader: Reader, settings: Settings, desk: Desk | None) -> None:
        super().__init__(reader, settings, desk)
        self.prompt = Prompt(id="prompt")
        self.results = self.panes.results
        self._seeker = Seeker(self, reader, desk, settings.week_start)
        self._looked: Looked | None = None
        self._entered = False
        self._trouble = ""
        self._matches: Matches | None = None
        self._recalled: int | None = None

    @abstractmethod
    def lay_out(self) -> None:
        """Show what fits."""

    def use(self, pane: Pane, stop: Widget | None = None) -> None:
        """Bring a pane on screen and give it, or a part of it, the focus."""
        self.panes.use(pane, stop)
        if pane == "detail":
            self.follow()

    def ask(self, purpose: str, label: str, hint: str) -> None:
        """Open the bar."""
        self.prompt.open(purpose, label, hint)
        self.lay_out()

    def end_prompt(self) -> None:
        """Close the bar, and come back to the pane that was in use."""
        self._seeker.stop()
        self.prompt.close()
        self.lay_out()
        self.use(self.panes.pane)
        self.follow()

    def action_search(self) -> None:
        """Ask what to search for, and list what is found while it is typed."""
        if not self.view.display:
            self.use("agenda")
        self.results.offer(())
        self._looked = self._recalled = None
        self.ask("search", self.reader.say("Search"), self.reader.say("Tab: upcoming, past, all"))
        self._entered = False
        self._seeker.begin()

    @on(Prompt.Changed)
    def _search_what_is_typed(self, event: Prompt.Changed) -> None:
        if event.purpose == "search":
            self._seek(replace(self._seeker.asked, text=event.text))

    @on(Prompt.Moved)
    def _move_in_results(self, event: Prompt.Moved) -> None:
        """Through the list; from its first row on up through what was searched for before, unless one has typed."""
        if self.prompt.purpose == "search" and not (event.lines == -1 and self.results.at_first and self._recall()):
            self.results.step(event.lines)

    def _recall(self) -> bool:
        """Ask once more for what was asked before that; whether there was something."""
        past = self.reader.past_searches
        at = 0 if self._recalled is None else self._recalled + 1
        typed = self.prompt.text
        if at >= len(past) or (typed and (at == 0 or typed != past[at - 1])):
            return False
        self._recalled = at
        self.prompt.fill(past[at])
        return True

    @on(Prompt.Completed)
    def _complete(self) -> None:
        looked = self._looked
        if self.prompt.purpose != "search" or looked is None or looked.asked.text != self.prompt.text:
            return
        if looked.completion.choices:
            word = looked.completion.choices[0]
            self.prompt.fill(looked.asked.text[: looked.completion.start] + word + ("" if word.endswith(":") else " "))

    @on(Prompt.Cycled)
    def _change_scope(self) -> None:
        if self.prompt.purpose == "search":
            asked = self._seeker.asked
            self._seek(replace(asked, scope=asked.next_scope))

    @on(Prompt.Closed)
    def _leave_prompt(self) -> None:
        self.end_prompt()

    @on(Prompt.Submitted)
    def _take_search(self, event: Prompt.Submitted) -> None:
        """Go to what is under the cursor; who types faster than the cache answers goes to what it answers."""
        if event.purpose == "search":
            self._entered = self._seeker.looking
            if not self._entered:
                self.results.choose()

    @on(ResultList.Chosen)
    def _go_to_result(self, event: ResultList.Chosen) -> None:
        one, reader, text = event.hit.occurrence, self.reader, self.prompt.text.strip()
        self._matches = Matches(self.results.hits, reader.zone)
        reader.remember_search(text)
        self.end_prompt()
        self.use("agenda")
        self.view.go_to(one.starts_at(reader.zone).astimezone(reader.zone).date(), one.instance_id)
        onward, back = (keys_of(IDS[name], self.settings.keys)[0] for name in ("next-match", "previous-match"))
        self.status.notice(reader.say("{onward}, {back}: next, previous “{text}”", onward=onward, back=back, text=text))

    def action_match(self, way: int) -> None:
        """Go to the next event that the last search found, or to the previous one."""
        say = self.reader.say
        if self._matches is None:
            key = keys_of(IDS["search"], self.settings.keys)[0]
            self.status.notice(say("{key} searches; then there are matches to go to.", key=key))
            return
        found = self._matches.beyond(self.reader.days, self.view.day, self.view.entry, way)
        if found is None:
            self.status.notice(say("No match after this one.") if way > 0 else say("No match before this one."))
        else:
            day, one = found
            self.use("agenda")
            self.view.go_to(day, one.instance_id)

    def forget_matches(self) -> bool:
        """Forget what the last search found; whether there was something."""
        forgotten, self._matches = self._matches is not None, None
        if forgotten:
            self.status.notice("")
        return forgotten

    @on(SearchLooked)
    def _show_looked(self, event: SearchLooked) -> None:
        looked = event.looked
        if not self._seeker.is_current(looked.asked):
            return
        self._seeker.looking, self._looked = False, looked
        self._trouble = ""
        self.results.offer(without_copies(looked.hits, self.reader.calendars.values()))
        self._write_heading()
        self.follow()
        if self._entered:
            self._entered = False
            self.results.choose()

    @on(SearchFailed)
    def _show_search_failure(self, event: SearchFailed) -> None:
        if self._seeker.is_current(event.asked):
            self._seeker.looking = self._entered = False
            self._trouble = self._trouble_words(event.error)
            self._write_heading()

    @on(SearchAnswered)
    def _show_answered(self, event: SearchAnswered) -> None:
        """Put what the server found below the row under the cursor, or say what kept it from answering."""
        if not self._seeker.is_current(event.asked) or self._looked is None:
            return
        answer, results, calendars = event.answer, self.results, self.reader.calendars.values()
        hits = joined(self._looked.hits, answer.hits, results.hits, results.place, calendars)
        was_empty = not results.hits
        results.extend(hits)
        self._trouble = self._trouble_words(next(iter(answer.failed.values()))) if answer.failed else ""
        self._write_heading()
        if was_empty:
            self.follow()

    @on(ResultList.CursorMoved, "#results")
    def _follow_results(self) -> None:
        self.follow()

    def _seek(self, asked: Asked) -> None:
        self._entered = False
        self._seeker.seek(asked)

    def _write_heading(self) -> None:
        say, scope = self.reader.say, self._seeker.asked.scope
        scopes = {"all": "", "upcoming": say("upcoming only"), "past": say("past only")}
        heading = (Piece(self._count_words(), "heading"), Piece(f"  {scopes[scope]}".rstrip(), "accent"))
        self.results.head(heading, self._note())

    def _note(self) -> Line:
        """What the text may go on with, what kept the server from answering, or what its marks on rows mean."""
        say, sources = self.reader.say, {hit.source for hit in self.results.hits}
        if self._looked and self._looked.completion.choices:
            return (Piece(f"→ {'  '.join(self._looked.completion.choices)}", "dim"),)
        if self._trouble:
            return (Piece(self._trouble, "dim"),)
        marks = {
            "server": say("{mark} only on the server", mark=SERVER_ONLY),
            "both": say("{mark} on the server, too", mark=SERVER_TOO),
        }
        return (Piece("  ".join(words for source, words in marks.items() if source in sources), "dim"),)

    def _trouble_words(self, error: FeishuTuiError) -> str:
        if isinstance(error, NetworkError):
            return self.reader.say("offline: only what was read before")
        return error_words(error, self.reader.say)

    def _count_words(self) -> str:
        say, hits, asked = self.reader.say, self.results.hits, self._seeker.asked
        if not asked.finished:
            return say("Search in titles, places, people and descriptions")
        if not hits:
            return say("Nothing found for “{text}”", text=asked.text.strip())
        if self._looked and self._looked.more:
            return say("The first {count} events found", count=len(hits))
        return say("1 event found") if len(hits) == 1 else say("{count} events found", count=len(hits))
