"""The sample office on the screen: real simulator, sync, cache and program, at 11:07 on Saturday 21 November 2026."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copyfile
from typing import Any
from zoneinfo import ZoneInfo

import httpx
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from feishu_tui.config import Config
from feishu_tui.feishu import connect
from feishu_tui.feishu.retry import Backoff
from feishu_tui.language import Language
from feishu_tui.simulator.api import Simulator
from feishu_tui.simulator.faults import Faults
from feishu_tui.simulator.sample import USER_TOKEN, sample
from feishu_tui.simulator.switches import Switches
from feishu_tui.store import Store
from feishu_tui.sync.desk import SyncDesk
from feishu_tui.ui.accounts import Onward
from feishu_tui.ui.app import FeishuApp
from feishu_tui.ui.line import text_of
from feishu_tui.ui.screens.main import MainScreen
from feishu_tui.ui.widgets.line_view import LineView
from tests.transport import transport

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 21, 11, 7, tzinfo=SHANGHAI)
TODAY = NOW.date()
UNLIMITED = Switches(rate_limits=())
"""No rate limit: where the clock stands still, it would never end."""


HOPS = 3
"""From a view to the screen, where that tells another view, and so on."""
AT_ONCE = Backoff(first=0, longest=0, longest_asked=0)


class Clock:
    """A clock that moves only when told."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now.astimezone(UTC)


def config_in(folder: Path, **fields: Any) -> Config:
    """A configuration that reads nothing of the machine the tests run on."""
    folders = {f"{kind}_folder": str(folder / f"{kind}_dir") for kind in ("config", "cache", "state")}
    given = {"timezone": "Asia/Shanghai", "access_token": USER_TOKEN, "base_url": "http://127.0.0.1"}
    return Config(**{**folders, **given, **fields})


async def caught_up(app: FeishuApp, pilot: Pilot[Onward]) -> None:
    """Wait until messages that were under way have come, and those that came of them, and so on."""
    for _ in range(HOPS):
        if app.is_running:
            await pilot.pause(0)


async def placed(app: FeishuApp, pilot: Pilot[Onward]) -> None:
    """Wait until everything has its place, and what was typed before is pressed."""
    while app.is_running and not app.early_keys.are_over:
        await pilot.pause(0.01)
    await pilot.pause()
    await caught_up(app, pilot)


@dataclass
class Browsing:
    """The program under test and everything around it."""

    app: FeishuApp
    pilot: Pilot[Onward]
    simulator: Simulator
    faults: Faults
    store: Store
    clock: Clock

    @property
    def screen(self) -> MainScreen:
        """The main screen."""
        found = self.app.screen_stack[0]
        assert isinstance(found, MainScreen)
        return found

    async def press(self, *keys: str) -> None:
        """Press keys and wait until what comes of them has come, as far as nothing works in the background."""
        await self.pilot.press(*keys)
        await caught_up(self.app, self.pilot)

    async def resize(self, width: int, height: int) -> None:
        """Give the terminal another size and wait until all is laid out for it."""
        await self.pilot.resize_terminal(width, height)
        await caught_up(self.app, self.pilot)

    async def settle(self) -> None:
        """Wait for background work, what it changes, and the work which that begins."""
        await placed(self.app, self.pilot)
        while working := [one for one in self.app.workers if not one.is_finished]:
            for worker in working:
                with suppress(WorkerCancelled):  # another has taken its place
                    await worker.wait()
            await caught_up(self.app, self.pilot)
        await self.pilot.pause()
        for _ in range(25):
            main = self.app.screen_stack[0] if self.app.is_running else None
            if not isinstance(main, MainScreen) or not main.detail.display or main.detail.occurrence == main.occurrence:
                break
            # While keys come fast the detail waits.
            await self.pilot.pause(0.02)

    def lines(self, view: LineView) -> list[str]:
        """What a view shows, without the blanks at the right."""
        return [view.render_line(y).text.rstrip() for y in range(view.size.height)]

    def status(self) -> str:
        """The status line."""
        return text_of(self.screen.status.lines[0]).strip()

    def title(self) -> str:
        """The title of the event under the cursor."""
        entry = self.screen.view.entry
        return entry.occurrence.event.summary if entry else ""


@dataclass(frozen=True)
class Synced:
    """A cache file into which the office of a simulator was synced; neither is to be changed."""

    path: Path
    simulator: Simulator


def synced(folder: Path) -> Synced:
    """The sample office and a cache of it."""
    path = folder / "sample.sqlite3"
    store = Store.open(path, Clock())
    simulator = Simulator(sample(NOW), UNLIMITED, clock=NOW.timestamp)

    async def sync() -> None:
        async with connect.open(config_in(folder), transport(simulator)) as feishu:
            await SyncDesk(feishu, store, Clock()).refresh()

    asyncio.run(sync())
    store.close()
    return Synced(path, simulator)


def office(known: Synced | None, faults: Faults) -> Simulator:
    """A sample office that may be changed, which takes the sync tokens of the one that is known."""
    state = sample(NOW)
    if known:
        state.era = known.simulator.state.era
    return Simulator(state, UNLIMITED, NOW.timestamp, faults)


@asynccontextmanager
async def browsing(
    folder: Path,
    cache: Synced | None,
    size: tuple[int, int] = (120, 40),
    *,
    signed_in: bool = True,
    own: bool = False,
    start: date | None = None,
    network: Callable[[Simulator], httpx.AsyncBaseTransport] = transport,
    most_details: int = 0,
    **fields: Any,
) -> AsyncIterator[Browsing]:
    """The program in a terminal of ``size``, on a copy of ``cache``; nobody waits before asking a server once more.

    ``None`` begins with an empty cache and an office of its own, which may be changed; ``own`` is such an office that
    the cache knows already. Of ``most_details`` events details are fetched before they are looked at.
    """
    clock, faults = Clock(), Faults()
    path = folder / "cache.sqlite3"
    simulator = cache.simulator if cache and not own else office(cache, faults)
    if cache is not None:
        copyfile(cache.path, path)
    config = config_in(folder, **fields)
    store = Store.open(path, clock)
    async with connect.open(replace(config), network(simulator), backoff=AT_ONCE) as feishu:
        desk = SyncDesk(feishu, store, clock, most_details=most_details) if signed_in else None
        app = FeishuApp(config, store, desk, clock, Language(config.lang), start)
        async with app.run_test(size=size) as pilot:
            browser = Browsing(app, pilot, simulator, faults, store, clock)
            await browser.settle()
            yield browser
    store.close()
