"""The whole command line: the options before the command, and the commands."""

from __future__ import annotations

import argparse
from functools import partial
from typing import TypeAlias

from feishu_tui import __version__
from feishu_tui.arguments.accounts import add_login, add_logout, add_status
from feishu_tui.arguments.command import DATES, Parser
from feishu_tui.arguments.completing import add_completion
from feishu_tui.arguments.keeping import add_check, add_config, add_doctor, add_sync
from feishu_tui.arguments.reading import add_agenda, add_calendars, add_export, add_next, add_search, add_show
from feishu_tui.arguments.simulating import add_simulate
from feishu_tui.arguments.spoken import HelpText
from feishu_tui.sentence import Sentence

COMMANDS = (
    add_agenda,
    add_calendars,
    add_show,
    add_search,
    add_next,
    add_export,
    add_sync,
    add_check,
    add_login,
    add_logout,
    add_status,
    add_doctor,
    add_simulate,
    add_config,
    add_completion,
)
"""The commands, in the order help lists them."""

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

Commands: TypeAlias = "argparse._SubParsersAction[Parser]"  # argparse gives this type no public name


def parser(only: str | None = None) -> Parser:
    """The whole command line, for parsing, ``--help`` and whatever documents it; or of the commands ``only`` one.

    Describing all of them takes as long as reading a day; an empty ``only`` leaves them all out, an unknown one none.
    """
    wanted = COMMANDS if only is None else [add for add in COMMANDS if add.__name__ == f"add_{only}"]
    if only and not wanted:
        wanted = COMMANDS
    top = Parser(
        prog="feishu-tui",
        description="A terminal browser for Feishu and Lark calendars.",
        epilog=EPILOG,
        formatter_class=HelpText,
        allow_abbrev=False,
        # Under a name of its own: what follows the command would replace what stands before it.
        parents=[_common_options("calendar_before")],
    )
    top.add_argument(
        "--date", metavar="DATE", dest="open_date", help=Sentence("the day to open ({dates})", dates=DATES)
    )
    top.set_defaults(command="browse", demo=False)
    commands = top.add_subparsers(  # the name given, as finding it out measures the terminal
        title="commands", metavar="COMMAND", parser_class=Parser, prog=top.prog
    )
    add = partial(_add, commands, _common_options("calendar"))
    for add_command in wanted:
        add_command(add)
    return top


def _add(commands: Commands, common: Parser, name: str, summary: str, text: str, examples: str) -> Parser:
    command = commands.add_parser(
        name,
        help=summary,
        description=text,
        epilog=Sentence("examples:\n{examples}", examples=Sentence(examples)),
        parents=[common],
        formatter_class=HelpText,
        allow_abbrev=False,
    )
    command.set_defaults(command=name)
    return command


def _common_options(calendar: str) -> Parser:
    """Options that may stand before or after the command; an absent one leaves no trace, so it overrides nothing."""
    common = Parser(add_help=False, argument_default=argparse.SUPPRESS)
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
    group.add_argument(
        "--no-mouse", action="store_const", const=False, help="leave the mouse to the terminal, to select text with"
    )
    group.add_argument(
        "--slow",
        action="store_const",
        const=True,
        help="draw fewer frames and hear of no moves of the mouse, as over SSH",
    )
    group.add_argument("--now", metavar="RFC3339", help="pretend it is this moment, for tests and bug reports")
    group.add_argument("--log-file", metavar="PATH", help="append a log to this file; it holds no token")
    group.add_argument("--verbose", action="store_true", help="say more; show tracebacks")
    group.add_argument("--version", action="version", version=f"feishu-tui {__version__}")
    return common
