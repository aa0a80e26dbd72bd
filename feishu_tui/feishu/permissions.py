"""What the identity may read, found out by one cheap request for each thing the program does."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from datetime import datetime, timedelta
from typing import Generic, Literal, TypeVar

from feishu_tui.errors import FeishuTuiError, NotFound
from feishu_tui.feishu.codes import ATTENDEES_HIDDEN, EVENT_ID_INVALID
from feishu_tui.feishu.connect import Feishu
from feishu_tui.feishu.users import Person, who
from feishu_tui.lazy_dataclasses import dataclass

Feature = Literal["calendars", "events", "attendees", "free_busy"]

NO_CALENDAR, NO_EVENT = "feishu.cn_none@group.calendar.feishu.cn", "none_0"
"""Well-formed ids of nothing. The gateway asks for the scope before anybody looks for what an id names."""
_LOOKED_AT = frozenset({ATTENDEES_HIDDEN, EVENT_ID_INVALID, 191002, 191004, 193002})
"""Refusals by what stands behind the gateway: the scope was there."""
_SPAN = timedelta(days=1)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Permissions:
    """What came of asking: for each feature that was tried why it does not work, ``None`` where it does."""

    person: Person | None
    """Who the token belongs to; ``None`` for an app's, and where the server did not say."""
    problems: dict[Feature, FeishuTuiError | None]


@dataclass(frozen=True, slots=True)
class _Answer(Generic[T]):
    found: T | None = None
    problem: FeishuTuiError | None = None


async def try_permissions(feishu: Feishu, now: datetime) -> Permissions:
    """Reads a little of everything as the signed-in identity; free and busy times only of a person, their own."""
    person, own = await asyncio.gather(_asked(who(feishu.client)), _asked(feishu.calendars.primary()))
    calendar_id = own.found.calendar_id if own.found else NO_CALENDAR
    start, end = int(now.timestamp()), int((now + _SPAN).timestamp())
    calendars, events = await asyncio.gather(
        _asked(feishu.calendars.list()), _asked(feishu.events.window(calendar_id, start, end))
    )
    event_id = events.found.events[0].event.event_id if events.found and events.found.events else NO_EVENT
    attendees = await _asked(feishu.events.attendees(calendar_id, event_id))
    problems: dict[Feature, FeishuTuiError | None] = {
        "calendars": calendars.problem or own.problem,
        "events": events.problem,
        "attendees": attendees.problem,
    }
    if person.found and person.found.open_id:
        busy = await _asked(feishu.calendars.free_busy(now, now + _SPAN, user_id=person.found.open_id))
        problems["free_busy"] = busy.problem
    return Permissions(person.found, problems)


async def _asked(work: Awaitable[T]) -> _Answer[T]:
    try:
        return _Answer(found=await work)
    except NotFound:
        return _Answer()
    except FeishuTuiError as exc:
        return _Answer() if exc.code in _LOOKED_AT else _Answer(problem=exc)
