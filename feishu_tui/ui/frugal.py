"""Writes to the terminal only the cells that differ from what it shows, in as few bytes as that takes.

Textual sends every changed line again, each run of it with its whole style and a reset. Over a slow line that is most
of what one waits for. ``Frugal`` remembers the cells and styles the terminal shows and sends the difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, repeat
from operator import ne
from typing import NamedTuple

from rich.cells import cell_len, split_graphemes
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate

from feishu_tui.terminal_kind import TerminalKind
from feishu_tui.ui.color_depth import color_system
from feishu_tui.ui.glyphs import Glyphs
from feishu_tui.ui.lines_update import LinesUpdate
from feishu_tui.ui.looks import Ink, look_of
from feishu_tui.ui.pen import HOP, JUMP, PLAIN, Cell, Look, Pen, alike_when_blank, blank, change

_FEW_BYTES = 1800
"""Where more is sent, the other way to say it is hardly ever the shorter one."""


class Run(NamedTuple):
    """Cells beside each other that are to be written."""

    x: int
    y: int
    cells: Sequence[Cell]
    look: Look
    """How they look, blanks aside."""
    to_the_edge: bool = False
    """Whether all that follows in the row is as blank as the last cell."""


class _Cells(dict[str, Cell]):
    """The cells that show one character in one look, each made once: a screen has thousands."""

    def __init__(self, look: Look) -> None:
        super().__init__({" ": (" ", blank(look))})
        self._look = look

    def __missing__(self, character: str) -> Cell:
        cell = self[character] = (character, self._look)
        return cell


class Frugal:
    """The cells a terminal shows, as far as they are known."""

    def __init__(self, kind: TerminalKind | None = None, glyphs: Glyphs | None = None) -> None:
        """``kind`` is the terminal's; ``glyphs`` tells what to send where it cannot draw a glyph."""
        kind = kind or TerminalKind()
        self._erases = kind.erases
        self._ink = Ink(color_system(kind.colors), not kind.bare)
        self._glyphs = Glyphs() if glyphs is None else glyphs
        self._rows: list[list[Cell | None]] = []
        self._looks: dict[Style, Look] = {}
        self._known_cells: dict[Look, _Cells] = {}
        self._composed: set[int] = set()
        """Rows that may hold graphemes of several code points."""
        self._look: Look | None = PLAIN
        """The style that is on: it stays on from one update to the next, as most begin with what the last one wore."""

    def forget(self) -> None:
        """Take nothing for granted any more: the terminal was resized, cleared or used by another program."""
        self._rows, self._look = [], None
        self._composed.clear()

    def know(self, rows: Sequence[Sequence[Cell]]) -> None:
        """The terminal shows these cells."""
        alike: dict[Cell, Cell] = {}
        self._rows = [[alike.setdefault(cell, cell) for cell in row] for row in rows]
        self._composed = {y for y, row in enumerate(rows) if any(len(text) > 1 for text, _ in row)}

    def difference(self, update: CompositorUpdate, width: int, height: int) -> str:
        """What to send so that the terminal shows ``update``; from now on it is taken to show it."""
        if len(self._rows) != height or (self._rows and len(self._rows[0]) != width):
            self._rows = [[None] * width for _ in range(height)]
        runs: list[Run] = []
        for x, y, strips in placed(update):
            if 0 <= y < height:
                runs += self._runs(x, y, strips)
        runs = [self._widened(run) for run in runs]
        sent, look = self._written(_by_look(runs, self._look or PLAIN), width)
        if len(sent) <= _FEW_BYTES:
            sent, look = min((sent, look), self._written(runs, width), key=lambda way: len(way[0].encode()))
        self._look = look
        return sent

    def _runs(self, x: int, y: int, strips: Iterable[Iterable[Segment]]) -> list[Run]:
        """What differs from what is known of a row, which is then known; each run of one look, blanks aside."""
        row = self._rows[y]
        wanted, composed = self._cells(strips)
        del wanted[max(len(row) - x, 0) :]
        known = row[x : x + len(wanted)]
        if known == wanted:
            return []
        if wanted and cell_len(wanted[-1][0]) == 2:
            wanted[-1] = (" ", wanted[-1][1])
        if composed:
            self._composed.add(y)
        changed = _changed(known, wanted, y in self._composed)
        row[x : x + len(wanted)] = wanted
        return [
            Run(x + first, y, wanted[first:after], look)
            for start, end in changed
            for first, after, look in _pieces(wanted, start, end)
        ]

    def _cells(self, strips: Iterable[Iterable[Segment]]) -> tuple[list[Cell], bool]:
        """The cells of strips beside each other, and whether there are graphemes of several code points."""
        cells: list[Cell] = []
        composed = False
        for strip in strips:
            for text, style, control in strip:
                if control:
                    continue
                look = self._look_of(style) if style else PLAIN
                empty = (" ", blank(look))
                if text.isascii():
                    if not text.strip(" "):
                        cells += repeat(empty, len(text))
                    else:
                        cells += map(self._cells_of(look).__getitem__, text)
                    continue
                for start, end, size in split_graphemes(text)[0]:
                    grapheme = text[start:end]
                    if size:
                        shown = self._glyphs[grapheme]
                        composed = composed or len(shown) > 1
                        cells.append(empty if grapheme == " " else (shown, look))
                    cells += [("", look)] * (size - 1)
        return cells, composed

    def _cells_of(self, look: Look) -> _Cells:
        cells = self._known_cells.get(look)
        if cells is None:
            cells = self._known_cells[look] = _Cells(look)
        return cells

    def _look_of(self, style: Style) -> Look:
        look = self._looks.get(style)
        if look is None:
            look = self._looks[style] = look_of(style, self._ink)
        return look

    def _widened(self, run: Run) -> Run:
        """The same, told whether what follows to the edge of the screen is as blank as its end."""
        last = run.cells[-1]
        if last[0] != " ":
            return run
        rest = self._rows[run.y][run.x + len(run.cells) :]
        return run._replace(to_the_edge=rest == [last] * len(rest))

    def _written(self, runs: Sequence[Run], width: int) -> tuple[str, Look]:
        """What writes the runs, and the style that is on then."""
        pen = Pen(self._erases, self._look, width)
        for run in runs:
            pen.move(run.x, run.y)
            pen.write(run.cells, run.look, to_the_edge=run.to_the_edge)
        return pen.rested(), pen.look


