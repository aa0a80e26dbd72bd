"""Expands a recurrence (RFC 5545 §3.3.10, §3.8.5.3) period by period: plain on purpose, as others are held to it.

For each period of FREQ × INTERVAL: take all its days, keep those that every BY part admits, put the times of day on
them, pick BYSETPOS, drop what lies before DTSTART, then apply COUNT and UNTIL. Where the RFC leaves a choice:

* DTSTART is an occurrence, and counted by COUNT, only where the rule admits it.
* BYWEEKNO alone leaves the weekday open, so DTSTART supplies it: ``FREQ=YEARLY;BYWEEKNO=20`` is one day, not a week.
* An ordinal in BYDAY (``2MO``) counts in the month for MONTHLY and for YEARLY with BYMONTH, in the year for YEARLY;
  other frequencies have no use for it (the RFC forbids it there) and see the bare weekday.
* A BY part the RFC forbids for a frequency narrows the set, as its neighbours do.
* All-day series have no use for BYHOUR, BYMINUTE and BYSECOND; one by the hour or less has each of its days once.
* Second 60 is read as 59 (RFC 5545 §3.3.12), as no clock here has leap seconds.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby, islice
from typing import overload
from zoneinfo import ZoneInfo

from feishu_tui.simulator.rule_text import FREQUENCIES, Moment, Rule, read

YEARLY, MONTHLY, WEEKLY, DAILY, HOURLY, MINUTELY, SECONDLY = range(len(FREQUENCIES))

_LENGTH = {
    WEEKLY: timedelta(weeks=1),
    DAILY: timedelta(days=1),
    HOURLY: timedelta(hours=1),
    MINUTELY: timedelta(minutes=1),
    SECONDLY: timedelta(seconds=1),
}
_FRUITLESS = 150_000
"""Periods in a row without an occurrence after which there will be none: more than the 400 years have days
(146 097) after which the calendar repeats itself."""


@overload
def starts(
    recurrence: str, start: datetime, low: datetime, high: datetime, *, zone: ZoneInfo | None = None
) -> Iterator[datetime]: ...


@overload
def starts(recurrence: str, start: date, low: date, high: date, *, zone: ZoneInfo | None = None) -> Iterator[date]: ...


def starts(
    recurrence: str, start: date, low: date, high: date, *, zone: ZoneInfo | None = None
) -> Iterator[datetime] | Iterator[date]:
    """The starts of the series in order, ``low`` <= start < ``high``.

    ``start`` is DTSTART: a naive ``datetime`` on the event's own wall clock, or a ``date`` for an all-day series;
    ``low``, ``high`` and what comes out are of the same kind. A time the clock leaves out comes out as it stands
    (see ``resolve``). ``zone`` is the event's: an UNTIL in UTC is compared there as an instant (``None``: as if the
    event were in UTC); for an all-day series it is a date of UTC. Raises ``ValueError`` for an unreadable rule.
    """
    rule = read(recurrence)
    if isinstance(start, datetime):
        if not isinstance(low, datetime) or not isinstance(high, datetime):
            raise TypeError("a timed series is asked about between two times")
        return _with_dates(rule, start, low, high, zone or ZoneInfo("UTC"))
    rule = replace(rule, byhour=(), byminute=(), bysecond=())
    first, after, before = (datetime.combine(day, time.min) for day in (start, low, high))
    midnights = _with_dates(rule, first, after, before, ZoneInfo("UTC"), all_day=True)
    return (day for day, _ in groupby(midnight.date() for midnight in midnights))


def resolve(local: datetime, zone: ZoneInfo) -> int:
    """Unix seconds of a naive wall-clock time: one the clock leaves out takes the offset before the gap (RFC 5545
    §3.3.5), one it shows twice is the first."""
    return int(local.replace(tzinfo=zone, fold=0).timestamp())


def _with_dates(
    rule: Rule, start: datetime, low: datetime, high: datetime, zone: ZoneInfo, *, all_day: bool = False
) -> Iterator[datetime]:
    """The rule's starts and its RDATEs in order, without its EXDATEs."""
    excluded = {_local(moment, zone, all_day) for moment in rule.exdates}
    days_excluded = {
        _local(moment, zone, all_day).date() for moment in rule.exdates if all_day or not isinstance(moment, datetime)
    }
    extra = sorted({_on_clock(moment, start, zone, all_day) for moment in rule.rdates})
    waiting = [moment for moment in extra if low <= moment < high]

    def admitted(moment: datetime) -> bool:
        return moment not in excluded and moment.date() not in days_excluded

    for moment in _rule_starts(rule, start, low, high, zone):
        while waiting and waiting[0] <= moment:
            added = waiting.pop(0)
            if added < moment and admitted(added):
                yield added
        if admitted(moment):
            yield moment
    yield from filter(admitted, waiting)


