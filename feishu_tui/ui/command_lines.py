"""Commands and their keys as lines, for help and for the palette."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from feishu_tui.language import Language
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.text import pad, wrap
from feishu_tui.ui.keymap import COMMANDS, Command, keys_of
from feishu_tui.ui.line import BLANK, Line, Piece, fitted, width_of

_KEYS_CELLS = 14
_LABEL_CELLS = 22
_ROOM_FOR_SENTENCES = 64


@dataclass(frozen=True, slots=True)
class CommandRow:
    """A line and the command it stands for, ``None`` for a heading."""

    line: Line
    command: Command | None = None
    goes_on: bool = False
    """Whether the sentence of the command above goes on here."""


def pane_words(pane: str, say: Language) -> str:
    """What to call a pane."""
    words = {
        "everywhere": say("Everywhere"),
        "agenda": say("Agenda"),
        "grid": say("Day and week"),
        "months": say("Month view"),
        "month": say("Month"),
        "calendars": say("Calendars"),
        "detail": say("Detail"),
        "bar": say("While you type"),
        "choices": say("Choice"),
        "ticks": say("Filter"),
        "card": say("Join card"),
        "comparison": say("Comparison with the server"),
        "list": say("List"),
        "log": say("Log"),
        "sign-in": say("Sign in"),
        "field": say("While you type"),
    }
    return words[pane]


def commands_of(panes: Sequence[str], *, listed: bool) -> list[Command]:
    """The commands of some panes, in the order of the panes; with ``listed`` those a palette offers."""
    found = [command for command in COMMANDS if command.pane in panes and (command.listed or not listed)]
    return sorted(found, key=lambda command: panes.index(command.pane))


def matching(
    commands: Sequence[Command], words: str, say: Language, keys: Mapping[str, str] | None = None
) -> list[Command]:
    """Those in whose name, sentence or id, in English or Chinese, or among whose keys every word typed occurs.

    ``keys`` is what a person remapped.
    """
    wanted = words.casefold().split()
    both = (say, Language("en"), Language("zh"))

    def text(command: Command) -> str:
        said = [speak(phrase) for speak in both for phrase in (command.label, command.description)]
        return " ".join([command.id, *said, *keys_of(command, keys or {})]).casefold()

    return [
        command
        for command in commands
        if all(word in text(command) or _sounds_like(command.label, word) for word in wanted)
    ]


def _sounds_like(label: str, letters: str) -> bool:
    """Whether letters spell, as pinyin, a part of the Chinese name; a single one would be in too many."""
    if len(letters) < 2 or not letters.isascii() or not letters.isalpha():
        return False
    from feishu_tui.pinyin import spelled

    return bool(spelled(Language("zh")(label), letters))


def command_rows(commands: Sequence[Command], keys: Mapping[str, str], width: int, say: Language) -> list[CommandRow]:
    """A line a command, and more where its sentence needs them, under a heading a pane.

    ``keys`` is what a person remapped.
    """
    rows: list[CommandRow] = []
    for pane, group in groupby(commands, lambda command: command.pane):
        if rows:
            rows.append(CommandRow(BLANK))
        rows.append(CommandRow((Piece(" "), Piece(pane_words(pane, say), "heading"))))
        for command in group:
            first, *more = _lines(command, keys, width, say)
            rows += [CommandRow(first, command), *(CommandRow(line, goes_on=True) for line in more)]
    return rows


def _lines(command: Command, keys: Mapping[str, str], width: int, say: Language) -> list[Line]:
    shown = pad("  ".join(keys_of(command, keys)), _KEYS_CELLS, "left")
    pieces: Line = (Piece("  "), Piece(shown, "key"), Piece(" "))
    if width < _ROOM_FOR_SENTENCES:
        return [fitted((*pieces, Piece(say(command.label))), width)]
    pieces = (*pieces, Piece(pad(say(command.label), _LABEL_CELLS)), Piece(" "))
    left = width_of(pieces)
    first, *more = wrap(say(command.description), width - left)
    return [(*pieces, Piece(first, "dim")), *((Piece(" " * left), Piece(line, "dim")) for line in more)]
