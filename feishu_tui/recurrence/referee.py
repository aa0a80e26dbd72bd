"""A second opinion on a series: ``dateutil.rrule``, the plain slow way, from DTSTART on.

It is asked where this program and the server disagree. Text, EXDATE, RDATE and UNTIL are read as in ``rule``; what the
rule itself gives is dateutil's alone, with its own reading of what RFC 5545 leaves open.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta, tzinfo
from itertools import islice

from feishu_tui.errors import TooManyOccurrences, UnreadableRule
from feishu_tui.lazy_dataclasses import replace
from feishu_tui.model import Event, Span, original_time_of
from feishu_tui.recurrence.expansion import starts_inside
from feishu_tui.recurrence.outlook import last_start, next_starts
from feishu_tui.recurrence.zones import zone_of
from feishu_tui.rule import RawMoment, Rule, parse
from feishu_tui.sentence import Sentence

MOST_PERIODS = 100_000
"""Periods dateutil may look at one by one, some microseconds each."""

_PERIOD = {"YEARLY": 365 * 86400, "MONTHLY": 28 * 86400, "WEEKLY": 7 * 86400, "DAILY": 86400}
_SHORT_PERIOD = {"HOURLY": 3600, "MINUTELY": 60, "SECONDLY": 1}
_SLACK = timedelta(days=2)
"""Wall clocks and instants run in the same order but for less than this."""


def dateutil_originals(master: Event, span: Span) -> list[int]:
    """The original times dateutil gives that start strictly inside the span, ascending; no exceptions.

    Unix seconds; midnight UTC for an all-day series. Raises ``UnreadableRule``, and ``TooManyOccurrences`` for a rule
    dateutil would search too long.
    """
    rule = parse(master.recurrence)
    if master.all_day:
        rule = replace(rule, byhour=(), byminute=(), bysecond=())
    _refuse_endless_search(rule, master, span)
    zone: tzinfo = UTC if master.all_day else zone_of(master.timezone)
    excluded = {_instant(moment, master, zone) for moment in rule.exdates}
    days = {moment for moment in rule.exdates if not isinstance(moment, datetime)}
    found = {_instant(moment, master, zone) for moment in rule.rdates}
    found |= set(_regular(rule, master, zone, span))
    return sorted(
        at
        for at in found
        if starts_inside(at, master.all_day, span)
        and at not in excluded
        and datetime.fromtimestamp(at, zone).date() not in days
    )


def _regular(rule: Rule, master: Event, zone: tzinfo, span: Span) -> Iterator[int]:
    """What the rule gives up to the end of the span and up to UNTIL."""
    first = _first(master, zone)
    high = span.end.astimezone(zone).replace(tzinfo=None) + _SLACK
    until = rule.until
    for count, wall in enumerate(islice(_walls(rule, first), MOST_PERIODS)):
        if wall > high or (until is not None and wall > _latest(until, zone)):
            return
        if count == MOST_PERIODS - 1:
            raise TooManyOccurrences(
                Sentence("The rule gives more than {most} occurrences before that.", most=MOST_PERIODS)
            )
        instant = original_time_of(master.start) if wall == first else _on_day(wall, master.all_day, zone)
        if not isinstance(until, datetime) or until.tzinfo is None or instant <= until.timestamp():
            yield instant


def _walls(rule: Rule, first: datetime) -> Iterator[datetime]:
    """The naive wall times dateutil gives, from ``first`` on, UNTIL aside."""
    # Only where the two sides disagree is dateutil worth the time it takes to import.
    from dateutil import rrule

    try:
        yield from rrule.rrule(
            getattr(rrule, rule.freq),
            dtstart=first,
            interval=rule.interval,
            wkst=rule.wkst,
            count=rule.count,
            bysetpos=rule.bysetpos or None,
            bymonth=rule.bymonth or None,
            bymonthday=rule.bymonthday or None,
            byyearday=rule.byyearday or None,
            byweekno=rule.byweekno or None,
            byweekday=[rrule.weekday(weekday, ordinal or None) for ordinal, weekday in rule.byday] or None,
            byhour=rule.byhour or None,
            byminute=rule.byminute or None,
            bysecond=tuple(min(second, 59) for second in rule.bysecond) or None,
        )
    except (ValueError, OverflowError) as exc:
        raise UnreadableRule(Sentence("dateutil cannot read the rule: {reason}.", reason=exc)) from exc


def _refuse_endless_search(rule: Rule, master: Event, span: Span) -> None:
    """dateutil goes on, period by period, until it finds something or the year 9999 is over."""
    ahead = next_starts(master, (), span.end, 1)
    if not ahead and ((rule.count is None and rule.until is None) or last_start(master) is None):
        raise TooManyOccurrences("The rule gives nothing more, which dateutil would search for too long.")
    filters = (rule.bymonth, rule.bymonthday, rule.byyearday, rule.byweekno, rule.byday, rule.bysetpos)
    if rule.freq in _SHORT_PERIOD and any(filters):
        raise TooManyOccurrences("The rule picks days by the hour or less, which takes dateutil too long.")
    end = max(original_time_of(ahead[0]) if ahead else 0, int(span.end.timestamp()))
    period = (_PERIOD | _SHORT_PERIOD)[rule.freq] * rule.interval
    if (end - original_time_of(master.start)) // period > MOST_PERIODS:
        raise TooManyOccurrences("The series began too long ago for dateutil to count it from its beginning.")


def _first(master: Event, zone: tzinfo) -> datetime:
    """DTSTART as a naive wall time."""
    return datetime.fromtimestamp(original_time_of(master.start), zone).replace(tzinfo=None, fold=0)


def _latest(until: RawMoment, zone: tzinfo) -> datetime:
    """The last wall time UNTIL allows; for an instant, somewhat later than that."""
    if not isinstance(until, datetime):
        return datetime.combine(until, time.max)
    return until if until.tzinfo is None else until.astimezone(zone).replace(tzinfo=None) + _SLACK


def _on_day(wall: datetime, all_day: bool, zone: tzinfo) -> int:
    return original_time_of(wall.date()) if all_day else int(wall.replace(tzinfo=zone, fold=0).timestamp())


def _instant(moment: RawMoment, master: Event, zone: tzinfo) -> int:
    """An added or excluded start: a date alone takes DTSTART's time of day, a local time the series' zone."""
    if not isinstance(moment, datetime):
        return _on_day(datetime.combine(moment, _first(master, zone).time()), master.all_day, zone)
    if moment.tzinfo is not None and not master.all_day:
        return int(moment.timestamp())
    return _on_day(moment.replace(tzinfo=None), master.all_day, zone)
