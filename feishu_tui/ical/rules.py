"""A series' rule as RRULE, EXDATE and RDATE, in the one meaning this program gives it.

What servers write is read liberally here; others would read it otherwise. So it is written anew: UNTIL in UTC or as a
date, dates that mean a whole day as the starts of that day, DTSTART as the first start the rule gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from feishu_tui.ical.lines import line
from feishu_tui.ical.moments import day_text, is_on_the_wall, tzid, utc_text, wall_text
from feishu_tui.lazy_dataclasses import replace
from feishu_tui.model import Event, Moment, Span, original_time_of
from feishu_tui.recurrence import next_starts, originals, zone_of
from feishu_tui.recurrence.expansion import replaced_starts
from feishu_tui.rule import WEEKDAYS, RawMoment, Rule, parse

_NUMBERS = ("BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYHOUR", "BYMINUTE", "BYSECOND", "BYSETPOS")


def settled(master: Event) -> Event:
    """The master from the first start its rule gives, in the zone it is expanded in. Raises ``UnreadableRule``."""
    rule = parse(master.recurrence)
    bare = replace(master, recurrence=_rule_text(rule, master))
    before = _before(master.start)
    first = next(iter(next_starts(bare, (), before, 1)), master.start)
    seconds = original_time_of(master.end) - original_time_of(master.start)
    if isinstance(first, datetime):
        start = first.astimezone(zone_of(master.timezone))
        return master.at(start, datetime.fromtimestamp(start.timestamp() + seconds, start.tzinfo))
    return master.at(first, first + timedelta(seconds=seconds))


def rule_lines(master: Event, cancelled: Sequence[Event]) -> list[str]:
    """The recurrence properties of a settled master; ``cancelled`` exceptions become EXDATEs."""
    rule = parse(master.recurrence)
    excluded = {*_excluded(rule, master), *replaced_starts(cancelled, master)}
    added = {_instant(moment, master) for moment in rule.rdates} - excluded
    return [
        line("RRULE", _rule_text(rule, master)),
        *_dates("RDATE", sorted(added), master),
        *_dates("EXDATE", sorted(excluded), master),
    ]


def original_start(exception: Event, master: Event) -> Moment:
    """The start an exception stands in place of, as the master's series has it."""
    (instant,) = replaced_starts([exception], master)
    return _moment(instant, master)


def _rule_text(rule: Rule, master: Event) -> str:
    parts = [f"FREQ={rule.freq}"]
    if rule.interval != 1:
        parts.append(f"INTERVAL={rule.interval}")
    if rule.until is not None:
        parts.append(f"UNTIL={_until_text(rule.until, master)}")
    if rule.count is not None:
        parts.append(f"COUNT={rule.count}")
    for name in _NUMBERS:
        numbers: tuple[int, ...] = getattr(rule, name.lower())
        if numbers and not (master.all_day and name in ("BYHOUR", "BYMINUTE", "BYSECOND")):
            parts.append(f"{name}={','.join(map(str, numbers))}")
    if rule.byday:
        parts.append(f"BYDAY={','.join(f'{_ordinal(number, rule)}{WEEKDAYS[day]}' for number, day in rule.byday)}")
    if rule.wkst:
        parts.append(f"WKST={WEEKDAYS[rule.wkst]}")
    return ";".join(parts)


def _ordinal(number: int, rule: Rule) -> str:
    """The ordinal of a weekday; only monthly and yearly rules may have one (RFC 5545 §3.3.10)."""
    return str(number) if number and rule.freq in ("MONTHLY", "YEARLY") else ""


def _until_text(until: RawMoment, master: Event) -> str:
    """A date for an all-day series, else an instant in UTC (RFC 5545 §3.3.10); a date means the whole of that day."""
    if master.all_day:
        return day_text(until.astimezone(UTC) if isinstance(until, datetime) and until.tzinfo else until)
    if not isinstance(until, datetime):
        until = datetime.combine(until, time(23, 59, 59))
    return utc_text(until if until.tzinfo else until.replace(tzinfo=zone_of(master.timezone)))


def _excluded(rule: Rule, master: Event) -> Iterable[int]:
    """The starts EXDATE means; a date in a timed series means every start of that day."""
    bare = replace(master, recurrence=_rule_text(rule, master))
    for moment in rule.exdates:
        if isinstance(moment, datetime) or master.all_day:
            yield _instant(moment, master)
        else:
            zone = zone_of(master.timezone)
            day = Span.of_days(moment, moment, zone)
            yield from originals(bare, Span(day.start - timedelta(seconds=1), day.end))


def _instant(moment: RawMoment, master: Event) -> int:
    """Unix seconds of an added or excluded start; a date alone takes the series' time of day."""
    if master.all_day:
        aware = isinstance(moment, datetime) and moment.tzinfo is not None
        day = moment.astimezone(UTC) if aware and isinstance(moment, datetime) else moment
        return original_time_of(date(day.year, day.month, day.day))
    zone = zone_of(master.timezone)
    if not isinstance(moment, datetime):
        start = master.start
        assert isinstance(start, datetime)
        moment = datetime.combine(moment, start.astimezone(zone).time())
    return int((moment if moment.tzinfo else moment.replace(tzinfo=zone)).timestamp())


def _dates(name: str, instants: Sequence[int], master: Event) -> list[str]:
    """A property that lists starts, in the form of DTSTART."""
    if not instants:
        return []
    if master.all_day:
        return [line(name, ",".join(day_text(_moment(at, master)) for at in instants), {"VALUE": "DATE"})]
    moments = [moment for at in instants if isinstance(moment := _moment(at, master), datetime)]
    wall = [moment for moment in moments if is_on_the_wall(moment)]
    rest = [moment for moment in moments if not is_on_the_wall(moment)]
    lines = []
    if wall:
        lines.append(line(name, ",".join(map(wall_text, wall)), {"TZID": tzid(wall[0].tzinfo)}))
    if rest:
        lines.append(line(name, ",".join(map(utc_text, rest))))
    return lines


def _moment(instant: int, master: Event) -> Moment:
    if master.all_day:
        return datetime.fromtimestamp(instant, UTC).date()
    zone: ZoneInfo = zone_of(master.timezone)
    return datetime.fromtimestamp(instant, zone)


def _before(start: Moment) -> datetime:
    if isinstance(start, datetime):
        return start - timedelta(seconds=1)
    return datetime(start.year, start.month, start.day, tzinfo=UTC) - timedelta(seconds=1)
