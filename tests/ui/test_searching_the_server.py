"""What the server finds joins what the cache has, and its trouble is a quiet note."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import httpx
import pytest

from feishu_tui.simulator.api import Simulator
from feishu_tui.simulator.faults import Fault, rate_limited
from feishu_tui.ui.widgets.result_list import ResultList
from tests.transport import transport
from tests.ui.sample_office import NOW, Browsing, Synced, browsing
from tests.ui.search_bar import rows, typed


async def test_the_server_marks_what_it_finds_too_and_nothing_moves(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (160, 40)) as browser:
        await browser.press("/", *"review")
        results = browser.screen.results
        while not results.hits:
            await browser.pilot.pause()
        await browser.press("down", "down")
        before = [hit.key for hit in results.hits[:3]]
        await browser.settle()
        assert [hit.key for hit in results.hits[:3]] == before
        assert results.place == 3
        assert "both" in {hit.source for hit in results.hits}
        assert "✓ on the server, too" in browser.lines(results)[0]


async def test_what_only_the_server_knows_is_listed_and_marked(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (160, 40)) as browser:
        with sqlite3.connect(tmp_path / "cache.sqlite3") as forgetful:
            forgetful.execute("DELETE FROM texts WHERE title LIKE '%roadmap%'")
            forgetful.execute("DELETE FROM events WHERE body LIKE '%Roadmap workshop%'")
        forgetful.close()
        shown = await typed(browser, "Roadmap workshop")
        assert "Roadmap workshop" in rows(browser)[0]
        assert browser.screen.results.hits[0].source == "server"
        assert "+ only on the server" in shown[0]


@pytest.mark.parametrize(
    "fault",
    [
        Fault("events/search", times=None, code=193002),
        Fault("events/search", times=None, status=404, body=b""),
    ],
)
async def test_a_refusing_server_leaves_the_cache_s_answer(tmp_path: Path, cache: Synced, fault: Fault) -> None:
    async with browsing(tmp_path, cache, (160, 40)) as browser:
        cache.simulator.faults.add(fault)
        try:
            shown = await typed(browser, "review")
        finally:
            cache.simulator.faults.clear()
        results = browser.screen.results
        assert {hit.source for hit in results.hits} == {"local"}
        count, note = shown[0].strip().split("  ", 1)
        assert count == f"{len(results.hits)} events found"
        assert note


async def test_three_hundred_answers_in_pages_of_ten_are_listed_once(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (120, 40), own=True) as browser:
        primary = next(iter(browser.screen.reader.calendars.values()))
        begin = int(NOW.timestamp())
        for number in range(300):
            times = (begin + 3600 * number, begin + 3600 * number + 1800)
            start, end = ({"timestamp": str(each), "timezone": "Asia/Shanghai"} for each in times)
            found = {"event_id": f"found{number}_0", "summary": f"Found at last {number}"}
            browser.simulator.state.upsert_event(primary.calendar_id, {**found, "start_time": start, "end_time": end})
        browser.faults.add(Fault("events/search", times=None, page_rows=10))
        await typed(browser, "found at last")
        hits = browser.screen.results.hits
        assert len(hits) == len({hit.key for hit in hits}) == 300
        assert {hit.source for hit in hits} == {"server"}
        assert "300 events found" in browser.lines(browser.screen.results)[0]
        await browser.press("enter")
        assert browser.title() == hits[0].event.summary


async def local_first(browser: Browsing) -> ResultList:
    """The list as soon as the cache has answered, with the cursor on the second row."""
    await browser.press("/", *"review")
    results = browser.screen.results
    while not results.hits:
        await browser.pilot.pause()
    assert {hit.source for hit in results.hits} == {"local"}
    await browser.press("down")
    return results


@pytest.mark.parametrize(
    "fault",
    [Fault("events/search", times=None, status=500, code=190003), rate_limited("events/search", times=None)],
    ids=["500", "429"],
)
async def test_a_failing_server_is_a_quiet_note(tmp_path: Path, cache: Synced, fault: Fault) -> None:
    async with browsing(tmp_path, cache, (160, 40)) as browser:
        cache.simulator.faults.add(fault)
        try:
            results = await local_first(browser)
            row = results.row
            await browser.settle()
        finally:
            cache.simulator.faults.clear()
        assert {hit.source for hit in results.hits} == {"local"}
        assert results.row == row
        count, note = browser.lines(results)[0].strip().split("  ", 1)
        assert count == f"{len(results.hits)} events found"
        assert note.strip()
        assert browser.screen.prompt.has_pseudo_class("focus-within")


def unreachable(simulator: Simulator) -> httpx.MockTransport:
    """No network."""

    def handle(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("Network is unreachable", request=request)

    return httpx.MockTransport(handle)


async def test_offline_is_a_quiet_note(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (160, 40), network=unreachable) as browser:
        results = await local_first(browser)
        await browser.settle()
        assert {hit.source for hit in results.hits} == {"local"}
        assert browser.lines(results)[0].endswith("offline: only what was read before")


async def test_a_silent_server_keeps_nobody_from_typing_and_going(tmp_path: Path, cache: Synced) -> None:
    asked, never = asyncio.Event(), asyncio.Event()

    def silent(simulator: Simulator) -> httpx.MockTransport:
        answer = transport(simulator).handle_async_request

        async def handle(request: httpx.Request) -> httpx.Response:
            if request.url.path.endswith("events/search"):
                asked.set()
                await never.wait()
            return await answer(request)

        return httpx.MockTransport(handle)

    async with browsing(tmp_path, cache, (160, 40), network=silent) as browser:
        results = await local_first(browser)
        await asked.wait()
        before = len(results.hits)
        await browser.press(*" is:recurring")
        assert browser.screen.prompt.text == "review is:recurring"
        while len(results.hits) == before or not results.hits:
            await browser.pilot.pause()
        chosen = results.occurrence
        await browser.press("enter")
        entry = browser.screen.agenda.entry
        assert chosen
        assert entry
        assert entry.occurrence.instance_id == chosen.instance_id
