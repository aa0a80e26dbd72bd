"""Whether the server agrees with a series: one phrase for the detail, and the whole comparison for a screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING

from feishu_tui.dates import ago, day_words, span_words
from feishu_tui.errors import FeishuTuiError, NetworkError, NotSignedIn
from feishu_tui.language import Language
from feishu_tui.model import Event
from feishu_tui.text import pad
from feishu_tui.ui.detail_rows import flowing, folded, paragraph
from feishu_tui.ui.line import BLANK, Line, Piece

if TYPE_CHECKING:
    from feishu_tui.sync.checked import Checked
    from feishu_tui.sync.comparison import Row, Times

NOTHING = "—"
LEAST_COLUMN = 24
"""Cells of a column below which the two sides stand below each other."""

_MARKS = {True: Piece("✓ ", "good"), False: Piece("✗ ", "warning")}


def status_line(
    checked: Checked | None,
    now: datetime,
    say: Language,
    *,
    checking: bool = False,
    obstacle: FeishuTuiError | None = None,
) -> Line:
    """What follows the rule in the detail: "matches the server · 2 min ago"; empty where there is nothing to say.

    ``obstacle`` is why the server cannot be asked; it matters only where nothing is known.
    """
    if checking:
        return (Piece(say("checking…"), "dim"),)
    if checked is not None:
        return (Piece(status_words(checked, now, say), "good" if checked.status == "match" else "warning"),)
    return (Piece(_obstacle_words(obstacle, say), "dim"),) if obstacle is not None else ()


def status_words(checked: Checked, now: datetime, say: Language) -> str:
    """Whether the two sides agree, or what could not be done, in a few words."""
    if checked.error is not None:
        return say("not checked: {reason}", reason=reason_words(checked, say))
    if checked.status == "match":
        return say("matches the server · {ago}", ago=_age(checked, now, say))
    apart = checked.differing
    moved = sum(row.local is not None and row.server is not None for row in apart)
    missing, extra = sum(row.local is None for row in apart), sum(row.server is None for row in apart)
    if moved:
        return say(
            "differs: {missing} missing here, {extra} extra, {moved} at another time",
            missing=missing,
            extra=extra,
            moved=moved,
        )
    return say("differs: {missing} missing here, {extra} extra", missing=missing, extra=extra)


def differing_lines(lines: Sequence[Line]) -> list[int]:
    """Where a row of ``comparison_lines`` begins on which the two sides do not agree."""
    return [index for index, line in enumerate(lines) if line and line[0] == _MARKS[False]]


def reason_words(checked: Checked, say: Language) -> str:
    """Why nothing could be compared, with the server's code for whoever looks it up."""
    sentence = say(checked.error or "")
    return sentence if checked.code is None else f"{sentence} ({checked.code})"


def referee_words(checked: Checked, say: Language) -> str:
    """Whom dateutil agrees with; empty where there is no difference."""
    if checked.referee is None:
        return ""
    return {
        "local": say("dateutil agrees with us"),
        "server": say("dateutil agrees with the server"),
        "neither": say("dateutil agrees with neither"),
        "unknown": say("dateutil cannot say who is right"),
    }[checked.referee]


def original_words(checked: Checked, row: Row, zone: tzinfo, now: datetime, say: Language) -> str:
    """The time a row is known by: "Sat 28 Nov 09:30", or the date of an all-day series."""
    today = now.astimezone(zone).date()
    moment = datetime.fromtimestamp(row.original, UTC)
    if checked.all_day:
        return day_words(moment.date(), today, say)
    there = moment.astimezone(zone)
    return f"{day_words(there.date(), today, say)} {there:%H:%M}"


def times_words(times: Times | None, zone: tzinfo, now: datetime, say: Language) -> str:
    """When a side has an occurrence, with its day; a dash where it has none."""
    if times is None:
        return NOTHING
    return span_words(*times, zone, now.astimezone(zone).date(), say)


