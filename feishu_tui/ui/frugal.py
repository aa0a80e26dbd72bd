"""Writes to the terminal only the cells that differ from what it shows, in as few bytes as that takes.

Textual sends every changed line again, each run of it with its whole style and a reset. Over a slow line that is most
of what one waits for. ``Frugal`` remembers the cells and styles the terminal shows and sends the difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len, split_graphemes
from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

_ATTRIBUTES = (
    ("bold", "1", "22"),
    ("dim", "2", "22"),
    ("italic", "3", "23"),
    ("underline", "4", "24"),
    ("blink", "5", "25"),
    ("reverse", "7", "27"),
    ("strike", "9", "29"),
)
"""SGR codes that switch an attribute on and off (ECMA-48 §8.3.117)."""
_HOP, _JUMP = 3, 4
"""Bytes it takes to move one column, and several columns, to the right."""
_WORTH_ERASING = 7
"""Blanks in a row from which on erasing them (ECH, ECMA-48 §8.3.38) is shorter than writing them."""
_SEEN_ON_BLANK = frozenset({"underline", "reverse", "strike"})
"""Attributes that show where there is no glyph."""


class Look(NamedTuple):
    """How a cell looks: attributes that are on, SGR parameters of both colours (empty for the default), its link."""

    attributes: frozenset[str] = frozenset()
    foreground: str = ""
    background: str = ""
    link: str = ""


PLAIN = Look()
Cell = tuple[str, Look]
"""A grapheme and its look; the second cell of a wide one is the empty string."""


class Frugal:
    """The cells a terminal shows, as far as they are known."""

    def __init__(self, erases: bool = True) -> None:
        """``erases`` tells whether the terminal erases in the current background colour (terminfo ``bce``)."""
        self._erases = erases
        self._rows: list[list[Cell | None]] = []

    def forget(self) -> None:
        """Take nothing for granted any more: the terminal was resized, cleared or used by another program."""
        self._rows = []

    def difference(self, update: CompositorUpdate, width: int, height: int, console: Console) -> str:
        """What to send so that the terminal shows ``update``; from now on it is taken to show it."""
        if len(self._rows) != height or (self._rows and len(self._rows[0]) != width):
            self._rows = [[None] * width for _ in range(height)]
        colors = console._color_system or ColorSystem.TRUECOLOR
        pen = _Pen()
        for x, y, strips in placed(update):
            if 0 <= y < height:
                self._write_row(self._rows[y], x, y, strips, colors, pen)
        return pen.finished()

    def _write_row(
        self, known: list[Cell | None], x: int, y: int, strips: Iterable[Strip], colors: ColorSystem, pen: _Pen
    ) -> None:
        wanted = list(_cells(strips, colors))[: len(known) - x]
        if wanted and cell_len(wanted[-1][0]) == 2:
            wanted[-1] = (" ", wanted[-1][1])
        changed = _changed(known[x : x + len(wanted)], wanted)
        known[x : x + len(wanted)] = wanted
        for start, end in changed:
            pen.move(x + start, y)
            self._write_run(wanted[start:end], pen)

    def _write_run(self, cells: list[Cell], pen: _Pen) -> None:
        index = 0
        while index < len(cells):
            text, look = cells[index]
            blanks = _blanks(cells, index) if self._erases else 0
            if blanks >= (_WORTH_ERASING if index + blanks == len(cells) else _WORTH_ERASING + _JUMP):
                pen.erase(blanks, look)
                index += blanks
                if index < len(cells):
                    pen.skip(blanks)
            else:
                pen.write(text, look)
                index += 1


class FrugalUpdate(CompositorUpdate):
    """An update of Textual's that is written as the difference it makes."""

    def __init__(self, update: CompositorUpdate, frugal: Frugal, width: int, height: int) -> None:
        self._update = update
        self._frugal = frugal
        self._size = width, height

    def render_segments(self, console: Console) -> str:
        """What to send; called only when it really is sent."""
        return self._frugal.difference(self._update, *self._size, console)


