"""Who and what is invited: rooms with their booking, people with their answers, chats with their members."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from feishu_tui.language import Language
from feishu_tui.model import Attendee, Chat, ChatMember, Rsvp
from feishu_tui.ui.detail_rows import flowing, hung, paragraph
from feishu_tui.ui.line import Line, Piece
from feishu_tui.ui.subject import Subject

MARKS: dict[Rsvp, Piece] = {
    "accept": Piece("✓", "good"),
    "tentative": Piece("~", "warning"),
    "needs_action": Piece("?", "accent"),
    "decline": Piece("✗", "error"),
}
"""What stands for an answer; others have none."""

FEW = 4
"""So many people are named where there is little room."""
_FEW_LINES = 2
GROUPED_FROM = 8
"""So many people stand in groups with headings."""

_ANSWERED: tuple[Rsvp, ...] = ("accept", "tentative", "needs_action", "decline")
"""The order people are listed in, by their answer."""


def answer_words(rsvp: Rsvp, say: Language) -> str:
    """A person's answer in words; empty where it is not known."""
    words: dict[Rsvp, str] = {
        "accept": say("accepted"),
        "tentative": say("maybe"),
        "needs_action": say("no answer yet"),
        "decline": say("declined"),
    }
    return words.get(rsvp, "")


def room_lines(attendees: Sequence[Attendee], cells: int, say: Language) -> list[Line]:
    """The rooms, each with its booking state: ✓ booked, ? pending, ✗ refused."""
    states: dict[Rsvp, str] = {
        "accept": say("booked"),
        "needs_action": say("pending"),
        "tentative": say("pending"),
        "decline": say("refused"),
    }
    lines: list[Line] = []
    for room in _present(attendees):
        if room.type != "resource":
            continue
        name = Piece(room.name or say("a room"))
        state = states.get(room.rsvp)
        if state is None:
            lines += flowing([(name,)], cells)
            continue
        mark = MARKS["needs_action" if room.rsvp == "tentative" else room.rsvp]
        lines += flowing([(name,), (Piece(f"{mark.text} {state}", mark.role),)], cells, Piece(" "))
    return lines


def count_lines(subject: Subject, cells: int) -> list[Line]:
    """How many people are invited and how many gave which answer, ``12 people ✓8 ?3 ✗1``, and how many chats."""
    say, people = subject.say, _people(subject)
    parts: list[Line] = []
    if people:
        counted = say("1 person") if len(people) == 1 else say("{count} people", count=len(people))
        parts.append((Piece(counted), *_tally(person.rsvp for person in people)))
    return flowing([*parts, *_chats_counted(subject)], cells)


def few_lines(subject: Subject, cells: int) -> list[Line]:
    """A few people by name with their answers, ``✓ Ann  ? Ben``; how many there are where that takes more room."""
    people = sorted(_people(subject), key=_answer_order)
    if 0 < len(people) <= FEW:
        named = [(MARKS.get(each.rsvp, Piece(" ")), Piece(f" {_name(each, subject.say)}")) for each in people]
        lines = flowing([*named, *_chats_counted(subject)], cells, Piece("  "))
        if len(lines) <= _FEW_LINES:
            return lines
    return count_lines(subject, cells)


def people_lines(subject: Subject, cells: int) -> list[Line]:
    """Everybody by name, by their answer, the organizer first among equals.

    Where there are many, each answer has a heading with how many gave it.
    """
    people = sorted(_people(subject), key=_answer_order)
    lines: list[Line] = []
    for answer, group in groupby(people, lambda person: person.rsvp):
        if len(people) >= GROUPED_FROM:
            lines.append(_heading(answer, sum(person.rsvp == answer for person in people), subject.say))
        for person in group:
            lines += _person(person, cells, subject)
    return lines


def chat_lines(subject: Subject, cells: int) -> list[Line]:
    """The chats with their members, as far as those are listed or were read."""
    return [line for chat in _chats(subject) for line in _chat(chat, cells, subject)]


def _heading(answer: Rsvp, count: int, say: Language) -> Line:
    words = answer_words(answer, say) or say("answer not known")
    return Piece(words, "heading"), Piece(f" · {count}", "dim")


def organizer_name(subject: Subject) -> str:
    """Whose event it is, by name; empty where nobody tells."""
    if subject.event.organizer:
        return subject.event.organizer
    attendees = subject.detail.attendees if subject.detail else ()
    return next((attendee.name for attendee in attendees if attendee.is_organizer), "")


