"""A recurrence rule as text, read into a frozen ``Rule``: RFC 5545 §3.3.10 with the EXDATE and RDATE of §3.8.5.

The reading is liberal in spelling and strict in meaning. Prefix, case, blanks, the order of parts, empty and trailing
parts, full-width punctuation, folded lines and parts nobody knows are tolerated. What could only be guessed at is
``UnreadableRule``: no or an unknown FREQ, a number outside its range (INTERVAL=0 and COUNT=0 among them), the same part
twice with different values, an EXRULE, or a calendar scale other than the Gregorian (RFC 7529).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from feishu_tui.errors import UnreadableRule
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.lazy_pattern import lazy_pattern
from feishu_tui.lazy_typing import Literal, TypeVar, cast
from feishu_tui.sentence import Sentence

Freq = Literal["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"]

FREQUENCIES: tuple[Freq, ...] = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY")
"""From the longest period to the shortest."""

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""RFC 5545's names of the weekdays, Monday first; a weekday is its index here, as in ``date.weekday``."""

RawMoment = datetime | date
"""An aware ``datetime`` (an instant), a naive one (a time in the event's zone) or a ``date`` (a whole day)."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One RRULE with the EXDATE and RDATE lines that came with it; empty tuples for parts that are not there."""

    freq: Freq
    interval: int = 1
    count: int | None = None
    until: RawMoment | None = None
    byday: tuple[tuple[int, int], ...] = ()
    """(ordinal, weekday) pairs; ordinal 0 where there is none, negative from the end."""
    bymonthday: tuple[int, ...] = ()
    byyearday: tuple[int, ...] = ()
    byweekno: tuple[int, ...] = ()
    bymonth: tuple[int, ...] = ()
    bysetpos: tuple[int, ...] = ()
    byhour: tuple[int, ...] = ()
    byminute: tuple[int, ...] = ()
    bysecond: tuple[int, ...] = ()
    wkst: int = 0
    exdates: tuple[RawMoment, ...] = ()
    rdates: tuple[RawMoment, ...] = ()
    unknown: tuple[str, ...] = ()
    """Names of parts that were ignored."""


@lru_cache(maxsize=1024)
def parse(text: str) -> Rule:
    """The rule a text means. Raises ``UnreadableRule`` when it is none or could only be guessed at."""
    parts: dict[str, str] = {}
    dates: dict[str, list[RawMoment]] = {"EXDATE": [], "RDATE": []}
    for line in _lines(text):
        name, parameters, value = _property(line)
        if name in dates:
            dates[name].extend(_moments(name, parameters, value))
        elif name == "RRULE":
            _gather(value, parts)
        elif name == "EXRULE":
            raise UnreadableRule("The rule has an EXRULE, which RFC 5545 no longer knows.")
    return _rule(parts, tuple(dates["EXDATE"]), tuple(dates["RDATE"]))


