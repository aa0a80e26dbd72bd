"""``dateutil.rrule`` from DTSTART on, the plain slow way, with its known errors steered around.

Where dateutil 2.9 and 4.0 are wrong by RFC 5545 §3.3.10, the rule is rewritten into one it reads rightly:

- BYWEEKNO alone gives it every day of the week; the RFC takes the weekday from DTSTART.
- BYDAY=MO,1FR asks it for days that are both; the RFC means either. Every Monday is the 1st to the last Monday.
- BYSETPOS of a weekly rule counts, in the first week, from DTSTART; the RFC counts from the start of the week.
- Around New Year it takes some weeks for others (its pull request 1537), so rules with BYWEEKNO are not asked of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from dateutil import rrule

from feishu_tui.rule import Rule, parse


def can_judge(rule_text: str) -> bool:
    """Whether dateutil reads such a rule rightly, and within a test's patience."""
    rule = parse(rule_text)
    by_the_hour = rule.freq in ("HOURLY", "MINUTELY", "SECONDLY")
    picks_days = rule.bymonth or rule.bymonthday or rule.byyearday or rule.byday
    return not rule.byweekno and not (by_the_hour and picks_days)


def walls(rule_text: str, first: datetime) -> Iterator[datetime]:
    """The naive wall times from ``first`` on, without end."""
    rule = parse(rule_text)
    hours: tuple[int, ...] | None = rule.byhour or None
    minutes: tuple[int, ...] | None = rule.byminute or None
    seconds: tuple[int, ...] | None = rule.bysecond or None
    start = first
    if rule.freq == "WEEKLY" and rule.bysetpos:
        hours, minutes, seconds = hours or (first.hour,), minutes or (first.minute,), seconds or (first.second,)
        start = datetime(first.year, first.month, first.day) - timedelta(days=(first.weekday() - rule.wkst) % 7)
    try:
        found = rrule.rrule(
            getattr(rrule, rule.freq),
            dtstart=start,
            interval=rule.interval,
            wkst=rule.wkst,
            bysetpos=rule.bysetpos or None,
            bymonth=rule.bymonth or None,
            bymonthday=rule.bymonthday or None,
            byyearday=rule.byyearday or None,
            byweekday=_weekdays(rule, first),
            byhour=hours,
            byminute=minutes,
            bysecond=seconds,
        )
        yield from (wall for wall in found if wall >= first)
    except ValueError as error:
        # It says so of a rule that never matches, where it notices.
        if "empty" not in str(error):
            raise


def _weekdays(rule: Rule, first: datetime) -> list[rrule.weekday] | None:
    if rule.freq == "WEEKLY" and not rule.byday:
        return [rrule.weekday(first.weekday())]
    ordinals = any(ordinal for ordinal, _ in rule.byday) and rule.freq in ("MONTHLY", "YEARLY")
    most = 53 if rule.freq == "YEARLY" and not rule.bymonth else 5
    spelled: list[rrule.weekday] = []
    for ordinal, weekday in rule.byday:
        if ordinal or not ordinals:
            spelled.append(rrule.weekday(weekday, ordinal or None))
        else:
            spelled += [rrule.weekday(weekday, number) for number in range(1, most + 1)]
    return spelled or None
