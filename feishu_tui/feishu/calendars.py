"""The calendar endpoints, one method each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from feishu_tui.errors import BadResponse, NotFound
from feishu_tui.feishu.client import FeishuClient, path_of
from feishu_tui.feishu.codes import REPORT
from feishu_tui.feishu.envelope import Document
from feishu_tui.feishu.paging import Walk
from feishu_tui.feishu.wire.calendars import (
    BusyTime,
    busy_times_of,
    calendar_of,
    calendars_of,
    is_nameless,
    owners_of,
    primary_of,
)
from feishu_tui.feishu.wire.pages import marks_of
from feishu_tui.model import Calendar, CalendarList

PAGE_SIZE = 1000
LONGEST_BUSY_SPAN = timedelta(days=89)
"""90 days are allowed."""


class Calendars:
    """The calendars of the signed-in identity."""

    def __init__(self, client: FeishuClient) -> None:
        self._client = client

    async def list(self) -> CalendarList:
        """Every calendar the identity is subscribed to, in the server's order, deleted ones left out.

        Rows that cannot be read leave the list with a ``problem``.
        https://open.feishu.cn/document/server-docs/calendar-v4/calendar/list
        """
        found: dict[str, Calendar] = {}
        problem: BadResponse | None = None
        walk, token = Walk(states_end=True), ""
        while True:
            params = [("page_size", str(PAGE_SIZE)), *([("page_token", token)] if token else [])]
            marks = marks_of(await self._client.get(path_of("calendars"), params), "calendar_list")
            if is_nameless(marks.rows):
                problem = BadResponse(
                    "The id of a calendar arrived damaged; none is taken off the list.",
                    hint=REPORT,
                    log_id=marks.log_id,
                )
            for calendar in calendars_of(marks.rows):
                found.setdefault(calendar.calendar_id, calendar)
            following = walk.next_token(marks)
            if following is None:
                listed = CalendarList(found.values())
                listed.problem = problem
                return listed
            token = following

    async def get(self, calendar_id: str) -> Calendar:
        """One calendar. Raises ``NotFound`` for one that is not there.

        https://open.feishu.cn/document/server-docs/calendar-v4/calendar/get
        """
        calendar = calendar_of(await self._client.get(path_of("calendars", calendar_id)))
        if calendar is None:
            raise NotFound("This calendar has been deleted.", hint="Refresh the calendar list.")
        return calendar

    async def primary(self) -> Calendar:
        """The identity's own calendar.

        https://open.feishu.cn/document/server-docs/calendar-v4/calendar/primary
        """
        calendar = primary_of(await self._client.post(path_of("calendars", "primary")))
        if calendar is None:
            raise BadResponse("The server names no primary calendar.")
        return calendar

    async def owners(self, user_ids: Sequence[str]) -> dict[str, str]:
        """The primary calendars of one to ten users, by calendar id the open_id of whose it is.

        Raises an error for all of them where the server does not know one.
        https://open.feishu.cn/document/server-docs/calendar-v4/calendar/primarys
        """
        body: Document = {"user_ids": list(user_ids)}
        return owners_of(await self._client.post(path_of("calendars", "primarys"), json=body))

    async def free_busy(
        self, start: datetime, end: datetime, *, user_id: str = "", room_id: str = ""
    ) -> tuple[BusyTime, ...]:
        """When a user (open_id) or a room is taken between two aware times, sorted by start.

        https://open.feishu.cn/document/server-docs/calendar-v4/calendar/list-2
        """
        who: Document = {"user_id": user_id} if user_id else {"room_id": room_id}
        found: set[BusyTime] = set()
        for first, last in _pieces(start, end):
            body: Document = {"time_min": first.isoformat(), "time_max": last.isoformat(), **who}
            found.update(busy_times_of(await self._client.post(path_of("freebusy", "list"), json=body)))
        return tuple(sorted(found, key=lambda busy: (busy.start, busy.end)))


def _pieces(start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    while end - start > LONGEST_BUSY_SPAN:
        yield start, start + LONGEST_BUSY_SPAN
        start += LONGEST_BUSY_SPAN
    yield start, end
