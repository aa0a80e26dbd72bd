"""An event in the words a search looks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from struct import Struct
from urllib.parse import urlsplit

from feishu_tui.model import Attendee, Event
from feishu_tui.pinyin import marks
from feishu_tui.store.texts import (
    ALL_DAY,
    ANSWERS,
    BETWEEN,
    CANCELLED,
    DECLINED,
    FIELDS,
    HEARD,
    NEEDS_REPLY,
    TENTATIVE,
    VIDEO,
    WORDS,
    Invited,
    Text,
)
from feishu_tui.text import fold, plain_of_html

_NO_VIDEO = frozenset({"", "no_meeting", "unknown"})
_NOTHING = (0,) * WORDS
_MARKS = Struct(f"<{WORDS}q")
"""As signed numbers, which SQLite's are."""


def text_of(event: Event) -> Text:
    """What is searched of an event, before it is known who takes part."""
    title, organizer = _folded(event.summary), _folded(event.organizer)
    place = _folded(f"{event.place.name} {event.place.address}".strip(" "))
    host = _host(event.meeting.url) if event.meeting.url else ""
    description = _folded(plain_of_html(event.description)) if event.description else ""
    rest = BETWEEN.join((place, organizer, "", "", "", host, description)).rstrip(BETWEEN)
    ids = f" {event.organizer_id} " if event.organizer_id else ""
    return Text(_flags(event), title, rest, ids, _heard(title), _heard(place, organizer))


def with_invited(text: Text, invited: Invited) -> Text:
    """The text with who takes part, instead of what it says of that."""
    parts = [*text.rest.split(BETWEEN), *[""] * len(FIELDS)][: len(FIELDS)]
    parts[2:5] = (_folded(each) for each in (invited.people, invited.rooms, invited.chats))
    ids = " ".join(dict.fromkeys((*text.ids.split(), *invited.ids)))
    return text._replace(
        rest=BETWEEN.join(parts).rstrip(BETWEEN),
        ids=f" {ids} " if ids else "",
        names_marks=_heard(*parts[:HEARD]),
    )


def invited_of(attendees: Sequence[Attendee]) -> Invited:
    """Who takes part: by name, address and id; the members of chats among the people."""
    people = [each.name for each in attendees if each.type not in ("resource", "chat")]
    people += [each.email for each in attendees if each.email and each.email != each.name]
    members = [member.name for each in attendees for member in each.members]
    return Invited(
        _listed([*people, *members]),
        _listed(each.name for each in attendees if each.type == "resource"),
        _listed(each.name for each in attendees if each.type == "chat"),
        tuple(found for each in attendees for found in (each.user_id, each.room_id, each.chat_id) if found),
    )


def answer_of(event: Event) -> int:
    """Those of the qualities that tell the identity's answer, -1 where it is not known."""
    return -1 if event.rsvp == "unknown" else _flags(event) & ANSWERS


def split_marks(heard: int) -> tuple[int, ...]:
    """``pinyin.marks`` in numbers that SQLite can hold."""
    return _MARKS.unpack(heard.to_bytes(_MARKS.size, "little")) if heard else _NOTHING


@lru_cache(maxsize=1024)
def _heard(*parts: str) -> tuple[int, ...]:
    found = 0
    for part in parts:
        if part:
            found |= marks(part)
    return split_marks(found)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _listed(names: Iterable[str]) -> str:
    """One a line, so that nothing is spelled across them."""
    return "\n".join(dict.fromkeys(filter(None, names)))


def _folded(text: str) -> str:
    return fold(text).replace(BETWEEN, " ") if text else ""


def _flags(event: Event) -> int:
    flags = ALL_DAY if event.all_day else 0
    flags |= CANCELLED if event.status == "cancelled" else 0
    flags |= TENTATIVE if "tentative" in (event.status, event.rsvp) else 0
    flags |= DECLINED if event.rsvp == "decline" else 0
    flags |= NEEDS_REPLY if event.reply == "needs_action" else 0
    return flags | (VIDEO if event.meeting.url or event.meeting.kind not in _NO_VIDEO else 0)
