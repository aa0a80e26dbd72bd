"""An event in the words a search looks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from struct import Struct
from urllib.parse import urlsplit

from feishu_tui.model import Attendee, Event
from feishu_tui.pinyin import marks
from feishu_tui.plain_event import PlainEvent
from feishu_tui.store.letters import KEPT, lacking
from feishu_tui.store.texts import (
    ALL_DAY,
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
_NOTHING_TOLD: dict[str, str] = {}
_NOTHING = (0,) * WORDS
_PLAIN_HOST = re.compile(r"https?://([a-z0-9.-]+)(?:/|\Z)", re.ASCII)
"""How most addresses begin, which need no taking apart."""
_MARKS = Struct(f"<{WORDS}q")
"""As signed numbers, which SQLite's are."""


def text_of(event: PlainEvent) -> Text:
    """What is searched of an event, before it is known who takes part."""
    fields = event.fields
    title = _folded(fields.get("summary", ""))
    meeting, description = fields.get("meeting", _NOTHING_TOLD), fields.get("description", "")
    host = _host(meeting["url"]) if "url" in meeting else ""
    if description:
        description = _folded(plain_of_html(description))
    place = fields.get("place", _NOTHING_TOLD)
    names, names_marks = _names(place.get("name", ""), place.get("address", ""), fields.get("organizer", ""))
    rest = f"{names}{host}{BETWEEN}{description}".rstrip(BETWEEN)
    ids = f" {fields['organizer_id']} " if "organizer_id" in fields else ""
    flags = _flags(event) | lacking(title, names, host, description)
    return Text(flags, title, rest, ids, _NOTHING if title.isascii() else _heard(title), names_marks)


@lru_cache(maxsize=1024)
def _names(place: str, address: str, organizer: str) -> tuple[str, tuple[int, ...]]:
    """All of ``rest`` that comes before the host, nobody invited, and what can be heard in it: many events share it."""
    place, organizer = _folded(f"{place} {address}".strip(" ")), _folded(organizer)
    return BETWEEN.join((place, organizer, "", "", "", "")), _heard(place, organizer)


def with_invited(text: Text, invited: Invited) -> Text:
    """The text with who takes part, instead of what it says of that."""
    parts = [*text.rest.split(BETWEEN), *[""] * len(FIELDS)][: len(FIELDS)]
    parts[2:5] = (_folded(each) for each in (invited.people, invited.rooms, invited.chats))
    ids = " ".join(dict.fromkeys((*text.ids.split(), *invited.ids)))
    lacks = lacking(text.title, "".join(parts[:HEARD]), *parts[HEARD:])
    return text._replace(
        flags=text.flags & KEPT | lacks,
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
    return -1 if event.rsvp == "unknown" else _answer(event.status, event.rsvp)


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
    if plain := _PLAIN_HOST.match(url):
        return plain[1]
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _listed(names: Iterable[str]) -> str:
    """One a line, so that nothing is spelled across them."""
    return "\n".join(dict.fromkeys(filter(None, names)))


def _folded(text: str) -> str:
    return fold(text).replace(BETWEEN, " ") if text else ""


def _flags(event: PlainEvent) -> int:
    fields = event.fields
    status, rsvp = fields.get("status", "confirmed"), fields.get("rsvp", "unknown")
    flags = _answer(status, rsvp) if status != "confirmed" or rsvp != "unknown" else 0
    if event.all_day:
        flags |= ALL_DAY
    if status == "cancelled":
        flags |= CANCELLED
    meeting = fields.get("meeting", _NOTHING_TOLD)
    return flags | VIDEO if "url" in meeting or meeting.get("kind", "") not in _NO_VIDEO else flags


def _answer(status: str, rsvp: str) -> int:
    if status == "tentative" and rsvp == "unknown":
        return TENTATIVE | NEEDS_REPLY
    flags = TENTATIVE if "tentative" in (status, rsvp) else 0
    flags |= DECLINED if rsvp == "decline" else 0
    return flags | (NEEDS_REPLY if rsvp == "needs_action" else 0)
