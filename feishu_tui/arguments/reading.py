"""The commands that print what is in the calendars."""

from __future__ import annotations

from argparse import ArgumentParser

from feishu_tui.arguments.command import DATES, AddCommand, add_json, whole_number
from feishu_tui.sentence import Sentence


def add_agenda(add: AddCommand) -> None:
    """Add ``agenda``."""
    text = """\
Prints what happens in a range of days, sorted by start. Days are those of the display zone (--tz), and both
ends of a range are included. Calendars that are switched off in the browser are left out unless they are named.

DATE takes {dates}.
A cache synced in the last ten minutes is used as it is; an older one is brought up to date first, for ten
seconds at most, and used all the same with a note when that fails. Without a cache a server that says nothing
at all is given up after ten seconds as well, here and elsewhere."""
    examples = """\
  feishu-tui agenda                                   today
  feishu-tui agenda fri --days 3                      from the coming Friday, three days
  feishu-tui agenda 2026-11-01 --until 2026-11-30     November
  feishu-tui agenda -2w --until today --calendar team the last two weeks of one calendar
  feishu-tui agenda --json | jq -r '.occurrences[] | [.start, .summary] | @tsv'"""
    agenda = add("agenda", "print the events of some days", Sentence(text, dates=DATES), examples)
    _add_range(agenda)
    add_json(agenda)


def add_export(add: AddCommand) -> None:
    """Add ``export``."""
    text = """\
Prints as iCalendar (RFC 5545), for other calendars to read, every event that overlaps a range of days. A series
of which anything lies in the range is printed whole: its rule, its exceptions, the rules of its time zone. What
others may not have is left out: colours, attachments, settings of meetings. A series whose rule cannot be read,
or that the server expands otherwise, is printed as its single events in the range.

Days, calendars and freshness are those of: feishu-tui agenda --help
DATE takes {dates}."""
    examples = """\
  feishu-tui export today --days 30 > month.ics
  feishu-tui export 2026-01-01 --until 2026-12-31 --calendar team > team.ics
  feishu-tui export --offline | khal import --batch /dev/stdin"""
    text = Sentence(text, dates=DATES)
    _add_range(add("export", "print events as iCalendar, for other calendars", text, examples))


def add_calendars(add: AddCommand) -> None:
    """Add ``calendars``."""
    text = "Lists the calendars you are subscribed to, your own one first, with their type, your role and their id."
    examples = """\
  feishu-tui calendars
  feishu-tui calendars --json | jq -r '.calendars[] | select(.role == "owner") | .calendar_id'"""
    calendars = add("calendars", "list the calendars you are subscribed to", text, examples)
    calendars.add_argument("--offline", action="store_true", help="from the cache alone")
    add_json(calendars)


def add_show(add: AddCommand) -> None:
    """Add ``show``."""
    text = """\
Shows one event with attendees, rooms, meeting settings and attachments, asked from the server; as last read,
with a note, when the server cannot be asked. --json prints the server's event object as it came."""
    examples = """\
  feishu-tui agenda --json | jq -r '.occurrences[].event_id'     where ids come from
  feishu-tui show 75d28f9b-e35c-4230-8a83-123_0"""
    show = add("show", "show one event with attendees and all", text, examples)
    show.add_argument("event_id", metavar="EVENT_ID", help="an event's id, or that of an occurrence of a series")
    add_json(show)


def add_search(add: AddCommand) -> None:
    """Add ``search``."""
    text = """\
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
    search = add("search", "find events", Sentence(text, dates=DATES), examples)
    search.add_argument("query", metavar="QUERY", help="what to look for")
    search.add_argument("--from", metavar="DATE", dest="first", help="the first day events may be on")
    search.add_argument("--until", metavar="DATE", help="the last day, included")
    for name, meaning in (
        ("attendee", "this person takes part, or one of several"),
        ("room", "this room takes part, or one of several"),
        ("chat", "this chat takes part, or one of several"),
    ):
        search.add_argument(f"--{name}", metavar="ID", action="append", default=[], help=meaning)
    source = search.add_mutually_exclusive_group()
    source.add_argument("--local", action="store_true", help="the cache alone, without the network")
    source.add_argument("--server", action="store_true", help="the server's answer alone")
    add_json(search)


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
    add_json(following)


def _add_range(command: ArgumentParser) -> None:
    """The days to read, and how fresh they have to be."""
    command.add_argument("date", metavar="DATE", nargs="?", default="today", help="the first day (default: today)")
    length = command.add_mutually_exclusive_group()
    length.add_argument("--days", metavar="N", type=whole_number, help="how many days (default: 1)")
    length.add_argument("--until", metavar="DATE", help="the last day, included")
    source = command.add_mutually_exclusive_group()
    source.add_argument("--offline", action="store_true", help="from the cache alone")
    source.add_argument("--refresh", action="store_true", help="ask the server first, however fresh the cache")
