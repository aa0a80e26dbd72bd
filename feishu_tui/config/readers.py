"""Values as people write them, turned into what the program uses; each reader refuses in one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time

from feishu_tui.config.zones import is_zone, nearest_zones
from feishu_tui.language import Language
from feishu_tui.lazy_pattern import lazy_pattern
from feishu_tui.lazy_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""In the order they are numbered, from 0."""
_PROFILE = lazy_pattern(r"\w[\w.@+-]{0,63}")
_HOURS = lazy_pattern(r"(?P<h1>\d{1,2})(?::(?P<m1>\d\d))?\s*[-–—~]\s*(?P<h2>\d{1,2})(?::(?P<m2>\d\d))?")
_PROFILE_BYTES = 128
"""With what is put before and behind it, a file's name stays below the 255 bytes of most file systems."""


class Refused(Exception):
    """A value that cannot be used; the sentence says why, and what could be."""


def text(value: object, say: Language) -> str:
    """A string without blanks around it and without control characters."""
    if not isinstance(value, str):
        raise Refused(say("it has to be text, in quotation marks"))
    if not value.isprintable():
        raise Refused(say("it holds characters that cannot be seen"))
    return value.strip()


def one_of(value: object, choices: Sequence[str], say: Language) -> str:
    """One of some words; case makes no difference."""
    word = text(value, say).lower()
    if word in choices:
        return word
    from difflib import get_close_matches

    near = get_close_matches(word, choices, 1)
    known = ", ".join(choices)
    if near:
        raise Refused(say("“{value}” is none of {known}; perhaps {near}?", value=word, known=known, near=near[0]))
    raise Refused(say("“{value}” is none of {known}", value=word, known=known))


def brand(value: object, say: Language) -> str:
    """``feishu`` or ``lark``."""
    return one_of(value, ("feishu", "lark"), say)


def view(value: object, say: Language) -> str:
    """``agenda``, ``day``, ``week`` or ``month``."""
    return one_of(value, ("agenda", "day", "week", "month"), say)


def holidays(value: object, say: Language) -> str:
    """``cn`` or ``none``."""
    return one_of(value, ("cn", "none"), say)


def all_day_end(value: object, say: Language) -> str:
    """``exclusive`` or ``inclusive``."""
    return one_of(value, ("exclusive", "inclusive"), say)


def lang(value: object, say: Language) -> str:
    """``en`` or ``zh``; a locale such as ``zh_CN.UTF-8`` will do."""
    word = text(value, say)
    for mark in "_.@-":
        word = word.partition(mark)[0]
    return one_of(word, ("en", "zh"), say)


def yes_or_no(value: object, say: Language) -> bool:
    """True or false, as TOML writes them."""
    if not isinstance(value, bool):
        raise Refused(say("it has to be true or false, without quotation marks"))
    return value


def one_or_two(value: object, say: Language) -> int:
    """1 or 2."""
    if isinstance(value, bool) or value not in (1, 2):
        raise Refused(say("it has to be 1 or 2"))
    return int(str(value))


def week_start(value: object, say: Language) -> int:
    """The name of a weekday, three letters at least, as 0 (Monday) to 6."""
    word = text(value, say).lower()
    for index, name in enumerate(WEEKDAYS):
        if len(word) >= 3 and name.startswith(word):
            return index
    return WEEKDAYS.index(one_of(word, WEEKDAYS, say))


def work_hours(value: object, say: Language) -> tuple[time, time]:
    """Two times of day such as ``09:00-18:00``, the first before the second; a whole hour needs no minutes."""
    word = text(value, say)
    found = _HOURS.fullmatch(word)
    if found is not None:
        hours = [int(found[name] or 0) for name in ("h1", "m1", "h2", "m2")]
        if (hours[0], hours[1]) < (hours[2], hours[3]) <= (23, 59) and max(hours[1], hours[3]) < 60:
            return time(hours[0], hours[1]), time(hours[2], hours[3])
    raise Refused(say("“{value}” is not a span of hours, such as 09:00-18:00", value=word))


def timezone(value: object, say: Language) -> str:
    """The IANA name of a zone there is; empty for none."""
    name = text(value, say)
    if not name or is_zone(name):
        return name
    near = nearest_zones(name)
    if near:
        raise Refused(say("there is no time zone “{value}”; perhaps {near}?", value=name, near=say(" or ").join(near)))
    raise Refused(say("there is no time zone “{value}”; write it like Asia/Shanghai", value=name))


def now(value: object, say: Language) -> datetime:
    """A moment as RFC 3339 has it, with its offset, in UTC."""
    word = value.isoformat() if isinstance(value, datetime) else text(value, say)
    try:
        moment = datetime.fromisoformat(word)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise Refused(say("“{value}” is not a time with an offset, such as 2026-11-21T11:07:00+08:00", value=word))


def profile(value: object, say: Language) -> str:
    """A name that can be part of a file's."""
    if isinstance(value, dict):
        raise Refused(say("it names one; the settings of a profile go below [profiles.NAME]"))
    word = text(value, say)
    if not _PROFILE.fullmatch(word) or len(word.encode()) > _PROFILE_BYTES:
        raise Refused(say("“{value}” cannot name a profile: letters, digits, - and _ can", value=word))
    return word


def address(value: object, say: Language) -> str:
    """A server's address without a slash at the end; plain http only for this very machine."""
    word = text(value, say).rstrip("/")
    if _is_plain_address(word):
        return word
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(word)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc or parts.query or parts.fragment:
        raise Refused(say("“{value}” is not an address such as https://open.feishu.cn", value=word))
    if parts.scheme == "http" and not _is_loopback(host):
        raise Refused(say("“{value}” would send the token unprotected; http is for this machine only", value=word))
    return word


def _is_plain_address(word: str) -> bool:
    """Whether it is so simple, and protected or of this machine, that it need not be taken apart to know that."""
    scheme, _, place = word.partition("://")
    host, colon, port = place.partition(":")
    if not host.isascii() or not host.replace(".", "").replace("-", "").isalnum():
        return False
    if colon and not (port.isascii() and port.isdecimal() and int(port) < 1 << 16):
        return False
    return scheme == "https" or (scheme == "http" and host in ("127.0.0.1", "localhost"))


def _is_loopback(host: str) -> bool:
    from ipaddress import ip_address

    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def names(value: object, say: Language) -> tuple[str, ...]:
    """A list of texts, or one."""
    items = value if isinstance(value, list) else [value]
    return tuple(text(item, say) for item in items)


def keys(value: object, say: Language) -> str:
    """Keys with commas between, or a list of them."""
    return ",".join(names(value, say))


def folder(value: object, say: Language) -> Path:
    """A path; ``~`` is the home folder."""
    from pathlib import Path

    name = text(value, say)
    try:
        return Path(name).expanduser()
    except RuntimeError as exc:
        raise Refused(say("“{value}” begins with the home folder of nobody known", value=name)) from exc


def theme(value: object, themes: Mapping[str, Path], say: Language) -> str:
    """The name of a theme there is."""
    return one_of(value, sorted(themes), say)
