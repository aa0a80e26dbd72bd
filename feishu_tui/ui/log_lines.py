"""What the program did lately, as lines to read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo

from feishu_tui.language import Language
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.text import clean, wrap
from feishu_tui.ui.line import Line, Piece

_TIME_CELLS = 9
_ROLES = {"WARNING": "warning", "ERROR": "error", "CRITICAL": "error"}


@dataclass(frozen=True, slots=True)
class LogRecord:
    """A message of the log; it holds no title and no token."""

    at: float
    """Unix seconds."""
    level: str
    """As the ``logging`` module names it."""
    text: str


def log_lines(records: Sequence[LogRecord], cells: int, zone: tzinfo, say: Language) -> list[Line]:
    """The records, the latest last, with the time of day in ``zone`` before each."""
    if not records:
        return [(Piece(say("Nothing was asked of the server so far."), "dim"),)]
    return [line for record in records for line in _lines(record, cells, zone)]


def _lines(record: LogRecord, cells: int, zone: tzinfo) -> list[Line]:
    time = f"{datetime.fromtimestamp(record.at, UTC).astimezone(zone):%H:%M:%S}"
    parts = wrap(clean(record.text), max(cells - _TIME_CELLS, 10))
    role = _ROLES.get(record.level, "")
    return [
        (Piece(time.ljust(_TIME_CELLS) if number == 0 else " " * _TIME_CELLS, "dim"), Piece(part, role))
        for number, part in enumerate(parts)
    ]
