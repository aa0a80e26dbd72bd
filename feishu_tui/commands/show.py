"""``feishu-tui show``: one event with attendees, meeting settings and attachments."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from feishu_tui.commands.documents import time_text
from feishu_tui.commands.output import print_json, print_text
from feishu_tui.commands.session import Session, are_known, chosen, tell
from feishu_tui.config import Config
from feishu_tui.errors import (
    FeishuTuiError,
    NetworkError,
    NotFound,
    NotPermitted,
    NotSignedIn,
    QuotaExhausted,
    UsageError,
)
from feishu_tui.language import Language
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.model import Calendar, EventDetail, Occurrence, original_time_of
from feishu_tui.sentence import Sentence
from feishu_tui.store import CalendarState, Store
from feishu_tui.ui.detail_lines import detail_lines
from feishu_tui.ui.line import text_of
from feishu_tui.ui.subject import Subject

if TYPE_CHECKING:
    from argparse import Namespace

    from feishu_tui.sync.desk import SyncDesk

WIDEST = 100
EVENT_REFUSED = 193002
"""The identity may not see this event (api documentation, event error codes)."""


@dataclass(frozen=True, slots=True)
class Found:
    """An event as the server or the cache told it."""

    detail: EventDetail
    fetched_at: float
    """Unix seconds."""


def run(arguments: Namespace, config: Config) -> int:
    """Print the event. Raises NotFound where no calendar has it."""
    event_id = arguments.event_id.strip()
    if not event_id:
        raise UsageError("An event id is needed.", hint="feishu-tui agenda --json prints them.")
    with Session(config) as session:
        found = _found(session, event_id, arguments.calendar)
        if arguments.json:
            print_json(_document(found, config))
        else:
            print_text(_text(found, session, config))
    return 0


def _document(found: Found, config: Config) -> dict[str, object]:
    return {
        "event": json.loads(found.detail.raw),
        "calendar_id": found.detail.event.calendar_id,
        "fetched_at": time_text(found.fetched_at, config.zone),
    }


def _found(session: Session, event_id: str, asked: Sequence[str]) -> Found:
    """From the server; from the cache, with a note, when the server cannot be asked."""
    cached = _cached(session.store, event_id, asked)
    try:
        return session.online(lambda desk: _ask(session, desk, event_id, asked), hurried=cached is not None)
    except (UsageError, NotFound):
        raise
    except FeishuTuiError as error:
        if cached is None:
            raise
        tell(error, "Shown as last read, since the server could not be asked")
        return cached


async def _ask(session: Session, desk: SyncDesk, event_id: str, asked: Sequence[str]) -> Found:
    if not are_known(session.store.calendars(), asked):
        await desk.refresh(calendar_ids=())
    refusals: list[FeishuTuiError] = []
    for calendar_id in _places(session.store, event_id, asked):
        try:
            return Found(await desk.detail(calendar_id, event_id), session.config.clock().timestamp())
        except (NetworkError, NotSignedIn, QuotaExhausted, UsageError):
            raise
        except FeishuTuiError as error:
            refusals.append(error)
    raise _most_telling(refusals, event_id)


def _most_telling(refusals: Sequence[FeishuTuiError], event_id: str) -> FeishuTuiError:
    """Of several calendars' answers the one about the event itself; that there is none says most of them."""
    if len(refusals) == 1:
        return refusals[0]
    own = [each for each in refusals if each.code == EVENT_REFUSED]
    failures = [each for each in refusals if not isinstance(each, (NotFound, NotPermitted))]
    missing = NotFound(
        Sentence("No calendar here has an event {event_id}.", event_id=event_id),
        hint="Ids come from: feishu-tui agenda --json",
    )
    return next(iter(own + failures), missing)


def _places(store: Store, event_id: str, asked: Sequence[str]) -> list[str]:
    """Where to look: the calendars named, else the one that has it in the cache, else every one that lists events."""
    states = store.calendars()
    if asked:
        return [state.calendar.calendar_id for state in chosen(states, asked)]
    known = store.event(None, event_id)
    if known is not None:
        return [known.event.calendar_id]
    return [state.calendar.calendar_id for state in states if state.calendar.lists_events]


def _cached(store: Store, event_id: str, asked: Sequence[str]) -> Found | None:
    states = store.calendars()
    if not are_known(states, asked):
        return None
    places: list[str | None] = [state.calendar.calendar_id for state in chosen(states, asked)] if asked else [None]
    for place in places:
        stored = store.event(place, event_id)
        if stored is None:
            continue
        detailed = store.detail(stored.event.calendar_id, event_id)
        detailed = detailed or store.detail(stored.event.calendar_id, stored.event.event_id)
        if detailed is not None:
            return Found(*detailed)
        return Found(EventDetail(stored.event, raw=stored.raw), stored.fetched_at)
    return None


def _text(found: Found, session: Session, config: Config) -> str:
    event = found.detail.event
    states: list[CalendarState] = session.store.calendars()
    calendars: dict[str, Calendar] = {state.calendar.calendar_id: state.calendar for state in states}
    recurring = event.is_series or event.is_exception or event.original_time != 0
    original = event.original_time or (original_time_of(event.start) if recurring else 0)
    master = session.store.event(event.calendar_id, f"{event.series_uid}_0") if event.is_exception else None
    subject = Subject(
        occurrence=Occurrence(event, event.start, event.end, original, recurring),
        calendar=calendars.get(event.calendar_id),
        zone=config.zone,
        now=config.clock(),
        say=Language(config.lang),
        detail=found.detail,
        fetched_at=datetime.fromtimestamp(found.fetched_at, UTC),
        master=master.event if master else None,
    )
    columns = min(shutil.get_terminal_size().columns, WIDEST)
    return "\n".join(text_of(line).rstrip() for line in detail_lines(subject, columns))
