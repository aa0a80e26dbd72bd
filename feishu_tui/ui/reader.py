"""What the screen reads from the cache: days, calendars, marks, what is next."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from feishu_tui.agenda import Day, days, days_of, is_over, merge_copies, next_up, overlapping, own_instances, takes_time
from feishu_tui.dates import WEEKENDS, DaysOff
from feishu_tui.language import Language
from feishu_tui.lazy_json import dumps, loads
from feishu_tui.model import Calendar, Chat, Event, EventDetail, Occurrence, Span, split_event_id
from feishu_tui.ui.agenda_lines import AgendaLook, title_of
from feishu_tui.ui.agenda_opening import FEW
from feishu_tui.ui.day_steps import shifted
from feishu_tui.ui.event_colors import calendar_color
from feishu_tui.ui.filters import Filter, Past, passing
from feishu_tui.ui.news import News
from feishu_tui.ui.outlooks import Outlooks
from feishu_tui.ui.reads import Read, Reads
from feishu_tui.ui.zones import Zones

if TYPE_CHECKING:
    from collections.abc import Callable

    from feishu_tui.config import Config
    from feishu_tui.query import Query
    from feishu_tui.store import CalendarState, Store
    from feishu_tui.store.hits import Hit
    from feishu_tui.sync.checked import Checked
    from feishu_tui.ui.series_outlook import Outlook

FRESH_SECONDS = 600.0
"""How long fetched details are taken as they are."""
MOST_REPLIES = 500
"""So many invitations without an answer are listed."""
MOST_SEARCHES = 50
"""So many searches are remembered."""
_AHEAD_DAYS = 7
"""How far ahead the next event is looked for."""


def reader_for(config: Config, store: Store, clock: Callable[[], datetime], say: Language) -> Reader:
    """What reads ``store`` as ``config`` says."""
    zones = Zones(config.zone, ZoneInfo(config.second_zone) if config.second_zone else None)
    return Reader(store, clock, zones, say, config.work_hours, DaysOff(china=config.marks_holidays))


class Reader:
    """The cache as the screen sees it: the calendars that are shown, of them what passes, in the zone in force."""

    def __init__(
        self,
        store: Store,
        clock: Callable[[], datetime],
        zones: Zones,
        say: Language,
        work_hours: tuple[time, time] = (time(9), time(18)),
        days_off: DaysOff = WEEKENDS,
    ) -> None:
        self._store = store
        self._clock = clock
        self.zones = zones
        self.say = say
        self.work_hours = work_hours
        self.days_off = days_off
        self.filters: frozenset[Filter] = frozenset()
        self.past: Past = "dim"
        self.free_time = False
        """Whether stretches of free time are wanted with the days."""
        self._next: tuple[datetime, tuple[Occurrence | None, Occurrence | None]] | None = None
        self._reads = Reads()
        self.few = FEW
        """How many days are best read at first."""
        self.looked_through: tuple[Sequence[Occurrence], date] = (), date.min
        """Among which of one's own occurrences what is next was last looked for, and up to which day."""
        self.states: Sequence[CalendarState] = ()
        self.calendars: Mapping[str, Calendar] = {}
        self._busy_calendars: Sequence[str] = ()
        """Those shown of which only the busy times are known."""
        self._unreadable: dict[tuple[str, str], Event] = {}
        self._outlooks = Outlooks(store)
        self.news = News(store)
        """What changed and was not seen yet."""
        self.open_replies = 0
        """Invitations without an answer, as counted last."""
        self.refresh()

    @property
    def zone(self) -> ZoneInfo:
        """The zone in force: days are counted and times shown in it."""
        return self.zones.current

    @property
    def zone_name(self) -> str:
        """Of the zone in force, as IANA has it."""
        return self.zone.key

    @property
    def second_zone(self) -> ZoneInfo | None:
        """The zone whose times stand beside those of ``zone``; ``None`` where none does."""
        return self.zones.beside

    @property
    def narrowed(self) -> bool:
        """Whether something is kept from sight that shown calendars hold."""
        return bool(self.filters) or self.past == "hide"

    @property
    def now(self) -> datetime:
        """The moment, in the zone in force."""
        return self._clock().astimezone(self.zone)

    @property
    def today(self) -> date:
        """Today in the zone in force."""
        return self.now.date()

    @property
    def synced_at(self) -> float | None:
        """Unix seconds of the last sync of the calendar that was synced longest ago; ``None`` before the first."""
        times = [state.synced_at for state in self.states if state.synced_at is not None]
        return min(times, default=None)

    @property
    def trouble(self) -> str:
        """A sentence where the cache was set aside, or nothing of it reaches the disk; else empty."""
        return self.say(self._store.notice)

    def refresh(self) -> None:
        """Read the calendars again."""
        self._unreadable = {}
        self._outlooks.forget()
        self._next = None
        self._reads.forget()
        self.states = self._store.calendars()
        self.calendars = {state.calendar.calendar_id: state.calendar for state in self.states}
        shown = [state.calendar for state in self.states if state.shown]
        self._busy_calendars = [each.calendar_id for each in shown if each.shares_busy_times]
        self.news.refresh([each.calendar_id for each in shown])

    def days(self, first: date, last: date) -> list[Day]:
        """The days from ``first`` to ``last``, both included, with what shown calendars hold and filters let pass.

        What was cancelled is among it until that was seen. Where what is over is hidden, so is all that lies before
        today.
        """
        found, own = self._occurrences(first, last)
        found = [*found, *self.news.cancelled(Span.of_days(first, last, self.zone), found)]
        hours, order = self.work_hours if self.free_time else None, list(self.calendars)
        listed = days(found, first, last, self.zone, order, own, shown=self._passing(), work_hours=hours)
        return [Day(day.date) if self.past == "hide" and day.date < self.today else day for day in listed]

    def look(self, width: int, spacious: bool) -> AgendaLook:
        """What days look like at the moment."""
        _, coming = self.next_up()
        return AgendaLook(
            width,
            self.now,
            self.say,
            self.calendars,
            spacious,
            self.news.of,
            coming=coming.instance_id if coming else "",
            second=self.second_zone,
            past=self.past,
            filtered=bool(self.filters),
            days_off=self.days_off,
        )

    def overlaps(self, one: Occurrence) -> list[Occurrence]:
        """What of one's own time collides with ``one``, which the days mark; by start."""
        if not takes_time(one):
            return []
        first, last = days_of(one, self.zone)
        found, own = self._reads.around(self.zone.key, first, last) or self._occurrences(first, last)
        if own is not None and one.instance_id not in own:
            return []
        return overlapping(one, [each for each in found if own is None or each.instance_id in own])

    def marks(self, first: date, last: date) -> dict[date, list[int]]:
        """The colours (0xRRGGBB) of the shown calendars with something on a day."""
        shown = {state.calendar.calendar_id for state in self.states if state.shown}
        found: Mapping[date, Collection[str]] = self._store.busy_days(first, last, self.zone, self._busy_calendars)
        if self.narrowed:
            listed = self.days(first, last)
            found = {day.date: {each.occurrence.calendar_id for each in day.entries} for day in listed}
        return {
            day: [calendar_color(self.calendars[one]) for one in self.calendars if one in ids and one in shown]
            for day, ids in found.items()
        }

    def next_up(self) -> tuple[Occurrence | None, Occurrence | None]:
        """What of one's own runs now and what comes next within a week, whatever the filters; read once a minute."""
        minute = self.now.astimezone(UTC).replace(second=0, microsecond=0)
        if self._next is None or self._next[0] != minute:
            # Mostly it is soon, and a week takes longer to read than today and tomorrow.
            found = self._next_until(shifted(self.today, 1))
            self._next = minute, found if found[1] else self._next_until(shifted(self.today, _AHEAD_DAYS))
        return self._next[1]

    def _next_until(self, last: date) -> tuple[Occurrence | None, Occurrence | None]:
        shown, own = self._reads.around(self.zone.key, self.today, last) or self._occurrences(self.today, last)
        span = Span.of_days(self.today, last, self.zone)
        mine = [one for one in shown if (own is None or one.instance_id in own) and span.overlaps(one.start, one.end)]
        self.looked_through = mine, last
        return next_up(mine, self.now, self.zone)

    def detail(self, occurrence: Occurrence) -> tuple[EventDetail, datetime] | None:
        """What the single-event call once told, and when (aware)."""
        known = self._store.detail(occurrence.calendar_id, occurrence.event.event_id)
        if known is None:
            return None
        detail, fetched_at = known
        return detail, datetime.fromtimestamp(fetched_at, UTC)

    def chats(self, occurrence: Occurrence) -> dict[str, Chat]:
        """What is known of the members of the chats invited, by attendee id."""
        return self._store.chats(occurrence.calendar_id, occurrence.event.event_id)

    def detail_is_due(self, occurrence: Occurrence) -> bool:
        """Whether to ask for the details: there are none, or they are old, or the event has changed since."""
        event = occurrence.event
        if event.calendar_id in self._busy_calendars or event.status == "cancelled":
            return False
        known = self._store.detail(event.calendar_id, event.event_id)
        if known is None:
            return True
        row = self._store.event(event.calendar_id, event.event_id)
        changed_at = row.fetched_at if row else 0.0
        now = self.now.timestamp()
        return not max(changed_at, now - FRESH_SECONDS) <= known[1] <= max(changed_at, now)

    def busy_times_at(self, occurrence: Occurrence) -> datetime | None:
        """When it was asked at which times somebody is taken who shares no more (aware); ``None`` for other events."""
        if occurrence.calendar_id not in self._busy_calendars:
            return None
        at = self._store.busy_times_at(occurrence.calendar_id, int(occurrence.starts_at(self.zone).timestamp()))
        return None if at is None else datetime.fromtimestamp(at, UTC)

    def series(self, occurrence: Occurrence) -> Event | None:
        """The series an occurrence belongs to, as its master; ``None`` where there is none, or it is not known."""
        event = occurrence.event
        if event.is_series or not occurrence.recurring:
            return event if event.is_series else None
        stored = self._store.event(event.calendar_id, f"{event.series_uid or event.uid}_0")
        return stored.event if stored and stored.event.is_series else None

    def sent(self, occurrence: Occurrence) -> list[tuple[str, str]]:
        """What the server sent of an event, in JSON, each with its heading: its series, itself, its details."""
        event, series = occurrence.event, self.series(occurrence)
        known = self._store.event(event.calendar_id, event.event_id)
        master = self._store.event(series.calendar_id, series.event_id) if series else None
        detail = self._store.detail(event.calendar_id, event.event_id)
        found = [("The series", master.raw if master else "")]
        found += [("The event", known.raw)] if known and (master is None or known.raw != master.raw) else []
        found += [("With its details", detail[0].raw)] if detail else []
        return [(heading, document) for heading, document in found if document]

    def outlook(self, series: Event) -> Outlook | None:
        """What is still to come of a series; see ``Outlooks.of``."""
        return self._outlooks.of(series, self.now)

    def checked(self, series: Event) -> Checked | None:
        """How a series compared with the server; ``None`` where it was not compared, or has changed since."""
        return self._outlooks.checked(series)

    def ics(self, occurrence: Occurrence) -> str:
        """The event as iCalendar; for an occurrence the series it belongs to, with its exceptions."""
        # What others read is wanted rarely, and takes some time to import.
        from feishu_tui.ical import calendar_text, gathered

        def title(event: Event) -> str:
            return title_of(event, self.calendars.get(event.calendar_id), self.say)

        return calendar_text(gathered([occurrence], self._store), title, self.now)

    def prepare_search(self, cancelled: Callable[[], bool]) -> None:
        """Have ready what searches take, and what the first would take longest for unless cancelled; for a thread."""
        self._store.prepare_search()
        self._store.rehearse_search(self.now, cancelled)

    def end_searches(self) -> None:
        """Let go of what searches had ready."""
        self._store.end_searches()

    def search(self, query: Query, limit: int, cancelled: Callable[[], bool], *, slips: bool) -> list[Hit]:
        """What satisfies a query, copies and all, the best fit first; for a thread, see ``Store.search``."""
        return self._store.search(query, self.now, limit=limit, slips=slips, cancelled=cancelled)

    def unfold(self, series: Event, query: Query, count: int) -> list[Occurrence]:
        """The occurrences of a series that were asked for, nearest first; see ``Store.unfold``."""
        return self._store.unfold(series.calendar_id, series.event_id, query, self.now, count)

    def unanswered(self) -> list[Hit]:
        """One's own invitations still to come that have no answer, the soonest first; for a thread."""
        own = [one.calendar_id for one in self.calendars.values() if one.type == "primary" and one.role == "owner"]
        found = self._store.unanswered(self.now, own or None, MOST_REPLIES)
        coming = [hit for hit in found if hit.occurrence.ends_at(self.zone) > self.now]
        return sorted(coming, key=lambda hit: hit.occurrence.starts_at(self.zone))

    def place_of(self, calendar_id: str, event_id: str) -> tuple[date, str] | None:
        """Day and instance id of an event, of a series of what comes next; ``None`` where it is not there any more."""
        found = self._store.event(calendar_id, event_id)
        if found is None or found.event.status == "cancelled":
            return None
        event = found.event
        if not event.is_series:
            one = Occurrence(event, event.start, event.end, event.original_time, recurring=event.is_exception)
        elif split_event_id(event_id)[1]:
            return None
        else:
            from feishu_tui.query import Query

            coming = self._store.unfold(calendar_id, event_id, Query(""), self.now, 1)
            if not coming:
                return None
            one = coming[0]
        return one.starts_at(self.zone).astimezone(self.zone).date(), one.instance_id

    def stands_in_pieces(self, word: str, cancelled: Callable[[], bool]) -> bool:
        """Whether a word that is found nowhere may stand in pieces; for a thread, see ``Store.stands_in_pieces``."""
        return self._store.stands_in_pieces(word, cancelled)

    @property
    def past_searches(self) -> list[str]:
        """What was searched for before, the latest first."""
        return [str(text) for text in loads(self._store.meta("searches") or "[]")]

    def remember_search(self, text: str) -> None:
        """Keep what was searched for."""
        texts = [text, *(each for each in self.past_searches if each != text)]
        self._store.set_meta("searches", dumps(texts[:MOST_SEARCHES], ensure_ascii=False))

    def names(self) -> dict[str, list[str]]:
        """Names to complete filters by, those of calendars under ``cal``."""
        return {**self._store.names(), "cal": [calendar.name for calendar in self.calendars.values()]}

    def lacks(self, first: date, last: date) -> bool:
        """Whether some day of these was never asked for, or a series that only the server can expand.

        So it is with busy times that were asked for some time ago: no sync brings what changed of them.
        """
        span = Span.of_days(first, last, self.zone)
        start, end = int(span.start.timestamp()), int(span.end.timestamp())
        now = self.now.timestamp()
        return (
            any(
                self._store.missing_instances(series.calendar_id, series.event_id, start, end)
                for series in self._unreadable.values()
            )
            or any(
                self._store.missing_busy_times(calendar_id, start, end, now, now - FRESH_SECONDS)
                for calendar_id in self._busy_calendars
            )
            or any(
                self._store.missing_windows(state.calendar.calendar_id, start, end)
                for state in self.states
                if state.calendar.lists_events and state.anchor
            )
        )

    def is_hidden(self, calendar_id: str) -> bool:
        """Whether a calendar there is is not shown."""
        return any(state.calendar.calendar_id == calendar_id and not state.shown for state in self.states)

    def show_only(self, calendar_ids: set[str]) -> None:
        """Show these calendars and no others; remembered."""
        for state in self.states:
            self._store.set_shown(state.calendar.calendar_id, state.calendar.calendar_id in calendar_ids)
        self.refresh()

    def show(self, calendar_id: str, shown: bool) -> None:
        """Show a calendar or hide it; remembered."""
        self._store.set_shown(calendar_id, shown)
        self.refresh()

    def _occurrences(self, first: date, last: date) -> Read:
        """What shown calendars hold, each event once, and which of it is one's own time."""
        key = self.zone.key, first, last
        return self._reads.of(*key) or self._reads.keep(*key, self._read(first, last))

    def _read(self, first: date, last: date) -> Read:
        span = Span.of_days(first, last, self.zone)
        found, unreadable = self._store.occurrences(span, shown_only=True)
        self._unreadable |= {(series.calendar_id, series.event_id): series for series, _ in unreadable}
        found += self._store.busy_times(self._busy_calendars, span)
        shown = [state.calendar for state in self.states if state.shown]
        return merge_copies(found, self.calendars.values()), own_instances(found, shown)

    def _passing(self) -> Callable[[Occurrence], bool] | None:
        """What filters let pass, and where what is over is hidden only what is not; ``None`` for everything."""
        if not self.narrowed:
            return None
        own = [one.calendar_id for one in self.calendars.values() if one.type == "primary" and one.role == "owner"]
        passes, now, zone = passing(self.filters, own), self.now, self.zone
        return passes if self.past != "hide" else lambda one: passes(one) and not is_over(one, now, zone)