def _lines(text: str) -> Iterable[str]:
    """Logical lines: unfolded, unescaped, in plain ASCII punctuation, without empty ones."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    for escaped, plain in (("\\n", "\n"), ("\\N", "\n"), ("\\;", ";"), ("\\,", ",")):
        text = text.replace(escaped, plain)
    unfolded = text.strip().strip("\"'")
    if "\n" in unfolded:
        unfolded = _FOLD.sub("", unfolded)
    return [line.strip() for line in unfolded.splitlines() if line.strip()]


_FOLD = lazy_pattern(r"\r?\n[ \t]")
_PROPERTY = lazy_pattern(r"(?i)(RRULE|EXRULE|EXDATE|RDATE|DTSTART|DTEND|DURATION)((?:\s*;[^:]*)?)\s*:(.*)")
_BARE_PREFIX = lazy_pattern(r"(?i)RRULE[\s=]+")


def _property(line: str) -> tuple[str, str, str]:
    """A content line as (name, parameters, value); one without a name belongs to the RRULE."""
    if line.startswith("FREQ=") and ":" not in line and "RRULE" not in line.upper():
        return "RRULE", "", line  # as nearly all are written: patterns take longer to compile than a day to read
    match = _PROPERTY.fullmatch(line)
    if match:
        return match[1].upper(), match[2], match[3]
    return "RRULE", "", _BARE_PREFIX.sub("", line, count=1)


def _gather(value: str, parts: dict[str, str]) -> None:
    for part in value.split(";"):
        name, equals, given = part.partition("=")
        name, given = name.strip().upper(), "".join(given.split()).upper()
        if not name and not given:
            continue
        if not equals or not name:
            raise UnreadableRule(Sentence("“{part}” is not a part of a recurrence rule.", part=part.strip()[:20]))
        if not given:
            continue
        if parts.setdefault(name, given) != given:
            raise UnreadableRule(Sentence("The rule says {name} twice, and differently.", name=name[:20]))


def _rule(parts: dict[str, str], exdates: tuple[RawMoment, ...], rdates: tuple[RawMoment, ...]) -> Rule:
    freq = parts.pop("FREQ", "")
    if freq not in FREQUENCIES:
        raise UnreadableRule(
            Sentence("FREQ={value} is not a frequency.", value=freq[:20]) if freq else "There is no FREQ."
        )
    _refuse_other_scales(parts)
    known = {name: read(parts.pop(name)) for name, read in _READERS.items() if name in parts}
    return Rule(
        freq=freq,
        interval=cast(int, known.get("INTERVAL", 1)),
        count=cast("int | None", known.get("COUNT")),
        until=cast("RawMoment | None", known.get("UNTIL")),
        byday=cast("tuple[tuple[int, int], ...]", known.get("BYDAY", ())),
        wkst=cast(int, known.get("WKST", 0)),
        exdates=exdates,
        rdates=rdates,
        unknown=tuple(parts),
        **{name.lower(): cast("tuple[int, ...]", known.get(name, ())) for name in _NUMBER_LISTS},
    )


def _refuse_other_scales(parts: dict[str, str]) -> None:
    """RFC 7529: RSCALE counts in another calendar, SKIP moves invalid dates instead of leaving them out."""
    if parts.get("RSCALE", "GREGORIAN") != "GREGORIAN" or parts.get("SKIP", "OMIT") != "OMIT":
        raise UnreadableRule("The rule counts in another calendar (RSCALE or SKIP of RFC 7529).")


_T = TypeVar("_T")


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 18


def _is_number(text: str) -> bool:
    return _is_digits(text[1:] if text.startswith(("+", "-")) else text)


def _number(name: str, text: str, low: int, high: int) -> int:
    if not _is_number(text) or not low <= int(text) <= high:
        raise UnreadableRule(
            Sentence("{name}={value} is not a number a rule may have there.", name=name, value=text[:20])
        )
    return int(text)


def _list(name: str, text: str, read: Callable[[str], _T]) -> tuple[_T, ...]:
    """The values of a comma-separated part, each once, in the order written."""
    values = tuple(dict.fromkeys(read(item) for item in text.split(",") if item))
    if not values:
        raise UnreadableRule(Sentence("{name}={value} names nothing.", name=name, value=text[:20]))
    return values


def _numbers(name: str, low: int, high: int, *, signed: bool) -> Callable[[str], tuple[int, ...]]:
    def read(item: str) -> int:
        number = _number(name, item, -high if signed else low, high)
        if not low <= abs(number):
            raise UnreadableRule(
                Sentence("{name}={value} is not a number a rule may have there.", name=name, value=item[:20])
            )
        return number

    return lambda text: _list(name, text, read)


def _positive(name: str) -> Callable[[str], int]:
    return lambda text: _number(name, text, 1, 10**18 - 1)


def _byday(text: str) -> tuple[tuple[int, int], ...]:
    def read(item: str) -> tuple[int, int]:
        if item in WEEKDAYS:
            return 0, WEEKDAYS.index(item)
        ordinal, weekday = item[:-2], item[-2:]
        if weekday not in WEEKDAYS or not _is_number(ordinal) or not 1 <= abs(int(ordinal)) <= 53:
            raise UnreadableRule(Sentence("BYDAY={value} is not a weekday.", value=item[:20]))
        return int(ordinal), WEEKDAYS.index(weekday)

    return _list("BYDAY", text, read)


def _wkst(text: str) -> int:
    if text not in WEEKDAYS:
        raise UnreadableRule(Sentence("WKST={value} is not a weekday.", value=text[:20]))
    return WEEKDAYS.index(text)


_NUMBER_LISTS = {
    "BYMONTH": _numbers("BYMONTH", 1, 12, signed=False),
    "BYMONTHDAY": _numbers("BYMONTHDAY", 1, 31, signed=True),
    "BYYEARDAY": _numbers("BYYEARDAY", 1, 366, signed=True),
    "BYWEEKNO": _numbers("BYWEEKNO", 1, 53, signed=True),
    "BYSETPOS": _numbers("BYSETPOS", 1, 366, signed=True),
    "BYHOUR": _numbers("BYHOUR", 0, 23, signed=False),
    "BYMINUTE": _numbers("BYMINUTE", 0, 59, signed=False),
    "BYSECOND": _numbers("BYSECOND", 0, 60, signed=False),
}

_READERS: dict[str, Callable[[str], object]] = {
    "INTERVAL": _positive("INTERVAL"),
    "COUNT": _positive("COUNT"),
    "UNTIL": lambda text: _moment("UNTIL", text, ""),
    "BYDAY": _byday,
    "WKST": _wkst,
    **_NUMBER_LISTS,
}

_MOMENT = lazy_pattern(r"(?a)(\d{4})-?(\d\d)-?(\d\d)(?:T?(\d\d):?(\d\d)(?::?(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?")
_TZID = lazy_pattern(r"(?i)TZID\s*=\s*\"?([^;\"]+)")


def _moments(name: str, parameters: str, value: str) -> list[RawMoment]:
    zone = _TZID.search(parameters)
    tzid = zone[1].strip() if zone else ""
    return [_moment(name, "".join(item.split()).upper(), tzid) for item in value.split(",") if item.strip()]


def _moment(name: str, text: str, tzid: str) -> RawMoment:
    """A date, a naive time or an instant: basic or extended form, with Z or an offset, or in the zone ``tzid``."""
    found = _date_and_time(text)
    if found is None:
        raise UnreadableRule(Sentence("{name}={value} is not a date or time.", name=name, value=text[:20]))
    year, month, day, hour, minute, second = (int(each or 0) for each in found[:6])
    try:
        if found[3] is None:
            return date(year, month, day)
        # RFC 5545 §3.3.12: where leap seconds are not supported, a 60th second is read as the 59th.
        naive = datetime(year, month, day, hour, minute, min(second, 59))
        if found[6]:
            return (naive - _offset(found[6])).replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise UnreadableRule(Sentence("{name}={value} is not a date or time.", name=name, value=text[:20])) from error
    return _in_zone(naive, tzid)


def _date_and_time(text: str) -> Sequence[str | None] | None:
    """Year, month, day, hour, minute, second and offset, with ``None`` for what is not there."""
    clock = text[9:15]
    if _is_digits(text[:8]) and (len(text) == 8 or (len(text) == 16 and text[8::7] == "TZ" and _is_digits(clock))):
        # The basic forms, in which nearly all are written: a pattern takes longer to compile than a day to read.
        return text[:4], text[4:6], text[6:8], clock[:2] or None, clock[2:4], clock[4:], text[15:]
    match = _MOMENT.fullmatch(text)
    return None if match is None else match.groups()


def _offset(text: str) -> timedelta:
    if text == "Z":
        return timedelta(0)
    sign = -1 if text[0] == "-" else 1
    return sign * timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))


def _in_zone(naive: datetime, tzid: str) -> datetime:
    """The time in the zone named; a zone nobody knows leaves it in the event's own."""
    try:
        return naive.replace(tzinfo=ZoneInfo(tzid)) if tzid else naive
    except (KeyError, ValueError, OSError):
        return naive
