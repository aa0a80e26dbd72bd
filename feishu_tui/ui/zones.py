"""The zones times are shown in: the display zone, for a while another one, and a second one beside it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from feishu_tui.model import Occurrence


class Zones:
    """Which zone is in force; it begins with the display zone, and no other is beside it."""

    def __init__(self, display: ZoneInfo, second: ZoneInfo | None = None) -> None:
        self.display = display
        self.second = second
        """Whose times may stand beside the others; ``None`` until someone says which."""
        self.current = display
        self._beside = False

    @property
    def beside(self) -> ZoneInfo | None:
        """The zone whose times stand beside those of ``current``; ``None`` where none does.

        While the second one is in force itself, the display zone stands beside it.
        """
        if not self._beside or self.second is None:
            return None
        other = self.display if self.current.key == self.second.key else self.second
        return None if other.key == self.current.key else other

    def set_display(self, zone: ZoneInfo) -> None:
        """Another display zone, in force from now on."""
        self.display = self.current = zone

    def show_beside(self, shown: bool) -> None:
        """Show the second zone beside the other, or no longer."""
        self._beside = shown

    def turn(self, one: Occurrence | None) -> bool:
        """On to the next: the display zone, that of the event under the cursor, the second one; whether it differs.

        What would be the same zone again is passed over, and so is the event's where it has none.
        """
        ways = [self.display, *([home] if (home := home_of(one)) else []), *([self.second] if self.second else [])]
        keys = list(dict.fromkeys(way.key for way in ways))
        if self.current.key in keys:
            following = keys[(keys.index(self.current.key) + 1) % len(keys)]
        else:  # the zone of an event one has left
            following = keys[-1] if self.second else keys[0]
        changed, self.current = following != self.current.key, ZoneInfo(following)
        return changed


def home_of(one: Occurrence | None) -> ZoneInfo | None:
    """The zone an event is at home in; ``None`` for what is all day, or of no zone that has a name."""
    start = one.start if one else None
    zone = start.tzinfo if isinstance(start, datetime) else None
    return zone if isinstance(zone, ZoneInfo) and zone.key else None