def _on_clock(moment: Moment, start: datetime, zone: ZoneInfo, all_day: bool) -> datetime:
    """An RDATE on the event's wall clock; a bare date takes the time of DTSTART."""
    if isinstance(moment, datetime):
        return _local(moment, zone, all_day)
    return datetime.combine(moment, start.time())


def _local(moment: Moment, zone: ZoneInfo, all_day: bool) -> datetime:
    """A moment as a naive time in ``zone``; midnight of its day for an all-day series and for a bare date."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time.min)
    local = moment.astimezone(zone).replace(tzinfo=None, fold=0) if moment.tzinfo else moment
    return datetime.combine(local, time.min) if all_day else local


def _rule_starts(rule: Rule, start: datetime, low: datetime, high: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """The starts the rule itself makes; whole periods before ``low`` are skipped unless COUNT needs them."""
    moments = _moments(_complete(rule, start), start, start if rule.count else low, high)
    occurrences = _up_to(rule, moments, high, zone)
    for moment in islice(occurrences, rule.count):
        if moment >= low:
            yield moment


def _up_to(rule: Rule, moments: Iterator[datetime], high: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """``moments`` before ``high`` and not after UNTIL, whose own moment is included (RFC 5545 §3.3.10)."""
    until = rule.until
    for moment in moments:
        if moment >= high:
            return
        if until is None:
            yield moment
        elif not isinstance(until, datetime):
            if moment.date() > until:
                return
            yield moment
        elif until.tzinfo is None:
            if moment > until:
                return
            yield moment
        elif resolve(moment, zone) <= until.timestamp():
            yield moment
        elif moment.replace(tzinfo=UTC) > until + timedelta(days=2):
            # Wall clock and instants run in different orders only near a gap: far behind UNTIL nothing comes back.
            return


def _complete(rule: Rule, start: datetime) -> Rule:
    """The rule with what it does not say taken from DTSTART (RFC 5545 §3.3.10: "information, not contained…")."""
    if not (rule.byyearday or rule.bymonthday or rule.byday):
        if rule.freq == WEEKLY or (rule.byweekno and rule.freq in (YEARLY, MONTHLY)):
            rule = replace(rule, byday=((0, start.weekday()),))
        elif rule.freq == YEARLY:
            rule = replace(rule, bymonth=rule.bymonth or (start.month,), bymonthday=(start.day,))
        elif rule.freq == MONTHLY:
            rule = replace(rule, bymonthday=(start.day,))
    if rule.freq < HOURLY:
        rule = replace(rule, byhour=rule.byhour or (start.hour,))
    if rule.freq < MINUTELY:
        rule = replace(rule, byminute=rule.byminute or (start.minute,))
    if rule.freq < SECONDLY:
        rule = replace(rule, bysecond=rule.bysecond or (start.second,))
    return rule


def _moments(rule: Rule, start: datetime, low: datetime, high: datetime) -> Iterator[datetime]:
    """The starts from DTSTART on, COUNT and UNTIL aside, in every period that holds some of ``low`` … ``high``."""
    index = _index_at(rule, start, max(low, start))
    fruitless = 0
    while fruitless < _FRUITLESS:
        begin = _begin(rule, start, index)
        if begin is None or begin >= high:
            return
        found = [moment for moment in _period(rule, begin) if moment >= start]
        yield from found
        fruitless = 0 if found else fruitless + 1
        index = _next_index(rule, start, index, begin)


def _anchor(rule: Rule, start: datetime) -> datetime:
    """Where the period of a fixed length that holds DTSTART begins."""
    if rule.freq == WEEKLY:
        return datetime.combine(start.date() - timedelta(days=(start.weekday() - rule.wkst) % 7), time.min)
    midnight = datetime.combine(start.date(), time.min)
    return midnight + (start - midnight) // _LENGTH[rule.freq] * _LENGTH[rule.freq]


def _index_at(rule: Rule, start: datetime, moment: datetime) -> int:
    """The number of the last period to begin at or before ``moment`` (not before DTSTART), counted from 0."""
    if rule.freq == YEARLY:
        return (moment.year - start.year) // rule.interval
    if rule.freq == MONTHLY:
        return ((moment.year - start.year) * 12 + moment.month - start.month) // rule.interval
    return (moment - _anchor(rule, start)) // _LENGTH[rule.freq] // rule.interval


def _begin(rule: Rule, start: datetime, index: int) -> datetime | None:
    """Where period ``index`` begins; ``None`` behind the end of the calendar."""
    steps = index * rule.interval
    try:
        if rule.freq == YEARLY:
            return datetime(start.year + steps, 1, 1)
        if rule.freq == MONTHLY:
            years, month = divmod(start.month - 1 + steps, 12)
            return datetime(start.year + years, month + 1, 1)
        begin = _anchor(rule, start) + steps * _LENGTH[rule.freq]
    except (ValueError, OverflowError):
        return None
    return begin if begin < datetime(9999, 12, 25) else None


def _next_index(rule: Rule, start: datetime, index: int, begin: datetime) -> int:
    """The next period worth a look: for frequencies below a day, not one on a day or in an hour that is ruled out."""
    if rule.freq <= DAILY:
        return index + 1
    if not _day_fits(rule, begin.date()):
        resume = datetime.combine(begin.date(), time.min) + timedelta(days=1)
    elif rule.byhour and begin.hour not in rule.byhour:
        resume = begin.replace(minute=0, second=0) + timedelta(hours=1)
    else:
        return index + 1
    # One before the period that begins at ``resume`` or just behind it, so that none is stepped over.
    return max(index + 1, _index_at(rule, start, resume))


def _period(rule: Rule, begin: datetime) -> list[datetime]:
    """The moments of the period that begins at ``begin``, in order, BYSETPOS applied."""
    times = _times(rule, begin)
    moments = [datetime.combine(day, at) for day in _days(rule, begin) if _day_fits(rule, day) for at in times]
    if not rule.bysetpos:
        return moments
    places = (place - 1 if place > 0 else place for place in rule.bysetpos)
    return sorted({moments[place] for place in places if -len(moments) <= place < len(moments)})


def _days(rule: Rule, begin: datetime) -> Sequence[date]:
    """The days of the period that begins at ``begin``."""
    if rule.freq == YEARLY:
        length = 366 if isleap(begin.year) else 365
    elif rule.freq == MONTHLY:
        length = monthrange(begin.year, begin.month)[1]
    else:
        length = 7 if rule.freq == WEEKLY else 1
    return [begin.date() + timedelta(days=offset) for offset in range(length)]


def _times(rule: Rule, begin: datetime) -> list[time]:
    """The times of day of the period: given by the period down to its own size, by the BY parts below that."""
    hours = _choices(rule, HOURLY, begin.hour, rule.byhour)
    minutes = _choices(rule, MINUTELY, begin.minute, rule.byminute)
    seconds = _choices(rule, SECONDLY, begin.second, tuple(min(second, 59) for second in rule.bysecond))
    return [time(hour, minute, second) for hour in hours for minute in minutes for second in seconds]


def _choices(rule: Rule, freq: int, given: int, part: tuple[int, ...]) -> list[int]:
    """What a BY part of the size of ``freq`` leaves: it widens longer periods and narrows its own and shorter ones."""
    if rule.freq < freq:
        return sorted(set(part))
    return [given] if not part or given in part else []


def _day_fits(rule: Rule, day: date) -> bool:
    """Whether every BY part that speaks of days admits ``day``."""
    if rule.bymonth and day.month not in rule.bymonth:
        return False
    if rule.bymonthday and not _counted(rule.bymonthday, day.day, monthrange(day.year, day.month)[1]):
        return False
    if rule.byday and not any(_weekday_fits(rule, day, ordinal, weekday) for ordinal, weekday in rule.byday):
        return False
    if rule.byyearday and not _counted(rule.byyearday, day.timetuple().tm_yday, 366 if isleap(day.year) else 365):
        return False
    return not rule.byweekno or _counted(rule.byweekno, *_week(day, rule.wkst))


def _counted(numbers: tuple[int, ...], number: int, last: int) -> bool:
    """Whether ``number`` of 1 … ``last`` is among ``numbers``, counted from the front or, negative, from the back."""
    return number in numbers or number - last - 1 in numbers


def _weekday_fits(rule: Rule, day: date, ordinal: int, weekday: int) -> bool:
    if day.weekday() != weekday:
        return False
    if ordinal == 0 or rule.freq > MONTHLY:
        return True
    if rule.freq == MONTHLY or rule.bymonth:
        number, last = day.day, monthrange(day.year, day.month)[1]
    else:
        number, last = day.timetuple().tm_yday, 366 if isleap(day.year) else 365
    return ordinal == (number - 1) // 7 + 1 or ordinal == -((last - number) // 7 + 1)


def _week(day: date, wkst: int) -> tuple[int, int]:
    """(number of the day's week, weeks in that week's year): week 1 is the first with four days in the year."""
    middle = _middle_of_week(day, wkst)
    last = _middle_of_week(date(middle.year, 12, 28), wkst)
    return (middle.timetuple().tm_yday - 1) // 7 + 1, (last.timetuple().tm_yday - 1) // 7 + 1


def _middle_of_week(day: date, wkst: int) -> date:
    """The fourth day of the week ``day`` is in, whose year is the week's."""
    return day + timedelta(days=3 - (day.weekday() - wkst) % 7)
