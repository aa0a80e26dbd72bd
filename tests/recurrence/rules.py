"""Recurrence rules of every kind, made up by Hypothesis, and the series they belong to."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from feishu_tui.model import Event, Moment, Span
from feishu_tui.rule import WEEKDAYS

SUB_DAILY = ("HOURLY", "MINUTELY", "SECONDLY")
PERIODS = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", *SUB_DAILY)

ZONES = (
    "Asia/Shanghai",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Asia/Tehran",
    "Pacific/Apia",
    "America/Sao_Paulo",
    "UTC",
)


def master(rule: str, start: Moment, zone: str = "Asia/Shanghai", length: timedelta = timedelta(hours=1)) -> Event:
    """A series; a naive ``start`` is a wall time of the zone, a date begins an all-day series of whole days."""
    if not isinstance(start, datetime):
        end: Moment = start + timedelta(days=max(length.days, 1))
        return Event("cal", "uid_0", start, end, recurrence=rule)
    begin = start.replace(tzinfo=ZoneInfo(zone))
    over = datetime.fromtimestamp(begin.timestamp() + length.total_seconds(), ZoneInfo(zone))
    return Event("cal", "uid_0", begin, over, timezone=zone, recurrence=rule)


def span(first: str, last: str, zone: str = "Asia/Shanghai") -> Span:
    """Whole days, both ends included."""
    return Span.of_days(date.fromisoformat(first), date.fromisoformat(last), ZoneInfo(zone))


def _numbers(*values: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True).map(
        lambda chosen: ",".join(str(number) for number in chosen)
    )


_MONTHS = _numbers(*range(1, 13))
_MONTH_DAYS = _numbers(1, 2, 13, 15, 28, 29, 30, 31, -1, -2, -28, -29, -31)
_YEAR_DAYS = _numbers(1, 2, 59, 60, 61, 100, 200, 365, 366, -1, -2, -306, -365, -366)
_WEEKS = _numbers(1, 2, 20, 51, 52, 53, -1, -2, -52, -53)
_POSITIONS = _numbers(1, 2, 3, -1, -2, 5, -5)
_PLAIN_DAYS = st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=5, unique=True).map(",".join)


def _ordinal_days(most: int) -> st.SearchStrategy[str]:
    ordinals = st.sampled_from([f"{sign}{number}" for number in range(1, most + 1) for sign in ("", "-", "+")])
    day = st.builds(str.__add__, ordinals, st.sampled_from(WEEKDAYS))
    return st.lists(day | st.sampled_from(WEEKDAYS), min_size=1, max_size=3, unique=True).map(",".join)


@st.composite
def rules(draw: st.DrawFn, periods: tuple[str, ...] = PERIODS) -> str:
    """A rule without an end that RFC 5545 allows."""
    freq = draw(st.sampled_from(periods))
    parts = {"FREQ": freq}

    def perhaps(name: str, values: st.SearchStrategy[str], chance: int = 3) -> None:
        if draw(st.integers(1, chance)) == 1:
            parts[name] = draw(values)

    perhaps("INTERVAL", st.sampled_from([1, 2, 3, 4, 5, 7, 12, 15, 20, 52, 90, 100]).map(str), 2)
    perhaps("BYMONTH", _MONTHS)
    if freq != "WEEKLY":
        perhaps("BYMONTHDAY", _MONTH_DAYS)
    if freq == "YEARLY" or freq in SUB_DAILY:
        perhaps("BYYEARDAY", _YEAR_DAYS, 5)
    if freq == "YEARLY":
        perhaps("BYWEEKNO", _WEEKS, 4)
    ordinals = freq in ("MONTHLY", "YEARLY") and "BYWEEKNO" not in parts
    perhaps(
        "BYDAY", _ordinal_days(5 if "BYMONTH" in parts or freq == "MONTHLY" else 20) if ordinals else _PLAIN_DAYS, 2
    )
    perhaps("BYHOUR", _numbers(*range(24)), 4)
    perhaps("BYMINUTE", _numbers(*range(60)), 6)
    perhaps("BYSECOND", _numbers(*range(60)), 8)
    if any(name.startswith("BY") for name in parts):
        perhaps("BYSETPOS", _POSITIONS, 4)
    perhaps("WKST", st.sampled_from(WEEKDAYS))
    return ";".join(f"{name}={value}" for name, value in parts.items())


STARTS = st.datetimes(datetime(1995, 1, 1), datetime(2024, 12, 31)).map(lambda at: at.replace(microsecond=0))
