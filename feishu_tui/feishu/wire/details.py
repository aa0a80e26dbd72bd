"""The single event with what only the single-event call tells.

https://open.feishu.cn/document/server-docs/calendar-v4/calendar-event/get
"""

from __future__ import annotations

from feishu_tui.errors import BadResponse
from feishu_tui.feishu.wire.events import Skipped, read_event
from feishu_tui.feishu.wire.people import attendees_of, check_in_of, meeting_settings_of
from feishu_tui.feishu.wire.times import AllDayEnd
from feishu_tui.feishu.wire.values import Row, flag, inner
from feishu_tui.model import EventDetail
from feishu_tui.sentence import Sentence


def detail_of(data: Row, calendar_id: str, all_day_end: AllDayEnd) -> tuple[EventDetail, bool]:
    """The event in the reply of events/get, and whether it has more attendees than are given.

    Raises ``BadResponse`` for an event that cannot be shown.
    """
    row = inner(data, "event")
    listed = read_event(row, calendar_id, all_day_end)
    if isinstance(listed, Skipped):
        raise BadResponse(Sentence("The server's answer holds no event: {reason}", reason=listed.reason))
    attendees = row.get("attendees")
    detail = EventDetail(
        event=listed.event,
        attendees=attendees_of(attendees if isinstance(attendees, list) else ()),
        settings=meeting_settings_of(row),
        check_in=check_in_of(row),
        raw=listed.raw,
    )
    return detail, bool(flag(row.get("has_more_attendee")))
