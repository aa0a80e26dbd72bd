"""The detail pane: all a person would want to know about an event, most wanted first."""

from __future__ import annotations

from collections.abc import Callable

from feishu_tui.dates import last_time, short_date
from feishu_tui.language import Language
from feishu_tui.model import Meeting, Place
from feishu_tui.text import clean_multiline, plain_of_html
from feishu_tui.ui.addresses import address_lines, read_address
from feishu_tui.ui.agenda_lines import title_of
from feishu_tui.ui.attendee_lines import (
    MARKS,
    answer_words,
    chat_lines,
    count_lines,
    few_lines,
    organizer_name,
    people_lines,
    room_lines,
)
from feishu_tui.ui.detail_rows import hung, labelled, paragraph, value_cells
from feishu_tui.ui.event_colors import calendar_color
from feishu_tui.ui.extra_lines import ability_lines, attachment_lines, check_in_lines, reminder_lines, sharing_lines
from feishu_tui.ui.line import BLANK, Line, Piece
from feishu_tui.ui.linked_text import linked_paragraphs
from feishu_tui.ui.meeting_lines import meeting_lines, settings_lines
from feishu_tui.ui.series_lines import brief_series_lines, exception_lines, series_lines
from feishu_tui.ui.subject import Subject
from feishu_tui.ui.when_lines import overlap_lines, when_lines

Block = Callable[[Subject, int], list[Line]]


def detail_lines(subject: Subject, cells: int, *, brief: bool = False, tall: bool = False) -> list[Line]:
    """Every line, none wider than ``cells``; a blank one between blocks, none for a block that has nothing to say.

    ``brief`` leaves out what is seldom looked for. Where the pane is ``tall``, so that most is seen at once, what every
    event has comes first: from one event to the next most of it stands where it stood. Elsewhere it begins with what
    one looks for minutes before the event does.
    """
    lines: list[Line] = []
    for block in _blocks(brief, tall):
        found = block(subject, cells)
        if found:
            lines += [BLANK, *found] if lines else found
    return lines


def head_lines(subject: Subject, cells: int) -> list[Line]:
    """Title, whether it takes place at all, and when."""
    say, event = subject.say, subject.event
    lines = paragraph(title_of(event, subject.calendar, say), cells, "title")
    cancelled = subject.occurrence.event.status == "cancelled"
    lines += paragraph(say("✗ cancelled"), cells, "error") if cancelled else []
    return lines + when_lines(subject, cells)


def remark_lines(subject: Subject, cells: int) -> list[Line]:
    """What it collides with, how it differs from its series, what changed, and what could not be read of it."""
    lines = overlap_lines(subject, cells) + exception_lines(subject, cells)
    if subject.news and subject.occurrence.event.status != "cancelled":
        mark, words = subject.news
        lines += hung(mark, paragraph(words.text.lstrip(), cells - 2, words.role))
    for problem in subject.event.problems:
        lines += paragraph(f"! {problem}", cells, "warning")
    return lines


def remarked_head_lines(subject: Subject, cells: int) -> list[Line]:
    """Title and time with what there is to remark on them."""
    return head_lines(subject, cells) + remark_lines(subject, cells)


def fact_lines(subject: Subject, cells: int) -> list[Line]:
    """How to join, where, who: what one looks for minutes before it begins."""
    return [
        *_joining(subject, cells),
        *_people(subject, cells, count_lines),
        *fetch_lines(subject, cells),
        *_organizer(subject, cells),
        *_reply(subject, cells),
        *_calendar(subject, cells),
    ]


def settled_lines(subject: Subject, cells: int) -> list[Line]:
    """The same, what every event has coming first."""
    return _settled(subject, cells, count_lines)


def brief_lines(subject: Subject, cells: int) -> list[Line]:
    """The same; if few people come, who they are."""
    return _settled(subject, cells, few_lines)


def _settled(subject: Subject, cells: int, people: Block) -> list[Line]:
    return [
        *_calendar(subject, cells),
        *_organizer(subject, cells),
        *_people(subject, cells, people),
        *fetch_lines(subject, cells),
        *_reply(subject, cells),
        *_joining(subject, cells),
    ]


def fetch_lines(subject: Subject, cells: int) -> list[Line]:
    """That details are on their way, how old they are, or that there are none to be had."""
    say = subject.say
    if subject.is_busy_time:
        return _busy_lines(subject, cells)
    if subject.detail is None:
        if subject.fetch == "loading":
            return paragraph(say("loading details…"), cells, "dim")
        if subject.offline or subject.fetch == "failed":
            return paragraph(say("no details read so far"), cells, "dim")
        return []
    if subject.fetched_at is None or not (subject.offline or subject.fetch == "failed"):
        return []
    when = last_time(subject.fetched_at, subject.now, subject.zone, say)
    return paragraph(say("details read {when}", when=when), cells, "dim")


def _busy_lines(subject: Subject, cells: int) -> list[Line]:
    """That there is no more to be known, and of when it is where the server is not to be asked."""
    say = subject.say
    lines = paragraph(say("Only busy times are shared with you."), cells)
    if subject.fetched_at is not None and subject.offline:
        when = last_time(subject.fetched_at, subject.now, subject.zone, say)
        lines += paragraph(say("busy times read {when}", when=when), cells, "dim")
    return lines


