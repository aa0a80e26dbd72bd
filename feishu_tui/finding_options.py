"""What can be typed after ``search`` and ``next``."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Protocol


class AddCommand(Protocol):
    """Adds a command to the command line."""

    def __call__(self, name: str, summary: str, text: str, examples: str) -> ArgumentParser:
        """Its parser."""


def add_search(add: AddCommand, dates: str) -> None:
    """Add ``search``."""
    text = f"""\
Searches everything that was synced (titles, descriptions, places, people, rooms, calendars; Chinese also by pinyin or
first letters) and asks the server too, which sees titles only. A series is one result, with its next date.

In QUERY several words must all be there; "exact words", -without; and these filters:
  with:li room:F2 chat:team in:Hangzhou cal:work      a name, a part of it, or an id
  after:mon before:2026-12-01 on:today                {dates}
  is:recurring is:allday is:exception is:cancelled is:tentative is:declined is:needs-reply is:conflict is:video

The server is waited for ten seconds at most when there is something in the cache."""
    examples = """\
  feishu-tui search cppsh                            产品评审会
  feishu-tui search 'review with:li after:mon'
  feishu-tui search "" --attendee ou_123 --from today --until +2w
  feishu-tui search standup --local --json | jq -r '.results[] | [.start, .summary, .source] | @tsv'"""
    search = add("search", "find events", text, examples)
    search.add_argument("query", metavar="QUERY", help="what to look for")
    search.add_argument("--from", metavar="DATE", dest="first", help="the first day events may be on")
    search.add_argument("--until", metavar="DATE", help="the last day, included")
    for name, meaning in (("attendee", "person"), ("room", "room"), ("chat", "chat")):
        search.add_argument(
            f"--{name}", metavar="ID", action="append", default=[], help=f"this {meaning} takes part, or one of several"
        )
    source = search.add_mutually_exclusive_group()
    source.add_argument("--local", action="store_true", help="the cache alone, without the network")
    source.add_argument("--server", action="store_true", help="the server's answer alone")
    search.add_argument("--json", action="store_true", help="one JSON document on standard output")


def add_next(add: AddCommand) -> None:
    """Add ``next``."""
    text = """\
Prints in one line what runs now or comes next, for tmux, starship and prompts. It reads the cache alone, so keep that
fresh with feishu-tui sync. An empty line means that nothing is coming. Your own calendar goes before others; all-day,
cancelled and declined events, and calendars switched off in the browser, do not count.

--format takes text with these placeholders; {{ and }} are braces:
  {start} {end}       times of day: 14:00          {in}         12 min, or now
  {day}               today, Mon 23 Nov            {title}
  {place}             where                        {calendar}   the calendar's name
  {organizer}                                      {link}       the meeting's address
What stands between " · " is left out where all its placeholders are empty."""
    examples = """\
  feishu-tui next                                    14:00 评审 · 12 min · F2-05
  feishu-tui next --format '{in}: {title}'
  set -g status-right '#(feishu-tui next --format "{start} {title}")'          in tmux.conf"""
    following = add("next", "print what runs now or comes next", text, examples)
    following.add_argument("--format", metavar="F", help="what to print (default: {start} {title} · {in} · {place})")
    following.add_argument("--json", action="store_true", help="one JSON document on standard output")
