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
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from feishu_tui import __version__
from feishu_tui.commands.output import abandon_output, note, prepare_streams, report_error
from feishu_tui.errors import ConfigError, FeishuTuiError, UsageError
from feishu_tui.finding_options import add_next, add_search

if TYPE_CHECKING:
    from feishu_tui.config import Config

INTERRUPTED = 130

WITHOUT_DEMO = ("config", "doctor", "login", "logout", "simulate")
"""Commands that sample data means nothing to."""

DATES = "2026-11-21, 11-21, today, tomorrow, +3d, -2w, fri, next mon, 今天, 周五, 下周一"

EPILOG = """\
examples:
  feishu-tui --demo                          look around with sample data: no account, no network
  feishu-tui --demo agenda                   the same as text
  feishu-tui agenda                          today, as text
  feishu-tui agenda mon --days 5             the working week from the coming Monday
  feishu-tui agenda --json | jq '.occurrences[].summary'
  feishu-tui sync                            bring the cache up to date
  feishu-tui doctor                          find out what is wrong, and what to do about it

exit status:
  0 done   1 check found differences, doctor a fault   2 wrong command line   3 not signed in or not permitted
  4 server or network failed   5 partly done: some calendars failed, each named on standard error   130 interrupted

To read your own calendars: feishu-tui login (with FEISHU_TUI_BRAND=lark for Lark). A ready token is taken from
FEISHU_TUI_ACCESS_TOKEN. `feishu-tui config init` writes a commented configuration file.
Inside the program press ? for the keys. Each command tells more: feishu-tui agenda --help
"""


class InternalError(FeishuTuiError):
    """The program did something nobody thought of."""

    kind = "internal"


