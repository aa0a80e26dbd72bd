"""The screen while a server keeps silent or fails: every key is answered, Esc ends the wait, the status line tells."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from tests.faults.troubles import FAULTS, spoiling
from tests.faults.wire import Wire, wired
from tests.ui.conftest import cache
from tests.ui.sample_office import NOW, Browsing, Synced, browsing

__all__ = ["cache"]

HANGING = ["black hole", "slow drip of a body", "slow drip of headers", "silent in the middle"]
FAILING = ["reset", "cut in the middle", "HTML from a proxy", "200 with an unknown code", "429 without a reset"]
FATAL = ["quota used up", "token ended"]
PRESSES = 10


class Towards(httpx.AsyncHTTPTransport):
    """Real connections to a wire, whatever the port asked for."""

    def __init__(self, wire: Wire) -> None:
        super().__init__(verify=False)
        self._port = httpx.URL(wire.url).port

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Sends the request to the wire."""
        request.url = request.url.copy_with(port=self._port)
        return await super().handle_async_request(request)


@asynccontextmanager
async def wired_screen(folder: Path, cache: Synced) -> AsyncIterator[tuple[Browsing, Wire]]:
    """The program on a cache of 11:07, with a server on the wire; then two hours pass."""
    async with (
        wired(cache.simulator) as wire,
        browsing(folder, cache, (200, 40), network=lambda _: Towards(wire)) as it,
    ):
        it.clock.now = NOW.replace(hour=13)
        yield it, wire


def shown(it: Browsing) -> list[str]:
    """How the titles on screen begin, but for the mark of what is over."""
    return [line.partition("▌")[2][:5] for line in it.lines(it.screen.agenda) if "▌" in line]


async def test_keys_are_answered_while_the_server_is_silent(tmp_path: Path, cache: Synced) -> None:
    async with wired_screen(tmp_path, cache) as (it, wire):
        for name in HANGING:
            await hang(name, it, wire)


async def hang(name: str, it: Browsing, wire: Wire) -> None:
    """Refresh while the server is silent in some way, walk about meanwhile, and give up."""
    agenda = it.screen.agenda
    await it.press("home")
    before, seen = agenda.cursor, []
    wire.strike(FAULTS[name].trouble)
    await it.press("r")
    while not wire.times:
        await it.pilot.pause(0.01)
    for _ in range(PRESSES):
        await it.press("down")
        seen.append((agenda.day, agenda.cursor))
    assert it.status().startswith("syncing"), name
    assert it.screen.status.state.running
    assert len(set(seen)) == PRESSES
    assert (agenda.day, before) not in seen
    await it.press("escape")
    assert it.status().startswith("Stopped."), name
    assert not it.screen.status.state.running
    requests = len(wire.times)
    assert requests <= 4, name  # the sync, and the detail of what is under the cursor
    await it.press("escape")
    assert it.status().startswith("synced 2 h ago"), name


@pytest.mark.parametrize("names", [FAILING, *([name] for name in FATAL)], ids=" and ".join)
async def test_the_status_line_tells_what_failed_and_how_old_all_is(
    names: list[str], tmp_path: Path, cache: Synced
) -> None:
    async with wired_screen(tmp_path, cache) as (it, wire):
        titles = shown(it)
        for name in names:
            wire.strike(FAULTS[name].trouble)
            await it.press("r")
            while it.screen.status.state.running:
                await it.press("down", "up")  # as far as to see: no page turns
            error = it.screen.status.state.error
            assert isinstance(error, FAULTS[name].error), name
            while "as of 11:07" not in it.status():
                await it.press("escape")  # what else there is to say whenever it comes, of the detail for one
            assert it.status().startswith("offline") or str(error.sentence) in it.status()
            assert shown(it) == titles
        wire.strike(None)
        await it.press("r")
        await it.settle()
        while not it.status().startswith("synced just now"):
            await it.press("escape")


async def test_the_status_line_tells_how_many_events_could_not_be_read(tmp_path: Path, cache: Synced) -> None:
    def spoil(body: bytes) -> bytes:
        page = json.loads(body)
        if "sync_token" in page.get("data", {}):
            page["data"]["items"] = [{"event_id": "odd_0", "summary": "odd"}]
        return json.dumps(page).encode()

    async with wired_screen(tmp_path, cache) as (it, wire):
        wire.strike(spoiling(spoil), "/events\\?.*sync_token")
        await it.press("r")
        while it.screen.status.state.running:
            await it.press("left", "right")
        while "synced just now" not in it.status():
            await it.press("escape")
        unread = it.screen.status.state.unread
        assert unread
        assert it.status().startswith(f"synced just now · {unread} events could not be read")
