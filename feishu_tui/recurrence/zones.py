"""Time zones by the names a server gives them."""

from __future__ import annotations

from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

DEFAULT_ZONE = "Asia/Shanghai"
"""What the API assumes where no zone is named (api documentation, ``time_info.timezone``)."""


@lru_cache(maxsize=1024)
def zone_of(name: str) -> ZoneInfo:
    """The zone of an IANA name in any case; ``Asia/Shanghai`` for an empty or unknown one."""
    return _known(name) or _known(_spelled(name)) or ZoneInfo(DEFAULT_ZONE)


def _known(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None


def _spelled(name: str) -> str:
    """The name as the zone database writes it, empty where it has none like it."""
    wanted = name.strip().replace(" ", "_").casefold()
    return next((known for known in sorted(available_timezones()) if known.casefold() == wanted), "") if wanted else ""
