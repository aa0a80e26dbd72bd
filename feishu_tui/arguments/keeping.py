"""The commands that keep the cache and the program in order."""

from __future__ import annotations

from feishu_tui.arguments.command import DATES, AddCommand, add_json
from feishu_tui.sentence import Sentence


def add_sync(add: AddCommand) -> None:
    """Add ``sync``."""
    text = """\
Brings the cache up to date: each calendar is asked for what changed since the last time, or, the first time,
for everything from about a year back on. Older days are fetched when they are looked at."""
    examples = """\
  feishu-tui sync
  feishu-tui sync --full --calendar team     one calendar, anew
  feishu-tui sync --json | jq .skipped       what could not be read, and why"""
    sync = add("sync", "bring the cache up to date", text, examples)
    sync.add_argument("--full", action="store_true", help="fetch everything anew instead of the changes")
    add_json(sync)


def add_check(add: AddCommand) -> None:
    """Add ``check``."""
    text = """\
Expands every recurring event here, asks the server for its instances, and names each occurrence that only one
side has, or that starts or ends at another time. Calendars are brought up to date first. Only what starts strictly
inside the window is compared: by default from 90 days back to 275 days ahead.

An EVENT_ID may be that of a series or of any of its occurrences. DATE takes {dates}.
Exit status 1 means that some differ. Where they do, dateutil (a second engine) says whom it agrees with, and the
agenda shows the server's occurrences."""
    examples = """\
  feishu-tui check
  feishu-tui check --from 2026-11-01 --until 2026-11-30 --calendar team
  feishu-tui check --json | jq -r '.events[] | select(.status != "match") | [.summary, .error] | @tsv'"""
    check = add("check", "compare recurring events with the server's own", Sentence(text, dates=DATES), examples)
    check.add_argument("event_ids", metavar="EVENT_ID", nargs="*", help="only these, as printed by: agenda --json")
    check.add_argument("--from", metavar="DATE", dest="first", help="the first day of the window")
    check.add_argument("--until", metavar="DATE", help="its last day, included")
    add_json(check)


def add_doctor(add: AddCommand) -> None:
    """Add ``doctor``."""
    text = """\
Looks at whatever can stand between you and your calendar, and says what to do about it: the configuration, the
folders, the login, the way to the server, the clock, time zone data, the terminal, the cache. It changes nothing,
and takes ten seconds or so where the network is silent. Exit status 1 means that something is at fault."""
    examples = """\
  feishu-tui doctor
  feishu-tui --profile work doctor
  feishu-tui doctor --json | jq '.checks[] | select(.state != "ok")'"""
    add_json(add("doctor", "find out what is wrong, and what to do about it", text, examples))


def add_config(add: AddCommand) -> None:
    """Add ``config``."""
    text = """\
  path   where the configuration file is
  show   what is in force, and where each value comes from; secrets are masked
  init   write a commented starter file, readable by you alone"""
    examples = """\
  feishu-tui config init && $EDITOR "$(feishu-tui config path)"
  feishu-tui --profile work config show"""
    config = add("config", "find, show or start the configuration", text, examples)
    config.add_argument("action", nargs="?", choices=("path", "show", "init"), default="show")
