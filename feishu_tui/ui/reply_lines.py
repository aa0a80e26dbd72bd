"""The list of invitations without an answer, by who invites."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from feishu_tui.dates import day_words, span_words
from feishu_tui.language import Language
from feishu_tui.model import Calendar
from feishu_tui.text import cut, pad
from feishu_tui.ui.addresses import address_lines, read_address
from feishu_tui.ui.agenda_lines import title_of
from feishu_tui.ui.detail_rows import paragraph
from feishu_tui.ui.event_colors import event_color
from feishu_tui.ui.line import BLANK, Line, Piece, ends_apart, fitted, width_of
from feishu_tui.ui.widgets.target_list import Listed

if TYPE_CHECKING:
    from feishu_tui.store.hits import Hit

_ROOM_FOR_SPANS = 64
_WHEN_CELLS, _SPAN_CELLS = 20, 30
_ROOM_FOR_PLACES = 84


def reply_rows(
    hits: Sequence[Hit], cells: int, now: datetime, zone: ZoneInfo, calendars: Mapping[str, Calendar], say: Language
) -> list[Listed[Hit]]:
    """A heading for each organizer, whoever's event comes first before the others; the soonest event first."""
    if not hits:
        return [Listed((Piece(say("You have answered every invitation to come."), "dim"),))]
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(hit.event.organizer or say("organizer not known"), []).append(hit)
    rows: list[Listed[Hit]] = []
    for organizer, invited in groups.items():
        count = Piece(f" · {len(invited)}", "dim")
        rows += [Listed(BLANK)] if rows else []
        rows.append(Listed(fitted((Piece(organizer, "heading"), count), cells)))
        rows += [Listed(_row(hit, cells, now, zone, calendars, say), hit) for hit in invited]
    return rows


def answer_lines(hit: Hit | None, cells: int, key: str, say: Language) -> list[Line]:
    """How to answer, and where: this program only reads. ``key`` shows the address as a card."""
    if hit is None:
        return []
    words = say(
        "Answer in Feishu: open the event there, then accept, maybe or decline. {key} shows its link as a card.",
        key=key,
    )
    lines = paragraph(words, cells, "dim")
    address = read_address(hit.event.app_link) if hit.event.app_link else None
    return [*lines[:2], *(address_lines(address, cells, 1) if address is not None else ())][:3]


def _row(hit: Hit, cells: int, now: datetime, zone: ZoneInfo, calendars: Mapping[str, Calendar], say: Language) -> Line:
    one, calendar = hit.occurrence, calendars.get(hit.occurrence.calendar_id)
    start = one.starts_at(zone).astimezone(zone)
    if cells >= _ROOM_FOR_SPANS:
        when = pad(span_words(one.start, one.end, zone, now.date(), say), _SPAN_CELLS)
    else:
        time = f" {start:%H:%M}" if isinstance(one.start, datetime) else ""
        when = pad(f"{day_words(start.date(), now.date(), say)}{time}", _WHEN_CELLS)
    left: Line = (
        Piece(" ? ", "accent"),
        Piece(when, "dim"),
        Piece("▌", color=event_color(hit.event, calendar)),
        Piece(title_of(one.event, calendar, say)),
        Piece(" ↻" if one.recurring else "", "dim"),
    )
    place = one.event.place.name if cells >= _ROOM_FOR_PLACES else ""
    right: Line = (Piece(cut(place, cells // 4), "dim"),) if place else ()
    return ends_apart(left, right, cells) if width_of(right) else fitted(left, cells)
