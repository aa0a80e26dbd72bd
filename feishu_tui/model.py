"""What a calendar holds, in the field's own words; frozen, and free of Feishu's field names.

Times: a timed event has aware ``datetime``s in the event's own zone; an all-day event has ``date``s, which are
floating: they never shift with the viewer's zone. Every end is exclusive. ``original_time`` is Unix seconds of the
start an occurrence was scheduled for by its series; for an all-day series midnight UTC of that day; 0 for an event
that is not an occurrence of a series.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo

from feishu_tui.errors import FeishuTuiError
from feishu_tui.lazy_dataclasses import dataclass, field, replace
from feishu_tui.lazy_typing import Literal

Moment = datetime | date
"""An aware ``datetime`` (timed) or a ``date`` (all day). A ``datetime`` is also a ``date``: test for it first."""

Rsvp = Literal["needs_action", "accept", "tentative", "decline", "removed", "unknown"]
Status = Literal["tentative", "confirmed", "cancelled"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time, start inclusive, end exclusive; both aware, in the zone days are counted in."""

    start: datetime
    end: datetime

    @classmethod
    def of_days(cls, first: date, last: date, zone: tzinfo) -> Span:
        """Whole days ``first`` to ``last``, both included, in ``zone``; the last there is lacks its last instant."""
        midnight = datetime.min.time()
        if last == date.max:
            end = datetime.combine(last, datetime.max.time(), tzinfo=zone)
        else:
            end = datetime.combine(last + timedelta(days=1), midnight, tzinfo=zone)
        return cls(datetime.combine(first, midnight, tzinfo=zone), end)

    @property
    def first_day(self) -> date:
        """The day the span begins on, in the span's zone."""
        return self.start.date()

    @property
    def last_day(self) -> date:
        """The last day the span touches, in the span's zone."""
        return (self.end - timedelta(microseconds=1)).date()

    def overlaps(self, start: Moment, end: Moment) -> bool:
        """Whether something from ``start`` to ``end`` (exclusive) lies at least partly in the span.

        All-day moments are compared by calendar date in the span's zone. A moment of no length counts where it is.
        """
        if isinstance(start, datetime) and isinstance(end, datetime):
            # By timestamps: datetimes of one zone would compare by wall clock, which repeats when clocks go back.
            low, high = self.start.timestamp(), self.end.timestamp()
            first, after = start.timestamp(), end.timestamp()
            return low <= first < high if first == after else first < high and after > low
        return start <= self.last_day and end > self.first_day


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar the signed-in identity is subscribed to."""

    calendar_id: str
    summary: str = ""
    alias: str = ""
    """The identity's own name for it; shown instead of ``summary`` when not empty."""
    description: str = ""
    type: str = "unknown"
    """unknown, primary, shared, google, resource or exchange."""
    role: str = "unknown"
    """unknown, free_busy_reader, reader, writer or owner."""
    permissions: str = "unknown"
    """private, show_only_free_busy or public."""
    color: int | None = None
    """0xRRGGBB; ``None`` where the server leaves it to the client."""
    is_third_party: bool = False

    @property
    def name(self) -> str:
        """What to call it on screen."""
        return self.alias or self.summary or self.calendar_id

    @property
    def lists_events(self) -> bool:
        """Whether the API lists this calendar's events at all (191002 and 191004 otherwise)."""
        return self.type not in ("google", "exchange") and self.role != "free_busy_reader"

    @property
    def shares_busy_times(self) -> bool:
        """Whether of this calendar only the times may be known at which its owner is taken."""
        return self.type not in ("google", "exchange") and self.role == "free_busy_reader"


class CalendarList(list[Calendar]):
    """Calendars as the server lists them; ``problem`` says why some may be lacking, ``None`` for a whole list."""

    problem: FeishuTuiError | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event is; coordinates as the server gives them (GCJ-02 inside mainland China)."""

    name: str = ""
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """How to join: ``kind`` is vc, third_party, no_meeting, lark_live, unknown or empty; ``url`` http(s) or empty."""

    kind: str = ""
    url: str = ""
    icon: str = ""
    description: str = ""
    number: str = ""
    """What a person types to join, where the server tells it."""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class MeetingSettings:
    """Settings of a Feishu meeting; filled only for those who may edit the event."""

    owner_id: str = ""
    join_permission: str = ""
    """anyone_can_join, only_organization_employees, only_event_attendees or empty."""
    password: str = field(default="", repr=False)
    hosts: tuple[str, ...] = ()
    auto_record: bool | None = None
    lobby: bool | None = None
    attendees_may_start: bool | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file on an event; ``size`` in bytes, ``None`` where unknown."""

    name: str
    size: int | None = None
    token: str = ""


@dataclass(frozen=True, slots=True)
class ChatMember:
    """A person invited through a chat."""

    name: str
    rsvp: Rsvp = "unknown"
    is_optional: bool = False
    is_organizer: bool = False
    is_external: bool = False


@dataclass(frozen=True, slots=True)
class Chat:
    """An invited chat's members, as far as they were read."""

    members: tuple[ChatMember, ...] = ()
    following: str = ""
    """By what the next page is asked for; empty where these are all."""
    fetched_at: float = 0.0
    """Unix seconds."""


