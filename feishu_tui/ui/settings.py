"""What the screen needs to know about how it was started."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from feishu_tui.lazy_dataclasses import dataclass, field
from feishu_tui.lazy_typing import TYPE_CHECKING
from feishu_tui.ui.pane_layout import ViewName

if TYPE_CHECKING:
    from feishu_tui.ui.log_lines import LogRecord


@dataclass(frozen=True, slots=True)
class Settings:
    """The part of the configuration the screen uses."""

    start: date | None = None
    """The day to open; ``None`` is today."""
    week_start: int = 0
    """0 is Monday."""
    view: ViewName = "agenda"
    """How the days are looked at to begin with."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys a person remapped, command id to keys."""
    problems: tuple[str, ...] = ()
    """Mistakes in the configuration, to be shown once."""
    zone_guess: str = "Asia/Shanghai"
    """IANA name of the zone to offer first where one is asked for."""
    zone_said_by: str = ""
    """The flag or variable that says which zone to show times in; empty for neither."""
    keep: Callable[[str, str], None] | None = None
    """Writes the value of a setting into the configuration file, or raises ConfigError; ``None`` where nothing is."""
    heard: Callable[[], Sequence[LogRecord]] = tuple
    """What was logged lately, the latest last."""
