"""What sync does to the screen: first the cache, then the server, and what went wrong in words."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from feishu_tui.errors import NetworkError, ServerError
from feishu_tui.model import EventDetail, Span
from feishu_tui.query import Query
from feishu_tui.sync.checked import Checked
from feishu_tui.sync.finding import Answer
from feishu_tui.sync.report import Progress, Report
from feishu_tui.ui.background import Background
from tests.ui.sample_office import NOW, Browsing, Synced, browsing


class Slow:
    """A desk whose sync begins and does not end until it is let go."""

    def __init__(self) -> None:
        self.go_on = asyncio.Event()
        self.full: list[bool] = []

    async def refresh(self, full: bool = False, progress: Callable[[Progress], None] | None = None) -> Report:
        self.full.append(full)
        if progress:
            progress(Progress("Team", 2, 1200, 3, 7))
        await self.go_on.wait()
        return Report()

    async def cover(self, span: Span, *, busy: bool = False) -> object:
        return None

    async def detail(self, calendar_id: str, event_id: str) -> EventDetail:
        raise NetworkError("No answer.")

    async def look_ahead(self) -> int:
        return 0

    async def chat(self, calendar_id: str, event_id: str, attendee_id: str, after: str = "") -> None:
        raise NetworkError("No answer.")

    async def search(self, query: Query, now: datetime) -> Answer:
        raise NetworkError("No answer.")

    async def check(self, calendar_id: str, event_id: str, window: Span, *, force: bool = False) -> Checked:
        raise NetworkError("No answer.")


class Refusing(Slow):
    """A desk that fails with what it is given."""

    def __init__(self, error: NetworkError | ServerError) -> None:
        super().__init__()
        self.error = error

    async def refresh(self, full: bool = False, progress: Callable[[Progress], None] | None = None) -> Report:
        raise self.error


def use(browser: Browsing, desk: Slow) -> None:
    """Let the screen ask another desk from now on."""
    browser.screen.background = Background(browser.screen, desk)


async def test_what_changes_on_the_server_appears(tmp_path: Path) -> None:
    async with browsing(tmp_path, None) as browser:
        agenda = browser.screen.agenda
        assert agenda.entry is not None
        event = agenda.entry.occurrence.event
        state = browser.simulator.state
        state.retitle(event.calendar_id, event.event_id, "Moved and renamed")
        start = int(NOW.timestamp()) + 26 * 3600
        state.move(event.calendar_id, event.event_id, start, start + 1800)
        await browser.press("r")
        await browser.settle()
        assert browser.title() == "Moved and renamed"
        assert agenda.day.day == 22
        assert browser.status().startswith("1 changed")
        await browser.press("escape")
        assert browser.status().startswith("synced just now")


async def test_the_cache_is_drawn_before_the_server_is_asked(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        assert "Design review" in browser.title()
        assert browser.status().startswith("not signed in · as of 11:07")


async def test_an_empty_cache_without_a_sign_in_says_what_to_do(tmp_path: Path) -> None:
    async with browsing(tmp_path, None, signed_in=False) as browser:
        assert "feishu-tui login" in browser.status()


async def test_progress_and_stopping(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache) as browser:
        desk = Slow()
        use(browser, desk)
        await browser.press("r")
        assert browser.status().startswith("syncing 3/7 · 1 200 events")
        await browser.press("escape")
        assert browser.status().startswith("Stopped.")
        assert not browser.screen.status.state.running


async def test_a_sync_from_scratch_asks_first(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache) as browser:
        desk = Slow()
        use(browser, desk)
        await browser.press("R", "escape")
        assert desk.full == []
        await browser.press("R")
        assert browser.status().startswith("Fetch every calendar again?")
        await browser.press("R")
        assert desk.full == [True]
        desk.go_on.set()
        await browser.settle()


async def test_offline_says_how_old_everything_is(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache) as browser:
        use(browser, Refusing(NetworkError("There is no such host.", hint="Check the network.")))
        browser.clock.now = NOW.replace(hour=13)
        await browser.press("r")
        await browser.settle()
        assert browser.status().startswith("offline · as of 11:07 · Shanghai")
        assert "Design review" in browser.title()


async def test_an_error_comes_with_its_remedy_and_log_id(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (200, 40)) as browser:
        error = ServerError("The server failed while answering.", hint="Try again later.", log_id="20261121abc")
        use(browser, Refusing(error))
        await browser.press("r")
        await browser.settle()
        told = "as of 11:07 · The server failed while answering. Try again later. (log id 20261121abc)"
        assert browser.status().startswith(told)


async def test_detail_arrives_when_the_cursor_rests(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache) as browser:
        entry = browser.screen.agenda.entry
        assert entry is not None
        event = entry.occurrence.event
        while browser.store.detail(event.calendar_id, event.event_id) is None:
            await browser.pilot.pause(0.05)
        await browser.settle()
        assert any("4 people" in line for line in browser.lines(browser.screen.detail))


async def test_details_older_than_the_event_are_fetched_again(tmp_path: Path) -> None:
    async with browsing(tmp_path, None) as browser:
        entry = browser.screen.agenda.entry
        assert entry is not None
        event = entry.occurrence.event
        while browser.store.detail(event.calendar_id, event.event_id) is None:
            await browser.pilot.pause(0.05)
        browser.clock.now = NOW.replace(minute=9)
        browser.simulator.state.change(event.calendar_id, event.event_id, description="What is new.")
        await browser.press("r")
        now = browser.clock.now.timestamp()
        while (known := browser.store.detail(event.calendar_id, event.event_id)) and known[1] < now:
            await browser.pilot.pause(0.05)
        assert known is not None
        assert known[0].event.description == "What is new."


async def test_days_before_the_pull_are_fetched_when_they_are_looked_at(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache) as browser:
        await browser.press("g", *"2025-03-03", "enter")
        await browser.settle()
        await browser.settle()
        windows = [
            query for _, path, query in browser.simulator.log if path.endswith("/events") and "start_time" in query
        ]
        assert windows


async def test_coming_back_to_the_terminal_syncs_when_that_is_due(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache) as browser:
        desk = Slow()
        use(browser, desk)
        browser.screen.welcome_back()
        assert desk.full == []
        browser.clock.now = NOW.replace(minute=12)
        browser.screen.welcome_back()
        await browser.pilot.pause()
        assert desk.full == [False]
        desk.go_on.set()
        await browser.settle()


async def test_a_question_that_has_faded_is_asked_again(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache) as browser:
        desk = Slow()
        use(browser, desk)
        await browser.press("R")
        browser.screen.status.notice("")
        await browser.press("R")
        assert desk.full == []
        assert browser.status().startswith("Fetch every calendar again?")


async def test_who_comes_to_what_is_near_is_known_without_looking(tmp_path: Path) -> None:
    async with browsing(tmp_path, None, most_details=20) as browser:
        for times in (1, 2):
            await browser.settle()
            asked = {path for _, path, query in browser.simulator.log if "need_attendee=true" in query}
            assert 20 * times <= len(asked) <= 20 * times + 1
            await browser.press("r")
            await browser.settle()


async def test_escape_ends_what_is_fetched_unasked_without_a_word(tmp_path: Path, cache: Synced) -> None:
    class Patient(Slow):
        stopped = False

        async def look_ahead(self) -> int:
            try:
                await self.go_on.wait()
            except asyncio.CancelledError:
                self.stopped = True
                raise
            return 0

    async with browsing(tmp_path, cache) as browser:
        desk = Patient()
        use(browser, desk)
        assert browser.screen.background is not None
        browser.screen.background.look_ahead()
        await browser.press("j", "escape")
        await browser.settle()
        assert desk.stopped
        assert browser.status().startswith("synced just now")
