"""Series on the screen: what is to come of them, whether the server agrees, and what is shown where it does not."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from feishu_tui.errors import NetworkError
from feishu_tui.model import EventDetail, Occurrence, Span
from feishu_tui.query import Query
from feishu_tui.simulator.faults import Fault, Skew
from feishu_tui.sync.checked import Checked
from feishu_tui.sync.finding import Answer
from feishu_tui.sync.report import Progress, Report
from feishu_tui.ui.background import Background
from feishu_tui.ui.detail_follower import HURRY_SECONDS, REST_SECONDS
from feishu_tui.ui.line import text_of
from feishu_tui.ui.screens.comparison import ComparisonScreen, ComparisonView
from tests.ui.sample_office import NOW, SHANGHAI, TODAY, Browsing, Synced, browsing

HAND_OVER = "值班交接 On-call hand-over"
UID = "691c0180-042d-5bb3-a7d6-bc69bb2f7856"
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)
"""The next hand-over; there is one every Monday."""
WEEK = timedelta(days=7)


class Silent:
    """A desk that does not answer until it is let go."""

    def __init__(self) -> None:
        self.answer = asyncio.Event()
        self.asked: list[bool] = []

    async def refresh(self, full: bool = False, progress: Callable[[Progress], None] | None = None) -> Report:
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
        self.asked.append(force)
        await self.answer.wait()
        raise NetworkError("No answer.")


def seconds(moment: datetime) -> int:
    return int(moment.timestamp())


@contextmanager
def skewed(cache: Synced, **wrong: Any) -> Iterator[None]:
    """The server's expansion of the hand-over is wrong for a while."""
    cache.simulator.faults.skew(Skew(UID, **wrong))
    try:
        yield
    finally:
        cache.simulator.faults.clear()


def detail(browser: Browsing) -> str:
    """What the detail says, on one line."""
    return " ".join(text_of(line).strip() for line in browser.screen.detail.lines)


async def in_full(browser: Browsing) -> str:
    """The same once it has the keys, when it tells all."""
    await browser.press("enter")
    told = detail(browser)
    await browser.press("escape")
    return told


def rows_of(browser: Browsing, title: str = HAND_OVER) -> list[Occurrence]:
    """The occurrences of a series that the agenda holds."""
    entries = [row.entry for row in browser.screen.agenda.rows if row.entry]
    return [entry.occurrence for entry in entries if entry.occurrence.event.summary == title]


def agenda_line(browser: Browsing, title: str = HAND_OVER) -> str:
    """The first line of the agenda about a series."""
    rows = browser.screen.agenda.rows
    return next(text_of(row.line) for row in rows if row.entry and row.entry.occurrence.event.summary == title)


def compared(browser: Browsing) -> list[str]:
    """What the comparison says, line by line."""
    return [text_of(line).rstrip() for line in comparison(browser).lines]


def comparison(browser: Browsing) -> ComparisonView:
    assert isinstance(browser.app.screen, ComparisonScreen)
    return browser.app.screen.query_one(ComparisonView)


def asked(browser: Browsing, what: str = "/instances") -> int:
    """How often the server was asked for a series' occurrences."""
    return sum(path.endswith(what) for _, path, _ in browser.simulator.log)


async def look_at(browser: Browsing, title: str = HAND_OVER, day: date = TODAY) -> Occurrence:
    """Put the cursor on the next time of an event, and leave it there."""
    browser.screen.agenda.action_last()  # which reads the days ahead
    browser.screen.agenda.go_to(day)
    found = next(one for one in rows_of(browser, title) if one.starts_at(SHANGHAI).date() >= day)
    browser.screen.agenda.go_to(found.starts_at(SHANGHAI).date(), found.instance_id)
    await browser.pilot.pause()
    if browser.screen.detail.occurrence != found:
        await browser.pilot.pause(2 * HURRY_SECONDS)  # it waits where one goes on in a hurry
    return found


async def rest(browser: Browsing) -> None:
    """Let the cursor rest until everything that is asked for then has come."""
    await browser.pilot.pause(REST_SECONDS + 0.1)
    await browser.settle()
    await browser.settle()