class _Pen:
    """Gathers what to send, knowing where the cursor is and which style is on."""

    def __init__(self) -> None:
        self._sent: list[str] = []
        self._look = PLAIN
        self.x = self.y = -1

    def move(self, x: int, y: int) -> None:
        """Go to a cell."""
        if y == self.y and x > self.x:
            self._sent.append(f"\x1b[{x - self.x}C" if x - self.x > 1 else "\x1b[C")
        elif (x, y) != (self.x, self.y):
            self._sent.append(f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H")
        self.x, self.y = x, y

    def write(self, text: str, look: Look) -> None:
        """Write the first or second cell of a grapheme."""
        self._wear(text, look)
        self._sent.append(text)
        self.x += 1

    def erase(self, count: int, look: Look) -> None:
        """Blank cells from here on; the cursor stays."""
        self._wear(" ", look)
        self._sent.append(f"\x1b[{count}X")

    def skip(self, count: int) -> None:
        """Go on after cells that need nothing."""
        self._sent.append(f"\x1b[{count}C")
        self.x += count

    def _wear(self, text: str, look: Look) -> None:
        if text and look != self._look and not (text == " " and _alike_when_blank(self._look, look)):
            self._sent.append(_change(self._look, look))
            self._look = look

    def finished(self) -> str:
        """Everything gathered, ending in the plain style."""
        if self._look != PLAIN:
            self._sent.append("\x1b]8;;\x1b\\\x1b[m" if self._look.link else "\x1b[m")
        return "".join(self._sent)


def erases_in_color(environ: Mapping[str, str]) -> bool:
    """Whether the terminal is known to erase in the current background colour; screen and bare ones do not."""
    name = environ.get("TERM", "")
    return "TMUX" in environ or name.startswith(("xterm", "tmux", "linux", "alacritty", "foot", "kitty", "wezterm"))


def placed(update: CompositorUpdate) -> Iterator[tuple[int, int, list[Strip]]]:
    """What an update of Textual's paints: column, row and the strips from there on."""
    if isinstance(update, LayoutUpdate):
        for y, strips in enumerate(update.strips, update.region.y):
            yield update.region.x, y, list(strips)
    elif isinstance(update, ChopsUpdate):
        for y, left, right in update.spans:
            for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if strip is not None and x <= right and end > left:
                    yield x, y, [strip.crop(0, min(end, right) - x)]


def _cells(strips: Iterable[Strip], colors: ColorSystem) -> Iterator[Cell]:
    for strip in strips:
        for text, style, control in strip:
            if control:
                continue
            look = look_of(style, colors) if style else PLAIN
            if text.isascii():
                blank = _blank(look) if " " in text else look
                for character in text:
                    yield (character, blank if character == " " else look)
                continue
            for start, end, size in split_graphemes(text)[0]:
                grapheme = text[start:end]
                if size:
                    yield (grapheme, _blank(look) if grapheme == " " else look)
                for _ in range(size - 1):
                    yield ("", look)


def _changed(known: list[Cell | None], wanted: list[Cell]) -> list[tuple[int, int]]:
    """The runs of cells to write, start inclusive, end exclusive; never half of a wide grapheme.

    From the first change in a row on that holds a grapheme of several code points, which terminals measure
    differently, everything is written, so that a disagreement cannot leave remains behind.
    """
    differing = [index for index, (old, new) in enumerate(zip(known, wanted, strict=True)) if old != new]
    if not differing:
        return []
    if any(cell is not None and len(cell[0]) > 1 for cells in (known, wanted) for cell in cells):
        return [(_whole(wanted, differing[0]), len(wanted))]
    runs: list[tuple[int, int]] = []
    for index in differing:
        start, end = _whole(wanted, index), index + 1
        while end < len(wanted) and wanted[end][0] == "":
            end += 1
        if runs and _bridged(wanted, runs[-1][1], start):
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
        else:
            runs.append((start, end))
    return runs


def _bridged(wanted: list[Cell], start: int, end: int) -> bool:
    """Whether the unchanged cells from ``start`` to ``end`` cost less to write again than to jump over."""
    if end <= start:
        return True
    look = wanted[start - 1][1]
    alike = all(own == look or (text == " " and _alike_when_blank(own, look)) for text, own in wanted[start:end])
    return alike and sum(len(text.encode()) for text, _ in wanted[start:end]) <= (_JUMP if end - start > 1 else _HOP)


def _blanks(cells: list[Cell], start: int) -> int:
    """How many cells from ``start`` on look empty and alike."""
    look = cells[start][1]
    if look.link or not look.attributes.isdisjoint(_SEEN_ON_BLANK):
        return 0
    end = start
    while end < len(cells) and cells[end] == (" ", _blank(look)):
        end += 1
    return end - start


def _whole(cells: list[Cell], index: int) -> int:
    """Where the grapheme begins that ``index`` is a cell of."""
    while index and cells[index][0] == "":
        index -= 1
    return index


@lru_cache(maxsize=1024)
def look_of(style: Style, colors: ColorSystem) -> Look:
    """How a style looks on a terminal with so many colours."""
    foreground = style.color.downgrade(colors).get_ansi_codes(True) if style.color else ()
    background = style.bgcolor.downgrade(colors).get_ansi_codes(False) if style.bgcolor else ()
    on = frozenset(name for name, _, _ in _ATTRIBUTES if getattr(style, name))
    return Look(on, _no_default(foreground, "39"), _no_default(background, "49"), style.link or "")


def _no_default(codes: tuple[str, ...], default: str) -> str:
    joined = ";".join(codes)
    return "" if joined == default else joined


@lru_cache(maxsize=1024)
def _blank(look: Look) -> Look:
    """The look of a blank: what nobody can see on it is left out, so that it does not count as a change."""
    if look.attributes.isdisjoint(_SEEN_ON_BLANK):
        return Look(background=look.background, link=look.link)
    return look


def _alike_when_blank(one: Look, other: Look) -> bool:
    return _blank(one) == _blank(other)


@lru_cache(maxsize=4096)
def _change(old: Look, new: Look) -> str:
    """The shortest sequence from one look to another."""
    off = {end for name, _, end in _ATTRIBUTES if name in old.attributes - new.attributes}
    step = sorted(off)
    for name, start, end in _ATTRIBUTES:
        if name in new.attributes and (name not in old.attributes or end in off):
            step.append(start)
    if old.foreground != new.foreground:
        step.append(new.foreground or "39")
    if old.background != new.background:
        step.append(new.background or "49")
    anew = [start for name, start, _ in _ATTRIBUTES if name in new.attributes]
    anew += [code for code in (new.foreground, new.background) if code]
    shorter = min(";".join(step), ";".join(["", *anew]), key=len)
    link = f"\x1b]8;;{new.link}\x1b\\" if old.link != new.link else ""
    return (f"\x1b[{shorter}m" if step else "") + link
