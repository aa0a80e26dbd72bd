"""The join card: an event's meeting or app link as text, as a link, and as a QR code, and what has to be typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Literal
from urllib.parse import urlsplit

from feishu_tui.language import Language
from feishu_tui.lazy_dataclasses import replace
from feishu_tui.model import Meeting
from feishu_tui.text import pad, width
from feishu_tui.ui.addresses import Address, address_lines, read_address
from feishu_tui.ui.agenda_lines import title_of
from feishu_tui.ui.clipboard import Multiplexer
from feishu_tui.ui.detail_lines import fetch_lines
from feishu_tui.ui.detail_rows import paragraph
from feishu_tui.ui.line import BLANK, Line, Piece
from feishu_tui.ui.meeting_lines import kind_words, settings_lines
from feishu_tui.ui.qr import qr_lines, qr_pieces
from feishu_tui.ui.subject import Subject
from feishu_tui.ui.when_lines import when_lines

Side = Literal["meeting", "app"]
"""Which of an event's links a card shows: to its meeting, or to itself in Feishu."""

LOW = 16
"""Rows below which nothing is left blank."""
BESIDE, GAP = 24, 3
"""Cells for what stands beside the QR code, and between the two."""
_IN_LINK = re.compile(r"/(?:j|wc/join)/(\d{9,11})")
"""Where Feishu, Lark and Zoom have the meeting number in a link."""


def link_of(subject: Subject, side: Side) -> str:
    """The link as it was sent; empty where there is none."""
    if side == "app":
        return subject.event.app_link
    return "" if subject.hides("MeetingVideo") else subject.event.meeting.url


def address_of(subject: Subject, side: Side) -> Address | None:
    """Where the link leads, ``None`` where there is none that can be trusted."""
    return read_address(link_of(subject, side))


def card_lines(subject: Subject, side: Side, cells: int, rows: int, *, whole: bool = False) -> list[Line]:
    """Everything to know for joining, in ``cells`` columns; the QR code as large as ``rows`` allow, if they do.

    ``whole`` draws it without halves of cells.
    """
    address = address_of(subject, side)
    top = _top_lines(subject, side, cells, rows)
    if address is None:
        return top

    def about(cells: int) -> list[Line]:
        return _about_lines(subject, cells) if side == "meeting" else []

    draw = partial(qr_lines, address.url, whole=whole)
    if picture := draw(cells - GAP - BESIDE, rows - len(top)):
        beside = _beside(picture, cells)
        told = about(beside)
        return [*top, *_side_by_side(picture, [*told, *([BLANK] if told else []), *_scan_lines(subject.say, beside)])]
    if picture := draw(cells, rows - len(top) - len(about(cells))):
        return [*top, *about(cells), *_side_by_side(picture, [])]
    if picture := draw(cells - GAP - BESIDE, rows):
        beside = _beside(picture, cells)
        return _side_by_side(picture, [*_top_lines(subject, side, beside, rows), *about(beside)])
    words = subject.say("For a QR code this window is too small.")
    return [*top, *about(cells), *paragraph(words, cells, "dim")]


def sent_words(key: str, through: Multiplexer, say: Language) -> str:
    """What was done with a link that was copied; ``key`` shows it."""
    if through == "tmux":
        return say(
            "Sent through tmux, which passes it on where its set-clipboard or allow-passthrough is on. {key} again "
            "shows the link by itself, to be selected.",
            key=key,
        )
    if through == "screen":
        return say(
            "Sent through screen to the terminal's clipboard. Whether it arrived cannot be known: {key} again shows "
            "the link by itself, to be selected.",
            key=key,
        )
    return say(
        "Sent to the terminal's clipboard. Whether it arrived cannot be known: {key} again shows the link "
        "by itself, to be selected.",
        key=key,
    )


def number_of(meeting: Meeting, address: Address) -> str:
    """The number people type to join, in groups; taken from the link where the server does not tell it."""
    found = _IN_LINK.fullmatch(urlsplit(address.url).path)
    number = meeting.number or (found[1] if found else "")
    if number.isascii() and number.isdigit() and len(number) in (9, 10, 11):
        return f"{number[:3]} {number[3:6]} {number[6:]}"
    return number


def _beside(picture: Sequence[str], cells: int) -> int:
    return cells - width(picture[0]) - GAP


def _top_lines(subject: Subject, side: Side, cells: int, rows: int) -> list[Line]:
    """Title, time and the whole link, or why there is none."""
    say, address = subject.say, address_of(subject, side)
    space = [BLANK] if rows >= LOW else []
    title = paragraph(title_of(subject.event, subject.calendar, say), cells, "title")
    top = [*title, *when_lines(subject, cells), *space]
    if address is None:
        return top + _why_none(subject, side, cells)
    link = address_lines(address, cells, most=rows + width(address.url))
    return [*top, *link, *_disguise_lines(link_of(subject, side), address, cells, say), *space]


def _scan_lines(say: Language, cells: int) -> list[Line]:
    return paragraph(say("Scan this with a phone, or open the link in any browser."), cells, "dim")


def _why_none(subject: Subject, side: Side, cells: int) -> list[Line]:
    say, meeting = subject.say, subject.event.meeting
    if link_of(subject, side):
        return paragraph(say("Its link is not a web address and is not shown."), cells, "warning")
    if side == "app":
        return paragraph(say("The server gives no link to this event."), cells)
    if subject.hides("MeetingVideo") or meeting.kind in ("", "no_meeting"):
        return paragraph(say("This event has no meeting."), cells)
    return paragraph(say("{kind}, no link yet", kind=kind_words(meeting, say)), cells)


def _disguise_lines(link: str, address: Address, cells: int, say: Language) -> list[Line]:
    """A warning where the link was written so that it seems to lead elsewhere."""
    parts = urlsplit(link)
    if (parts.netloc.lower(), parts.scheme.lower()) == (urlsplit(address.url).netloc.lower(), parts.scheme):
        return []
    host = urlsplit(address.url).netloc
    return paragraph(say("As sent, the link disguises where it leads: to {host}.", host=host), cells, "warning")


def _about_lines(subject: Subject, cells: int) -> list[Line]:
    """Number, password, kind and who may join; whether more is being asked for."""
    say, detail, address = subject.say, subject.detail, address_of(subject, "meeting")
    listed, settings = subject.event.meeting, detail.settings if detail else None
    told = detail.event.meeting if detail else listed
    number = number_of(listed if listed.number else told, address) if address else ""
    password = (settings.password if settings else "") or told.password or listed.password
    rows = [(say("Number"), number, "strong"), (say("Password"), password, "strong")]
    given = [(label, value, role) for label, value, role in rows if value]
    column = max((width(label) for label, _, _ in given), default=0) + 1
    lines: list[Line] = [(Piece(pad(label, column), "label"), Piece(value, role)) for label, value, role in given]
    if listed.kind not in ("vc", ""):
        lines += paragraph(kind_words(listed, say), cells, "dim")
    if settings is not None:
        lines += settings_lines(replace(settings, password="", hosts=()), {}, cells, say)
    return lines + fetch_lines(subject, cells)


def _side_by_side(picture: Sequence[str], beside: Sequence[Line]) -> list[Line]:
    count = max(len(picture), len(beside))
    blank = " " * width(picture[0])
    return [
        (
            *(qr_pieces(picture[row]) if row < len(picture) else [Piece(blank)]),
            *((Piece(" " * GAP), *beside[row]) if row < len(beside) else ()),
        )
        for row in range(count)
    ]
