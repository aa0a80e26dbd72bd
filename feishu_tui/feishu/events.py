"""The event endpoints, one method each."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import cast

from feishu_tui.errors import NetworkError, NotFound, NotPermitted, ServerError, TokenExpired
from feishu_tui.feishu.client import FeishuClient, Parameters, path_of
from feishu_tui.feishu.codes import ATTENDEES_HIDDEN, EVENT_ID_INVALID, EVENT_NOT_FOUND
from feishu_tui.feishu.envelope import Document
from feishu_tui.feishu.paging import Walk
from feishu_tui.feishu.pieces import DAY, bisected, bounded, in_span, pieces
from feishu_tui.feishu.wire.details import detail_of
from feishu_tui.feishu.wire.events import Listed, Skipped, read_event, read_events, read_occurrence
from feishu_tui.feishu.wire.pages import Marks, marks_of, require_end
from feishu_tui.feishu.wire.people import attendees_of, chat_members_of
from feishu_tui.feishu.wire.times import AllDayEnd
from feishu_tui.feishu.wire.written import ROWS_A_TURN
from feishu_tui.lazy_dataclasses import dataclass, field, replace
from feishu_tui.model import Attendee, ChatMember, EventDetail, Occurrence, split_event_id
from feishu_tui.sentence import Sentence
from feishu_tui.text import clean

LIST_PAGE = 1000
INSTANCES_PAGE = 500
SMALL_PAGE = 100
"""Rows a page, the documented maximum of each endpoint."""
MOST_INSTANCES = 20_000
"""Of one series in one piece of a span; a rule by the second would have the server send millions."""
INSTANCES_SPAN = 700 * DAY
"""Two years are allowed."""
VIEW_SPAN = 39 * DAY
"""Less than 40 days, or at most 40: the page says both."""
LONGEST_QUERY = 200

__all__ = ["Events", "Listed", "Page", "Skipped"]


@dataclass(frozen=True, slots=True)
class Page:
    """One reply of events/list."""

    events: tuple[Listed, ...]
    skipped: tuple[Skipped, ...] = ()
    sync_token: str | None = None
    """Where the next incremental sync goes on; only ever on the last page, ``None`` if the server gave none."""
    last: bool = True
    truncated: bool = False
    """For a window: the server may have cut it."""
    is_listed: bool = True
    """Whether the rows were given, rather than ``null`` or nothing at all."""
    log_id: str = field(default="", compare=False)

    @property
    def received(self) -> int:
        """How many rows the server sent."""
        return len(self.events) + len(self.skipped)


class Events:
    """The events of one identity's calendars. Times are Unix seconds; spans are half open."""

    def __init__(self, client: FeishuClient, all_day_end: AllDayEnd = "exclusive") -> None:
        self._client = client
        self._all_day_end = all_day_end

    async def full(self, calendar_id: str, anchor: int) -> AsyncIterator[Page]:
        """Everything from ``anchor`` on, page by page: series as masters with their exceptions, never expanded.

        Old masters always come, exceptions only with an original time from ``anchor`` on; cancelled events may come.
        https://open.feishu.cn/document/server-docs/calendar-v4/calendar-event/list
        """
        fixed = [("anchor_time", str(bounded(anchor))), ("page_size", str(LIST_PAGE))]
        walk = Walk(states_end=True)
        coming = asyncio.ensure_future(self._list(calendar_id, fixed))
        try:
            while True:
                marks = await coming
                following = walk.next_token(marks)
                if following is not None:
                    # The server's next page is under way while this one is read and stored.
                    coming = asyncio.ensure_future(self._list(calendar_id, [*fixed, ("page_token", following)]))
                reading = self._page(marks, calendar_id, last=following is None)
                del marks  # of thousands of events each costs memory: they are not needed while these are stored
                yield await reading  # nor is it kept here itself
                if following is None:
                    return
        finally:
            _give_up(coming)

    async def changes(self, calendar_id: str, sync_token: str) -> AsyncIterator[Page]:
        """What changed since ``sync_token`` was given, page by page; deletions come as cancelled events.

        How a delta of several pages goes on is not documented: by its page token alone, else by its newest sync token.
        Raises ``TokenExpired`` where the calendar has to be pulled in full.
        https://open.feishu.cn/document/server-docs/calendar-v4/calendar-event/list
        """
        walk, newest = Walk(), sync_token
        position = ("sync_token", sync_token)
        while True:
            marks = await self._list(calendar_id, [position, ("page_size", str(LIST_PAGE))])
            if not marks.has_more and (marks.has_more is False or marks.sync_token or not marks.page_token):
                require_end(marks)
                yield await self._page(marks, calendar_id, last=True)
                return
            if marks.page_token:
                position = ("page_token", walk.next_token(marks) or "")
            elif marks.sync_token and marks.sync_token != newest:
                walk.count(marks)
                newest = marks.sync_token
                position = ("sync_token", newest)
            else:
                raise TokenExpired(
                    "The server says that more changes follow, but not where.",
                    hint="The calendar is read anew.",
                    log_id=marks.log_id,
                )
            yield await self._page(marks, calendar_id, last=False)

    async def window(self, calendar_id: str, start: int, end: int) -> Page:
        """The events the server finds between ``start`` and ``end``, in one reply that it cuts without saying so.

        ``truncated`` tells that it may have been cut: ask for halves then. Which rule decides at the borders is not
        documented; filter what comes. A series may come without an exception that was moved out of the window.
        https://open.feishu.cn/document/server-docs/calendar-v4/calendar-event/list
        """
        marks = await self._list(
            calendar_id,
            [
                ("start_time", str(bounded(start))),
                ("end_time", str(bounded(end))),
                ("page_size", str(LIST_PAGE)),
            ],
        )
        events, skipped = await self._read(marks.rows, calendar_id)
        return Page(events, skipped, truncated=bool(marks.has_more) or len(marks.rows) >= LIST_PAGE)

    async def get(self, calendar_id: str, event_id: str, *, once: bool = False) -> EventDetail:
        """One event with attendees, meeting settings and check-in; with ``once`` not asked again where that fails.

        For an ordinary occurrence of a series, which the server may not know by its id: the series with the times of
        the occurrence. Raises ``NotFound`` for one that is not there.
        https://open.feishu.cn/document/server-docs/calendar-v4/calendar-event/get
        """
        uid, original_time = split_event_id(event_id)
        try:
            return await self._get(calendar_id, event_id, once)
        except NotFound as exc:
            if exc.code not in (EVENT_ID_INVALID, EVENT_NOT_FOUND) or not original_time:
                raise
            missing = exc
        try:
            master = await self._get(calendar_id, f"{uid}_0", once)
        except NotFound:
            raise missing from None
        all_day = master.event.all_day
        found = await self.instances(calendar_id, f"{uid}_0", original_time - DAY, original_time + DAY, all_day=all_day)
        occurrence = next((one for one in found if one.original_time == original_time), None)
        if occurrence is None:
            raise missing
        event = replace(master.event.at(occurrence.start, occurrence.end), event_id=event_id)
        return replace(master, event=event)

    async def instances(
        self, calendar_id: str, event_id: str, start: int, end: int, *, all_day: bool = False
    ) -> list[Occurrence]:
        """The occurrences of a series that overlap the span, exceptions at their own time, cancelled ones left out.

        ``event_id`` is the master's; ``all_day`` says that the series is an all-day one, whose instances may come with
        timestamps. All-day occurrences a day to either side may be among them.
        https://open.feishu.cn/document/server-docs/calendar-v4/calendar-event/instances
        """
        path = path_of("calendars", calendar_id, "events", event_id, "instances")
        found: list[Occurrence] = []
        for first, last in pieces(start, end, INSTANCES_SPAN):
            params = [("start_time", str(first)), ("end_time", str(last)), ("page_size", str(INSTANCES_PAGE))]
            for row in await self._rows(path, params, most=MOST_INSTANCES):
                occurrence = read_occurrence(row, calendar_id, self._all_day_end, all_day=all_day)
                if occurrence is not None:
                    found.append(occurrence)
        return in_span(found, start, end)

    async def view(self, calendar_id: str, start: int, end: int) -> list[Occurrence]:
        """The server's own expansion of everything that overlaps the span, cancelled ones left out.

        Primary and shared calendars only. All-day occurrences a day to either side may be among them.
        https://open.feishu.cn/document/server-docs/calendar-v4/calendar-event/instance_view
        """
        path = path_of("calendars", calendar_id, "events", "instance_view")

        async def fetch(first: int, last: int) -> list[Occurrence]:
            data = await self._client.get(path, [("start_time", str(first)), ("end_time", str(last))])
            read = (read_occurrence(row, calendar_id, self._all_day_end) for row in marks_of(data).rows)
            return [occurrence for occurrence in read if occurrence is not None]

        found: list[Occurrence] = []
        for first, last in pieces(start, end, VIEW_SPAN):
            found += await bisected(fetch, first, last)
        return in_span(found, start, end)

    async def search(
        self,
        calendar_id: str,
        query: str,
        start: int,
        end: int,
        *,
        user_ids: Sequence[str] = (),
        room_ids: Sequence[str] = (),
        chat_ids: Sequence[str] = (),
    ) -> list[Listed]:
        """The events whose title matches ``query`` (200 characters at most) and that touch the span, each once.

        Of each list of ids at least one must take part; an event has to satisfy every list. Without a span the server
        would look at about a month only, so there always is one. Cancelled events are left out.
        https://open.feishu.cn/document/server-docs/calendar-v4/calendar-event/search
        """
        filters: Document = {
            "start_time": {"timestamp": str(bounded(start))},
            "end_time": {"timestamp": str(bounded(end))},
        }
        for name, ids in (("user_ids", user_ids), ("room_ids", room_ids), ("chat_ids", chat_ids)):
            if ids:
                filters[name] = list(ids)
        body: Document = {"query": clean(query)[:LONGEST_QUERY], "filter": filters}
        path = path_of("calendars", calendar_id, "events", "search")
        rows = await self._rows(path, [("page_size", str(SMALL_PAGE))], body)
        events, _skipped = await self._read(rows, calendar_id)
        found = {listed.event.event_id: listed for listed in events if listed.event.status != "cancelled"}
        return [*found.values()]

    async def attendees(self, calendar_id: str, event_id: str) -> tuple[Attendee, ...]:
        """Everybody invited. Raises ``NotPermitted`` (194001) where the organizer hides them.

        https://open.feishu.cn/document/server-docs/calendar-v4/calendar-event-attendee/list
        """
        path = path_of("calendars", calendar_id, "events", event_id, "attendees")
        return attendees_of(await self._rows(path, [("page_size", str(SMALL_PAGE))]))

    async def chat_members(
        self, calendar_id: str, event_id: str, attendee_id: str, page_token: str = ""
    ) -> tuple[tuple[ChatMember, ...], str]:
        """A page of an invited group's members and the token of the next page, empty after the last.

        The identity has to be a member. Raises ``TokenExpired`` for a page token that has ended.
        https://open.feishu.cn/document/server-docs/calendar-v4/calendar-event-attendee-chat_member/list
        """
        path = path_of("calendars", calendar_id, "events", event_id, "attendees", attendee_id, "chat_members")
        asked = [("page_size", str(SMALL_PAGE)), *([("page_token", page_token)] if page_token else [])]
        marks = marks_of(await self._client.get(path, asked))
        following = Walk().next_token(marks) or ""
        # A page that leads to itself has no end.
        return chat_members_of(marks.rows), "" if following == page_token else following

    async def _list(self, calendar_id: str, params: Parameters) -> Marks:
        def read(row: object, written: str) -> Listed | Skipped:
            return read_event(row, calendar_id, self._all_day_end, written)

        return marks_of(await self._client.get(path_of("calendars", calendar_id, "events"), params, reader=read))

    async def _page(self, marks: Marks, calendar_id: str, *, last: bool) -> Page:
        events, skipped = await self._read(marks.rows, calendar_id)
        return Page(
            events,
            skipped,
            (marks.sync_token or None) if last else None,
            last,
            is_listed=marks.is_listed,
            log_id=marks.log_id,
        )

    async def _read(self, rows: list[object], calendar_id: str) -> tuple[tuple[Listed, ...], tuple[Skipped, ...]]:
        """Reads rows that were not read yet, letting others have a turn: a full page takes longer than a frame."""
        if all(type(row) is Listed for row in rows):
            return cast(tuple[Listed, ...], tuple(rows)), ()
        events: list[Listed] = []
        skipped: list[Skipped] = []
        for first in range(0, len(rows), ROWS_A_TURN):
            read, unread = read_events(rows[first : first + ROWS_A_TURN], calendar_id, self._all_day_end)
            events += read
            skipped += unread
            await asyncio.sleep(0)
        return tuple(events), tuple(skipped)

    async def _rows(
        self, path: str, params: Parameters, body: Document | None = None, most: int | None = None
    ) -> list[object]:
        """All rows of a list in pages: by POST with ``body``, else by GET. Raises ``ServerError`` beyond ``most``."""
        rows: list[object] = []
        walk, token = Walk(), ""
        while True:
            asked = [*params, *([("page_token", token)] if token else [])]
            data = await (self._client.post(path, asked, body) if body else self._client.get(path, asked))
            marks = marks_of(data, may_be_bare=body is not None)
            rows += marks.rows
            following = walk.next_token(marks)
            if following is None:
                return rows
            if most is not None and len(rows) >= most:
                raise ServerError(Sentence("The server has more than {most} occurrences here.", most=most))
            token = following

    async def _get(self, calendar_id: str, event_id: str, once: bool) -> EventDetail:
        try:
            data = await self._ask(calendar_id, event_id, once, attendees=True)
        except NotPermitted as exc:
            if exc.code != ATTENDEES_HIDDEN:
                raise
            data = await self._ask(calendar_id, event_id, once, attendees=False)
            return replace(detail_of(data, calendar_id, self._all_day_end)[0], attendees_hidden=True)
        detail, more = detail_of(data, calendar_id, self._all_day_end)
        if not more:
            return detail
        try:
            return replace(detail, attendees=await self.attendees(calendar_id, event_id))
        except (NotPermitted, ServerError, NetworkError):
            cut = "The event has more attendees than the server would give just now."
            return replace(detail, event=replace(detail.event, problems=(*detail.event.problems, cut)))

    async def _ask(self, calendar_id: str, event_id: str, once: bool, *, attendees: bool) -> Document:
        params = [("need_meeting_settings", "true"), ("need_attendee", "true" if attendees else "false")]
        if attendees:
            params.append(("max_attendee_num", str(SMALL_PAGE)))
        return await self._client.get(path_of("calendars", calendar_id, "events", event_id), params, once=once)


def _give_up(request: asyncio.Future[Marks]) -> None:
    """Let a request go whose answer nobody waits for any more, whatever it would be."""
    if not request.cancel() and not request.cancelled():
        request.exception()
