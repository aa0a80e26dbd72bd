"""Work that goes on behind the screen: each piece asks the desk and posts what came of it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from functools import partial

from textual.dom import DOMNode
from textual.message import Message
from textual.worker import Worker

from feishu_tui.errors import CacheError, FeishuTuiError
from feishu_tui.model import Span
from feishu_tui.ui.desk import Desk
from feishu_tui.ui.messages import (
    ChatsArrived,
    ChatsFailed,
    CheckFailed,
    DetailArrived,
    DetailFailed,
    LookedAhead,
    SeriesChecked,
    SpanCovered,
    SpanFailed,
    Synced,
    SyncFailed,
    SyncProgressed,
    SyncStopped,
)


class Background:
    """Runs one sync, one look into the past, one detail and one check at a time, in the workers of ``node``."""

    def __init__(self, node: DOMNode, desk: Desk) -> None:
        self._node = node
        self._desk = desk
        self._sync: Worker[None] | None = None
        self._ahead: Worker[None] | None = None
        self._left_off = False

    def on(self, node: DOMNode) -> Background:
        """The same for another node."""
        return Background(node, self._desk)

    @property
    def syncing(self) -> bool:
        """Whether a sync is under way."""
        return self._sync is not None and not self._sync.is_finished

    def sync(self, *, full: bool = False) -> None:
        """Begin a sync unless one is under way; posts SyncProgressed, then Synced or SyncFailed."""
        if not self.syncing:
            self._sync = self._begin("sync", partial(self._refresh, full))

    def stop(self) -> bool:
        """Stop the sync; whether there was one. What had arrived stays; posts SyncStopped.

        So ends, without a word, what ``look_ahead`` began.
        """
        self._node.workers.cancel_group(self._node, "ahead")
        if self._sync is None or not self.syncing:
            return False
        self._sync.cancel()
        self._post(SyncStopped())
        return True

    def look_ahead(self) -> None:
        """Fetch details of what is near, after all that is more urgent; posts LookedAhead where any came."""
        self._ahead = self._begin("ahead", self._look_ahead)

    def leave_off(self) -> None:
        """Leave off, until ``go_on``, what ``look_ahead`` began: someone waits for something else."""
        self._left_off = self._ahead is not None and not self._ahead.is_finished
        self._node.workers.cancel_group(self._node, "ahead")

    def go_on(self) -> None:
        """Take up what was left off."""
        if self._left_off:
            self._left_off = False
            self.look_ahead()

    def cover(self, span: Span) -> None:
        """Fetch what the cache lacks of a span; posts SpanCovered or SpanFailed.

        A newer wish goes before.
        """
        self._begin("cover", partial(self._cover, span))

    def detail(self, calendar_id: str, event_id: str) -> None:
        """Fetch an event's detail; posts DetailArrived or DetailFailed. A newer wish replaces an older one."""
        self._begin("detail", partial(self._detail, calendar_id, event_id))

    def chats(self, calendar_id: str, event_id: str, pages: Sequence[tuple[str, str]]) -> None:
        """Fetch pages of members of an event's chats: attendee ids with what each page comes after.

        Posts ChatsArrived or ChatsFailed. A newer wish replaces an older one.
        """
        self._begin("chats", partial(self._chats, calendar_id, event_id, pages))

    def check(self, calendar_id: str, event_id: str, window: Span, *, force: bool = False) -> None:
        """Hold a series against the server; posts SeriesChecked or CheckFailed. A newer wish replaces an older one."""
        self._begin("check", partial(self._check, calendar_id, event_id, window, force))

    def _begin(self, group: str, work: Callable[[], Coroutine[None, None, None]]) -> Worker[None]:
        """Work in place of what is under way in the group; not a coroutine yet, as it may be replaced unstarted."""
        return self._node.run_worker(work, group=group, exclusive=True)

    async def _refresh(self, full: bool) -> None:
        try:
            report = await self._desk.refresh(full, lambda progress: self._post(SyncProgressed(progress)))
        except FeishuTuiError as error:
            self._post(SyncFailed(error))
        else:
            self._post(Synced(report))

    async def _look_ahead(self) -> None:
        try:
            if await self._desk.look_ahead():
                self._post(LookedAhead())
        except CacheError as error:
            self._post(SyncFailed(error))

    async def _cover(self, span: Span) -> None:
        try:
            await self._desk.cover(span, busy=True)
        except FeishuTuiError as error:
            self._post(SpanFailed(error))
        else:
            self._post(SpanCovered(span))

    async def _detail(self, calendar_id: str, event_id: str) -> None:
        try:
            detail = await self._desk.detail(calendar_id, event_id)
        except FeishuTuiError as error:
            self._post(DetailFailed(calendar_id, event_id, error))
        else:
            self._post(DetailArrived(detail))

    async def _chats(self, calendar_id: str, event_id: str, pages: Sequence[tuple[str, str]]) -> None:
        try:
            for attendee_id, after in pages:
                await self._desk.chat(calendar_id, event_id, attendee_id, after)
        except FeishuTuiError as error:
            self._post(ChatsFailed(error))
        self._post(ChatsArrived())

    async def _check(self, calendar_id: str, event_id: str, window: Span, force: bool) -> None:
        try:
            checked = await self._desk.check(calendar_id, event_id, window, force=force)
        except FeishuTuiError as error:
            self._post(CheckFailed(calendar_id, event_id, error))
        else:
            self._post(SeriesChecked(checked))

    def _post(self, message: Message) -> None:
        self._node.post_message(message)
