"""Days side by side over the hours, as lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time

from feishu_tui.agenda import Day, Entry
from feishu_tui.dates import day_words, month_name, relative_day, weekday_name, zone_label
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.text import pad, width
from feishu_tui.ui.agenda_lines import AgendaLook, Spot, holiday_badge, spot_of
from feishu_tui.ui.block_lines import HOLLOW_EDGE, bar_line, block_lines, face_of, with_count
from feishu_tui.ui.grid_bars import Bars
from feishu_tui.ui.grid_blocks import Block, blocks, is_chosen
from feishu_tui.ui.grid_frame import GridFrame, lane_cells
from feishu_tui.ui.line import Line, Piece, ends_apart, width_of

RULE = "│"
_ROOM_FOR_HIDDEN = 5
_NOW_LINE = "─"


@dataclass(frozen=True, slots=True)
class Grid:
    """Days as they are drawn."""

    days: Sequence[Day]
    blocks: Sequence[Sequence[Block]]
    bars: Bars
    frame: GridFrame
    chosen: Spot


def grid_lines(grid: Grid, look: AgendaLook) -> list[Line]:
    """The heading, the bars and the hours: exactly as many lines as the frame is high."""
    lines = [_heading(grid, look)]
    lines += [_bar_row(grid, row, look) for row in range(grid.bars.rows)]
    columns = [_column(grid, index, look) for index in range(grid.frame.columns)]
    for row in range(grid.frame.top, min(grid.frame.top + grid.frame.body, grid.frame.rows)):
        lines.append((*_axis(grid, row, look), *(piece for each in columns for piece in each[row])))
    return lines[: grid.frame.height]


def blocks_of(day: Day, frame: GridFrame, chosen: Spot, look: AgendaLook) -> list[Block]:
    """The blocks of a day in a frame."""
    return blocks(day, look.zone, frame.minutes, frame.lanes, chosen)


def spot_at(grid: Grid, x: int, y: int) -> Spot | None:
    """What is drawn at a cell: an event, else the day; ``None`` beside the days."""
    column = grid.frame.column_at(x)
    if column is None:
        return None
    day = grid.days[column]
    row = grid.frame.row_at(y)
    if row is None:
        hit = [bar.entry for bar in grid.bars.drawn if bar.row == y - 1 and bar.first <= column <= bar.last]
        return _spot(day.date, hit)
    for block in grid.blocks[column]:
        start, end = lane_cells(grid.frame.cells(column), block.lanes, block.lane, block.span)
        if block.top <= row < block.bottom and start <= x - grid.frame.left(column) < end:
            return _spot(day.date, block.entries)
    return Spot(day.date)


def _spot(day: date, entries: Sequence[Entry]) -> Spot:
    return spot_of(day, entries[0]) if entries else Spot(day)


def _heading(grid: Grid, look: AgendaLook) -> Line:
    first = grid.days[0].date
    corner = str(first.year) if first.year != look.today.year else month_name(first, look.say)
    pieces = [Piece(pad(f" {corner}" if grid.frame.hour > 4 else "", grid.frame.hour), "dim")]
    if grid.frame.two_zones and look.second:
        pieces.append(Piece(pad(zone_label(look.second.key, look.say), 6), "dim"))
    for column, day in enumerate(grid.days):
        pieces += [Piece(" "), *_day_heading(grid, column, day.date, look)]
    return tuple(pieces)


def _day_heading(grid: Grid, column: int, day: date, look: AgendaLook) -> Line:
    cells = grid.frame.cells(column)
    role = (
        "today"
        if day == look.today
        else "past"
        if day < look.today
        else "weekend"
        if look.days_off.is_off(day)
        else "heading"
    )
    mark = " selected" if day == grid.chosen.day else ""
    words, nearby = _day_words(grid, day, look), relative_day(day, look.today, look.say)
    hidden = next((each for each in _hidden(grid, column) if width(each) < cells - width(words)), "")
    room = cells - width(hidden) - 1
    left = [Piece(words, role + mark)]
    badge = holiday_badge(day, look)
    if width_of((*left, *badge)) <= room:
        left += badge
    if nearby and width_of(tuple(left)) + width(nearby) + 3 <= room and grid.frame.columns < 7:
        left.append(Piece(f" · {nearby}", "accent" if day == look.today else "dim"))
    return ends_apart(tuple(left), (Piece(hidden, "dim"),), cells)


def _day_words(grid: Grid, day: date, look: AgendaLook) -> str:
    """The day in the longest form there is room for on all days."""
    cells = grid.frame.cells(0) - _ROOM_FOR_HIDDEN
    name = weekday_name(day.weekday(), look.say)
    if all(width(day_words(each.date, look.today, look.say)) <= cells for each in grid.days):
        return day_words(day, look.today, look.say)
    short = look.say("{weekday} {day}", weekday=name, day=day.day)
    return short if width(short) <= grid.frame.cells(0) else str(day.day)


def _hidden(grid: Grid, column: int) -> Sequence[str]:
    """How many events lie above and below the hours shown, in fewer and fewer cells."""
    top, bottom = grid.frame.top, grid.frame.top + grid.frame.body
    above = sum(len(block.entries) for block in grid.blocks[column] if block.bottom <= top)
    below = sum(len(block.entries) for block in grid.blocks[column] if block.top >= bottom)
    arrows = ("↑" if above else "") + ("↓" if below else "")
    return (f"↑{above}" if above else "") + (f"↓{below}" if below else ""), arrows, arrows[-1:]


def _bar_row(grid: Grid, row: int, look: AgendaLook) -> Line:
    frame = grid.frame
    words = look.say("all day") if row == 0 and frame.hour > 4 else ""
    pieces = [Piece(pad(words if width(words) < frame.hour else "", frame.axis), "faint")]
    starting = {bar.first: bar for bar in grid.bars.drawn if bar.row == row}
    column = 0
    while column < frame.columns:
        pieces.append(Piece(RULE, "rule"))
        bar = starting.get(column)
        if bar is None:
            more = grid.bars.more[column] if row == grid.bars.rows - 1 else 0
            pieces.append(Piece(pad(f" +{more}" if more else "", frame.cells(column)), "dim"))
            column += 1
            continue
        cells = frame.left(bar.last) + frame.cells(bar.last) - frame.left(bar.first)
        face = face_of(bar.entry, is_chosen(bar.entry, grid.chosen), look)
        pieces += bar_line(face, cells, from_before=not bar.entry.starts_here, goes_on=not bar.ends_here)
        column = bar.last + 1
    return tuple(pieces)


def _axis(grid: Grid, row: int, look: AgendaLook) -> Line:
    """The hour a row begins, or the moment; beside it the time in the second zone."""
    cells, minute = grid.frame.hour, row * grid.frame.minutes
    is_now = row == _now_row(grid, look)
    if not is_now and minute % 60:
        return (Piece(" " * grid.frame.axis),)
    words = f"{look.now:%H:%M}" if is_now else f"{minute // 60:02}:00"
    hour = Piece(pad(words if cells > 4 else words[:2], cells), "now" if is_now else "faint")
    if not grid.frame.two_zones or not look.second:
        return (hour,)
    here = datetime.combine(grid.chosen.day, time(minute // 60, minute % 60), tzinfo=look.zone)
    there = (look.now if is_now else here).astimezone(look.second)
    return (hour, Piece(pad(f"{there:%H:%M}", cells), "faint"))


def _now_row(grid: Grid, look: AgendaLook) -> int | None:
    """The row of the moment, where today is among the days."""
    if not grid.days[0].date <= look.today <= grid.days[-1].date:
        return None
    return (look.now.hour * 60 + look.now.minute) // grid.frame.minutes


def _column(grid: Grid, index: int, look: AgendaLook) -> Mapping[int, Sequence[Piece]]:
    """A day row by row, its rule at the left."""
    frame, day = grid.frame, grid.days[index]
    now = _now_row(grid, look) if day.date == look.today else None
    parts: dict[int, list[tuple[int, int, Line]]] = {}
    for block in grid.blocks[index]:
        start, end = lane_cells(frame.cells(index), block.lanes, block.lane, block.span)
        first, last = max(block.top, frame.top), min(block.bottom, frame.top + frame.body)
        for row, line in zip(range(first, last), _drawn(grid, block, end - start, last - first, look), strict=False):
            parts.setdefault(row, []).append((start, end, line))
    return {
        row: list(_filled(sorted(parts.get(row, []), key=_start), frame.cells(index), row == now))
        for row in range(frame.top, min(frame.top + frame.body, frame.rows))
    }


def _drawn(grid: Grid, block: Block, cells: int, rows: int, look: AgendaLook) -> Sequence[Line]:
    if rows < 1:
        return ()
    if len(block.entries) > 1:
        blank = Piece(pad(HOLLOW_EDGE, cells), "faint")
        return (
            (Piece(pad(f"{HOLLOW_EDGE}+{len(block.entries)}", cells), "dim"),),
            *((blank,) for _ in range(rows - 1)),
        )
    [entry] = block.entries
    face = face_of(entry, is_chosen(entry, grid.chosen), look)
    if not block.behind:
        return block_lines(face, cells, rows)
    return with_count(face, f"+{block.behind}", cells, rows)


def _filled(parts: Sequence[tuple[int, int, Line]], cells: int, is_now: bool) -> Iterator[Piece]:
    """A row of a day with what lies between the blocks: nothing, or the now line."""
    filler, role = (_NOW_LINE, "now") if is_now else (" ", "")
    yield Piece(RULE, "rule")
    at = 0
    for start, end, line in parts:
        if start > at:
            yield Piece(filler * (start - at), role)
        yield from line
        at = end
    if at < cells:
        yield Piece(filler * (cells - at), role)


def _start(part: tuple[int, int, Line]) -> int:
    return part[0]
