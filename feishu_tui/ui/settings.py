"""What the screen needs to know about how it was started."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Settings:
    """The part of the configuration the screen uses."""

    start: date | None = None
    """The day to open; ``None`` is today."""
    week_start: int = 0
    """0 is Monday."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys a person remapped, command id to keys."""
    problems: tuple[str, ...] = ()
    """Mistakes in the configuration, to be shown once."""
    zone_guess: str = "Asia/Shanghai"
    """IANA name of the zone to offer first where one is asked for."""
    zone_said_by: str = ""
    """What says which zone to show times in, a flag, a variable or a file; empty where that is to be asked."""
    remember: Callable[[str, str], None] = lambda key, value: None
    """Keeps the answer to a question under the name of a setting; raises StateError."""
