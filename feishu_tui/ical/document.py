"""A whole iCalendar document (RFC 5545 §3.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime

from feishu_tui import __version__
from feishu_tui.ical.entries import entry_lines
from feishu_tui.ical.gathering import Exported
from feishu_tui.ical.lines import folded, line, text_line
from feishu_tui.ical.moments import tzid
from feishu_tui.ical.rules import original_start
from feishu_tui.ical.zones import zone_lines
from feishu_tui.model import Event, Moment
from feishu_tui.recurrence import zone_of
from feishu_tui.rule import parse


def calendar_text(found: Sequence[Exported], title_of: Callable[[Event], str], stamp: datetime, name: str = "") -> str:
    """The document, its lines ended by CR LF.

    ``title_of`` tells what to call an event; ``stamp`` (aware) is when this was made; ``name`` is that of the calendar.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", line("PRODID", f"-//feishu-tui//feishu-tui {__version__}//EN")]
    if name:
        lines += [text_line("NAME", name), text_line("X-WR-CALNAME", name)]
    for zone, (first, last) in sorted(_zones(found).items()):
        lines += zone_lines(zone, first, last)
    for exported in found:
        lines += entry_lines(exported, title_of, stamp)
    return folded([*lines, "END:VCALENDAR"])


def _zones(found: Iterable[Exported]) -> dict[str, tuple[int, int]]:
    """The zones that are named, each with the first and last year it is needed for."""
    years: dict[str, tuple[int, int]] = {}
    for exported in found:
        for moment in _moments(exported):
            if isinstance(moment, datetime) and (name := tzid(moment.tzinfo)):
                first, last = years.get(name, (moment.year, moment.year))
                years[name] = min(first, moment.year), max(last, moment.year)
    return years


def _moments(exported: Exported) -> Iterator[Moment]:
    master = exported.event
    for event in exported.events():
        yield from (event.start, event.end)
    if not master.is_series:
        return
    for each in exported.exceptions:
        yield original_start(each.event, master)
    rule = parse(master.recurrence)
    if not master.all_day:
        for moment in (*rule.exdates, *rule.rdates):
            yield _in_zone(moment, master)


def _in_zone(moment: datetime | date, master: Event) -> datetime:
    """A moment of a rule, near enough to know its year."""
    at = moment if isinstance(moment, datetime) else datetime(moment.year, moment.month, moment.day)
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(zone_of(master.timezone))