def unchecked_lines(series: Event, status: Line, cells: int) -> list[Line]:
    """Where nothing was compared yet: the series, its raw rule, and how things stand."""
    head = [*paragraph(series.summary, cells, "title"), *paragraph(series.recurrence, cells, "dim")]
    return [*(line for line in head if line), *folded(status, cells)]


def comparison_lines(
    checked: Checked, cells: int, zone: tzinfo, now: datetime, say: Language, status: Line = ()
) -> list[Line]:
    """Everything that was compared: the raw rule, who is right, and both sides in columns, differing rows marked.

    No line is wider than ``cells``. Times are in ``zone``; ``now`` is aware. ``status`` takes the place of how the
    comparison came out, as while another one is under way.
    """
    lines = [
        *paragraph(checked.summary, cells, "title"),
        *paragraph(checked.recurrence, cells, "dim"),
        *flowing(_window(checked, zone, now, say), cells),
        *folded(status or status_line(checked, now, say), cells),
        *paragraph(referee_words(checked, say), cells, "dim"),
    ]
    lines = [line for line in lines if line]
    if not checked.rows:
        return lines
    column = (cells - 4) // 2
    if column < LEAST_COLUMN:
        return [*lines, BLANK, *_stacked(checked, cells, zone, now, say)]
    return [*lines, BLANK, *_columns(checked, column, zone, now, say)]


def _obstacle_words(error: FeishuTuiError, say: Language) -> str:
    if isinstance(error, NetworkError):
        return say("not checked: offline")
    if isinstance(error, NotSignedIn):
        return say("not checked: not signed in")
    return say("not checked: {reason}", reason=say(error.sentence))


def _window(checked: Checked, zone: tzinfo, now: datetime, say: Language) -> list[Line]:
    """Between which times it was compared, and when."""
    today = now.astimezone(zone).date()
    first, last = (datetime.fromtimestamp(edge, zone) for edge in (checked.start, checked.end))
    edges = [f"{day_words(edge.date(), today, say)} {edge:%H:%M}" for edge in (first, last)]
    words = [
        say("between {start} and {end}", start=edges[0], end=edges[1]),
        say("checked {ago}", ago=_age(checked, now, say)),
    ]
    return [(Piece(word, "dim"),) for word in words]


def _age(checked: Checked, now: datetime, say: Language) -> str:
    """How long ago it was checked, in whole minutes, so that an idle screen has nothing to say between two ticks."""
    seconds = now.timestamp() - checked.at
    return ago(0 if seconds < 60 else seconds, say)


def _columns(checked: Checked, column: int, zone: tzinfo, now: datetime, say: Language) -> list[Line]:
    heading = (
        Piece("  "),
        Piece(pad(say("here"), column), "heading"),
        Piece("  "),
        Piece(pad(say("on the server"), column), "heading"),
    )
    lines: list[Line] = [heading]
    for row in checked.rows:
        here, there = (times_words(side, zone, now, say) for side in (row.local, row.server))
        role = "" if row.agrees else "warning"
        lines.append((_MARKS[row.agrees], Piece(pad(here, column), role), Piece("  "), Piece(pad(there, column), role)))
    return lines


def _stacked(checked: Checked, cells: int, zone: tzinfo, now: datetime, say: Language) -> list[Line]:
    """For a narrow pane: what agrees on one line, what does not on two."""
    lines: list[Line] = []
    for row in checked.rows:
        here, there = (times_words(side, zone, now, say) for side in (row.local, row.server))
        if row.agrees:
            lines.append((_MARKS[True], Piece(pad(here, cells - 2))))
            continue
        lines.append((_MARKS[False], Piece(pad(say("here: {times}", times=here), cells - 2), "warning")))
        lines.append((Piece("  "), Piece(pad(say("on the server: {times}", times=there), cells - 2), "warning")))
    return lines
