"""What came of checking one series against the server, as it is shown, printed and kept in the cache."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Literal, cast, get_args

from feishu_tui.errors import CacheError
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.model import Moment, original_time_of
from feishu_tui.sync.comparison import Referee, Row, Times

CHECK_AGAIN_SECONDS = 600.0
"""A series compared less than this ago is not compared again by itself."""

Status = Literal["match", "mismatch", "error"]


@dataclass(frozen=True, slots=True)
class Checked:
    """One series compared over a window."""

    calendar_id: str
    event_id: str
    """The master's."""
    summary: str
    recurrence: str
    """The raw rule."""
    start: int
    end: int
    """The window, Unix seconds; what starts strictly inside was compared."""
    at: float
    """Unix seconds of the comparison."""
    all_day: bool = False
    rows: tuple[Row, ...] = ()
    error: str | None = None
    """Why nothing could be compared, one sentence."""
    code: int | None = None
    """The server's code, where it is the server that gave none."""
    referee: Referee | None = None
    """Whom a second engine agrees with; ``None`` where there is no difference."""

    @property
    def status(self) -> Status:
        """Whether both sides have the same occurrences, or why that is not known."""
        if self.error is not None:
            return "error"
        return "match" if all(row.agrees for row in self.rows) else "mismatch"

    @property
    def reason(self) -> str | None:
        """The error with the server's code for whoever looks it up; ``None`` where there was none."""
        return self.error if self.code is None else f"{self.error} ({self.code})"

    @property
    def local(self) -> int | None:
        """How many occurrences the rule gives here; ``None`` where that is not known."""
        return None if self.error is not None else sum(row.local is not None for row in self.rows)

    @property
    def server(self) -> int | None:
        """How many the server has; ``None`` where that is not known."""
        return None if self.error is not None else sum(row.server is not None for row in self.rows)

    @property
    def differing(self) -> list[Row]:
        """The rows on which the two sides do not agree."""
        return [row for row in self.rows if not row.agrees]

    @property
    def only_local(self) -> list[int | str]:
        """Original times the server lacks, or has at another start or end: Unix seconds, dates of an all-day series."""
        return self._originals([row for row in self.differing if row.local is not None])

    @property
    def only_server(self) -> list[int | str]:
        """Original times that are lacking here, or that are here at another start or end."""
        return self._originals([row for row in self.differing if row.server is not None])

    def _originals(self, rows: Sequence[Row]) -> list[int | str]:
        return [_day_text(row.original) if self.all_day else row.original for row in rows]

    def document(self) -> dict[str, object]:
        """What the cache keeps, as JSON."""
        return {
            "summary": self.summary,
            "recurrence": self.recurrence,
            "window": {"start": self.start, "end": self.end},
            "all_day": self.all_day,
            "status": self.status,
            "error": self.error,
            "code": self.code,
            "referee": self.referee,
            "rows": [_row_document(row) for row in self.rows],
        }

    @classmethod
    def of_document(cls, calendar_id: str, event_id: str, document: Any, at: float) -> Checked:
        """What ``document`` was made of. Raises ``CacheError`` where it is none."""
        try:
            return cls(
                calendar_id,
                event_id,
                summary=str(document["summary"]),
                recurrence=str(document["recurrence"]),
                start=int(document["window"]["start"]),
                end=int(document["window"]["end"]),
                at=at,
                all_day=bool(document["all_day"]),
                rows=tuple(_row(row) for row in document["rows"]),
                error=document["error"],
                code=document["code"],
                referee=_referee(document),
            )
        except (KeyError, TypeError, ValueError, OverflowError) as exc:
            raise CacheError("The kept comparison with the server cannot be read.") from exc


def _referee(document: Mapping[str, object]) -> Referee | None:
    word = document["referee"]
    return cast(Referee, word) if word in get_args(Referee) else None


def _row_document(row: Row) -> list[object]:
    """Original, start and end; where the sides differ the server's start and end follow."""
    if row.agrees and row.local is not None:
        return [row.original, *map(_moment_value, row.local)]
    sides = (row.local or (None, None), row.server or (None, None))
    return [row.original, *(_moment_value(moment) for side in sides for moment in side)]


def _row(values: Sequence[Any]) -> Row:
    original, start, end, *rest = values
    local = _times(start, end)
    return Row(int(original), local, _times(*rest) if rest else local)


def _times(start: int | str | None, end: int | str | None) -> Times | None:
    return None if start is None or end is None else (_moment(start), _moment(end))


def _moment_value(moment: Moment | None) -> int | str | None:
    if moment is None:
        return None
    return original_time_of(moment) if isinstance(moment, datetime) else moment.isoformat()


def _moment(value: int | str) -> Moment:
    return date.fromisoformat(value) if isinstance(value, str) else datetime.fromtimestamp(value, UTC)


def _day_text(original: int) -> str:
    return datetime.fromtimestamp(original, UTC).date().isoformat()