class _Parser(argparse.ArgumentParser):
    """An argument parser whose mistakes are our errors, so that ``--json`` applies to them as well."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message[:1].upper()}{message[1:]}.", hint=f"See: {self.prog} --help")


def run(argv: Sequence[str]) -> int:
    """Run one command line; returns the exit status. Never a traceback, unless ``--verbose``."""
    prepare_streams()
    try:
        return _told(argv)
    except KeyboardInterrupt:
        note("Interrupted.")
        return INTERRUPTED
    except BrokenPipeError:  # the reader went away: | head
        abandon_output()
        return 0


def _told(argv: Sequence[str]) -> int:
    """The exit status, after an error was told."""
    try:
        return _run(argv)
    except FeishuTuiError as problem:
        error = problem
    except SystemExit as end:  # --help, --version, or a signal
        return end.code if isinstance(end.code, int) else 0
    except (KeyboardInterrupt, BrokenPipeError):
        raise
    except Exception as mistake:
        error = InternalError(
            f"Something went wrong inside the program: {type(mistake).__name__}: {mistake}.",
            hint="This should not happen. Please report what it prints with --verbose added.",
        )
        error.__cause__ = mistake
    if "--verbose" in argv:
        import traceback

        traceback.print_exception(error)
    report_error(error, as_json="--json" in argv)
    return error.exit_status


def _run(argv: Sequence[str]) -> int:
    try:
        arguments = parser().parse_args([_as_value(word) for word in argv])
    finally:
        sys.stdout.flush()  # the help, while a closed pipe can still be caught
    arguments.calendar = [*getattr(arguments, "calendar_before", []), *getattr(arguments, "calendar", [])]
    _refuse_misplaced(arguments)
    config = _configured(arguments)
    if config.now is not None and not 1970 < config.now.year < 9999:
        raise UsageError(f"--now {config.now:%Y-%m-%d} is too far away.", hint="Years from 1971 to 9998 will do.")
    for problem in config.problems if arguments.command != "doctor" else ():
        note(problem)
    command = importlib.import_module(f"feishu_tui.commands.{arguments.command}")
    with ExitStack() as stack:
        if config.log_file or config.verbose:
            from feishu_tui.commands.logs import logging_to

            stack.enter_context(logging_to(config.log_file, aloud=config.verbose and arguments.command != "browse"))
        if arguments.demo:
            from feishu_tui.commands.demo import demo

            config = stack.enter_context(demo(config))
        status: int = command.run(arguments, config)
    return status


def _configured(arguments: argparse.Namespace) -> Config:
    """What is in force; for what helps to mend a configuration that cannot be read, what is without it."""
    from feishu_tui.config import load, load_without_file

    try:
        return load(vars(arguments), os.environ)
    except ConfigError as error:
        if arguments.command != "doctor" and getattr(arguments, "action", "") != "path":
            raise
        return load_without_file(vars(arguments), os.environ, error)


def _refuse_misplaced(arguments: argparse.Namespace) -> None:
    """Raise UsageError for options that the command would pass over without a word."""
    command = arguments.command
    if arguments.demo and command in WITHOUT_DEMO:
        raise UsageError(f"--demo does not go with {command}.", hint="It goes with the commands that read calendars.")
    if arguments.open_date is not None and command != "browse":
        raise UsageError(
            f"--date does not go with {command}.",
            hint=f"It opens the browser at a day; see: feishu-tui {command} --help",
        )
    if arguments.calendar and command in (*WITHOUT_DEMO, "browse"):
        raise UsageError(
            "--calendar goes with the commands that read calendars.", hint="Such as: feishu-tui agenda --calendar NAME"
        )


def _as_value(word: str) -> str:
    """A relative date such as ``-2w``, spaced so that argparse does not take it for an option."""
    return f"{word} " if re.fullmatch(r"-\d+[dwmyDWMY]?", word) else word


def parser() -> _Parser:
    """The whole command line, for parsing, ``--help`` and whatever documents it."""
    common = _common_options("calendar")
    top = _Parser(
        prog="feishu-tui",
        description="A terminal browser for Feishu and Lark calendars.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
        # Under a name of its own: what follows the command would replace what stands before it.
        parents=[_common_options("calendar_before")],
    )
    top.add_argument("--date", metavar="DATE", dest="open_date", help=f"the day to open ({DATES})")
    top.set_defaults(command="browse", demo=False)
    commands = top.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)
    for add in (_agenda, _calendars, _show):
        add(commands, common)
    add_search(partial(_add, commands, common), DATES)
    add_next(partial(_add, commands, common))
    for add in (_sync, _check, _login, _logout, _status, _doctor, _simulate, _config):
        add(commands, common)
    return top


def _common_options(calendar: str) -> _Parser:
    """Options that may stand before or after the command; an absent one leaves no trace, so it overrides nothing."""
    common = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    group = common.add_argument_group("common options, before or after the command")
    group.add_argument("--demo", action="store_true", help="sample data: no account, no network, nothing kept")
    group.add_argument("--profile", metavar="NAME", help="which account: each has its own sign-in and cache")
    group.add_argument(
        "--calendar",
        metavar="C",
        action="append",
        dest=calendar,
        help="only this calendar: its id, or an unambiguous part of its name; may be repeated",
    )
    group.add_argument("--tz", metavar="ZONE", help="the zone to show times in, such as Asia/Shanghai")
    group.add_argument("--lang", choices=("en", "zh"), help="the language to speak")
    group.add_argument("--theme", metavar="NAME", help="the colours of the browser")
    group.add_argument("--now", metavar="RFC3339", help="pretend it is this moment, for tests and bug reports")
    group.add_argument("--log-file", metavar="PATH", help="append a log to this file; it holds no token")
    group.add_argument("--verbose", action="store_true", help="say more; show tracebacks")
    group.add_argument("--version", action="version", version=f"feishu-tui {__version__}")
    return common


Commands: TypeAlias = "argparse._SubParsersAction[_Parser]"  # argparse gives this type no public name


def _add(commands: Commands, common: _Parser, name: str, summary: str, text: str, examples: str) -> _Parser:
    command = commands.add_parser(
        name,
        help=summary,
        description=text,
        epilog=f"examples:\n{examples}",
        parents=[common],
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.set_defaults(command=name)
    return command


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="one JSON document on standard output")


def _whole_number(text: str) -> int:
    if re.fullmatch(r"[+-]?\d{1,9}", text.strip()):
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text.strip()}” is not a whole number")


def _port(text: str) -> int:
    port = _whole_number(text)
    if 0 <= port <= 65535:
        return port
    raise argparse.ArgumentTypeError("a port is a number from 1 to 65535; 0 takes a free one")


def _agenda(commands: Commands, common: _Parser) -> None:
    text = f"""\