@dataclass(frozen=True, slots=True)
class Attendee:
    """Someone or something invited: a person, a chat, a meeting room or an outside address."""

    type: str
    """user, chat, resource, third_party or unknown. For a resource ``rsvp`` is the booking state."""
    name: str
    attendee_id: str = ""
    rsvp: Rsvp = "unknown"
    is_optional: bool = False
    is_organizer: bool = False
    is_external: bool = False
    user_id: str = ""
    chat_id: str = ""
    room_id: str = ""
    email: str = ""
    members: tuple[ChatMember, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckIn:
    """When attendees may check in; each end is (anchor, minutes), the anchor as the server names it."""

    enabled: bool = False
    opens: tuple[str, int] | None = None
    closes: tuple[str, int] | None = None
    notifies: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """A single event, the master of a recurring series, or an exception of one, as its calendar lists it."""

    calendar_id: str
    event_id: str
    start: Moment
    end: Moment
    """Exclusive; never before ``start``; for an all-day event at least one day after it."""
    summary: str = ""
    """Empty where the viewer may not see the title, or there is none."""
    description: str = ""
    timezone: str = ""
    """IANA name the server gave for the start; may be one this box does not know. Empty for all-day events."""
    recurrence: str = ""
    """The raw rule, empty unless this is the master of a series."""
    status: Status = "confirmed"
    is_exception: bool = False
    series_uid: str = ""
    """For an exception the uid of its master (``recurring_event_id`` without suffix), else empty."""
    organizer_calendar_id: str = ""
    organizer: str = ""
    organizer_id: str = ""
    place: Place = Place()
    meeting: Meeting = Meeting()
    visibility: str = "default"
    attendee_ability: str = ""
    free_busy: str = "busy"
    """busy or free."""
    color: int | None = None
    """0xRRGGBB; ``None`` takes the calendar's."""
    reminders: tuple[int, ...] = ()
    """Minutes before the start; negative ones after it."""
    created: datetime | None = None
    app_link: str = ""
    attachments: tuple[Attachment, ...] = ()
    hidden: frozenset[str] = frozenset()
    """``ui_name``s the server asks not to show: Attendee, OrganizerOrCreator, MeetingVideo, RSVP …"""
    rsvp: Rsvp = "unknown"
    """The identity's own answer, where the server tells it."""
    problems: tuple[str, ...] = ()
    """What could not be read and was replaced, one sentence each."""

    @property
    def all_day(self) -> bool:
        """Whether the event has dates instead of times."""
        return not isinstance(self.start, datetime)

    @property
    def uid(self) -> str:
        """The id without its original-time suffix (introduction page: ``{uid}_{original_time}``)."""
        return split_event_id(self.event_id)[0]

    @property
    def original_time(self) -> int:
        """Unix seconds of the start the series meant; 0 for a single event or a master."""
        return split_event_id(self.event_id)[1]

    @property
    def is_series(self) -> bool:
        """Whether this is the master of a recurring series."""
        return bool(self.recurrence) and not self.is_exception

    @property
    def reply(self) -> Rsvp:
        """The identity's own answer; a status of tentative means that there is none yet (list page, ``status``)."""
        return "needs_action" if self.rsvp == "unknown" and self.status == "tentative" else self.rsvp

    def at(self, start: Moment, end: Moment) -> Event:
        """The same event with other times."""
        return replace(self, start=start, end=end)


@dataclass(frozen=True, slots=True)
class EventDetail:
    """An event with what only the single-event call tells."""

    event: Event
    attendees: tuple[Attendee, ...] = ()
    attendees_hidden: bool = False
    """The organizer hides the attendee list from this identity (194001)."""
    settings: MeetingSettings | None = None
    check_in: CheckIn | None = None
    raw: str = field(default="{}", repr=False)
    """The server's event object as it came, JSON text."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One happening of an event: the event itself, one of a series, or an exception at its own time."""

    event: Event
    """The event whose fields apply: the single event, the master, or the exception."""
    start: Moment
    end: Moment
    original_time: int = 0
    recurring: bool = False
    """Whether it belongs to a series (also as an exception)."""
    from_server: bool = False
    """Taken from the server's instances because the rule could not be expanded here, or because they differ."""

    @property
    def all_day(self) -> bool:
        """Whether it has dates instead of times."""
        return not isinstance(self.start, datetime)

    @property
    def calendar_id(self) -> str:
        """The calendar it is listed on."""
        return self.event.calendar_id

    @property
    def instance_id(self) -> str:
        """``{uid}_{original_time}``; the event's own id for a single event."""
        if not self.recurring:
            return self.event.event_id
        return f"{self.event.series_uid or self.event.uid}_{self.original_time}"

    def starts_at(self, zone: tzinfo) -> datetime:
        """The instant it starts: for an all-day occurrence midnight in ``zone``."""
        return _instant(self.start, zone)

    def ends_at(self, zone: tzinfo) -> datetime:
        """The instant it ends (exclusive): for an all-day occurrence midnight in ``zone``."""
        return _instant(self.end, zone)


def split_event_id(event_id: str) -> tuple[str, int]:
    """An event id as (uid, original time in Unix seconds); the suffix is 0 where there is none.

    Split at the last underscore, since a uid may hold some; a suffix that is not a number belongs to the uid.
    """
    uid, underscore, suffix = event_id.rpartition("_")
    if underscore and suffix.isascii() and suffix.isdigit() and len(suffix) < 16:
        return uid, int(suffix)
    return event_id, 0


def original_time_of(start: Moment) -> int:
    """Unix seconds by which a scheduled start is known; an all-day one by its midnight UTC."""
    if isinstance(start, datetime):
        return int(start.timestamp())
    return int(datetime(start.year, start.month, start.day, tzinfo=UTC).timestamp())


def _instant(moment: Moment, zone: tzinfo) -> datetime:
    if isinstance(moment, datetime):
        return moment
    return datetime(moment.year, moment.month, moment.day, tzinfo=zone)
