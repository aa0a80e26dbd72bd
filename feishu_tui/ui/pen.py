"""How cells look on a terminal, and a pen that writes them in few bytes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from feishu_tui.lazy_typing import NamedTuple

ATTRIBUTES = (
    ("bold", "1", "22"),
    ("dim", "2", "22"),
    ("italic", "3", "23"),
    ("underline", "4", "24"),
    ("blink", "5", "25"),
    ("reverse", "7", "27"),
    ("strike", "9", "29"),
)
"""SGR codes that switch an attribute on and off (ECMA-48 §8.3.117)."""
HOP, JUMP = 3, 4
"""Bytes it takes to move one column, and several columns, to the right."""
_WORTH_ERASING = 7
"""Blanks in a row from which on erasing them (ECH, ECMA-48 §8.3.38) is shorter than writing them."""
_BLANKS = " " * _WORTH_ERASING
_WORTH_CLEARING = 4
"""Blanks up to the edge of the screen from which on erasing the rest of the line (EL, ECMA-48 §8.3.41) is shorter."""
_END_OF_LINK = "\x1b]8;;\x1b\\"
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


class Pen:
    """Gathers what to send, knowing where the cursor is and which style is on."""

    def __init__(self, erases: bool, look: Look | None = PLAIN, width: int = 0) -> None:
        """``erases`` tells whether the terminal erases in the current background colour (terminfo ``bce``).

        ``look`` is the style that is on, ``None`` where that is not known; ``width`` that of the screen, beyond which
        the cursor does not go.
        """
        self._erases = erases
        self._sent: list[str] = [] if look is not None else ["\x1b[m"]
        self._look = look or PLAIN
        self._width = width
        self.x = self.y = -1

    def move(self, x: int, y: int) -> None:
        """Go to a cell by the shortest way; from the right edge, which holds the cursor back, not by relative steps."""
        if (x, y) != (self.x, self.y):
            way = f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H"
            if 0 <= self.x < self._width:
                aside = _step(y - self.y, "B") if y >= self.y else _step(self.y - y, "A")
                way = min(aside + _across(x - self.x), way, key=len)
            self._sent.append(way)
        self.x, self.y = x, y

    def write(self, cells: Sequence[Cell], alike: Look | None = None, *, to_the_edge: bool = False) -> None:
        """Write cells from here on, all of which look ``alike``, blanks aside; many blanks are erased instead.

        ``to_the_edge`` tells that what follows to the right is as blank as the last cell.
        """
        cut = self._cut(cells) if to_the_edge and self._erases else len(cells)
        if cut < len(cells):
            look = cells[-1][1]
            if cut:
                self.write(cells[:cut], alike)
            self._wear(" ", look)
            self._sent.append("\x1b[K")
            return
        text = "".join([text for text, _ in cells])
        if alike is not None and not (self._erases and _BLANKS in text):
            self._wear(text if text.strip(" ") else " ", alike)
            self._sent.append(text)
            self.x += len(cells)
            return
        index = 0
        while index < len(cells):
            text, look = cells[index]
            blanks = _blanks(cells, index) if self._erases and text == " " else 0
            at_end = index + blanks == len(cells)
            if blanks >= (_WORTH_ERASING if at_end else _WORTH_ERASING + JUMP):
                self._wear(" ", look)
                self._sent.append(f"\x1b[{blanks}X" if at_end else f"\x1b[{blanks}X\x1b[{blanks}C")
                self.x += 0 if at_end else blanks
                index += blanks
            else:
                self._wear(text, look)
                self._sent.append(text)
                self.x += 1
                index += 1

    def put(self, text: str, cells: int, look: Look, empty: Look) -> None:
        """Write text of one look, in which blanks look ``empty``, from here on; many blanks alone are erased."""
        if self._erases and cells >= _WORTH_ERASING + JUMP and text.isspace() and empty == blank(empty):
            self._wear(" ", empty)
            self._sent.append(f"\x1b[{cells}X\x1b[{cells}C")
        elif text:
            self._wear(text if text.strip(" ") else " ", look)
            self._sent.append(text)
        self.x += cells

    def _cut(self, cells: Sequence[Cell]) -> int:
        """Where the blanks begin at the end that are worth clearing, the number of cells where they are not."""
        last = cells[-1]
        if last != (" ", blank(last[1])) or last[1].link or not last[1].attributes.isdisjoint(_SEEN_ON_BLANK):
            return len(cells)
        start = len(cells)
        while start and cells[start - 1] == last:
            start -= 1
        return start if len(cells) - start >= _WORTH_CLEARING else len(cells)

    def _wear(self, text: str, look: Look) -> None:
        if (
            text
            and look is not self._look
            and look != self._look
            and not (text == " " and alike_when_blank(self._look, look))
        ):
            self._sent.append(change(self._look, look))
            self._look = look

    @property
    def look(self) -> Look:
        """The style that is on once ``rested`` was sent."""
        return self._look._replace(link="")

    def rested(self) -> str:
        """Everything gathered; the style stays on for what comes next, a link does not."""
        return "".join([*self._sent, _END_OF_LINK] if self._look.link else self._sent)

    def finished(self) -> str:
        """Everything gathered, ending in the plain style."""
        if self._look != PLAIN:
            self._sent.append(f"{_END_OF_LINK}\x1b[m" if self._look.link else "\x1b[m")
        return "".join(self._sent)


def _step(count: int, way: str) -> str:
    """The cursor moved so far in one direction."""
    return f"\x1b[{count}{way}" if count > 1 else f"\x1b[{way}" if count else ""


def _across(cells: int) -> str:
    """The cursor moved to the right, to the left for a negative number; a backspace is one byte."""
    if cells >= 0:
        return _step(cells, "C")
    return min("\b" * -cells, _step(-cells, "D"), key=len)


def _blanks(cells: Sequence[Cell], start: int) -> int:
    """How many cells from ``start`` on look empty and alike."""
    look = cells[start][1]
    if look.link or not look.attributes.isdisjoint(_SEEN_ON_BLANK):
        return 0
    end, empty = start, (" ", blank(look))
    while end < len(cells) and cells[end] == empty:
        end += 1
    return end - start


@lru_cache(maxsize=1024)
def blank(look: Look) -> Look:
    """The look of a blank: what nobody can see on it is left out, so that it does not count as a change."""
    if look.attributes.isdisjoint(_SEEN_ON_BLANK):
        return Look(background=look.background, link=look.link)
    return look


def alike_when_blank(one: Look, other: Look) -> bool:
    """Whether a blank looks the same in both."""
    return blank(one) == blank(other)


@lru_cache(maxsize=4096)
def change(old: Look, new: Look) -> str:
    """The shortest sequence from one look to another."""
    off = {end for name, _, end in ATTRIBUTES if name in old.attributes - new.attributes}
    step = sorted(off)
    for name, start, end in ATTRIBUTES:
        if name in new.attributes and (name not in old.attributes or end in off):
            step.append(start)
    if old.foreground != new.foreground:
        step.append(new.foreground or "39")
    if old.background != new.background:
        step.append(new.background or "49")
    anew = [start for name, start, _ in ATTRIBUTES if name in new.attributes]
    anew += [code for code in (new.foreground, new.background) if code]
    shorter = min(";".join(step), ";".join(["", *anew]), key=len)
    link = f"\x1b]8;;{new.link}\x1b\\" if old.link != new.link else ""
    return (f"\x1b[{shorter}m" if step else "") + link
