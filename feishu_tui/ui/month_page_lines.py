"""A month over the whole pane, as lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from feishu_tui.agenda import Day, Entry, is_on, is_over
from feishu_tui.dates import month_name, month_title, weekday_name, weekday_names
from feishu_tui.text import pad, width
from feishu_tui.ui.agenda_lines import AgendaLook, Spot, holiday_badge
from feishu_tui.ui.block_lines import EDGE, bar_line, face_of, flag_pieces, flags_in
from feishu_tui.ui.change_words import change_mark
from feishu_tui.ui.event_colors import event_color
from feishu_tui.ui.grid_blocks import is_chosen, minutes_of
from feishu_tui.ui.line import Line, Piece, ends_apart, fitted, text_of, width_of
from feishu_tui.ui.month_page import PageFrame, Week

_RULE, _CROSS, _FLOOR = "│", "┼", "─"
_ROOM_FOR_TIME = 14
_ROOM_FOR_MONTH = 8
_LEAST_TITLE, _ENOUGH_TITLE = 5, 12
"""Cells of a title that one flag leaves to it, and several do."""


def month_page_lines(page: Sequence[Week], frame: PageFrame, month: date, chosen: Spot, look: AgendaLook) -> list[Line]:
    """The heading and the weeks of the month ``month`` is in: exactly as many lines as the frame is high."""
    lines = _heading(page, frame, month, look)
    for number, week in enumerate(page):
        lines.append(_numbers(week, number, frame, month, chosen, look))
        for slot in range(frame.slots(number)):
            lines.append(_slot(week, slot, frame, month, chosen, look))
    return lines[: frame.height]


def _heading(page: Sequence[Week], frame: PageFrame, month: date, look: AgendaLook) -> list[Line]:
    title = (Piece(" "), Piece(month_title(month, look.say), "heading"))
    pieces: list[Piece] = []
    names = [weekday_name(weekday, look.say) for weekday in range(7)]
    if max(map(width, names)) >= min(map(frame.cells, range(7))):
        names = list(weekday_names(look.say))
    for column, day in enumerate(page[0].days):
        role = "weekend" if day.date.weekday() > 4 else "weekday"
        pieces += [Piece(" "), Piece(pad(names[day.date.weekday()], frame.cells(column)), role)]
    if frame.heading == 1:
        return [fitted(tuple(pieces), frame.width)]
    week = look.say("week {number}", number=month.isocalendar().week)
    return [ends_apart(title, (Piece(week, "faint"), Piece(" ")), frame.width), tuple(pieces)]


def _numbers(week: Week, number: int, frame: PageFrame, month: date, chosen: Spot, look: AgendaLook) -> Line:
    """The days' numbers on the line that parts a week from the one above, with how many events have no line."""
    pieces: list[Piece] = []
    for column, day in enumerate(week.days):
        cells = frame.cells(column)
        words = f"{day.date.day}"
        if day.date.day == 1 and cells >= _ROOM_FOR_MONTH:
            words = look.say("{day} {month}", day=1, month=month_name(day.date, look.say), month_number=day.date.month)
        elif day.date.day == 1 and frame.heading == 1 and width(name := month_name(day.date, look.say)) <= cells:
            words = name
        hidden = week.hidden[column] if frame.has_titles else _unmarked(day, cells if frame.slots(number) else 0)
        more = f"+{hidden}" if hidden else ""
        if width(words) + width(more) > cells:
            more = "+" if width(words) < cells else ""
        pieces.append(Piece(_CROSS if column else _FLOOR, "rule"))
        pieces.append(Piece(words, _number_role(day.date, month, chosen, look)))
        badge = holiday_badge(day.date, look)
        if width(words) + width_of(badge) + width(more) + (1 if more else 0) <= cells:
            pieces += badge
            words += text_of(badge)
        room = cells - width(words)
        floor = room - width(more) - (1 if more else 0)
        if floor >= 0:
            pieces.append(Piece(f" {_FLOOR * (floor - 1)}" if floor else "", "rule"))
            pieces.append(Piece(f" {more}" if more else "", "dim"))
        else:
            pieces.append(Piece(pad(more, room), "dim"))
    return tuple(piece for piece in pieces if piece.text)


def _number_role(day: date, month: date, chosen: Spot, look: AgendaLook) -> str:
    if day == look.today:
        role = "today"
    elif day.month != month.month:
        role = "faint"
    else:
        role = "weekend" if look.days_off.is_off(day) else "strong"
    return f"{role} selected" if day == chosen.day else role


def _slot(week: Week, slot: int, frame: PageFrame, month: date, chosen: Spot, look: AgendaLook) -> Line:
    pieces: list[Piece] = []
    column = 0
    while column < len(week.days):
        pieces.append(Piece(_RULE if column else " ", "rule"))
        bar = next((each for each in week.bars.drawn if each.row == slot and each.first == column), None)
        if bar is not None:
            cells = frame.left(bar.last) + frame.cells(bar.last) - frame.left(column)
            face = face_of(bar.entry, is_chosen(bar.entry, chosen), look)
            pieces += bar_line(face, cells, from_before=not bar.entry.starts_here, goes_on=not bar.ends_here)
            column = bar.last + 1
            continue
        cells = frame.cells(column)
        day = week.days[column]
        entry = week.cells[column].get(slot)
        if not frame.has_titles:
            pieces += _marks(day, slot, cells, look) if slot == 0 else (Piece(" " * cells),)
        elif entry is None:
            pieces.append(Piece(" " * cells))
        else:
            elsewhere = day.date.month != month.month
            pieces += _event(entry, cells, is_chosen(entry, chosen) and day.date == chosen.day, elsewhere, look)
        column += 1
    return tuple(pieces)


def _event(entry: Entry, cells: int, chosen: bool, elsewhere: bool, look: AgendaLook) -> Line:
    """A timed event on a line of its day: its edge, when it starts where there is room, its title and its flags."""
    face = face_of(entry, chosen, look)
    fill = face.fill if chosen else None
    role = "past" if elsewhere and not chosen else face.role
    time = f"{_clock(entry, look)} " if cells >= _ROOM_FOR_TIME else ""
    flags = flag_pieces(flags_in(face, cells - 1 - width(time), _LEAST_TITLE, _ENOUGH_TITLE), face, fill)
    room = cells - 1 - width(time) - width_of(flags)
    pieces = [Piece(face.edge, color=face.color), Piece(time, face.quiet, fill=fill)]
    pieces += [Piece(pad(face.title, room), role, fill=fill), *flags]
    return tuple(piece for piece in pieces if piece.text)


def _clock(entry: Entry, look: AgendaLook) -> str:
    minute = minutes_of(entry, look.zone)[0]
    return f"{minute // 60:02}:{minute % 60:02}" if entry.starts_here else pad("→", 5)


def _marks(day: Day, slot: int, cells: int, look: AgendaLook) -> Iterator[Piece]:
    """A mark an event in its colour, or for what happened to it, as many as fit."""
    shown = day.entries[:cells]
    for entry in shown:
        event = entry.occurrence.event
        quiet = is_over(entry.occurrence, look.now, look.zone) or not is_on(entry.occurrence)
        color = None if quiet else event_color(event, look.calendars.get(entry.occurrence.calendar_id))
        change = look.news(event)
        yield change_mark(change) if change else Piece(EDGE, "past" if quiet else "", color)
    if len(shown) < cells:
        yield Piece(" " * (cells - len(shown)))


def _unmarked(day: Day, room: int) -> int:
    """How many events of a day have not even a mark."""
    return max(len(day.entries) - room, 0)