async def test_the_detail_of_a_series_tells_what_is_to_come(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await look_at(browser)
        assert "↻ every week on Mon · never ends not checked: not signed in  " in detail(browser)
        told = await in_full(browser)
        assert "↻ every week on Mon not checked: not signed in never ends next 23 Nov · 30 Nov" in told
        await rest(browser)
        await look_at(browser, "英语课 English class")
        assert "↻ every week on Thu, 12 times" in detail(browser)
        assert "the last on 24 Dec · 5 left next 26 Nov · 3 Dec · 10 Dec" in await in_full(browser)
        await rest(browser)
        await look_at(browser, "站会 Stand-up")
        told = await in_full(browser)
        assert "never ends · 1 changed 1 cancelled" in told
        assert "next 23 Nov 10:30 · 24 Nov" in told


async def test_the_server_is_asked_when_the_cursor_rests_on_a_series(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache) as browser:
        before = asked(browser)
        await look_at(browser)
        assert asked(browser) == before
        await rest(browser)
        assert asked(browser) == before + 1
        assert "every week on Mon · never ends matches the server · just now" in detail(browser)
        assert "⇣" not in agenda_line(browser)


async def test_it_is_asked_again_only_after_ten_minutes(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache) as browser:
        await look_at(browser)
        await rest(browser)
        before = asked(browser)
        browser.clock.now = NOW + timedelta(minutes=9)
        await browser.press("k", "j")
        await look_at(browser)
        await rest(browser)
        assert asked(browser) == before
        assert "matches the server · 9 min ago" in detail(browser)
        browser.clock.now = NOW + timedelta(minutes=11)
        await browser.press("t")
        await look_at(browser)
        await rest(browser)
        assert asked(browser) == before + 1
        assert "matches the server · just now" in detail(browser)


async def test_where_they_differ_the_agenda_shows_the_server_and_says_so(tmp_path: Path, cache: Synced) -> None:
    extra = MONDAY + timedelta(days=1)
    with skewed(cache, drop=frozenset({seconds(MONDAY + WEEK)}), add=frozenset({seconds(extra)})):
        async with browsing(tmp_path, cache) as browser:
            await browser.press("G", "t")
            assert MONDAY + WEEK in [one.start for one in rows_of(browser)]
            await look_at(browser)
            await rest(browser)
            assert "differs: 1 missing here, 1 extra" in detail(browser)
            assert "times taken from the server" in detail(browser)
            assert "next 23 Nov · 24 Nov · 7 Dec" in await in_full(browser)
            shown = rows_of(browser)
            starts = [one.start for one in shown]
            assert extra in starts
            assert MONDAY + WEEK not in starts
            assert all(one.from_server for one in shown)
            assert "↻⇣" in agenda_line(browser)


async def test_the_server_puts_it_right_again(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache) as browser:
        with skewed(cache, drop=frozenset({seconds(MONDAY)})):
            await look_at(browser, day=MONDAY.date())
            await rest(browser)
            assert MONDAY not in [one.start for one in rows_of(browser)]
        await look_at(browser)
        await browser.press("i", "r")
        await rest(browser)
        await browser.press("escape")
        assert MONDAY in [one.start for one in rows_of(browser)]
        assert "⇣" not in agenda_line(browser)


async def test_keys_work_while_the_server_is_silent(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        desk = Silent()
        browser.screen.background = Background(browser.screen, desk)
        await look_at(browser)
        await browser.press("i")
        assert compared(browser)[2] == "checking…"
        await browser.press("r", "escape", "]")
        assert browser.screen.agenda.day == MONDAY.date() + WEEK
        assert desk.asked == [False, True]
        desk.answer.set()
        await browser.settle()


async def test_what_fails_is_said_quietly(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache) as browser:
        cache.simulator.faults.add(Fault("/instances", times=None, code=193001))
        try:
            await look_at(browser)
            await rest(browser)
            assert "not checked: There is no such event" in detail(browser)
            assert "(193001)" in detail(browser)
            assert "193001" not in browser.status()
            before = asked(browser)
            await browser.press("j", "k")
            await rest(browser)
            assert asked(browser) == before
        finally:
            cache.simulator.faults.clear()


async def test_the_comparison_in_two_columns(tmp_path: Path, cache: Synced) -> None:
    moved = {seconds(MONDAY + 2 * WEEK): 1800}
    with skewed(cache, drop=frozenset({seconds(MONDAY + WEEK)}), shift=moved):
        async with browsing(tmp_path, cache) as browser:
            await look_at(browser)
            await browser.press("i")
            await rest(browser)
            lines = compared(browser)
            assert lines[:4] == [
                HAND_OVER,
                "FREQ=WEEKLY;BYDAY=MO",
                "between Sun 23 Aug 11:07 and Mon 23 Aug 2027 11:07 · checked just now",
                "differs: 1 missing here, 2 extra",
            ]
            assert lines[4] == "dateutil agrees with us"
            assert [" ".join(line.split()) for line in lines if line.startswith("✗")] == [
                "✗ Mon 30 Nov 10:00–10:15 —",
                "✗ Mon 7 Dec 10:00–10:15 —",
                "✗ — Mon 7 Dec 10:30–10:45",
            ]
            assert sum(line.startswith("✓") for line in lines) > 40
            await browser.press("q")
            assert browser.app.screen is browser.screen
            assert "differs: 1 missing here, 2 extra" in detail(browser)


async def test_n_goes_from_difference_to_difference(tmp_path: Path, cache: Synced) -> None:
    dropped = [MONDAY + WEEK * number for number in (4, 20)]
    with skewed(cache, drop=frozenset(map(seconds, dropped))):
        async with browsing(tmp_path, cache, (80, 24)) as browser:
            await look_at(browser)
            await browser.press("i")
            await rest(browser)
            view = comparison(browser)
            await browser.press("n")
            assert text_of(view.lines[view.top + 2]).startswith("✗ Mon 21 Dec")
            await browser.press("ｎ")
            assert any(line.startswith("✗ Mon 12 Apr 2027") for line in browser.lines(view))
            await browser.press("N")
            assert text_of(view.lines[view.top + 2]).startswith("✗ Mon 21 Dec")


async def test_r_checks_again_at_once(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache) as browser:
        await look_at(browser)
        await rest(browser)
        before = asked(browser)
        await browser.press("ｉ", "r")
        await rest(browser)
        assert asked(browser) == before + 1


async def test_without_a_sign_in_the_comparison_says_so(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await look_at(browser)
        await browser.press("i", "r")
        assert compared(browser)[:3] == [HAND_OVER, "FREQ=WEEKLY;BYDAY=MO", "not checked: not signed in"]


async def test_the_narrowest_screen_has_one_column(tmp_path: Path, cache: Synced) -> None:
    with skewed(cache, drop=frozenset({seconds(MONDAY)})):
        async with browsing(tmp_path, cache, (40, 12)) as browser:
            await look_at(browser)
            await browser.press("i")
            await rest(browser)
            await browser.press("n")
            lines = browser.lines(comparison(browser))
            assert "✗ here: Mon 23 Nov 10:00–10:15" in lines
            assert "  on the server: —" in lines


async def test_the_keys_of_the_comparison_are_in_its_help(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await look_at(browser)
        await browser.press("i", "?")
        assert not isinstance(browser.app.screen, ComparisonScreen)
        await browser.press("escape")
        assert isinstance(browser.app.screen, ComparisonScreen)


async def test_a_single_event_is_shown_as_the_server_sent_it(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        assert "Design review" in browser.title()
        await browser.press("i")
        lines = compared(browser)
        assert lines[0] == "The event"
        assert any(line.startswith('"event_id": ') for line in lines)
        await browser.press("G", "r", "escape")
        assert browser.app.screen is browser.screen


async def test_below_the_comparison_stands_what_the_server_sent(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await look_at(browser)
        await browser.press("i")
        lines = compared(browser)
        sent = lines[lines.index("The series") :]
        assert any(line.startswith('"recurrence": "FREQ=WEEKLY;BYDAY=MO') for line in sent)


@pytest.mark.parametrize("words", ["compare", "核对"])
async def test_the_palette_has_it(tmp_path: Path, cache: Synced, words: str) -> None:
    async with browsing(tmp_path, cache, signed_in=False, lang="zh") as browser:
        await look_at(browser)
        await browser.press("ctrl+p", *words, "enter")
        assert isinstance(browser.app.screen, ComparisonScreen)


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "every now and then"])
async def test_what_cannot_be_expanded_here_is_taken_from_the_server(tmp_path: Path, rule: str) -> None:
    start = seconds(NOW.replace(hour=15, minute=0))
    async with browsing(tmp_path, None) as browser:
        await rest(browser)
        mine = browser.screen.reader.states[0].calendar.calendar_id
        told = [instance(mine, start), instance(mine, start + 86400)]
        answer = json.dumps({"code": 0, "msg": "success", "data": {"items": told, "has_more": False}}).encode()
        headers = (("Content-Type", "application/json; charset=utf-8"),)
        browser.faults.add(Fault("odd-one_0/instances", times=None, status=200, body=answer, headers=headers))
        browser.simulator.state.upsert_event(
            mine, {**instance(mine, start), "event_id": "odd-one_0", "recurrence": rule}
        )
        await browser.press("r")
        await rest(browser)
        shown = rows_of(browser, "Odd one")
        assert [seconds(one.starts_at(SHANGHAI)) for one in shown] == [start, start + 86400]
        assert all(one.from_server for one in shown)
        assert "↻⇣" in agenda_line(browser, "Odd one")
        await look_at(browser, "Odd one")
        assert "times taken from the server" in detail(browser)


def instance(calendar_id: str, start: int) -> dict[str, Any]:
    """A row of the server's expansion, half an hour long."""
    times = [{"timestamp": str(at), "timezone": "Asia/Shanghai"} for at in (start, start + 1800)]
    return {
        "event_id": f"odd-one_{start}",
        "summary": "Odd one",
        "start_time": times[0],
        "end_time": times[1],
        "status": "confirmed",
        "is_exception": False,
        "app_link": "",
        "organizer_calendar_id": calendar_id,
    }
