"""The list of changes: those since it was last looked at, then those before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from feishu_tui.dates import day_words, weekday_name
from feishu_tui.language import Language
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.model import Calendar, Moment
from feishu_tui.store.changes import MOST
from feishu_tui.text import cut, pad, width
from feishu_tui.ui.change_words import change_mark, change_words, tally_words
from feishu_tui.ui.detail_rows import paragraph
from feishu_tui.ui.event_colors import calendar_color
from feishu_tui.ui.line import BLANK, Line, Piece, fitted, width_of
from feishu_tui.ui.widgets.target_list import Listed

if TYPE_CHECKING:
    from feishu_tui.store.changes import Change
    from feishu_tui.ui.news import Visit

_WHEN_CELLS = 20
_ROOM_FOR_ONE_LINE = 72
"""Cells from which on all about a change stands in one line."""
_LEAST_TITLE = 16


@dataclass(frozen=True, slots=True)
class ChangesLook:
    """All that the list looks like besides what is in it."""

    cells: int
    now: datetime
    """Aware, in the display zone."""
    zone: ZoneInfo
    say: Language
    calendars: Mapping[str, Calendar]

    @property
    def today(self) -> date:
        """Today in the display zone."""
        return self.now.date()


def change_rows(changes: Sequence[Change], since: Visit | None, look: ChangesLook) -> list[Listed[Change]]:
    """The rows; ``since`` is the last look at them, ``None`` where this is the first."""
    say = look.say
    if not changes:
        return [Listed((Piece(say("Nothing has changed since the calendars were first synced."), "dim"),))]
    newest = since.newest if since is not None else 0
    fresh = [change for change in changes if change.number > newest]
    rows: list[Listed[Change]] = [
        Listed(line) for line in paragraph(_summary(fresh, since, look), look.cells, "heading")
    ]
    rows += _rows(fresh, look)
    earlier = [change for change in changes if change.number <= newest]
    if earlier:
        rows += [Listed(BLANK), Listed((Piece(say("Earlier"), "heading"),)), *_rows(earlier, look)]
    if len(changes) >= MOST:
        words = say("No more than {count} changes are kept, those of events nearest to now.", count=MOST)
        rows += [Listed(BLANK), *(Listed(line) for line in paragraph(words, look.cells, "dim"))]
    return rows


def since_words(since: float, now: datetime, say: Language) -> str:
    """From when on: "since 10:32", "since yesterday 18:02", "since Mon 16 Nov 18:02"."""
    moment = datetime.fromtimestamp(since, UTC).astimezone(now.tzinfo)
    time = f"{moment:%H:%M}"
    if moment.date() == now.date():
        return say("Since {time}", time=time)
    if moment.date() == now.date() - timedelta(days=1):
        return say("Since yesterday {time}", time=time)
    return say("Since {day} {time}", day=day_words(moment.date(), now.date(), say), time=time)


def _summary(fresh: Sequence[Change], since: Visit | None, look: ChangesLook) -> str:
    say = look.say
    words = since_words(since.at, look.now, say) if since is not None else say("So far")
    told = tally_words(fresh, say) if fresh else say("nothing has changed")
    return say("{when}: {what}", when=words, what=told)


def _rows(changes: Iterable[Change], look: ChangesLook) -> list[Listed[Change]]:
    rows: list[Listed[Change]] = []
    for change in sorted(changes, key=lambda each: (-each.at, _instant(each.latest.start))):
        rows += _row(change, look)
    return rows


def _row(change: Change, look: ChangesLook) -> list[Listed[Change]]:
    """When, title and what changed; in two lines where the terminal is narrow."""
    say, mark = look.say, change_mark(change)
    calendar = look.calendars.get(change.calendar_id)
    bar = Piece("▌", color=calendar_color(calendar)) if calendar else Piece("▌")
    start: Line = (Piece(" "), mark, Piece(" "), Piece(pad(_when(change, look), _WHEN_CELLS), "dim"), bar)
    series = Piece(" ↻", "dim") if change.is_series or change.is_occurrence else Piece("")
    words = Piece(change_words(change, look.zone, look.today, say), mark.role)
    role = "" if change.seen else "strong"
    title = change.latest.summary or say("Busy")
    room = look.cells - width_of(start) - width(series.text)
    if look.cells < _ROOM_FOR_ONE_LINE:
        below = fitted((Piece("   "), words), look.cells)
        return [Listed((*start, Piece(cut(title, max(room, 0)), role), series), change), Listed(below)]
    titled = Piece(cut(title, max(room - width(words.text) - 2, _LEAST_TITLE)), role)
    return [Listed(fitted((*start, titled, series, Piece("  "), words), look.cells), change)]


def _when(change: Change, look: ChangesLook) -> str:
    """The day and time it has now; of a series the time of day, and the weekday."""
    start, say = change.latest.start, look.say
    day = start.astimezone(look.zone).date() if isinstance(start, datetime) else start
    time = f" {start.astimezone(look.zone):%H:%M}" if isinstance(start, datetime) else ""
    name = weekday_name(day.weekday(), say) if change.is_series else day_words(day, look.today, say)
    return f"{name}{time}"


def _instant(moment: Moment) -> float:
    if isinstance(moment, datetime):
        return moment.timestamp()
    return datetime(moment.year, moment.month, moment.day, tzinfo=UTC).timestamp()
