"""A screen with a search bar: what is typed is looked for at once, behind it."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import Iterable, Sequence

from textual import on
from textual.widget import Widget

from feishu_tui.errors import FeishuTuiError, NetworkError
from feishu_tui.lazy_dataclasses import replace
from feishu_tui.model import Calendar
from feishu_tui.store.hits import Hit, without_copies
from feishu_tui.ui.answered import joined
from feishu_tui.ui.asked import Asked
from feishu_tui.ui.desk import Desk
from feishu_tui.ui.error_words import error_words
from feishu_tui.ui.keymap import IDS, keys_of
from feishu_tui.ui.line import Line, Piece
from feishu_tui.ui.messages import SearchAnswered, SearchFailed, SearchLooked, SeriesUnfolded
from feishu_tui.ui.pane_layout import Pane
from feishu_tui.ui.proposals import Proposals
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
        self.results = self.panes.results
        self.prompt = Prompt(self._fold, id="prompt")
        self._seeker = Seeker(self, reader, desk, settings.week_start)
        self._looked: Looked | None = None
        self._arrived = asyncio.Event()
        self._arrived.set()
        self._trouble = ""
        self._proposals = Proposals()
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
        """Close the bar, and come back to what was in use."""
        self._seeker.end()
        if self.background is not None:
            self.background.go_on()
        self.prompt.close()
        self.lay_out()
        self.use(self.panes.pane, self.panes.stop)
        if self.is_behind:
            self.draw_again()
        else:
            self.follow()

    def on_unmount(self) -> None:
        """Leave nothing of a search behind, whose bar may be open still."""
        self._seeker.end()

    def action_search(self) -> None:
        """Ask what to search for, and list what is found while it is typed."""
        if not self.view.display:
            self.use("agenda")
        self.results.offer(())
        self._looked = self._recalled = None
        self._propose(Proposals())
        key = keys_of(IDS["bar.next"], self.settings.keys)[0]
        self.ask("search", self.reader.say("Search"), self.reader.say("{key}: upcoming, past, all", key=key))
        self._arrived.set()
        if self.background is not None:
            self.background.leave_off()
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
    def _complete_or_unfold(self) -> None:
        if self.prompt.purpose != "search":
            return
        proposals = self._proposals_now()
        if proposals.words:
            self._propose(Proposals())
            self.prompt.fill(proposals.taken)
        else:
            self.results.unfold()

    @on(Prompt.Cycled)
    def _choose_or_change_scope(self, event: Prompt.Cycled) -> None:
        """Put the next value of a filter into the text; where there is none to choose, narrow by days."""
        if self.prompt.purpose != "search":
            return
        proposals = self._proposals_now()
        if proposals.are_values:
            chosen = proposals.step(event.way)
            self._propose(chosen)
            self.prompt.fill(chosen.text or "")
        else:
            asked = self._seeker.asked
            self._seek(replace(asked, scope=asked.scope_after(event.way)))

    def _proposals_now(self) -> Proposals:
        """What the text may go on with, also where the cache has not answered yet."""
        text = self.prompt.text
        return self._proposals if self._proposals.text == text else Proposals.of(text, self._seeker.completion(text))

    def _propose(self, proposals: Proposals) -> None:
        self._proposals = proposals
        self.results.propose(proposals)

    def _fold(self) -> bool:
        return self.prompt.purpose == "search" and self.results.fold()

    @on(ResultList.UnfoldWanted)
    def _unfold(self, event: ResultList.UnfoldWanted) -> None:
        self._seeker.unfold(event.hit, event.count)

    @on(SeriesUnfolded)
    def _show_unfolded(self, event: SeriesUnfolded) -> None:
        if self._seeker.is_current(event.asked):
            self.results.show_unfolded(event.key, event.unfolded)

    @on(Prompt.Closed)
    def _leave_prompt(self) -> None:
        self.end_prompt()

    @on(Prompt.Submitted)
    def _take_search(self, event: Prompt.Submitted) -> None:
        """Go to what is under the cursor; who types faster than the cache answers goes to what it answers."""
        if event.purpose == "search":
            if self._seeker.looking:
                self._arrived.clear()
            else:
                self.results.choose()

    async def arrived(self) -> None:
        """Wait until Enter has led where it leads, if it has to wait for what the cache answers."""
        await self._arrived.wait()

    @on(SearchLooked)
    async def _show_looked(self, event: SearchLooked) -> None:
        looked = event.looked
        if not self._seeker.is_current(looked.asked):
            return
        self._seeker.looking, self._looked = False, looked
        if looked.again:
            self._extend(joined(looked.hits, (), self.results.hits, self.results.place, self._calendars))
            return
        self._trouble = ""
        with self.results.drawn_once():
            self.results.offer(without_copies(looked.hits, self._calendars))
            if self._proposals.text != looked.asked.text:
                self._propose(Proposals.of(looked.asked.text, looked.completion))
            self._write_heading()
        self.follow_in_detail(typing=True)
        # What else waits has its turn between the two longest pieces of work there are.
        await asyncio.sleep(0)
        self.paint_soon()
        if not self._arrived.is_set():
            self.results.choose()
            self._arrived.set()

    @on(SearchFailed)
    def _show_search_failure(self, event: SearchFailed) -> None:
        if self._seeker.is_current(event.asked):
            self._seeker.looking = False
            self._arrived.set()
            self._trouble = self._trouble_words(event.error)
            self._write_heading()
            self.follow_in_detail()

    @on(SearchAnswered)
    def _show_answered(self, event: SearchAnswered) -> None:
        """Put what the server found below the row under the cursor, or say what kept it from answering."""
        if not self._seeker.is_current(event.asked) or self._looked is None:
            return
        answer, results = event.answer, self.results
        self._trouble = self._trouble_words(next(iter(answer.failed.values()))) if answer.failed else ""
        self._extend(joined(self._looked.hits, answer.hits, results.hits, results.place, self._calendars))

    def _extend(self, hits: Sequence[Hit]) -> None:
        """Show more below the row under the cursor."""
        was_empty = not self.results.hits
        with self.results.drawn_once():
            self.results.extend(hits)
            self._write_heading()
        if was_empty:
            self.follow()

    @property
    def _calendars(self) -> Iterable[Calendar]:
        return self.reader.calendars.values()

    @on(ResultList.CursorMoved, "#results")
    def _follow_results(self) -> None:
        self.follow()

    def _seek(self, asked: Asked) -> None:
        self._arrived.set()
        self._follower.put_off()
        self._seeker.seek(asked)

    def _write_heading(self) -> None:
        say, scope = self.reader.say, self._seeker.asked.scope
        scopes = {"all": "", "upcoming": say("upcoming only"), "past": say("past only")}
        heading = (Piece(self._count_words(), "heading"), Piece(f"  {scopes[scope]}".rstrip(), "accent"))
        self.results.head(heading, self._note())

    def _note(self) -> Line:
        """What kept the server from answering, or what its marks on rows mean."""
        say, sources = self.reader.say, {hit.source for hit in self.results.hits}
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
        if not hits and not asked.finished:
            return say("Search in titles, places, people and descriptions")
        if not hits:
            return say("Nothing found for “{text}”", text=asked.text.strip())
        if self._looked and self._looked.more:
            return say("The first {count} events found", count=len(hits))
        return say("1 event found") if len(hits) == 1 else say("{count} events found", count=len(hits))
