"""The screen as Textual will draw it in a moment, from the cache alone and without Textual: today's agenda.

Its cells are what ``Frugal`` keeps of a terminal, so that only what differs is sent when Textual takes over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from feishu_tui.lazy_typing import TYPE_CHECKING, NamedTuple
from feishu_tui.terminal_kind import TerminalKind
from feishu_tui.text import steady
from feishu_tui.text.cells import clusters
from feishu_tui.ui.agenda_lines import SPACIOUS_FROM
from feishu_tui.ui.agenda_opening import agenda_opening
from feishu_tui.ui.glyphs import Glyphs
from feishu_tui.ui.line import Line, fitted
from feishu_tui.ui.pane_layout import LEAST_HEIGHT, LEAST_WIDTH, PICKER_WIDTH, detail_width, visible
from feishu_tui.ui.pen import Cell, Pen
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


class FirstFrame(NamedTuple):
    """A whole screen."""

    rows: Sequence[Sequence[Cell]]
    """Its cells, line by line."""
    sent: str
    """What draws it on an empty screen."""


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
    canvas = _Canvas(size, PlainLooks(look.variables, look.kind.colors), look.glyphs)
    for y, line in enumerate(opening.lines):
        canvas.write(left + border, right, y, line, under_cursor=y == opening.cursor)
    for y in range(page):
        if border:
            canvas.rule(left, y, "primary")
        if right < width:
            canvas.rule(right, y, "line")
    canvas.ground("bar")
    canvas.write(0, width, page, _status(reader, width, look.offered), under_cursor=False)
    return FirstFrame(canvas.rows, canvas.sent(look.kind.erases))


def _status(reader: Reader | Prepared | Recording, width: int, offered: Sequence[tuple[str, str]]) -> Line:
    """How old what is shown is, and what comes next."""
    running, coming = reader.next_up()
    look = StatusLook(width, reader.now, reader.zone_name, reader.say, running, coming, offered)
    return fitted(status_line(SyncState(synced_at=reader.synced_at), look), width)


class _Canvas:
    """Cells to write lines on."""

    def __init__(self, size: tuple[int, int], looks: PlainLooks, glyphs: Glyphs) -> None:
        self._looks = looks
        self._glyphs = glyphs
        self._ground = "background"
        width, height = size
        blank: Cell = (" ", looks.blank(self._ground))
        self.rows: list[list[Cell]] = [[blank] * width for _ in range(height)]

    def ground(self, name: str) -> None:
        """From now on this theme variable is what is behind."""
        self._ground = name

    def write(self, left: int, right: int, y: int, line: Line, *, under_cursor: bool) -> None:
        """A line in the columns from ``left`` up to ``right``, filled with blanks."""
        looks, ground = self._looks, self._ground
        cells: list[Cell] = []
        for piece in line:
            look = looks.of(piece.role, piece.color, ground, under_cursor)
            empty = looks.of(piece.role, piece.color, ground, under_cursor, blank=True)
            if piece.text.isascii() and piece.text.isprintable():
                cells += [(character, empty if character == " " else look) for character in piece.text]
                continue
            for cluster, size in clusters(steady(piece.text)):
                if size:
                    cells.append((self._glyphs[cluster], empty if cluster == " " else look))
                    cells += [("", look)] * (size - 1)
        rest = looks.of("", None, ground, under_cursor, blank=True)
        cells += [(" ", rest)] * (right - left - len(cells))
        self.rows[y][left:right] = cells[: right - left]

    def rule(self, x: int, y: int, name: str) -> None:
        """A piece of a vertical line in the colour of a theme variable."""
        self.rows[y][x] = (self._glyphs["│"], self._looks.plain(name, self._ground))

    def sent(self, erases: bool) -> str:
        """What draws it all."""
        pen = Pen(erases)
        for y, row in enumerate(self.rows):
            pen.move(0, y)
            pen.write(row)
        return pen.finished()
