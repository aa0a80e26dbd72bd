"""Times of day and spans in words, in a zone that is handed in."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

from feishu_tui.dates.days import day_words
from feishu_tui.language import Language
from feishu_tui.model import Moment


def time_range(start: Moment, end: Moment, zone: tzinfo, say: Language, *, show_zone: bool = False) -> str:
    """ "09:30–10:00"; "22:30–01:10 +1" over midnight; one time for no length; "all day".

    ``end`` is exclusive. With ``show_zone`` the zone's abbreviation follows, both of them where clocks change between.
    """
    if not (isinstance(start, datetime) and isinstance(end, datetime)):
        return say("all day")
    first, last = start.astimezone(zone), end.astimezone(zone)
    before, after = first.tzname() or "", last.tzname() or ""
    if start.timestamp() == end.timestamp():
        return f"{first:%H:%M} {after}" if show_zone else f"{first:%H:%M}"
    days = (last.date() - first.date()).days
    words = [f"{first:%H:%M}–{last:%H:%M}"]
    if show_zone and before != after:
        words = [f"{first:%H:%M} {before}–{last:%H:%M} {after}"]
    elif show_zone:
        words.append(after)
    if days:
        words.append(f"+{days}")
    return " ".join(words)


def span_words(start: Moment, end: Moment, zone: tzinfo, today: date, say: Language) -> str:
    """Day and time: "Sat 21 Nov 14:00–15:00", "Sat 21 Nov, all day", "Sat 21 Nov – Mon 23 Nov, 3 days".

    ``end`` is exclusive. What takes longer than a day names both its days.
    """
    if not (isinstance(start, datetime) and isinstance(end, datetime)):
        return _days_words(start, end - timedelta(days=1), today, say)
    first, last = start.astimezone(zone), end.astimezone(zone)
    if end.timestamp() - start.timestamp() < 86400:
        return f"{day_words(first.date(), today, say)} {time_range(start, end, zone, say)}"
    ends = [f"{day_words(moment.date(), today, say)} {moment:%H:%M}" for moment in (first, last)]
    return " – ".join(ends)


def _days_words(first: date, last: date, today: date, say: Language) -> str:
    if first >= last:
        return say("{day}, all day", day=day_words(first, today, say))
    count = (last - first).days + 1
    ends = day_words(first, today, say), day_words(last, today, say)
    return say("{first} – {last}, {count} days", first=ends[0], last=ends[1], count=count)


def zone_label(name: str, say: Language) -> str:
    """What to call an IANA zone: its city, "Shanghai", "上海"; a name without one, such as UTC, as it is."""
    return say(name.rpartition("/")[2].replace("_", " "))