def _people(subject: Subject) -> list[Attendee]:
    attendees = _present(subject.detail.attendees if subject.detail else ())
    return [attendee for attendee in attendees if attendee.type not in ("resource", "chat")]


def _chats(subject: Subject) -> list[Attendee]:
    attendees = _present(subject.detail.attendees if subject.detail else ())
    return [attendee for attendee in attendees if attendee.type == "chat"]


def _chats_counted(subject: Subject) -> list[Line]:
    count = len(_chats(subject))
    if not count:
        return []
    return [(Piece(subject.say("1 chat") if count == 1 else subject.say("{count} chats", count=count)),)]


def _present(attendees: Sequence[Attendee]) -> list[Attendee]:
    """Those who have not been taken off the event again."""
    return [attendee for attendee in attendees if attendee.rsvp != "removed"]


def _answer_order(person: Attendee | ChatMember) -> tuple[int, bool, bool]:
    order = _ANSWERED.index(person.rsvp) if person.rsvp in _ANSWERED else len(_ANSWERED)
    return order, not person.is_organizer, person.is_optional


def _tally(answers: Iterable[Rsvp]) -> Line:
    """``  ✓8 ?3 ✗1``: a mark and a number for each answer that somebody gave."""
    given = list(answers)
    counts = [(MARKS[answer], given.count(answer)) for answer in _ANSWERED if answer in given]
    pieces: list[Piece] = []
    for mark, count in counts:
        pieces += [Piece(" "), Piece(f"{mark.text}{count}", mark.role)]
    return (Piece(" "), *pieces) if pieces else ()


def _person(person: Attendee | ChatMember, cells: int, subject: Subject, indent: int = 0) -> list[Line]:
    say = subject.say
    remarks: list[str] = []
    if person.is_organizer and not subject.hides("OrganizerOrCreator"):
        remarks.append(say("organizer"))
    if person.is_optional:
        remarks.append(say("optional"))
    if person.is_external:
        remarks.append(say("external"))
    if isinstance(person, Attendee) and person.email and person.name and person.email != person.name:
        remarks.append(person.email)
    faint = "dim" if person.rsvp == "decline" else ""
    parts: list[Line] = [(Piece(_name(person, say), faint),)]
    if remarks:
        parts.append((Piece(" · ".join(remarks), "dim"),))
    mark = MARKS.get(person.rsvp, Piece(" "))
    return hung(mark, flowing(parts, cells - indent - 2, Piece("  ")), indent)


def _name(person: Attendee | ChatMember, say: Language) -> str:
    return person.name or (person.email if isinstance(person, Attendee) else "") or say("somebody")


def _chat(chat: Attendee, cells: int, subject: Subject) -> list[Line]:
    """A chat with the members its event lists, or, unfolded, with those that were read."""
    say, shown = subject.say, subject.members_shown
    known = subject.chats.get(chat.attendee_id) if shown else None
    members = [member for member in (known.members if known else chat.members) if member.rsvp != "removed"]
    if not members:
        words: Line = (Piece(say("chat"), "dim"),)
    else:
        words = (Piece(_count_words(len(members), known, say), "dim"), *_tally(member.rsvp for member in members))
    parts: list[Line] = [(Piece(chat.name or say("a chat")),), words]
    lines = hung(Piece("#", "dim"), flowing(parts, cells - 2, Piece("  ")), 0)
    # Folded are only those that can be unfolded.
    listed = members if shown or not _can_unfold(chat, subject) else []
    for member in sorted(listed, key=_answer_order)[: shown or None]:
        lines += _person(member, cells, subject, indent=2)
    hint = _hint(chat, known, len(members), subject)
    return lines + (hung(Piece(" "), paragraph(hint, cells - 2, "dim")) if hint else [])


def _can_unfold(chat: Attendee, subject: Subject) -> bool:
    return bool(chat.attendee_id and subject.chat_keys[0])


def _count_words(count: int, known: Chat | None, say: Language) -> str:
    if known is not None and known.following:
        return say("{count} members read", count=count)
    return say("1 member") if count == 1 else say("{count} members", count=count)


def _hint(chat: Attendee, known: Chat | None, count: int, subject: Subject) -> str:
    """How to see the members, or more of them; empty where there is no more to see."""
    say, (unfold, more) = subject.say, subject.chat_keys
    if not _can_unfold(chat, subject):
        return ""
    if not subject.members_shown:
        return say("{key} shows the members", key=unfold)
    if known is None:
        return say("no members read so far") if subject.offline else say("reading members…")
    if known.following or count > subject.members_shown:
        return say("{key} shows more", key=more)
    return ""
