"""What the first frame was made of, kept in a file so that the next start need not read the cache for it.

The frame itself is made anew: what is over, what runs and how soon the next event is change by the minute. Only what
the frame shows is kept, and it counts only as long as the cache is unchanged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from feishu_tui.agenda import Day, Entry, next_up
from feishu_tui.dates import DaysOff
from feishu_tui.language import Language
from feishu_tui.lazy_typing import TYPE_CHECKING, Any
from feishu_tui.model import Calendar, Event, Moment, Occurrence, Place
from feishu_tui.ui.agenda_lines import AgendaLook
from feishu_tui.ui.change_words import change_line
from feishu_tui.ui.line import Line, Piece

if TYPE_CHECKING:
    from feishu_tui.ui.reader import Reader

_FIELDS = ("event_id", "summary", "status", "is_exception", "series_uid", "visibility", "free_busy", "color", "rsvp")
"""What of an event the agenda shows, besides its place's name."""
_MIDNIGHT = datetime.min.time()
_MOST_DAYS = 60
"""So many days are looked through for a change of the clocks."""
_AHEAD_DAYS = 7
"""How far ahead the next event is looked for (see ``Reader.next_up``)."""


class Unprepared(Exception):
    """More is needed than was kept."""


class Recording:
    """A reader that remembers which days were asked of it."""

    def __init__(self, reader: Reader, now: datetime | None = None, background: str = "") -> None:
        """``now`` is what a fixed clock says, ``None`` for the real one; ``background`` what the terminal has told."""
        self.reader = reader
        self.background = background
        self.fixed_now = None if now is None else now.timestamp()
        self.recorded: list[Day] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self.reader, name)

    def days(self, first: date, last: date) -> list[Day]:
        """See ``Reader.days``; one day follows the other, and each is whole."""
        from feishu_tui.ui.whole_days import whole_days

        found = whole_days(self.reader.days, first, last)
        self.recorded += found
        return found


class Prepared:
    """What was kept, to be asked like a ``Reader``. Raises ``Unprepared`` where the answer is not among it."""

    def __init__(self, kept: Mapping[str, Any], now: float | None = None) -> None:
        """``kept`` is what ``packed`` made; ``now`` in Unix seconds, ``None`` for the real clock."""
        self.zone_name: str = kept["zone"]
        self.zone = _zone(self.zone_name, kept["offset"])
        self.say = Language(kept["lang"])
        self.synced_at: float | None = kept["synced_at"]
        calendars = [Calendar(*values) for values in kept["calendars"]]
        self.calendars = {calendar.calendar_id: calendar for calendar in calendars}
        self._now = now
        self._days_off = DaysOff(china=kept["china"])
        self._occurrences = [_occurrence(values, self.zone) for values in kept["occurrences"]]
        self._entries: Mapping[int, Sequence[tuple[Any, ...]]] = kept["days"]
        self.few = len(self._entries)
        """Of how many days the frame is made at once: as many as were kept."""
        self._changes: Mapping[str, Line] = {
            name: tuple(Piece(*words) for words in pieces) for name, pieces in kept["changes"].items()
        }
        self._told_on: int = kept["today"]
        self._own: Sequence[int] = kept["own"]
        self._own_until: int = kept["own_until"]

    @property
    def now(self) -> datetime:
        """See ``Reader.now``."""
        return (datetime.now(UTC) if self._now is None else datetime.fromtimestamp(self._now, UTC)).astimezone(
            self.zone
        )

    @property
    def today(self) -> date:
        """See ``Reader.today``."""
        return self.now.date()

    def days(self, first: date, last: date) -> list[Day]:
        """See ``Reader.days``."""
        return [self._day(ordinal) for ordinal in range(first.toordinal(), last.toordinal() + 1)]

    def look(self, width: int, spacious: bool) -> AgendaLook:
        """See ``Reader.look``."""
        _, coming = self.next_up()
        if self._changes and self.today.toordinal() != self._told_on:
            raise Unprepared  # days are told as seen from today
        return AgendaLook(
            width,
            self.now,
            self.say,
            self.calendars,
            spacious,
            told=lambda event: self._changes.get(event.event_id, ()),
            coming=coming.instance_id if coming else "",
            days_off=self._days_off,
        )

    def next_up(self) -> tuple[Occurrence | None, Occurrence | None]:
        """See ``Reader.next_up``."""
        today = self.today.toordinal()
        running, coming = next_up([self._occurrences[index] for index in self._own], self.now, self.zone)
        if self._own_until < (today if coming else today + _AHEAD_DAYS):
            raise Unprepared
        return running, coming

    def _day(self, ordinal: int) -> Day:
        entries = self._entries.get(ordinal)
        if entries is None:
            raise Unprepared
        return Day(date.fromordinal(ordinal), tuple(Entry(self._occurrences[each[0]], *each[1:]) for each in entries))


