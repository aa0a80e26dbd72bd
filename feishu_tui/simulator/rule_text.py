"""Reads the text of a recurrence (RFC 5545 §3.3.10, and the DATE lists of §3.8.5.1 and §3.8.5.2) into its parts.

Liberal in spelling, as the documentation is (``RRULE: FREQ=…`` in the FAQ, a bare rule elsewhere): an optional prefix,
blanks, lower case, a trailing semicolon, several lines, unknown parts. Strict in values: what has no meaning is a
``ValueError``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

Moment = datetime | date
"""An aware ``datetime`` is an instant, a naive one is local to the event's zone, a ``date`` is a whole day."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The parts of one rule; an empty tuple is a part that is not there. ``freq`` is an index into FREQUENCIES."""

    freq: int
    interval: int = 1
    count: int | None = None
    until: Moment | None = None
    bymonth: tuple[int, ...] = ()
    byweekno: tuple[int, ...] = ()
    byyearday: tuple[int, ...] = ()
    bymonthday: tuple[int, ...] = ()
    byday: tuple[tuple[int, int], ...] = ()
    """(ordinal or 0, weekday with 0 for Monday)."""
    byhour: tuple[int, ...] = ()
    byminute: tuple[int, ...] = ()
    bysecond: tuple[int, ...] = ()
    bysetpos: tuple[int, ...] = ()
    wkst: int = 0
    exdates: tuple[Moment, ...] = ()
    rdates: tuple[Moment, ...] = ()


def read(text: str) -> Rule:
    """The rule in ``text``; ``ValueError`` when there is none, more than one, or one that makes no sense.

    DTSTART and DTEND lines are the event's own business and ignored; an EXRULE, which RFC 5545 gave up, is refused.
    """
    rules: list[str] = []
    dates: dict[str, tuple[Moment, ...]] = {"EXDATE": (), "RDATE": ()}
    for line in re.sub(r"\r?\n[ \t]", "", text).splitlines():
        name, parameters, value = _content_line(re.sub(r"\s", "", line).upper(), re.sub(r"\s", "", line))
        if name in dates:
            dates[name] += tuple(_listed(parameters, item) for item in value.split(",") if item)
        elif name == "EXRULE":
            raise ValueError(f"an EXRULE: {text!r}")
        elif name == "RRULE" and value:
            rules.append(value)
    if len(rules) != 1:
        raise ValueError(f"{len(rules)} rules where there should be one: {text!r}")
    return _rule(_parts(rules[0]), dates["EXDATE"], dates["RDATE"])


def _content_line(upper: str, line: str) -> tuple[str, str, str]:
    """A line as (name, parameters, value); one without a name is taken for a rule. Parameters keep their case."""
    match = re.fullmatch(r"(RRULE|EXRULE|EXDATE|RDATE|DTSTART|DTEND)((?:;[^:]*)?):(.*)", upper)
    if match is None:
        return "RRULE", "", upper
    return match[1], line[match.start(2) : match.end(2)], match[3]


def _parts(rule: str) -> dict[str, str]:
    """``NAME=VALUE;…`` as a mapping, without what has no ``=``; a part may stand twice only if it says the same."""
    parts: dict[str, str] = {}
    for name, equals, value in (part.partition("=") for part in rule.split(";")):
        if equals and parts.setdefault(name, value) != value:
            raise ValueError(f"{name} twice, and differently: {rule!r}")
    return parts


def _rule(parts: Mapping[str, str], exdates: tuple[Moment, ...], rdates: tuple[Moment, ...]) -> Rule:
    if parts.get("FREQ") not in FREQUENCIES:
        raise ValueError(f"a rule without a known FREQ: {dict(parts)!r}")
    return Rule(
        freq=FREQUENCIES.index(parts["FREQ"]),
        interval=_whole(parts.get("INTERVAL", "1"), 1),
        count=_whole(parts["COUNT"], 1) if "COUNT" in parts else None,
        until=moment(parts["UNTIL"]) if "UNTIL" in parts else None,
        bymonth=_numbers(parts, "BYMONTH", 1, 12),
        byweekno=_numbers(parts, "BYWEEKNO", 1, 53, signed=True),
        byyearday=_numbers(parts, "BYYEARDAY", 1, 366, signed=True),
        bymonthday=_numbers(parts, "BYMONTHDAY", 1, 31, signed=True),
        byday=tuple(_weekday(item) for item in parts["BYDAY"].split(",")) if "BYDAY" in parts else (),
        byhour=_numbers(parts, "BYHOUR", 0, 23),
        byminute=_numbers(parts, "BYMINUTE", 0, 59),
        bysecond=_numbers(parts, "BYSECOND", 0, 60),
        bysetpos=_numbers(parts, "BYSETPOS", 1, 366, signed=True),
        wkst=_plain_weekday(parts.get("WKST", "MO")),
        exdates=exdates,
        rdates=rdates,
    )


def _whole(text: str, least: int) -> int:
    if not re.fullmatch(r"[0-9]{1,18}", text) or int(text) < least:
        raise ValueError(f"not a whole number from {least} on: {text!r}")
    return int(text)


def _numbers(parts: Mapping[str, str], name: str, least: int, most: int, *, signed: bool = False) -> tuple[int, ...]:
    """The part's numbers, each between ``least`` and ``most``, or the negative of such a number when ``signed``."""
    if name not in parts:
        return ()
    numbers = []
    for item in parts[name].split(","):
        match = re.fullmatch(r"([+-]?)([0-9]{1,3})", item)
        if match is None or not least <= int(match[2]) <= most or (match[1] == "-" and not signed):
            raise ValueError(f"{name} has {item!r}")
        numbers.append(int(item))
    return tuple(numbers)


def _weekday(item: str) -> tuple[int, int]:
    match = re.fullmatch(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)", item)
    ordinal = int(match[1] or "0") if match else 0
    if match is None or abs(ordinal) > 53 or (match[1] and ordinal == 0):
        raise ValueError(f"BYDAY has {item!r}")
    return ordinal, WEEKDAYS.index(match[2])


def _plain_weekday(item: str) -> int:
    if item not in WEEKDAYS:
        raise ValueError(f"WKST has {item!r}")
    return WEEKDAYS.index(item)


def moment(text: str) -> Moment:
    """``20261231``, ``20261231T235959`` (local) or ``20261231T235959Z`` (an instant); ``ValueError`` otherwise.

    Dashes and colons between the numbers (ISO 8601's long form) do no harm.
    """
    match = re.fullmatch(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?:T([0-9]{2}):?([0-9]{2}):?([0-9]{2})(Z?))?", text)
    if match is None:
        raise ValueError(f"not a date or a date with time: {text!r}")
    year, month, day = (int(part) for part in match.group(1, 2, 3))
    if match[4] is None:
        return date(year, month, day)
    hour, minute, second = (int(part) for part in match.group(4, 5, 6))
    # A leap second has no place in a datetime; the second before it is as late as one can say.
    return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC if match[7] else None)


def _listed(parameters: str, item: str) -> Moment:
    """One value of an EXDATE or RDATE line, an instant when a TZID says where it is local."""
    found = moment(item.partition("/")[0])
    zone = re.search(r";TZID=\"?([^;:\"]+)", parameters, re.IGNORECASE)
    if zone is None or not isinstance(found, datetime) or found.tzinfo is not None:
        return found
    try:
        return found.replace(tzinfo=ZoneInfo(zone[1])).astimezone(UTC)
    except ZoneInfoNotFoundError:
        return found
