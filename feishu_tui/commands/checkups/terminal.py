"""The terminal: what it can show, and whether characters take the cells the program counts with."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from feishu_tui.commands.checkups.cursor_report import widths
from feishu_tui.commands.checkups.finding import Finding
from feishu_tui.language import Language
from feishu_tui.lazy_dataclasses import dataclass

LEAST_COLUMNS, LEAST_LINES = 40, 12
USUAL_COLUMNS, USUAL_LINES = 80, 24
_AMBIGUOUS, _WIDE = "→", "历"
"""Two classes of East Asian width (UAX #11): A, which takes one cell or two, and W, which takes two."""
_TRUE_COLOR = ("truecolor", "24bit")


@dataclass(frozen=True, slots=True)
class Terminal:
    """What the checks are made on: file descriptors that are terminals, or ``None``, and the encoding of the output."""

    reads: int | None
    writes: int | None
    encoding: str
    environ: Mapping[str, str]

    @property
    def term(self) -> str:
        """The kind of terminal, by its name in terminfo; ``dumb`` where none is named."""
        return self.environ.get("TERM") or "dumb"


def terminal(on: Terminal, say: Language) -> Iterator[Finding]:
    """What can be told of the terminal; less where standard output is none."""
    yield _kind(on, say)
    if on.writes is not None:
        yield _size(on.writes, say)
        yield _colors(on.environ, on.term, say)
    yield _unicode(on.encoding, say)
    if on.reads is not None and on.writes is not None and on.term != "dumb":
        yield from _widths(on.reads, on.writes, say)


def _kind(on: Terminal, say: Language) -> Finding:
    if on.writes is None:
        return Finding("terminal", "ok", say("The output is no terminal; run this in one to have it looked at."))
    if on.term == "dumb":
        remedy = say("Set TERM, as with: export TERM=xterm-256color. Commands that print text work all the same.")
        return Finding("terminal", "warning", say("TERM says that this terminal cannot move its cursor."), remedy)
    if on.term == "linux":
        remedy = say("Sign in over SSH from a graphical terminal.")
        sentence = say("This is the Linux console: it has 16 colours and no Chinese glyphs.")
        return Finding("terminal", "warning", sentence, remedy)
    program = on.environ.get("TERM_PROGRAM", "")
    if program:
        return Finding("terminal", "ok", say("{term} ({program}).", term=on.term, program=program))
    return Finding("terminal", "ok", say("{term}.", term=on.term))


def _size(descriptor: int, say: Language) -> Finding:
    try:
        columns, lines = os.get_terminal_size(descriptor)
    except OSError:
        columns, lines = 0, 0
    size = {"columns": columns, "lines": lines}
    if columns == 0 or lines == 0:
        sentence = say("The terminal does not tell its size.")
        return Finding("size", "warning", sentence, "stty columns 80 rows 24")
    if columns < LEAST_COLUMNS or lines < LEAST_LINES:
        remedy = say("Make the window larger or its letters smaller.")
        return Finding("size", "warning", say("{columns}x{lines} is too small for the browser.", **size), remedy)
    if columns < USUAL_COLUMNS or lines < USUAL_LINES:
        return Finding("size", "ok", say("{columns}x{lines}: one pane at a time; 80x24 shows two.", **size))
    return Finding("size", "ok", say("{columns}x{lines}.", **size))


def _colors(environ: Mapping[str, str], term: str, say: Language) -> Finding:
    if environ.get("NO_COLOR"):
        return Finding("colors", "ok", say("NO_COLOR is set: there are none."))
    if environ.get("COLORTERM", "").lower() in _TRUE_COLOR or term.endswith("-direct"):
        return Finding("colors", "ok", say("16 million (COLORTERM)."))
    if "256color" in term:
        remedy = say("If the terminal can do more: export COLORTERM=truecolor (SSH does not pass it on).")
        return Finding("colors", "ok", say("256; colours of calendars come near."), remedy)
    remedy = say('If the terminal can do more: export TERM=xterm-256color. Else: theme = "terminal"')
    return Finding("colors", "warning", say("16 or fewer, by TERM={term}.", term=term), remedy)


def _unicode(encoding: str, say: Language) -> Finding:
    if encoding.lower().replace("-", "").replace("_", "") == "utf8":
        return Finding("unicode", "ok", say("The output is UTF-8."))
    remedy = say("Set a UTF-8 locale, as with: export LANG=C.UTF-8")
    return Finding(
        "unicode", "warning", say("The output is {encoding}, which lacks many characters.", encoding=encoding), remedy
    )


def _widths(reads: int, writes: int, say: Language) -> Iterator[Finding]:
    found = widths((_AMBIGUOUS, _WIDE), reads, writes)
    if found is None:
        sentence = say("The terminal does not tell where its cursor is, so widths could not be measured.")
        yield Finding("widths", "ok", sentence)
        return
    ambiguous, wide = found
    if wide != 2:
        sentence = say(
            "A Chinese character moves the cursor by {cells}, not 2: lines will be out of place.", cells=wide
        )
        yield Finding(
            "widths", "warning", sentence, say("Set a UTF-8 locale, there and here; start tmux with: tmux -u")
        )
    elif ambiguous != 1:
        sentence = say("Characters such as → take {cells} cells here; the program counts 1.", cells=ambiguous)
        remedy = say("Set this in config.toml: ambiguous = 2. Or have the terminal draw ambiguous characters narrow.")
        yield Finding("widths", "warning", sentence, remedy)
    else:
        yield Finding("widths", "ok", say("Chinese characters take 2 cells, ambiguous ones such as → take 1."))
