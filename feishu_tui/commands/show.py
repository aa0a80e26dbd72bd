"""``feishu-tui show``: one event with attendees, meeting settings and attachments."""

from __future__ import annotations

import json
import shutil
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from feishu_tui.commands.documents import time_text
from feishu_tui.commands.output import print_json, print_text
from feishu_tui.commands.session import PATIENCE_SECONDS, Session, chosen, tell
from feishu_tui.config import Config
from feishu_tui.errors import FeishuTuiError, NotFound, NotPermitted, UsageError
from feishu_tui.language import Language
from feishu_tui.model import Calendar, EventDetail, Occurrence, original_time_of
from feishu_tui.store import CalendarState, Store
from feishu_tui.sync.desk import SyncDesk
from feishu_tui.ui.detail_lines import detail_lines
from feishu_tui.ui.line import text_of
from feishu_tui.ui.subject import Subject

WIDEST = 100


@dataclass(frozen=True, slots=True)
class Found:
    """An event as the server or the cache told it."""

    detail: EventDetail
    fetched_at: float
    """Unix seconds."""


def run(arguments: Namespace, config: Config) -> int:
    """Print the event; raises NotFound where no calendar has it."""
    with Session(config) as session:
        found = _found(session, arguments)
        if arguments.json:
            print_json(
                {
                    "event": json.loads(found.detail.raw),
                    "calendar_id": found.detail.event.calendar_id,
                    "fetched_at": time_text(found.fetched_at, config.zone),
                }
            )
        else:
            print_text(_text(found, session, config))
    return 0


def _found(session: Session, arguments: Namespace) -> Found:
    """From the server; from the cache, with a note, when the server cannot be asked."""
    if not arguments.event_id.strip():
        raise UsageError("An event id is needed.", hint="feishu-tui agenda --json prints them.")
    cached = _cached(session.store, arguments)
    try:
        return session.online(lambda desk: _ask(session, desk, arguments), PATIENCE_SECONDS if cached else None)
    except (UsageError, NotFound):
        raise
    except FeishuTuiError as error:
        if cached is None:
            raise
        tell(error, "Shown as last read, since the server could not be asked")
        return cached


async def _ask(session: Session, desk: SyncDesk, arguments: Namespace) -> Found:
    event_id = arguments.event_id.strip()
    if not session.store.calendars():
        await desk.refresh(calendar_ids=())
    refused: FeishuTuiError | None = None
    for calendar_id in _places(session.store, arguments.calendar, event_id):
        try:
            return Found(await desk.detail(calendar_id, event_id), session.config.clock().timestamp())
        except (NotFound, NotPermitted) as error:
            refused = refused if isinstance(refused, NotPermitted) else error
    raise refused or NotFound(
        f"No calendar here has an event {event_id}.", hint="Ids come from: feishu-tui agenda --json"
    )


def _places(store: Store, asked: Sequence[str], event_id: str) -> list[str]:
    """Where to look: the calendars named, else the one that has it in the cache, else every one that lists events."""
    states = store.calendars()
    if asked:
        return [state.calendar.calendar_id for state in chosen(states, asked)]
    known = store.event(None, event_id)
    if known is not None:
        return [known.event.calendar_id]
    return [state.calendar.calendar_id for state in states if state.calendar.lists_events]


def _cached(store: Store, arguments: Namespace) -> Found | None:
    states = store.calendars()
    places: list[str | None] = [None]
    if arguments.calendar and states:
        places = [state.calendar.calendar_id for state in chosen(states, arguments.calendar)]
    for place in places:
        stored = store.event(place, arguments.event_id.strip())
        if stored is None:
            continue
        detailed = store.detail(stored.event.calendar_id, stored.event.event_id)
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
