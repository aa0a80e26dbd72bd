"""What the screen needs to know about how it was started."""

from __future__ import annotations

from collections.abc import Mapping
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
