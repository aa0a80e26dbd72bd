"""The manual page, in the man macros of roff (man(7), groff_man(7))."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from feishu_tui import __version__


def manual(parser: argparse.ArgumentParser) -> str:
    """``feishu-tui(1)``: the options, and every command with its own."""
    return "\n".join([*_lines(parser), ""])


def _lines(parser: argparse.ArgumentParser) -> Iterator[str]:
    name, description = parser.prog, parser.description or ""
    yield f'.TH {name.upper()} 1 "" "{name} {__version__}" "User Commands"'
    yield ".SH NAME"
    yield (
        f"{_plain(name)} \\- {_plain(description[2:3].lower() + description[3:].rstrip('.'))}"
        if (description.startswith("A "))
        else f"{_plain(name)} \\- {_plain(description.rstrip('.'))}"
    )
    yield ".SH SYNOPSIS"
    yield from _usage(parser)
    yield ".SH OPTIONS"
    yield from _options(parser)
    yield ".SH COMMANDS"
    for command, meaning in _commands(parser):
        yield f".SS {_plain(command.prog)}"
        yield from _usage(command)
        yield from _text(command.description or meaning)
        # What may stand before the command is told there.
        yield from _options(command, but=parser)
        yield from _text(command.epilog or "")
    yield ".SH NOTES"
    yield from _text(parser.epilog or "")


def _commands(parser: argparse.ArgumentParser) -> Iterator[tuple[argparse.ArgumentParser, str]]:
    """Each command's parser and what it does."""
    for action in parser._actions:  # argparse has no public way to list them
        if isinstance(action, argparse._SubParsersAction):
            told = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for name, command in action.choices.items():
                yield command, told.get(name, "")


def _usage(parser: argparse.ArgumentParser) -> Iterator[str]:
    yield ".PP"
    usage = " ".join(parser.format_usage().split()).removeprefix("usage: ")
    words, _, rest = usage.partition("[")
    yield f".B {_plain(words.strip())}"
    if rest:
        yield _plain(f"[{rest}")


def _options(parser: argparse.ArgumentParser, but: argparse.ArgumentParser | None = None) -> Iterator[str]:
    known = {option for action in but._actions for option in action.option_strings} if but else set()
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction) or known.intersection(action.option_strings):
            continue
        yield ".TP"
        yield _invocation(action)
        yield _plain(_help(parser, action)) or "\\&"


def _invocation(action: argparse.Action) -> str:
    value = str(action.metavar or ("" if action.nargs == 0 else action.dest))
    if action.choices and not action.metavar:
        value = "{" + ",".join(map(str, action.choices)) + "}"
    if not action.option_strings:
        return f"\\fI{_plain(value)}\\fR"
    names = ", ".join(f"\\fB{_plain(option)}\\fR" for option in action.option_strings)
    return names if action.nargs == 0 else f"{names} \\fI{_plain(value)}\\fR"


def _help(parser: argparse.ArgumentParser, action: argparse.Action) -> str:
    return parser._get_formatter()._expand_help(action) if action.help else ""


def _text(text: str) -> Iterator[str]:
    """Paragraphs, filled; what is indented stays as it is set."""
    for block in text.strip("\n").split("\n\n"):
        if not block.strip():
            continue
        verbatim = False
        yield ".PP"
        for line in block.split("\n"):
            if line.startswith(" ") != verbatim:
                verbatim = not verbatim
                yield ".nf" if verbatim else ".fi"
            yield _plain(line)
        if verbatim:
            yield ".fi"


def _plain(text: str) -> str:
    """Text as it is: what roff would read as a request, an escape or a soft hyphen is not one."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped
