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


def log_lines(
    records: Sequence[LogRecord], cells: int, zone: tzinfo, say: Language, problems: Sequence[str] = ()
) -> list[Line]:
    """The problems there were at the start; then the records, the latest last, with the time of day in ``zone``."""
    lines = [line for problem in problems for line in _lines("", problem, "warning", cells)]
    for record in records:
        time = f"{datetime.fromtimestamp(record.at, UTC).astimezone(zone):%H:%M:%S}"
        lines += _lines(time, record.text, _ROLES.get(record.level, ""), cells)
    if not records:
        lines.append((Piece(say("No requests to the server so far."), "dim"),))
    return lines


def _lines(time: str, text: str, role: str, cells: int) -> list[Line]:
    parts = wrap(clean(text), max(cells - _TIME_CELLS, 10))
    return [
        (Piece(time.ljust(_TIME_CELLS) if number == 0 else " " * _TIME_CELLS, "dim"), Piece(part, role))
        for number, part in enumerate(parts)
    ]
