"""``feishu-tui search``: the cache's answer and the server's, merged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from feishu_tui.commands.documents import occurrence_document
from feishu_tui.commands.output import note, print_json, print_text
from feishu_tui.commands.search_text import search_text
from feishu_tui.commands.session import Session, are_known, chosen, name_of, nothing_read, tell
from feishu_tui.config import Config
from feishu_tui.dates import parse_date
from feishu_tui.errors import FeishuTuiError, NotFound, UsageError
from feishu_tui.language import Language
from feishu_tui.lazy_dataclasses import dataclass, field
from feishu_tui.model import Calendar
from feishu_tui.query import Query, any_of, parse
from feishu_tui.sentence import Sentence
from feishu_tui.store import CalendarState
from feishu_tui.store.hits import Hit, merged, without_copies

if TYPE_CHECKING:
    from argparse import Namespace

    from feishu_tui.sync.desk import SyncDesk
    from feishu_tui.sync.finding import Answer

PARTLY_DONE = 5


@dataclass(slots=True)
class _Search:
    """One search of some calendars, and what has come of it so far."""

    session: Session
    arguments: Namespace
    query: Query
    now: datetime
    """In the display zone."""
    local: list[Hit] | None = None
    answer: Answer | None = None
    """The server's."""
    failed: dict[str, FeishuTuiError] = field(default_factory=dict)
    """Calendars that could not be read or searched."""

    @property
    def hits(self) -> list[Hit]:
        """What both sides found."""
        return merged(self.local or [], self.answer.hits if self.answer is not None else [])

    @property
    def states(self) -> list[CalendarState]:
        """The calendars asked for; all of them where the query itself names some."""
        states = self.session.store.calendars()
        names: list[str] = self.arguments.calendar
        if not names and any(each.field == "cal" for each in self.query.conditions):
            return states
        return chosen(states, names)

    @property
    def calendar_ids(self) -> list[str]:
        """Their ids."""
        return [state.calendar.calendar_id for state in self.states]

    def is_in_cache(self) -> bool:
        """Whether anything of them was ever read."""
        known = are_known(self.session.store.calendars(), self.arguments.calendar)
        return known and any(state.synced_at is not None for state in self.states)

    def look(self) -> None:
        """Search the cache."""
        self.local = self.session.store.search(self.query, self.now, self.calendar_ids, limit=None)


def run(arguments: Namespace, config: Config) -> int:
    """Print what is found; 5 when some calendars failed."""
    query = asked_query(arguments, config)
    now = config.clock().astimezone(config.zone)
    with Session(config) as session:
        search = _Search(session, arguments, query, now)
        if arguments.local:
            if arguments.demo:
                # The demo's cache is empty, and there is no other command to fill it.
                session.online(_fill)
            _look_only(search)
        else:
            _ask_both(search)
        states = session.store.calendars()
    _tell_failed(search, states)
    hits = search.hits
    calendars = {state.calendar.calendar_id: state.calendar for state in states}
    if arguments.json:
        print_json(_document(query, hits, calendars, config))
    else:
        shown = without_copies(hits, calendars.values())
        print_text(search_text(shown, calendars, now, Language(config.lang)))
    return PARTLY_DONE if search.failed else 0


def asked_query(arguments: Namespace, config: Config) -> Query:
    """What QUERY and the options mean. Raises UsageError for days that cannot be read, and where nothing is asked."""
    today = config.clock().astimezone(config.zone).date()
    first, last = _day(arguments.first, today, config), _day(arguments.until, today, config)
    if first is not None and last is not None and last < first:
        raise UsageError(
            Sentence("--until {last} lies before {first}.", last=last, first=first),
            hint="Both days are included in the range.",
        )
    taking_part = (
        *any_of("with", arguments.attendee),
        *any_of("room", arguments.room),
        *any_of("chat", arguments.chat),
    )
    query = parse(arguments.query, today, config.week_start)
    if first is not None or last is not None or taking_part:
        query = query.narrowed(first, last, *taking_part)
    if query.is_empty:
        raise UsageError(
            "There is nothing to search for.", hint="Such as: feishu-tui search review, or with:li, or --from today"
        )
    return query


def _day(text: str | None, today: date, config: Config) -> date | None:
    return None if text is None else parse_date(text, today, config.week_start)


def _look_only(search: _Search) -> None:
    if not search.session.store.calendars():
        raise nothing_read()
    # A name that says nothing comes before there being nothing.
    if not any(state.synced_at is not None for state in search.states):
        raise nothing_read()
    search.look()


def _ask_both(search: _Search) -> None:
    """Ask the server; where that fails, what the cache holds is the answer. Raises where it holds nothing."""
    useful = search.is_in_cache() and not search.arguments.server
    try:
        search.session.online(lambda desk: _ask(desk, search), hurried=useful)
    except UsageError:
        raise
    except FeishuTuiError as error:
        if not useful:
            raise
        tell(error, "Only what was read before is searched, since the server could not be asked")
        if search.local is None:
            search.look()


async def _ask(desk: SyncDesk, search: _Search) -> None:
    import asyncio

    store, names = search.session.store, search.arguments.calendar
    if not are_known(store.calendars(), names):
        await desk.refresh(calendar_ids=())
    if not store.calendars():
        raise NotFound("The server lists no calendar for this identity.")
    if not search.arguments.server:
        await _read_new(desk, search)
        await asyncio.to_thread(search.look)
    search.answer = await desk.search(search.query, search.now, search.calendar_ids)
    search.failed |= search.answer.failed


async def _fill(desk: SyncDesk) -> None:
    async with desk.looking_ahead():
        await desk.refresh()


async def _read_new(desk: SyncDesk, search: _Search) -> None:
    """Read the calendars that were never read, and who comes to what is near in them."""
    listed = (state for state in search.states if state.calendar.lists_events and state.error_code is None)
    new = [state.calendar.calendar_id for state in listed if state.synced_at is None]
    if new:
        async with desk.looking_ahead(new):
            report = await desk.refresh(calendar_ids=new)
        search.failed = {each.calendar_id: each.error for each in report.failed if each.error is not None}


def _tell_failed(search: _Search, states: Sequence[CalendarState]) -> None:
    """Tell what failed. Raises its error where only the server was asked and no calendar was searched."""
    asked = search.answer.asked if search.answer is not None else 0
    if search.arguments.server and search.failed and len(search.failed) == asked:
        raise next(iter(search.failed.values()))
    for calendar_id, error in search.failed.items():
        tell(error, Sentence("The server did not search {name}", name=name_of(states, calendar_id)))
    if search.arguments.server and not asked:
        note("The server cannot answer this: it looks for titles of up to 200 characters, and for ids.")


def _document(
    query: Query, hits: Sequence[Hit], calendars: Mapping[str, Calendar], config: Config
) -> dict[str, object]:
    return {
        "query": query.raw,
        "results": [
            {
                **occurrence_document(hit.occurrence, calendars.get(hit.event.calendar_id), config.zone),
                "times": hit.times,
                "source": hit.source,
            }
            for hit in hits
        ],
    }
