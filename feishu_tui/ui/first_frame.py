"""The screen as Textual will draw it in a moment, from the cache alone and without Textual: today's agenda.

Its cells are what ``Frugal`` keeps of a terminal, so that only what differs is sent when Textual takes over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from feishu_tui.lazy_typing import TYPE_CHECKING, NamedTuple
from feishu_tui.terminal_kind import TerminalKind
from feishu_tui.text import steady
from feishu_tui.text.cells import clusters
from feishu_tui.ui.agenda_lines import SPACIOUS_FROM
from feishu_tui.ui.agenda_opening import agenda_opening
from feishu_tui.ui.glyphs import Glyphs
from feishu_tui.ui.line import Line, fitted, width_of
from feishu_tui.ui.pane_layout import LEAST_HEIGHT, LEAST_WIDTH, PICKER_WIDTH, detail_width, visible
from feishu_tui.ui.pen import Cell, Look, Pen
from feishu_tui.ui.plain_looks import PlainLooks
from feishu_tui.ui.status_lines import StatusLook, SyncState, status_line

if TYPE_CHECKING:
    from feishu_tui.ui.prepared import Prepared, Recording
    from feishu_tui.ui.reader import Reader


class FrameLook(NamedTuple):
    """What a screen looks like whatever is on it."""

    variables: Mapping[str, str]
    """The theme's."""
    kind: TerminalKind
    glyphs: Glyphs
    offered: Sequence[tuple[str, str]]
    """The keys that the status line names, and what they do; the most telling last."""


class Run(NamedTuple):
    """Text of one look in a line."""

    text: str
    """As it is sent: in glyphs that the terminal has."""
    cells: int
    look: Look
    empty: Look
    """The look of the blanks in it."""
    parts: Sequence[tuple[str, int]] | None = None
    """What must not be parted, each with its cells; ``None`` where each character takes one."""


class FirstFrame(NamedTuple):
    """A whole screen."""

    lines: Sequence[Sequence[Run]]
    """From left to right, and from top to bottom."""
    sent: str
    """What draws it on an empty screen."""

    @property
    def rows(self) -> list[list[Cell]]:
        """Its cells, line by line."""
        return [[cell for run in line for cell in _cells(run)] for line in self.lines]


def _cells(run: Run) -> Iterator[Cell]:
    if run.parts is None:
        yield from ((character, run.empty if character == " " else run.look) for character in run.text)
        return
    for cluster, size in run.parts:
        yield cluster, run.empty if cluster == " " else run.look
        yield from [("", run.look)] * (size - 1)


def first_frame(
    reader: Reader | Prepared | Recording, day: date, size: tuple[int, int], look: FrameLook
) -> FirstFrame | None:
    """The agenda opened at ``day`` and the status line, on a screen of ``size`` columns and lines.

    ``None`` where there is nothing to show yet, or no room for it.
    """
    width, height = size
    if width < LEAST_WIDTH or height < LEAST_HEIGHT or reader.synced_at is None:
        return None
    shown = visible(width, "agenda", True)
    left = PICKER_WIDTH if "picker" in shown else 0
    right = width - (detail_width(width - left) if "detail" in shown else 0)
    border = 1 if left else 0
    page = height - 1
    lines_look = reader.look(right - left - border, page >= SPACIOUS_FROM)
    opening = agenda_opening(reader.days, day, lines_look, page, reader.few)
    if opening is None:
        return None
    paper, bar = (_Paper(look, ground) for ground in ("background", "bar"))
    lines: list[list[Run]] = []
    for y in range(page):
        line = opening.lines[y] if y < len(opening.lines) else ()
        runs = paper.blanks(left)
        runs += [paper.rule("primary")] if border else []
        runs += paper.line(line, right - left - border, under_cursor=y == opening.cursor)
        runs += [paper.rule("line"), *paper.blanks(width - right - 1)] if right < width else []
        lines.append(runs)
    lines.append(bar.line(_status(reader, width, look.offered), width, under_cursor=False))
    return FirstFrame(lines, _sent(lines, look.kind.erases))


def _status(reader: Reader | Prepared | Recording, width: int, offered: Sequence[tuple[str, str]]) -> Line:
    """How old what is shown is, and what comes next."""
    running, coming = reader.next_up()
    look = StatusLook(width, reader.now, reader.zone_name, reader.say, running, coming, offered)
    return fitted(status_line(SyncState(synced_at=reader.synced_at), look), width)


def _sent(lines: Sequence[Sequence[Run]], erases: bool) -> str:
    """What draws them."""
    pen = Pen(erases)
    for y, line in enumerate(lines):
        pen.move(0, y)
        for run in line:
            pen.put(run.text, run.cells, run.look, run.empty)
    return pen.finished()


class _Paper:
    """What lines become on the theme variable ``ground``."""

    def __init__(self, look: FrameLook, ground: str) -> None:
        self._looks = PlainLooks(look.variables, look.kind.colors)
        self._glyphs = look.glyphs
        self._ground = ground
        self._blank = self._looks.blank(ground)
        self.rule = cache(self._rule)
        """A piece of a vertical line in the colour of a theme variable."""

    def blanks(self, count: int) -> list[Run]:
        """So many; nothing for none."""
        return [Run(" " * count, count, self._blank, self._blank)] if count else []

    def _rule(self, name: str) -> Run:
        look = self._looks.plain(name, self._ground)
        return Run(self._glyphs["│"], 1, look, look)

    def line(self, line: Line, cells: int, *, under_cursor: bool) -> list[Run]:
        """A line in so many cells, filled with blanks."""
        looks, ground = self._looks, self._ground
        runs: list[Run] = []
        for piece in line if width_of(line) <= cells else fitted(line, cells):
            look = looks.of(piece.role, piece.color, ground, under_cursor)
            empty = looks.of(piece.role, piece.color, ground, under_cursor, blank=True)
            run = self._run(piece.text, look, empty)
            runs.append(run)
            cells -= run.cells
        rest = looks.of("", None, ground, under_cursor, blank=True)
        return [*runs, Run(" " * cells, cells, rest, rest)] if cells else runs

    def _run(self, text: str, look: Look, empty: Look) -> Run:
        """A text in glyphs of the terminal."""
        if text.isascii() and text.isprintable():
            return Run(text, len(text), look, empty)
        parts = [(self._glyphs[cluster], size) for cluster, size in clusters(steady(text)) if size]
        return Run("".join([part for part, _ in parts]), sum([size for _, size in parts]), look, empty, parts)
