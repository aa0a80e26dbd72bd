"""Names of time zones: which there are, which is near, which the box itself is in."""

from __future__ import annotations

import os
from collections.abc import Mapping

from feishu_tui.lazy_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

LOCALTIME = "/etc/localtime"
"""A link into the zone files on Linux, the BSDs and macOS (tzfile(5), localtime(5))."""


def is_zone(name: str) -> bool:
    """Whether there is such a zone, by the box's zone files or the tzdata package."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return name != "localtime"


def nearest_zones(name: str) -> list[str]:
    """Up to three names that may have been meant: by city, by case, by likeness."""
    from difflib import get_close_matches
    from zoneinfo import available_timezones

    by_folded = {zone.casefold(): zone for zone in sorted(available_timezones())}
    wanted = name.strip().casefold().replace(" ", "_")
    cities = {folded.rpartition("/")[2]: folded for folded in by_folded}
    found = [folded for folded in by_folded if wanted in (folded, folded.rpartition("/")[2])]
    found += get_close_matches(wanted, by_folded, 3, 0.8)
    found += [cities[city] for city in get_close_matches(wanted.rpartition("/")[2], cities, 3, 0.8)]
    return [by_folded[folded] for folded in dict.fromkeys(found)][:3]


def box_zone(environ: Mapping[str, str], localtime: str | PathLike[str] = LOCALTIME) -> str:
    """IANA name of the zone the box is in: ``TZ``, else what /etc/localtime links to, else UTC.

    A ``TZ`` that is no name of a zone counts as UTC, as it does for the C library.
    """
    set_here = environ.get("TZ", "").removeprefix(":")
    if set_here:
        return set_here if is_zone(set_here) else "UTC"
    try:
        target = os.path.realpath(localtime, strict=True)
    except OSError:
        return "UTC"
    name = target.partition("/zoneinfo/")[2].removeprefix("posix/").removeprefix("right/")
    return name if name and is_zone(name) else "UTC"