Prints what happens in a range of days, sorted by start. Days are those of the display zone (--tz), and both
ends of a range are included. Calendars that are switched off in the browser are left out unless they are named.

DATE takes {DATES}.
A cache synced in the last ten minutes is used as it is; an older one is brought up to date first, for ten
seconds at most, and used all the same with a note when that fails."""
    examples = """\
  feishu-tui agenda                                   today
  feishu-tui agenda fri --days 3                      from the coming Friday, three days
  feishu-tui agenda 2026-11-01 --until 2026-11-30     November
  feishu-tui agenda -2w --until today --calendar team the last two weeks of one calendar
  feishu-tui agenda --json | jq -r '.occurrences[] | [.start, .summary] | @tsv'"""
    agenda = _add(commands, common, "agenda", "print the events of some days", text, examples)
    agenda.add_argument("date", metavar="DATE", nargs="?", default="today", help="the first day (default: today)")
    length = agenda.add_mutually_exclusive_group()
    length.add_argument("--days", metavar="N", type=_whole_number, help="how many days (default: 1)")
    length.add_argument("--until", metavar="DATE", help="the last day, included")
    source = agenda.add_mutually_exclusive_group()
    source.add_argument("--offline", action="store_true", help="from the cache alone")
    source.add_argument("--refresh", action="store_true", help="ask the server first, however fresh the cache")
    _json(agenda)


def _calendars(commands: Commands, common: _Parser) -> None:
    text = "Lists the calendars you are subscribed to, your own one first, with their type, your role and their id."
    examples = """\
  feishu-tui calendars
  feishu-tui calendars --json | jq -r '.calendars[] | select(.role == "owner") | .calendar_id'"""
    calendars = _add(commands, common, "calendars", "list the calendars you are subscribed to", text, examples)
    calendars.add_argument("--offline", action="store_true", help="from the cache alone")
    _json(calendars)


def _show(commands: Commands, common: _Parser) -> None:
    text = """\
Shows one event with attendees, rooms, meeting settings and attachments, asked from the server; as last read,
with a note, when the server cannot be asked. --json prints the server's event object as it came."""
    examples = """\
  feishu-tui agenda --json | jq -r '.occurrences[].event_id'     where ids come from
  feishu-tui show 75d28f9b-e35c-4230-8a83-123_0"""
    show = _add(commands, common, "show", "show one event with attendees and all", text, examples)
    show.add_argument("event_id", metavar="EVENT_ID", help="an event's id, or that of an occurrence of a series")
    _json(show)


def _sync(commands: Commands, common: _Parser) -> None:
    text = """\
Brings the cache up to date: each calendar is asked for what changed since the last time, or, the first time,
for everything from about a year back on. Older days are fetched when they are looked at."""
    examples = """\
  feishu-tui sync
  feishu-tui sync --full --calendar team     one calendar, anew
  feishu-tui sync --json | jq .skipped       what could not be read, and why"""
    sync = _add(commands, common, "sync", "bring the cache up to date", text, examples)
    sync.add_argument("--full", action="store_true", help="fetch everything anew instead of the changes")
    _json(sync)


def _check(commands: Commands, common: _Parser) -> None:
    text = f"""\
Expands every recurring event here, asks the server for its instances, and names each occurrence that only one
side has, or that starts or ends at another time. Calendars are brought up to date first. Only what starts strictly
inside the window is compared: by default from 90 days back to 275 days ahead.

An EVENT_ID may be that of a series or of any of its occurrences. DATE takes {DATES}.
Exit status 1 means that some differ. Where they do, dateutil (a second engine) says whom it agrees with, and the
agenda shows the server's occurrences."""
    examples = """\
  feishu-tui check
  feishu-tui check --from 2026-11-01 --until 2026-11-30 --calendar team
  feishu-tui check --json | jq -r '.events[] | select(.status != "match") | [.summary, .error] | @tsv'"""
    check = _add(commands, common, "check", "compare recurring events with the server's own", text, examples)
    check.add_argument("event_ids", metavar="EVENT_ID", nargs="*", help="only these, as printed by: agenda --json")
    check.add_argument("--from", metavar="DATE", dest="first", help="the first day of the window")
    check.add_argument("--until", metavar="DATE", help="its last day, included")
    _json(check)


