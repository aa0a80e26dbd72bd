"""What the program did lately, as lines to read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from urllib.parse import unquote

from feishu_tui.language import Language
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.text import clean, wrap
from feishu_tui.ui.line import Line, Piece, ends_apart, fitted, width_of

_TIME_CELLS = 9
_CALENDARS = "/open-apis/calendar/v4/"
"""How the paths of most requests begin."""
_LONGEST_PART = 14
_APART = 2
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
        lines += _request(time, record.text, cells) or _lines(time, record.text, _ROLES.get(record.level, ""), cells)
    if not records:
        lines.append((Piece(say("No requests to the server so far."), "dim"),))
    return lines


def _lines(time: str, text: str, role: str, cells: int) -> list[Line]:
    parts = wrap(clean(text), max(cells - _TIME_CELLS, 10))
    return [
        (Piece(time.ljust(_TIME_CELLS) if number == 0 else " " * _TIME_CELLS, "dim"), Piece(part, role))
        for number, part in enumerate(parts)
    ]


def _request(time: str, text: str, cells: int) -> list[Line]:
    """A request on one line, with its log id where there is room, and below it where it failed; else nothing."""
    method, path, *answer = [*clean(text).split(" "), "", ""]
    if answer[:1] != ["HTTP"] or not answer[1].isdecimal():
        return []
    status, seconds = answer[1], answer[2] if answer[3] == "s" else ""
    log_id = answer[4 if seconds else 2]
    failed = int(status) >= 400
    line: Line = (
        Piece(time.ljust(_TIME_CELLS), "dim"),
        Piece(f"{method:<5}"),
        Piece(f"{status} ", "warning" if failed else "good"),
        Piece(f"{seconds:>6} s  " if seconds else " " * 10, "dim"),
        Piece("/".join(map(_short, unquote(path.removeprefix(_CALENDARS)).split("/")))),
    )
    if log_id and width_of(line) + _APART + len(log_id) <= cells:
        return [ends_apart(line, (Piece(log_id, "faint"),), cells)]
    below = _lines("", log_id, "dim", cells) if failed and log_id else []
    return [fitted(line, cells), *below]


def _short(part: str) -> str:
    """An id in a path with its beginning and end; those of calendars have their own part in the middle."""
    own = part.partition("@")[0].removeprefix("feishu.cn_")
    return own if len(own) <= _LONGEST_PART else f"{own[:6]}…{own[-6:]}"
