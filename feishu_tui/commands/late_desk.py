"""A desk whose connection is opened when something is asked of it, as HTTP takes long to import."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING

from feishu_tui.config import Config
from feishu_tui.garbage import give_back

if TYPE_CHECKING:
    from feishu_tui.feishu.connect import Feishu
    from feishu_tui.model import EventDetail, Span
    from feishu_tui.query import Query
    from feishu_tui.store import Store
    from feishu_tui.sync.checked import Checked
    from feishu_tui.sync.desk import SyncDesk
    from feishu_tui.sync.finding import Answer
    from feishu_tui.sync.report import Progress, Report

SETTLING_SECONDS = 0.3
"""So long the screen, and what was typed before it was there, go before the first connection."""


MANY = 5000
"""After so many events the program takes much memory that it does not need any more."""


class LateDesk:
    """Does what ``SyncDesk`` does, see there; a context manager that closes the connection.

    Each call may also raise what ``connect.open`` raises; the next one tries again.
    """

    def __init__(self, config: Config, store: Store) -> None:
        self._config = config
        self._store = store
        self._feishu: Feishu | None = None
        self._opening: asyncio.Task[SyncDesk] | None = None

    @property
    def notice(self) -> str:
        """What to tell the person about their login, empty for nothing; a whole sentence."""
        return self._feishu.notice if self._feishu is not None else ""

    async def __aenter__(self) -> LateDesk:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._opening is not None:
            await asyncio.wait([self._opening])
        if self._feishu is not None:
            await self._feishu.aclose()

    async def refresh(self, full: bool = False, progress: Callable[[Progress], None] | None = None) -> Report:
        """Ask for what changed, or for everything."""
        report = await (await self._desk()).refresh(full, progress)
        if sum(each.stored for each in report.calendars) > MANY:
            asyncio.get_running_loop().run_in_executor(None, give_back)
        return report

    async def cover(self, span: Span, *, busy: bool = False) -> object:
        """Fetch what the cache lacks of these days."""
        return await (await self._desk()).cover(span, busy=busy)

    async def detail(self, calendar_id: str, event_id: str) -> EventDetail:
        """Fetch an event with its attendees and settings into the cache."""
        return await (await self._desk()).detail(calendar_id, event_id)

    async def look_ahead(self) -> int:
        """Fetch details of what is near before it is looked at; how many came."""
        return await (await self._desk()).look_ahead()

    async def chat(self, calendar_id: str, event_id: str, attendee_id: str, after: str = "") -> None:
        """Fetch a page of an invited chat's members into the cache."""
        await (await self._desk()).chat(calendar_id, event_id, attendee_id, after)

    async def check(self, calendar_id: str, event_id: str, window: Span, *, force: bool = False) -> Checked:
        """Whether the server agrees with a series."""
        return await (await self._desk()).check(calendar_id, event_id, window, force=force)

    async def search(self, query: Query, now: datetime) -> Answer:
        """Ask the server what the cache may not know, and keep it."""
        return await (await self._desk()).search(query, now)

    async def _desk(self) -> SyncDesk:
        opening = self._opening
        if opening is None or (opening.done() and (opening.cancelled() or opening.exception() is not None)):
            opening = self._opening = asyncio.create_task(self._open())
        return await asyncio.shield(opening)  # whoever asked may be cancelled, the others still want it

    async def _open(self) -> SyncDesk:
        await asyncio.sleep(SETTLING_SECONDS)
        await asyncio.to_thread(_import_all)
        from feishu_tui.feishu.connect import open as connect
        from feishu_tui.sync.desk import SyncDesk

        self._feishu = connect(self._config)
        return SyncDesk(self._feishu, self._store, self._config.clock)


def _import_all() -> None:
    """Import what a connection takes, while the screen goes on."""
    import feishu_tui.feishu.connect
    import feishu_tui.sync.desk  # noqa: F401