def description_lines(subject: Subject, cells: int) -> list[Line]:
    """The description as text with its links; HTML is read, not shown."""
    text = clean_multiline(plain_of_html(subject.event.description)).strip()
    return linked_paragraphs(text, cells) if text else []


def attached_lines(subject: Subject, cells: int) -> list[Line]:
    """The files."""
    say = subject.say
    found = attachment_lines(subject.event.attachments, value_cells(cells, say), say)
    return labelled(say("Files"), found, cells, say)


def guest_lines(subject: Subject, cells: int) -> list[Line]:
    """Everybody invited, by name."""
    return [] if subject.hides("Attendee") else people_lines(subject, cells) + chat_lines(subject, cells)


def guest_chat_lines(subject: Subject, cells: int) -> list[Line]:
    """The chats invited."""
    return [] if subject.hides("Attendee") else chat_lines(subject, cells)


def setting_lines(subject: Subject, cells: int) -> list[Line]:
    """What was set for the event and is seldom looked for."""
    say, event, detail = subject.say, subject.event, subject.detail
    if subject.is_busy_time:
        return []
    room = value_cells(cells, say)
    lines: list[Line] = []
    if detail and detail.settings and not subject.hides("MeetingVideo"):
        names = {attendee.user_id: attendee.name for attendee in detail.attendees if attendee.user_id}
        visible = {} if subject.hides("Attendee") else names
        lines += labelled(say("Joining"), settings_lines(detail.settings, visible, room, say), cells, say)
    lines += labelled(say("Check-in"), check_in_lines(detail.check_in if detail else None, room, say), cells, say)
    lines += labelled(say("Reminder"), reminder_lines(event, room, say), cells, say)
    lines += labelled(say("Shown as"), sharing_lines(event, room, say), cells, say)
    lines += labelled(say("Guests"), ability_lines(event, room, say), cells, say)
    if event.created is not None:
        created = short_date(event.created.astimezone(subject.zone).date(), subject.today, say)
        lines += labelled(say("Created"), paragraph(created, room), cells, say)
    address = read_address(event.app_link) if event.app_link else None
    if address is not None:
        lines += labelled(say("Open"), address_lines(address, room, 1), cells, say)
    lines += labelled(say("Id"), paragraph(subject.occurrence.instance_id, room, "dim"), cells, say)
    return lines


def _blocks(brief: bool, tall: bool) -> tuple[Block, ...]:
    people = brief_lines if brief else settled_lines
    first: tuple[Block, ...] = (head_lines, people, remark_lines) if tall else (remarked_head_lines, fact_lines)
    told = (*first, brief_series_lines if brief else series_lines, description_lines, attached_lines)
    return (*told, guest_chat_lines) if brief else (*told, guest_lines, setting_lines)


def _joining(subject: Subject, cells: int) -> list[Line]:
    say, room = subject.say, value_cells(cells, subject.say)
    attendees = subject.detail.attendees if subject.detail and not subject.hides("Attendee") else ()
    lines = [] if subject.hides("MeetingVideo") else _meeting(subject.event.meeting, cells, say)
    lines += labelled(say("Place"), _place_lines(subject.event.place, room), cells, say)
    return lines + labelled(say("Room"), room_lines(attendees, room, say), cells, say)


def _meeting(meeting: Meeting, cells: int, say: Language) -> list[Line]:
    """The meeting beside its label; without the label where only that leaves its link on one line, to be copied."""
    beside = meeting_lines(meeting, value_cells(cells, say), say)
    alone = meeting_lines(meeting, cells, say)
    return alone if len(alone) < len(beside) else labelled(say("Meeting"), beside, cells, say)


def _place_lines(place: Place, cells: int) -> list[Line]:
    lines = paragraph(place.name, cells) if place.name else []
    if place.address and place.address != place.name:
        lines += paragraph(place.address, cells, "dim" if lines else "")
    elif place.latitude and place.longitude:
        lines += paragraph(f"{place.latitude:.4f}, {place.longitude:.4f}", cells, "dim")
    return lines


def _people(subject: Subject, cells: int, people: Block) -> list[Line]:
    """Those invited, or that the organizer keeps it to himself (194001)."""
    say, room = subject.say, value_cells(cells, subject.say)
    if subject.detail is None or subject.hides("Attendee"):
        return []
    if subject.detail.attendees_hidden:
        return labelled(say("People"), paragraph(say("hidden by the organizer"), room, "dim"), cells, say)
    return labelled(say("People"), people(subject, room), cells, say)


def _organizer(subject: Subject, cells: int) -> list[Line]:
    say = subject.say
    organizer = "" if subject.hides("OrganizerOrCreator") else organizer_name(subject)
    lines = paragraph(organizer, value_cells(cells, say)) if organizer else []
    return labelled(say("Organizer"), lines, cells, say)


def _reply(subject: Subject, cells: int) -> list[Line]:
    say, rsvp = subject.say, subject.event.reply
    words = "" if subject.hides("RSVP") else answer_words(rsvp, say)
    lines = hung(MARKS[rsvp], paragraph(words, value_cells(cells, say) - 2)) if words else []
    return labelled(say("Reply"), lines, cells, say)


def _calendar(subject: Subject, cells: int) -> list[Line]:
    say, calendar = subject.say, subject.calendar
    if calendar is None:
        return []
    name = paragraph(calendar.name, value_cells(cells, say) - 2)
    return labelled(say("Calendar"), hung(Piece("■", color=calendar_color(calendar)), name), cells, say)