class FrugalUpdate(CompositorUpdate):
    """An update of Textual's that is written as the difference it makes."""

    def __init__(self, update: CompositorUpdate, frugal: Frugal, width: int, height: int) -> None:
        self._update = update
        self._frugal = frugal
        self._size = width, height

    def render_segments(self, console: Console) -> str:
        """What to send; called only when it really is sent."""
        return self._frugal.difference(self._update, *self._size)


def placed(update: CompositorUpdate) -> Iterator[tuple[int, int, Sequence[Iterable[Segment]]]]:
    """What an update paints: column, row and the strips from there on."""
    if isinstance(update, LinesUpdate):
        yield from ((line.x, line.y, [line.segments]) for line in update.lines)
    elif isinstance(update, LayoutUpdate):
        for y, strips in enumerate(update.strips, update.region.y):
            yield update.region.x, y, list(strips)
    elif isinstance(update, ChopsUpdate):
        for y, left, right in update.spans:
            for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if strip is not None and x <= right and end > left:
                    yield x, y, [strip.crop(0, min(end, right) - x)]


def _pieces(cells: Sequence[Cell], start: int, end: int) -> Iterator[tuple[int, int, Look]]:
    """Parts of one look; a blank belongs to what stands beside it where nobody could tell the difference."""
    look = cells[start][1]
    for index in range(start + 1, end):
        text, own = cells[index]
        if own == look or (text == " " and alike_when_blank(own, look)):
            continue
        if look == blank(own):
            look = own
            continue
        yield start, index, look
        start, look = index, own
    yield start, end, look


def _by_look(runs: Sequence[Run], worn: Look) -> list[Run]:
    """The runs of one background and look one after the other, since a style costs more bytes than a jump.

    What is ``worn`` comes first, then always what it takes least to change to.
    """
    grouped: dict[str, dict[Look, list[Run]]] = {}
    for run in runs:
        grouped.setdefault(run.look.background, {}).setdefault(run.look, []).append(run)
    ordered: list[Run] = []
    for background in sorted(grouped, key=lambda background: background != worn.background):
        left = grouped[background]
        while left:
            # Blanks come last, as they wear whatever was worn then.
            ways = [(look == blank(look), len(change(worn, look)), number) for number, look in enumerate(left)]
            worn = list(left)[min(ways)[-1]]
            ordered += left.pop(worn)
    return ordered


def _changed(known: list[Cell | None], wanted: list[Cell], composed: bool) -> list[tuple[int, int]]:
    """The runs of cells to write, start inclusive, end exclusive; never half of a wide grapheme.

    From the first change in a row on that holds a grapheme of several code points, which terminals measure
    differently, everything is written, so that a disagreement cannot leave remains behind; ``composed`` tells whether
    there may be some.
    """
    differing = [*compress(range(len(wanted)), map(ne, known, wanted))]
    if not differing:
        return []
    if composed and any(cell is not None and len(cell[0]) > 1 for cells in (known, wanted) for cell in cells):
        return [(_whole(wanted, differing[0]), len(wanted))]
    runs: list[tuple[int, int]] = []
    begin, end = -1, -1
    for index in differing:
        if index != end:
            start = _whole(wanted, index)
            if end < 0:
                begin = start
            elif not _bridged(wanted, end, start):
                runs.append((begin, end))
                begin = start
        end = max(end, index + 1)
        while end < len(wanted) and wanted[end][0] == "":
            end += 1
    return [*runs, (begin, end)]


def _bridged(wanted: list[Cell], start: int, end: int) -> bool:
    """Whether the unchanged cells from ``start`` to ``end`` cost less to write again than to jump over."""
    if end <= start:
        return True
    if end - start > JUMP:
        return False
    look = wanted[start - 1][1]
    alike = all(own == look or (text == " " and alike_when_blank(own, look)) for text, own in wanted[start:end])
    return alike and sum(len(text.encode()) for text, _ in wanted[start:end]) <= (JUMP if end - start > 1 else HOP)


def _whole(cells: list[Cell], index: int) -> int:
    """Where the grapheme begins that ``index`` is a cell of."""
    while index and cells[index][0] == "":
        index -= 1
    return index
