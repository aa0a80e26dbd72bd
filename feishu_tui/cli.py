"""The command line: what can be typed, and which command answers it.

Each command lives in ``feishu_tui/commands/`` and is imported only when it is asked for, so that a quick one starts
quickly.
"""

from __future__ import annotations

import argparse
import importlib
import os
import re
import sys
from collections.abc import Sequence
from typing import NoReturn, TypeAlias

from feishu_tui import __version__
from feishu_tui.errors import FeishuTuiError, UsageError

INTERRUPTED = 130

DATES = "2026-11-21, 11-21, today, tomorrow, +3d, -2w, fri, next mon, 今天, 周五, 下周一"

EPILOG = """\
examples:
  feishu-tui --demo                          look around with sample data: no account, no network
  feishu-tui agenda                          today, as text
  feishu-tui agenda mon --days 5             the working week from the coming Monday
  feishu-tui agenda --json | jq '.occurrences[].summary'
  feishu-tui sync                            bring the cache up to date

Inside the program press ? for the keys. `feishu-tui config init` writes a commented configuration file.
"""


class _Parser(argparse.ArgumentParser):
    """An argument parser whose mistakes are our errors, so that ``--json`` applies to them as well."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message[:1].upper()}{message[1:]}.", hint=f"See: {self.prog} --help")


def run(argv: Sequence[str]) -> int:
    """Run one command line; returns the exit status. Never a traceback, unless ``--verbose``."""
    verbose = "--verbose" in argv
    try:
        return _run(argv)
    except FeishuTuiError as error:
        if verbose:
            _print_traceback()
        from feishu_tui.commands.output import report_error

        report_error(error, as_json="--json" in argv)
        return error.exit_status
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader went away (| head). Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _run(argv: Sequence[str]) -> int:
    arguments = parser().parse_args([_as_value(word) for word in argv])
    from feishu_tui.config import load

    config = load(vars(arguments), os.environ)
    for problem in config.problems:
        print(f"feishu-tui: {problem}", file=sys.stderr)
    command = importlib.import_module(f"feishu_tui.commands.{arguments.command}")
    status: int = command.run(arguments, config)
    sys.stdout.flush()  # while a closed pipe can still be caught
    return status


def _as_value(word: str) -> str:
    """A relative date such as ``-2w``, spaced so that argparse does not take it for an option."""
    return f"{word} " if re.fullmatch(r"-\d+[dwmyDWMY]?", word) else word


def _print_traceback() -> None:
    import traceback

    traceback.print_exc()


def parser() -> _Parser:
    """The whole command line, for parsing, ``--help`` and whatever documents it."""
    common = _common_options()
    top = _Parser(
        prog="feishu-tui",
        description="A terminal browser for Feishu and Lark calendars.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[common],
    )
    top.add_argument("--version", action="version", version=f"feishu-tui {__version__}")
    top.add_argument("--demo", action="store_true", help="browse sample data: no account, no network, nothing kept")
    top.add_argument("--date", metavar="DATE", help=f"the day to open ({DATES})")
    top.set_defaults(command="browse")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)
    for add in (_agenda, _calendars, _show, _sync, _simulate, _config):
        add(commands, common)
    return top


def _common_options() -> _Parser:
    """Options that may stand before or after the command; an absent one leaves no trace, so it overrides nothing."""
    common = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    group = common.add_argument_group("common options")
    group.add_argument("--profile", metavar="NAME", help="which account: each has its own sign-in and cache")
    group.add_argument("--tz", metavar="ZONE", help="the zone to show times in, such as Asia/Shanghai")
    group.add_argument("--lang", choices=("en", "zh"), help="the language to speak")
    group.add_argument("--theme", metavar="NAME", help="the colours")
    group.add_argument("--now", metavar="RFC3339", help="pretend it is this moment, for tests and bug reports")
    group.add_argument("--log-file", metavar="PATH", help="write a log there")
    group.add_argument("--verbose", action="store_true", help="say more; show tracebacks")
    return common


Commands: TypeAlias = "argparse._SubParsersAction[_Parser]"  # argparse gives this type no public name


def _add(commands: Commands, common: _Parser, name: str, summary: str, text: str = "") -> _Parser:
    command = commands.add_parser(
        name,
        help=summary,
        description=text or f"{summary[:1].upper()}{summary[1:]}.",
        parents=[common],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(command=name)
    return command


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="one JSON document on standard output")


def _calendar(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--calendar",
        metavar="C",
        action="append",
        default=[],
        help="only this calendar: its id, or an unambiguous part of its name; may be repeated",
    )


def _agenda(commands: Commands, common: _Parser) -> None:
    text = f"""\
Prints what happens in a range of days, sorted by start.

DATE takes {DATES}.
A cache synced in the last ten minutes is used as it is; an older one is brought up to date first, for ten
seconds at most, and used all the same with a note when that fails."""
    agenda = _add(commands, common, "agenda", "print the events of some days", text)
    agenda.add_argument("date", metavar="DATE", nargs="?", default="today", help="the first day (default: today)")
    length = agenda.add_mutually_exclusive_group()
    length.add_argument("--days", metavar="N", type=int, help="how many days (default: 1)")
    length.add_argument("--until", metavar="DATE", help="the last day, included")
    _calendar(agenda)
    source = agenda.add_mutually_exclusive_group()
    source.add_argument("--offline", action="store_true", help="from the cache alone")
    source.add_argument("--refresh", action="store_true", help="ask the server first, however fresh the cache")
    _json(agenda)


def _calendars(commands: Commands, common: _Parser) -> None:
    calendars = _add(commands, common, "calendars", "list the calendars you are subscribed to")
    calendars.add_argument("--offline", action="store_true", help="from the cache alone")
    _json(calendars)


def _show(commands: Commands, common: _Parser) -> None:
    show = _add(commands, common, "show", "show one event with attendees, meeting settings and attachments")
    show.add_argument("event_id", metavar="EVENT_ID", help="as printed by: feishu-tui agenda --json")
    _calendar(show)
    _json(show)


def _sync(commands: Commands, common: _Parser) -> None:
    sync = _add(commands, common, "sync", "bring the cache up to date")
    sync.add_argument("--full", action="store_true", help="fetch everything anew instead of the changes")
    _json(sync)


def _simulate(commands: Commands, common: _Parser) -> None:
    text = """\
Runs the built-in pretend Feishu by itself, over HTTP, until interrupted.

Prints READY and its address once it listens. Point a client at it with
FEISHU_TUI_BASE_URL=http://127.0.0.1:PORT FEISHU_TUI_ACCESS_TOKEN=u-demo"""
    simulate = _add(commands, common, "simulate", "run the simulator by itself", text)
    simulate.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    simulate.add_argument("--port", type=int, default=0, metavar="P", help="port to listen on (default: a free one)")
    simulate.add_argument("--data", metavar="FILE", help="a JSON file with calendars and events (default: the sample)")


def _config(commands: Commands, common: _Parser) -> None:
    text = """\
  path   where the configuration file is
  show   what is in force, and where each value comes from
  init   write a commented starter file"""
    config = _add(commands, common, "config", "find, show or start the configuration", text)
    config.add_argument("action", nargs="?", choices=("path", "show", "init"), default="show")
