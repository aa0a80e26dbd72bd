"""How long, how long ago, and how long until."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from feishu_tui.dates.days import day_words
from feishu_tui.language import Language

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def duration_words(seconds: float, say: Language) -> str:
    """ "45 s", "12 min", "2 h 53 min", "1 day 3 h", "40 days"; rounded down, two units at most."""
    whole = max(int(seconds), 0)
    if whole < _MINUTE:
        return say("{count} s", count=whole)
    if whole < _HOUR:
        return say("{count} min", count=whole // _MINUTE)
    if whole < _DAY:
        hours, minutes = whole // _HOUR, whole % _HOUR // _MINUTE
        return (
            say("{hours} h {minutes} min", hours=hours, minutes=minutes) if minutes else say("{count} h", count=hours)
        )
    days, hours = whole // _DAY, whole % _DAY // _HOUR
    if days == 1:
        return say("1 day {hours} h", hours=hours) if hours else say("1 day")
    if hours and days < 7:
        return say("{days} days {hours} h", days=days, hours=hours)
    return say("{count} days", count=days)


def ago(seconds: float, say: Language) -> str:
    """ "just now", "12 s ago", "3 min ago", "2 h ago", "3 days ago"; a time yet to come is just now."""
    if seconds < 2:
        return say("just now")
    unit = next((size for size in (_DAY, _HOUR, _MINUTE) if seconds >= size), 1)
    return say("{duration} ago", duration=duration_words(seconds // unit * unit, say))


def last_time(moment: datetime, now: datetime, zone: tzinfo, say: Language) -> str:
    """When something last was: "3 min ago" within the day, then "yesterday 10:32", then "Mon 16 Nov 10:32"."""
    there, today = moment.astimezone(zone), now.astimezone(zone).date()
    if there.date() >= today:
        return ago((now - moment).total_seconds(), say)
    if there.date() == today - timedelta(days=1):
        return say("yesterday {time}", time=f"{there:%H:%M}")
    return f"{day_words(there.date(), today, say)} {there:%H:%M}"


def countdown(seconds: float, say: Language) -> str:
    """ "in 2 h 53 min", "2 小时 53 分钟后"; minutes are rounded up, so that it says "in 1 min" until it is "now"."""
    if seconds <= 0:
        return say("now")
    minutes = -int(-seconds // _MINUTE)
    return say("in {duration}", duration=duration_words(minutes * _MINUTE, say))
