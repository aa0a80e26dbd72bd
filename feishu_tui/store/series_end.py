"""Until when a series can happen at all, cheaply, so that finished series cost nothing when a span is looked at."""

from __future__ import annotations

from datetime import UTC, datetime

from feishu_tui.errors import UnreadableRule
from feishu_tui.lazy_typing import TYPE_CHECKING
from feishu_tui.model import Moment, original_time_of

if TYPE_CHECKING:
    from feishu_tui.rule import Rule

FOREVER = 1 << 62
"""Later than any event: what an endless series is said to end before."""

_DAY = 86400

_PERIOD = {"DAILY": _DAY, "WEEKLY": 7 * _DAY, "MONTHLY": 31 * _DAY, "YEARLY": 366 * _DAY}


def series_end(recurrence: str, start: int, end: int) -> int:
    """Unix seconds after which no occurrence of the series ends, exceptions left aside; a bound, not the end itself.

    ``start`` and ``end`` are its first one's.
    ``FOREVER`` where the rule is endless, cannot be read, or where finding the end would mean expanding it.
    """
    # Needed for writing only; reading a day from the cache should not wait for it.
    from feishu_tui.rule import parse

    try:
        rule = parse(recurrence)
    except UnreadableRule:
        return FOREVER
    last = _last_start(rule, start)
    # Two days more for the zones: UNTIL may be a date or a wall-clock time of any zone.
    return FOREVER if last is None else max(last, start) + end - start + 2 * _DAY


def _last_start(rule: Rule, start: int) -> int | None:
    if rule.rdates:
        return None
    if rule.until is not None:
        return _seconds(rule.until)
    if rule.count is not None and _hits_every_period(rule, start):
        return min(start + (rule.count + 1) * rule.interval * _PERIOD[rule.freq], FOREVER // 2)
    return None


def _hits_every_period(rule: Rule, start: int) -> bool:
    """Whether every period of the rule has an occurrence, so that COUNT bounds the time it takes."""
    filters = (rule.bymonth, rule.bymonthday, rule.byyearday, rule.byweekno, rule.bysetpos)
    if rule.freq not in _PERIOD or any(filters):
        return False
    if rule.freq == "WEEKLY":
        return True
    day = datetime.fromtimestamp(start, UTC).day
    return not rule.byday and (rule.freq == "DAILY" or 1 < day < 28)


def _seconds(moment: Moment) -> int:
    if isinstance(moment, datetime) and moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return original_time_of(moment)