def packed(recording: Recording) -> dict[str, Any] | None:
    """What ``Prepared`` needs to answer as the recorded reader did, in plain values; ``None`` where it cannot be kept.

    That is so while not everything is shown as at first.
    """
    reader, days = recording.reader, recording.recorded
    if reader.narrowed or reader.free_time or reader.second_zone is not None or reader.zone is not reader.zones.display:
        return None
    reader.next_up()
    own, own_until = reader.looked_through
    found = {id(one): one for one in [*own, *(entry.occurrence for day in days for entry in day.entries)]}
    changes = {one.event.event_id: reader.news.of(one.event) for one in found.values()}
    place = {key: index for index, key in enumerate(found)}
    return {
        "zone": reader.zone_name,
        "offset": _offset(reader.zone, days, found.values()),
        "lang": reader.say.code,
        "synced_at": reader.synced_at,
        "calendars": [_values(each, Calendar.__match_args__) for each in reader.calendars.values()],
        "background": recording.background,
        "china": reader.days_off.china,
        "occurrences": [_packed_occurrence(one) for one in found.values()],
        "days": {
            day.date.toordinal(): [
                (place[id(each.occurrence)], *_values(each, Entry.__match_args__[1:])) for each in day.entries
            ]
            for day in days
        },
        "today": reader.today.toordinal(),
        "changes": {
            name: [(piece.text, piece.role) for piece in change_line(change, reader.zone, reader.today, reader.say)]
            for name, change in changes.items()
            if change is not None
        },
        "own": [place[id(one)] for one in own],
        "own_until": own_until.toordinal(),
    }


def _offset(zone: tzinfo, days: Sequence[Day], occurrences: Iterable[Occurrence]) -> int | None:
    """Seconds from UTC, where they are the same all the time that is looked at; else ``None``."""
    first = min([day.date for day in days] + [one.starts_at(zone).date() for one in occurrences])
    last = max([day.date for day in days] + [one.ends_at(zone).date() for one in occurrences])
    if (last - first).days > _MOST_DAYS:
        return None
    midnights = (
        datetime.combine(first, _MIDNIGHT, zone) + timedelta(days=day) for day in range((last - first).days + 3)
    )
    offsets = {moment.utcoffset() for moment in midnights}
    only = offsets.pop()
    return None if offsets or only is None or only.microseconds else only.days * 86400 + only.seconds


def _zone(name: str, offset: int | None) -> tzinfo:
    """The zone; one that keeps its offset needs no more than that, and to import more takes as long as to draw."""
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)


def _packed_occurrence(one: Occurrence) -> tuple[Any, ...]:
    event = one.event
    times = _packed_moment(one.start), _packed_moment(one.end)
    happening = (*times, one.original_time, one.recurring, one.from_server)
    return event.calendar_id, event.place.name, happening, _values(event, _FIELDS)


def _occurrence(values: tuple[Any, ...], zone: tzinfo) -> Occurrence:
    calendar_id, place, (start, end, *happening), fields = values
    first, after = _moment(start, zone), _moment(end, zone)
    event = Event(calendar_id, start=first, end=after, place=Place(place), **dict(zip(_FIELDS, fields, strict=True)))
    return Occurrence(event, first, after, *happening)


def _packed_moment(moment: Moment) -> int | float:
    """A day as its number, a moment as Unix seconds: as whole and as broken numbers they are told apart."""
    return float(moment.timestamp()) if isinstance(moment, datetime) else moment.toordinal()


def _moment(packed: int | float, zone: tzinfo) -> Moment:
    return datetime.fromtimestamp(packed, zone) if isinstance(packed, float) else date.fromordinal(packed)


def _values(thing: object, names: Sequence[str]) -> tuple[Any, ...]:
    return tuple(getattr(thing, name) for name in names)