def _login(commands: Commands, common: _Parser) -> None:
    text = """\
Signs in without a browser on this machine: shows an address, a code and a QR code, and waits until you have
agreed on any other device. It asks to read calendars and to stay signed in, and for nothing more.

The app's id and secret come from FEISHU_TUI_APP_ID and FEISHU_TUI_APP_SECRET, from the configuration, or are
asked for. The login is kept in a file that you alone can read, one for each profile and server."""
    examples = """\
  feishu-tui login
  feishu-tui --profile work login
  feishu-tui login --no-wait | jq -r .verification_uri_complete && feishu-tui login --resume"""
    login = _add(commands, common, "login", "sign in by a code, on any device", text, examples)
    step = login.add_mutually_exclusive_group()
    step.add_argument("--no-wait", action="store_true", help="print the address and the code as JSON, and end")
    step.add_argument("--resume", action="store_true", help="wait for the login that --no-wait began")


def _logout(commands: Commands, common: _Parser) -> None:
    text = "Forgets the login of the profile, and says what was removed. What was read with it stays, but for --purge."
    logout = _add(commands, common, "logout", "sign out", text, "  feishu-tui logout --purge")
    logout.add_argument("--purge", action="store_true", help="also remove the profile's caches")


def _status(commands: Commands, common: _Parser) -> None:
    text = """\
Says who is signed in, in which tenant, for what and until when; asks the server whether it still holds. Exit
status 3 where nobody is signed in."""
    examples = """\
  feishu-tui status
  feishu-tui status --json | jq -r .refresh_expires_at"""
    _json(_add(commands, common, "status", "who am I, and until when", text, examples))


def _doctor(commands: Commands, common: _Parser) -> None:
    text = """\
Looks at whatever can stand between you and your calendar, and says what to do about it: the configuration, the
folders, the login, the way to the server, the clock, time zone data, the terminal, the cache. It changes nothing,
and takes ten seconds or so where the network is silent. Exit status 1 means that something is at fault."""
    examples = """\
  feishu-tui doctor
  feishu-tui --profile work doctor
  feishu-tui doctor --json | jq '.checks[] | select(.state != "ok")'"""
    _json(_add(commands, common, "doctor", "find out what is wrong, and what to do about it", text, examples))


def _simulate(commands: Commands, common: _Parser) -> None:
    text = """\
Runs the built-in pretend Feishu by itself, over HTTP, until interrupted. It prints READY and its address once
it listens, and serves a sample office, or the calendars and events of a JSON file:

  {"calendars": [{"summary": "Me", "type": "primary", "owner": "ou_me", "events": [EVENT, ...]}],
   "users": [{"open_id": "ou_me", "name": "Me"}], "tokens": [{"token": "u-demo", "identity": "ou_me"}],
   "switches": {"recurring_event_id": "bare"}}

An EVENT is what the API documents; its end date is the day after the last. "switches" turn doubtful points of
the documentation the other way (see simulator/switches.py). Tokens of its own: u-demo; cli_demo, demo-secret."""
    examples = """\
  feishu-tui simulate --port 8080
  FEISHU_TUI_BASE_URL=http://127.0.0.1:8080 FEISHU_TUI_ACCESS_TOKEN=u-demo feishu-tui agenda"""
    simulate = _add(commands, common, "simulate", "run the simulator by itself", text, examples)
    simulate.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    simulate.add_argument("--port", type=_port, default=0, metavar="P", help="port to listen on (default: a free one)")
    simulate.add_argument("--data", metavar="FILE", help="what to serve (default: the sample)")


def _config(commands: Commands, common: _Parser) -> None:
    text = """\
  path   where the configuration file is
  show   what is in force, and where each value comes from; secrets are masked
  init   write a commented starter file, readable by you alone"""
    examples = """\
  feishu-tui config init && $EDITOR "$(feishu-tui config path)"
  feishu-tui --profile work config show"""
    config = _add(commands, common, "config", "find, show or start the configuration", text, examples)
    config.add_argument("action", nargs="?", choices=("path", "show", "init"), default="show")
